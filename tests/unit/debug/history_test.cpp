// A program's history as the window goes through it: back by every rule, to events and writes,
// along branches; looking that leaves no trace.

#include "vm/debug/session.h"

#include <gtest/gtest.h>

#include <map>
#include <thread>

namespace fw::debug {
namespace {

using inspect::EventKind;
using inspect::Picture;
using inspect::Place;
using inspect::RunState;
using inspect::Step;
using inspect::StopReason;
using PicturePtr = std::shared_ptr<const Picture>;

class HistoryTest : public testing::Test {
protected:
    PicturePtr load(const std::string& source)
    {
        session.load({ .file = "<string>", .source = source, .arguments = {} });
        return session.wait();
    }
    template <class Function> PicturePtr after(Function&& command)
    {
        command();
        return session.wait();
    }
    PicturePtr run()
    {
        return after([&] { session.run(); });
    }
    PicturePtr seek(Step step)
    {
        return after([&] { session.seek(step); });
    }
    PicturePtr back(StepKind kind)
    {
        return after([&] { session.step_back(kind); });
    }
    PicturePtr forward(StepKind kind)
    {
        return after([&] { session.step(kind); });
    }
    PicturePtr find(EventKind kind, Direction direction)
    {
        return after([&] { session.find_event(kind, direction); });
    }
    inspect::Evaluation evaluate(const std::string& expression, std::size_t frame = 0)
    {
        const RequestId id = session.request(EvaluateRequest{ frame, expression });
        session.wait();
        const auto reply = session.take_reply(id);
        return reply ? std::get<inspect::Evaluation>(*reply) : inspect::Evaluation{};
    }
    static std::string output(const Picture& picture)
    {
        std::string text;
        for (const inspect::OutputPiece& piece : picture.output) {
            text += piece.text;
        }
        return text;
    }
    static std::string opcode(const Picture& picture)
    {
        for (const auto& code : picture.codes) {
            for (const inspect::Instruction& row : code->instructions) {
                if (code->id == picture.frames.at(0).code
                    && row.offset == picture.frames.at(0).lasti) {
                    return row.name;
                }
            }
        }
        return "";
    }
    static Place local(const Picture& picture, const std::string& name)
    {
        for (const inspect::Local& row : picture.frames.at(0).locals) {
            if (row.name == name) {
                return { row.cell ? Place::Kind::Cell : Place::Kind::Local,
                    row.cell ? row.cell : picture.frames[0].id, row.slot, name };
            }
        }
        return {};
    }
    static Place global(const Picture& picture, const std::string& name)
    {
        return { Place::Kind::Global, picture.globals.dict, 0, name };
    }

    Session session;
};

constexpr const char* calls = "def double(x):\n"
                              "    y = x + x\n"
                              "    return y\n"
                              "\n"
                              "a = double(1)\n"
                              "b = double(2)\n"
                              "print(a, b)\n";

TEST_F(HistoryTest, EveryStepBackShowsWhatEveryStepForwardShowed)
{
    PicturePtr picture = load(calls);
    std::vector<PicturePtr> seen;
    while (picture->state == RunState::Stopped) {
        seen.push_back(picture);
        picture = forward(StepKind::Opcode);
    }
    ASSERT_EQ(picture->state, RunState::Finished);
    ASSERT_EQ(picture->step, seen.size());
    for (std::size_t i = seen.size(); i-- > 0;) {
        picture = back(StepKind::Opcode);
        ASSERT_EQ(picture->step, i);
        ASSERT_EQ(picture->known_steps, seen.size());
        ASSERT_EQ(picture->frames.size(), seen[i]->frames.size());
        EXPECT_EQ(picture->frames[0].id, seen[i]->frames[0].id);
        EXPECT_EQ(picture->frames[0].lasti, seen[i]->frames[0].lasti);
        EXPECT_EQ(picture->frames[0].stack.size(), seen[i]->frames[0].stack.size());
        EXPECT_EQ(picture->next.sentence, seen[i]->next.sentence);
        EXPECT_EQ(output(*picture), output(*seen[i]));
    }
    EXPECT_EQ(back(StepKind::Opcode)->step, 0u); // before the start there is nothing
}

TEST_F(HistoryTest, BackByLineOverAndOut)
{
    load(calls);
    run();
    PicturePtr picture = back(StepKind::Line); // to the start of the last line
    EXPECT_EQ(picture->frames[0].line, 7);
    picture = back(StepKind::Line); // into the second call, from its end
    EXPECT_EQ(picture->frames[0].name, "double");
    EXPECT_EQ(picture->frames[0].line, 3);
    picture = back(StepKind::Over);
    EXPECT_EQ(picture->frames[0].line, 2);
    picture = back(StepKind::Over); // out of the frame by its beginning
    EXPECT_EQ(picture->frames.size(), 1u);
    EXPECT_EQ(picture->frames[0].line, 6);
    picture = back(StepKind::Over); // over the first call
    EXPECT_EQ(picture->frames[0].line, 5);
    session.seek(picture->step);
    picture = forward(StepKind::Into);
    ASSERT_EQ(picture->frames[0].name, "double");
    forward(StepKind::Line);
    picture = back(StepKind::Out);
    EXPECT_EQ(picture->frames.size(), 1u);
    EXPECT_EQ(opcode(*picture), "CALL_FUNCTION");
}

TEST_F(HistoryTest, RunBackStopsAtTheBreakpointBefore)
{
    load(calls);
    session.set_line_breakpoint("<string>", 2, true);
    session.set_line_breakpoint("<string>", 7, true);
    std::vector<Step> stops;
    for (PicturePtr picture = run(); picture->state == RunState::Stopped; picture = run()) {
        stops.push_back(picture->step);
    }
    ASSERT_EQ(stops.size(), 3u);
    for (std::size_t i = stops.size(); i-- > 0;) {
        const PicturePtr picture = after([&] { session.run_back(); });
        EXPECT_EQ(picture->step, stops[i]);
        EXPECT_EQ(picture->reason, StopReason::Breakpoint);
    }
    EXPECT_EQ(after([&] { session.run_back(); })->step, 0u);
    // Forwards through the same history they stop again.
    for (const Step step : stops) {
        EXPECT_EQ(run()->step, step);
    }
}

TEST_F(HistoryTest, EventsAreFoundBothWays)
{
    load("def f(n):\n    return n * 2\n"
         "def make():\n    count = 0\n    def up():\n        nonlocal count\n        count += 1\n"
         "    return up\n"
         "up = make()\nup()\nprint(f(1))\n"
         "try:\n    1 / 0\nexcept ZeroDivisionError:\n    print('caught')\nup()\n");
    run();
    std::map<EventKind, std::vector<Step>> backwards;
    for (const EventKind kind : { EventKind::Call, EventKind::Return, EventKind::Exception,
             EventKind::Output, EventKind::CellWrite }) {
        PicturePtr picture = seek(1'000'000);
        for (;;) {
            const Step before = picture->step;
            picture = find(kind, Direction::Back);
            if (picture->step == before) {
                break;
            }
            backwards[kind].push_back(picture->step);
        }
        EXPECT_NE(picture->message.find("there is no"), std::string::npos) << picture->message;
    }
    EXPECT_EQ(backwards[EventKind::Call].size(), 4u);
    EXPECT_EQ(backwards[EventKind::Return].size(), 5u); // the module returns, too
    EXPECT_EQ(backwards[EventKind::Exception].size(), 1u);
    EXPECT_EQ(backwards[EventKind::Output].size(), 2u); // text and end of a print are one event
    EXPECT_EQ(backwards[EventKind::CellWrite].size(), 3u);
    for (auto& [kind, steps] : backwards) {
        seek(0);
        for (std::size_t i = steps.size(); i-- > 0;) {
            EXPECT_EQ(find(kind, Direction::Forward)->step, steps[i]);
        }
    }
}

TEST_F(HistoryTest, WritesOfALocalAGlobalAndACell)
{
    load("def count_to(n):\n"
         "    total = 0\n"
         "    for i in range(n):\n"
         "        total = total + i\n"
         "    return total\n"
         "x = 1\n"
         "x = x\n"
         "x = count_to(5)\n"
         "print(x)\n");
    session.set_line_breakpoint("<string>", 5, true);
    PicturePtr picture = run();
    const Place total = local(*picture, "total");
    picture = after([&] { session.list_writes(total); });
    ASSERT_EQ(picture->writes.writes.size(), 6u);
    EXPECT_TRUE(picture->writes.complete);
    EXPECT_EQ(picture->writes.writes[0].new_value, "0");
    EXPECT_EQ(picture->writes.writes[0].old_value, "");
    EXPECT_EQ(picture->writes.writes[5].old_value, "6");
    EXPECT_EQ(picture->writes.writes[5].new_value, "10");
    EXPECT_EQ(picture->writes.writes[5].opcode, "STORE_FAST total");
    EXPECT_EQ(picture->writes.writes[5].line, 4);
    const auto writes = picture->writes.writes;
    for (std::size_t i = writes.size(); i-- > 0;) {
        picture = after([&] { session.find_write(total, Direction::Back); });
        EXPECT_EQ(picture->step, writes[i].step);
        EXPECT_EQ(opcode(*picture), "STORE_FAST");
    }
    picture = after([&] { session.find_write(total, Direction::Back); });
    EXPECT_NE(picture->message.find("not written before"), std::string::npos);
    for (std::size_t i = 1; i < writes.size(); ++i) {
        picture = after([&] { session.find_write(total, Direction::Forward); });
        EXPECT_EQ(picture->step, writes[i].step);
    }
    // An argument gets its value by the call.
    const Place n = local(*picture, "n");
    picture = after([&] { session.find_write(n, Direction::Back); });
    EXPECT_EQ(opcode(*picture), "CALL_FUNCTION");
    session.clear_breakpoints();
    run();
    picture = back(StepKind::Line);
    // A global: also the write of an equal value.
    const Place x = global(*picture, "x");
    picture = after([&] { session.list_writes(x); });
    ASSERT_EQ(picture->writes.writes.size(), 4u); // the end of the program takes it away
    EXPECT_EQ(picture->writes.writes[3].new_value, "");
    EXPECT_EQ(picture->writes.writes[1].old_value, "1");
    EXPECT_EQ(picture->writes.writes[1].new_value, "1");
    EXPECT_EQ(picture->writes.writes[2].new_value, "10");
}

TEST_F(HistoryTest, ItemsAndAttributesAreFollowedIntoNativeCode)
{
    load("class Point:\n"
         "    def __init__(self):\n"
         "        self.x = 1\n"
         "p = Point()\n"
         "items = [3, 1, 2]\n"
         "items.sort()\n"
         "p.x = 2\n"
         "setattr(p, 'x', 3)\n"
         "d = {'k': 1}\n"
         "d.update(k=5)\n"
         "end = 0\n");
    session.set_line_breakpoint("<string>", 11, true);
    PicturePtr picture = run();
    const auto id_of = [&](const std::string& name) {
        for (const inspect::Name& row : picture->globals.names) {
            if (row.name == name) {
                return row.value.id;
            }
        }
        return inspect::ObjectId{ 0 };
    };
    const inspect::ObjectId items = id_of("items");
    const inspect::ObjectId p = id_of("p");
    const inspect::ObjectId d = id_of("d");
    picture = after([&] { session.list_writes({ Place::Kind::Item, items, 0, "items[0]" }); });
    ASSERT_EQ(picture->writes.writes.size(), 2u);
    EXPECT_EQ(picture->writes.writes[0].opcode.substr(0, 11), "LIST_EXTEND"); // a constant tuple
    EXPECT_EQ(picture->writes.writes[1].opcode.substr(0, 11), "CALL_METHOD");
    EXPECT_EQ(picture->writes.writes[1].new_value, "1");
    picture = after([&] { session.list_writes({ Place::Kind::Attribute, p, 0, "p.x" }); });
    ASSERT_EQ(picture->writes.writes.size(), 3u);
    EXPECT_EQ(picture->writes.writes[0].function, "__init__");
    EXPECT_EQ(picture->writes.writes[2].line, 8);
    picture = after([&] { session.list_writes({ Place::Kind::Item, d, 0, "d['k']" }); });
    ASSERT_EQ(picture->writes.writes.size(), 2u);
    EXPECT_EQ(picture->writes.writes[1].old_value, "1");
    EXPECT_EQ(picture->writes.writes[1].new_value, "5");
}

TEST_F(HistoryTest, LookingLeavesNoTrace)
{
    PicturePtr before = load("items = [1, 2]\ndef f(a):\n    b = a + 1\n    return b\nf(41)\n");
    session.set_line_breakpoint("<string>", 4, true);
    before = run();
    EXPECT_EQ(evaluate("a + b").text, "83");
    EXPECT_EQ(evaluate("[a + i for i in range(3)]").text, "[41, 42, 43]");
    EXPECT_EQ(evaluate("(lambda: b)()").text, "42");
    EXPECT_EQ(evaluate("items.append(3) or items").text, "[1, 2, 3]");
    EXPECT_EQ(evaluate("items").text, "[1, 2]");
    EXPECT_EQ(evaluate("print('seen')").output, "seen\n");
    EXPECT_EQ(evaluate("nothing").error, "NameError: name 'nothing' is not defined");
    EXPECT_EQ(evaluate("1 +").error.substr(0, 11), "SyntaxError");
    EXPECT_EQ(evaluate("items[0]", 1).text, "1");
    EXPECT_NE(
        evaluate("open('/tmp/framewalk-never', 'w')").error.find("Read-only"), std::string::npos);
    EXPECT_EQ(evaluate("__import__('sys').exit(3)").error.substr(0, 10), "SystemExit");
    session.add_watch("b * 2");
    session.add_watch("items[9]");
    PicturePtr picture = session.wait();
    ASSERT_EQ(picture->watches.size(), 2u);
    EXPECT_EQ(picture->watches[0].text, "84");
    EXPECT_EQ(picture->watches[1].error, "IndexError: list index out of range");
    EXPECT_EQ(picture->step, before->step);
    EXPECT_EQ(output(*picture), output(*before));
    picture = run();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(picture->exit_code, 0);
}

TEST_F(HistoryTest, AnEndlessExpressionIsGivenUp)
{
    load("def forever():\n    while True:\n        pass\nx = 1\n");
    forward(StepKind::Line);
    const PicturePtr picture = after([&] { session.add_watch("forever()"); });
    ASSERT_EQ(picture->watches.size(), 1u);
    EXPECT_NE(picture->watches[0].error.find("stopped"), std::string::npos);
    EXPECT_EQ(run()->state, RunState::Finished);
}

TEST_F(HistoryTest, AChangeBeginsABranch)
{
    load("def f(a):\n    b = a * 10\n    return b\nprint(f(1))\n");
    run();
    session.seek(0);
    session.set_line_breakpoint("<string>", 2, true);
    PicturePtr picture = run();
    const Step fork = picture->step;
    picture = after([&] { session.change(local(*picture, "a"), "a + 6"); });
    ASSERT_EQ(picture->branches.size(), 2u);
    EXPECT_EQ(picture->branch, 1u);
    EXPECT_EQ(picture->branches[1].from, fork);
    EXPECT_EQ(picture->branches[1].change, "a = a + 6");
    EXPECT_EQ(picture->step, fork);
    picture = run();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(output(*picture), "70\n");
    // The main line is as it was, and both can be reached at each step.
    picture = after([&] { session.switch_branch(0); });
    EXPECT_EQ(picture->branch, 0u);
    EXPECT_EQ(output(*picture), "10\n");
    session.clear_breakpoints();
    picture = after([&] { session.switch_branch(1); });
    EXPECT_EQ(output(*picture), "70\n");
    // From before the fork the branch is entered again.
    picture = seek(2);
    EXPECT_EQ(picture->branch, 1u);
    EXPECT_EQ(output(*run()), "70\n");
    EXPECT_NE(after([&] {
        session.change({ Place::Kind::Local, 12345, 0, "q" }, "1");
    })->message.find("as it was"),
        std::string::npos);
    session.rename_branch(1, "seven");
    EXPECT_EQ(session.wait()->branches[1].name, "seven");
}

TEST_F(HistoryTest, InputIsAskedForOnce)
{
    load("name = input('who? ')\nprint('hello', name)\nother = input()\nprint(other)\n");
    PicturePtr picture = run();
    ASSERT_EQ(picture->state, RunState::WaitingForInput);
    const Step waiting = picture->step;
    session.send_input("Ada");
    picture = session.wait();
    ASSERT_EQ(picture->state, RunState::WaitingForInput);
    picture = seek(0);
    EXPECT_EQ(output(*picture), "");
    picture = run();
    EXPECT_EQ(picture->state, RunState::WaitingForInput);
    EXPECT_GT(picture->step, waiting);
    EXPECT_EQ(output(*picture), "who? Ada\nhello Ada\n");
    picture = back(StepKind::Opcode);
    EXPECT_EQ(picture->state, RunState::Stopped);
    picture = seek(picture->known_steps);
    EXPECT_EQ(picture->state, RunState::WaitingForInput);
    session.send_input("Bob");
    picture = session.wait();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(output(*picture), "who? Ada\nhello Ada\nBob\nBob\n");
}

TEST_F(HistoryTest, AnEndlessLoopLeavesItsHistory)
{
    load("i = 0\nwhile True:\n    i += 1\n");
    session.run();
    while (session.picture()->known_steps < 3'000'000) {
        std::this_thread::sleep_for(std::chrono::milliseconds(5));
    }
    session.pause();
    PicturePtr picture = session.wait();
    ASSERT_EQ(picture->state, RunState::Stopped);
    const Step end = picture->step;
    picture = seek(1'234'567);
    EXPECT_EQ(picture->step, 1'234'567u);
    EXPECT_EQ(picture->known_steps, end);
    picture = after([&] { session.stop(); });
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(seek(5)->state, RunState::Stopped);
    EXPECT_EQ(seek(end)->state, RunState::Finished); // nothing new runs after Stop
}

TEST_F(HistoryTest, AProfileShowsFramesByDepth)
{
    load("def inner():\n    pass\ndef outer():\n    inner()\n    inner()\nouter()\n");
    const PicturePtr picture = run();
    const RequestId id = session.request(
        ProfileRequest{ .from = 0, .to = picture->known_steps, .columns = 400, .rows = 8 });
    session.wait();
    const auto reply = session.take_reply(id);
    ASSERT_TRUE(reply);
    const auto& profile = std::get<inspect::HistoryProfile>(*reply);
    std::map<std::string, int> bars;
    for (const auto& bar : profile.bars) {
        ++bars[bar.name];
        EXPECT_LT(bar.from, bar.to);
    }
    EXPECT_EQ(bars["<module>"], 1);
    EXPECT_EQ(bars["outer"], 1);
    EXPECT_EQ(bars["inner"], 2);
    EXPECT_EQ(*std::max_element(profile.depths.begin(), profile.depths.end()), 3);
}

TEST_F(HistoryTest, AFrameThatLivesAcrossAForkIsOneBar)
{
    load("def inner(a):\n    b = a\n    return b\ndef outer():\n    return inner(1) + "
         "inner(2)\nouter()\n");
    session.set_line_breakpoint("<string>", 3, true);
    PicturePtr picture = run();
    session.change(local(*picture, "b"), "50");
    session.clear_breakpoints();
    picture = run();
    ASSERT_EQ(picture->branch, 1u);
    const RequestId id = session.request(
        ProfileRequest{ .from = 0, .to = picture->known_steps, .columns = 400, .rows = 8 });
    session.wait();
    const auto reply = session.take_reply(id);
    ASSERT_TRUE(reply);
    std::map<std::string, int> bars;
    for (const auto& bar : std::get<inspect::HistoryProfile>(*reply).bars) {
        ++bars[bar.name];
    }
    EXPECT_EQ(
        bars, (std::map<std::string, int>{ { "<module>", 1 }, { "outer", 1 }, { "inner", 2 } }));
}

} // namespace
} // namespace fw::debug
