// Recordings: there and back, every kind of damage, other builds, writers that are killed.

#include "vm/timeline/recording.h"

#include "vm/builtins/program.h"
#include "vm/host/scripted_host.h"
#include "vm/timeline/journal_host.h"
#include "vm/timeline/machine_build.h"
#include "vm/timeline/recording_writer.h"

#include <gtest/gtest.h>

#include <random>

namespace fw::timeline {
namespace {

using host::Call;

class RecordingTest : public testing::Test {
protected:
    void SetUp() override
    {
        std::string pattern = testing::TempDir() + "/recording_testXXXXXX";
        ASSERT_NE(mkdtemp(pattern.data()), nullptr);
        m_folder = pattern;
        m_path = m_folder + "/run.fwrec";
    }
    void TearDown() override
    {
        m_disk.remove(m_path);
        m_disk.remove_directory(m_folder);
    }

    static RecordedProgram program()
    {
        return { .file = "some/program.py",
            .source = "print(1)\n",
            .arguments = { "one", "", "three" },
            .warnings = { "error", "ignore::DeprecationWarning" },
            .optimize = 1,
            .buffers_output = true,
            .absolute_name = false,
            .cleans_up = true,
            .region_reserve = 1 << 30,
            .region_limit = 1 << 29 };
    }
    static void append(RecordingWriter& writer, std::uint64_t step, std::string_view text)
    {
        writer.append(step, { .call = Call::Output, .flags = 1, .text = text },
            { .number = static_cast<std::int64_t>(text.size()) });
    }
    // A finished recording of three chunks of answers and a beat.
    std::string finished()
    {
        RecordingWriter writer(m_disk, m_path, program());
        append(writer, 0, "booted");
        writer.reached(10);
        writer.flush();
        writer.reached(20);
        writer.flush();
        append(writer, 25, "one");
        append(writer, 26, std::string(3000, 'x'));
        writer.flush();
        append(writer, 30, "two");
        writer.finish(31, 3);
        EXPECT_EQ(writer.error(), "");
        return m_disk.read_file(m_path).value;
    }

    host::RealHost m_disk;
    std::string m_folder;
    std::string m_path;
};

TEST_F(RecordingTest, ThereAndBack)
{
    finished();
    EXPECT_TRUE(begins_as_recording(m_path));
    const RecordingOutcome outcome = open_recording(m_path);
    ASSERT_TRUE(outcome) << outcome.error;
    const Recording& recording = *outcome.recording;
    EXPECT_EQ(recording.program, program());
    EXPECT_EQ(recording.steps, 31U);
    EXPECT_EQ(recording.exit_status, 3);
    EXPECT_EQ(recording.warning, "");
    ASSERT_EQ(recording.journal->size(), 4U);
    EXPECT_EQ(recording.journal->at(0).text, "booted");
    EXPECT_EQ(recording.journal->at(2).step, 26U);
    EXPECT_EQ(recording.journal->at(2).text, std::string(3000, 'x'));
    EXPECT_EQ(recording.journal->at(3).text, "two");
}

TEST_F(RecordingTest, AJournalIsWrittenAtOnce)
{
    Journal journal;
    for (std::uint64_t step = 0; step < 20000; ++step) {
        journal.append(step, { .call = Call::Time }, { .number = static_cast<std::int64_t>(step) });
    }
    EXPECT_EQ(write_recording(m_disk, m_path, program(), journal, 20000, 0), "");
    RecordingOutcome outcome = open_recording(m_path);
    ASSERT_TRUE(outcome) << outcome.error;
    ASSERT_EQ(outcome.recording->journal->size(), journal.size());
    EXPECT_EQ(outcome.recording->journal->at(19999).answer.number, 19999);
    EXPECT_TRUE(outcome.recording->finished());

    EXPECT_EQ(write_recording(m_disk, m_path, program(), journal, 20000, std::nullopt), "");
    outcome = open_recording(m_path);
    ASSERT_TRUE(outcome) << outcome.error;
    EXPECT_FALSE(outcome.recording->finished());
    EXPECT_EQ(outcome.recording->steps, 20000U);
    EXPECT_NE(outcome.recording->warning, "");
}

// Cut after every byte: before the program is known nothing can be opened, after it all that is
// whole is there.
TEST_F(RecordingTest, CutOffAnywhere)
{
    const std::string whole = finished();
    std::size_t opened = 0;
    std::uint64_t steps = 0;
    for (std::size_t size = 0; size < whole.size(); ++size) {
        const RecordingOutcome outcome = read_recording(whole.substr(0, size), "cut.fwrec");
        if (!outcome) {
            EXPECT_EQ(opened, 0U) << size;
            EXPECT_TRUE(outcome.error.starts_with("cut.fwrec is ")) << outcome.error;
            continue;
        }
        ++opened;
        EXPECT_FALSE(outcome.recording->finished());
        EXPECT_NE(outcome.recording->warning.find("ends early"), std::string::npos);
        EXPECT_GE(outcome.recording->steps, steps);
        steps = outcome.recording->steps;
    }
    EXPECT_GT(opened, 100U);
    EXPECT_EQ(steps, 31U); // all but the end; the last answers tell how far it was
}

TEST_F(RecordingTest, EveryFlippedBitIsFound)
{
    const std::string whole = finished();
    for (std::size_t at = 0; at < whole.size(); ++at) {
        for (int bit = 0; bit < 8; ++bit) {
            std::string changed = whole;
            changed[at] = static_cast<char>(changed[at] ^ (1 << bit));
            const RecordingOutcome outcome = read_recording(changed, "bad.fwrec");
            ASSERT_FALSE(outcome) << "byte " << at << " bit " << bit;
            ASSERT_TRUE(outcome.error.starts_with("bad.fwrec is ")) << outcome.error;
            ASSERT_EQ(outcome.error.find('\n'), std::string::npos);
        }
    }
}

TEST_F(RecordingTest, TheMessageTellsThePlace)
{
    std::string changed = finished();
    changed[changed.size() - 1] ^= 1;
    EXPECT_NE(read_recording(changed, "x").error.find("x is damaged: a checksum is wrong (chunk"),
        std::string::npos)
        << read_recording(changed, "x").error;
    EXPECT_EQ(read_recording("", "x").error, "x is no recording of framewalk");
    EXPECT_EQ(read_recording("print('hello')\n", "x").error, "x is no recording of framewalk");
    EXPECT_NE(open_recording("/no/such.fwrec").error.find("No such file"), std::string::npos);
    const std::string longer = finished() + "more";
    EXPECT_NE(read_recording(longer, "x").error.find("after its end"), std::string::npos);
}

TEST_F(RecordingTest, ChunksBelongTogether)
{
    const std::string whole = finished();
    std::vector<std::string> chunks;
    ChunkReader reader(whole);
    std::size_t start = recording_opening().size();
    for (auto chunk = reader.next(); chunk.state == ChunkReader::State::Good;
         chunk = reader.next()) {
        const std::size_t end
            = static_cast<std::size_t>(chunk.payload.data() - whole.data()) + chunk.payload.size();
        chunks.push_back(whole.substr(start, end - start));
        start = end;
    }
    ASSERT_EQ(chunks.size(), 6U);
    for (std::size_t left_out = 0; left_out < chunks.size() - 1; ++left_out) {
        std::string bytes = recording_opening();
        for (std::size_t i = 0; i < chunks.size(); ++i) {
            bytes += i == left_out ? "" : chunks[i];
        }
        EXPECT_FALSE(read_recording(bytes, "x")) << left_out;
    }
}

TEST_F(RecordingTest, OtherVersionsAndBuilds)
{
    std::string bytes = finished();
    bytes[recording_magic.size()] = 2;
    EXPECT_EQ(read_recording(bytes, "x").error,
        "x is a recording of format 2; this framewalk reads format 1");

    ChunkWriter chunks;
    bytes = recording_opening()
        + chunks.chunk(ChunkKind::Program, encode_program(program(), "another machine"));
    const std::string error = read_recording(bytes, "x").error;
    EXPECT_NE(error.find("another machine"), std::string::npos) << error;
    EXPECT_NE(error.find(machine_build()), std::string::npos) << error;
}

// Checksums that are right around payloads that are not: what a bad writer could make.
class HostileTest : public RecordingTest {
protected:
    static std::string with(ChunkKind kind, const std::string& payload)
    {
        ChunkWriter chunks;
        return recording_opening()
            + chunks.chunk(ChunkKind::Program, encode_program(program(), machine_build()))
            + chunks.chunk(kind, payload);
    }
};

TEST_F(HostileTest, PayloadsAreNotBelieved)
{
    std::string entry;
    encode(entry, 5, 5, { .call = Call::Time }, { .number = 1 });
    const std::string good = encode_answers(9, 5, entry);
    ASSERT_TRUE(read_recording(with(ChunkKind::Answers, good), "x"));

    std::vector<std::pair<ChunkKind, std::string>> bad = {
        { ChunkKind::Answers, "" },
        { ChunkKind::Answers, encode_answers(9, 5, "no entries") },
        { ChunkKind::Answers, good + "more" },
        { ChunkKind::Answers, good.substr(0, good.size() - 1) },
        { ChunkKind::Answers, encode_answers(~std::uint64_t{ 0 }, 5, entry) },
        { ChunkKind::Beat, "" },
        { ChunkKind::Beat, "\x01\x01" },
        { ChunkKind::End, "\x01" },
        { ChunkKind::End, std::string("\x01\xff\xff\x01", 4) },
        { ChunkKind::Program, encode_program(program(), machine_build()) },
        { static_cast<ChunkKind>('?'), "" },
    };
    std::string size_is_a_lie;
    encode_number(size_is_a_lie, 9);
    encode_number(size_is_a_lie, 5);
    encode_number(size_is_a_lie, std::uint64_t{ 1 } << 60);
    size_is_a_lie += good.substr(3);
    bad.emplace_back(ChunkKind::Answers, size_is_a_lie);
    for (const auto& [kind, payload] : bad) {
        const RecordingOutcome outcome = read_recording(with(kind, payload), "x");
        EXPECT_FALSE(outcome);
        EXPECT_TRUE(outcome.error.starts_with("x is damaged: ")) << outcome.error;
    }
}

TEST_F(HostileTest, RandomPayloads)
{
    std::mt19937 random(39);
    std::string entry;
    encode(entry, 5, 5, { .call = Call::List, .path = "p" }, { .names = { "a", "b" } });
    const std::string program_payload = encode_program(program(), machine_build());
    const std::string answers = encode_answers(9, 5, entry);
    for (int round = 0; round < 20000; ++round) {
        std::string payload = round % 2 ? program_payload : answers;
        for (unsigned changes = 1 + random() % 4; changes > 0; --changes) {
            payload[random() % payload.size()] = static_cast<char>(random());
        }
        ChunkWriter chunks;
        const std::string bytes = round % 2
            ? recording_opening() + chunks.chunk(ChunkKind::Program, payload)
            : with(ChunkKind::Answers, payload);
        const RecordingOutcome outcome = read_recording(bytes, "x");
        EXPECT_EQ(outcome.recording == nullptr, !outcome.error.empty());
    }
}

TEST_F(RecordingTest, WhatCannotBeWrittenIsTold)
{
    {
        const RecordingWriter writer(m_disk, "/no/such/folder/x.fwrec", program());
        EXPECT_NE(writer.error().find("cannot be written: No such file"), std::string::npos);
    }
    RecordingWriter full(m_disk, "/dev/full", program());
    append(full, 1, "text");
    full.flush();
    full.finish(5, 0);
    EXPECT_NE(full.error().find("No space left"), std::string::npos) << full.error();
}

} // namespace
} // namespace fw::timeline
