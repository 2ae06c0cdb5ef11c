// The journalling host without a machine: live, replay, branches with open files, evaluations. With
// a machine: a replay that differs, and a recording that ends.

#include "vm/timeline/journal_host.h"

#include "vm/builtins/program.h"
#include "vm/host/scripted_host.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <fstream>
#include <sstream>

namespace fw::timeline {
namespace {

using host::Answer;
using host::Call;
using host::Request;
using host::Stream;

// Counts what reaches it.
class World final : public host::ScriptedHost {
public:
    Answer answer(const Request& request) override
    {
        ++asked;
        return ScriptedHost::answer(request);
    }

    int asked = 0;
};

class JournalHostTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/journal_testXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
    }
    void TearDown() override
    {
        for (const std::string& name : m_world.list(m_folder).value) {
            m_world.remove(m_folder + "/" + name);
        }
        m_world.remove_directory(m_folder);
    }

    std::string path(const std::string& name) const { return m_folder + "/" + name; }
    std::string write_file(const std::string& name, const std::string& text) const
    {
        std::ofstream(path(name)) << text;
        return path(name);
    }
    std::string content(const std::string& name) const
    {
        std::ostringstream text;
        text << std::ifstream(path(name)).rdbuf();
        return text.str();
    }

    World m_world;
    std::shared_ptr<Journal> m_journal = std::make_shared<Journal>();
    std::string m_folder;
};

TEST_F(JournalHostTest, AReplayAsksNobody)
{
    JournalHost host(m_world, m_journal);
    std::string told;
    host.on_output([&](std::uint64_t, Stream, std::string_view text) { told += text; });
    m_world.give_input("a line\n");
    const auto run = [&] {
        std::ostringstream seen;
        seen << host.time_ns() << ' ' << host.random_bytes(8) << ' ' << *host.read_line();
        const auto file = host.open(path("out"), host::OpenWrite | host::OpenCreate);
        seen << file.value << ' ' << host.write(file.value, "written").value << ' '
             << host.close(file.value) << host.list(m_folder).value.size()
             << host.variable("HOME").value_or("none") << host.current_directory().value;
        host.write_out("printed");
        host.write_error("error");
        return seen.str();
    };
    const std::string first = run();
    EXPECT_EQ(host.cursor(), m_journal->size());
    EXPECT_EQ(content("out"), "written");
    m_world.remove(path("out"));
    const int asked = m_world.asked;

    host.set_cursor(0);
    EXPECT_TRUE(host.replaying());
    EXPECT_EQ(run(), first);
    EXPECT_FALSE(host.replaying());
    EXPECT_EQ(m_world.asked, asked);
    EXPECT_EQ(told, "printederror");
    EXPECT_FALSE(m_world.exists(path("out")));
    EXPECT_NE(host.time_ns(), 0); // beyond the end the world is asked again
    EXPECT_EQ(host.cursor(), m_journal->size());
}

TEST_F(JournalHostTest, WaitingForALineIsNotJournalled)
{
    JournalHost host(m_world, m_journal);
    EXPECT_FALSE(host.read_line());
    EXPECT_FALSE(host.read_line());
    EXPECT_EQ(m_journal->size(), 0U);
    m_world.give_input("now\n");
    EXPECT_EQ(host.read_line(), "now\n");
    EXPECT_EQ(m_journal->size(), 1U);
}

TEST_F(JournalHostTest, AnotherRequestThanTheOneAnsweredIsRefused)
{
    JournalHost host(m_world, m_journal);
    host.write_out("one");
    for (const Request& other : {
             Request{ .call = Call::Output, .flags = 1, .text = "two" },
             Request{ .call = Call::Output, .flags = 2, .text = "one" },
             Request{ .call = Call::Time },
         }) {
        host.set_cursor(0);
        EXPECT_THROW(host.ask(other), NoAnswer);
        EXPECT_TRUE(host.diverged());
        EXPECT_NE(host.trouble().find(describe(other)), std::string::npos) << host.trouble();
        EXPECT_NE(host.trouble().find("Output 'one'"), std::string::npos) << host.trouble();
        EXPECT_EQ(host.cursor(), 0U);
    }
    EXPECT_EQ(m_world.captured(), "one");
}

TEST_F(JournalHostTest, ARecordingEnds)
{
    {
        JournalHost host(m_world, m_journal);
        host.write_out("one");
    }
    JournalHost host(m_journal);
    host.write_out("one");
    EXPECT_THROW(host.write_out("two"), NoAnswer);
    EXPECT_FALSE(host.diverged());
    EXPECT_NE(host.trouble().find("ends here"), std::string::npos) << host.trouble();
}

TEST_F(JournalHostTest, FileNumbersAreTheProgramsOwn)
{
    write_file("f", "text");
    JournalHost host(m_world, m_journal);
    const auto first = host.open(path("f"), host::OpenRead);
    const auto second = host.open(path("f"), host::OpenRead);
    EXPECT_EQ(first.value, 3);
    EXPECT_EQ(second.value, 4);
    EXPECT_EQ(host.close(3), 0);
    EXPECT_EQ(host.close(3), EBADF);
    EXPECT_EQ(host.open(path("f"), host::OpenRead).value, 3);
    EXPECT_EQ(host.open(path("none"), host::OpenRead).error, ENOENT);
    EXPECT_EQ(host.read(9, 5).error, EBADF);
    EXPECT_EQ(host.close(1), 0);
    EXPECT_EQ(host.is_terminal(Stream::Output), false);
}

TEST_F(JournalHostTest, ABranchHasTheFilesOfItsBeginning)
{
    write_file("in", "0123456789");
    JournalHost host(m_world, m_journal);
    const auto in = host.open(path("in"), host::OpenRead);
    const auto out = host.open(
        path("out"), host::OpenRead | host::OpenWrite | host::OpenCreate | host::OpenTruncate);
    EXPECT_EQ(host.read(in.value, 3).value, "012");
    EXPECT_EQ(host.write(out.value, "begin ").value, 6);
    const std::size_t fork_at = host.cursor();
    EXPECT_EQ(host.read(in.value, 4).value, "3456");
    EXPECT_EQ(host.write(out.value, "main").value, 4);
    EXPECT_EQ(host.close(out.value), 0);

    const std::shared_ptr<Journal> branch = m_journal->fork(fork_at);
    host.set_position(branch, fork_at);
    EXPECT_EQ(host.read(in.value, 2).value, "34");
    EXPECT_EQ(host.tell(out.value).value, 6);
    EXPECT_EQ(host.write(out.value, "branch").value, 6);
    EXPECT_EQ(content("out"), "begin branch");
    EXPECT_EQ(host.open(path("in"), host::OpenRead).value, 5);

    // The main line goes on where it was, and so does the branch then.
    host.set_position(m_journal, m_journal->size());
    EXPECT_EQ(host.read(in.value, 2).value, "78");
    EXPECT_EQ(host.write(out.value, "x").error, EBADF);
    host.set_position(branch, branch->size());
    EXPECT_EQ(host.read(in.value, 1).value, "5");
    EXPECT_EQ(host.close(out.value), 0);
}

TEST_F(JournalHostTest, AShortenedLineOpensItsFilesAnew)
{
    write_file("in", "0123456789");
    JournalHost host(m_world, m_journal);
    const auto in = host.open(path("in"), host::OpenRead);
    EXPECT_EQ(host.seek(in.value, 2, host::SeekFrom::Start).value, 2);
    const std::size_t kept = host.cursor();
    EXPECT_EQ(host.read(in.value, 5).value, "23456");
    m_journal->truncate(kept);
    host.set_cursor(kept);
    EXPECT_EQ(host.read(in.value, 2).value, "23");
}

TEST_F(JournalHostTest, AppendingGoesOnAtTheEnd)
{
    write_file("log", "one\n");
    JournalHost host(m_world, m_journal);
    const auto log = host.open(path("log"), host::OpenWrite | host::OpenAppend);
    host.write(log.value, "two\n");
    const std::shared_ptr<Journal> branch = m_journal->fork(host.cursor());
    host.set_position(branch, branch->size());
    host.write(log.value, "three\n");
    EXPECT_EQ(content("log"), "one\ntwo\nthree\n");
}

TEST_F(JournalHostTest, AnEvaluationLeavesNoTrace)
{
    write_file("in", "0123456789");
    JournalHost host(m_world, m_journal);
    std::string told;
    host.on_output([&](std::uint64_t, Stream, std::string_view text) { told += text; });
    const auto in = host.open(path("in"), host::OpenRead);
    host.read(in.value, 3);
    m_world.give_input("for the program\n");
    const std::size_t size = m_journal->size();
    {
        JournalHost::Evaluation evaluation(host);
        host.write_out("looked");
        host.write_error("!");
        EXPECT_EQ(host.read_line(), "");
        EXPECT_EQ(host.open(path("new"), host::OpenWrite | host::OpenCreate).error, EROFS);
        EXPECT_EQ(host.remove(path("in")), EROFS);
        EXPECT_EQ(host.rename(path("in"), path("out")), EROFS);
        EXPECT_EQ(host.make_directory(path("d")), EROFS);
        EXPECT_EQ(host.read(in.value, 3).error, EBADF);
        EXPECT_EQ(host.seek(in.value, 0, host::SeekFrom::Start).error, EBADF);
        EXPECT_EQ(host.close(in.value), EBADF);
        const auto own = host.open(path("in"), host::OpenRead);
        EXPECT_NE(own.value, in.value);
        EXPECT_EQ(host.read(own.value, 2).value, "01");
        EXPECT_EQ(host.truncate(own.value, 0), EROFS);
        EXPECT_GT(host.time_ns(), 0);
        EXPECT_EQ(host.random_bytes(4).size(), 4U);
        EXPECT_EQ(evaluation.output(), "looked!");
    }
    EXPECT_EQ(m_journal->size(), size);
    EXPECT_EQ(told, "");
    EXPECT_EQ(m_world.captured(), "");
    EXPECT_EQ(host.read(in.value, 3).value, "345");
    EXPECT_EQ(host.read_line(), "for the program\n");
}

// --- with a machine

constexpr const char* asking_program = "import time\n"
                                       "name = input('name? ')\n"
                                       "a = time.time_ns()\n"
                                       "print('hello', name, time.time_ns() - a)\n";

TEST_F(JournalHostTest, AProgramRunsAgainFromItsJournal)
{
    std::uint64_t steps = 0;
    m_world.give_input("Ada\n");
    {
        JournalHost host(m_world, m_journal);
        Program program(host, { .file = "<string>", .source = asking_program });
        EXPECT_EQ(program.run(), 0);
        steps = program.machine().step();
    }
    EXPECT_EQ(m_world.captured().substr(0, 16), "name? hello Ada ");
    const int asked = m_world.asked;
    JournalHost host(m_journal);
    Program program(host, { .file = "<string>", .source = asking_program });
    EXPECT_EQ(program.run(), 0);
    EXPECT_EQ(program.machine().step(), steps);
    EXPECT_EQ(host.cursor(), m_journal->size());
    EXPECT_EQ(m_world.asked, asked);
}

TEST_F(JournalHostTest, AnotherProgramStopsAtItsFirstOtherRequest)
{
    m_world.give_input("Ada\n");
    {
        JournalHost host(m_world, m_journal);
        Program program(host, { .file = "<string>", .source = asking_program });
        EXPECT_EQ(program.run(), 0);
    }
    JournalHost host(m_journal);
    Program program(host, { .file = "<string>", .source = "print(1)\nprint('other')\n" });
    ASSERT_TRUE(program.load()) << program.error();
    program.start();
    for (int i = 0; i < 2; ++i) {
        EXPECT_EQ(program.machine().run_until(Machine::no_limit), Machine::Stop::NoAnswer);
        EXPECT_TRUE(host.diverged());
        EXPECT_NE(host.trouble().find("left its history"), std::string::npos) << host.trouble();
    }
}

TEST_F(JournalHostTest, ARecordingThatWasCutStopsTheMachine)
{
    m_world.give_input("Ada\n");
    {
        JournalHost host(m_world, m_journal);
        Program program(host, { .file = "<string>", .source = asking_program });
        EXPECT_EQ(program.run(), 0);
    }
    m_journal->truncate(m_journal->size() - 1);
    JournalHost host(m_journal);
    Program program(host, { .file = "<string>", .source = asking_program });
    ASSERT_TRUE(program.load()) << program.error();
    program.start();
    EXPECT_EQ(program.machine().run_until(Machine::no_limit), Machine::Stop::NoAnswer);
    EXPECT_FALSE(host.diverged());
    EXPECT_EQ(host.cursor(), m_journal->size());
}

} // namespace
} // namespace fw::timeline
