// Every instruction knows the source text that it comes from.
#include "tests/unit/compile/compile_helper.h"

namespace fw::compile {

namespace {

// "OPCODE: text" for every instruction of a program of one line.
std::vector<std::string> origins_of(const std::string& source)
{
    const code::CodeRef unit = code_of(source);
    std::vector<std::string> out;
    code::InstructionReader reader(unit->code);
    code::Instruction instruction;
    while (reader.next(instruction)) {
        const SourceRange range = unit->origin_at(instruction.offset).range;
        std::string text = "-";
        if (range.is_known()) {
            text = source.substr(static_cast<std::size_t>(range.column),
                static_cast<std::size_t>(range.end_column - range.column));
        }
        out.push_back(std::string(code::name(instruction.op)) + ": " + text);
    }
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

TEST(Origin, TheMostSpecificNode)
{
    EXPECT_EQ(origins_of("total = price * (count + 1)"),
        (Lines{ "LOAD_NAME: price", "LOAD_NAME: count", "LOAD_CONST: 1", "BINARY_ADD: count + 1",
            "BINARY_MULTIPLY: price * (count + 1)", "STORE_NAME: total", "LOAD_CONST: -",
            "RETURN_VALUE: -" }));
}

TEST(Origin, CallsAndAttributes)
{
    EXPECT_EQ(origins_of("a.b(c, *d)"),
        (Lines{ "LOAD_NAME: a", "LOAD_ATTR: a.b", "LOAD_NAME: c", "BUILD_LIST: a.b(c, *d)",
            "LOAD_NAME: d", "LIST_EXTEND: *d", "LIST_TO_TUPLE: a.b(c, *d)",
            "CALL_FUNCTION_EX: a.b(c, *d)", "POP_TOP: a.b(c, *d)", "LOAD_CONST: -",
            "RETURN_VALUE: -" }));
    EXPECT_EQ(origins_of("a.b(c)")[1], "LOAD_METHOD: a.b");
}

TEST(Origin, ConditionsAndFoldedConstants)
{
    EXPECT_EQ(origins_of("x = 1 + 2 if a < b else (1, 2)"),
        (Lines{ "LOAD_NAME: a", "LOAD_NAME: b", "COMPARE_OP: a < b", "POP_JUMP_IF_FALSE: a < b",
            "LOAD_CONST: 1 + 2", "JUMP_FORWARD: 1 + 2 if a < b else (1, 2)", "LOAD_CONST: (1, 2)",
            "STORE_NAME: x", "LOAD_CONST: -", "RETURN_VALUE: -" }));
}

TEST(Origin, SurvivesThePeepholePass)
{
    EXPECT_EQ(origins_of("a, b = b, a"),
        (Lines{ "LOAD_NAME: b", "LOAD_NAME: a", "ROT_TWO: b, a", "STORE_NAME: a", "STORE_NAME: b",
            "LOAD_CONST: -", "RETURN_VALUE: -" }));
    for (const char* source : { "while a:\n    if b and c or d: continue\n    break\n",
             "def f(x=(1, 2)):\n    return x\n" }) {
        const code::CodeRef unit = code_of(source);
        EXPECT_EQ(unit->origins.size(), unit->instruction_count());
        for (const code::Origin& origin : unit->origins) {
            EXPECT_NE(origin.node, 0U);
        }
    }
}

} // namespace fw::compile
