// A recording: what a run was of, its journal, and how far it went, as read from a file. It is
// enough to run the program again on another machine, without the program's files, and to reach
// every step of the run. How it is kept on disk is recording_format.h.

#pragma once

#include "vm/timeline/journal.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::timeline {

// The program and how it was run: what Program::Options says, without the layers above.
struct RecordedProgram {
    std::string file;
    std::optional<std::string> source; // instead of the file's contents, which are in the journal
    std::vector<std::string> arguments;
    std::vector<std::string> warnings; // -W
    int optimize = 0; // -O
    bool buffers_output = false;
    bool absolute_name = true;
    bool cleans_up = true;
    std::uint64_t region_reserve = 0; // bytes; what the system gave
    std::uint64_t region_limit = 0;

    bool operator==(const RecordedProgram&) const = default;
};

struct Recording {
    std::string name; // of its file, for messages
    RecordedProgram program;
    std::shared_ptr<Journal> journal;
    std::uint64_t steps = 0; // executed; of a run that was cut off, those that can be reached
    std::optional<int> exit_status; // nothing: the writer was killed before the program ended
    std::string warning; // "recording ends early: ..." or nothing

    bool finished() const { return exit_status.has_value(); }
};

// The recording, or one line that says what is wrong with the file, and where.
struct RecordingOutcome {
    std::shared_ptr<const Recording> recording;
    std::string error;

    explicit operator bool() const { return recording != nullptr; }
};

inline constexpr std::string_view recording_suffix = ".fwrec";

// Reads a recording of this very build of the machine. `name` is for messages. A file that ends
// early is read as far as it is whole; anything else that is wrong is an error, and nothing in the
// file is believed before its checksum was.
RecordingOutcome read_recording(std::string_view bytes, const std::string& name);
RecordingOutcome open_recording(const std::string& path);

// Whether the file begins as a recording does. False when it cannot be read.
bool begins_as_recording(const std::string& path);

} // namespace fw::timeline
