// Signatures and the binder's messages, which are CPython's.

#include "tests/unit/object/machine_fixture.h"
#include "vm/object/arguments.h"
#include "vm/object/list.h"

namespace fw::test {

namespace {

constexpr SignatureShape sorted_shape("iterable, /, *, key=None, reverse=False");
static_assert(sorted_shape.parameters == 3);
static_assert(sorted_shape.positional == 1);
static_assert(sorted_shape.positional_only == 1);
static_assert(sorted_shape.required == 1);
constexpr SignatureShape tricky("sep=', ', pair=(1, 2), *, last");
static_assert(tricky.parameters == 3);
static_assert(tricky.required_keywords == 1);
static_assert(tricky.names[1] == "pair");
static_assert(SignatureShape("*").raw);
static_assert(SignatureShape("").parameters == 0);

// Shows what it was given: "-" for nothing.
Result<Ref> show_arguments(Thread& thread, Object*, Args args)
{
    std::string text;
    for (std::size_t i = 0; i < args.count; ++i) {
        if (args[i]) {
            TRY_LET(RefTo<Str> shown, repr(thread, args[i]));
            text += to_utf8(*shown);
        } else {
            text += "-";
        }
    }
    return Ref(make_str(text));
}

constexpr Method none_row = { .name = "f", .signature = "", .call = show_arguments };
constexpr Method one_row = { .name = "f", .signature = "object, /", .call = show_arguments };
constexpr Method two_row = { .name = "f", .signature = "x, y=None, /", .call = show_arguments };
constexpr Method mixed_row
    = { .name = "f", .signature = "a, /, b=1, *, c=2", .call = show_arguments };
constexpr Method needed_row = { .name = "f", .signature = "x, y", .call = show_arguments };

} // namespace

class ArgumentsTest : public ObjectTest {
protected:
    std::string called(const Method& row, std::size_t positional,
        std::initializer_list<std::string_view> keywords = {})
    {
        const Ref function = make_builtin(row, nullptr, nullptr).take();
        std::vector<Ref> owned;
        std::vector<Object*> values;
        const RefTo<Tuple> keyword_names = make_tuple(static_cast<std::int64_t>(keywords.size()));
        for (std::size_t i = 0; i < positional + keywords.size(); ++i) {
            owned.push_back(make_int(static_cast<std::int64_t>(i)));
            values.push_back(owned.back().get());
        }
        std::int64_t index = 0;
        for (const std::string_view keyword : keywords) {
            keyword_names->items()[index++] = intern(keyword).release();
        }
        return shown(call(thread, function.get(),
            Args{ values.data(), positional, keywords.size() ? keyword_names.get() : nullptr }));
    }
};

TEST_F(ArgumentsTest, PositionalOnly)
{
    EXPECT_EQ(called(none_row, 0), "''");
    EXPECT_EQ(called(none_row, 1), "TypeError: f() takes no arguments (1 given)");
    EXPECT_EQ(called(none_row, 0, { "x" }), "TypeError: f() takes no keyword arguments");
    EXPECT_EQ(called(one_row, 1), "'0'");
    EXPECT_EQ(called(one_row, 0), "TypeError: f() takes exactly one argument (0 given)");
    EXPECT_EQ(called(one_row, 2), "TypeError: f() takes exactly one argument (2 given)");
    EXPECT_EQ(called(two_row, 1), "'0-'");
    EXPECT_EQ(called(two_row, 0), "TypeError: f expected at least 1 argument, got 0");
    EXPECT_EQ(called(two_row, 3), "TypeError: f expected at most 2 arguments, got 3");
}

TEST_F(ArgumentsTest, Keywords)
{
    EXPECT_EQ(called(mixed_row, 2), "'01-'");
    EXPECT_EQ(called(mixed_row, 1, { "c", "b" }), "'021'");
    EXPECT_EQ(
        called(mixed_row, 0), "TypeError: f() takes at least 1 positional argument (0 given)");
    EXPECT_EQ(
        called(mixed_row, 3), "TypeError: f() takes at most 2 positional arguments (3 given)");
    EXPECT_EQ(called(mixed_row, 4), "TypeError: f() takes at most 3 arguments (4 given)");
    EXPECT_EQ(
        called(mixed_row, 1, { "z" }), "TypeError: 'z' is an invalid keyword argument for f()");
    EXPECT_EQ(called(mixed_row, 2, { "b" }),
        "TypeError: argument for f() given by name ('b') and position (2)");
    EXPECT_EQ(called(needed_row, 1), "TypeError: f() missing required argument 'y' (pos 2)");
    EXPECT_EQ(called(needed_row, 0, { "y", "x" }), "'10'");
}

TEST_F(ArgumentsTest, MethodsAreNamedWithTheirType)
{
    const RefTo<List> list = make_list();
    EXPECT_EQ(shown(method(list.get(), "append")),
        "TypeError: list.append() takes exactly one argument (0 given)");
    EXPECT_EQ(shown(call(thread, get(list_type(), "append").take().get(), {})),
        "TypeError: unbound method list.append() needs an argument");
}

} // namespace fw::test
