// Values of numbers and strings, and how constants are written.
#include "vm/syntax/constant_text.h"
#include "vm/syntax/number_literal.h"
#include "vm/syntax/string_literal.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

std::string decoded(std::string_view body)
{
    std::string result;
    const Decoded decoded = decode_escapes(body, result);
    return decoded.error.empty() ? result : decoded.error;
}

} // namespace

TEST(Literals, Numbers)
{
    EXPECT_EQ(repr(parse_number("0x_FF")), "255");
    EXPECT_EQ(repr(parse_number("9223372036854775807")), "9223372036854775807");
    EXPECT_EQ(repr(parse_number("9223372036854775808")), "9223372036854775808");
    EXPECT_TRUE(parse_number("9223372036854775807").is<std::int64_t>());
    EXPECT_EQ(parse_number("0x8000000000000000").as<BigIntConstant>()->hex, "8000000000000000");
    EXPECT_EQ(repr(parse_number("1e400")), "inf");
    EXPECT_EQ(repr(parse_number("1e-400")), "0.0");
    EXPECT_EQ(repr(parse_number("1_0.5e3J")), "10500j");
    EXPECT_EQ(repr(parse_number("1e16")), "1e+16");
    EXPECT_EQ(repr(parse_number("0.1")), "0.1");
}

TEST(Literals, Escapes)
{
    EXPECT_EQ(decoded("a\\tb\\\nc\\x41\\101\\u00e9\\q"), "a\tbcAA\u00e9\\q");
    EXPECT_EQ(decoded("\\N{latin small letter e with acute}\\N{LF}"), "\u00e9\n");
    EXPECT_EQ(decoded("\\ud800"), "\xED\xA0\x80");
    EXPECT_EQ(decoded("\u00e9\\x1"),
        "(unicode error) 'unicodeescape' codec can't decode bytes in position 10-12: "
        "truncated \\xXX escape");
}

TEST(Literals, Repr)
{
    EXPECT_EQ(string_repr("it's"), "\"it's\"");
    EXPECT_EQ(string_repr("'\""), "'\\'\"'");
    EXPECT_EQ(string_repr("\u00e9\u00ad\xED\xA0\x80\n\x01"), "'\u00e9\\xad\\ud800\\n\\x01'");
    EXPECT_EQ(repr(BytesConstant{ "a\xff'\n" }), "b\"a\\xff'\\n\"");
    EXPECT_EQ(repr(ComplexConstant{ -0.0, 1 }), "(-0+1j)");
    EXPECT_EQ(repr(make_tuple_constant({ std::int64_t{ 1 } })), "(1,)");
    EXPECT_EQ(repr(EllipsisConstant{}), "Ellipsis");
}

} // namespace fw::syntax
