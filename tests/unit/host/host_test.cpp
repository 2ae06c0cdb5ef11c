// The real host against the system, the scripted host, and a decorator that records and replays.

#include "vm/base/fiber.h"
#include "vm/base/region.h"
#include "vm/base/region_new.h"
#include "vm/host/scripted_host.h"

#include <gtest/gtest.h>

#include <cerrno>
#include <cstdlib>
#include <fstream>

namespace fw::host {
namespace {

class HostTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/host_testXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
    }
    void TearDown() override
    {
        for (const std::string& name : m_host.list(m_folder).value) {
            m_host.remove(m_folder + "/" + name);
        }
        EXPECT_EQ(m_host.remove_directory(m_folder), 0);
    }

    RealHost m_host;
    std::string m_folder;
};

TEST_F(HostTest, files)
{
    const std::string path = m_folder + "/b.txt";
    EXPECT_FALSE(m_host.exists(path));
    EXPECT_EQ(m_host.open(path, OpenRead).error, ENOENT);
    const auto file = m_host.open(path, OpenRead | OpenWrite | OpenCreate);
    ASSERT_TRUE(file);
    EXPECT_EQ(m_host.write(file.value, "hello world").value, 11);
    EXPECT_EQ(m_host.tell(file.value).value, 11);
    EXPECT_EQ(m_host.seek(file.value, -5, SeekFrom::End).value, 6);
    EXPECT_EQ(m_host.read(file.value, 3).value, "wor");
    EXPECT_EQ(m_host.read_all(file.value).value, "ld");
    EXPECT_EQ(m_host.read(file.value, 3).value, "");
    EXPECT_EQ(m_host.truncate(file.value, 5), 0);
    EXPECT_EQ(m_host.status(file.value).value.size, 5);
    EXPECT_EQ(m_host.close(file.value), 0);
    EXPECT_EQ(m_host.close(file.value), EBADF);
    EXPECT_EQ(m_host.read_file(path).value, "hello");

    EXPECT_EQ(m_host.open(path, OpenWrite | OpenExclusive).error, EEXIST);
    EXPECT_EQ(m_host.make_directory(m_folder + "/a"), 0);
    EXPECT_TRUE(m_host.status(m_folder + "/a").value.is_directory());
    EXPECT_TRUE(m_host.status(path).value.is_file());
    EXPECT_GT(m_host.status(path).value.modified_ns, 0);
    EXPECT_EQ(m_host.rename(path, m_folder + "/c"), 0);
    EXPECT_EQ(m_host.list(m_folder).value, (std::vector<std::string>{ "a", "c" }));
    EXPECT_EQ(m_host.list(m_folder + "/none").error, ENOENT);
    EXPECT_EQ(m_host.remove_directory(m_folder + "/a"), 0);
    EXPECT_EQ(m_host.real_path(m_folder + "/./c").value, m_host.real_path(m_folder + "/c").value);
}

TEST_F(HostTest, clocks_randomness_environment)
{
    const std::int64_t before = m_host.monotonic_ns();
    m_host.sleep_ns(2000000);
    EXPECT_GE(m_host.monotonic_ns(), before + 2000000);
    EXPECT_GT(m_host.time_ns(), 1600000000000000000);
    EXPECT_GT(m_host.process_time_ns(), 0);
    EXPECT_EQ(m_host.random_bytes(1000).size(), 1000U);
    EXPECT_NE(m_host.random_bytes(20), m_host.random_bytes(20));
    EXPECT_EQ(m_host.variable("PATH"), std::string(std::getenv("PATH")));
    EXPECT_EQ(m_host.variable("NO_SUCH_VARIABLE_HERE"), std::nullopt);
    EXPECT_FALSE(m_host.environment().empty());
    EXPECT_EQ(m_host.current_directory().value.front(), '/');
    const LocalTime time = m_host.local_time(1600000000);
    EXPECT_EQ(time.year, 2020);
    EXPECT_EQ(time.month, 9);
}

TEST(ScriptedHost, input_and_output)
{
    ScriptedHost host;
    EXPECT_EQ(host.read_line(), std::nullopt);
    EXPECT_TRUE(host.waits_for_input());
    host.give_input("one\ntwo");
    EXPECT_EQ(host.read_line(), "one\n");
    EXPECT_EQ(host.read_line(), "two\n");
    EXPECT_EQ(host.read_line(), std::nullopt);
    host.end_input();
    EXPECT_EQ(host.read_line(), "");
    EXPECT_FALSE(host.waits_for_input());

    std::string heard;
    host.on_output([&](Stream, std::string_view text) { heard += text; });
    host.write_out("a");
    host.write_out("b");
    host.write_error("c");
    host.write_out("d");
    EXPECT_EQ(host.captured(), "abcd");
    EXPECT_EQ(heard, "abcd");
    EXPECT_EQ(host.captured(Stream::Output), "abd");
    EXPECT_EQ(host.captured(Stream::Error), "c");
    EXPECT_EQ(host.output_pieces().size(), 3U);
    EXPECT_FALSE(host.is_terminal(Stream::Output));
}

TEST(ScriptedHost, time_and_randomness_are_the_same_in_every_run)
{
    ScriptedHost one;
    ScriptedHost two;
    EXPECT_EQ(one.time_ns(), two.time_ns());
    one.sleep_ns(5000);
    EXPECT_EQ(one.time_ns(), two.time_ns() + 5000);
    EXPECT_EQ(one.random_bytes(50), two.random_bytes(50));
    EXPECT_GT(ScriptedHost(ScriptedHost::Clock::Real).monotonic_ns(), 0);
}

// What the journal will be: records every answer outside the region, then gives them again.
class Recorder final : public Host {
public:
    explicit Recorder(Host& inner)
        : m_inner(inner)
    {
    }
    void replay() { m_next = 0; }
    Answer answer(const Request& request) override
    {
        if (m_next == m_answers.size()) {
            m_answers.push_back(m_inner.answer(request));
            EXPECT_FALSE(Region::contains(m_answers.data()));
        }
        return m_answers[m_next++];
    }

private:
    Host& m_inner;
    std::vector<Answer> m_answers;
    std::size_t m_next = 0;
};

void conversation(void* argument)
{
    auto& [host, said] = *static_cast<std::pair<Host*, std::string>*>(argument);
    std::string line;
    for (;;) {
        const auto answer = host->read_line();
        if (!answer) {
            Fiber::suspend();
            continue;
        }
        if (answer->empty()) {
            break;
        }
        EXPECT_TRUE(line.size() < 20 || Region::contains(line.data()));
        line += *answer;
        host->write_out("got a line that is longer than a short string: " + *answer);
        line += host->random_bytes(20);
    }
    const OutsideRegion scope;
    said = line;
}

TEST(ScriptedHost, a_decorator_records_and_replays_on_the_fiber)
{
    Region region;
    ScriptedHost scripted;
    Recorder recorder(scripted);
    std::pair<Host*, std::string> first{ &recorder, "" };
    Fiber::start(conversation, &first);
    Fiber::resume();
    scripted.give_input("alpha, a line that is longer than a short string\n");
    Fiber::resume();
    scripted.give_input("beta\n");
    scripted.end_input();
    Fiber::resume();
    ASSERT_TRUE(Fiber::done());
    const std::string written = scripted.captured();
    EXPECT_NE(written.find("beta"), std::string::npos);
    EXPECT_EQ(region.bytes_in_use(), 0U);

    region.reset();
    recorder.replay();
    std::pair<Host*, std::string> second{ &recorder, "" };
    Fiber::start(conversation, &second);
    while (!Fiber::done()) {
        Fiber::resume();
    }
    EXPECT_EQ(second.second, first.second);
    EXPECT_EQ(scripted.captured(), written);
}

} // namespace
} // namespace fw::host
