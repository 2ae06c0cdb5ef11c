// Whole runs with a recording: what `framewalk run --record` does, also to a writer that is killed.

#include "vm/debug/recorded_run.h"

#include <gtest/gtest.h>

#include <chrono>
#include <csignal>
#include <cstdlib>
#include <fstream>
#include <thread>

#include <fcntl.h>
#include <sys/wait.h>
#include <unistd.h>

namespace fw::debug {
namespace {

class RecordedRunTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/recorded_runXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
        m_program = m_folder + "/program.py";
        m_recording = m_folder + "/run.fwrec";
    }
    void TearDown() override
    {
        for (const std::string& name : m_disk.list(m_folder).value) {
            m_disk.remove(m_folder + "/" + name);
        }
        m_disk.remove_directory(m_folder);
    }

    struct Printed {
        int status;
        std::string out;
        std::string error;
    };
    template <typename Function> static Printed capture(Function&& run)
    {
        testing::internal::CaptureStdout();
        testing::internal::CaptureStderr();
        const int status = run();
        std::string out = testing::internal::GetCapturedStdout();
        return { status, std::move(out), testing::internal::GetCapturedStderr() };
    }
    Printed record(const std::string& text, std::vector<std::string> arguments = {}) const
    {
        std::ofstream(m_program) << text;
        return capture([&] {
            return record_program(
                m_recording, { .file = m_program, .arguments = std::move(arguments) });
        });
    }
    Printed run_again() const
    {
        return capture([this] {
            const auto recording = open_recording(m_recording);
            return recording ? run_recording(*recording) : 99;
        });
    }

    host::RealHost m_disk;
    std::string m_folder;
    std::string m_program;
    std::string m_recording;
};

TEST_F(RecordedRunTest, PrintsTheSameAgain)
{
    const Printed first = record("import sys, time\n"
                                 "print(sys.argv[1:], time.time())\n"
                                 "print('error', file=sys.stderr)\n"
                                 "for i in range(5000):\n"
                                 "    print(i)\n"
                                 "1 // 0\n",
        { "a", "b" });
    EXPECT_EQ(first.status, 1);
    EXPECT_TRUE(first.out.starts_with("['a', 'b'] "));
    EXPECT_TRUE(first.out.ends_with("\n4999\n"));
    EXPECT_TRUE(first.error.starts_with("error\nTraceback"));
    m_disk.remove(m_program);
    const Printed again = run_again();
    EXPECT_EQ(again.status, 1);
    EXPECT_EQ(again.out, first.out);
    EXPECT_EQ(again.error, first.error);
}

TEST_F(RecordedRunTest, AProgramThatDoesNotLoad)
{
    const Printed first = record("if\n");
    EXPECT_EQ(first.status, 1);
    EXPECT_NE(first.error.find("SyntaxError"), std::string::npos);
    m_disk.remove(m_program);
    const Printed again = run_again();
    EXPECT_EQ(again.status, first.status);
    EXPECT_EQ(again.error, first.error);
}

TEST_F(RecordedRunTest, NothingIsLost)
{
    std::ofstream(m_recording) << "not a recording";
    const Printed refused = record("print(1)\n");
    EXPECT_EQ(refused.status, 2);
    EXPECT_EQ(refused.out, "");
    EXPECT_NE(refused.error.find("is no recording: it is left alone"), std::string::npos);
    EXPECT_EQ(m_disk.read_file(m_recording).value, "not a recording");
    EXPECT_EQ(run_again().error, "framewalk: " + m_recording + " is no recording of framewalk\n");

    m_disk.remove(m_recording);
    EXPECT_EQ(record("print(1)\n").out, "1\n");
    EXPECT_EQ(record("print(2)\n").out, "2\n"); // over a recording
    EXPECT_EQ(run_again().out, "2\n");
}

TEST_F(RecordedRunTest, AKilledWriterLeavesAllButTheLastSecond)
{
    std::ofstream(m_program) << "import time\n"
                                "while True:\n"
                                "    print(time.time_ns())\n"
                                "    time.sleep(0.01)\n";
    const pid_t child = fork();
    ASSERT_GE(child, 0);
    if (child == 0) {
        const int nowhere = ::open("/dev/null", O_WRONLY);
        dup2(nowhere, STDOUT_FILENO);
        record_program(m_recording, { .file = m_program });
        _exit(9);
    }
    std::this_thread::sleep_for(std::chrono::milliseconds(2500));
    const auto killed_at = m_disk.time_ns();
    ASSERT_EQ(kill(child, SIGKILL), 0);
    int status = 0;
    ASSERT_EQ(waitpid(child, &status, 0), child);
    ASSERT_TRUE(WIFSIGNALED(status));

    timeline::RecordingOutcome outcome = timeline::open_recording(m_recording);
    ASSERT_TRUE(outcome) << outcome.error;
    EXPECT_FALSE(outcome.recording->finished());
    EXPECT_NE(outcome.recording->warning.find("ends early"), std::string::npos);
    std::int64_t last = 0;
    const timeline::Journal& journal = *outcome.recording->journal;
    journal.for_each(timeline::Journal::mask_of(host::Call::Time),
        [&last](const timeline::Entry& entry) { last = entry.answer.number; });
    EXPECT_LT(killed_at - last, 1'000'000'000);

    // Every step up to its end can be reached, and what was printed is printed again.
    m_disk.remove(m_program);
    {
        timeline::JournalHost host(outcome.recording->journal);
        Program program(host, program_options(outcome.recording->program));
        ASSERT_TRUE(program.load()) << program.error();
        program.start();
        EXPECT_EQ(
            program.machine().run_until(outcome.recording->steps), Machine::Stop::StepReached);
        EXPECT_FALSE(host.diverged()) << host.trouble();
    }
    const Printed again = run_again();
    EXPECT_EQ(again.status, 1);
    EXPECT_NE(again.out.find(std::to_string(last) + "\n"), std::string::npos);
    EXPECT_NE(again.error.find("ends early"), std::string::npos);
}

} // namespace
} // namespace fw::debug
