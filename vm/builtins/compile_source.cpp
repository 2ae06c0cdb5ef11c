// The front end called from the machine. Trees and code units live outside the region: they are no
// part of the program's state.

#include "vm/builtins/compile_source.h"

#include "vm/base/region_new.h"
#include "vm/base/system_text.h"
#include "vm/base/utf8.h"
#include "vm/code/marshal_write.h"
#include "vm/eval/machine.h"
#include "vm/host/host.h"
#include "vm/modules/source_decode.h"
#include "vm/modules/source_support.h"
#include "vm/modules/sys.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/warnings.h"
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/source_text.h"

#include <algorithm>
#include <iterator>

#define XXH_INLINE_ALL
#include <xxhash.h>

#include <functional>

namespace fw {

namespace {

struct Compiled {
    code::CodeRef unit;
    syntax::SyntaxErrorInfo error;
    std::vector<syntax::SyntaxWarningInfo> warnings;
};

void run_compiler(Compiled& compiled, syntax::Tree& tree, const std::string& filename,
    const compile::Options& options)
{
    compile::Outcome outcome = compile::compile_tree(tree, filename, options);
    compiled.unit = std::move(outcome.code);
    std::move(
        outcome.warnings.begin(), outcome.warnings.end(), std::back_inserter(compiled.warnings));
    if (!compiled.unit) {
        compiled.error = std::move(outcome.error);
    }
}

Compiled run_front_end(
    const syntax::SourceText& text, const std::string& filename, const SourceKind& kind)
{
    Compiled compiled;
    syntax::ParseOutcome parsed = syntax::parse(text, kind.mode, kind.encoding, kind.features);
    compiled.warnings = std::move(parsed.warnings);
    if (!parsed) {
        compiled.error = std::move(parsed.error);
        return compiled;
    }
    run_compiler(compiled, *parsed.tree, filename, kind.options);
    return compiled;
}

std::string description(const compile::Options& options)
{
    return fmt::format("{} {} {} {}", options.optimize, options.flags,
        options.allow_top_level_await, options.depth_limit);
}

// Everything that a compilation depends on beside the text and its name.
std::string description(const SourceKind& kind)
{
    return fmt::format("{} {} {} {} {}", static_cast<int>(kind.mode),
        static_cast<int>(kind.encoding), kind.features.implies_dedent,
        kind.features.int_digit_limit, description(kind.options));
}

// A replay compiles the same text or tree again: it gets the unit of the first time. What brings
// warnings is compiled anew for them, since they are not kept.
Compiled compile_once(std::string_view text, const std::string& filename,
    const std::string& settings, const std::function<Compiled()>& make)
{
    const auto hash
        = [](std::string_view bytes) { return XXH3_128bits(bytes.data(), bytes.size()); };
    const XXH128_hash_t of_text = hash(text);
    const std::string key = fmt::format(
        "{}\n{:x}.{:x}.{:x}\n{}", filename, text.size(), of_text.high64, of_text.low64, settings);
    Machine& machine = *runtime().machine;
    if (code::CodeRef known = machine.kept(key)) {
        return { .unit = std::move(known), .error = {}, .warnings = {} };
    }
    Compiled compiled = make();
    if (compiled.unit) {
        const std::string its_key = compiled.warnings.empty() ? key : key + "\nwarns";
        if (code::CodeRef known = machine.kept(its_key)) {
            compiled.unit = std::move(known);
        } else {
            machine.keep(its_key, compiled.unit);
        }
    }
    return compiled;
}

// What is left of the recursion limit, in nodes.
// CPython: PySymtable_BuildObject()
int depth_limit(const Thread& thread)
{
    constexpr int nodes_a_frame = 3;
    return nodes_a_frame * std::max(thread.recursion_limit - thread.recursion_depth, 0);
}

// CPython: compiler_warn(), ast_warn()
Result<void> issue(Thread& thread, const syntax::SyntaxWarningInfo& warning, Str* filename)
{
    Type* category
        = exception_type(warning.category == syntax::SyntaxWarningInfo::Category::DeprecationWarning
                ? TypeId::DeprecationWarning
                : TypeId::SyntaxWarning);
    const RefTo<Str> text = make_str(warning.message);
    WarningPlace place;
    place.filename = share(filename);
    place.line = warning.line;
    auto shown = warn_explicit(thread, category, text.get(), place, nullptr, nullptr);
    if (shown.failed() && pending_is(thread, category)) {
        clear_exception(thread);
        return raise_syntax_error(thread, warning.as_error, filename);
    }
    return shown;
}

Result<Ref> code_of(Thread& thread, const Compiled& compiled, Str* filename)
{
    for (const syntax::SyntaxWarningInfo& warning : compiled.warnings) {
        TRY(issue(thread, warning, filename));
    }
    if (!compiled.unit) {
        return raise_syntax_error(thread, compiled.error, filename);
    }
    return make_code(*compiled.unit, filename);
}

} // namespace

namespace {

// `decode` makes of the bytes what the parser reads.
Result<Ref> compile_decoded(Thread& thread, std::string_view bytes, Str* filename,
    const SourceKind& kind, const std::function<syntax::SourceText(const std::string&)>& decode)
{
    Compiled compiled;
    {
        const OutsideRegion outside;
        const std::string name = to_utf8(*filename);
        SourceKind limited = kind;
        limited.options.depth_limit = depth_limit(thread);
        compiled = compile_once(bytes, name, description(limited),
            [&] { return run_front_end(decode(name), name, limited); });
    }
    return code_of(thread, compiled, filename);
}

} // namespace

Result<Ref> compile_text(
    Thread& thread, std::string_view text, Str* filename, const SourceKind& kind)
{
    return compile_decoded(thread, text, filename, kind,
        [&](const std::string& name) { return syntax::decode_source(text, name, kind.encoding); });
}

Result<Ref> compile_parsed(
    Thread& thread, syntax::Tree& tree, Str* filename, const compile::Options& options)
{
    Compiled compiled;
    {
        const OutsideRegion outside;
        const std::string name = to_utf8(*filename);
        const syntax::DumpOptions everything{ .include_attributes = true, .indent = -1 };
        std::string shape = syntax::dump(tree.root(), everything);
        // Compiling changes the tree, which is in the region: it happens in a replay as well, and
        // only the unit is that of the first time.
        Compiled made;
        run_compiler(made, tree, name, options);
        if (made.unit && shape.find("...") != std::string::npos) {
            shape += code::marshal_code(*made.unit); // The dump may have left something out.
        }
        compiled = compile_once(
            shape, name, "tree " + description(options), [&] { return std::move(made); });
    }
    return code_of(thread, compiled, filename);
}

Result<Ref> compile_program_text(
    Thread& thread, std::string_view text, Str* filename, syntax::SourceEncoding encoding)
{
    SourceKind kind;
    kind.encoding = encoding;
    kind.options.optimize = optimize_level();
    kind.features.int_digit_limit = runtime().int_text_limit;
    if (encoding == syntax::SourceEncoding::File) {
        TRY_LET(const std::optional<syntax::SourceText> read, read_declared_file(thread, text));
        if (read) {
            return compile_decoded(
                thread, text, filename, kind, [&](const std::string&) { return *read; });
        }
    }
    return compile_text(thread, text, filename, kind);
}

Result<Ref> compile_file_text(Thread& thread, std::string_view text, Str* filename)
{
    syntax::SourceEncoding encoding = syntax::SourceEncoding::Bytes;
    std::string decoded;
    TRY_LET(const bool is_other, decode_declared(thread, text, filename, encoding, decoded));
    return compile_program_text(thread, is_other ? decoded : text, filename, encoding);
}

std::string source_line_of_file(Thread& thread, Str* filename, std::int32_t line)
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
    const SavedException pending = save_exception(thread);
    const auto read = read_declared_file(thread, bytes.value);
    restore_exception(thread, pending);
    const OutsideRegion outside;
    const syntax::SourceText source = !read.failed() && read.value()
        ? *read.value()
        : syntax::decode_source(bytes.value, name, syntax::SourceEncoding::File);
    std::string_view found
        = syntax::line_of(source.ok ? std::string_view(source.text) : bytes.value, line);
    while (!found.empty() && (found.back() == '\n' || found.back() == '\r')) {
        found.remove_suffix(1);
    }
    return std::string(found);
}

} // namespace fw
