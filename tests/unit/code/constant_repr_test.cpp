// repr() of constants and the order of frozensets.
#include "vm/code/disassemble.h"
#include "vm/code/set_order.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fw::code {

TEST(ConstantRepr, Singletons)
{
    EXPECT_EQ(constant_repr(Constant(NoneConstant{})), "None");
    EXPECT_EQ(constant_repr(Constant(EllipsisConstant{})), "Ellipsis");
    EXPECT_EQ(constant_repr(Constant(true)), "True");
}

TEST(ConstantRepr, Numbers)
{
    EXPECT_EQ(constant_repr(Constant(std::int64_t{ -5 })), "-5");
    EXPECT_EQ(
        constant_repr(Constant(BigIntConstant{ "-10000000000000000" })), "-18446744073709551616");
    EXPECT_EQ(constant_repr(Constant(0.1)), "0.1");
    EXPECT_EQ(constant_repr(Constant(1e16)), "1e+16");
    EXPECT_EQ(constant_repr(Constant(-0.0)), "-0.0");
    EXPECT_EQ(constant_repr(Constant(std::numeric_limits<double>::infinity())), "inf");
    EXPECT_EQ(constant_repr(Constant(ComplexConstant{ 0, 2 })), "2j");
    EXPECT_EQ(constant_repr(Constant(ComplexConstant{ -0.0, -1.5 })), "(-0-1.5j)");
    EXPECT_EQ(constant_repr(Constant(ComplexConstant{ 1, NAN })), "(1+nanj)");
}

TEST(ConstantRepr, Strings)
{
    EXPECT_EQ(string_repr("it's"), "\"it's\"");
    EXPECT_EQ(string_repr("'\""), "'\\'\"'");
    EXPECT_EQ(string_repr("a\n\t\x01\x7f\\"), "'a\\n\\t\\x01\\x7f\\\\'");
    EXPECT_EQ(string_repr("\xc3\xa9\xc2\xa0"), "'\xc3\xa9\\xa0'");
    EXPECT_EQ(string_repr("\xed\xa0\x80"), "'\\ud800'");
    EXPECT_EQ(string_repr("\xf3\xa0\x80\x81"), "'\\U000e0001'");
    EXPECT_EQ(bytes_repr(std::string("a'\0\xff", 4)), "b\"a'\\x00\\xff\"");
}

TEST(ConstantRepr, Collections)
{
    EXPECT_EQ(constant_repr(make_tuple_constant({})), "()");
    EXPECT_EQ(constant_repr(make_tuple_constant({ std::int64_t{ 1 } })), "(1,)");
    const auto items = std::make_shared<const std::vector<Constant>>(
        std::vector<Constant>{ std::int64_t{ 30 }, std::int64_t{ 1 }, std::int64_t{ 2 } });
    EXPECT_EQ(constant_repr(Constant(FrozenSetConstant{ items })), "frozenset({1, 2, 30})");
}

TEST(SetOrder, CollisionsProbeTheNeighbours)
{
    // Hashes 8, 16 and 0 all want the first of eight slots.
    const std::vector<Constant> order
        = in_set_order({ std::int64_t{ 8 }, std::int64_t{ 16 }, std::int64_t{ 0 } });
    ASSERT_EQ(order.size(), 3U);
    EXPECT_EQ(*order.front().as<std::int64_t>(), 8);
}

TEST(SetOrder, StringsHashAsWithSeedZero)
{
    EXPECT_EQ(constant_hash(Constant(StringConstant{ "" })), 0);
    EXPECT_EQ(constant_hash(Constant(StringConstant{ "abc" })), 4596069200710135518);
    EXPECT_EQ(constant_hash(Constant(StringConstant{ "\xe2\x82\xac" })), -7838577127164893040);
    EXPECT_EQ(constant_hash(Constant(BigIntConstant{ "-ffffffffffffffffffff" })), -524287);
}

} // namespace fw::code
