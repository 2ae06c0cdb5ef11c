// The stages of the compiler as a picture: everything is there and linked by nodes.
#include "vm/debug/stages.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fw::debug {

namespace {

using inspect::Stages;

constexpr const char* program = "import os\n"
                                "total = 0\n"
                                "class Counter:\n"
                                "    step = 1\n"
                                "    def __hidden(self, by):\n"
                                "        global total\n"
                                "        total = total + by\n"
                                "        kept = by\n"
                                "        def inner():\n"
                                "            nonlocal kept\n"
                                "            kept = step\n"
                                "            return lambda: len(kept)\n"
                                "        return inner\n";

const inspect::StageScope& scope(const Stages& stages, const std::string& name)
{
    const auto found = std::find_if(stages.scopes.begin(), stages.scopes.end(),
        [&](const inspect::StageScope& each) { return each.name == name; });
    EXPECT_NE(found, stages.scopes.end()) << name;
    return *found;
}

// "local: bound at 2:1, ..."
std::string reason(
    const Stages& stages, const std::string& scope_name, const std::string& symbol_name)
{
    for (const inspect::StageSymbol& each : scope(stages, scope_name).symbols) {
        if (each.name == symbol_name) {
            return each.binding + ": " + each.reason;
        }
    }
    return "not there";
}

const inspect::StageNode& node(const Stages& stages, const std::string& kind)
{
    const auto found = std::find_if(stages.nodes.begin(), stages.nodes.end(),
        [&](const inspect::StageNode& each) { return each.kind == kind; });
    EXPECT_NE(found, stages.nodes.end()) << kind;
    return *found;
}

// "name: reason" of all that the peephole pass touched.
std::vector<std::string> peephole(const std::string& source, std::size_t code)
{
    std::vector<std::string> out;
    const auto stages = make_stages("test.py", source);
    for (const inspect::StageStep& step : stages->codes.at(code).steps) {
        if (step.change == inspect::StageChange::Removed) {
            out.push_back(step.before.name + " removed: " + step.reason);
        } else if (step.change == inspect::StageChange::Changed) {
            out.push_back(step.before.name + " to " + step.after.name + ": " + step.reason);
        }
    }
    return out;
}

using Lines = std::vector<std::string>;

} // namespace

TEST(Stages, EveryNameHasItsReason)
{
    const auto stages = make_stages("test.py", program);
    EXPECT_EQ(stages->error, "");
    EXPECT_EQ(reason(*stages, "<module>", "os"),
        "local: imported at 1:8, so it is a global of the module");
    EXPECT_EQ(reason(*stages, "Counter", "step"),
        "local: bound at 4:5, so it is in the class's namespace, which functions inside do not "
        "see");
    EXPECT_EQ(reason(*stages, "__hidden", "total"), "global (explicit): declared global at 6:16");
    EXPECT_EQ(reason(*stages, "__hidden", "by"), "local: parameter at 5:24");
    EXPECT_EQ(reason(*stages, "__hidden", "kept"),
        "cell: bound at 8:9 and kept in a cell, because function inner uses it at 10:22");
    EXPECT_EQ(reason(*stages, "inner", "kept"),
        "free: declared nonlocal at 10:22, owned by function __hidden, which binds it at 8:9");
    EXPECT_EQ(reason(*stages, "inner", "step"),
        "global (implicit): bound in no enclosing function; class Counter binds it at 4:5, but "
        "functions do not see the names of a class body; looked up among globals, then builtins");
    EXPECT_EQ(reason(*stages, "lambda", "len"),
        "global (implicit): bound in no enclosing function; looked up among globals, then "
        "builtins");
    EXPECT_EQ(reason(*stages, "Counter", "_Counter__hidden").substr(0, 61),
        "local: written __hidden, which in a class is _Counter__hidden");
}

TEST(Stages, ANodeHasItsTokensItsTreeAndItsInstructions)
{
    const auto stages = make_stages("test.py", program);
    const inspect::StageNode& sum = node(*stages, "BinOp");
    EXPECT_EQ(sum.detail, "op=Add");
    EXPECT_EQ(sum.range, (inspect::SourceRange{ 7, 16, 7, 26 }));
    std::string tokens;
    for (const inspect::StageToken& token : stages->tokens) {
        tokens += stages->is_within(token.node, sum.id) ? token.text + " " : "";
    }
    EXPECT_EQ(tokens, "total + by ");
    std::string instructions;
    for (const inspect::StageCode& code : stages->codes) {
        for (const inspect::StageStep& step : code.steps) {
            instructions
                += stages->is_within(step.before.node, sum.id) ? step.before.name + " " : "";
        }
    }
    EXPECT_EQ(instructions, "LOAD_GLOBAL LOAD_FAST BINARY_ADD ");
    // Every instruction belongs to a node of the tree.
    for (const inspect::StageCode& code : stages->codes) {
        for (const inspect::StageStep& step : code.steps) {
            EXPECT_NE(stages->find(step.before.node), nullptr) << step.before.name;
        }
    }
}

TEST(Stages, ThePeepholePassSaysWhy)
{
    EXPECT_EQ(peephole("a, b = b, a\n", 0),
        (Lines{ "BUILD_TUPLE to ROT_TWO: swapping needs no tuple",
            "UNPACK_SEQUENCE removed: swapping needs no tuple" }));
    EXPECT_EQ(peephole("def f(x=(1, y)): return x\nreturned = lambda x=1: x\n", 0),
        (Lines{ "LOAD_CONST removed: a tuple of constants is a constant itself",
            "BUILD_TUPLE to LOAD_CONST: a tuple of constants is a constant itself" }));
    EXPECT_EQ(peephole("def f():\n    while a:\n        if b: c\n", 1),
        (Lines{
            "POP_JUMP_IF_FALSE to POP_JUMP_IF_FALSE: it jumped to a jump: now straight to where "
            "that one goes" }));
    EXPECT_EQ(peephole("def f():\n    return 1\n    g()\n", 1),
        (Lines{ "LOAD_GLOBAL removed: behind a return, never reached",
            "CALL_FUNCTION removed: behind a return, never reached",
            "POP_TOP removed: behind a return, never reached" }));
    EXPECT_EQ(peephole("x = a and b or c\n", 0),
        (Lines{ "JUMP_IF_FALSE_OR_POP to POP_JUMP_IF_FALSE: what the test at its target would say "
                "is known already" }));
}

TEST(Stages, AnErrorLeavesWhatLiesBeforeIt)
{
    const auto broken = make_stages("test.py", "x = (1 +\n");
    EXPECT_NE(broken->error, "");
    EXPECT_FALSE(broken->tokens.empty());
    EXPECT_TRUE(broken->nodes.empty());

    const auto outside = make_stages("test.py", "return 1\n");
    EXPECT_EQ(outside->error, "'return' outside function");
    EXPECT_FALSE(outside->nodes.empty());
    EXPECT_TRUE(outside->codes.empty());
}

} // namespace fw::debug
