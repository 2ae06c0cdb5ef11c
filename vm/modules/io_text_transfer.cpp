// The way between the bytes of a binary file and the text of the program: decoding, encoding,
// lines. CPython: Modules/_io/textio.c

#include "vm/modules/io_text.h"

#include "vm/base/utf8.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"

#include <algorithm>

namespace fw {

namespace {

constexpr std::size_t chunk_size = 8192;

// Bytes that were read; none: the file is at its end.
void take_in(TextState& state, std::string_view bytes)
{
    state.input.append(bytes);
    if (!state.universal) {
        return;
    }
    for (const char byte : bytes) {
        state.seen.see(static_cast<unsigned char>(byte));
    }
    if (bytes.empty()) {
        state.seen.end();
    }
}

// More bytes behind the unread ones; false at the end of the file.
Result<bool> fill(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    if (state.input_position > 0) {
        state.input.erase(0, state.input_position);
        state.input_position = 0;
    }
    if (is_native_binary(file.buffer)) {
        TRY_LET(const std::string bytes,
            binary_read_some(thread, *as<BinaryFile>(file.buffer), chunk_size));
        take_in(state, bytes);
        return !bytes.empty();
    }
    const Ref size = make_int(chunk_size);
    Ref method;
    TRY_LET(
        const bool has_read1, find_attribute(thread, file.buffer, intern("read1").get(), method));
    if (!has_read1) {
        TRY_SET(method, get_attribute(thread, file.buffer, intern("read").get()));
    }
    TRY_LET(const Ref answer, call(thread, method.get(), { size.get() }));
    std::string_view bytes;
    if (!bytes_view(answer.get(), bytes)) {
        return raise(thread, TypeId::TypeError,
            "underlying {}() should have returned a bytes-like object, not '{}'",
            has_read1 ? "read1" : "read", type_name(answer.get()));
    }
    take_in(*file.state, bytes);
    return !bytes.empty();
}

Result<RefTo<Str>> decode(Thread& thread, const TextFile& file, std::string_view bytes)
{
    const TextState& state = *file.state;
    if (is_ascii(bytes) && state.encoding != TextEncoding::Other) {
        return make_str(bytes);
    }
    switch (state.encoding) {
    case TextEncoding::Utf8:
        if (measure_utf8(bytes).good()) {
            return make_str(bytes);
        }
        break;
    case TextEncoding::Latin1:
        return make_str_from_units(bytes.data(), 1, static_cast<std::int64_t>(bytes.size()));
    default:
        break;
    }
    const RefTo<Bytes> object = make_bytes(bytes);
    TRY_LET(Ref text,
        call_method(
            thread, object.get(), intern("decode").get(), { file.encoding_name, file.errors }));
    if (!is_str(text.get())) {
        return raise(thread, TypeId::TypeError, "decoder should return a string result, not '{}'",
            type_name(text.get()));
    }
    return as<Str>(std::move(text));
}

// "\r\n" and "\r" become "\n".
RefTo<Str> translate(RefTo<Str> text)
{
    if (str_find_char(*text, U'\r', 0, text->length) < 0) {
        return text;
    }
    StrBuilder builder;
    for (std::int64_t i = 0; i < text->length; ++i) {
        const char32_t character = text->at(i);
        if (character != U'\r') {
            builder.append(character);
            continue;
        }
        builder.append(U'\n');
        if (i + 1 < text->length && text->at(i + 1) == U'\n') {
            ++i;
        }
    }
    return builder.finish();
}

// Bytes of the next line with its end, 0: there is none in what was read. `certain` false: a "\r"
// at the very end may be half of an end.
std::size_t find_line(const TextState& state, std::size_t from, bool& certain)
{
    certain = true;
    const std::string& input = state.input;
    const std::size_t start = state.input_position + from;
    if (!state.universal) {
        const std::size_t found = input.find(state.line_end, start);
        return found == std::string::npos ? 0
                                          : found + state.line_end.size() - state.input_position;
    }
    const std::size_t line_feed = input.find('\n', start);
    const std::size_t carriage_return
        = input.substr(0, line_feed == std::string::npos ? input.size() : line_feed)
              .find('\r', start);
    if (carriage_return == std::string::npos) {
        return line_feed == std::string::npos ? 0 : line_feed + 1 - state.input_position;
    }
    if (carriage_return + 1 == input.size()) {
        certain = false;
    }
    const bool both = carriage_return + 1 == line_feed;
    return carriage_return + (both ? 2 : 1) - state.input_position;
}

// Bytes of the first `count` characters of the text.
std::size_t bytes_of_characters(const TextState& state, std::string_view bytes, std::int64_t count)
{
    if (state.encoding != TextEncoding::Utf8) {
        return std::min(bytes.size(), static_cast<std::size_t>(count));
    }
    std::size_t position = 0;
    for (std::int64_t i = 0; i < count && position < bytes.size(); ++i) {
        ++position;
        while (position < bytes.size()
            && (static_cast<unsigned char>(bytes[position]) & 0xc0) == 0x80) {
            ++position;
        }
    }
    return position;
}

bool has_surrogates(const Str& text)
{
    if (text.width == 1) {
        return false;
    }
    for (std::int64_t i = 0; i < text.length; ++i) {
        if (is_surrogate(text.at(i))) {
            return true;
        }
    }
    return false;
}

Result<void> encode(Thread& thread, TextFile& file, const Str& text)
{
    TextState& state = *file.state;
    if (text.is_ascii && state.encoding != TextEncoding::Other) {
        state.output.append(text.ascii());
        return {};
    }
    if (state.encoding == TextEncoding::Utf8 && !has_surrogates(text)) {
        append_utf8(state.output, text);
        return {};
    }
    if (state.encoding == TextEncoding::Latin1 && text.width == 1) {
        state.output.append(
            reinterpret_cast<const char*>(text.data1()), static_cast<std::size_t>(text.length));
        return {};
    }
    const Ref object = share<Object>(const_cast<Str*>(&text));
    TRY_LET(const Ref answer,
        call_method(
            thread, object.get(), intern("encode").get(), { file.encoding_name, file.errors }));
    std::string_view bytes;
    if (!bytes_view(answer.get(), bytes)) {
        return raise(thread, TypeId::TypeError, "encoder should return a bytes object, not '{}'",
            type_name(answer.get()));
    }
    file.state->output.append(bytes);
    return {};
}

} // namespace

std::size_t unread(const TextState& state)
{
    return state.input.size() - state.input_position;
}

Result<void> check_open(Thread& thread, const TextFile& file)
{
    if (!file.state) {
        return raise(thread, TypeId::ValueError, "I/O operation on uninitialized object");
    }
    if (file.state->detached) {
        return raise(thread, TypeId::ValueError, "underlying buffer has been detached");
    }
    if (file.state->closed) {
        return raise_closed(thread);
    }
    return {};
}

Result<void> check_readable(Thread& thread, TextFile& file)
{
    TRY(check_open(thread, file));
    if (is_native_binary(file.buffer) && !as<BinaryFile>(file.buffer)->state->readable) {
        return raise_unsupported(thread, "not readable");
    }
    if (!file.state->output.empty()) {
        TRY(text_flush(thread, file));
    }
    return {};
}

Result<RefTo<Str>> read_all(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    while (true) {
        TRY_LET(const bool more, fill(thread, file));
        if (!more) {
            break;
        }
    }
    TRY_LET(RefTo<Str> text,
        decode(thread, file, std::string_view(state.input).substr(state.input_position)));
    state.input.clear();
    state.input_position = 0;
    return state.translates && state.universal ? translate(std::move(text)) : text;
}

Result<RefTo<Str>> read_characters(Thread& thread, TextFile& file, std::int64_t count)
{
    TextState& state = *file.state;
    StrBuilder builder;
    while (builder.length() < count) {
        // One byte more than needed tells whether a character, or a "\r\n", is complete.
        const std::int64_t wanted = count - builder.length();
        std::size_t size = bytes_of_characters(
            state, std::string_view(state.input).substr(state.input_position), wanted);
        bool more = true;
        while (size + 1 > unread(state) && more) {
            TRY_SET(more, fill(thread, file));
            size = bytes_of_characters(
                state, std::string_view(state.input).substr(state.input_position), wanted);
        }
        if (size == 0) {
            break;
        }
        if (state.universal && state.translates
            && state.input[state.input_position + size - 1] == '\r' && size < unread(state)
            && state.input[state.input_position + size] == '\n') {
            ++size;
        }
        TRY_LET(RefTo<Str> text,
            decode(thread, file, std::string_view(state.input).substr(state.input_position, size)));
        state.input_position += size;
        builder.append(state.translates && state.universal ? *translate(std::move(text)) : *text);
    }
    return builder.finish();
}

Result<void> pass_on(Thread& thread, TextFile& file)
{
    TextState& state = *file.state;
    if (state.output.empty()) {
        return {};
    }
    const std::string bytes = std::move(state.output);
    state.output.clear();
    if (is_native_binary(file.buffer)) {
        return binary_write(thread, *as<BinaryFile>(file.buffer), bytes);
    }
    const RefTo<Bytes> object = make_bytes(bytes);
    TRY(call_method(thread, file.buffer, names().write, { object.get() }));
    return {};
}

Result<void> text_put(Thread& thread, TextFile& file, const Str& text)
{
    TRY(check_open(thread, file));
    TextState& state = *file.state;
    if (is_native_binary(file.buffer) && !as<BinaryFile>(file.buffer)->state->writable) {
        return raise_unsupported(thread, "not writable");
    }
    state.input.clear();
    state.input_position = 0;
    if (state.written_line_end.empty() || str_find_char(text, U'\n', 0, text.length) < 0) {
        TRY(encode(thread, file, text));
    } else {
        StrBuilder builder;
        for (std::int64_t i = 0; i < text.length; ++i) {
            if (text.at(i) == U'\n') {
                builder.append(std::string_view(state.written_line_end));
            } else {
                builder.append(text.at(i));
            }
        }
        TRY(encode(thread, file, *builder.finish()));
    }
    if (file.state->output.size() > chunk_size) {
        return pass_on(thread, file);
    }
    return {};
}

Result<void> text_settle(Thread& thread, TextFile& file, bool has_line_end)
{
    if (file.state->write_through || has_line_end) {
        return text_flush(thread, file);
    }
    return {};
}

Result<void> text_flush(Thread& thread, TextFile& file)
{
    if (!file.state || file.state->closed || file.state->detached) {
        return {};
    }
    TRY(pass_on(thread, file));
    if (is_native_binary(file.buffer)) {
        return binary_flush(thread, *as<BinaryFile>(file.buffer));
    }
    TRY(call_method(thread, file.buffer, names().flush));
    return {};
}

Result<RefTo<Str>> text_read_line(Thread& thread, TextFile& file, std::int64_t limit)
{
    TextState& state = *file.state;
    std::size_t searched = 0;
    std::size_t size = 0;
    while (true) {
        bool certain = true;
        size = find_line(state, searched, certain);
        if (size > 0 && certain) {
            break;
        }
        // The last bytes may be the beginning of a line end.
        searched = unread(state) > 2 ? unread(state) - 2 : 0;
        TRY_LET(const bool more, fill(thread, file));
        if (!more) {
            size = size > 0 ? size : unread(state);
            break;
        }
    }
    if (limit >= 0) {
        size = std::min(size,
            bytes_of_characters(
                state, std::string_view(state.input).substr(state.input_position, size), limit));
    }
    TRY_LET(RefTo<Str> line,
        decode(thread, file, std::string_view(state.input).substr(state.input_position, size)));
    state.input_position += size;
    return state.universal && state.translates ? translate(std::move(line)) : line;
}

} // namespace fw
