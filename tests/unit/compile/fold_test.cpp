// Folding of constant expressions.
#include "tests/unit/compile/compile_helper.h"

namespace fw::compile {

TEST(Fold, Ints)
{
    EXPECT_EQ(folded("1 + 2 * 3"), "7");
    EXPECT_EQ(folded("-7 // 2"), "-4");
    EXPECT_EQ(folded("-7 % 3"), "2");
    EXPECT_EQ(folded("2 ** 64"), "18446744073709551616");
    EXPECT_EQ(folded("9223372036854775807 + 1"), "9223372036854775808");
    EXPECT_EQ(folded("-(-9223372036854775808)"), "9223372036854775808");
    EXPECT_EQ(folded("1 << 127"), "170141183460469231731687303715884105728");
    EXPECT_EQ(folded("-5 >> 1000"), "-1");
    EXPECT_EQ(folded("True & False"), "False");
    EXPECT_EQ(folded("~True"), "-2");
    EXPECT_EQ(folded("True + True"), "2");
}

TEST(Fold, TooLargeIsLeft)
{
    EXPECT_EQ(folded("1 << 128"), "");
    EXPECT_EQ(folded("2 ** 65"), "");
    EXPECT_EQ(folded("'ab' * 2049"), "");
    EXPECT_EQ(folded("(1,) * 257"), "");
}

TEST(Fold, WhatRaisesIsLeft)
{
    EXPECT_EQ(folded("1 / 0"), "");
    EXPECT_EQ(folded("1 << -1"), "");
    EXPECT_EQ(folded("'a' + 1"), "");
    EXPECT_EQ(folded("'abc'[3]"), "");
    EXPECT_EQ(folded("0.0 ** -1"), "");
    EXPECT_EQ(folded("3.0 ** 5000"), "");
}

TEST(Fold, TrueDivisionIsRoundedOnce)
{
    EXPECT_EQ(folded("1 / 3"), "0.3333333333333333");
    EXPECT_EQ(folded("9007199254740993 / 1"), "9007199254740992.0");
    EXPECT_EQ(folded("9007199254740995 / 1"), "9007199254740996.0");
    EXPECT_EQ(folded("(2 ** 64 + 1) / 2 ** 64"), "1.0");
    EXPECT_EQ(folded("-10 ** 22 / 10 ** 5"), "-1e+17");
}

TEST(Fold, FloatsAndComplex)
{
    EXPECT_EQ(folded("-5.0 // 2"), "-3.0");
    EXPECT_EQ(folded("5.5 % -2"), "-0.5");
    EXPECT_EQ(folded("-0.0 // 5"), "-0.0");
    EXPECT_EQ(folded("2 ** -1"), "0.5");
    EXPECT_EQ(folded("(1 + 2j) * (3 - 4j)"), "(11+2j)");
    EXPECT_EQ(folded("(1 + 2j) ** 2"), "(-3+4j)");
    EXPECT_EQ(folded("1e400 - 1e400"), "nan");
}

TEST(Fold, StringsAndTuples)
{
    EXPECT_EQ(folded("'a' * 3"), "'aaa'");
    EXPECT_EQ(folded("-1 * ''"), "''");
    EXPECT_EQ(folded("'\xc3\xa4\xc3\xb6'[-1]"), "'\xc3\xb6'");
    EXPECT_EQ(folded("b'abc'[1]"), "98");
    EXPECT_EQ(folded("(1, (2, 3))[1][0]"), "2");
    EXPECT_EQ(folded("(1, 2) + (3,)"), "(1, 2, 3)");
    EXPECT_EQ(folded("not ()"), "True");
    EXPECT_EQ(folded("'%s' % 1"), "");
}

TEST(Fold, NotIsMovedIntoComparisons)
{
    EXPECT_EQ(instructions_of(*code_of("not a in b\n")),
        "LOAD_NAME a, LOAD_NAME b, CONTAINS_OP 1, POP_TOP, LOAD_CONST None, RETURN_VALUE");
    EXPECT_EQ(instructions_of(*code_of("not a == b\n")),
        "LOAD_NAME a, LOAD_NAME b, COMPARE_OP ==, UNARY_NOT, POP_TOP, LOAD_CONST None, "
        "RETURN_VALUE");
}

TEST(Fold, MembershipAndLoopsUseTuples)
{
    EXPECT_EQ(instructions_of(*code_of("x in [1, 2]\n", {}, syntax::Mode::Eval)),
        "LOAD_NAME x, LOAD_CONST (1, 2), CONTAINS_OP 0, RETURN_VALUE");
    EXPECT_EQ(instructions_of(*code_of("x in {1, 1.0, True, 2}\n", {}, syntax::Mode::Eval)),
        "LOAD_NAME x, LOAD_CONST frozenset({1, 2}), CONTAINS_OP 0, RETURN_VALUE");
}

TEST(Fold, DebugFollowsTheOptimizeOption)
{
    EXPECT_EQ(code::constant_repr(code_of("x = __debug__\n")->consts[0]), "True");
    EXPECT_EQ(
        code::constant_repr(code_of("x = __debug__\n", { .optimize = 1 })->consts[0]), "False");
}

TEST(Fold, LongChainsDoNotRecurse)
{
    std::string source = "x = 1";
    for (int i = 0; i < 50000; ++i) {
        source += "+1";
    }
    EXPECT_EQ(code::constant_repr(code_of(source)->consts[0]), "50001");
}

TEST(Fold, AFoldedStringIsNoDocstring)
{
    EXPECT_EQ(code::constant_repr(inner_of("def f():\n    'a' + 'b'\n")->consts[0]), "None");
    EXPECT_EQ(code::constant_repr(inner_of("def f():\n    'a' 'b'\n")->consts[0]), "'ab'");
}

} // namespace fw::compile
