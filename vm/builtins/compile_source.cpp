// The front end called from the machine. Trees and code units live outside the region: they are no
// part of the program's state.

#include "vm/builtins/compile_source.h"

#include "vm/base/region_new.h"
#include "vm/base/system_text.h"
#include "vm/base/utf8.h"
#include "vm/eval/machine.h"
#include "vm/host/host.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/source_text.h"

#define XXH_INLINE_ALL
#include <xxhash.h>

namespace fw {

namespace {

struct Compiled {
    code::CodeRef unit;
    syntax::SyntaxErrorInfo error;
    std::vector<compile::Warning> warnings;
};

Compiled run_front_end(std::string_view text, const std::string& filename, const SourceKind& kind)
{
    Compiled compiled;
    syntax::ParseOutcome parsed = syntax::parse(text, filename, kind.mode, kind.encoding);
    if (!parsed) {
        compiled.error = std::move(parsed.error);
        return compiled;
    }
    compile::Outcome outcome = compile::compile_tree(*parsed.tree, filename, kind.options);
    compiled.unit = std::move(outcome.code);
    compiled.warnings = std::move(outcome.warnings);
    if (!compiled.unit) {
        compiled.error = std::move(outcome.error);
    }
    return compiled;
}

// Everything that a compilation depends on beside the text and its name.
std::string description(const SourceKind& kind)
{
    return fmt::format("{} {} {} {} {} {}", static_cast<int>(kind.mode),
        static_cast<int>(kind.encoding), kind.options.optimize, kind.options.flags,
        kind.options.allow_top_level_await, kind.options.depth_limit);
}

// A replay compiles the same text again: it gets the unit of the first time. What brings warnings
// is compiled anew, since they are not kept.
Compiled run_front_end_once(
    std::string_view text, const std::string& filename, const SourceKind& kind)
{
    const auto hash
        = [](std::string_view bytes) { return XXH3_128bits(bytes.data(), bytes.size()); };
    const XXH128_hash_t of_text = hash(text);
    const std::string key = fmt::format("{}\n{:x}.{:x}.{:x}\n{}", filename, text.size(),
        of_text.high64, of_text.low64, description(kind));
    Machine& machine = *runtime().machine;
    if (code::CodeRef known = machine.kept(key)) {
        return { .unit = std::move(known), .error = {}, .warnings = {} };
    }
    Compiled compiled = run_front_end(text, filename, kind);
    if (compiled.unit) {
        machine.keep(compiled.warnings.empty() ? key : key + "\n" + std::to_string(machine.units()),
            compiled.unit);
    }
    return compiled;
}

TypeId error_type(syntax::SyntaxErrorKind kind)
{
    switch (kind) {
    case syntax::SyntaxErrorKind::SyntaxError:
        return TypeId::SyntaxError;
    case syntax::SyntaxErrorKind::IndentationError:
        return TypeId::IndentationError;
    case syntax::SyntaxErrorKind::TabError:
        return TypeId::TabError;
    case syntax::SyntaxErrorKind::MemoryError:
        return TypeId::MemoryError;
    case syntax::SyntaxErrorKind::ValueError:
        return TypeId::ValueError;
    case syntax::SyntaxErrorKind::OverflowError:
        return TypeId::OverflowError;
    case syntax::SyntaxErrorKind::RecursionError:
        return TypeId::RecursionError;
    }
    return TypeId::SyntaxError;
}

// The line of the file with its line end; empty when there is none, or it is not UTF-8. As CPython
// reads 999 bytes at once, what it finds of a longer line is its last part.
// CPython: PyErr_ProgramTextObject(), err_programtext()
std::string file_line_with_end(const std::string& filename, std::int32_t line)
{
    constexpr std::size_t chunk = 999;
    if (line <= 0 || filename.empty() || filename.front() == '<') {
        return {};
    }
    const auto bytes = runtime().host->read_file(filename);
    if (!bytes) {
        return {};
    }
    std::string text = bytes.value;
    syntax::translate_newlines(text);
    if (!bytes.value.ends_with('\n') && !bytes.value.ends_with('\r') && !text.empty()) {
        text.pop_back();
    }
    std::string_view found = syntax::line_of(text, line);
    if (found.size() > chunk) {
        found.remove_prefix((found.size() - 1) / chunk * chunk);
    }
    return measure_utf8(found).good() ? std::string(found) : std::string();
}

// The line that CPython finds in the file, whatever has been compiled; the parser's text and offset
// where there is none.
Ref error_line_text(const syntax::SyntaxErrorInfo& error, Str* filename, int& offset)
{
    if (!error.has_text || error.is_file_line) {
        const std::string line = file_line_with_end(to_utf8(*filename), error.line);
        if (!line.empty()) {
            if (error.has_text) {
                offset = syntax::offset_in(line, error);
            }
            return make_str(line);
        }
    }
    return error.has_text ? Ref(make_str(error.text)) : make_none();
}

Raised raise_syntax_error(Thread& thread, const syntax::SyntaxErrorInfo& error, Str* filename)
{
    const TypeId type = error_type(error.kind);
    switch (type) {
    case TypeId::MemoryError:
        return error.message.empty() ? raise_memory_error(thread)
                                     : raise_message(thread, type, error.message);
    case TypeId::ValueError:
    case TypeId::OverflowError:
    case TypeId::RecursionError:
        return raise_message(thread, type, error.message);
    default:
        break;
    }
    if (!error.has_place) {
        return raise_message(thread, type, error.message);
    }
    const RefTo<Str> message = make_str(error.message);
    const Ref line = make_int(error.line);
    int offset_number = error.offset;
    const Ref text = error_line_text(error, filename, offset_number);
    const Ref offset = make_int(offset_number);
    const RefTo<Tuple> place
        = make_tuple({ static_cast<Object*>(filename), line.get(), offset.get(), text.get() });
    const RefTo<Tuple> args = make_tuple({ static_cast<Object*>(message.get()), place.get() });
    auto made = call(thread, exception_type(type), { message.get(), place.get() });
    if (made.failed()) {
        return Raised{};
    }
    return raise_instance(thread, made.take());
}

Result<void> show_warnings(
    Thread& thread, const std::vector<compile::Warning>& warnings, Str* filename)
{
    for (const compile::Warning& warning : warnings) {
        std::string text = fmt::format(
            "{}:{}: SyntaxWarning: {}\n", to_utf8(*filename), warning.line, warning.message);
        std::string line = source_line_of_file(thread, filename, warning.line);
        const std::size_t start = line.find_first_not_of(" \t\f");
        if (start != std::string::npos) {
            text += "  " + line.substr(start) + "\n";
        }
        Object* file = dict_get_str(*as<Module>(runtime().sys_module)->dict, names().stderr_);
        if (file && file != none()) {
            TRY(call_method(thread, file, names().write, { Ref(make_str(text)).get() }));
        }
    }
    return {};
}

} // namespace

Result<Ref> compile_text(
    Thread& thread, std::string_view text, Str* filename, const SourceKind& kind)
{
    Compiled compiled;
    {
        const OutsideRegion outside;
        compiled = run_front_end_once(text, to_utf8(*filename), kind);
    }
    if (!compiled.unit) {
        return raise_syntax_error(thread, compiled.error, filename);
    }
    if (!compiled.warnings.empty()) {
        TRY(show_warnings(thread, compiled.warnings, filename));
    }
    return make_code(*compiled.unit, filename);
}

Result<Ref> compile_file_text(Thread& thread, std::string_view text, Str* filename)
{
    return compile_text(thread, text, filename, {});
}

std::string source_line_of_file(Thread&, Str* filename, std::int32_t line)
{
    const std::string name = text_to_system(to_utf8(*filename));
    if (name.empty() || name.front() == '<') {
        return {};
    }
    host::Host& host = *runtime().host;
    auto bytes = host.read_file(name);
    if (!bytes) {
        // As the traceback printer of CPython: the file's own name in each directory of sys.path.
        Object* path = dict_get_str(*as<Module>(runtime().sys_module)->dict, intern("path").get());
        if (name.front() == '/' || !path || !is_list(path)) {
            return {};
        }
        const std::string base = name.substr(name.rfind('/') + 1);
        const List& directories = *as<List>(path);
        for (std::int64_t i = 0; i < directories.length && !bytes; ++i) {
            if (is_str(directories[i])) {
                bytes = host.read_file(to_utf8(*as<Str>(directories[i])) + "/" + base);
            }
        }
        if (!bytes) {
            return {};
        }
    }
    const OutsideRegion outside;
    const syntax::SourceText source
        = syntax::decode_source(bytes.value, name, syntax::SourceEncoding::File);
    std::string_view found
        = syntax::line_of(source.ok ? std::string_view(source.text) : bytes.value, line);
    while (!found.empty() && (found.back() == '\n' || found.back() == '\r')) {
        found.remove_suffix(1);
    }
    return std::string(found);
}

} // namespace fw
