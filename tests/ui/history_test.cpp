// The time machine's part of the window: going back, the timeline, events, writes, branches,
// watches and evaluation.

#include "tests/ui/window_test.h"

#include <gmock/gmock.h>

namespace fw::test {
namespace {

using inspect::RunState;
using testing::ElementsAre;
using testing::HasSubstr;
using ui::CommandId;

ImVec2 at_step(TestWindow& test, double step, double known)
{
    const ui::SeenItem item = *test.window.find("timeline");
    const float pad = 6; // the ends can be grasped from outside
    return { item.from.x + pad
            + static_cast<float>(step / known) * (item.to.x - item.from.x - 2 * pad),
        item.from.y + 12 };
}

void show(TestWindow& test, const std::string& panel)
{
    test.shell().post({ .id = CommandId::ShowPanel, .text = panel });
    test.window.frames(3);
    test.control.asked();
}

TEST(History, EveryWayBackReachesTheProgram)
{
    const std::map<std::string, std::string> expected{ { "Shift+F8", "back opcode" },
        { "Shift+Space", "back opcode" }, { "Backspace", "back opcode" },
        { "Shift+F7", "back line" }, { "Shift+F10", "back over" }, { "Ctrl+F11", "back out" },
        { "Ctrl+F5", "run back" }, { "Ctrl+Home", "seek 0" }, { "Ctrl+End", "seek 47" },
        { "Alt+Shift+C", "previous call" }, { "Alt+C", "next call" },
        { "Alt+Shift+R", "previous return" }, { "Alt+R", "next return" },
        { "Alt+Shift+X", "previous exception" }, { "Alt+X", "next exception" },
        { "Alt+Shift+O", "previous output" }, { "Alt+O", "next output" },
        { "Alt+Shift+L", "previous cell write" }, { "Alt+L", "next cell write" } };
    for (const auto& [key, asked] : expected) {
        TestWindow test(closures_at_step_34());
        test.window.press(key);
        EXPECT_THAT(test.control.asked(), ElementsAre(asked)) << key;
    }
}

TEST(History, BackIsPossibleAfterTheEnd)
{
    for (const RunState state :
        { RunState::Stopped, RunState::Finished, RunState::Failed, RunState::WaitingForInput }) {
        inspect::Picture picture = closures_at_step_34();
        picture.state = state;
        TestWindow test(picture);
        EXPECT_TRUE(test.window.click("tool StepBack"));
        EXPECT_THAT(test.control.asked(), ElementsAre("back opcode"));
        EXPECT_EQ(test.window.find("tool StepOpcode")->enabled, state == RunState::Stopped);
    }
}

// A recording's length is known before its frames are: the bars come with what is executed.
TEST(History, TheTimelineAsksAgainWhenMoreHasBeenExecuted)
{
    inspect::Picture picture = closures_at_step_34();
    picture.executed_steps = 34;
    TestWindow test(picture);
    const int before = test.control.profiles_asked();
    picture.executed_steps = 40;
    test.control.show(picture);
    test.window.frames(3);
    EXPECT_EQ(test.control.profiles_asked(), before + 1);
}

TEST(History, NothingLiesBeforeTheFirstStep)
{
    inspect::Picture picture = closures_at_step_34();
    picture.step = 0;
    TestWindow test(picture);
    for (const char* key : { "Shift+F8", "Shift+F7", "Ctrl+F5", "Ctrl+Home" }) {
        test.window.press(key);
    }
    EXPECT_TRUE(test.control.asked().empty());
    EXPECT_FALSE(test.window.find("tool StepBack")->enabled);
    EXPECT_EQ(ui::obstacle(ui::EnabledRule::Past, test.shell().view()),
        "This is the first step: nothing comes before it.");
}

TEST(History, EveryRuleThatForbidsSaysWhy)
{
    for (const RunState state : { RunState::Empty, RunState::Running, RunState::Seeking,
             RunState::Finished, RunState::WaitingForInput }) {
        inspect::Picture picture;
        picture.state = state;
        TestWindow test(picture);
        int forbidden = 0;
        for (const ui::CommandInfo& command : ui::commands()) {
            const std::string reason = ui::obstacle(command.enabled, test.shell().view());
            EXPECT_TRUE(reason.empty() || reason.back() == '.' || reason.ends_with(")"))
                << command.name << ": " << reason;
            forbidden += reason.empty() ? 0 : 1;
        }
        EXPECT_GT(forbidden, 0);
    }
}

TEST(History, TheTimelineSeeksByClickAndByDrag)
{
    TestWindow test(closures_at_step_34());
    test.window.click_at(at_step(test, 10, 47));
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 10"));
    test.window.drag(at_step(test, 34, 47), at_step(test, 5, 47));
    EXPECT_EQ(test.control.asked().back(), "seek 5");
}

TEST(History, TheTimelineTakesKeys)
{
    TestWindow test(closures_at_step_34());
    test.window.press("Ctrl+H");
    test.window.press("Left");
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 33"));
    test.window.press("Left"); // before the program is there
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 32"));
    test.window.press("End");
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 47"));
    test.window.press("Home");
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 0"));
}

TEST(History, TheTimelineAsksOnlyWhenItsStepsChange)
{
    inspect::Picture picture = closures_at_step_34();
    TestWindow test(picture);
    test.control.answer_with(inspect::HistoryProfile{ .to = 47 });
    test.window.press("Ctrl+Shift+H");
    test.window.press("Ctrl+Shift+H");
    test.window.frames(5);
    const int asked = test.control.profiles_asked();
    picture.step = 35;
    picture.serial = 35;
    test.control.show(picture);
    test.window.frames(30);
    EXPECT_EQ(test.control.profiles_asked(), asked);
}

TEST(History, WhileSeekingThePictureStaysAndCanBeGivenUp)
{
    inspect::Picture picture = closures_at_step_34();
    TestWindow test(picture);
    test.shell().post({ .id = CommandId::SelectLine, .number = 3 });
    test.window.frames(2);
    const std::uint64_t stop = test.shell().view().stop;
    const std::string before = test.shell().find_panel("value_stacks")->text();
    picture.state = RunState::Seeking;
    picture.progress = 0.4;
    picture.serial = 35;
    test.control.show(picture);
    test.window.frames(2);
    EXPECT_EQ(test.shell().find_panel("value_stacks")->text(), before);
    EXPECT_EQ(test.shell().view().stop, stop);
    EXPECT_EQ(test.shell().view().line, 3);
    EXPECT_FALSE(test.window.find("tool StepBack")->enabled);
    EXPECT_TRUE(test.window.click("cancel seek"));
    EXPECT_THAT(test.control.asked(), ElementsAre("pause"));
    picture.state = RunState::Stopped;
    picture.serial = 36;
    test.control.show(picture);
    test.window.frames(2);
    EXPECT_EQ(test.shell().view().stop, stop);
}

TEST(History, GoToStepGoesBackAndOn)
{
    TestWindow test(closures_at_step_34());
    for (const auto& [typed, asked] : { std::pair{ "12", "seek 12" }, std::pair{ "47", "seek 47" },
             std::pair{ "90", "run to 90" } }) {
        test.window.press("Ctrl+G");
        test.window.type(typed);
        test.window.press("Enter");
        EXPECT_THAT(test.control.asked(), ElementsAre(asked));
    }
}

TEST(History, AVariableHasItsWritesInItsMenu)
{
    for (const auto& [entry, asked] : { std::pair{ "Previous write", "previous write of y" },
             std::pair{ "Next write", "next write of y" },
             std::pair{ "All writes", "list writes of y" }, std::pair{ "Watch it", "watch y" } }) {
        TestWindow test(closures_at_step_34());
        ASSERT_TRUE(test.window.click("y", 1));
        ASSERT_TRUE(test.window.click(entry)) << entry;
        EXPECT_THAT(test.control.asked(), ElementsAre(asked));
    }
}

TEST(History, ACellHasItsWritesInItsMenu)
{
    TestWindow test(closures_at_step_34());
    ASSERT_TRUE(test.window.click("cell x   4", 1));
    ASSERT_TRUE(test.window.click("Previous write"));
    EXPECT_THAT(test.control.asked(), ElementsAre("previous write of x"));
    EXPECT_EQ(test.shell().view().place->kind, inspect::Place::Kind::Cell);
    EXPECT_EQ(test.shell().view().place->owner, test.shell().view().picture->cells[0].id);
}

TEST(History, ASelectedVariableIsWhatTheKeysMean)
{
    TestWindow test(closures_at_step_34());
    test.window.press("Alt+W");
    EXPECT_TRUE(test.control.asked().empty());
    test.window.click("y");
    test.window.press("Alt+Shift+W");
    EXPECT_THAT(test.control.asked(), ElementsAre("previous write of y"));
    test.window.press("Alt+A");
    EXPECT_THAT(test.control.asked(), ElementsAre("list writes of y"));
    EXPECT_EQ(test.shell().active_panel(), "writes");
}

TEST(History, AValueIsChangedInASecondBranch)
{
    inspect::Picture picture = closures_at_step_34();
    TestWindow test(picture);
    ASSERT_TRUE(test.window.click("slot", 1));
    ASSERT_TRUE(test.window.click("Change value..."));
    test.window.type("y * 2");
    test.window.press("Enter");
    EXPECT_THAT(test.control.asked(), ElementsAre("change stack slot 1 of add_x to y * 2"));
    EXPECT_FALSE(test.window.find("branches"));

    picture.branches.push_back(
        { .name = "branch 2", .from = 34, .furthest = 40, .change = "y = 20" });
    picture.branch = 1;
    picture.serial = 50;
    test.control.show(picture);
    test.window.frames(3);
    ASSERT_TRUE(test.window.click("branches"));
    EXPECT_TRUE(test.window.click("main line"));
    EXPECT_THAT(test.control.asked(), ElementsAre("branch 0"));
    test.window.press("Alt+B");
    EXPECT_THAT(test.control.asked(), ElementsAre("branch 0"));
    test.window.press("Ctrl+Shift+B");
    test.window.type("what if");
    test.window.press("Enter");
    EXPECT_THAT(test.control.asked(), ElementsAre("rename branch 1 to what if"));
}

TEST(History, WatchesAreAddedAndRemoved)
{
    inspect::Picture picture = closures_at_step_34();
    TestWindow test(picture);
    test.window.press("Ctrl+Shift+E");
    test.window.type("x + y");
    test.window.press("Enter");
    EXPECT_THAT(test.control.asked(), ElementsAre("watch x + y"));
    picture.watches = { { .expression = "x + y", .text = "14", .type = "int" },
        { .expression = "nope", .error = "NameError: name 'nope' is not defined" } };
    picture.serial = 50;
    test.control.show(picture);
    test.window.frames(3);
    EXPECT_THAT(test.shell().find_panel("watches")->text(), HasSubstr("x + y = 14  (int)"));
    ASSERT_TRUE(test.window.click("nope", 1));
    ASSERT_TRUE(test.window.click("Remove the watch"));
    EXPECT_THAT(test.control.asked(), ElementsAre("forget watch 1"));
    ASSERT_TRUE(test.window.click("x + y"));
    test.window.press("Delete");
    EXPECT_THAT(test.control.asked(), ElementsAre("forget watch 0"));
}

TEST(History, ExpressionsAreEvaluatedInTheSelectedFrame)
{
    TestWindow test(closures_at_step_34());
    test.control.answer_with(inspect::Evaluation{
        .expression = "x + y", .text = "14", .type = "int", .output = "hi\n" });
    test.window.press("Ctrl+E");
    test.window.type("x + y");
    test.window.press("Enter");
    EXPECT_THAT(test.control.asked(), ElementsAre("evaluate x + y in frame 0"));
    test.window.frames(3);
    EXPECT_EQ(test.shell().find_panel("evaluate")->text(), "> x + y\n  hi\n  14\n");
    test.shell().post({ .id = CommandId::SelectFrame, .number = 1 });
    test.window.press("Up"); // recalls it
    test.window.press("Enter");
    EXPECT_EQ(test.control.asked().back(), "evaluate x + y in frame 1");
}

TEST(History, AWriteIsGoneToByAClickAndByEnter)
{
    inspect::Picture picture = closures_at_step_34();
    picture.writes.place = { .kind = inspect::Place::Kind::Local,
        .owner = picture.frames.front().id,
        .index = 0,
        .name = "y" };
    picture.writes.searched_to = 47;
    picture.writes.writes = {
        { .step = 12, .function = "add_x", .line = 3, .opcode = "STORE_FAST y", .new_value = "10" },
        { .step = 36,
            .function = "add_x",
            .line = 4,
            .opcode = "STORE_FAST y",
            .old_value = "10",
            .new_value = "11" }
    };
    TestWindow test(picture);
    show(test, "writes");
    EXPECT_THAT(test.shell().find_panel("writes")->text(),
        HasSubstr("36  add_x  line 4  STORE_FAST y  10 -> 11"));
    EXPECT_TRUE(test.window.click("write 1"));
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 12"));
    test.window.press("Down");
    EXPECT_TRUE(test.control.asked().empty());
    test.window.press("Enter");
    EXPECT_THAT(test.control.asked(), ElementsAre("seek 36"));
}

} // namespace
} // namespace fw::test
