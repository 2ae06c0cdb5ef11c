// StrBuilder: a str that grows. Its block has room for the Str in front, so that finish() copies
// nothing. CPython: _PyUnicodeWriter

#include "vm/base/utf8.h"
#include "vm/object/runtime.h"
#include "vm/object/str.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace fw {

namespace {

constexpr std::int64_t longest_str = std::int64_t{ 1 } << 44;

std::size_t block_size(std::int64_t capacity, int width)
{
    return sizeof(Str) + static_cast<std::size_t>((capacity + 1) * width);
}

} // namespace

StrBuilder::~StrBuilder()
{
    if (m_block) {
        region_free(m_block);
    }
}

void StrBuilder::reserve(std::int64_t more, char32_t maximum)
{
    if (maximum >= 0x80) {
        m_is_ascii = false;
    }
    const int width = std::max(m_width, width_for(maximum));
    const std::int64_t needed = m_length + more;
    if (needed <= m_capacity && width == m_width) {
        return;
    }
    if (needed > longest_str) {
        throw std::bad_alloc();
    }
    const std::int64_t capacity
        = needed <= m_capacity ? m_capacity : std::max<std::int64_t>(needed + needed / 4, 32);
    if (width == m_width) {
        m_block = region_reallocate(m_block, block_size(capacity, width));
    } else {
        void* const block = region_allocate(block_size(capacity, width));
        void* const to = static_cast<Str*>(block) + 1;
        for (std::int64_t i = 0; i < m_length; ++i) {
            const char32_t unit = m_width == 1 ? static_cast<std::uint8_t*>(units())[i]
                                               : static_cast<char16_t*>(units())[i];
            put_unit(to, width, i, unit);
        }
        if (m_block) {
            region_free(m_block);
        }
        m_block = block;
        m_width = width;
    }
    m_capacity = capacity;
}

void StrBuilder::append(char32_t character)
{
    reserve(1, character);
    put_unit(units(), m_width, m_length++, character);
}

void StrBuilder::append(const Str& str)
{
    append(str, 0, str.length);
}

void StrBuilder::append(const Str& str, std::int64_t start, std::int64_t end)
{
    if (end <= start) {
        return;
    }
    if (str.is_ascii || (start == 0 && end == str.length)) {
        reserve(end - start, str_maximum(str));
        copy_units(units(), m_width, m_length, str, start, end - start);
        m_length += end - start;
        return;
    }
    // A part of a wide string may be narrow.
    append(*str_substring(str, start, end));
}

void StrBuilder::append(std::string_view utf8)
{
    if (is_ascii(utf8)) {
        const auto count = static_cast<std::int64_t>(utf8.size());
        reserve(count, 0);
        if (m_width == 1) {
            if (count > 0) {
                std::memcpy(static_cast<char*>(units()) + m_length, utf8.data(), utf8.size());
            }
            m_length += count;
            return;
        }
    }
    for (std::size_t position = 0; position < utf8.size();) {
        append(next_code_point(utf8, position));
    }
}

void StrBuilder::append_repeated(char32_t character, std::int64_t count)
{
    if (count <= 0) {
        return;
    }
    if (count > longest_str) {
        throw std::bad_alloc();
    }
    reserve(count, character);
    for (std::int64_t i = 0; i < count; ++i) {
        put_unit(units(), m_width, m_length + i, character);
    }
    m_length += count;
}

RefTo<Str> StrBuilder::finish()
{
    if (m_length == 0) {
        return make_str({});
    }
    if (m_length == 1) {
        RefTo<Str> one = make_str_from_units(units(), m_width, 1);
        m_length = 0;
        return one;
    }
    auto* const str = static_cast<Str*>(region_reallocate(m_block, block_size(m_length, m_width)));
    m_block = nullptr;
    str->refcount = 1;
    str->type = str_type();
    str->length = m_length;
    str->hash = -1;
    str->width = static_cast<std::uint8_t>(m_width);
    str->is_ascii = m_is_ascii;
    str->is_interned = false;
    str->data = str + 1;
    put_unit(str->data, m_width, m_length, 0);
    m_length = 0;
    m_capacity = 0;
    m_width = 1;
    m_is_ascii = true;
    return RefTo<Str>::adopt(str);
}

} // namespace fw
