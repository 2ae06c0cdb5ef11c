// Entries and their bytes; the journal's order, branches and lookups.

#include "vm/timeline/journal.h"

#include <gtest/gtest.h>

#include <cerrno>

namespace fw::timeline {
namespace {

using host::Answer;
using host::Call;
using host::Request;
using host::Stream;

void append_output(
    Journal& journal, std::uint64_t step, std::string_view text, Stream stream = Stream::Output)
{
    journal.append(step,
        { .call = Call::Output, .flags = static_cast<std::uint32_t>(stream), .text = text },
        { .number = static_cast<std::int64_t>(text.size()) });
}

void append_file(Journal& journal, std::string_view path, std::int64_t handle,
    const std::vector<std::string>& parts)
{
    journal.append(
        1, { .call = Call::Open, .flags = host::OpenRead, .path = path }, { .number = handle });
    for (const std::string& part : parts) {
        journal.append(
            1, { .call = Call::Read, .handle = handle, .number = 100 }, { .text = part });
    }
    journal.append(1, { .call = Call::Close, .handle = handle }, {});
}

TEST(Entry, EveryFieldComesBack)
{
    const Request request{ .call = Call::Output,
        .handle = -7,
        .number = INT64_MIN,
        .flags = UINT32_MAX,
        .path = "a/path",
        .text = std::string_view("te\0xt", 5) };
    const Answer answer{ .error = EIO,
        .number = INT64_MAX,
        .text = std::string(300, 'x'),
        .numbers = { 0, -1, INT64_MIN, INT64_MAX },
        .names = { "", "one", std::string(200, 'y') } };
    std::string bytes;
    encode(bytes, 1000, ~std::uint64_t{ 0 }, request, answer);
    std::string_view left = bytes;
    const auto entry = decode(left, 1000);
    ASSERT_TRUE(entry);
    EXPECT_TRUE(left.empty());
    EXPECT_EQ(entry->step, ~std::uint64_t{ 0 });
    EXPECT_TRUE(entry->matches(request));
    EXPECT_EQ(entry->text, request.text);
    EXPECT_EQ(entry->answer, answer);

    Request other = request;
    other.text = "text";
    EXPECT_FALSE(entry->matches(other));
    other = request;
    other.path = "b";
    EXPECT_FALSE(entry->matches(other));
    other = request;
    other.number = 0;
    EXPECT_FALSE(entry->matches(other));
}

TEST(Entry, WrittenTextIsKeptAsADigest)
{
    const std::string text(100000, 'w');
    const Request request{ .call = Call::Write, .handle = 3, .text = text };
    std::string bytes;
    encode(bytes, 0, 5, request, { .number = 100000 });
    EXPECT_LT(bytes.size(), 32U);
    std::string_view left = bytes;
    const auto entry = decode(left, 0);
    ASSERT_TRUE(entry);
    EXPECT_TRUE(entry->matches(request));
    EXPECT_FALSE(entry->matches({ .call = Call::Write, .handle = 3, .text = "w" }));
}

// Cut or changed anywhere, the bytes are refused or are another entry; nothing is read beyond them.
TEST(Entry, NoBytesAreTrusted)
{
    std::string bytes;
    encode(bytes, 0, 300, { .call = Call::List, .flags = 1, .path = "some/where" },
        { .number = 5, .text = "text", .numbers = { 1, 2 }, .names = { "a", "bc" } });
    for (std::size_t size = 0; size < bytes.size(); ++size) {
        const std::string cut = bytes.substr(0, size);
        std::string_view left = cut;
        EXPECT_FALSE(decode(left, 0)) << size;
        EXPECT_EQ(left.size(), size);
    }
    for (std::size_t at = 0; at < bytes.size(); ++at) {
        for (int value = 0; value < 256; ++value) {
            std::string changed = bytes;
            changed[at] = static_cast<char>(value);
            std::string_view left = changed;
            if (const auto entry = decode(left, 0)) {
                EXPECT_LE(entry->answer.names.size(), changed.size());
            }
        }
    }
    std::string_view endless = "\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff\xff";
    EXPECT_FALSE(decode_number(endless));
}

TEST(Journal, KeepsTheOrderOverManyChunks)
{
    Journal journal;
    constexpr std::size_t count = 20000;
    for (std::size_t i = 0; i < count; ++i) {
        append_output(journal, i * 3, "line " + std::to_string(i) + "\n");
    }
    ASSERT_EQ(journal.size(), count);
    for (const std::size_t i : { std::size_t{ 0 }, std::size_t{ 1 }, count / 2, count - 1 }) {
        EXPECT_EQ(journal.at(i).step, i * 3);
        EXPECT_EQ(journal.at(i).text, "line " + std::to_string(i) + "\n");
    }
    EXPECT_EQ(journal.entries_before(0), 1U); // made by the opcode that was the first
    EXPECT_EQ(journal.entries_before(2), 1U);
    EXPECT_EQ(journal.entries_before(3), 2U);
    EXPECT_EQ(journal.entries_before(count * 3), count);
    EXPECT_LT(journal.bytes(), count * 64);
}

TEST(Journal, OutputOfAPart)
{
    Journal journal;
    append_output(journal, 10, "one");
    journal.append(11, { .call = Call::Time }, { .number = 1 });
    append_output(journal, 12, "two", Stream::Error);
    append_output(journal, 13, "three");
    std::string seen;
    journal.for_each_output(1, 3, [&](std::uint64_t step, Stream stream, std::string_view text) {
        seen += std::to_string(step) + (stream == Stream::Error ? "!" : "") + std::string(text);
    });
    EXPECT_EQ(seen, "12!two");
}

TEST(Journal, BranchesShareTheirBeginning)
{
    auto journal = std::make_shared<Journal>();
    constexpr std::size_t count = 30000;
    const std::string text(100, 't');
    for (std::size_t i = 0; i < count; ++i) {
        append_output(*journal, i, text);
    }
    const std::shared_ptr<Journal> branch = journal->fork(count / 2 + 1);
    ASSERT_EQ(branch->size(), count / 2 + 1);
    EXPECT_EQ(branch->at(count / 2).step, count / 2);
    append_output(*branch, 99999, "other");
    append_output(*journal, 77777, "first");
    EXPECT_EQ(branch->at(count / 2 + 1).text, "other");
    EXPECT_EQ(journal->at(count / 2 + 1).text, text);
    EXPECT_EQ(journal->at(count).text, "first");
    for (const std::size_t size : { count / 2, std::size_t{ 700 }, std::size_t{ 1 } }) {
        const std::uint64_t generation = branch->generation();
        branch->truncate(size);
        EXPECT_EQ(branch->size(), size);
        EXPECT_GT(branch->generation(), generation);
        EXPECT_EQ(branch->at(size - 1).step, size - 1);
        append_output(*branch, size, "more");
        EXPECT_EQ(branch->at(size).text, "more");
    }
    branch->truncate(0);
    EXPECT_EQ(branch->size(), 0U);
    EXPECT_EQ(journal->size(), count + 1);
}

TEST(Journal, EncodedEntriesJoinIn)
{
    std::string bytes;
    encode(bytes, 100, 100, { .call = Call::Time }, { .number = 7 });
    encode(bytes, 100, 105, { .call = Call::ReadLine }, { .text = "line\n" });
    Journal journal;
    append_output(journal, 1, "before");
    ASSERT_TRUE(journal.append_encoded(bytes, 100));
    append_output(journal, 200, "after");
    ASSERT_EQ(journal.size(), 4U);
    EXPECT_EQ(journal.at(1).answer.number, 7);
    EXPECT_EQ(journal.at(2).answer.text, "line\n");
    EXPECT_EQ(journal.at(2).step, 105U);
    EXPECT_EQ(journal.at(3).text, "after");
    bytes.pop_back();
    EXPECT_FALSE(journal.append_encoded(bytes, 100));
    EXPECT_EQ(journal.size(), 4U);
    EXPECT_TRUE(journal.append_encoded("", 100));
    EXPECT_EQ(journal.size(), 4U);
}

TEST(Journal, WhatWasReadFromAFile)
{
    Journal journal;
    append_file(journal, "m.py", 3, { "x = ", "1\n", "" });
    append_file(journal, "m.py", 3, { "changed", "" });
    append_file(journal, "part.py", 3, { "only a part" });
    append_file(journal, "empty.py", 4, { "" });
    EXPECT_EQ(journal.file_content("m.py"), "x = 1\n");
    EXPECT_EQ(journal.file_content("empty.py"), "");
    EXPECT_EQ(journal.file_content("part.py"), std::nullopt);
    EXPECT_EQ(journal.file_content("other.py"), std::nullopt);
}

} // namespace
} // namespace fw::timeline
