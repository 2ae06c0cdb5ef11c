// Every panel: what it says when it is empty, what it shows, and that all of it can be copied.

#include "tests/ui/window_test.h"

#include <gmock/gmock.h>

namespace fw::test {
namespace {

using testing::HasSubstr;
using ui::CommandId;

std::string text_of(TestWindow& test, const char* panel)
{
    return test.shell().find_panel(panel)->text();
}

void show(TestWindow& test, const std::string& panel)
{
    test.shell().post({ .id = CommandId::ShowPanel, .text = panel });
    test.window.frames(3);
}

TEST(Panels, EachSaysWhatWillAppearInIt)
{
    TestWindow test(inspect::Picture{});
    for (const std::string& id : ui::Shell::panel_ids()) {
        const ui::Panel* panel = test.shell().find_panel(id);
        show(test, id);
        EXPECT_TRUE(panel->is_empty()) << id;
        EXPECT_TRUE(test.window.find(panel->info().empty_title)) << id;
        EXPECT_GT(panel->info().empty_text.size(), 40U) << id;
    }
}

TEST(Panels, EachIsReachedByItsKeyAndByTheMenu)
{
    for (const auto& panel : ui::make_panels()) {
        TestWindow test(closures_at_step_34());
        test.window.press(panel->info().shortcut);
        EXPECT_EQ(test.shell().active_panel(), panel->id());
        test.shell().post({ .id = CommandId::ClosePanel });
        test.window.frames(3);
        EXPECT_FALSE(test.shell().settings().layout.is_open(panel->id()));
        EXPECT_TRUE(test.window.choose_menu("Panels", panel->info().title)) << panel->id();
        EXPECT_EQ(test.shell().active_panel(), panel->id());
    }
}

TEST(Panels, ValueStacksShowTheFrameAndItsCallers)
{
    TestWindow test(closures_at_step_34());
    EXPECT_EQ(text_of(test, "value_stacks"),
        "add_x (co_stacksize 2)\n  1  10  int  from y\n  0  4  int  from x\n"
        "<module> (co_stacksize 4)\n  3  (free)\n  2  10  int  argument\n  1  add_x  function  "
        "being called\n"
        "  0  print  built-in  \n");
}

TEST(Panels, BytecodeReadsLikeDis)
{
    TestWindow test(closures_at_step_34());
    EXPECT_THAT(
        text_of(test, "bytecode"), HasSubstr("  3           0 LOAD_DEREF               0 (x)"));
    EXPECT_THAT(text_of(test, "bytecode"), HasSubstr("    -->       4 BINARY_ADD"));
    EXPECT_THAT(text_of(test, "bytecode"), HasSubstr("(x)"));
}

TEST(Panels, TwoCountersStayTwoCells)
{
    inspect::Picture picture = closures_at_step_34();
    picture.cells[1].content = picture.cells[0].content; // equal state
    TestWindow test(picture);
    int cells = 0;
    for (const ui::SeenItem& item : test.window.seen()) {
        cells += item.label == "cell x   4";
    }
    EXPECT_EQ(cells, 2);
}

TEST(Panels, SelectingAFrameMovesEveryPanel)
{
    TestWindow test(closures_at_step_34());
    EXPECT_TRUE(test.window.click("frame 1"));
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "focus 1" });
    EXPECT_EQ(test.shell().view().shown_code()->name, "<module>");
    EXPECT_THAT(text_of(test, "locals"), HasSubstr("make_add_x"));
    EXPECT_THAT(text_of(test, "value_stacks"), testing::StartsWith("<module>"));
    EXPECT_TRUE(test.window.find("offset 30"));
}

TEST(Panels, TheGutterSetsBreakpoints)
{
    TestWindow test(closures_at_step_34());
    const auto line = test.window.find("line 2");
    ASSERT_TRUE(line);
    test.window.click_at({ line->from.x + 14, line->from.y + 10 });
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "break line 2" });
    const auto marked = test.window.find("line 8");
    test.window.click_at({ marked->from.x + 14, marked->from.y + 10 });
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "clear line 8" });
    // A blank line has no instructions: the next one that has is meant.
    const auto blank = test.window.find("line 5");
    test.window.click_at({ blank->from.x + 14, blank->from.y + 10 });
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "break line 6" });
    const auto offset = test.window.find("offset 2");
    test.window.click_at({ offset->from.x + 10, offset->from.y + 10 });
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "break offset 2" });
}

TEST(Panels, BreakpointFollowsTheSelectedLine)
{
    TestWindow test(closures_at_step_34());
    const auto line = test.window.find("line 6");
    test.window.click_at({ line->from.x + 200, line->from.y + 10 });
    test.window.press("F9");
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "break line 6" });
}

TEST(Panels, RowsAreCopiedInFull)
{
    TestWindow test(loop_in_try());
    EXPECT_TRUE(test.window.click("numbers", 1));
    EXPECT_TRUE(test.window.click("Copy"));
    EXPECT_THAT(test.window.clipboard(), HasSubstr("42, 16"));

    const auto line = test.window.find("line 4");
    test.window.click_at({ line->from.x + 200, line->from.y + 10 });
    test.window.press("Ctrl+C");
    EXPECT_EQ(test.window.clipboard(), "        for number in numbers:");

    test.window.press("Ctrl+Shift+C");
    EXPECT_THAT(test.window.clipboard(), testing::StartsWith("def total(numbers):\n    try:"));
}

TEST(Panels, ClickingACellLightsItEverywhere)
{
    TestWindow test(closures_at_step_34());
    EXPECT_TRUE(test.window.click("cell x   5"));
    EXPECT_EQ(test.shell().view().object, test.shell().view().picture->cells[1].id);
    EXPECT_TRUE(test.window.click("code add_x"));
    EXPECT_EQ(test.shell().view().shown_code()->name, "add_x");
}

TEST(Panels, OutputTakesALineWhenTheProgramWaits)
{
    inspect::Picture picture = loop_in_try();
    TestWindow test(picture);
    EXPECT_FALSE(test.window.find("##input"));
    picture.state = inspect::RunState::WaitingForInput;
    test.control.show(picture);
    test.window.frames(3);
    test.window.type("42");
    EXPECT_TRUE(test.window.click("Send"));
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "input 42" });
    EXPECT_TRUE(test.window.click("End"));
    EXPECT_EQ(test.control.asked(), std::vector<std::string>{ "end input" });
}

TEST(Panels, TheLastStopStaysWhileTheProgramRuns)
{
    TestWindow test(loop_in_try());
    inspect::Picture running;
    running.serial = 78;
    running.state = inspect::RunState::Running;
    running.program = "examples/total.py";
    running.step = 2000000;
    running.output = { { inspect::Stream::Out, "more\n", 1999999 } };
    test.control.show(running);
    test.window.frames(2);
    EXPECT_THAT(text_of(test, "source"), HasSubstr("def total"));
    EXPECT_EQ(text_of(test, "output"), "more\n");
    EXPECT_TRUE(test.window.find("tool Pause")->enabled);
    EXPECT_FALSE(test.window.find("tool StepOpcode")->enabled);
}

TEST(Panels, ALongListCostsOnlyWhatIsSeen)
{
    inspect::Picture picture = closures_at_step_34();
    for (int i = 0; i < 200000; ++i) {
        picture.output.push_back({ inspect::Stream::Out, "line " + std::to_string(i) + "\n", 1 });
    }
    TestWindow test(picture);
    EXPECT_LT(test.window.seen().size(), 300U);
    EXPECT_TRUE(test.window.find("output 200000")); // scrolled to the end
}

} // namespace
} // namespace fw::test
