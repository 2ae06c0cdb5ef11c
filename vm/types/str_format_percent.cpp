// "..." % values: printf-style formatting of str, and of bytes as if each byte were a character.
// CPython: PyUnicode_Format in Objects/unicodeobject.c, _PyBytes_FormatEx in Objects/bytesobject.c

#include "vm/base/float_text.h"
#include "vm/object/bytes.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <limits>

namespace fw {

namespace {

// One conversion: %(key)flags width.precision type
struct Conversion {
    bool left = false; // -
    bool plus = false;
    bool blank = false;
    bool alternate = false; // #
    bool zero = false;
    std::int64_t width = -1;
    std::int64_t precision = -1;
    char32_t type = 0;
};

enum class FormatKind { Text, Bytes };

class PercentFormatter {
public:
    PercentFormatter(Thread& thread, const Str& format, Object* values, FormatKind kind)
        : m_thread(thread)
        , m_format(format)
        , m_kind(kind)
        , m_values(values)
    {
        if (is_tuple(values)) {
            m_count = static_cast<Tuple*>(values)->length;
        } else {
            m_is_single = true;
            m_count = 1;
            // A mapping gives values by name.
            const bool is_bytes_like
                = kind == FormatKind::Bytes && (is_bytes(values) || is_byte_array(values));
            if (values->type->slots.subscript && !is_str(values) && !is_bytes_like) {
                m_mapping = values;
            }
        }
    }

    Result<RefTo<Str>> run()
    {
        // "%s" % text is the text itself.
        if (m_kind == FormatKind::Text && m_count == 1 && str_equal(m_format, "%s")) {
            Object* only = m_is_single ? m_values : (*static_cast<Tuple*>(m_values))[0];
            if (only->type == str_type()) {
                return share(static_cast<Str*>(only));
            }
        }
        while (m_position < m_format.length) {
            std::int64_t percent = str_find_char(m_format, U'%', m_position, m_format.length);
            if (percent < 0) {
                percent = m_format.length;
            }
            m_out.append(m_format, m_position, percent);
            m_position = percent + 1;
            if (percent < m_format.length) {
                TRY(convert());
            }
        }
        if (m_next < m_count && !m_mapping) {
            return raise(m_thread, TypeId::TypeError,
                "not all arguments converted during {} formatting",
                m_kind == FormatKind::Text ? "string" : "bytes");
        }
        return m_out.finish();
    }

private:
    Result<char32_t> next_character()
    {
        if (m_position >= m_format.length) {
            return raise(m_thread, TypeId::ValueError, "incomplete format");
        }
        return m_format.at(m_position++);
    }

    Result<Object*> next_value()
    {
        if (m_next >= m_count) {
            return raise(m_thread, TypeId::TypeError, "not enough arguments for format string");
        }
        const std::int64_t index = m_next++;
        return m_is_single ? m_values : (*static_cast<Tuple*>(m_values))[index];
    }

    // %(name): the value becomes the only one.
    Result<void> read_key()
    {
        if (!m_mapping) {
            return raise(m_thread, TypeId::TypeError, "format requires a mapping");
        }
        const std::int64_t start = m_position;
        int depth = 1;
        for (; m_position < m_format.length; ++m_position) {
            const char32_t c = m_format.at(m_position);
            depth += c == U'(' ? 1 : c == U')' ? -1 : 0;
            if (depth == 0) {
                break;
            }
        }
        if (depth != 0) {
            return raise(m_thread, TypeId::ValueError, "incomplete format key");
        }
        RefTo<Str> name = str_substring(m_format, start, m_position++);
        Ref key = name;
        if (m_kind == FormatKind::Bytes) {
            key = make_bytes(latin1(*name));
        }
        TRY_SET(m_keyed_value, get_item(m_thread, m_mapping, key.get()));
        m_values = m_keyed_value.get();
        m_is_single = true;
        m_count = 1;
        m_next = 0;
        return {};
    }

    // A number or "*". Moves `c` on to the character behind it.
    Result<std::int64_t> read_size(char32_t& c, const char* too_big, std::int64_t largest)
    {
        if (c == U'*') {
            TRY_LET(Object* const value, next_value());
            if (!is_int(value)) {
                return raise(m_thread, TypeId::TypeError, "* wants int");
            }
            TRY_LET(const std::int64_t size, to_index(m_thread, value, TypeId::OverflowError));
            if (size > largest) {
                return raise(
                    m_thread, TypeId::OverflowError, "Python int too large to convert to C int");
            }
            TRY_SET(c, next_character());
            return size;
        }
        std::int64_t size = 0;
        while (c >= U'0' && c <= U'9') {
            const auto digit = static_cast<std::int64_t>(c - U'0');
            if (size > (largest - digit) / 10) {
                return raise_message(m_thread, TypeId::ValueError, too_big);
            }
            size = size * 10 + digit;
            TRY_SET(c, next_character());
        }
        return size;
    }

    Result<void> parse(Conversion& conversion)
    {
        TRY_LET(char32_t c, next_character());
        if (c == U'(') {
            TRY(read_key());
            TRY_SET(c, next_character());
        }
        for (bool more = true; more;) {
            switch (c) {
            case U'-':
                conversion.left = true;
                break;
            case U'+':
                conversion.plus = true;
                break;
            case U' ':
                conversion.blank = true;
                break;
            case U'#':
                conversion.alternate = true;
                break;
            case U'0':
                conversion.zero = true;
                break;
            default:
                more = false;
                continue;
            }
            TRY_SET(c, next_character());
        }
        if (c == U'*' || (c >= U'0' && c <= U'9')) {
            TRY_SET(conversion.width,
                read_size(c, "width too big", std::numeric_limits<std::int64_t>::max()));
            if (conversion.width < 0) {
                conversion.left = true;
                conversion.width = -conversion.width;
            }
        }
        if (c == U'.') {
            TRY_SET(c, next_character());
            TRY_SET(conversion.precision,
                read_size(c, "precision too big", std::numeric_limits<std::int32_t>::max()));
            conversion.precision = std::max<std::int64_t>(conversion.precision, 0);
        }
        if (c == U'h' || c == U'l' || c == U'L') {
            TRY_SET(c, next_character());
        }
        conversion.type = c;
        return {};
    }

    Result<void> convert()
    {
        if (m_position < m_format.length && m_format.at(m_position) == U'%') {
            ++m_position;
            m_out.append(U'%');
            return {};
        }
        Conversion conversion;
        TRY(parse(conversion));
        TRY_LET(Object* const borrowed, next_value());
        Ref value = share(borrowed);
        const bool is_bytes_only = conversion.type == U'b';
        if (is_bytes_only && m_kind == FormatKind::Bytes) {
            return write_text(conversion, value.get());
        }
        switch (conversion.type) {
        case U's':
        case U'r':
        case U'a':
            return write_text(conversion, value.get());
        case U'd':
        case U'i':
        case U'u':
        case U'o':
        case U'x':
        case U'X':
            return write_integer(conversion, value.get());
        case U'e':
        case U'E':
        case U'f':
        case U'F':
        case U'g':
        case U'G':
            return write_float(conversion, value.get());
        case U'c':
            return write_character(conversion, value.get());
        default: {
            const char32_t c = conversion.type;
            return raise(m_thread, TypeId::ValueError,
                "unsupported format character '{}' (0x{:x}) at index {}",
                c > 31 && c < 127 ? static_cast<char>(c) : '?', static_cast<std::uint32_t>(c),
                m_position - 1);
        }
        }
    }

    void write_padded(const Conversion& conversion, const Str& text, std::int64_t length)
    {
        const std::int64_t padding = conversion.width - length;
        if (!conversion.left) {
            m_out.append_repeated(U' ', padding);
        }
        m_out.append(text, 0, length);
        if (conversion.left) {
            m_out.append_repeated(U' ', padding);
        }
    }

    // The text of %s, %r and %a.
    Result<RefTo<Str>> text_of(char32_t type, Object* value)
    {
        if (type == U'a' || (type == U'r' && m_kind == FormatKind::Bytes)) {
            return ascii(m_thread, value);
        }
        if (type == U'r') {
            return repr(m_thread, value);
        }
        if (m_kind == FormatKind::Text) {
            return str(m_thread, value);
        }
        std::string_view bytes;
        Ref made;
        if (!bytes_view(value, bytes)) {
            Ref method;
            TRY_LET(const bool found, find_special(m_thread, value, names().bytes, method));
            if (!found) {
                return raise(m_thread, TypeId::TypeError,
                    "%b requires a bytes-like object, or an object that implements __bytes__, "
                    "not '{}'",
                    type_name(value));
            }
            TRY_SET(made, bytes_from_object(m_thread, value));
            bytes = static_cast<Bytes*>(made.get())->view();
        }
        return make_str_from_units(bytes.data(), 1, static_cast<std::int64_t>(bytes.size()));
    }

    Result<void> write_text(const Conversion& conversion, Object* value)
    {
        TRY_LET(RefTo<Str> text, text_of(conversion.type, value));
        std::int64_t length = text->length;
        if (conversion.precision >= 0) {
            length = std::min(length, conversion.precision);
        }
        write_padded(conversion, *text, length);
        return {};
    }

    Result<void> write_byte(const Conversion& conversion, Object* value)
    {
        std::string_view bytes;
        std::int64_t code = -1;
        if ((is_bytes(value) || is_byte_array(value)) && bytes_view(value, bytes)) {
            if (bytes.size() == 1) {
                code = static_cast<unsigned char>(bytes[0]);
            }
        } else if (value->type->slots.to_index) {
            TRY_SET(code, to_index(m_thread, value, clip_to_index));
            if (code < 0 || code > 255) {
                return raise(m_thread, TypeId::OverflowError, "%c arg not in range(256)");
            }
        }
        if (code < 0) {
            return raise(m_thread, TypeId::TypeError,
                "%c requires an integer in range(256) or a single byte");
        }
        RefTo<Str> text = make_str_from_char(static_cast<char32_t>(code));
        write_padded(conversion, *text, 1);
        return {};
    }

    Result<void> write_character(const Conversion& conversion, Object* value)
    {
        if (m_kind == FormatKind::Bytes) {
            return write_byte(conversion, value);
        }
        if (is_str(value)) {
            if (static_cast<Str*>(value)->length == 1) {
                write_padded(conversion, *static_cast<Str*>(value), 1);
                return {};
            }
        } else if (is_int(value) || value->type->slots.to_index) {
            TRY_LET(Ref number, number_index(m_thread, value));
            const auto& code = *static_cast<Int*>(number.get());
            if (!code.is_small() || code.value < 0 || code.value > 0x10ffff) {
                return raise(m_thread, TypeId::OverflowError, "%c arg not in range(0x110000)");
            }
            RefTo<Str> text = make_str_from_char(static_cast<char32_t>(code.value));
            write_padded(conversion, *text, 1);
            return {};
        }
        return raise(m_thread, TypeId::TypeError, "%c requires int or char");
    }

    // The int of a number that %d or %x gets; TypeError tells which kind it wants.
    Result<Ref> integer_of(const Conversion& conversion, Object* value)
    {
        if (is_int(value)) {
            return share(value);
        }
        const bool wants_index
            = conversion.type == U'o' || conversion.type == U'x' || conversion.type == U'X';
        const Slots& slots = value->type->slots;
        if (slots.to_index || slots.to_int || slots.to_float) {
            auto number = wants_index ? number_index(m_thread, value) : number_int(m_thread, value);
            if (!number.failed()) {
                return number.take();
            }
            if (!pending_is(m_thread, exception_type(TypeId::TypeError))) {
                return Raised{};
            }
            clear_exception(m_thread);
        }
        return raise(m_thread, TypeId::TypeError, "%{} format: {} is required, not {}",
            static_cast<char>(conversion.type), wants_index ? "an integer" : "a number",
            type_name(value));
    }

    Result<void> write_integer(const Conversion& conversion, Object* value)
    {
        TRY_LET(Ref number, integer_of(conversion, value));
        const auto& integer = *static_cast<Int*>(number.get());
        std::string digits;
        std::string prefix;
        switch (conversion.type) {
        case U'o':
            digits = int_to_text(integer, 8);
            prefix = "0o";
            break;
        case U'x':
        case U'X':
            digits = int_to_text(integer, 16);
            prefix = "0x";
            break;
        default: {
            TRY_SET(digits, int_to_decimal_checked(m_thread, integer));
        }
        }
        const bool negative = digits.front() == '-';
        digits.erase(0, negative ? 1 : 0);
        if (conversion.precision > static_cast<std::int64_t>(digits.size())) {
            digits.insert(0, static_cast<std::size_t>(conversion.precision) - digits.size(), '0');
        }
        if (!conversion.alternate) {
            prefix.clear();
        }
        if (conversion.type == U'X') {
            const auto to_upper = [](char c) { return c >= 'a' ? static_cast<char>(c - 32) : c; };
            std::transform(digits.begin(), digits.end(), digits.begin(), to_upper);
            std::transform(prefix.begin(), prefix.end(), prefix.begin(), to_upper);
        }
        write_number(conversion, negative, prefix, digits);
        return {};
    }

    Result<void> write_float(const Conversion& conversion, Object* value)
    {
        TRY_LET(const double number, to_double(m_thread, value));
        const int precision = conversion.precision < 0 ? 6 : static_cast<int>(conversion.precision);
        std::string digits = format_double(number, static_cast<char>(conversion.type), precision,
            conversion.alternate ? FloatAlternate : 0u);
        const bool negative = digits.front() == '-';
        digits.erase(0, negative ? 1 : 0);
        write_number(conversion, negative, {}, digits);
        return {};
    }

    // Sign, prefix and digits; zeros go between prefix and digits, spaces in front of the sign.
    void write_number(const Conversion& conversion, bool negative, std::string_view prefix,
        std::string_view digits)
    {
        const char32_t sign = negative ? U'-'
            : conversion.plus          ? U'+'
            : conversion.blank         ? U' '
                                       : 0;
        const std::int64_t padding = conversion.width
            - static_cast<std::int64_t>(prefix.size() + digits.size() + (sign ? 1 : 0));
        if (!conversion.left && !conversion.zero) {
            m_out.append_repeated(U' ', padding);
        }
        if (sign) {
            m_out.append(sign);
        }
        m_out.append(prefix);
        if (!conversion.left && conversion.zero) {
            m_out.append_repeated(U'0', padding);
        }
        m_out.append(digits);
        if (conversion.left) {
            m_out.append_repeated(U' ', padding);
        }
    }

    static std::string_view latin1(const Str& text)
    {
        return { static_cast<const char*>(text.data), static_cast<std::size_t>(text.length) };
    }

    Thread& m_thread;
    const Str& m_format;
    FormatKind m_kind;
    Object* m_values; // a tuple, or the single value
    Object* m_mapping = nullptr;
    Ref m_keyed_value; // keeps m_values alive when it came out of the mapping
    std::int64_t m_count = 0;
    std::int64_t m_next = 0;
    bool m_is_single = false;
    std::int64_t m_position = 0;
    StrBuilder m_out;
};

} // namespace

Result<Ref> str_percent(Thread& thread, Object* left, Object* right)
{
    if (!is_str(left)) {
        return make_not_implemented();
    }
    PercentFormatter formatter(thread, *static_cast<Str*>(left), right, FormatKind::Text);
    return formatter.run();
}

Result<Ref> bytes_percent(Thread& thread, Object* left, Object* right)
{
    if (!is_bytes(left) && !is_byte_array(left)) {
        return make_not_implemented();
    }
    const std::string_view data = bytes_of(left);
    RefTo<Str> format = make_str_from_units(data.data(), 1, static_cast<std::int64_t>(data.size()));
    PercentFormatter formatter(thread, *format, right, FormatKind::Bytes);
    TRY_LET(RefTo<Str> text, formatter.run());
    return bytes_like(
        left, { static_cast<const char*>(text->data), static_cast<std::size_t>(text->length) });
}

} // namespace fw
