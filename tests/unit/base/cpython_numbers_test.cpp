// Hashes, float text and UTF-8 against what CPython 3.9 said (cpython_numbers.txt, made by
// make_cpython_numbers.py).

#include "vm/base/float_text.h"
#include "vm/base/hash.h"
#include "vm/base/utf8.h"

#include <gtest/gtest.h>

#include <bit>
#include <cmath>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fw {
namespace {

double double_of(const std::string& hex)
{
    return std::bit_cast<double>(std::uint64_t{ std::stoull(hex, nullptr, 16) });
}

std::string bytes_of(const std::string& hex)
{
    std::string bytes;
    for (std::size_t i = 0; hex != "\"\"" && i < hex.size(); i += 2) {
        bytes.push_back(static_cast<char>(std::stoi(hex.substr(i, 2), nullptr, 16)));
    }
    return bytes;
}

std::string rest_of(std::istream& line)
{
    std::string text;
    std::getline(line >> std::ws, text);
    return text;
}

template <typename Hasher> Hash hash_of_rest(std::istream& line)
{
    Hasher hasher;
    for (Hash item = 0; line >> item;) {
        hasher.add(hash_int(item));
    }
    return hasher.finish();
}

void check_format(std::istream& line)
{
    std::string value;
    std::string flags;
    char code = 0;
    int precision = 0;
    line >> value >> code >> precision >> flags;
    unsigned bits = FloatPlain;
    bits |= flags.find('+') != std::string::npos ? FloatSign : FloatPlain;
    bits |= flags.find('#') != std::string::npos ? FloatAlternate : FloatPlain;
    EXPECT_EQ(format_double(double_of(value), code, precision, bits), rest_of(line));
}

void check_parse(std::istream& line)
{
    std::string text;
    std::string expected;
    line >> text >> expected;
    const auto value = parse_double(text == "\"\"" ? "" : text);
    if (expected == "bad") {
        EXPECT_FALSE(value.has_value());
    } else if (expected == "nan") {
        EXPECT_TRUE(value && std::isnan(*value));
    } else {
        ASSERT_TRUE(value.has_value());
        EXPECT_EQ(std::bit_cast<std::uint64_t>(*value), std::stoull(expected, nullptr, 16));
    }
}

void check_limbs(std::istream& line)
{
    std::string hex;
    int sign = 0;
    Hash expected = 0;
    line >> hex >> sign >> expected;
    std::vector<std::uint64_t> limbs;
    for (std::size_t end = hex.size(); end > 0; end -= 16) {
        limbs.push_back(std::stoull(hex.substr(end - 16, 16), nullptr, 16));
    }
    EXPECT_EQ(hash_limbs(limbs, sign < 0), expected);
}

template <typename Unit>
void check_units(const std::string& bytes, const std::vector<char32_t>& points)
{
    std::vector<Unit> units(points.size());
    decode_utf8(bytes, units.data());
    EXPECT_TRUE(std::equal(units.begin(), units.end(), points.begin(), points.end()));
    EXPECT_EQ(to_utf8(units.data(), units.size()), bytes);
    std::vector<char32_t> wide(points.size());
    convert_units(units.data(), sizeof(Unit), wide.data(), 4, points.size());
    EXPECT_EQ(wide, points);
    std::vector<Unit> narrow(points.size());
    convert_units(wide.data(), 4, narrow.data(), sizeof(Unit), points.size());
    EXPECT_EQ(narrow, units);
}

void check_utf8(std::istream& line)
{
    std::string hex;
    std::string verdict;
    line >> hex >> verdict;
    const std::string bytes = bytes_of(hex);
    const Utf8Shape shape = measure_utf8(bytes);
    ASSERT_EQ(shape.good(), verdict == "good");
    if (!shape.good()) {
        std::size_t start = 0;
        std::size_t end = 0;
        line >> start >> end;
        EXPECT_EQ(shape.start, start);
        EXPECT_EQ(shape.end, end);
        EXPECT_EQ(describe(shape.problem), rest_of(line));
        return;
    }
    std::vector<char32_t> points;
    for (std::uint32_t point = 0; line >> point;) {
        points.push_back(point);
    }
    ASSERT_EQ(shape.length, points.size());
    check_units<char32_t>(bytes, points);
    if (unit_width(shape.maximum) <= 2) {
        check_units<char16_t>(bytes, points);
    }
    if (unit_width(shape.maximum) == 1) {
        check_units<std::uint8_t>(bytes, points);
    }
}

void check_line(const std::string& kind, std::istream& line)
{
    std::string first;
    std::string second;
    Hash expected = 0;
    if (kind == "repr") {
        line >> first;
        EXPECT_EQ(float_repr(double_of(first)), rest_of(line));
    } else if (kind == "hash_double") {
        line >> first >> expected;
        EXPECT_EQ(hash_double(double_of(first)), expected);
    } else if (kind == "hash_complex") {
        line >> first >> second >> expected;
        EXPECT_EQ(hash_complex(double_of(first), double_of(second)), expected);
    } else if (kind == "hash_bytes") {
        line >> first >> expected;
        const std::string bytes = bytes_of(first);
        EXPECT_EQ(hash_bytes(bytes.data(), bytes.size()), expected);
    } else if (kind == "hash_int") {
        Hash value = 0;
        line >> value >> expected;
        EXPECT_EQ(hash_int(value), expected);
    } else if (kind == "hash_tuple") {
        line >> expected;
        EXPECT_EQ(hash_of_rest<TupleHash>(line), expected);
    } else if (kind == "hash_frozenset") {
        line >> expected;
        EXPECT_EQ(hash_of_rest<FrozensetHash>(line), expected);
    } else if (kind == "hash_limbs") {
        check_limbs(line);
    } else if (kind == "format") {
        check_format(line);
    } else if (kind == "parse") {
        check_parse(line);
    } else {
        ASSERT_EQ(kind, "utf8");
        check_utf8(line);
    }
}

TEST(CPythonNumbers, every_line_agrees)
{
    std::ifstream file(FW_SOURCE_DIR "/tests/unit/base/cpython_numbers.txt");
    int count = 0;
    for (std::string text; std::getline(file, text); ++count) {
        SCOPED_TRACE(text);
        std::istringstream line(text);
        std::string kind;
        line >> kind;
        check_line(kind, line);
        if (testing::Test::HasFatalFailure()) {
            return;
        }
    }
    EXPECT_GT(count, 3000);
}

TEST(Utf8, lone_surrogates_only_where_allowed)
{
    const std::u32string text{ 'a', 0xd800, 0xdfff };
    const std::string bytes = to_utf8(text.data(), text.size());
    EXPECT_EQ(bytes, "a\xed\xa0\x80\xed\xbf\xbf");
    EXPECT_FALSE(measure_utf8(bytes).good());
    const Utf8Shape shape = measure_utf8(bytes, Surrogates::Allow);
    EXPECT_TRUE(shape.good());
    EXPECT_EQ(shape.length, 3U);
    EXPECT_EQ(to_utf32(bytes), text);
    std::string appended;
    append_utf8(appended, 0x1f600);
    EXPECT_EQ(appended, "\xf0\x9f\x98\x80");
}

TEST(Utf8, ascii_is_found_at_every_offset)
{
    for (std::size_t size = 0; size < 40; ++size) {
        std::string text(size, 'x');
        EXPECT_TRUE(is_ascii(text));
        for (std::size_t i = 0; i < size; ++i) {
            text[i] = '\x80';
            EXPECT_FALSE(is_ascii(text));
            text[i] = 'x';
        }
    }
}

TEST(FloatText, prefix)
{
    const auto parsed = parse_double_prefix("-12.5e+x");
    ASSERT_TRUE(parsed.has_value());
    EXPECT_EQ(parsed->value, -12.5);
    EXPECT_EQ(parsed->length, 5U);
}

} // namespace
} // namespace fw
