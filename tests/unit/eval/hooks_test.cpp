// The events, as observers get them.

#include "vm/vm.h"

#include <gtest/gtest.h>

namespace fw {
namespace {

class Recorder final : public hooks::Observer {
public:
    void on_frame_push(const hooks::FramePushEvent& event) override
    {
        note(event.entry == hooks::FrameEntry::New ? "push " : "resume ", event.frame);
    }
    void on_frame_pop(const hooks::FramePopEvent& event) override
    {
        constexpr const char* names[] = { "return ", "yield ", "unwind " };
        note(names[static_cast<int>(event.exit)], event.frame);
    }
    void on_line(const hooks::LineEvent& event) override
    {
        log += "line " + std::to_string(event.line) + "\n";
    }
    void on_exception_raised(const hooks::ExceptionEvent& event) override
    {
        log += "raised " + to_utf8(*event.type->name) + "\n";
    }
    void on_exception_caught(const hooks::ExceptionEvent& event) override
    {
        log += "caught " + to_utf8(*event.type->name) + "\n";
    }
    void on_native_call(const hooks::NativeCallEvent&) override { log += "native call\n"; }
    void on_cell_write(const hooks::CellWriteEvent& event) override
    {
        log += event.old_value ? "cell written\n" : "cell filled\n";
    }
    void on_global_write(const hooks::NameWriteEvent& event) override
    {
        log += (event.new_value ? "global " : "deleted ") + to_utf8(*event.name) + "\n";
    }
    void on_attribute_write(const hooks::NameWriteEvent& event) override
    {
        log += "attribute " + to_utf8(*event.name) + "\n";
    }
    void on_output(const hooks::OutputEvent& event) override
    {
        log += "output " + std::string(event.text) + "\n";
    }

    std::string log;

private:
    void note(const char* what, const Frame* frame)
    {
        log += what + to_utf8(*frame->code->name) + "\n";
    }
};

std::string record(const std::string& source, std::initializer_list<hooks::Event> events)
{
    host::ScriptedHost host;
    Program program(host, { .file = "<test>", .source = source });
    EXPECT_TRUE(program.load()) << program.error();
    Recorder recorder;
    auto subscription = program.machine().hooks().subscribe(recorder, events);
    program.start();
    program.machine().run_until(Machine::no_limit);
    subscription.end();
    return recorder.log;
}

using hooks::Event;

TEST(Hooks, FramesComeAndGo)
{
    EXPECT_EQ(record("def g():\n    yield 1\nnext(g())\n", { Event::FramePush, Event::FramePop }),
        "push <module>\npush g\nyield g\nresume g\nunwind g\nreturn <module>\n");
}

TEST(Hooks, Lines)
{
    EXPECT_EQ(record("x = 1\nwhile x < 3:\n    x += 1\n", { Event::Line }),
        "line 1\nline 2\nline 3\nline 2\nline 3\nline 2\n");
}

TEST(Hooks, Exceptions)
{
    EXPECT_EQ(record("def f():\n    [].pop()\ntry:\n    f()\nexcept IndexError:\n    pass\n",
                  { Event::ExceptionRaised, Event::ExceptionCaught }),
        "raised IndexError\nraised IndexError\ncaught IndexError\n");
}

TEST(Hooks, Writes)
{
    EXPECT_EQ(record("class A: pass\na = A()\na.b = 1\ndel a\n", { Event::AttributeWrite }),
        "attribute b\n");
    EXPECT_EQ(record("x = 1\ndel x\n", { Event::GlobalWrite }), "global x\ndeleted x\n");
    EXPECT_EQ(
        record("def f():\n    x = 1\n    x = 2\n    return lambda: x\nf()\n", { Event::CellWrite }),
        "cell filled\ncell written\n");
}

TEST(Hooks, NativesAndOutput)
{
    EXPECT_EQ(record("len('x')\n", { Event::NativeCall }), "native call\n");
    const std::string log = record("print('hi')\n", { Event::Output });
    EXPECT_NE(log.find("output hi"), std::string::npos);
}

TEST(Hooks, AnEndedSubscriptionIsSilent)
{
    host::ScriptedHost host;
    Program program(host, { .file = "<test>", .source = "x = 1\ny = 2\n" });
    ASSERT_TRUE(program.load());
    Recorder recorder;
    {
        const auto subscription
            = program.machine().hooks().subscribe(recorder, { Event::GlobalWrite });
        program.start();
        program.machine().run_until(3);
    }
    program.machine().run_until(Machine::no_limit);
    EXPECT_EQ(recorder.log, "global x\n");
}

} // namespace
} // namespace fw
