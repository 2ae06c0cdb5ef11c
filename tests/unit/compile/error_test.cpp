// What is said of programs that parse but do not compile, against CPython 3.9.
#include "tests/unit/compile/compile_helper.h"

namespace fw::compile {

namespace {

struct ErrorCase {
    const char* source;
    const char* message;
    int line;
    int offset;
};

struct WarningCase {
    const char* source;
    const char* message;
    int line;
};

constexpr ErrorCase errors[] = {
#define ERROR_CASE(source, message, line, offset) { source, message, line, offset },
#define WARNING_CASE(source, message, line)
#define NO_ERROR_CASE(source)
#include "tests/unit/compile/error_cases.def"
#undef ERROR_CASE
#undef WARNING_CASE
#undef NO_ERROR_CASE
};

constexpr WarningCase warnings[] = {
#define ERROR_CASE(source, message, line, offset)
#define WARNING_CASE(source, message, line) { source, message, line },
#define NO_ERROR_CASE(source)
#include "tests/unit/compile/error_cases.def"
#undef ERROR_CASE
#undef WARNING_CASE
#undef NO_ERROR_CASE
};

constexpr const char* fine[] = {
#define ERROR_CASE(source, message, line, offset)
#define WARNING_CASE(source, message, line)
#define NO_ERROR_CASE(source) source,
#include "tests/unit/compile/error_cases.def"
#undef ERROR_CASE
#undef WARNING_CASE
#undef NO_ERROR_CASE
};

} // namespace

TEST(Errors, EqualCpythons)
{
    for (const ErrorCase& expected : errors) {
        const Outcome outcome = compile_text(expected.source);
        EXPECT_FALSE(outcome) << expected.source;
        EXPECT_EQ(outcome.error.message, expected.message) << expected.source;
        EXPECT_EQ(outcome.error.line, expected.line) << expected.source;
        EXPECT_EQ(outcome.error.offset, expected.offset) << expected.source;
    }
}

TEST(Errors, WarningsEqualCpythons)
{
    for (const WarningCase& expected : warnings) {
        const Outcome outcome = compile_text(expected.source);
        EXPECT_TRUE(outcome) << expected.source;
        ASSERT_EQ(outcome.warnings.size(), 1U) << expected.source;
        EXPECT_EQ(outcome.warnings[0].message, expected.message);
        EXPECT_EQ(outcome.warnings[0].line, expected.line);
    }
}

TEST(Errors, ProgramsThatOnlyLookWrong)
{
    for (const char* source : fine) {
        const Outcome outcome = compile_text(source);
        EXPECT_TRUE(outcome) << source << '\n' << outcome.error.message;
        EXPECT_TRUE(outcome.warnings.empty()) << source;
    }
}

} // namespace fw::compile
