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
    void flush();
    void finish(std::uint64_t steps, int exit_status);

    // One line; empty when all went well.
    std::string error() const;

private:
    // So much waits at most: beyond, append() flushes.
    static constexpr std::size_t most_waiting = std::size_t{ 4 } << 20;

    void flush_locked();
    void write(std::string_view bytes);

    host::Host& m_world;
    std::string m_path;
    mutable std::mutex m_mutex;
    std::int64_t m_handle = -1;
    ChunkWriter m_chunks;
    std::string m_waiting; // encoded entries
    std::uint64_t m_base = 0; // of their steps
    std::uint64_t m_reached = 0;
    std::uint64_t m_written = 0; // the step that the last chunk tells
    std::string m_error;
};

// Writes a whole recording at once, of a run that was journalled. The error, or nothing.
std::string write_recording(host::Host& world, const std::string& path,
    const RecordedProgram& program, const Journal& journal, std::uint64_t steps,
    std::optional<int> exit_status);

} // namespace fw::timeline
