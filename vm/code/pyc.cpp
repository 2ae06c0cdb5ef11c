// .pyc files: 16 bytes of header, then the marshalled code object.
// CPython: _classify_pyc(), _code_to_timestamp_pyc() in Lib/importlib/_bootstrap_external.py
#include "vm/code/pyc.h"

#include "vm/base/hash.h"
#include "vm/code/marshal_read.h"
#include "vm/code/marshal_write.h"
#include "vm/code/verify.h"

#include <algorithm>
#include <array>

namespace fw::code {

namespace {

// The first magic number of each version, development releases included. CPython: MAGIC_NUMBER
struct VersionMagic {
    std::uint16_t first;
    std::string_view version;
};
constexpr std::array version_magics{
    VersionMagic{ 3000, "3.0" },
    VersionMagic{ 3141, "3.1" },
    VersionMagic{ 3160, "3.2" },
    VersionMagic{ 3190, "3.3" },
    VersionMagic{ 3250, "3.4" },
    VersionMagic{ 3320, "3.5" },
    VersionMagic{ 3360, "3.6" },
    VersionMagic{ 3390, "3.7" },
    VersionMagic{ 3400, "3.8" },
    VersionMagic{ 3420, "3.9" },
    VersionMagic{ 3430, "3.10" },
    VersionMagic{ 3450, "3.11" },
    VersionMagic{ 3500, "3.12" },
    VersionMagic{ 3550, "3.13" },
    VersionMagic{ 3600, "3.14" },
    VersionMagic{ 3650, "" },
    VersionMagic{ 62011, "2.3" },
    VersionMagic{ 62041, "2.4" },
    VersionMagic{ 62071, "2.5" },
    VersionMagic{ 62151, "2.6" },
    VersionMagic{ 62171, "2.7" },
    VersionMagic{ 62212, "" },
};

// "" for a number that no CPython has written.
std::string_view version_of(std::uint16_t magic)
{
    const auto after = std::upper_bound(version_magics.begin(), version_magics.end(), magic,
        [](std::uint16_t wanted, const VersionMagic& row) { return wanted < row.first; });
    return after == version_magics.begin() ? "" : std::prev(after)->version;
}

std::uint64_t number_at(std::string_view data, std::size_t offset, std::size_t size)
{
    std::uint64_t number = 0;
    for (std::size_t i = 0; i < size; ++i) {
        number |= std::uint64_t{ static_cast<unsigned char>(data[offset + i]) } << (8 * i);
    }
    return number;
}

std::uint16_t magic_of(std::string_view data)
{
    return static_cast<std::uint16_t>(number_at(data, 0, 2));
}

// repr() of the first bytes, as in CPython's message.
std::string bytes_text(std::string_view bytes)
{
    std::string text = "b'";
    for (const char each : bytes) {
        const auto byte = static_cast<unsigned char>(each);
        constexpr std::string_view digits = "0123456789abcdef";
        if (each == '\n' || each == '\r' || each == '\t') {
            text += each == '\n' ? "\\n" : each == '\r' ? "\\r" : "\\t";
        } else if (each == '\\' || each == '\'') {
            text += std::string("\\") + each;
        } else if (byte >= 0x20 && byte < 0x7f) {
            text += each;
        } else {
            text += "\\x";
            text += digits[byte >> 4];
            text += digits[byte & 15];
        }
    }
    return text + "'";
}

} // namespace

bool looks_like_pyc(std::string_view data)
{
    return data.size() >= 4 && data[2] == '\r' && data[3] == '\n'
        && !version_of(magic_of(data)).empty();
}

bool is_pyc(std::string_view data, std::string_view name)
{
    return name.ends_with(".pyc") || looks_like_pyc(data);
}

PycHeaderOutcome read_pyc_header(std::string_view data, const std::string& name)
{
    PycHeaderOutcome outcome;
    const auto fail = [&outcome](PycProblem problem, std::string error) {
        outcome.problem = problem;
        outcome.error = std::move(error);
        return outcome;
    };
    const std::string_view magic = data.substr(0, 4);
    if (magic != std::string_view("\x61\x0d\r\n", 4)) {
        std::string error = "bad magic number in '" + name + "': " + bytes_text(magic);
        if (looks_like_pyc(data)) {
            error += " is that of Python " + std::string(version_of(magic_of(data)))
                + "; only the .pyc files of CPython 3.9 can be read";
        }
        return fail(PycProblem::Header, std::move(error));
    }
    if (data.size() < pyc_header_size) {
        return fail(PycProblem::TooShort, "reached EOF while reading pyc header of '" + name + "'");
    }
    const auto flags = static_cast<std::uint32_t>(number_at(data, 4, 4));
    if ((flags & ~3U) != 0) {
        return fail(
            PycProblem::Header, "invalid flags " + std::to_string(flags) + " in '" + name + "'");
    }
    outcome.header = { .is_hash_based = (flags & 1) != 0,
        .checks_source = (flags & 2) != 0,
        .source_time = static_cast<std::uint32_t>(number_at(data, 8, 4)),
        .source_size = static_cast<std::uint32_t>(number_at(data, 12, 4)),
        .source_hash = number_at(data, 8, 8) };
    return outcome;
}

PycOutcome read_pyc(std::string_view data, const std::string& name)
{
    PycOutcome outcome;
    const auto fail = [&](PycProblem problem, const std::string& detail) {
        outcome.problem = problem;
        outcome.error = "'" + name + "' is damaged: " + detail;
        outcome.detail = detail;
        return outcome;
    };
    if (const PycHeaderOutcome read = read_pyc_header(data, name); !read) {
        outcome.problem = read.problem;
        outcome.error = outcome.detail = read.error;
        return outcome;
    }
    UnmarshalOutcome unmarshalled = unmarshal_code(data.substr(pyc_header_size));
    if (!unmarshalled) {
        const PycProblem problem = unmarshalled.is_other_object ? PycProblem::NoCode
            : unmarshalled.has_other_constant                   ? PycProblem::OtherConstant
            : unmarshalled.fault == marshal::Fault::TooShort    ? PycProblem::TooShort
            : unmarshalled.fault == marshal::Fault::NullObject  ? PycProblem::NullObject
                                                                : PycProblem::BadData;
        return fail(problem, unmarshalled.error);
    }
    if (!unmarshalled.code->freevars.empty()) {
        return fail(PycProblem::NoCode, "the code of a module has free variables");
    }
    if (const auto flaw = verify_all(*unmarshalled.code)) {
        return fail(PycProblem::Unsound, flaw->text());
    }
    outcome.code = std::move(unmarshalled.code);
    return outcome;
}

std::uint64_t source_hash(std::string_view source)
{
    constexpr std::uint64_t key = 0x0a0d0000U | pyc_magic; // the four bytes of the magic number
    return keyed_hash(key, source.data(), source.size());
}

std::string write_pyc(const CodeUnit& unit, std::uint32_t source_time, std::uint32_t source_size)
{
    std::string data("\x61\x0d\r\n", 4);
    for (const std::uint32_t field : { 0U, source_time, source_size }) {
        for (int shift = 0; shift < 32; shift += 8) {
            data += static_cast<char>(field >> shift);
        }
    }
    return data + marshal_code(unit);
}

} // namespace fw::code
