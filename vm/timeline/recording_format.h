// How a recording lies on disk. A file is
//
//     "FWREC\r\n\x1a", the format's version (4 bytes), chunks
//
// and a chunk is
//
//     its kind (1 byte), the size of its payload (4), a checksum of these and of the chunk before
//     (4), a checksum of the payload (8), the payload
//
// Chunks are only ever appended, each by one write, so that a writer that is killed leaves whole
// chunks and at most one part. The first chunk is the program, the last one of a finished run its
// end. Numbers of fixed size are little-endian, all others as in entry.h.

#pragma once

#include "vm/timeline/recording.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::timeline {

inline constexpr std::string_view recording_magic = "FWREC\r\n\x1a";
inline constexpr std::uint32_t recording_version = 1;

enum class ChunkKind : char {
    Program = 'P', // machine_build(), RecordedProgram
    Answers = 'A', // step reached, base, size when unpacked, packed entries (zstd)
    Beat = 'B', // step reached: nothing was asked meanwhile
    End = 'E', // steps, exit status
};

// What comes before the first chunk.
std::string recording_opening();

// Appends chunks to text, each tied to the one before.
class ChunkWriter {
public:
    std::string chunk(ChunkKind kind, std::string_view payload);

private:
    std::uint64_t m_chain = 0;
};

class ChunkReader {
public:
    // `bytes` is the whole file; the opening was looked at.
    explicit ChunkReader(std::string_view bytes);

    enum class State : std::uint8_t { Good, End, CutOff, Damaged };
    struct Chunk {
        State state = State::End;
        ChunkKind kind{};
        std::string_view payload;
        std::size_t number = 0; // from 1
        std::size_t position = 0; // in the file
    };
    Chunk next();

private:
    std::string_view m_bytes;
    std::size_t m_position;
    std::size_t m_number = 0;
    std::uint64_t m_chain = 0;
};

std::string encode_program(const RecordedProgram& program, std::string_view build);
struct ProgramChunk {
    std::string build;
    RecordedProgram program;
};
std::optional<ProgramChunk> decode_program(std::string_view payload);

std::string encode_answers(std::uint64_t reached, std::uint64_t base, std::string_view entries);
struct AnswersChunk {
    std::uint64_t reached = 0;
    std::uint64_t base = 0;
    std::string entries; // unpacked
};
std::optional<AnswersChunk> decode_answers(std::string_view payload);

} // namespace fw::timeline
