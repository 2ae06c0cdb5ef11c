// ICU has the names and the corrections of wrong names; the names of control characters, which
// Unicode lists as aliases only, are in the table below.
// CPython: _getcode() in Modules/unicodedata.c; NameAliases.txt of Unicode
#include "vm/syntax/character_name.h"

#include <unicode/bytestream.h>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace fw::syntax {

namespace {

struct Alias {
    std::string_view name;
    std::uint16_t code_point;
};

constexpr Alias aliases[] = {
    { "NULL", 0x00 },
    { "NUL", 0x00 },
    { "START OF HEADING", 0x01 },
    { "SOH", 0x01 },
    { "START OF TEXT", 0x02 },
    { "STX", 0x02 },
    { "END OF TEXT", 0x03 },
    { "ETX", 0x03 },
    { "END OF TRANSMISSION", 0x04 },
    { "EOT", 0x04 },
    { "ENQUIRY", 0x05 },
    { "ENQ", 0x05 },
    { "ACKNOWLEDGE", 0x06 },
    { "ACK", 0x06 },
    { "ALERT", 0x07 },
    { "BEL", 0x07 },
    { "BACKSPACE", 0x08 },
    { "BS", 0x08 },
    { "CHARACTER TABULATION", 0x09 },
    { "HORIZONTAL TABULATION", 0x09 },
    { "HT", 0x09 },
    { "TAB", 0x09 },
    { "LINE FEED", 0x0A },
    { "NEW LINE", 0x0A },
    { "END OF LINE", 0x0A },
    { "LF", 0x0A },
    { "NL", 0x0A },
    { "EOL", 0x0A },
    { "LINE TABULATION", 0x0B },
    { "VERTICAL TABULATION", 0x0B },
    { "VT", 0x0B },
    { "FORM FEED", 0x0C },
    { "FF", 0x0C },
    { "CARRIAGE RETURN", 0x0D },
    { "CR", 0x0D },
    { "SHIFT OUT", 0x0E },
    { "LOCKING-SHIFT ONE", 0x0E },
    { "SO", 0x0E },
    { "SHIFT IN", 0x0F },
    { "LOCKING-SHIFT ZERO", 0x0F },
    { "SI", 0x0F },
    { "DATA LINK ESCAPE", 0x10 },
    { "DLE", 0x10 },
    { "DEVICE CONTROL ONE", 0x11 },
    { "DC1", 0x11 },
    { "DEVICE CONTROL TWO", 0x12 },
    { "DC2", 0x12 },
    { "DEVICE CONTROL THREE", 0x13 },
    { "DC3", 0x13 },
    { "DEVICE CONTROL FOUR", 0x14 },
    { "DC4", 0x14 },
    { "NEGATIVE ACKNOWLEDGE", 0x15 },
    { "NAK", 0x15 },
    { "SYNCHRONOUS IDLE", 0x16 },
    { "SYN", 0x16 },
    { "END OF TRANSMISSION BLOCK", 0x17 },
    { "ETB", 0x17 },
    { "CANCEL", 0x18 },
    { "CAN", 0x18 },
    { "END OF MEDIUM", 0x19 },
    { "EOM", 0x19 },
    { "SUBSTITUTE", 0x1A },
    { "SUB", 0x1A },
    { "ESCAPE", 0x1B },
    { "ESC", 0x1B },
    { "INFORMATION SEPARATOR FOUR", 0x1C },
    { "FILE SEPARATOR", 0x1C },
    { "FS", 0x1C },
    { "INFORMATION SEPARATOR THREE", 0x1D },
    { "GROUP SEPARATOR", 0x1D },
    { "GS", 0x1D },
    { "INFORMATION SEPARATOR TWO", 0x1E },
    { "RECORD SEPARATOR", 0x1E },
    { "RS", 0x1E },
    { "INFORMATION SEPARATOR ONE", 0x1F },
    { "UNIT SEPARATOR", 0x1F },
    { "US", 0x1F },
    { "SP", 0x20 },
    { "DELETE", 0x7F },
    { "DEL", 0x7F },
    { "NEXT LINE", 0x85 },
    { "NEL", 0x85 },
    { "NBSP", 0xA0 },
    { "SHY", 0xAD },
    { "CGJ", 0x34F },
    { "ZWSP", 0x200B },
    { "ZWNJ", 0x200C },
    { "ZWJ", 0x200D },
    { "LRM", 0x200E },
    { "RLM", 0x200F },
    { "BYTE ORDER MARK", 0xFEFF },
    { "BOM", 0xFEFF },
    { "ZWNBSP", 0xFEFF },
};

bool equals_in_any_case(std::string_view text, std::string_view upper)
{
    if (text.size() != upper.size()) {
        return false;
    }
    for (std::size_t i = 0; i < text.size(); ++i) {
        const char c = text[i] >= 'a' && text[i] <= 'z' ? static_cast<char>(text[i] - 32) : text[i];
        if (c != upper[i]) {
            return false;
        }
    }
    return true;
}

} // namespace

std::optional<std::uint32_t> find_character(std::string_view name)
{
    if (name.size() > 256) {
        return std::nullopt;
    }
    const std::string terminated(name);
    for (const UCharNameChoice choice : { U_UNICODE_CHAR_NAME, U_CHAR_NAME_ALIAS }) {
        UErrorCode status = U_ZERO_ERROR;
        const UChar32 found = u_charFromName(choice, terminated.c_str(), &status);
        if (U_SUCCESS(status)) {
            return static_cast<std::uint32_t>(found);
        }
    }
    for (const Alias& alias : aliases) {
        if (equals_in_any_case(name, alias.name)) {
            return alias.code_point;
        }
    }
    return std::nullopt;
}

std::string normalize_identifier(std::string_view name)
{
    UErrorCode status = U_ZERO_ERROR;
    const icu::Normalizer2* normalizer = icu::Normalizer2::getNFKCInstance(status);
    std::string result;
    if (U_SUCCESS(status)) {
        icu::StringByteSink<std::string> sink(&result);
        normalizer->normalizeUTF8(
            0, { name.data(), static_cast<std::int32_t>(name.size()) }, sink, nullptr, status);
    }
    return U_SUCCESS(status) ? result : std::string(name);
}

} // namespace fw::syntax
