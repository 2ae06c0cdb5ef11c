// A session over a recording: the program's files are gone, every step can be reached.

#include "vm/debug/recorded_run.h"
#include "vm/debug/session.h"

#include <gtest/gtest.h>

#include <cstdlib>
#include <fstream>

namespace fw::debug {
namespace {

constexpr const char* program_text = "import time\n"
                                     "def f(n):\n"
                                     "    return n * n\n"
                                     "for i in range(5):\n"
                                     "    print(f(i), time.time_ns())\n"
                                     "print('end')\n";

class RecordedSessionTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/recorded_sessionXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
        m_program = m_folder + "/program.py";
        m_recording = m_folder + "/run.fwrec";
        std::ofstream(m_program) << program_text;
        testing::internal::CaptureStdout();
        EXPECT_EQ(record_program(m_recording, { .file = m_program }), 0);
        m_printed = testing::internal::GetCapturedStdout();
        m_disk.remove(m_program);
        const auto recording = open_recording(m_recording);
        ASSERT_NE(recording, nullptr);
        m_steps = recording->steps;
    }
    void TearDown() override
    {
        m_disk.remove(m_recording);
        m_disk.remove_directory(m_folder);
    }

    static std::string output_of(const inspect::Picture& picture)
    {
        std::string text;
        for (const inspect::OutputPiece& piece : picture.output) {
            text += piece.text;
        }
        return text;
    }

    host::RealHost m_disk;
    std::string m_folder;
    std::string m_program;
    std::string m_recording;
    std::string m_printed;
    std::uint64_t m_steps = 0;
};

TEST_F(RecordedSessionTest, EveryStepCanBeReached)
{
    Session session;
    session.load({ .file = m_recording, .source = {}, .arguments = {} });
    auto picture = session.wait();
    ASSERT_EQ(picture->state, inspect::RunState::Stopped) << picture->message;
    EXPECT_EQ(picture->step, 0U);
    EXPECT_EQ(picture->known_steps, m_steps);
    ASSERT_FALSE(picture->sources.empty());
    EXPECT_EQ(picture->sources.front()->text, program_text);

    const std::uint64_t places[] = { m_steps - 1, 3, m_steps / 2, 0, m_steps - 2 };
    for (const std::uint64_t step : places) {
        session.seek(step);
        picture = session.wait();
        EXPECT_EQ(picture->step, step);
        EXPECT_EQ(picture->known_steps, m_steps);
        EXPECT_TRUE(m_printed.starts_with(output_of(*picture)));
    }
    session.run();
    picture = session.wait();
    EXPECT_EQ(picture->state, inspect::RunState::Finished) << picture->message;
    EXPECT_EQ(picture->step, m_steps);
    EXPECT_EQ(output_of(*picture), m_printed);
}

TEST_F(RecordedSessionTest, ADamagedOneSaysSo)
{
    std::string bytes = m_disk.read_file(m_recording).value;
    bytes[bytes.size() / 2] = static_cast<char>(bytes[bytes.size() / 2] ^ 1);
    std::ofstream(m_recording) << bytes;
    Session session;
    session.load({ .file = m_recording, .source = {}, .arguments = {} });
    const auto picture = session.wait();
    EXPECT_EQ(picture->state, inspect::RunState::Failed);
    EXPECT_NE(picture->message.find("is damaged"), std::string::npos) << picture->message;
}

TEST_F(RecordedSessionTest, OneThatWasCutOffEndsWhereItWasCut)
{
    std::string bytes = m_disk.read_file(m_recording).value;
    bytes.pop_back(); // of the end: all answers are there
    std::ofstream(m_recording) << bytes;
    Session session;
    session.load({ .file = m_recording, .source = {}, .arguments = {} });
    auto picture = session.wait();
    ASSERT_EQ(picture->state, inspect::RunState::Stopped) << picture->message;
    EXPECT_NE(picture->message.find("ends early"), std::string::npos) << picture->message;
    const std::uint64_t last = picture->known_steps;
    EXPECT_GT(last, 0U);
    session.run();
    picture = session.wait();
    EXPECT_EQ(picture->state, inspect::RunState::Finished) << picture->message;
    EXPECT_EQ(picture->step, last);
    session.seek(1);
    picture = session.wait();
    EXPECT_EQ(picture->step, 1U);
}

} // namespace
} // namespace fw::debug
