// Generated code of small programs, as CPython 3.9 makes it. Whole programs are compared in
// tests/golden.
#include "tests/unit/compile/compile_helper.h"

namespace fw::compile {

TEST(Code, SwapNeedsNoTuple)
{
    EXPECT_EQ(instructions_of(*code_of("a, b = b, a\n")),
        "LOAD_NAME b, LOAD_NAME a, ROT_TWO, STORE_NAME a, STORE_NAME b, LOAD_CONST None, "
        "RETURN_VALUE");
}

TEST(Code, ClosureLoadsItsCells)
{
    const code::CodeRef outer = inner_of("def f(x):\n    return lambda y: x + y\n");
    EXPECT_EQ(outer->cellvars, (std::vector<std::string>{ "x" }));
    EXPECT_TRUE(instructions_of(*outer).starts_with("LOAD_CLOSURE x, BUILD_TUPLE 1, LOAD_CONST "));
    EXPECT_TRUE(instructions_of(*outer).ends_with("MAKE_FUNCTION closure, RETURN_VALUE"));
    const code::CodeRef inner = std::get<code::CodeRef>(outer->consts[1]);
    EXPECT_EQ(inner->freevars, (std::vector<std::string>{ "x" }));
    EXPECT_EQ(instructions_of(*inner), "LOAD_DEREF x, LOAD_FAST y, BINARY_ADD, RETURN_VALUE");
}

TEST(Code, FinallyIsCopiedForReturn)
{
    EXPECT_EQ(instructions_of(*inner_of("def f():\n    try:\n        return g()\n    finally:\n"
                                        "        h()\n")),
        "SETUP_FINALLY to 16, LOAD_GLOBAL g, CALL_FUNCTION 0, POP_BLOCK, LOAD_GLOBAL h, "
        "CALL_FUNCTION 0, POP_TOP, RETURN_VALUE, LOAD_GLOBAL h, CALL_FUNCTION 0, POP_TOP, RERAISE, "
        "LOAD_CONST None, RETURN_VALUE");
}

TEST(Code, DeadBranchesAreLeftOut)
{
    const code::CodeRef unit = code_of("if 0:\n    x\nelse:\n    y\n");
    EXPECT_EQ(instructions_of(*unit), "LOAD_NAME y, POP_TOP, LOAD_CONST None, RETURN_VALUE");
    // The name is entered all the same.
    EXPECT_EQ(unit->names, (std::vector<std::string>{ "x", "y" }));
}

TEST(Code, ConditionsJumpWithoutMakingBools)
{
    EXPECT_EQ(instructions_of(*code_of("x = a and b or c\n")),
        "LOAD_NAME a, POP_JUMP_IF_FALSE 8, LOAD_NAME b, JUMP_IF_TRUE_OR_POP 10, LOAD_NAME c, "
        "STORE_NAME x, LOAD_CONST None, RETURN_VALUE");
}

TEST(Code, EqualLambdasOfOneLineShareTheirCode)
{
    const code::CodeRef unit = code_of("f(lambda: 0, lambda: 0)\n");
    EXPECT_EQ(unit->consts.size(), 3U); // the code, the name, None
}

TEST(Code, ConstantsOfDifferentKindsStayApart)
{
    const code::CodeRef unit = code_of("f(1, 1.0, True, 0.0, -0.0, 1)\n");
    EXPECT_EQ(unit->consts.size(), 6U);
}

TEST(Code, EqualConstantsOfACompilationAreOneObject)
{
    const code::CodeRef module = code_of("x = 1000\ndef f():\n    return 1000\n");
    const auto inner = std::get<code::CodeRef>(module->consts[1]);
    ASSERT_EQ(inner->consts.size(), 2U); // None, 1000
    EXPECT_EQ(inner->const_identities[1], module->const_identities[0]);
    EXPECT_NE(inner->const_identities[0], module->const_identities[0]);
}

TEST(Code, Flags)
{
    EXPECT_EQ(code_of("x\n")->flags, std::uint32_t{ code::NoFree });
    EXPECT_EQ(inner_of("def f(*a, **b): yield\n")->flags,
        std::uint32_t{ code::Optimized | code::NewLocals | code::VarArgs | code::VarKeywords
            | code::Generator | code::NoFree });
    EXPECT_EQ(inner_of("async def f(): await x\n")->flags & (code::Coroutine | code::Generator),
        std::uint32_t{ code::Coroutine });
}

TEST(Code, FutureFlagsAreInheritedAndReported)
{
    const Outcome outcome = compile_text("from __future__ import annotations\nx: a+b\n");
    ASSERT_TRUE(outcome);
    EXPECT_EQ(outcome.flags, std::uint32_t{ code::FutureAnnotations });
    const code::CodeRef unit = code_of("x: a+b\n", { .flags = outcome.flags });
    EXPECT_EQ(code::constant_repr(unit->consts[0]), "'a + b'");
    EXPECT_TRUE(unit->has(code::FutureAnnotations));
}

TEST(Code, OptimizeLeavesOutAssertsAndDocstrings)
{
    EXPECT_EQ(instructions_of(*code_of("assert x\n", { .optimize = 1 })),
        "LOAD_CONST None, RETURN_VALUE");
    EXPECT_EQ(inner_of("def f(): 'doc'\n", { .optimize = 2 })->consts.size(), 1U);
}

TEST(Code, InteractivePrintsExpressions)
{
    EXPECT_EQ(instructions_of(*code_of("x\n", {}, syntax::Mode::Single)),
        "LOAD_NAME x, PRINT_EXPR, LOAD_CONST None, RETURN_VALUE");
}

TEST(Code, LongJumpsAreExtended)
{
    std::string source = "while x:\n";
    for (int i = 0; i < 200; ++i) {
        source += "    a\n";
    }
    const code::CodeRef unit = code_of(source);
    EXPECT_EQ(unit->code[2], static_cast<std::uint8_t>(code::Op::EXTENDED_ARG));
    EXPECT_EQ(unit->code[3], 3); // 806 bytes
}

TEST(Code, DeepNestingIsAnErrorAndNoCrash)
{
    std::string source = "x";
    for (int i = 0; i < 5000; ++i) {
        source += ".a";
    }
    const Outcome outcome = compile_text(source);
    EXPECT_FALSE(outcome);
    EXPECT_EQ(outcome.error.kind, syntax::SyntaxErrorKind::RecursionError);
}

} // namespace fw::compile
