// Which instruction made each slot of the stack, found from bytecode alone.

#include "vm/inspect/stack_origins.h"

#include "vm/compile/compile.h"
#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

namespace fw::inspect {
namespace {

code::CodeRef compile(const std::string& source)
{
    auto parsed = syntax::parse(source, "<test>");
    auto outcome = compile::compile_tree(*parsed.tree, "<test>");
    return outcome.code;
}

// Offset of the n-th instruction with this opcode.
std::size_t find(const code::CodeUnit& unit, code::Op op, int number = 0)
{
    code::InstructionReader reader(unit.code);
    for (code::Instruction instruction; reader.next(instruction);) {
        if (instruction.op == op && number-- == 0) {
            return instruction.offset;
        }
    }
    ADD_FAILURE() << "no such instruction";
    return 0;
}

using Slots = std::vector<int>;

TEST(StackOrigins, OperandsKnowTheirMakers)
{
    const code::CodeRef unit = compile("print(a + b * c)\n");
    const StackOrigins origins(unit->code);
    EXPECT_EQ(origins.at(find(*unit, code::Op::BINARY_MULTIPLY)), (Slots{ 0, 2, 4, 6 }));
    EXPECT_EQ(origins.at(find(*unit, code::Op::BINARY_ADD)), (Slots{ 0, 2, 8 }));
    EXPECT_EQ(origins.at(find(*unit, code::Op::CALL_FUNCTION)), (Slots{ 0, 10 }));
}

TEST(StackOrigins, MovesKeepTheMaker)
{
    const code::CodeRef unit = compile("a = b = c\nd[0] += 1\n");
    const StackOrigins origins(unit->code);
    EXPECT_EQ(origins.at(find(*unit, code::Op::STORE_NAME)), (Slots{ 0, 0 }));
    const std::size_t load = find(*unit, code::Op::LOAD_NAME, 1);
    const std::size_t store = find(*unit, code::Op::STORE_SUBSCR);
    const auto first = static_cast<int>(load);
    EXPECT_EQ(origins.at(store),
        (Slots{ static_cast<int>(find(*unit, code::Op::INPLACE_ADD)), first, first + 2 }));
}

TEST(StackOrigins, TwoWaysToAValueMakeItUnknown)
{
    const code::CodeRef unit = compile("x = a if b else c\n");
    const StackOrigins origins(unit->code);
    EXPECT_EQ(origins.at(find(*unit, code::Op::STORE_NAME)), Slots{ unknown_origin });
}

TEST(StackOrigins, HandlersFindSixValues)
{
    const code::CodeRef unit = compile("try:\n    f()\nexcept E:\n    pass\n");
    const StackOrigins origins(unit->code);
    EXPECT_EQ(origins.at(find(*unit, code::Op::DUP_TOP)), Slots(6, handler_origin));
}

TEST(StackOrigins, IteratorStaysBelowTheItems)
{
    const code::CodeRef unit = compile("for x in y:\n    f(x)\n");
    const StackOrigins origins(unit->code);
    const auto get_iter = static_cast<int>(find(*unit, code::Op::GET_ITER));
    const auto for_iter = static_cast<int>(find(*unit, code::Op::FOR_ITER));
    EXPECT_EQ(origins.at(find(*unit, code::Op::STORE_NAME)), (Slots{ get_iter, for_iter }));
    EXPECT_EQ(origins.at(find(*unit, code::Op::LOAD_CONST)), Slots{});
}

} // namespace
} // namespace fw::inspect
