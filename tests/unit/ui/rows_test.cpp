// The rows of the panels, made from the fixtures.

#include "tests/ui/closures_picture.h"
#include "ui/model/bytecode_rows.h"
#include "ui/model/code_fields.h"
#include "ui/model/name_rows.h"
#include "ui/model/output_lines.h"
#include "ui/model/source_rows.h"
#include "ui/model/stack_columns.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::ui {
namespace {

using testing::ElementsAre;

View view_of(inspect::Picture picture, std::size_t frame = 0)
{
    View view;
    view.picture = std::make_shared<inspect::Picture>(std::move(picture));
    view.frame = frame;
    return view;
}

TEST(SourceRows, MarkTheLineTheExpressionAndTheCallSite)
{
    const SourceRows source = make_source_rows(view_of(test::closures_at_step_34()));
    ASSERT_EQ(source.rows.size(), 8U);
    EXPECT_EQ(source.current, 3);
    const SourceRow& current = source.rows[2];
    EXPECT_TRUE(current.current);
    ASSERT_EQ(current.marks.size(), 1U);
    EXPECT_EQ(plain(current.text).substr(15, 5), "x + y");
    EXPECT_EQ(current.marks[0].kind, MarkKind::Expression);
    EXPECT_EQ(current.marks[0].from, 15);
    EXPECT_EQ(current.marks[0].to, 20);
    const SourceRow& caller = source.rows[7];
    EXPECT_TRUE(caller.waiting);
    EXPECT_TRUE(caller.breakpoint);
    ASSERT_EQ(caller.marks.size(), 1U);
    EXPECT_EQ(caller.marks[0].kind, MarkKind::CallSite);
    EXPECT_EQ(plain(caller.text).substr(6, 9), "add_4(10)");
    EXPECT_FALSE(source.rows[4].has_code);
    EXPECT_TRUE(source.rows[5].has_code);
}

TEST(SourceRows, ARangeOverSeveralLinesIsSplit)
{
    inspect::Picture picture = test::loop_in_try();
    picture.frames[0].current = { 4, 8, 6, 32 };
    const SourceRows source = make_source_rows(view_of(picture));
    EXPECT_EQ(source.rows[3].marks[0].from, 8);
    EXPECT_EQ(source.rows[3].marks[0].kind, MarkKind::Expression);
    EXPECT_EQ(source.rows[4].marks[0].kind, MarkKind::Continued);
    EXPECT_EQ(source.rows[4].marks[0].from, 12); // after the indent
    EXPECT_EQ(source.rows[5].marks[0].to, 32);
}

TEST(SourceRows, ABadRangeIsCutToTheText)
{
    inspect::Picture picture = test::closures_at_step_34();
    picture.frames[0].current = { 3, 15, 900, 4000 };
    picture.frames[1].call_site = { 70, 0, 71, 5 };
    const SourceRows source = make_source_rows(view_of(picture));
    EXPECT_EQ(source.rows[2].marks[0].to, 20);
}

TEST(BytecodeRows, ShowTheRealValuesOfTheCurrentInstruction)
{
    const BytecodeRows bytecode = make_bytecode_rows(view_of(test::closures_at_step_34()));
    ASSERT_EQ(bytecode.rows.size(), 4U);
    EXPECT_EQ(bytecode.current, 2);
    EXPECT_EQ(plain(bytecode.rows[2].meaning), "4 + 10");
    EXPECT_EQ(plain(bytecode.rows[0].meaning), "(x)");
    EXPECT_EQ(bytecode.rows[0].meaning[1].tone, Tone::Cell);
    EXPECT_EQ(bytecode.rows[0].line, "3");
    EXPECT_EQ(bytecode.rows[1].line, "");
}

TEST(BytecodeRows, ExplainTheInstruction)
{
    const View view = view_of(test::closures_at_step_34());
    const Explanation next = explain(view, 2);
    EXPECT_EQ(next.before, "left  right");
    EXPECT_EQ(next.after, "sum");
    EXPECT_EQ(plain(next.here), "Here it pops 10 and 4 and will push 14.");
    EXPECT_TRUE(explain(view, 0).here.empty());
    EXPECT_TRUE(explain(view, 99).summary.empty());
    const Explanation waiting = explain(view_of(test::closures_at_step_34(), 1), 15);
    EXPECT_EQ(waiting.before,
        "callable  argument\xc3\x97"
        "1");
    EXPECT_EQ(plain(waiting.here), "This frame waits here until add_4(10) has returned.");
}

TEST(BytecodeRows, JumpsGetLanesWithoutOverlap)
{
    const BytecodeRows bytecode = make_bytecode_rows(view_of(test::loop_in_try()));
    ASSERT_EQ(bytecode.arrows.size(), 4U);
    for (const JumpArrow& a : bytecode.arrows) {
        for (const JumpArrow& b : bytecode.arrows) {
            const auto [a_low, a_high] = std::minmax(a.from, a.to);
            const auto [b_low, b_high] = std::minmax(b.from, b.to);
            EXPECT_TRUE(&a == &b || a.lane != b.lane || a_high < b_low || b_high < a_low);
        }
    }
    EXPECT_EQ(bytecode.lanes, 4);
    EXPECT_TRUE(bytecode.rows[13].breakpoint);
}

TEST(StackColumns, TopFirstWithTheRoomThatIsReserved)
{
    const std::vector<StackColumn> columns
        = make_stack_columns(view_of(test::closures_at_step_34()));
    ASSERT_EQ(columns.size(), 2U);
    EXPECT_EQ(columns[0].slots[0].value, "10");
    EXPECT_TRUE(columns[0].slots[0].pushed);
    EXPECT_TRUE(columns[0].slots[0].popped);
    EXPECT_FALSE(columns[0].slots[1].pushed);
    ASSERT_EQ(columns[1].slots.size(), 4U);
    EXPECT_TRUE(columns[1].slots[0].empty);
    EXPECT_EQ(columns[1].slots[2].value, "add_x");
    EXPECT_EQ(columns[1].slots[2].tone, Tone::Function);
    EXPECT_EQ(columns[1].slots[2].from, "being called");
}

TEST(StackColumns, CallRowsTellWhatEachFrameWaitsFor)
{
    const std::vector<CallRow> rows = make_call_rows(view_of(test::closures_at_step_34(), 1));
    EXPECT_EQ(rows[0].note, "depth 1");
    EXPECT_EQ(rows[0].lasti, "lasti 4");
    EXPECT_EQ(rows[1].note, "calling add_4(10)");
    EXPECT_TRUE(rows[1].selected);
}

TEST(NameRows, LocalsCellsAndEvents)
{
    const std::vector<NameRow> rows = make_local_rows(view_of(test::closures_at_step_34()));
    EXPECT_EQ(rows[0].name, "y");
    EXPECT_EQ(rows[0].note, "int  ref 7");
    EXPECT_TRUE(rows[0].changed);
    EXPECT_EQ(rows[2].kind, NameRow::Kind::Caption);
    EXPECT_EQ(rows[3].name, "x");
    EXPECT_EQ(rows[3].note, "from make_add_x");
    EXPECT_EQ(plain(rows[3].value), "\xe2\x86\x92 cell \xe2\x86\x92 4");
    EXPECT_EQ(rows.back().full, "step 33  +10  LOAD_FAST y");
}

TEST(NameRows, UnboundIsShownAsSuch)
{
    const std::vector<NameRow> rows = make_local_rows(view_of(test::loop_in_try()));
    EXPECT_EQ(plain(rows[3].value), "unbound");
    EXPECT_TRUE(rows[3].unbound);
    inspect::Picture picture = test::closures_at_step_34();
    picture.frames[0].locals[1].value.reset();
    EXPECT_EQ(
        plain(make_local_rows(view_of(picture))[3].value), "\xe2\x86\x92 cell \xe2\x86\x92 empty");
}

TEST(CodeFields, TreeAndSharers)
{
    const View view = view_of(test::closures_at_step_34());
    const std::vector<CodeTreeRow> tree = make_code_tree(view);
    ASSERT_EQ(tree.size(), 3U);
    EXPECT_EQ(tree[2].name, "add_x");
    EXPECT_EQ(tree[2].depth, 2);
    EXPECT_EQ(tree[2].note, "line 2, 2 functions, 1 frame");
    EXPECT_TRUE(tree[2].shown);
    const std::vector<FieldRow> fields = make_code_fields(view);
    EXPECT_EQ(fields[0].name, "2 function objects share it");
    std::vector<std::string> names;
    for (const FieldRow& row : fields) {
        if (row.kind == FieldRow::Kind::Field) {
            names.push_back(row.name);
        }
    }
    EXPECT_THAT(names,
        ElementsAre("co_name", "co_filename", "co_firstlineno", "co_argcount", "co_posonlyargcount",
            "co_kwonlyargcount", "co_nlocals", "co_stacksize", "co_flags", "co_varnames",
            "co_cellvars", "co_freevars", "co_names", "co_consts", "co_code", "co_lnotab"));
}

TEST(OutputLines, PiecesJoinToLines)
{
    using inspect::Stream;
    const std::vector<OutputLine> lines
        = make_output_lines({ { Stream::Out, "a", 1 }, { Stream::Out, "b\nc\n", 2 },
            { Stream::Error, "\n", 3 }, { Stream::Out, "50%\r100%", 4 } });
    ASSERT_EQ(lines.size(), 4U);
    EXPECT_EQ(lines[0].text, "ab");
    EXPECT_EQ(lines[0].step, 1U);
    EXPECT_EQ(lines[1].text, "c");
    EXPECT_EQ(lines[2].text, "");
    EXPECT_EQ(lines[2].stream, Stream::Error);
    EXPECT_EQ(lines[3].text, "100%");
}

TEST(Rows, AnEmptyPictureMakesNone)
{
    const View view = view_of({});
    EXPECT_TRUE(make_source_rows(view).rows.empty());
    EXPECT_TRUE(make_bytecode_rows(view).rows.empty());
    EXPECT_TRUE(make_stack_columns(view).empty());
    EXPECT_TRUE(make_call_rows(view).empty());
    EXPECT_TRUE(make_local_rows(view).empty());
    EXPECT_TRUE(make_code_tree(view).empty());
    EXPECT_TRUE(make_code_fields(view).empty());
}

} // namespace
} // namespace fw::ui
