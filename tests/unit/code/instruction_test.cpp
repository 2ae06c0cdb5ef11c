// Decoding, jump targets and the text of dis, on hand-made code units.
#include "vm/code/disassemble.h"
#include "vm/code/instruction.h"

#include <gtest/gtest.h>

namespace fw::code {

namespace {

std::uint8_t byte(Op op)
{
    return static_cast<std::uint8_t>(op);
}

CodeUnit countdown()
{
    CodeUnit unit;
    unit.name = "<module>";
    unit.filename = "x.py";
    unit.firstlineno = 1;
    unit.names = { "x", "print" };
    unit.consts = { Constant(std::int64_t{ 3 }), Constant(NoneConstant{}) };
    unit.code = { byte(Op::LOAD_CONST), 0, byte(Op::STORE_NAME), 0, byte(Op::LOAD_NAME), 0,
        byte(Op::POP_JUMP_IF_FALSE), 10, byte(Op::JUMP_FORWARD), 0, byte(Op::LOAD_CONST), 1,
        byte(Op::RETURN_VALUE), 0 };
    unit.lnotab = { 4, 1, 6, 2 };
    return unit;
}

} // namespace

TEST(Instruction, ExtendedArgumentsAreJoined)
{
    const std::vector<std::uint8_t> code{ byte(Op::EXTENDED_ARG), 1, byte(Op::EXTENDED_ARG), 2,
        byte(Op::LOAD_CONST), 3, byte(Op::LOAD_CONST), 4 };
    InstructionReader reader(code);
    Instruction instruction;
    std::vector<std::uint32_t> arguments;
    while (reader.next(instruction)) {
        arguments.push_back(instruction.argument);
    }
    EXPECT_EQ(arguments, (std::vector<std::uint32_t>{ 1, 0x102, 0x10203, 4 }));
}

TEST(Instruction, JumpTargets)
{
    EXPECT_EQ(jump_targets(countdown().code), (std::vector<std::size_t>{ 10 }));
}

TEST(Instruction, MeaningOfFlags)
{
    const CodeUnit unit;
    EXPECT_EQ(argument_meaning(unit, { 0, Op::MAKE_FUNCTION, 9 }), "defaults, closure");
    EXPECT_EQ(argument_meaning(unit, { 0, Op::FORMAT_VALUE, 6 }), "repr, with format");
    EXPECT_EQ(argument_meaning(unit, { 0, Op::FORMAT_VALUE, 4 }), "with format");
    EXPECT_EQ(argument_meaning(unit, { 0, Op::COMPARE_OP, 5 }), ">=");
    EXPECT_EQ(argument_meaning(unit, { 4, Op::FOR_ITER, 8 }), "to 14");
}

TEST(Disassemble, PrintsAsDis)
{
    EXPECT_EQ(disassemble(countdown()),
        "  1           0 LOAD_CONST               0 (3)\n"
        "              2 STORE_NAME               0 (x)\n"
        "\n"
        "  2           4 LOAD_NAME                0 (x)\n"
        "              6 POP_JUMP_IF_FALSE       10\n"
        "              8 JUMP_FORWARD             0 (to 10)\n"
        "\n"
        "  4     >>   10 LOAD_CONST               1 (None)\n"
        "             12 RETURN_VALUE\n");
}

TEST(Disassemble, DumpHasEveryField)
{
    CodeUnit unit = countdown();
    unit.stacksize = 1;
    unit.flags = NoFree;
    EXPECT_EQ(dump_code(unit),
        "code 0\n"
        "name \"<module>\"\n"
        "argcount 0\n"
        "posonlyargcount 0\n"
        "kwonlyargcount 0\n"
        "nlocals 0\n"
        "stacksize 1\n"
        "flags 64\n"
        "firstlineno 1\n"
        "lnotab 04010602\n"
        "code 64005a006500720a6e0064015300\n"
        "names [\"x\",\"print\"]\n"
        "varnames []\n"
        "freevars []\n"
        "cellvars []\n"
        "consts 2\n"
        " 0 int 3\n"
        " 1 None\n"
        "end\n");
}

} // namespace fw::code
