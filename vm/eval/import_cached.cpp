// Reading compiled modules.
// CPython: Lib/importlib/_bootstrap_external.py

#include "vm/eval/import_cached.h"

#include "vm/base/region_new.h"
#include "vm/code/constant_numbers.h"
#include "vm/code/pyc.h"
#include "vm/eval/code_check.h"
#include "vm/eval/import_metadata.h"
#include "vm/host/host.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

TypeId exception_of(code::PycProblem problem)
{
    switch (problem) {
    case code::PycProblem::TooShort:
        return TypeId::EOFError;
    case code::PycProblem::BadData:
    case code::PycProblem::OtherConstant:
        return TypeId::ValueError;
    case code::PycProblem::NullObject:
        return TypeId::TypeError;
    default:
        return TypeId::ImportError;
    }
}

struct Read {
    code::CodeRef code;
    code::PycProblem problem = code::PycProblem::None;
    std::string error;
};

// Messages name the module while the header is read, and the file when it holds something else.
Read read_outside(std::string_view data, const std::string& name, const std::string& path)
{
    const OutsideRegion outside;
    code::PycOutcome outcome = code::read_pyc(data, name);
    if (outcome.problem == code::PycProblem::NoCode) {
        return { nullptr, outcome.problem, "Non-code object in '" + path + "'" };
    }
    const bool is_unsound = outcome.problem == code::PycProblem::Unsound;
    return { std::move(outcome.code), outcome.problem,
        is_unsound ? outcome.error : outcome.detail };
}

bool is_valid(
    const code::PycHeader& header, const host::FileStatus& status, std::string_view source)
{
    if (header.is_hash_based) {
        return !header.checks_source || header.source_hash == code::source_hash(source);
    }
    constexpr std::int64_t second = 1'000'000'000;
    return header.source_time == static_cast<std::uint32_t>(status.modified_ns / second)
        && header.source_size == static_cast<std::uint32_t>(status.size);
}

} // namespace

Ref keep_code(code::CodeRef unit, Str* filename)
{
    return make_code(keep_unit(std::move(unit)), filename);
}

Result<Ref> load_sourceless(Thread& thread, const std::string& name, const std::string& path)
{
    const auto data = runtime().host->read_file(path);
    if (!data) {
        return raise(thread, TypeId::ImportError, "can't read '{}'", path);
    }
    Read read = read_outside(data.value, name, path);
    if (!read.code) {
        return raise_message(thread, exception_of(read.problem), read.error);
    }
    return keep_code(std::move(read.code), nullptr);
}

Result<code::CodeRef> cached_code(
    Thread& thread, const std::string& name, const std::string& path, std::string_view source)
{
    host::Host& host = *runtime().host;
    const auto data = host.read_file(cached_path(path));
    if (!data) {
        return code::CodeRef();
    }
    const auto status = host.status(path);
    const code::PycHeaderOutcome read_header = code::read_pyc_header(data.value, name);
    if (!status || !read_header || !is_valid(read_header.header, status.value, source)) {
        return code::CodeRef();
    }
    Read read = read_outside(data.value, name, cached_path(path));
    if (!read.code) {
        return raise_message(thread, exception_of(read.problem), read.error);
    }
    return std::move(read.code);
}

bool same_code(const code::CodeUnit& compiled, const code::CodeUnit& cached)
{
    const bool same_fields = compiled.argcount == cached.argcount
        && compiled.posonlyargcount == cached.posonlyargcount
        && compiled.kwonlyargcount == cached.kwonlyargcount && compiled.nlocals == cached.nlocals
        && compiled.stacksize == cached.stacksize && compiled.flags == cached.flags
        && compiled.firstlineno == cached.firstlineno && compiled.code == cached.code
        && compiled.lnotab == cached.lnotab && compiled.names == cached.names
        && compiled.varnames == cached.varnames && compiled.freevars == cached.freevars
        && compiled.cellvars == cached.cellvars && compiled.name == cached.name
        && compiled.consts.size() == cached.consts.size();
    if (!same_fields) {
        return false;
    }
    code::ConstantNumbers pool;
    for (std::size_t i = 0; i < compiled.consts.size(); ++i) {
        const auto* left = std::get_if<code::CodeRef>(&compiled.consts[i]);
        const auto* right = std::get_if<code::CodeRef>(&cached.consts[i]);
        if ((left != nullptr) != (right != nullptr)) {
            return false;
        }
        const bool same = left ? same_code(**left, **right)
                               : pool.add(std::get<Constant>(compiled.consts[i]))
                == pool.add(std::get<Constant>(cached.consts[i]));
        if (!same) {
            return false;
        }
    }
    return true;
}

} // namespace fw
