// The session as the window uses it: loading, the stepping rules, breakpoints, input, endless
// programs, restarts.

#include "vm/debug/session.h"

#include <gtest/gtest.h>

#include <chrono>
#include <thread>

namespace fw::debug {
namespace {

using inspect::Picture;
using inspect::RunState;
using inspect::StopReason;
using PicturePtr = std::shared_ptr<const Picture>;

class SessionTest : public testing::Test {
protected:
    PicturePtr load(const std::string& source)
    {
        session.load({ .file = "<string>", .source = source, .arguments = {} });
        return session.wait();
    }
    PicturePtr step(StepKind kind)
    {
        session.step(kind);
        return session.wait();
    }
    PicturePtr run()
    {
        session.run();
        return session.wait();
    }
    static std::string output(const Picture& picture)
    {
        std::string text;
        for (const inspect::OutputPiece& piece : picture.output) {
            text += piece.text;
        }
        return text;
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

TEST_F(SessionTest, LoadStopsBeforeTheFirstOpcode)
{
    const PicturePtr picture = load(calls);
    EXPECT_EQ(picture->state, RunState::Stopped);
    EXPECT_EQ(picture->reason, StopReason::Start);
    EXPECT_EQ(picture->step, 0u);
    ASSERT_EQ(picture->frames.size(), 1u);
    EXPECT_EQ(picture->frames[0].name, "<module>");
    EXPECT_EQ(picture->frames[0].lasti, 0);
    EXPECT_EQ(output(*picture), "");
}

TEST_F(SessionTest, OneOpcodeAtATime)
{
    load(calls);
    const PicturePtr picture = step(StepKind::Opcode);
    EXPECT_EQ(picture->step, 1u);
    EXPECT_EQ(picture->frames[0].lasti, 2);
    ASSERT_EQ(picture->frames[0].stack.size(), 1u);
    EXPECT_EQ(picture->frames[0].stack[0].value.kind, inspect::Kind::Code);
    EXPECT_TRUE(picture->frames[0].stack[0].pushed_by_last);
}

TEST_F(SessionTest, LineGoesIntoCallsOverDoesNot)
{
    load(calls);
    PicturePtr picture = step(StepKind::Line);
    EXPECT_EQ(picture->frames[0].line, 5);
    picture = step(StepKind::Line);
    EXPECT_EQ(picture->frames[0].name, "double");
    EXPECT_EQ(picture->frames[0].line, 2);
    picture = step(StepKind::Out);
    EXPECT_EQ(picture->frames[0].name, "<module>");
    EXPECT_EQ(picture->frames[0].line, 5);
    picture = step(StepKind::Over);
    EXPECT_EQ(picture->frames[0].line, 6);
    picture = step(StepKind::Over);
    EXPECT_EQ(picture->frames[0].line, 7);
    EXPECT_EQ(picture->frames.size(), 1u);
}

TEST_F(SessionTest, IntoStopsInTheNextFrame)
{
    load(calls);
    step(StepKind::Line);
    const PicturePtr picture = step(StepKind::Into);
    ASSERT_EQ(picture->frames.size(), 2u);
    EXPECT_EQ(picture->frames[0].name, "double");
    EXPECT_EQ(picture->frames[0].lasti, 0);
    EXPECT_EQ(picture->frames[1].calling, "double(1)");
    EXPECT_EQ(picture->frames[1].stack.back().from, "argument");
    EXPECT_EQ(picture->frames[1].stack.front().from, "being called");
}

TEST_F(SessionTest, LineBreakpointsStopAndCount)
{
    load(calls);
    session.set_line_breakpoint("<string>", 3, true);
    PicturePtr picture = run();
    EXPECT_EQ(picture->reason, StopReason::Breakpoint);
    EXPECT_EQ(picture->frames[0].line, 3);
    ASSERT_EQ(picture->frames[0].locals.size(), 2u);
    EXPECT_EQ(picture->frames[0].locals[1].value->text, "2");
    picture = run();
    EXPECT_EQ(picture->frames[0].locals[1].value->text, "4");
    EXPECT_EQ(picture->breakpoints.at(0).hits, 2u);
    session.set_line_breakpoint("<string>", 3, false);
    picture = run();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(output(*picture), "2 4\n");
}

TEST_F(SessionTest, OpcodeBreakpointsStopBeforeTheInstruction)
{
    PicturePtr picture = load(calls);
    inspect::ObjectId code = 0;
    for (const auto& each : picture->codes) {
        code = each->name == "double" ? each->id : code;
    }
    ASSERT_NE(code, 0u);
    session.set_opcode_breakpoint(code, 4, true);
    picture = run();
    EXPECT_EQ(picture->reason, StopReason::Breakpoint);
    EXPECT_EQ(picture->frames[0].lasti, 4);
    EXPECT_EQ(picture->next.pushes, std::vector<std::string>{ "2" });
    // Stepping over a call that hits a breakpoint stops there too.
    step(StepKind::Out);
    picture = step(StepKind::Over);
    picture = step(StepKind::Over);
    EXPECT_EQ(picture->reason, StopReason::Breakpoint);
    EXPECT_EQ(picture->frames[0].name, "double");
}

TEST_F(SessionTest, RunToStepIsExact)
{
    load(calls);
    session.run_to_step(7);
    PicturePtr picture = session.wait();
    EXPECT_EQ(picture->step, 7u);
    EXPECT_EQ(picture->reason, StopReason::StepReached);
    // The same program is at the same place in a second run.
    const int lasti = picture->frames[0].lasti;
    session.restart();
    session.run_to_step(7);
    picture = session.wait();
    EXPECT_EQ(picture->step, 7u);
    EXPECT_EQ(picture->frames[0].lasti, lasti);
}

TEST_F(SessionTest, AnEndlessLoopCanBePausedAndStopped)
{
    load("n = 0\nwhile True:\n    n += 1\n");
    session.run();
    std::this_thread::sleep_for(std::chrono::milliseconds(30));
    session.pause();
    PicturePtr picture = session.wait();
    EXPECT_EQ(picture->state, RunState::Stopped);
    EXPECT_EQ(picture->reason, StopReason::Pause);
    EXPECT_GT(picture->step, 100u);
    session.run();
    session.stop();
    picture = session.wait();
    EXPECT_EQ(picture->state, RunState::Finished);
}

TEST_F(SessionTest, InputIsWaitedFor)
{
    load("name = input('who? ')\nprint('hello', name)\n");
    PicturePtr picture = run();
    EXPECT_EQ(picture->state, RunState::WaitingForInput);
    EXPECT_EQ(output(*picture), "who? ");
    EXPECT_FALSE(picture->frames.empty());
    session.send_input("Ada");
    picture = session.wait();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(output(*picture), "who? Ada\nhello Ada\n");
}

TEST_F(SessionTest, AnUncaughtExceptionIsTold)
{
    load("def f():\n    return 1 / 0\nf()\n");
    PicturePtr picture = run();
    // The program has ended; the stop is where it was raised, with its frames.
    EXPECT_EQ(picture->state, RunState::Stopped);
    EXPECT_EQ(picture->reason, StopReason::Exception);
    ASSERT_TRUE(picture->exception.has_value());
    EXPECT_EQ(picture->exception->type, "ZeroDivisionError");
    EXPECT_EQ(picture->exception->message, "division by zero");
    EXPECT_EQ(picture->exit_code, 1);
    ASSERT_EQ(picture->frames.size(), 2u);
    EXPECT_EQ(picture->frames[0].name, "f");
    EXPECT_EQ(picture->frames[0].stack.size(), 2u);
    EXPECT_GT(picture->known_steps, picture->step);
    picture = run();
    EXPECT_EQ(picture->state, RunState::Failed);
}

TEST_F(SessionTest, ASyntaxErrorIsNoProgram)
{
    const PicturePtr picture = load("def f(:\n");
    EXPECT_EQ(picture->state, RunState::Failed);
    EXPECT_NE(picture->message.find("SyntaxError"), std::string::npos);
    EXPECT_EQ(load("x = 1\n")->state, RunState::Stopped); // The session goes on.
}

TEST_F(SessionTest, EndlessRecursionAndHugeListsLeaveTheSessionAlive)
{
    load("def f():\n    f()\ntry:\n    f()\nexcept RecursionError:\n    print('deep')\n"
         "try:\n    [0] * 10 ** 12\nexcept MemoryError:\n    print('large')\n");
    const PicturePtr picture = run();
    EXPECT_EQ(picture->state, RunState::Finished);
    EXPECT_EQ(output(*picture), "deep\nlarge\n");
}

TEST_F(SessionTest, TwoCountersInAnEqualStateHaveTwoCells)
{
    load("def counter():\n    n = 0\n    def next():\n        nonlocal n\n        n += 1\n        "
         "return n\n"
         "    return next\n\na = counter()\nb = counter()\na(); b()\nprint(a is b)\n");
    session.set_line_breakpoint("<string>", 12, true);
    const PicturePtr picture = run();
    ASSERT_EQ(picture->cells.size(), 2u);
    EXPECT_NE(picture->cells[0].id, picture->cells[1].id);
    EXPECT_EQ(picture->cells[0].content->text, "1");
    EXPECT_EQ(picture->cells[1].content->text, "1");
    EXPECT_EQ(picture->cells[0].owner, "counter");
    int closures = 0;
    for (const inspect::Function& function : picture->functions) {
        closures += function.closure.size() == 1 ? 1 : 0;
    }
    EXPECT_EQ(closures, 2);
}

// What takes long inside of one instruction is paused before it, and can be gone on with.
TEST_F(SessionTest, ALongNativeIsPausedBeforeItsInstruction)
{
    for (const std::string& expression :
        { "sum(iter(int, 1))", "10 ** 10 ** 8", "str(7 ** 10 ** 7)",
            "sorted(list(range(1000)) * 5000)", "re.match('(a+)+$', 'a' * 60 + 'b')" }) {
        const bool uses_re = expression.starts_with("re.");
        load((uses_re ? "import re\n" : "\n") + std::string("x = 1\ny = ") + expression + "\n");
        session.set_line_breakpoint("<string>", 3, true);
        session.run();
        PicturePtr picture = session.wait();
        ASSERT_EQ(picture->frames.front().line, 3);
        const inspect::Step before = picture->step;
        session.clear_breakpoints();
        session.run();
        std::this_thread::sleep_for(std::chrono::milliseconds(60));
        session.pause();
        picture = session.wait();
        ASSERT_EQ(picture->state, RunState::Stopped) << expression;
        EXPECT_EQ(picture->reason, inspect::StopReason::Pause) << expression;
        EXPECT_EQ(picture->frames.front().name, uses_re ? "match" : "<module>") << expression;
        // All of history is as it was, and an interrupted instruction is none of it.
        const inspect::Step at = picture->step;
        EXPECT_GT(at, before);
        EXPECT_EQ(picture->known_steps, at) << expression;
        session.seek(before);
        EXPECT_EQ(session.wait()->frames.front().line, 3);
        session.seek(at);
        EXPECT_EQ(session.wait()->step, at);
        session.run();
        std::this_thread::sleep_for(std::chrono::milliseconds(20));
        session.stop();
        EXPECT_EQ(session.wait()->state, RunState::Finished) << expression;
    }
}

// Looking from outside while it works does not disturb it.
TEST_F(SessionTest, ALongNativeGoesOnBetweenQuestions)
{
    load("y = sum(range(30_000_000))\nprint(y)\n");
    session.run();
    for (int i = 0; i < 40; ++i) {
        session.request(ProfileRequest{ .from = 0, .to = 10, .columns = 10, .rows = 2 });
        std::this_thread::sleep_for(std::chrono::milliseconds(3));
    }
    const PicturePtr picture = session.wait();
    EXPECT_EQ(output(*picture), "449999985000000\n");
}

TEST_F(SessionTest, LookingDoesNotChangeTheProgram)
{
    // A class whose repr, hash and comparison would leave a trace if anybody called them.
    constexpr const char* nosy = "seen = []\n"
                                 "class Nosy:\n"
                                 "    def __repr__(self): seen.append('repr'); return 'x'\n"
                                 "    def __eq__(self, other): seen.append('eq'); return True\n"
                                 "    def __hash__(self): seen.append('hash'); return 1\n"
                                 "    def __getattr__(self, name): seen.append(name); return 1\n"
                                 "n = Nosy()\n"
                                 "items = [n, {1: n}]\n"
                                 "print(seen)\n";
    PicturePtr picture = load(nosy);
    while (picture->state == RunState::Stopped) {
        for (const inspect::Name& name : picture->globals.names) {
            const RequestId id = session.request(ObjectRequest{ .moment = picture->moment,
                .object = name.value.id,
                .name = name.name,
                .opened = {} });
            session.wait();
            EXPECT_TRUE(session.take_reply(id).has_value());
        }
        picture = step(StepKind::Line);
    }
    EXPECT_EQ(output(*picture), "[]\n");
}

} // namespace
} // namespace fw::debug
