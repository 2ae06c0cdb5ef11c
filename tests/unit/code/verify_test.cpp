// The verifier on small hand-made code: what is refused, why, and where.
#include "vm/code/verify.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::code {

namespace {

struct Part {
    Op op;
    std::uint8_t argument = 0;
};

// A generator, so that yields are no reason; one local, two constants, one cell.
CodeUnit unit_of(std::initializer_list<Part> parts)
{
    CodeUnit unit;
    unit.name = "f";
    unit.stacksize = 8;
    unit.nlocals = 1;
    unit.varnames = { "x" };
    unit.cellvars = { "c" };
    unit.names = { "n" };
    unit.flags = Optimized | NewLocals | Generator;
    unit.consts = { Constant(NoneConstant{}), Constant(StringConstant{ "text" }) };
    for (const Part& part : parts) {
        unit.code.push_back(static_cast<std::uint8_t>(part.op));
        unit.code.push_back(part.argument);
    }
    return unit;
}

std::string reason(const CodeUnit& unit)
{
    const auto flaw = verify_all(unit);
    return flaw ? flaw->reason : "";
}

std::string reason(std::initializer_list<Part> parts)
{
    return reason(unit_of(parts));
}

} // namespace

TEST(Verify, AcceptsWhatTheCompilerMakes)
{
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } }), "");
    // for x in y: pass
    EXPECT_EQ(
        reason({ { Op::LOAD_FAST, 0 }, { Op::GET_ITER }, { Op::FOR_ITER, 4 }, { Op::STORE_FAST, 0 },
            { Op::JUMP_ABSOLUTE, 4 }, { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } }),
        "");
    // try: x finally: n
    EXPECT_EQ(reason({ { Op::SETUP_FINALLY, 8 }, { Op::LOAD_FAST, 0 }, { Op::POP_TOP },
                  { Op::POP_BLOCK }, { Op::JUMP_FORWARD, 2 }, { Op::RERAISE },
                  { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } }),
        "");
}

// async for x in y: pass
TEST(Verify, AsyncLoops)
{
    CodeUnit unit = unit_of({ { Op::LOAD_FAST, 0 }, { Op::GET_AITER }, { Op::SETUP_FINALLY, 12 },
        { Op::GET_ANEXT }, { Op::LOAD_CONST, 0 }, { Op::YIELD_FROM }, { Op::POP_BLOCK },
        { Op::STORE_FAST, 0 }, { Op::JUMP_ABSOLUTE, 4 }, { Op::END_ASYNC_FOR },
        { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } });
    unit.flags = Optimized | NewLocals | Coroutine;
    EXPECT_EQ(reason(unit), "");
}

TEST(Verify, SaysWhereAndWhy)
{
    const auto flaw = verify_all(unit_of({ { Op::NOP }, { Op::LOAD_CONST, 7 } }));
    ASSERT_TRUE(flaw);
    EXPECT_EQ(flaw->text(),
        "the bytecode of 'f' is not valid at offset 2, LOAD_CONST: there are 2 constants, not one "
        "with number 7");
}

TEST(Verify, Operands)
{
    EXPECT_EQ(reason({ { Op::LOAD_NAME, 1 } }), "there is 1 name, not one with number 1");
    EXPECT_EQ(reason({ { Op::LOAD_FAST, 1 } }), "there is 1 local variable, not one with number 1");
    EXPECT_EQ(
        reason({ { Op::LOAD_CLOSURE, 1 } }), "there is 1 cell variable, not one with number 1");
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::DUP_TOP }, { Op::COMPARE_OP, 6 } }),
        "there is no comparison with number 6");
    EXPECT_EQ(reason({ { static_cast<Op>(7) } }), "there is no such instruction");
    EXPECT_EQ(reason({ { Op::EXTENDED_ARG, 1 }, { Op::EXTENDED_ARG, 1 }, { Op::EXTENDED_ARG, 1 },
                  { Op::EXTENDED_ARG, 1 }, { Op::LOAD_CONST, 0 } }),
        "an argument has four bytes at most");
}

TEST(Verify, Jumps)
{
    EXPECT_EQ(reason({ { Op::JUMP_ABSOLUTE, 3 } }), "there is no instruction at offset 3");
    EXPECT_EQ(reason({ { Op::JUMP_FORWARD, 0 } }), "there is no instruction at offset 2");
    EXPECT_EQ(reason({ { Op::JUMP_ABSOLUTE, 4 }, { Op::EXTENDED_ARG, 1 }, { Op::NOP } }),
        "the jump to offset 4 leaves out an EXTENDED_ARG");
    EXPECT_EQ(reason({ { Op::NOP } }), "execution goes on behind the end of the code");
    // What cannot be reached is not looked at.
    EXPECT_EQ(
        reason({ { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE }, { static_cast<Op>(0), 9 } }), "");
}

TEST(Verify, StackDepth)
{
    EXPECT_EQ(reason({ { Op::POP_TOP } }), "it takes 1 from a stack of 0");
    CodeUnit unit = unit_of({ { Op::LOAD_CONST, 0 }, { Op::DUP_TOP }, { Op::RETURN_VALUE } });
    unit.stacksize = 1;
    EXPECT_EQ(reason(unit), "there may be 2 values on the stack, co_stacksize is 1");
    unit = unit_of({ { Op::LOAD_FAST, 0 }, { Op::EXTENDED_ARG, 1 }, { Op::UNPACK_EX, 0 },
        { Op::POP_TOP }, { Op::RETURN_VALUE } }); // *a, b = c
    unit.stacksize = 2;
    EXPECT_EQ(reason(unit), "");
    // A loop that grows the stack.
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::JUMP_ABSOLUTE, 0 } }),
        "offset 0 is reached with 0 and with 1 values on the stack");
    EXPECT_EQ(reason({ { Op::UNPACK_SEQUENCE, 255 } }), "it takes 1 from a stack of 0");
}

TEST(Verify, Blocks)
{
    EXPECT_EQ(reason({ { Op::POP_BLOCK } }), "no block is open");
    EXPECT_EQ(
        reason({ { Op::POP_EXCEPT } }), "no exception is being handled, or not the one saved last");
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::SETUP_FINALLY, 2 }, { Op::POP_TOP },
                  { Op::RERAISE } }),
        "it takes values that the open block keeps");
    EXPECT_EQ(reason({ { Op::SETUP_FINALLY, 0 }, { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } }),
        "offset 2 is reached with 6 and with 0 values on the stack");
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::DUP_TOP }, { Op::DUP_TOP }, { Op::RERAISE } }),
        "what it raises again is no raised exception");
}

TEST(Verify, KindsOfValues)
{
    EXPECT_EQ(reason({ { Op::LOAD_FAST, 0 }, { Op::LOAD_CONST, 0 }, { Op::LIST_APPEND, 1 } }),
        "it wants a list where there may be something else");
    EXPECT_EQ(reason({ { Op::LOAD_CONST, 0 }, { Op::LOAD_CONST, 1 }, { Op::MAKE_FUNCTION, 0 } }),
        "it wants a code object where there may be something else");
    EXPECT_EQ(
        reason({ { Op::LOAD_FAST, 0 }, { Op::LOAD_METHOD, 0 }, { Op::ROT_TWO }, { Op::POP_TOP } }),
        "it takes something that is no value: part of a saved exception or of a method");
    EXPECT_EQ(reason({ { Op::LOAD_FAST, 0 }, { Op::LOAD_FAST, 0 }, { Op::CALL_FUNCTION_KW, 0 } }),
        "it wants a tuple of names where there may be something else");
}

TEST(Verify, Fields)
{
    CodeUnit unit = unit_of({ { Op::LOAD_CONST, 0 }, { Op::YIELD_VALUE }, { Op::RETURN_VALUE } });
    EXPECT_EQ(reason(unit), "");
    unit.flags = Optimized | NewLocals;
    EXPECT_EQ(reason(unit), "it yields, but co_flags does not say that this is a generator");
    unit.flags = Generator | Coroutine;
    EXPECT_EQ(reason(unit),
        "co_flags says more than one of generator, coroutine and asynchronous generator");
    unit.flags = Generator;
    unit.argcount = 2;
    EXPECT_THAT(reason(unit), testing::StartsWith("co_varnames is too small"));
    unit.argcount = -1;
    EXPECT_EQ(reason(unit), "a count is negative");
    unit.argcount = 0;
    unit.lnotab = { 1 };
    EXPECT_EQ(reason(unit), "co_lnotab has an odd number of bytes");
    unit.lnotab = {};
    unit.code.pop_back();
    EXPECT_EQ(reason(unit), "co_code has 5 bytes; an instruction has two");
}

TEST(Verify, LooksIntoConstants)
{
    CodeUnit outer = unit_of({ { Op::LOAD_CONST, 0 }, { Op::RETURN_VALUE } });
    CodeUnit inner = unit_of({ { Op::POP_TOP } });
    inner.name = "inner";
    outer.consts.emplace_back(std::make_shared<const CodeUnit>(inner));
    const auto flaw = verify_all(outer);
    ASSERT_TRUE(flaw);
    EXPECT_EQ(flaw->name, "inner");
}

} // namespace fw::code
