// Reading a recording, and saying what is wrong with one.

#include "vm/timeline/recording.h"

#include "vm/host/real_host.h"
#include "vm/timeline/machine_build.h"
#include "vm/timeline/recording_format.h"

#include <fmt/format.h>

#include <cstring>

namespace fw::timeline {

namespace {

std::string_view name_of(ChunkKind kind)
{
    switch (kind) {
    case ChunkKind::Program:
        return "program";
    case ChunkKind::Answers:
        return "answers";
    case ChunkKind::Beat:
        return "beat";
    case ChunkKind::End:
        return "end";
    }
    return "of an unknown kind";
}

// Builds a recording chunk by chunk.
class Reader {
public:
    Reader(std::string_view bytes, const std::string& name)
        : m_bytes(bytes)
        , m_chunks(bytes)
    {
        m_recording->name = name;
        m_recording->journal = std::make_shared<Journal>();
    }

    RecordingOutcome read()
    {
        if (!check_opening() || !read_program()) {
            return { nullptr, std::move(m_error) };
        }
        while (!m_recording->finished()) {
            const ChunkReader::Chunk chunk = m_chunks.next();
            if (chunk.state == ChunkReader::State::End
                || chunk.state == ChunkReader::State::CutOff) {
                end_early();
                return { std::move(m_recording), {} };
            }
            if (!take(chunk)) {
                return { nullptr, std::move(m_error) };
            }
        }
        if (const auto rest = m_chunks.next(); rest.state != ChunkReader::State::End) {
            damaged(rest, "there are bytes after its end");
            return { nullptr, std::move(m_error) };
        }
        return { std::move(m_recording), {} };
    }

private:
    bool fail(std::string what)
    {
        m_error = m_recording->name + std::move(what);
        return false;
    }
    bool damaged(const ChunkReader::Chunk& chunk, std::string_view what)
    {
        return fail(fmt::format(" is damaged: {} (chunk {}, at byte {} of {})", what, chunk.number,
            chunk.position, m_bytes.size()));
    }

    bool check_opening()
    {
        const std::size_t known = std::min(m_bytes.size(), recording_magic.size());
        if (m_bytes.empty() || m_bytes.substr(0, known) != recording_magic.substr(0, known)) {
            return fail(" is no recording of framewalk");
        }
        const std::string opening = recording_opening();
        if (m_bytes.size() < opening.size()) {
            return fail(" is a recording that was cut off before it says what it is of");
        }
        std::uint32_t version = 0;
        std::memcpy(&version, m_bytes.data() + recording_magic.size(), sizeof(version));
        if (version != recording_version) {
            return fail(fmt::format(" is a recording of format {}; this framewalk reads format {}",
                version, recording_version));
        }
        return true;
    }

    bool read_program()
    {
        const ChunkReader::Chunk chunk = m_chunks.next();
        if (chunk.state == ChunkReader::State::End || chunk.state == ChunkReader::State::CutOff) {
            return fail(" is a recording that was cut off before it says what it is of");
        }
        if (chunk.state == ChunkReader::State::Damaged) {
            return damaged(chunk, "the checksum of its beginning is wrong");
        }
        auto program
            = chunk.kind == ChunkKind::Program ? decode_program(chunk.payload) : std::nullopt;
        if (!program) {
            return damaged(chunk, "it does not begin with its program");
        }
        if (program->build != machine_build()) {
            return fail(fmt::format(" was recorded by another build of framewalk ({}); this one "
                                    "({}) might step differently: open it with the one that "
                                    "recorded it, or record it again",
                program->build, machine_build()));
        }
        m_recording->program = std::move(program->program);
        return true;
    }

    bool take(const ChunkReader::Chunk& chunk)
    {
        if (chunk.state == ChunkReader::State::Damaged) {
            return damaged(chunk, "a checksum is wrong");
        }
        std::string_view payload = chunk.payload;
        switch (chunk.kind) {
        case ChunkKind::Answers:
            return take_answers(chunk);
        case ChunkKind::Beat: {
            const auto reached = decode_number(payload);
            return reached && payload.empty() ? advance(chunk, *reached) : unreadable(chunk);
        }
        case ChunkKind::End: {
            const auto steps = decode_number(payload);
            const auto status = decode_number(payload);
            if (!steps || !status || *status > UINT8_MAX || !payload.empty()) {
                return unreadable(chunk);
            }
            m_recording->exit_status = static_cast<int>(*status);
            return advance(chunk, *steps);
        }
        case ChunkKind::Program:
            break;
        }
        return unreadable(chunk);
    }

    bool take_answers(const ChunkReader::Chunk& chunk)
    {
        auto answers = decode_answers(chunk.payload);
        Journal& journal = *m_recording->journal;
        const std::size_t before = journal.size();
        if (!answers || !journal.append_encoded(std::move(answers->entries), answers->base)
            || (before > 0 && before < journal.size()
                && journal.at(before).step < journal.at(before - 1).step)) {
            return unreadable(chunk);
        }
        return advance(chunk, answers->reached);
    }

    bool advance(const ChunkReader::Chunk& chunk, std::uint64_t reached)
    {
        if (reached < m_recording->steps || reached > most_steps) {
            return unreadable(chunk);
        }
        m_recording->steps = reached;
        return true;
    }

    bool unreadable(const ChunkReader::Chunk& chunk)
    {
        return damaged(chunk, fmt::format("a chunk ({}) makes no sense", name_of(chunk.kind)));
    }

    // The opcode that asked last was at work: those before it can be reached.
    void end_early()
    {
        const Journal& journal = *m_recording->journal;
        if (journal.size() > 0) {
            const std::uint64_t last = journal.at(journal.size() - 1).step;
            m_recording->steps = std::max(m_recording->steps, last > 0 ? last - 1 : 0);
        }
        m_recording->warning = fmt::format("{}: the recording ends early: its writer was stopped "
                                           "at about step {}, before the program ended",
            m_recording->name, m_recording->steps);
    }

    // Steps are counted down in signed numbers.
    static constexpr std::uint64_t most_steps = std::uint64_t{ 1 } << 62;

    std::string_view m_bytes;
    ChunkReader m_chunks;
    std::shared_ptr<Recording> m_recording = std::make_shared<Recording>();
    std::string m_error;
};

} // namespace

RecordingOutcome read_recording(std::string_view bytes, const std::string& name)
{
    return Reader(bytes, name).read();
}

RecordingOutcome open_recording(const std::string& path)
{
    host::RealHost world;
    const auto bytes = world.read_file(path);
    if (!bytes) {
        return { nullptr,
            fmt::format("can't open file '{}': [Errno {}] {}", path, bytes.error,
                std::strerror(bytes.error)) };
    }
    return read_recording(bytes.value, path);
}

bool begins_as_recording(const std::string& path)
{
    host::RealHost world;
    const auto file = world.open(path, host::OpenRead);
    if (!file) {
        return false;
    }
    const auto start = world.read(file.value, recording_magic.size());
    world.close(file.value);
    return start && start.value == recording_magic;
}

} // namespace fw::timeline
