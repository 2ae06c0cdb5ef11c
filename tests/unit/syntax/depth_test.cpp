// Nesting without end is an error, not the end of the process; what CPython accepts is accepted.
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

std::string repeat(std::string_view text, int count)
{
    std::string result;
    for (int i = 0; i < count; ++i) {
        result += text;
    }
    return result;
}

bool is_too_deep(const std::string& source)
{
    const ParseOutcome outcome = parse(source, "<test>");
    return !outcome && outcome.error.kind == SyntaxErrorKind::MemoryError;
}

} // namespace

TEST(Depth, ParenthesesUpToTwoHundred)
{
    EXPECT_TRUE(parse(repeat("(", 200) + repeat(")", 200), "<test>"));
    const ParseOutcome outcome = parse(repeat("(", 201), "<test>");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error.message, "too many nested parentheses");
}

TEST(Depth, IndentationUpToAHundred)
{
    const auto nested = [](int count) {
        std::string source;
        for (int i = 0; i < count; ++i) {
            source += std::string(static_cast<std::size_t>(i), ' ') + "if x:\n";
        }
        return source + std::string(static_cast<std::size_t>(count), ' ') + "pass\n";
    };
    EXPECT_TRUE(parse(nested(99), "<test>"));
    const ParseOutcome outcome = parse(nested(100), "<test>");
    ASSERT_FALSE(outcome);
    EXPECT_EQ(outcome.error.kind, SyntaxErrorKind::IndentationError);
    EXPECT_EQ(outcome.error.message, "too many levels of indentation");
}

TEST(Depth, OperatorsThatNest)
{
    EXPECT_TRUE(parse(repeat("-", 5000) + "1", "<test>"));
    EXPECT_TRUE(parse(repeat("not ", 5000) + "x", "<test>"));
    EXPECT_TRUE(is_too_deep(repeat("-", 100000) + "1"));
    EXPECT_TRUE(is_too_deep(repeat("not ", 100000) + "x"));
    EXPECT_TRUE(is_too_deep(repeat("lambda: ", 100000) + "x"));
    EXPECT_TRUE(is_too_deep(repeat("x if y else ", 100000) + "z"));
    EXPECT_TRUE(is_too_deep(repeat("x ** ", 100000) + "z"));
}

TEST(Depth, ChainsThatDoNotNest)
{
    EXPECT_TRUE(parse(repeat("x + ", 100000) + "x", "<test>"));
    EXPECT_TRUE(parse("x" + repeat(".y", 100000), "<test>"));
    EXPECT_TRUE(parse("x" + repeat("()", 100000), "<test>"));
    EXPECT_TRUE(parse("if x: y\n" + repeat("elif x: y\n", 5900), "<test>"));
    EXPECT_TRUE(is_too_deep("if x: y\n" + repeat("elif x: y\n", 6100)));
}

TEST(Depth, DumpOfADeepTree)
{
    const ParseOutcome outcome = parse("x" + repeat(".y", 100000), "<test>");
    ASSERT_TRUE(outcome);
    EXPECT_NE(dump(outcome.tree->root(), { .indent = -1 }).find("..."), std::string::npos);
}

} // namespace fw::syntax
