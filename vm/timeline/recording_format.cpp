// Chunks and their payloads.

#include "vm/timeline/recording_format.h"

#include "vm/timeline/entry.h"

#include <algorithm>
#include <array>
#include <memory>
#include <new>
#include <xxhash.h>
#include <zstd.h>

namespace fw::timeline {

namespace {

constexpr std::size_t head_size = 1 + 4 + 4 + 8;

// Short chunks are what most recordings consist of, and compress best; long ones must not keep the
// program waiting.
constexpr std::size_t short_chunk = 262144;
constexpr int short_level = 9;
constexpr int long_level = 3;

template <std::size_t size> void append_fixed(std::string& bytes, std::uint64_t value)
{
    for (std::size_t i = 0; i < size; ++i) {
        bytes += static_cast<char>(value >> (8 * i));
    }
}

template <std::size_t size> std::uint64_t fixed_at(std::string_view bytes, std::size_t position)
{
    std::uint64_t value = 0;
    for (std::size_t i = 0; i < size; ++i) {
        value |= static_cast<std::uint64_t>(static_cast<unsigned char>(bytes[position + i]))
            << (8 * i);
    }
    return value;
}

// Of kind and size, and of everything before.
std::uint64_t head_checksum(std::string_view kind_and_size, std::uint64_t chain)
{
    return XXH3_64bits_withSeed(kind_and_size.data(), kind_and_size.size(), chain);
}

std::uint64_t payload_checksum(std::string_view payload, std::uint64_t chain)
{
    return XXH3_64bits_withSeed(payload.data(), payload.size(), chain + 1);
}

enum ProgramFlag : std::uint64_t {
    BuffersOutput = 1,
    AbsoluteName = 2,
    CleansUp = 4,
    HasSource = 8
};

std::string pack(std::string_view bytes)
{
    std::string packed(ZSTD_compressBound(bytes.size()), '\0');
    const std::size_t size = ZSTD_compress(packed.data(), packed.size(), bytes.data(), bytes.size(),
        bytes.size() <= short_chunk ? short_level : long_level);
    if (ZSTD_isError(size)) {
        throw std::bad_alloc(); // The one thing that can be wrong.
    }
    packed.resize(size);
    return packed;
}

// Grows as bytes come out, so that a size that is a lie costs nothing.
std::optional<std::string> unpack(std::string_view packed, std::uint64_t size)
{
    const std::unique_ptr<ZSTD_DStream, std::size_t (*)(ZSTD_DStream*)> stream(
        ZSTD_createDStream(), ZSTD_freeDStream);
    if (!stream) {
        throw std::bad_alloc();
    }
    constexpr std::uint64_t usual = std::uint64_t{ 4 } << 20;
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(std::min(size, usual)));
    std::array<char, 65536> part;
    ZSTD_inBuffer in{ packed.data(), packed.size(), 0 };
    for (std::size_t state = 1; state != 0;) {
        ZSTD_outBuffer out{ part.data(), part.size(), 0 };
        const std::size_t before = in.pos;
        state = ZSTD_decompressStream(stream.get(), &out, &in);
        if (ZSTD_isError(state) || out.pos > size - bytes.size()
            || (state != 0 && out.pos == 0 && in.pos == before)) {
            return std::nullopt;
        }
        bytes.append(part.data(), out.pos);
    }
    if (bytes.size() != size || in.pos != in.size) {
        return std::nullopt;
    }
    return bytes;
}

} // namespace

std::string recording_opening()
{
    std::string bytes(recording_magic);
    append_fixed<4>(bytes, recording_version);
    return bytes;
}

std::string ChunkWriter::chunk(ChunkKind kind, std::string_view payload)
{
    std::string bytes;
    bytes.reserve(head_size + payload.size());
    bytes += static_cast<char>(kind);
    append_fixed<4>(bytes, payload.size());
    append_fixed<4>(bytes, head_checksum(bytes, m_chain));
    m_chain = payload_checksum(payload, m_chain);
    append_fixed<8>(bytes, m_chain);
    bytes += payload;
    return bytes;
}

ChunkReader::ChunkReader(std::string_view bytes)
    : m_bytes(bytes)
    , m_position(std::min(bytes.size(), recording_magic.size() + 4))
{
}

ChunkReader::Chunk ChunkReader::next()
{
    Chunk chunk{ State::End, {}, {}, m_number + 1, m_position };
    const std::string_view left = m_bytes.substr(m_position);
    if (left.empty()) {
        return chunk;
    }
    if (left.size() < head_size) {
        chunk.state = State::CutOff;
        return chunk;
    }
    chunk.kind = static_cast<ChunkKind>(left[0]);
    const std::uint64_t size = fixed_at<4>(left, 1);
    if (fixed_at<4>(left, 5) != (head_checksum(left.substr(0, 5), m_chain) & UINT32_MAX)) {
        chunk.state = State::Damaged;
        return chunk;
    }
    if (size > left.size() - head_size) {
        chunk.state = State::CutOff;
        return chunk;
    }
    chunk.payload = left.substr(head_size, size);
    const std::uint64_t checksum = payload_checksum(chunk.payload, m_chain);
    if (fixed_at<8>(left, 9) != checksum) {
        chunk.state = State::Damaged;
        return chunk;
    }
    chunk.state = State::Good;
    m_chain = checksum;
    m_position += head_size + static_cast<std::size_t>(size);
    ++m_number;
    return chunk;
}

namespace {

void encode_texts(std::string& bytes, const std::vector<std::string>& texts)
{
    encode_number(bytes, texts.size());
    for (const std::string& text : texts) {
        encode_text(bytes, text);
    }
}

bool decode_texts(std::string_view& payload, std::vector<std::string>& texts)
{
    const auto count = decode_number(payload);
    for (std::uint64_t left = count.value_or(0); left > 0; --left) {
        const auto text = decode_text(payload);
        if (!text) {
            return false;
        }
        texts.emplace_back(*text);
    }
    return count.has_value();
}

} // namespace

std::string encode_program(const RecordedProgram& program, std::string_view build)
{
    std::string bytes;
    encode_text(bytes, build);
    encode_text(bytes, program.file);
    encode_number(bytes,
        (program.buffers_output ? BuffersOutput : 0U) | (program.absolute_name ? AbsoluteName : 0U)
            | (program.cleans_up ? CleansUp : 0U) | (program.source ? HasSource : 0U));
    encode_number(bytes, program.region_reserve);
    encode_number(bytes, program.region_limit);
    if (program.source) {
        encode_text(bytes, *program.source);
    }
    encode_texts(bytes, program.arguments);
    encode_texts(bytes, program.warnings);
    encode_number(bytes, static_cast<std::uint64_t>(program.optimize));
    return bytes;
}

std::optional<ProgramChunk> decode_program(std::string_view payload)
{
    ProgramChunk chunk;
    RecordedProgram& program = chunk.program;
    const auto build = decode_text(payload);
    const auto file = decode_text(payload);
    const auto flags = decode_number(payload);
    const auto reserve = decode_number(payload);
    const auto limit = decode_number(payload);
    if (!build || !file || !flags || !reserve || !limit) {
        return std::nullopt;
    }
    chunk.build = *build;
    program.file = *file;
    program.buffers_output = (*flags & BuffersOutput) != 0;
    program.absolute_name = (*flags & AbsoluteName) != 0;
    program.cleans_up = (*flags & CleansUp) != 0;
    program.region_reserve = *reserve;
    program.region_limit = *limit;
    if (*flags & HasSource) {
        const auto source = decode_text(payload);
        if (!source) {
            return std::nullopt;
        }
        program.source = *source;
    }
    if (!decode_texts(payload, program.arguments) || !decode_texts(payload, program.warnings)) {
        return std::nullopt;
    }
    const auto optimize = decode_number(payload);
    if (!optimize || *optimize > 2 || !payload.empty()) {
        return std::nullopt;
    }
    program.optimize = static_cast<int>(*optimize);
    return chunk;
}

std::string encode_answers(std::uint64_t reached, std::uint64_t base, std::string_view entries)
{
    std::string bytes;
    encode_number(bytes, reached);
    encode_number(bytes, base);
    encode_number(bytes, entries.size());
    bytes += pack(entries);
    return bytes;
}

std::optional<AnswersChunk> decode_answers(std::string_view payload)
{
    const auto reached = decode_number(payload);
    const auto base = decode_number(payload);
    const auto size = decode_number(payload);
    if (!reached || !base || !size) {
        return std::nullopt;
    }
    auto entries = unpack(payload, *size);
    if (!entries) {
        return std::nullopt;
    }
    return AnswersChunk{ *reached, *base, std::move(*entries) };
}

} // namespace fw::timeline
