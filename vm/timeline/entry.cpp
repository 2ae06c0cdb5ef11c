// The encoding: the call, a bit for each field that is not empty, and those fields.

#include "vm/timeline/entry.h"

#include <fmt/format.h>

#include <array>
#include <bit>
#include <cstring>
#include <xxhash.h>

namespace fw::timeline {

namespace {

enum RequestField : std::uint8_t {
    HasHandle = 1,
    HasNumber = 2,
    HasFlags = 4,
    HasPath = 8,
    HasText = 16,
    HasDigest = 32,
};
enum AnswerField : std::uint8_t {
    HasError = 1,
    HasResult = 2,
    HasAnswerText = 4,
    HasNumbers = 8,
    HasNames = 16,
};
constexpr unsigned all_request_fields = 63;
constexpr unsigned all_answer_fields = 31;

// Small magnitudes of either sign become small numbers.
std::uint64_t fold_sign(std::int64_t value)
{
    return (static_cast<std::uint64_t>(value) << 1) ^ static_cast<std::uint64_t>(value >> 63);
}
std::int64_t unfold_sign(std::uint64_t value)
{
    return static_cast<std::int64_t>((value >> 1) ^ (0 - (value & 1)));
}

std::uint64_t digest_of(std::string_view text)
{
    return text.empty() ? 0 : XXH3_64bits(text.data(), text.size());
}

bool keeps_text(host::Call call)
{
    return call == host::Call::Output;
}

std::string describe(host::Call call, std::int64_t handle, std::int64_t number, std::uint32_t flags,
    std::string_view path, std::string_view text)
{
    constexpr std::size_t most_text = 60;
    std::string all(name_of(call));
    if (!path.empty()) {
        all += fmt::format(" '{}'", path);
    }
    if (!text.empty()) {
        const bool cut = text.size() > most_text;
        all += fmt::format(" '{}{}'", text.substr(0, most_text), cut ? "..." : "");
    }
    if (handle != 0) {
        all += fmt::format(" handle {}", handle);
    }
    if (number != 0) {
        all += fmt::format(" number {}", number);
    }
    if (flags != 0) {
        all += fmt::format(" flags {}", flags);
    }
    return all;
}

// Reads fields one after another; once one is not there, nothing is believed any more.
class Fields {
public:
    explicit Fields(std::string_view bytes)
        : m_left(bytes)
    {
    }

    std::uint8_t byte()
    {
        if (m_left.empty()) {
            m_good = false;
            return 0;
        }
        const auto value = static_cast<std::uint8_t>(m_left.front());
        m_left.remove_prefix(1);
        return value;
    }
    std::uint64_t number()
    {
        const auto value = decode_number(m_left);
        m_good = m_good && value;
        return value.value_or(0);
    }
    std::int64_t signed_number() { return unfold_sign(number()); }
    std::uint32_t small_number()
    {
        const std::uint64_t value = number();
        m_good = m_good && value <= UINT32_MAX;
        return static_cast<std::uint32_t>(value);
    }
    std::string_view text()
    {
        const auto value = decode_text(m_left);
        m_good = m_good && value;
        return value.value_or(std::string_view());
    }
    std::uint64_t digest()
    {
        std::uint64_t value = 0;
        if (m_left.size() < sizeof(value)) {
            m_good = false;
            return 0;
        }
        std::memcpy(&value, m_left.data(), sizeof(value));
        m_left.remove_prefix(sizeof(value));
        return value;
    }
    // How many items follow, of a byte at least each.
    std::size_t count()
    {
        const std::uint64_t value = number();
        m_good = m_good && value <= m_left.size();
        return m_good ? static_cast<std::size_t>(value) : 0;
    }
    void refuse_unless(bool condition) { m_good = m_good && condition; }

    bool good() const { return m_good; }
    std::string_view left() const { return m_left; }

private:
    std::string_view m_left;
    bool m_good = true;
};

enum class Depth : std::uint8_t { Whole, RequestOnly };

std::optional<Entry> decode_entry(std::string_view& bytes, std::uint64_t base, Depth depth)
{
    Fields fields(bytes);
    Entry entry;
    const std::uint8_t call = fields.byte();
    const std::uint8_t asked = fields.byte();
    const std::uint8_t answered = fields.byte();
    fields.refuse_unless(call < host::call_count && (asked & ~all_request_fields) == 0
        && (answered & ~all_answer_fields) == 0);
    entry.call = static_cast<host::Call>(call);
    const std::uint64_t distance = fields.number();
    fields.refuse_unless(distance <= ~std::uint64_t{ 0 } - base);
    entry.step = base + distance;
    entry.handle = asked & HasHandle ? fields.signed_number() : 0;
    entry.number = asked & HasNumber ? fields.signed_number() : 0;
    entry.flags = asked & HasFlags ? fields.small_number() : 0;
    entry.path = asked & HasPath ? fields.text() : std::string_view();
    entry.text = asked & HasText ? fields.text() : std::string_view();
    entry.text_digest = asked & HasDigest ? fields.digest() : 0;
    host::Answer& answer = entry.answer;
    const std::int64_t error = answered & HasError ? fields.signed_number() : 0;
    fields.refuse_unless(error >= 0 && error <= INT32_MAX);
    answer.error = static_cast<int>(error);
    answer.number = answered & HasResult ? fields.signed_number() : 0;
    const std::string_view text = answered & HasAnswerText ? fields.text() : std::string_view();
    if (depth == Depth::Whole) {
        answer.text = text;
    }
    if (answered & HasNumbers) {
        for (std::size_t left = fields.count(); left > 0; --left) {
            answer.numbers.push_back(fields.signed_number());
        }
    }
    if (answered & HasNames) {
        for (std::size_t left = fields.count(); left > 0; --left) {
            const std::string_view name = fields.text();
            if (depth == Depth::Whole) {
                answer.names.emplace_back(name);
            }
        }
    }
    if (!fields.good()) {
        return std::nullopt;
    }
    bytes = fields.left();
    return entry;
}

} // namespace

bool Entry::matches(const host::Request& request) const
{
    return call == request.call && handle == request.handle && number == request.number
        && flags == request.flags && path == request.path
        && (keeps_text(call) ? text == request.text : text_digest == digest_of(request.text));
}

std::string Entry::description() const
{
    return describe(call, handle, number, flags, path, text);
}

std::string describe(const host::Request& request)
{
    return describe(request.call, request.handle, request.number, request.flags, request.path,
        keeps_text(request.call) ? request.text : std::string_view());
}

void encode(std::string& bytes, std::uint64_t base, std::uint64_t step,
    const host::Request& request, const host::Answer& answer)
{
    const bool whole_text = keeps_text(request.call);
    const auto bit = [](bool is, unsigned value) { return is ? value : 0U; };
    const unsigned asked = bit(request.handle != 0, HasHandle) | bit(request.number != 0, HasNumber)
        | bit(request.flags != 0, HasFlags) | bit(!request.path.empty(), HasPath)
        | bit(!request.text.empty(), whole_text ? HasText : HasDigest);
    const unsigned answered = bit(answer.error != 0, HasError) | bit(answer.number != 0, HasResult)
        | bit(!answer.text.empty(), HasAnswerText) | bit(!answer.numbers.empty(), HasNumbers)
        | bit(!answer.names.empty(), HasNames);
    bytes += static_cast<char>(request.call);
    bytes += static_cast<char>(asked);
    bytes += static_cast<char>(answered);
    encode_number(bytes, step - base);
    if (asked & HasHandle) {
        encode_number(bytes, fold_sign(request.handle));
    }
    if (asked & HasNumber) {
        encode_number(bytes, fold_sign(request.number));
    }
    if (asked & HasFlags) {
        encode_number(bytes, request.flags);
    }
    if (asked & HasPath) {
        encode_text(bytes, request.path);
    }
    if (asked & HasText) {
        encode_text(bytes, request.text);
    }
    if (asked & HasDigest) {
        const std::uint64_t digest = digest_of(request.text);
        bytes.append(
            std::bit_cast<std::array<char, sizeof(digest)>>(digest).data(), sizeof(digest));
    }
    if (answered & HasError) {
        encode_number(bytes, fold_sign(answer.error));
    }
    if (answered & HasResult) {
        encode_number(bytes, fold_sign(answer.number));
    }
    if (answered & HasAnswerText) {
        encode_text(bytes, answer.text);
    }
    if (answered & HasNumbers) {
        encode_number(bytes, answer.numbers.size());
        for (const std::int64_t number : answer.numbers) {
            encode_number(bytes, fold_sign(number));
        }
    }
    if (answered & HasNames) {
        encode_number(bytes, answer.names.size());
        for (const std::string& name : answer.names) {
            encode_text(bytes, name);
        }
    }
}

std::optional<Entry> decode(std::string_view& bytes, std::uint64_t base)
{
    return decode_entry(bytes, base, Depth::Whole);
}

std::optional<Entry> decode_request(std::string_view& bytes, std::uint64_t base)
{
    return decode_entry(bytes, base, Depth::RequestOnly);
}

void encode_number(std::string& bytes, std::uint64_t number)
{
    while (number >= 0x80) {
        bytes += static_cast<char>((number & 0x7f) | 0x80);
        number >>= 7;
    }
    bytes += static_cast<char>(number);
}

std::optional<std::uint64_t> decode_number(std::string_view& bytes)
{
    constexpr std::size_t longest = 10;
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < longest && i < bytes.size(); ++i) {
        const auto group = static_cast<std::uint8_t>(bytes[i]);
        if (i == longest - 1 && group > 1) {
            return std::nullopt; // more than 64 bits
        }
        number |= static_cast<std::uint64_t>(group & 0x7f) << (7 * i);
        if (group < 0x80) {
            bytes.remove_prefix(i + 1);
            return number;
        }
    }
    return std::nullopt;
}

void encode_text(std::string& bytes, std::string_view text)
{
    encode_number(bytes, text.size());
    bytes += text;
}

std::optional<std::string_view> decode_text(std::string_view& bytes)
{
    std::string_view left = bytes;
    const auto size = decode_number(left);
    if (!size || *size > left.size()) {
        return std::nullopt;
    }
    const std::string_view text = left.substr(0, static_cast<std::size_t>(*size));
    bytes = left.substr(text.size());
    return text;
}

} // namespace fw::timeline
