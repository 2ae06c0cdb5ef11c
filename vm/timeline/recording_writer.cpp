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
    const std::lock_guard lock(m_mutex);
    if (m_waiting.empty()) {
        m_base = step;
    }
    encode(m_waiting, m_base, step, request, answer);
    if (m_waiting.size() >= most_waiting) {
        flush_locked();
    }
}

void RecordingWriter::append_encoded(std::uint64_t base, std::string_view entries)
{
    const std::lock_guard lock(m_mutex);
    if (!m_waiting.empty()) {
        flush_locked();
    }
    m_base = base;
    m_waiting = entries;
}

void RecordingWriter::reached(std::uint64_t step)
{
    const std::lock_guard lock(m_mutex);
    m_reached = step;
}

void RecordingWriter::flush()
{
    const std::lock_guard lock(m_mutex);
    flush_locked();
}

void RecordingWriter::flush_locked()
{
    if (!m_waiting.empty()) {
        write(m_chunks.chunk(ChunkKind::Answers, encode_answers(m_reached, m_base, m_waiting)));
        m_waiting.clear();
    } else if (m_reached != m_written) {
        std::string payload;
        encode_number(payload, m_reached);
        write(m_chunks.chunk(ChunkKind::Beat, payload));
    }
    m_written = m_reached;
}

void RecordingWriter::finish(std::uint64_t steps, int exit_status)
{
    const std::lock_guard lock(m_mutex);
    m_reached = steps;
    m_written = steps; // The end tells it.
    flush_locked();
    std::string payload;
    encode_number(payload, steps);
    encode_number(payload, static_cast<std::uint64_t>(exit_status));
    write(m_chunks.chunk(ChunkKind::End, payload));
}

std::string RecordingWriter::error() const
{
    const std::lock_guard lock(m_mutex);
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
