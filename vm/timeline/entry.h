// One thing that the host was asked and what it answered: the record that journals and recordings
// are made of, and its encoding as bytes, which is the same in memory and on disk. Bytes that are
// no entry are refused, never believed. It knows no files and no Python objects.

#pragma once

#include "vm/host/host.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::timeline {

struct Entry {
    std::uint64_t step = 0; // thread.step() when it was asked: the opcode at work is counted
    host::Call call{};
    std::int64_t handle = 0;
    std::int64_t number = 0;
    std::uint32_t flags = 0;
    std::string_view path; // in the journal's memory
    std::string_view text; // of an Output only, in the journal's memory; others keep a digest
    std::uint64_t text_digest = 0;
    host::Answer answer;

    // Whether this is the very request that was answered.
    bool matches(const host::Request& request) const;
    // "Open '/tmp/x' (flags 1)": for messages.
    std::string description() const;
};

std::string describe(const host::Request& request);

// Appends an entry's bytes. Steps are kept as their distance from `base`, which is not above them.
void encode(std::string& bytes, std::uint64_t base, std::uint64_t step,
    const host::Request& request, const host::Answer& answer);

// Takes an entry from the front of `bytes`. Nothing: they are no entry, `bytes` is where it was.
std::optional<Entry> decode(std::string_view& bytes, std::uint64_t base);

// The same without making the answer's texts: what it costs to look for something.
std::optional<Entry> decode_request(std::string_view& bytes, std::uint64_t base);

// Whole numbers in 7-bit groups, least significant first.
void encode_number(std::string& bytes, std::uint64_t number);
std::optional<std::uint64_t> decode_number(std::string_view& bytes);
void encode_text(std::string& bytes, std::string_view text);
std::optional<std::string_view> decode_text(std::string_view& bytes);

} // namespace fw::timeline
