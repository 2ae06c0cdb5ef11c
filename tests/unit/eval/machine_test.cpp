// The machine: exact steps, breakpoints, observed and unobserved runs that are one and the same
// run.

#include "vm/vm.h"

#include <gtest/gtest.h>

namespace fw {
namespace {

constexpr const char* program_text = "def f(n):\n"
                                     "    return sorted(range(n), key=lambda x: -x)\n"
                                     "print(f(3))\n"
                                     "print([c.upper() for c in 'abc'])\n";

struct Started {
    explicit Started(const std::string& source)
        : program(host, { .file = "<test>", .source = source })
    {
        EXPECT_TRUE(program.load()) << program.error();
        program.start();
    }

    host::ScriptedHost host;
    Program program;
};

class Counter final : public hooks::Observer {
public:
    void on_opcode(const hooks::OpcodeEvent& event) override
    {
        EXPECT_EQ(event.step, count); // Steps are told one by one, without a gap.
        ++count;
    }

    std::uint64_t count = 0;
};

TEST(Machine, StepsAreExactInEveryKindOfRun)
{
    std::uint64_t total = 0;
    {
        Started run(program_text);
        EXPECT_EQ(run.program.machine().run_until(Machine::no_limit), Machine::Stop::Finished);
        total = run.program.machine().step();
    }
    {
        Started run(program_text);
        Counter counter;
        const auto subscription
            = run.program.machine().hooks().subscribe(counter, { hooks::Event::Opcode });
        EXPECT_EQ(run.program.machine().run_until(Machine::no_limit), Machine::Stop::Finished);
        EXPECT_EQ(counter.count, total);
        EXPECT_EQ(run.program.machine().step(), total);
    }
    {
        // One step at a time, also through the native sort that calls back.
        Started run(program_text);
        for (std::uint64_t step = 0; step < total; ++step) {
            ASSERT_EQ(run.program.machine().run_until(step), Machine::Stop::StepReached);
            ASSERT_EQ(run.program.machine().step(), step);
        }
        EXPECT_EQ(run.program.machine().run_until(Machine::no_limit), Machine::Stop::Finished);
        EXPECT_EQ(run.host.captured(), "[2, 1, 0]\n['A', 'B', 'C']\n");
    }
}

TEST(Machine, ObserversMayComeAndGoInTheMiddleOfNativeCalls)
{
    Started run(program_text);
    Machine& machine = run.program.machine();
    for (std::uint64_t step = 0; machine.run_until(step) == Machine::Stop::StepReached; ++step) {
        Counter counter;
        counter.count = step;
        auto subscription = machine.hooks().subscribe(counter, { hooks::Event::Opcode });
        if (machine.run_until(++step) != Machine::Stop::StepReached) {
            break;
        }
        EXPECT_EQ(counter.count, step);
    }
    EXPECT_EQ(run.host.captured(), "[2, 1, 0]\n['A', 'B', 'C']\n");
}

TEST(Machine, BreakpointsStopBeforeTheirInstruction)
{
    Started run("x = 0\nfor i in range(3):\n    x += i\n");
    Machine& machine = run.program.machine();
    const Code& code = run.program.code();
    std::int32_t offset = -1;
    for (std::int32_t i = 0; i < code.instruction_count; ++i) {
        if (static_cast<std::uint8_t>(code.code->data()[2 * i])
            == static_cast<std::uint8_t>(code::Op::INPLACE_ADD)) {
            offset = 2 * i;
        }
    }
    ASSERT_GE(offset, 0);
    machine.set_breakpoint(run.program.code(), offset, true);
    std::uint64_t last = 0;
    for (int hit = 0; hit < 3; ++hit) {
        ASSERT_EQ(machine.run_until(Machine::no_limit), Machine::Stop::Breakpoint);
        EXPECT_EQ(machine.thread().frame->lasti(), offset);
        EXPECT_GT(machine.step(), last);
        last = machine.step();
    }
    EXPECT_EQ(machine.run_until(Machine::no_limit), Machine::Stop::Finished);
}

TEST(Machine, AddressesAreEqualInEveryRun)
{
    const std::string source = "class A: pass\nprint(id(A()), id([]), id('x' * 3), id(A))\n";
    std::string first;
    {
        Started run(source);
        run.program.machine().run_until(Machine::no_limit);
        first = run.host.captured();
    }
    Started run(source);
    Counter counter;
    const auto subscription
        = run.program.machine().hooks().subscribe(counter, { hooks::Event::Opcode });
    run.program.machine().run_until(Machine::no_limit);
    EXPECT_EQ(run.host.captured(), first);
}

TEST(Machine, InterruptEndsAnEndlessLoopAtASlice)
{
    Started run("while True: pass\n");
    Machine& machine = run.program.machine();
    machine.run_until(10);
    class Interrupter final : public hooks::Observer {
    public:
        explicit Interrupter(Machine& target)
            : m_machine(target)
        {
        }
        void on_opcode(const hooks::OpcodeEvent&) override { m_machine.interrupt(); }

    private:
        Machine& m_machine;
    };
    Interrupter interrupter(machine);
    const auto subscription = machine.hooks().subscribe(interrupter, { hooks::Event::Opcode });
    EXPECT_EQ(machine.run_until(Machine::no_limit), Machine::Stop::Interrupted);
}

} // namespace
} // namespace fw
