// Writes a recording while the program runs. What was answered waits in memory until flush(), which
// whoever runs the program calls at least once a second: from then on it survives the process. A
// program is never disturbed by a recording that cannot be written: error() tells at the end. All
// but construction may be called from several threads.

#pragma once

#include "vm/timeline/recording_format.h"

#include <cstdint>
#include <mutex>
#include <string>

namespace fw::timeline {

class RecordingWriter {
public:
    // Creates or replaces the file and writes what the run is of. The world is where the file is,
    // not the program's host; it must outlive the writer.
    RecordingWriter(host::Host& world, std::string path, const RecordedProgram& program);
    ~RecordingWriter(); // without finish(), the recording is one that was cut off
    RecordingWriter(const RecordingWriter&) = delete;
    RecordingWriter& operator=(const RecordingWriter&) = delete;

    void append(std::uint64_t step, const host::Request& request, const host::Answer& answer);
    // Entries as encode() made them.
    void append_encoded(std::uint64_t base, std::string_view entries);
    // The machine stands at this step and everything asked so far was appended.
    void reached(std::uint64_t step);

    enum class Wait : std::uint8_t {
        IfShort, // little is left for later
        No,
    };
    void flush(Wait wait = Wait::No);
    void finish(std::uint64_t steps, int exit_status);

    // One line; empty when all went well.
    std::string error() const;

private:
    // From so many bytes on it is not little; and so many wait at most: beyond, append() flushes.
    static constexpr std::size_t not_little = std::size_t{ 1 } << 20;
    static constexpr std::size_t most_waiting = std::size_t{ 16 } << 20;

    struct Waiting {
        std::string entries; // encoded
        std::uint64_t base = 0; // of their steps
        std::uint64_t reached = 0;
    };

    void write(const Waiting& taken);
    void write(std::string_view bytes);

    host::Host& m_world;
    std::string m_path;

    mutable std::mutex m_waiting_mutex; // held for a moment
    Waiting m_waiting;

    mutable std::mutex
        m_file_mutex; // of what follows; held while compressing and writing, locked first
    std::int64_t m_handle = -1;
    ChunkWriter m_chunks;
    std::uint64_t m_written = 0; // the step that the last chunk tells
    std::string m_error;
};

// Writes a whole recording at once, of a run that was journalled. The error, or nothing.
std::string write_recording(host::Host& world, const std::string& path,
    const RecordedProgram& program, const Journal& journal, std::uint64_t steps,
    std::optional<int> exit_status);

} // namespace fw::timeline
