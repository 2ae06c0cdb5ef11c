// The rows of the panels of the compiler's stages, and what is lit in them.

#include "ui/model/stage_rows.h"

#include <gtest/gtest.h>

namespace fw::ui {

namespace {

// x = 1, as the stages say it.
inspect::Stages assignment()
{
    inspect::Stages stages;
    stages.path = "one.py";
    const inspect::SourceRange whole{ 1, 0, 1, 5 };
    const inspect::SourceRange one{ 1, 4, 1, 5 };
    stages.nodes = { { .id = 1, .end = 3, .kind = "Module", .range = whole },
        { .id = 4,
            .end = 3,
            .depth = 1,
            .field = "body[0]",
            .kind = "Assign",
            .statement = true,
            .range = whole },
        { .id = 3,
            .end = 3,
            .depth = 2,
            .field = "value",
            .kind = "Constant",
            .detail = "value=1",
            .range = one } };
    stages.node_index = { { 1, 0 }, { 4, 1 }, { 3, 2 } };
    stages.tokens = { { .kind = "NAME", .text = "x", .range = { 1, 0, 1, 1 }, .node = 4 },
        { .kind = "OP", .text = "=", .range = { 1, 2, 1, 3 }, .node = 4 },
        { .kind = "NUMBER", .text = "1", .range = one, .node = 3 },
        { .kind = "NEWLINE", .text = "\n", .range = { 1, 5, 1, 6 } } };
    stages.scopes = { { .kind = "module", .name = "<module>", .node = 1, .range = whole } };
    stages.scopes[0].symbols
        = { { .name = "x", .binding = "cell", .reason = "bound at 1:1", .node = 4 } };
    inspect::StageCode code{ .name = "<module>", .node = 1, .removed = 1 };
    code.steps
        = { { .before = { .offset = 0,
                  .name = "LOAD_CONST",
                  .has_arg = true,
                  .meaning = "1",
                  .range = one,
                  .node = 3 },
                .after = { .offset = 0, .name = "LOAD_CONST", .has_arg = true, .meaning = "1" } },
              { .before = { .offset = 2, .name = "NOP", .range = one, .node = 3 },
                  .change = inspect::StageChange::Removed,
                  .reason = "of no use" } };
    stages.codes = { code };
    return stages;
}

View view_of(inspect::Stages stages)
{
    auto code = std::make_shared<inspect::CodeObject>();
    code->id = 77;
    code->node = 1;
    code->filename = stages.path;
    code->instructions = { { .offset = 0, .name = "LOAD_CONST" } };
    code->instructions[0].node = 3;
    auto picture = std::make_shared<inspect::Picture>();
    picture->codes = { code };
    picture->frames = { { .id = 9, .code = 77, .lasti = 0 } };
    View view;
    view.picture = picture;
    view.stages = std::make_shared<const inspect::Stages>(std::move(stages));
    return view;
}

} // namespace

TEST(StageRows, TokensSayPlaceKindAndText)
{
    const std::vector<TokenRow> rows = make_token_rows(assignment());
    ASSERT_EQ(rows.size(), 4U);
    EXPECT_EQ(rows[2].place, "1:5");
    EXPECT_EQ(rows[2].kind, "NUMBER");
    EXPECT_EQ(rows[2].text, (StyledLine{ { "1", Tone::Number } }));
    EXPECT_EQ(plain(rows[3].text), "end of the statement");
}

TEST(StageRows, TheTreeIsIndentedAndNamesFields)
{
    const std::vector<TreeRow> rows = make_tree_rows(assignment());
    ASSERT_EQ(rows.size(), 3U);
    EXPECT_EQ(plain(rows[2].text), "value = Constant  value=1");
    EXPECT_EQ(rows[2].depth, 2);
    EXPECT_EQ(rows[2].place, "1:5 \xe2\x80\x93 1:6");
    EXPECT_TRUE(rows[0].text[0].text == "Module");
}

TEST(StageRows, CellsHaveTheColourOfCells)
{
    const std::vector<SymbolRow> rows = make_symbol_rows(assignment());
    ASSERT_EQ(rows.size(), 2U);
    EXPECT_EQ(rows[0].kind, SymbolRow::Kind::Scope);
    EXPECT_EQ(rows[1].tone, Tone::Cell);
    EXPECT_EQ(rows[1].reason, "bound at 1:1");
}

TEST(StageRows, ThePeepholePassOfTheShownCode)
{
    const View view = view_of(assignment());
    const PeepholeRows rows = make_peephole_rows(view);
    ASSERT_EQ(rows.rows.size(), 2U);
    EXPECT_EQ(plain(rows.rows[0].before), "   0 LOAD_CONST 1");
    EXPECT_EQ(rows.rows[0].line, "1");
    EXPECT_TRUE(rows.rows[1].after.empty());
    EXPECT_EQ(rows.rows[1].reason, "of no use");

    inspect::Stages other = assignment();
    other.path = "two.py";
    View wrong = view;
    wrong.stages = std::make_shared<const inspect::Stages>(other);
    EXPECT_TRUE(make_peephole_rows(wrong).rows.empty());
}

TEST(StageRows, LitIsTheHoveredThenTheSelectedThenTheCurrentNode)
{
    View view = view_of(assignment());
    EXPECT_EQ(view.lit_node(), 3U); // of the instruction at f_lasti
    EXPECT_TRUE(view.is_lit(3));
    EXPECT_FALSE(view.is_lit(4));
    view.node = 4;
    EXPECT_TRUE(view.is_lit(4));
    EXPECT_TRUE(view.is_lit(3)); // a part of it
    EXPECT_FALSE(view.is_lit(1));
    view.hovered_node = 3;
    EXPECT_FALSE(view.is_lit(4));
    EXPECT_EQ(view.marked_range(), (inspect::SourceRange{ 1, 4, 1, 5 }));
}

} // namespace fw::ui
