// Entries into chunks, chunks into the file.

#include "vm/timeline/recording_writer.h"

#include "vm/timeline/machine_build.h"

#include <fmt/format.h>

#include <cstring>

namespace fw::timeline {

RecordingWriter::RecordingWriter(
    host::Host& world, std::string path, const RecordedProgram& program)
    : m_world(world)
    , m_path(std::move(path))
{
    const auto opened
        = m_world.open(m_path, host::OpenWrite | host::OpenCreate | host::OpenTruncate);
    if (!opened) {
        m_error = fmt::format(
            "the recording {} cannot be written: {}", m_path, std::strerror(opened.error));
        return;
    }
    m_handle = opened.value;
    write(recording_opening()
        + m_chunks.chunk(ChunkKind::Program, encode_program(program, machine_build())));
}

RecordingWriter::~RecordingWriter()
{
    flush();
    if (m_handle >= 0) {
        m_world.close(m_handle);
    }
}

void RecordingWriter::append(
    std::uint64_t step, const host::Request& request, const host::Answer& answer)
{
    bool too_much = false;
    {
        const std::lock_guard lock(m_waiting_mutex);
        if (m_waiting.entries.empty()) {
            m_waiting.base = step;
        }
        encode(m_waiting.entries, m_waiting.base, step, request, answer);
        too_much = m_waiting.entries.size() >= most_waiting;
    }
    if (too_much) {
        flush();
    }
}

void RecordingWriter::append_encoded(std::uint64_t base, std::string_view entries)
{
    flush();
    const std::lock_guard lock(m_waiting_mutex);
    m_waiting.base = base;
    m_waiting.entries = entries;
}

void RecordingWriter::reached(std::uint64_t step)
{
    const std::lock_guard lock(m_waiting_mutex);
    m_waiting.reached = step;
}

void RecordingWriter::flush(Wait wait)
{
    const std::lock_guard file_lock(m_file_mutex);
    Waiting taken;
    {
        const std::lock_guard lock(m_waiting_mutex);
        if (wait == Wait::IfShort && m_waiting.entries.size() < not_little) {
            return;
        }
        taken.reached = m_waiting.reached;
        std::swap(taken, m_waiting);
        m_waiting.reached = taken.reached;
    }
    write(taken);
}

void RecordingWriter::write(const Waiting& taken)
{
    if (!taken.entries.empty()) {
        write(m_chunks.chunk(
            ChunkKind::Answers, encode_answers(taken.reached, taken.base, taken.entries)));
    } else if (taken.reached != m_written) {
        std::string payload;
        encode_number(payload, taken.reached);
        write(m_chunks.chunk(ChunkKind::Beat, payload));
    }
    m_written = taken.reached;
}

void RecordingWriter::finish(std::uint64_t steps, int exit_status)
{
    const std::lock_guard file_lock(m_file_mutex);
    const std::lock_guard lock(m_waiting_mutex);
    m_waiting.reached = steps;
    if (!m_waiting.entries.empty()) { // else the end tells how far it went
        write(m_waiting);
        m_waiting.entries.clear();
    }
    m_written = steps;
    std::string payload;
    encode_number(payload, steps);
    encode_number(payload, static_cast<std::uint64_t>(exit_status));
    write(m_chunks.chunk(ChunkKind::End, payload));
}

std::string RecordingWriter::error() const
{
    const std::lock_guard lock(m_file_mutex);
    return m_error;
}

void RecordingWriter::write(std::string_view bytes)
{
    if (m_handle < 0 || !m_error.empty()) {
        return;
    }
    const auto written = m_world.write(m_handle, bytes);
    if (!written) {
        m_error
            = fmt::format("the recording {} ends early: {}", m_path, std::strerror(written.error));
    }
}

std::string write_recording(host::Host& world, const std::string& path,
    const RecordedProgram& program, const Journal& journal, std::uint64_t steps,
    std::optional<int> exit_status)
{
    RecordingWriter writer(world, path, program);
    journal.for_each_part([&writer](std::uint64_t base, std::string_view entries) {
        writer.append_encoded(base, entries);
    });
    if (exit_status) {
        writer.finish(steps, *exit_status);
    } else {
        writer.reached(steps);
        writer.flush();
    }
    return writer.error();
}

} // namespace fw::timeline
