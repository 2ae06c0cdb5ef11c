// The header of a .pyc file, and which version of Python wrote it.
// CPython: Lib/importlib/_bootstrap_external.py
#pragma once

#include "vm/code/code_unit.h"

#include <cstdint>
#include <optional>
#include <string>
#include <string_view>

namespace fw::code {

inline constexpr std::uint16_t pyc_magic = 3425; // CPython 3.9
inline constexpr std::size_t pyc_header_size = 16;

struct PycHeader {
    bool is_hash_based = false;
    bool checks_source = false; // hash-based: the source is to be looked at all the same
    std::uint32_t source_time = 0; // seconds, the lowest 32 bits
    std::uint32_t source_size = 0; // bytes, the lowest 32 bits
    std::uint64_t source_hash = 0; // hash-based, instead of time and size
};

// What is wrong with a .pyc; the import of a module raises another exception for each.
enum class PycProblem : std::uint8_t {
    None,
    Header, // ImportError: of another version, or no .pyc at all
    TooShort, // EOFError
    BadData, // ValueError
    OtherConstant, // The same for a code unit; a machine may read it as objects.
    NullObject, // TypeError
    NoCode, // ImportError: the data is not that of a module
    Unsound, // ImportError: the bytecode cannot be executed
};

struct PycHeaderOutcome {
    PycProblem problem = PycProblem::None;
    PycHeader header;
    std::string error; // one sentence that names the version of another Python

    explicit operator bool() const { return problem == PycProblem::None; }
};

// `name` is how messages call the file.
PycHeaderOutcome read_pyc_header(std::string_view data, const std::string& name);

struct PycOutcome {
    CodeRef code;
    PycProblem problem = PycProblem::None;
    std::string error; // for a person, with the name of the file
    std::string detail; // the same without it, where the data is wrong: CPython's words

    explicit operator bool() const { return code != nullptr; }
};

// The whole file: header, code, and the check that the code can run.
PycOutcome read_pyc(std::string_view data, const std::string& name);

// The hash of a source file that a hash-based .pyc has in its header. CPython: _imp.source_hash()
std::uint64_t source_hash(std::string_view source);

// A .pyc that is valid as long as its source has this time and size.
std::string write_pyc(const CodeUnit& unit, std::uint32_t source_time, std::uint32_t source_size);

// Whether a file begins like a .pyc of any version, whatever its name is.
bool looks_like_pyc(std::string_view data);

// The same, or its name says so. CPython: maybe_pyc_file() in Python/pythonrun.c
bool is_pyc(std::string_view data, std::string_view name);

} // namespace fw::code
