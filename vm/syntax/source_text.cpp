// CPython: check_coding_spec(), decode_str(), translate_newlines() in Parser/tokenizer.c
#include "vm/syntax/source_text.h"

#include <unicode/ucnv.h>
#include <unicode/unistr.h>

#include <algorithm>

#include "vm/base/utf8.h"

namespace fw::syntax {

namespace {

bool is_cookie_character(char c)
{
    return (c >= '0' && c <= '9') || (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '-'
        || c == '_' || c == '.';
}

// CPython: get_normal_name().
std::string normal_name(std::string_view name)
{
    std::string lower;
    for (const char c : name.substr(0, 12)) {
        lower += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    }
    const auto is_or_starts = [&](std::string_view what) {
        return lower == what
            || (lower.size() > what.size() && lower.starts_with(what) && lower[what.size()] == '-');
    };
    if (is_or_starts("utf-8")) {
        return "utf-8";
    }
    if (is_or_starts("latin-1") || is_or_starts("iso-8859-1") || is_or_starts("iso-latin-1")) {
        return "iso-8859-1";
    }
    return std::string(name);
}

std::string latin1_to_utf8(std::string_view bytes)
{
    std::string result;
    result.reserve(bytes.size() + bytes.size() / 8);
    for (const char c : bytes) {
        const auto byte = static_cast<unsigned char>(c);
        if (byte < 0x80) {
            result += c;
        } else {
            result += static_cast<char>(0xC0 | (byte >> 6));
            result += static_cast<char>(0x80 | (byte & 0x3F));
        }
    }
    return result;
}

std::string hex_byte(unsigned char byte)
{
    constexpr std::string_view digits = "0123456789abcdef";
    return { digits[byte >> 4], digits[byte & 15] };
}

bool is_windows_page(std::string_view encoding)
{
    std::string lower;
    for (const char c : encoding) {
        lower += c == '_' ? '-' : (c >= 'A' && c <= 'Z') ? static_cast<char>(c + 32) : c;
    }
    return lower.starts_with("cp125") || lower.starts_with("windows-125");
}

// ICU fills the gaps of Windows' code pages with control and private characters.
bool is_filler(char16_t c)
{
    return (c >= 0x80 && c < 0xA0) || (c >= 0xE000 && c < 0xF900);
}

std::string undefined_byte(unsigned char byte, std::size_t place)
{
    return "'charmap' codec can't decode byte 0x" + hex_byte(byte) + " in position "
        + std::to_string(place) + ": character maps to <undefined>";
}

// Any other encoding that ICU knows. Where it fails, `problem` is what CPython's codec says.
bool convert_to_utf8(std::string_view bytes, const std::string& encoding, std::size_t position,
    std::string& result, std::string& problem)
{
    UErrorCode status = U_ZERO_ERROR;
    UConverter* converter = ucnv_open(encoding.c_str(), &status);
    if (U_FAILURE(status)) {
        problem = "unknown encoding: " + encoding;
        return false;
    }
    ucnv_setToUCallBack(converter, UCNV_TO_U_CALLBACK_STOP, nullptr, nullptr, nullptr, &status);
    std::u16string text(bytes.size() * 2 + 1, u'\0');
    const char* at = bytes.data();
    UChar* out = text.data();
    ucnv_toUnicode(
        converter, &out, out + text.size(), &at, at + bytes.size(), nullptr, true, &status);
    char bad[16] = {};
    std::int8_t bad_length = sizeof(bad);
    UErrorCode ignored = U_ZERO_ERROR;
    ucnv_getInvalidChars(converter, bad, &bad_length, &ignored);
    const bool is_ascii = std::string_view(ucnv_getName(converter, &ignored)) == "US-ASCII";
    const bool is_single = ucnv_getMaxCharSize(converter) == 1;
    ucnv_close(converter);
    if (U_FAILURE(status)) {
        const auto place = position + static_cast<std::size_t>(at - bytes.data())
            - static_cast<std::size_t>(bad_length);
        problem = "'"
            + (is_ascii         ? "ascii"
                    : is_single ? "charmap"
                                : encoding)
            + "' codec can't decode byte 0x" + hex_byte(static_cast<unsigned char>(bad[0]))
            + " in position " + std::to_string(place)
            + (is_ascii         ? ": ordinal not in range(128)"
                    : is_single ? ": character maps to <undefined>"
                                : ": illegal multibyte sequence");
        return false;
    }
    const std::u16string_view decoded(text.data(), static_cast<std::size_t>(out - text.data()));
    if (is_windows_page(encoding)) {
        const auto* const gap = std::find_if(decoded.begin(), decoded.end(), is_filler);
        if (gap != decoded.end()) { // One character a byte.
            const auto place = static_cast<std::size_t>(gap - decoded.begin());
            problem = undefined_byte(static_cast<unsigned char>(bytes[place]), position + place);
            return false;
        }
    }
    icu::UnicodeString(text.data(), static_cast<std::int32_t>(out - text.data()))
        .toUTF8String(result);
    return true;
}

bool ends_a_line(std::string_view text)
{
    return text.ends_with('\n') || text.ends_with('\r');
}

SourceText failed(SyntaxErrorKind kind, std::string message, bool is_file = false)
{
    SourceText result;
    result.error.has_place = !is_file;
    result.error.kind = kind;
    result.error.message = std::move(message);
    result.error.offset = -1;
    return result;
}

// The reader of files comes to the line with the bad byte after it has parsed those before.
void cut_at_bad_line(SourceText& source, std::string_view bytes, std::string_view filename)
{
    const std::size_t place = measure_utf8(bytes).start;
    const auto line
        = 1 + std::count(bytes.begin(), bytes.begin() + static_cast<std::ptrdiff_t>(place), '\n');
    source.error.message = "Non-UTF-8 code starting with '\\x"
        + hex_byte(static_cast<unsigned char>(bytes[place])) + "' in file " + std::string(filename)
        + " on line " + std::to_string(line)
        + ", but no encoding declared; see https://python.org/dev/peps/pep-0263/ for details";
    source.error.has_place = false;
    source.is_cut = true;
    source.text = bytes.substr(0, bytes.rfind('\n', place) + 1);
}

// The reader of files takes lines for C strings: a null byte hides the rest of its line, the line
// end included, so that the next line follows without one. A line that begins with one is empty.
// CPython: tok_nextc()
std::string without_null_bytes(std::string_view bytes)
{
    std::string text(bytes);
    translate_newlines(text);
    std::string result;
    for (std::string_view rest = text; !rest.empty();) {
        const std::size_t length = std::min(rest.find('\n'), rest.size() - 1) + 1;
        const std::string_view line = rest.substr(0, length);
        rest.remove_prefix(length);
        const bool is_start = result.empty() || result.back() == '\n';
        if (is_start && line.front() == '\0') {
            result += '\n';
        } else {
            result += line.substr(0, line.find('\0'));
        }
    }
    return result;
}

} // namespace

std::string find_coding_cookie(std::string_view bytes)
{
    for (int line_number = 0; line_number < 2; ++line_number) {
        const std::size_t length = std::min(bytes.find_first_of("\r\n"), bytes.size());
        const std::string_view line = bytes.substr(0, length);
        const std::size_t start = line.find_first_not_of(" \t\f");
        if (start != std::string_view::npos) {
            if (line[start] != '#') {
                return {}; // Code: the second line does not count.
            }
            for (std::size_t at = line.find("coding", start); at != std::string_view::npos;
                 at = line.find("coding", at + 1)) {
                std::size_t i = at + 6;
                if (i >= line.size() || (line[i] != ':' && line[i] != '=')) {
                    continue;
                }
                for (++i; i < line.size() && (line[i] == ' ' || line[i] == '\t');) {
                    ++i;
                }
                const std::size_t name = i;
                while (i < line.size() && is_cookie_character(line[i])) {
                    ++i;
                }
                if (i > name) {
                    return normal_name(line.substr(name, i - name));
                }
            }
        }
        if (length == bytes.size()) {
            return {};
        }
        const bool two
            = bytes[length] == '\r' && length + 1 < bytes.size() && bytes[length + 1] == '\n';
        bytes.remove_prefix(length + (two ? 2 : 1));
    }
    return {};
}

std::string_view lines_of_coding_cookie(std::string_view bytes)
{
    std::size_t end = 0;
    for (int line = 0; line < 2 && end < bytes.size(); ++line) {
        end = std::min(bytes.find_first_of("\r\n", end), bytes.size() - 1) + 1;
        if (bytes[end - 1] == '\r' && end < bytes.size() && bytes[end] == '\n') {
            ++end;
        }
        if (!find_coding_cookie(bytes.substr(0, end)).empty()) {
            return bytes.substr(0, end);
        }
    }
    return {};
}

bool is_utf8_before_cookie(std::string_view bytes)
{
    const std::string_view first = bytes.substr(0, bytes.find_first_of("\r\n"));
    return !find_coding_cookie(first).empty() || measure_utf8(first).good();
}

SourceText decoded_file(std::string_view text, std::string encoding)
{
    SourceText result;
    result.text = without_null_bytes(text);
    result.encoding = std::move(encoding);
    result.is_declared = true;
    result.ends_with_newline = ends_a_line(text);
    result.ok = true;
    return result;
}

SourceText decode_source(
    std::string_view bytes, std::string_view filename, SourceEncoding encoding, LineEnds line_ends)
{
    const bool is_file = encoding == SourceEncoding::File;
    std::string cut;
    if (bytes.find('\0') != std::string_view::npos) {
        if (!is_file) {
            return failed(
                SyntaxErrorKind::ValueError, "source code string cannot contain null bytes");
        }
        cut = without_null_bytes(bytes);
        bytes = cut;
    }
    SourceText result;
    result.encoding = "utf-8";
    result.ends_with_newline = ends_a_line(bytes);
    const bool has_mark = encoding != SourceEncoding::Utf8 && bytes.starts_with("\xEF\xBB\xBF");
    if (has_mark) {
        bytes.remove_prefix(3);
        result.is_declared = true;
    }
    if (encoding != SourceEncoding::Utf8) {
        if (const std::string cookie = find_coding_cookie(bytes); !cookie.empty()) {
            if (has_mark && cookie != "utf-8") {
                return failed(SyntaxErrorKind::SyntaxError,
                    "encoding problem: " + cookie + " with BOM", is_file);
            }
            if (is_file && !is_utf8_before_cookie(bytes)) {
                cut_at_bad_line(result, bytes, filename);
                result.ok = true;
                return result;
            }
            result.encoding = cookie;
            result.is_declared = true;
        }
    }
    if (result.encoding == "utf-8") {
        result.is_good_utf8 = encoding == SourceEncoding::Utf8 || measure_utf8(bytes).good();
        if (!result.is_good_utf8 && is_file && !result.is_declared) {
            cut_at_bad_line(result, bytes, filename);
        } else {
            result.text = bytes;
        }
    } else if (result.encoding == "iso-8859-1") {
        result.text = latin1_to_utf8(bytes);
    } else if (std::string problem;
               !convert_to_utf8(bytes, result.encoding, has_mark ? 3 : 0, result.text, problem)) {
        return failed(SyntaxErrorKind::SyntaxError,
            is_file ? "encoding problem: " + result.encoding : problem, is_file);
    }
    if (line_ends == LineEnds::Translated) {
        translate_newlines(result.text);
    }
    result.ok = true;
    return result;
}

std::string with_replacements(std::string_view text)
{
    std::string result;
    for (;;) {
        const Utf8Shape shape = measure_utf8(text);
        result += text.substr(0, shape.start);
        if (shape.good()) {
            return result;
        }
        append_utf8(result, 0xFFFD);
        text.remove_prefix(shape.end);
    }
}

std::string utf8_error_message(std::string_view text)
{
    const Utf8Shape shape = measure_utf8(text);
    std::string message = "(unicode error) 'utf-8' codec can't decode ";
    if (shape.end == shape.start + 1) {
        message += "byte 0x" + hex_byte(static_cast<unsigned char>(text[shape.start]))
            + " in position " + std::to_string(shape.start);
    } else {
        message += "bytes in position " + std::to_string(shape.start) + "-"
            + std::to_string(shape.end - 1);
    }
    return message + ": " + describe(shape.problem);
}

void translate_newlines(std::string& text)
{
    if (text.find('\r') != std::string::npos) {
        std::size_t out = 0;
        for (std::size_t in = 0; in < text.size(); ++in) {
            char c = text[in];
            if (c == '\r') {
                c = '\n';
                if (in + 1 < text.size() && text[in + 1] == '\n') {
                    ++in;
                }
            }
            text[out++] = c;
        }
        text.resize(out);
    }
    if (!text.empty() && text.back() != '\n') {
        text += '\n';
    }
}

std::string_view line_of(std::string_view text, int line)
{
    for (int i = 1; i < line; ++i) {
        const std::size_t end = text.find('\n');
        if (end == std::string_view::npos) {
            return {};
        }
        text.remove_prefix(end + 1);
    }
    const std::size_t end = text.find('\n');
    return end == std::string_view::npos ? text : text.substr(0, end + 1);
}

int count_characters(std::string_view line, std::size_t bytes)
{
    int count = 0;
    for (std::size_t i = 0; i < bytes; ++i) {
        // Past the line's end each byte counts: the caller asked for a column behind the text.
        if (i >= line.size() || (static_cast<unsigned char>(line[i]) & 0xC0) != 0x80) {
            ++count;
        }
    }
    return count;
}

} // namespace fw::syntax
