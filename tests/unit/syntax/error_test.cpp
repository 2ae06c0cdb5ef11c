// What is said of wrong programs, and where, against CPython 3.9.18.
#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

struct ErrorCase {
    std::string_view source;
    SyntaxErrorKind kind;
    std::string_view message;
    int line;
    int offset;
};

constexpr ErrorCase cases[] = {
#define ERROR_CASE(source, kind, message, line, offset)                                            \
    { source, SyntaxErrorKind::kind, message, line, offset },
#include "tests/unit/syntax/error_cases.def"
};

} // namespace

TEST(SyntaxErrors, EqualCpythons)
{
    for (const ErrorCase& one : cases) {
        const ParseOutcome outcome = parse(one.source, "<test>", Mode::Exec, SourceEncoding::Utf8);
        ASSERT_FALSE(outcome) << one.source;
        EXPECT_EQ(outcome.error.kind, one.kind) << one.source;
        EXPECT_EQ(outcome.error.message, one.message) << one.source;
        EXPECT_EQ(outcome.error.line, one.line) << one.source;
        EXPECT_EQ(outcome.error.offset, one.offset) << one.source;
    }
}

TEST(SyntaxErrors, CarryTheLine)
{
    const ParseOutcome outcome = parse("a = 1\nb = = 2\n", "<test>");
    ASSERT_FALSE(outcome);
    EXPECT_TRUE(outcome.error.has_text);
    EXPECT_EQ(outcome.error.text, "b = = 2\n");
}

// Cutting a program anywhere gives a tree or an error, never anything else.
TEST(SyntaxErrors, EveryPrefixOfAProgramIsHandled)
{
    const std::string_view program
        = "@d\nasync def f(a, /, b: int = 1, *c, **d) -> {**x}:\n\tif a := [b async for c in d]:\n"
          "\t\twith (a as b, c): yield f'''{a!r:>{w}}\n{b = }''' \\\n  \"\\N{BULLET}\"\n"
          "\telse: lambda x, *, y=0x1F: print(*a, b=-1.5e+3j)\n\ttry: del a[1:2, ...]\n"
          "\texcept A as e: raise B from e\n\tfinally: x: int = not y\n";
    for (std::size_t length = 0; length <= program.size(); ++length) {
        for (const Mode mode : { Mode::Exec, Mode::Single, Mode::Eval }) {
            const ParseOutcome outcome = parse(program.substr(0, length), "<test>", mode);
            if (!outcome) {
                EXPECT_FALSE(outcome.error.message.empty()) << length;
            }
        }
    }
}

} // namespace fw::syntax
