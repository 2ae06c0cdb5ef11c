// Replay equals record: programs that read input, files, time, randomness, environment and the
// library run again from a recording alone, to the same steps, output and exit status.

#include "vm/builtins/program.h"
#include "vm/debug/recorded_run.h"
#include "vm/host/scripted_host.h"
#include "vm/timeline/journal_host.h"
#include "vm/timeline/recording_writer.h"

#include <gtest/gtest.h>

#include <fstream>
#include <random>

namespace fw::timeline {
namespace {

struct Course {
    std::vector<std::pair<std::uint64_t, std::string>> output; // with the step of each piece
    std::uint64_t steps = 0;
    int status = 0;

    bool operator==(const Course&) const = default;
};

std::vector<std::pair<std::uint64_t, std::string>> output_of(const Journal& journal)
{
    std::vector<std::pair<std::uint64_t, std::string>> output;
    journal.for_each_output(
        0, journal.size(), [&](std::uint64_t step, host::Stream, std::string_view text) {
            output.emplace_back(step, text);
        });
    return output;
}

class ReplayTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/replay_testXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
    }
    void TearDown() override
    {
        for (const std::string& name : m_disk.list(m_folder).value) {
            m_disk.remove(m_folder + "/" + name);
        }
        m_disk.remove_directory(m_folder);
    }
    std::string write_file(const std::string& name, const std::string& text) const
    {
        std::ofstream(m_folder + "/" + name) << text;
        return m_folder + "/" + name;
    }

    // Runs the program on real clocks and randomness, through a recording on disk, and again.
    void record_and_replay(const std::string& text, const std::string& input)
    {
        const std::string file = write_file("program.py", text);
        const std::string path = m_folder + "/run.fwrec";
        Program::Options options{ .file = file, .arguments = { "one", "two" } };
        Course recorded;
        {
            host::ScriptedHost world(host::ScriptedHost::Clock::Real);
            world.give_input(input);
            world.end_input();
            const auto journal = std::make_shared<Journal>();
            JournalHost host(world, journal);
            Program program(host, options);
            recorded.status = program.run();
            recorded.steps = program.machine().step();
            recorded.output = output_of(*journal);
            ASSERT_EQ(write_recording(m_disk, path,
                          debug::recorded_program(options, program.machine().region()), *journal,
                          recorded.steps, recorded.status),
                "");
        }
        // Another machine: nothing of the program is there.
        for (const std::string& name : m_disk.list(m_folder).value) {
            if (!name.ends_with(".fwrec")) {
                m_disk.remove(m_folder + "/" + name);
            }
        }
        const RecordingOutcome outcome = open_recording(path);
        ASSERT_TRUE(outcome) << outcome.error;
        Course replayed;
        {
            JournalHost host(outcome.recording->journal);
            Program program(host, debug::program_options(outcome.recording->program));
            ASSERT_TRUE(program.load()) << program.error();
            program.start();
            // In small pieces: stopping in between changes nothing.
            while (program.machine().run_until(program.machine().step() + 997)
                == Machine::Stop::StepReached) { }
            EXPECT_TRUE(program.machine().finished()) << host.trouble();
            EXPECT_EQ(host.cursor(), host.journal()->size());
            replayed.status = program.exit_status();
            replayed.steps = program.machine().step();
            replayed.output = output_of(*host.journal());
        }
        EXPECT_EQ(replayed.status, recorded.status);
        EXPECT_EQ(replayed.steps, recorded.steps);
        EXPECT_EQ(replayed.output, recorded.output);
        EXPECT_EQ(outcome.recording->steps, recorded.steps);
        EXPECT_EQ(m_disk.list(m_folder).value, std::vector<std::string>{ "run.fwrec" });
        m_output.clear();
        for (const auto& [step, piece] : recorded.output) {
            m_output += piece;
        }
    }

    host::RealHost m_disk;
    std::string m_folder;
    std::string m_output;
};

TEST_F(ReplayTest, Input)
{
    record_and_replay("import sys\n"
                      "print(input('name? '), sys.argv[1:])\n"
                      "for line in sys.stdin:\n"
                      "    print(len(line), end=' ', flush=True)\n"
                      "try:\n"
                      "    input()\n"
                      "except EOFError:\n"
                      "    print('end', file=sys.stderr)\n"
                      "sys.exit(7)\n",
        "Ada\none\nthree\n");
    EXPECT_EQ(m_output, "name? Ada ['one', 'two']\n4 6 end\n");
}

TEST_F(ReplayTest, TimeRandomnessAndEnvironment)
{
    record_and_replay("import os, random, time\n"
                      "print(time.time(), time.monotonic(), time.perf_counter_ns())\n"
                      "time.sleep(0.001)\n"
                      "print(time.localtime(), time.strftime('%c %Z %s'), os.getpid())\n"
                      "print(random.random(), random.choice(range(1000)), os.urandom(8))\n"
                      "print(sorted(os.environ), os.getcwd(), os.environ.get('HOME'))\n"
                      "t = time.time_ns()\n"
                      "n = 0\n"
                      "while n < t % 1000:\n"
                      "    n += 1\n"
                      "print(n, os.path.exists('/'), os.stat('/').st_mtime_ns)\n",
        "");
}

TEST_F(ReplayTest, Files)
{
    const std::string data = write_file("data.txt", "1\n22\n333\n");
    record_and_replay("import os\n"
                      "folder = '"
            + m_folder
            + "'\n"
              "with open(folder + '/data.txt') as f:\n"
              "    print(f.fileno(), [len(line) for line in f])\n"
              "with open(folder + '/out.txt', 'w+') as f:\n"
              "    f.write('written')\n"
              "    f.seek(2)\n"
              "    print(f.read(), f.tell())\n"
              "print(sorted(os.listdir(folder)), os.path.getsize(folder + '/out.txt'))\n"
              "os.rename(folder + '/out.txt', folder + '/moved.txt')\n"
              "os.mkdir(folder + '/d')\n"
              "os.rmdir(folder + '/d')\n"
              "try:\n"
              "    open(folder + '/none')\n"
              "except FileNotFoundError as error:\n"
              "    print(error.errno)\n"
              "os.remove(folder + '/moved.txt')\n",
        "");
    EXPECT_NE(m_output.find("3 [2, 3, 4]\n"), std::string::npos) << m_output;
}

TEST_F(ReplayTest, ImportsAndUncaughtExceptions)
{
    write_file("helper.py", "import json\ndef f(x):\n    return json.dumps(x)[x]\n");
    record_and_replay("import helper\nprint(helper.f(12))\n", "");
    EXPECT_NE(m_output.find("helper.py\", line 3, in f"), std::string::npos) << m_output;
    EXPECT_NE(m_output.find("IndexError"), std::string::npos) << m_output;
}

// Answers that no host gave: the run goes another way, or stops, and nothing worse.
TEST_F(ReplayTest, TamperedAnswersDoNoHarm)
{
    const std::string file = write_file("program.py",
        "import os, random, time\n"
        "print(input('name? '), time.asctime(), time.localtime(), random.random())\n"
        "with open('"
            + m_folder
            + "/out.txt', 'w+') as f:\n"
              "    f.write('text' * 10)\n"
              "    f.seek(0)\n"
              "    print(f.read(), f.tell(), os.fstat(f.fileno()).st_size)\n"
              "print(os.listdir('/'), os.environ.get('HOME'), os.getcwd())\n");
    host::ScriptedHost world;
    world.give_input("Ada\n");
    const auto recorded = std::make_shared<Journal>();
    std::uint64_t steps = 0;
    {
        JournalHost host(world, recorded);
        Program program(host, { .file = file });
        ASSERT_EQ(program.run(), 0) << world.captured();
        steps = program.machine().step();
    }
    std::vector<std::pair<std::uint64_t, std::string>> parts;
    recorded->for_each_part(
        [&parts](std::uint64_t base, std::string_view bytes) { parts.emplace_back(base, bytes); });
    // The program's own requests are in the last part; what it imports is most of the others.
    std::mt19937 random(39);
    int replayed = 0;
    for (int round = 0; round < 200; ++round) {
        const auto tampered = std::make_shared<Journal>();
        bool decodable = true;
        for (std::size_t i = 0; i < parts.size(); ++i) {
            std::string bytes = parts[i].second;
            if (i + 1 == parts.size()) {
                const std::size_t tail = std::min<std::size_t>(bytes.size(), 3000);
                bytes[bytes.size() - 1 - random() % tail] = static_cast<char>(random());
            }
            decodable = decodable && tampered->append_encoded(std::move(bytes), parts[i].first);
        }
        if (!decodable) {
            continue;
        }
        ++replayed;
        try {
            JournalHost host(tampered);
            Program program(host, { .file = file });
            if (program.load()) {
                program.start();
                program.machine().run_until(steps * 10);
            }
        } catch (const NoAnswer& trouble) {
            EXPECT_STRNE(trouble.what(), "");
        }
    }
    EXPECT_GT(replayed, 20);
}

} // namespace
} // namespace fw::timeline
