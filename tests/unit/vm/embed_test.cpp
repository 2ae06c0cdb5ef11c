// The facade as an embedding program uses it: one include, and about twenty lines that run a file
// and count its opcodes by function.

#include "vm/vm.h"

#include <fstream>
#include <gtest/gtest.h>
#include <map>

namespace {

// --- the example of the manual

class OpcodeCounter final : public fw::hooks::Observer {
public:
    void on_opcode(const fw::hooks::OpcodeEvent& event) override
    {
        ++count[fw::to_utf8(*event.frame->code->name)];
    }

    std::map<std::string, int> count;
};

std::map<std::string, int> count_opcodes(const std::string& file)
{
    fw::host::RealHost host;
    fw::Program program(host, { .file = file });
    if (!program.load()) {
        throw std::runtime_error(program.error());
    }
    OpcodeCounter counter;
    auto subscription = program.machine().hooks().subscribe(counter, { fw::hooks::Event::Opcode });
    program.start();
    program.machine().run_until(fw::Machine::no_limit);
    return counter.count;
}

// --- end of the example

std::string write_program(const std::string& name, const std::string& text)
{
    const std::string file = testing::TempDir() + name;
    std::ofstream(file) << text;
    return file;
}

TEST(Embed, CountsOpcodesByFunction)
{
    const std::string file = write_program("embed.py", R"(
def double(x):
    return x + x

total = 0
for i in range(3):
    total += double(i)
)");
    const std::map<std::string, int> count = count_opcodes(file);
    EXPECT_EQ(count.at("double"), 3 * 4);
    EXPECT_EQ(count.size(), 2u);
    EXPECT_GT(count.at("<module>"), 20);
    EXPECT_EQ(count, count_opcodes(file)); // One machine after the other, the same every time.
}

TEST(Embed, RunsByStepsAndTellsTheStep)
{
    const std::string file = write_program("steps.py", "x = 1\ny = x + 1\n");
    fw::host::ScriptedHost host;
    fw::Program program(host, { .file = file });
    ASSERT_TRUE(program.load()) << program.error();
    program.start();
    EXPECT_EQ(program.machine().run_until(3), fw::Machine::Stop::StepReached);
    EXPECT_EQ(program.machine().step(), 3u);
    EXPECT_EQ(program.machine().run_until(fw::Machine::no_limit), fw::Machine::Stop::Finished);
    EXPECT_EQ(program.machine().step(), 8u);
    EXPECT_EQ(program.exit_status(), 0);
}

} // namespace
