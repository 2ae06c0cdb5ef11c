// The window over a real session: programs are loaded, stepped and run with keys and buttons, and
// the panels show what the machine did.

#include "tests/ui/window_test.h"
#include "ui/model/source_rows.h"

#include <gmock/gmock.h>

#include <chrono>
#include <cmath>
#include <thread>

namespace fw::test {
namespace {

using inspect::RunState;
using testing::HasSubstr;

constexpr const char* closures = "def make_add_x(x):\n"
                                 "    def add_x(y):\n"
                                 "        return x + y\n"
                                 "    return add_x\n"
                                 "\n"
                                 "add_4 = make_add_x(4)\n"
                                 "add_5 = make_add_x(5)\n"
                                 "print(add_4(10), add_5(10))\n";

class Program : public testing::Test {
protected:
    explicit Program()
        : m_window(m_session, {}, 1600, 1000)
    {
    }

    void load(const char* source)
    {
        m_session.load({ .file = "program.py", .source = source, .arguments = {} });
        settle();
    }

    void settle()
    {
        m_session.wait();
        m_window.frames(3);
        m_session.wait(); // what the panels asked for when they saw the stop
        m_window.frames(2);
    }

    void press(const char* key)
    {
        m_window.press(key);
        settle();
    }

    const inspect::Picture& picture() { return *m_window.shell().view().picture; }
    std::string text(const char* panel) { return m_window.shell().find_panel(panel)->text(); }
    std::string current_opcode()
    {
        const inspect::Frame& frame = picture().frames.front();
        return m_window.shell()
            .view()
            .find_code(frame.code)
            ->instructions[static_cast<std::size_t>(frame.lasti) / 2]
            .name;
    }

    debug::Session m_session;
    ui::Headless m_window;
};

TEST_F(Program, StopsBeforeTheFirstOpcode)
{
    load(closures);
    EXPECT_EQ(picture().state, RunState::Stopped);
    EXPECT_EQ(picture().step, 0U);
    EXPECT_THAT(text("source"), HasSubstr("def make_add_x"));
    EXPECT_THAT(text("bytecode"), HasSubstr("-->       0 LOAD_CONST"));
}

TEST_F(Program, RunToStepShowsThePictureOfTheDesign)
{
    load(closures);
    m_session.run_to_step(34);
    settle();
    EXPECT_EQ(picture().step, 34U);
    EXPECT_EQ(current_opcode(), "BINARY_ADD");
    EXPECT_THAT(text("value_stacks"), HasSubstr("1  10  int  from y"));
    EXPECT_THAT(text("value_stacks"), HasSubstr("being called"));
    EXPECT_THAT(text("call_stack"), HasSubstr("line 8  lasti 30  calling add_4(10)"));
    EXPECT_TRUE(m_window.find("cell x   4"));
    EXPECT_TRUE(m_window.find("cell x   5"));
    ASSERT_EQ(picture().cells.size(), 2U);
    EXPECT_EQ(picture().cells[0].made_at, 7U);
    EXPECT_EQ(picture().cells[1].made_at, 19U);
    EXPECT_THAT(text("locals"), HasSubstr("step 32  +4  LOAD_DEREF x"));
    EXPECT_TRUE(picture().frames.front().stack.back().pushed_by_last);
    EXPECT_THAT(text("code_objects"), HasSubstr("2 function objects share it"));
    press("F8");
    EXPECT_EQ(picture().step, 35U);
    EXPECT_THAT(text("value_stacks"), HasSubstr("0  14  int"));
}

TEST_F(Program, StepsOverIntoAndOut)
{
    load(closures);
    press("F10");
    EXPECT_EQ(picture().frames.front().line, 6);
    press("F11");
    ASSERT_EQ(picture().frames.size(), 2U);
    EXPECT_EQ(picture().frames.front().name, "make_add_x");
    press("Shift+F11");
    ASSERT_EQ(picture().frames.size(), 1U);
    press("F10");
    EXPECT_EQ(picture().frames.front().line, 7);
}

TEST_F(Program, BreakpointsStopTheRun)
{
    load(closures);
    const auto line = m_window.find("line 3");
    m_window.click_at({ line->from.x + 14, line->from.y + 10 });
    settle();
    ASSERT_EQ(picture().breakpoints.size(), 1U);
    press("F5");
    EXPECT_EQ(picture().reason, inspect::StopReason::Breakpoint);
    EXPECT_EQ(picture().frames.front().line, 3);
    press("F5");
    EXPECT_EQ(picture().step, 39U);
    press("F5");
    EXPECT_EQ(picture().state, RunState::Finished);
    EXPECT_EQ(text("output"), "14 15\n");
}

TEST_F(Program, AnEndlessLoopIsPausedAndStopped)
{
    load("n = 0\nwhile True:\n    n += 1\n");
    m_window.click("tool Run");
    for (int i = 0; i < 20; ++i) {
        std::this_thread::sleep_for(std::chrono::milliseconds(10));
        m_window.frame();
    }
    EXPECT_EQ(picture().state, RunState::Running);
    EXPECT_THAT(text("source"), HasSubstr("while True"));
    press("F6");
    EXPECT_EQ(picture().state, RunState::Stopped);
    EXPECT_GT(picture().step, 1000U);
    press("Shift+F5");
    EXPECT_NE(picture().state, RunState::Running);
}

TEST_F(Program, InputIsTypedIntoTheOutputPanel)
{
    load("name = input('Who? ')\nprint('Hello', name)\n");
    press("F5");
    EXPECT_EQ(picture().state, RunState::WaitingForInput);
    m_window.type("Ada");
    m_window.press("Enter");
    settle();
    EXPECT_EQ(picture().state, RunState::Finished);
    EXPECT_THAT(text("output"), HasSubstr("Hello Ada"));
}

TEST_F(Program, AnUncaughtExceptionIsTold)
{
    load("def f():\n    return 1 / 0\nf()\n");
    press("F5");
    EXPECT_THAT(text("output"), HasSubstr("ZeroDivisionError: division by zero"));
    press("Ctrl+Shift+F5");
    EXPECT_EQ(picture().state, RunState::Stopped);
    EXPECT_EQ(picture().step, 0U);
}

TEST_F(Program, ASyntaxErrorIsTold)
{
    load("def f(:\n    pass\n");
    EXPECT_EQ(picture().state, RunState::Failed);
    EXPECT_THAT(text("output"), HasSubstr("SyntaxError"));
    const auto status = m_window.find("status line");
    m_window.move_mouse({ status->from.x + 200, status->from.y + 10 });
    m_window.click_at({ status->from.x + 200, status->from.y + 10 }, 1);
    EXPECT_TRUE(m_window.click("Copy"));
    EXPECT_THAT(m_window.clipboard(), HasSubstr("SyntaxError: invalid syntax"));
    EXPECT_EQ(ui::make_source_rows(m_window.shell().view()).mistake, 1);
}

TEST_F(Program, AnEditedFileIsShownAsItIsNow)
{
    load("first = 1\nsecond = 2\n");
    press("F8");
    load("other = 3\n");
    EXPECT_EQ(text("source"), "other = 3\n");
    EXPECT_EQ(picture().step, 0U);
    EXPECT_THAT(text("bytecode"), HasSubstr("(other)"));
    load("print(1)\n");
    press("F5");
    load("print(2)\n");
    press("F5");
    EXPECT_EQ(text("output"), "2\n");
    load("again = 4\n");
    EXPECT_EQ(text("source"), "again = 4\n");
    EXPECT_THAT(text("bytecode"), HasSubstr("(again)"));
}

TEST_F(Program, SelectingACallerShowsItsFrame)
{
    load(closures);
    m_session.run_to_step(34);
    settle();
    press("Alt+Down");
    EXPECT_EQ(m_window.shell().view().frame, 1U);
    EXPECT_EQ(m_window.shell().view().shown_code()->name, "<module>");
    EXPECT_THAT(text("value_stacks"), testing::StartsWith("<module>"));
    press("F8");
    EXPECT_EQ(m_window.shell().view().frame, 0U);
}

TEST_F(Program, BackButtonsUndoWhatTheForwardOnesDid)
{
    load(closures);
    m_session.run_to_step(33);
    settle();
    const std::string stack = text("value_stacks");
    press("F8");
    EXPECT_NE(text("value_stacks"), stack);
    press("Shift+F8");
    EXPECT_EQ(picture().step, 33U);
    EXPECT_EQ(picture().known_steps, 34U);
    EXPECT_EQ(text("value_stacks"), stack);
    press("Ctrl+Home");
    EXPECT_EQ(picture().step, 0U);
    press("Ctrl+End");
    EXPECT_EQ(picture().step, 34U);
}

TEST_F(Program, AFinishedProgramGoesBackByTheTimeline)
{
    load(closures);
    press("F5");
    ASSERT_EQ(picture().state, RunState::Finished);
    const inspect::Step known = picture().known_steps;
    const ui::SeenItem strip = *m_window.find("timeline");
    const float width = strip.to.x - strip.from.x - 12;
    m_window.click_at({ strip.from.x + 6 + std::round(width * 34 / static_cast<float>(known)),
        strip.from.y + 12 });
    settle();
    EXPECT_EQ(picture().step, 34U);
    EXPECT_EQ(picture().state, RunState::Stopped);
    EXPECT_EQ(current_opcode(), "BINARY_ADD");
    press("F5");
    EXPECT_EQ(picture().state, RunState::Finished);
    EXPECT_EQ(text("output"), "14 15\n");
}

TEST_F(Program, AChangedVariableBeginsABranch)
{
    load(closures);
    m_session.run_to_step(32);
    settle();
    ASSERT_TRUE(m_window.click("y", 1));
    ASSERT_TRUE(m_window.click("Change value..."));
    m_window.type("100");
    press("Enter");
    ASSERT_EQ(picture().branches.size(), 2U);
    EXPECT_THAT(text("locals"), HasSubstr("y = 100"));
    press("F5");
    EXPECT_EQ(text("output"), "104 15\n");
    press("Alt+B");
    EXPECT_EQ(picture().branch, 0U);
    press("F5");
    EXPECT_EQ(text("output"), "14 15\n");
}

TEST_F(Program, ExpressionsAndWatchesLeaveNoTrace)
{
    load("items = [1, 2]\nitems = items\nprint(items)\n");
    press("F7");
    press("Ctrl+E");
    m_window.type("items.append(3) or len(items)");
    press("Enter");
    EXPECT_THAT(text("evaluate"), HasSubstr("\n  3\n"));
    press("Ctrl+Shift+E");
    m_window.type("items.append(9) or items");
    press("Enter");
    EXPECT_THAT(text("watches"), HasSubstr("[1, 2, 9]"));
    m_window.click("tab Source");
    press("F5");
    EXPECT_EQ(text("output"), "[1, 2]\n");
}

TEST_F(Program, WritesOfAVariableAreListedAndFollowed)
{
    load("n = 1\nn = n + 1\nn = n * 10\nprint(n)\n");
    press("F5");
    m_session.seek(picture().known_steps - 1);
    settle();
    ASSERT_TRUE(m_window.click("n", 1));
    ASSERT_TRUE(m_window.click("All writes"));
    settle();
    EXPECT_THAT(text("writes"), HasSubstr("writes of n in steps 0 to "));
    EXPECT_THAT(text("writes"), HasSubstr("2 -> 20"));
    press("Alt+Shift+W");
    EXPECT_EQ(picture().frames.front().line, 3);
    press("Alt+Shift+W");
    EXPECT_EQ(picture().frames.front().line, 2);
    press("Alt+W");
    EXPECT_EQ(picture().frames.front().line, 3);
}

TEST_F(Program, AnObjectIsOpenedPartByPart)
{
    load("class Point:\n"
         "    def __init__(self, x):\n"
         "        self.x = x\n"
         "points = [Point(1), Point(2)]\n"
         "many = list(range(250))\n"
         "points[1].x = 7\n"
         "done = True\n");
    const auto line = m_window.find("line 7");
    m_window.click_at({ line->from.x + 14, line->from.y + 10 });
    settle();
    press("F5");
    ASSERT_EQ(picture().frames.front().line, 7);
    EXPECT_TRUE(m_window.click("points"));
    press("Alt+I");
    EXPECT_EQ(m_window.shell().active_panel(), "object");
    EXPECT_EQ(text("object"),
        "points = [<Point x=1>, <Point x=7>]\n  [0] = <Point x=1>\n  [1] = <Point x=7>\n");
    EXPECT_TRUE(m_window.click("[1]"));
    press("Enter");
    settle();
    EXPECT_THAT(text("object"), testing::EndsWith("[1] = <Point x=7>\n    .x = 7\n"));
    // The writes of an attribute by its menu, and back to the last one.
    EXPECT_TRUE(m_window.click(".x", 1));
    EXPECT_TRUE(m_window.click("All writes"));
    settle();
    EXPECT_THAT(text("writes"), testing::StartsWith("2 writes of points[1].x in steps"));
    press("Alt+Shift+W");
    EXPECT_EQ(picture().frames.front().line, 6);
    press("Ctrl+I");
    EXPECT_THAT(text("object"), testing::EndsWith("    .x = 2\n")); // opened as it was
    press("F10");
    EXPECT_THAT(text("object"), testing::EndsWith("    .x = 7\n"));
    // Before it was there.
    press("Ctrl+Home");
    EXPECT_EQ(text("object"), "");
    EXPECT_FALSE(m_window.shell().find_panel("object")->is_empty());
    press("Ctrl+End");
    EXPECT_TRUE(m_window.click("many"));
    settle();
    EXPECT_THAT(text("object"), HasSubstr("  150 more, 250 in all\n"));
}

TEST_F(Program, DeepRecursionDraws)
{
    load("def f(n):\n    return f(n - 1) if n else 0\nf(800)\n");
    m_session.run_to_step(5000);
    settle();
    EXPECT_GT(picture().frames.size(), 100U);
    EXPECT_TRUE(m_window.find("frame 0"));
}

// Which line of the panel's text has the words; -1: none.
int line_with(const std::string& text, std::string_view words)
{
    int line = 0;
    for (std::size_t at = 0; at < text.size(); ++line) {
        const std::size_t end = text.find('\n', at);
        if (std::string_view(text).substr(at, end - at).find(words) != std::string_view::npos) {
            return line;
        }
        at = end + 1;
    }
    return -1;
}

TEST_F(Program, TheStagesOfTheCompilerAreLinkedByNodes)
{
    load(closures);
    m_window.shell().post({ .id = ui::CommandId::SetLayout, .text = "compiler" });
    m_session.run_to_step(34);
    settle();
    settle(); // the stages come as a reply
    EXPECT_THAT(text("tokens"), HasSubstr("3:16\tNAME\tx"));
    EXPECT_THAT(text("syntax_tree"), HasSubstr("value = BinOp  op=Add"));
    EXPECT_THAT(text("symbols"),
        HasSubstr(
            "x: cell, parameter at 1:16 and kept in a cell, because function add_x uses it at "
            "3:16"));
    EXPECT_THAT(text("peephole"), HasSubstr("BINARY_ADD"));

    // Without a selection the node of the current instruction is lit, here the sum.
    const ui::View& view = m_window.shell().view();
    const inspect::StageNode* sum = view.stages->find(view.lit_node());
    ASSERT_NE(sum, nullptr);
    EXPECT_EQ(sum->kind, "BinOp");

    const int row = line_with(text("syntax_tree"), "right = Name");
    ASSERT_TRUE(m_window.click("node " + std::to_string(row)));
    m_window.frames(2);
    const inspect::StageNode* chosen = view.stages->find(view.node);
    ASSERT_NE(chosen, nullptr);
    EXPECT_EQ(chosen->range, (inspect::SourceRange{ 3, 19, 3, 20 }));
    EXPECT_EQ(view.line, 3);
    press("Down"); // the rows are reached by key as well
    EXPECT_NE(view.node, chosen->id);
    press("F8");
    EXPECT_EQ(view.node, 0U); // a step takes the selection away
}

} // namespace
} // namespace fw::test
