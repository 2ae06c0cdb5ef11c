// The module unicodedata: the character database, from ICU, cut back to Unicode 13.0. Named
// sequences and the database of Unicode 3.2 (ucd_3_2_0) are left out.
// CPython: Modules/unicodedata.c, Tools/unicode/makeunicodedata.py

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/unicode.h"
#include "vm/syntax/character_name.h"

#include <array>
#include <unicode/normalizer2.h>
#include <unicode/uchar.h>
#include <unicode/unistr.h>

namespace fw {

namespace {

UChar32 code(char32_t character)
{
    return static_cast<UChar32>(character);
}

Result<char32_t> character_argument(
    Thread& thread, Object* object, const char* function, const char* which = "argument")
{
    if (!is_str(object) || as<Str>(object)->length != 1) {
        return raise(thread, TypeId::TypeError, "{}() {} must be a unicode character, not {}",
            function, which, type_name(object));
    }
    return as<Str>(object)->at(0);
}

// The value of a property; for characters that Unicode 13 does not have, that of U+0378.
std::int32_t property(char32_t character, UProperty which)
{
    constexpr char32_t unassigned = 0x378;
    return u_getIntPropertyValue(
        code(unicode::is_known(character) ? character : unassigned), which);
}

// --- properties by name

constexpr std::array<const char*, 30> category_names = { "Cn", "Lu", "Ll", "Lt", "Lm", "Lo", "Mn",
    "Me", "Mc", "Nd", "Nl", "No", "Zs", "Zl", "Zp", "Cc", "Cf", "Co", "Cs", "Pd", "Ps", "Pe", "Pc",
    "Po", "Sm", "Sc", "Sk", "So", "Pi", "Pf" };

Result<Ref> unicodedata_category(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "category"));
    return make_str(
        category_names.at(static_cast<std::size_t>(property(character, UCHAR_GENERAL_CATEGORY))));
}

constexpr std::array<const char*, 23> direction_names
    = { "L", "R", "EN", "ES", "ET", "AN", "CS", "B", "S", "WS", "ON", "LRE", "LRO", "AL", "RLE",
          "RLO", "PDF", "NSM", "BN", "FSI", "LRI", "RLI", "PDI" };

bool is_assigned(char32_t character)
{
    return property(character, UCHAR_GENERAL_CATEGORY) != U_UNASSIGNED;
}

Result<Ref> unicodedata_bidirectional(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "bidirectional"));
    if (!is_assigned(character)) {
        return make_str("");
    }
    return make_str(
        direction_names.at(static_cast<std::size_t>(property(character, UCHAR_BIDI_CLASS))));
}

constexpr std::array<const char*, 6> width_names = { "N", "A", "H", "F", "Na", "W" };

Result<Ref> unicodedata_east_asian_width(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "east_asian_width"));
    if (!is_assigned(character)) {
        return make_str("F"); // what CPython's table has for them
    }
    return make_str(
        width_names.at(static_cast<std::size_t>(property(character, UCHAR_EAST_ASIAN_WIDTH))));
}

Result<Ref> unicodedata_combining(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "combining"));
    return make_int(property(character, UCHAR_CANONICAL_COMBINING_CLASS));
}

Result<Ref> unicodedata_mirrored(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "mirrored"));
    return make_int(property(character, UCHAR_BIDI_MIRRORED));
}

// --- decomposition and normal forms

const icu::Normalizer2* normalizer_of(std::string_view form)
{
    UErrorCode error = U_ZERO_ERROR;
    return form == "NFC" ? icu::Normalizer2::getNFCInstance(error)
        : form == "NFKC" ? icu::Normalizer2::getNFKCInstance(error)
        : form == "NFD"  ? icu::Normalizer2::getNFDInstance(error)
        : form == "NFKD" ? icu::Normalizer2::getNFKDInstance(error)
                         : nullptr;
}

constexpr std::array<const char*, 18> decomposition_tags = { "", "", "<compat> ", "<circle> ",
    "<final> ", "<font> ", "<fraction> ", "<initial> ", "<isolated> ", "<medial> ", "<narrow> ",
    "<noBreak> ", "<small> ", "<square> ", "<sub> ", "<super> ", "<vertical> ", "<wide> " };

Result<Ref> unicodedata_decomposition(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "decomposition"));
    icu::UnicodeString parts;
    const bool is_hangul = character >= 0xac00 && character <= 0xd7a3; // by rule, not in the table
    if (is_hangul || !unicode::is_known(character)
        || !normalizer_of("NFKC")->getRawDecomposition(code(character), parts)) {
        return make_str("");
    }
    std::string text = decomposition_tags.at(
        static_cast<std::size_t>(property(character, UCHAR_DECOMPOSITION_TYPE)));
    for (std::int32_t i = 0; i < parts.length(); i = parts.moveIndex32(i, 1)) {
        text += fmt::format(
            "{}{:04X}", i == 0 ? "" : " ", static_cast<std::uint32_t>(parts.char32At(i)));
    }
    return make_str(text);
}

void append_normalized(
    StrBuilder& out, const icu::Normalizer2& normalizer, icu::UnicodeString& piece)
{
    UErrorCode error = U_ZERO_ERROR;
    const icu::UnicodeString normal = normalizer.normalize(piece, error);
    for (std::int32_t i = 0; i < normal.length(); i = normal.moveIndex32(i, 1)) {
        out.append(static_cast<char32_t>(normal.char32At(i)));
    }
    piece.remove();
}

// Characters that are newer than Unicode 13, and lone surrogates, stay as they are and join with
// nothing.
Result<RefTo<Str>> normalized(Thread& thread, Object* form, Object* object, const char* function)
{
    for (int i = 0; i < 2; ++i) {
        Object* const each = i == 0 ? form : object;
        if (!is_str(each)) {
            return raise(thread, TypeId::TypeError, "{}() argument {} must be str, not {}",
                function, i + 1, type_name(each));
        }
    }
    const Str& text = *as<Str>(object);
    if (text.length == 0) {
        return share(as<Str>(object));
    }
    const icu::Normalizer2* normalizer = normalizer_of(to_utf8(*as<Str>(form)));
    if (!normalizer) {
        return raise(thread, TypeId::ValueError, "invalid normalization form");
    }
    if (text.is_ascii) {
        return share(as<Str>(object));
    }
    StrBuilder out;
    icu::UnicodeString piece;
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t character = text.at(i);
        if (U_IS_SURROGATE(character) || !unicode::is_known(character)) {
            append_normalized(out, *normalizer, piece);
            out.append(character);
        } else {
            piece.append(code(character));
        }
    }
    append_normalized(out, *normalizer, piece);
    return out.finish();
}

Result<Ref> unicodedata_normalize(Thread& thread, Object*, Args args)
{
    return normalized(thread, args[0], args[1], "normalize");
}

Result<Ref> unicodedata_is_normalized(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> normal, normalized(thread, args[0], args[1], "is_normalized"));
    TRY_LET(const bool same, equal(thread, normal.get(), args[1]));
    return make_bool(same);
}

// --- numbers

Result<Ref> value_or(Thread& thread, Ref value, Object* fallback, const char* what)
{
    if (value) {
        return value;
    }
    if (fallback) {
        return share(fallback);
    }
    return raise(thread, TypeId::ValueError, "not a {}", what);
}

Result<Ref> unicodedata_decimal(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "decimal", "argument 1"));
    const int value = unicode::decimal_value(character);
    return value_or(thread, value < 0 ? Ref() : make_int(value), args[1], "decimal");
}

Result<Ref> unicodedata_digit(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "digit", "argument 1"));
    const int value = unicode::digit_value(character);
    return value_or(thread, value < 0 ? Ref() : make_int(value), args[1], "digit");
}

Result<Ref> unicodedata_numeric(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "numeric", "argument 1"));
    const double value
        = unicode::is_known(character) ? u_getNumericValue(code(character)) : U_NO_NUMERIC_VALUE;
    return value_or(thread, value == U_NO_NUMERIC_VALUE ? Ref() : make_float(value), args[1],
        "numeric character");
}

// --- names

// They are named by a rule that CPython 3.9 does not know.
bool is_tangut_ideograph(char32_t character)
{
    return (character >= 0x17000 && character <= 0x187f7)
        || (character >= 0x18d00 && character <= 0x18d08);
}

Result<Ref> unicodedata_name(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t character, character_argument(thread, args[0], "name", "argument 1"));
    std::array<char, 256> name{};
    UErrorCode error = U_ZERO_ERROR;
    std::int32_t length = 0;
    if (unicode::is_known(character) && !is_tangut_ideograph(character)) {
        length = u_charName(code(character), U_UNICODE_CHAR_NAME, name.data(),
            static_cast<std::int32_t>(name.size()), &error);
    }
    if (length > 0) {
        return make_str(std::string_view(name.data(), static_cast<std::size_t>(length)));
    }
    if (args[1]) {
        return share(args[1]);
    }
    return raise(thread, TypeId::ValueError, "no such name");
}

Result<Ref> unicodedata_lookup(Thread& thread, Object*, Args args)
{
    std::string name;
    std::string_view bytes;
    if (is_str(args[0])) {
        name = to_utf8(*as<Str>(args[0]));
    } else if (bytes_view(args[0], bytes)) {
        name = std::string(bytes);
    } else {
        return raise(thread, TypeId::TypeError, "a bytes-like object is required, not '{}'",
            type_name(args[0]));
    }
    const auto character = syntax::find_character(name);
    if (!character) {
        return raise(thread, TypeId::KeyError, "undefined character name '{}'", name);
    }
    return make_str_from_char(*character);
}

constexpr Method functions[] = {
    { "bidirectional", "chr, /", unicodedata_bidirectional, "Its direction class." },
    { "category", "chr, /", unicodedata_category, "Its general category." },
    { "combining", "chr, /", unicodedata_combining, "Its canonical combining class." },
    { "decimal", "chr, default=<unrepresentable>, /", unicodedata_decimal, "Its decimal value." },
    { "decomposition", "chr, /", unicodedata_decomposition, "What it is made of." },
    { "digit", "chr, default=<unrepresentable>, /", unicodedata_digit, "Its digit value." },
    { "east_asian_width", "chr, /", unicodedata_east_asian_width, "Its width." },
    { "is_normalized", "form, unistr, /", unicodedata_is_normalized, "Whether it is normal." },
    { "lookup", "name, /", unicodedata_lookup, "The character of a name." },
    { "mirrored", "chr, /", unicodedata_mirrored, "1 if it is mirrored in text from the right." },
    { "name", "chr, default=<unrepresentable>, /", unicodedata_name, "Its name." },
    { "normalize", "form, unistr, /", unicodedata_normalize, "The normal form of a text." },
    { "numeric", "chr, default=<unrepresentable>, /", unicodedata_numeric, "Its numeric value." },
};

} // namespace

Result<RefTo<Module>> make_unicodedata_module(Thread&)
{
    RefTo<Module> module = make_native_module("unicodedata", functions, "What characters are.");
    add_to_module(*module, "unidata_version", "13.0.0");
    return module;
}

} // namespace fw
