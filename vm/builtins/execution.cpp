// compile(), eval(), exec() and __import__().
// CPython: Python/bltinmodule.c, Python/pythonrun.c

#include "vm/builtins/functions.h"

#include "vm/builtins/compile_source.h"
#include "vm/eval/eval.h"
#include "vm/eval/import.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

constexpr std::uint32_t dont_imply_dedent = 0x200; // PyCF_DONT_IMPLY_DEDENT
constexpr std::uint32_t only_ast = 0x400; // PyCF_ONLY_AST
constexpr std::uint32_t type_comments = 0x1000; // PyCF_TYPE_COMMENTS
constexpr std::uint32_t top_level_await = 0x2000; // PyCF_ALLOW_TOP_LEVEL_AWAIT
constexpr std::uint32_t known_flags = code::future_flags_mask | dont_imply_dedent | only_ast
    | type_comments | top_level_await | 0x10;

std::uint32_t inherited_flags(const Thread& thread)
{
    return thread.frame
        ? static_cast<std::uint32_t>(thread.frame->code->flags) & code::future_flags_mask
        : 0u;
}

// The text of a source argument. CPython: source_as_string
Result<std::string> source_text(Thread& thread, Object* source, const char* function,
    const char* wanted, syntax::SourceEncoding& encoding)
{
    std::string text;
    std::string_view bytes;
    if (is_str(source)) {
        encoding = syntax::SourceEncoding::Utf8;
        text = to_utf8(*as<Str>(source));
    } else if (bytes_view(source, bytes)) {
        encoding = syntax::SourceEncoding::Bytes;
        text = std::string(bytes);
    } else {
        return raise(thread, TypeId::TypeError, "{}() arg 1 must be a {} object", function, wanted);
    }
    if (text.find('\0') != std::string::npos) {
        return raise(thread, TypeId::ValueError, "source code string cannot contain null bytes");
    }
    return text;
}

bool is_mapping(const Object* object)
{
    return object->type->slots.subscript != nullptr;
}

struct Namespaces {
    RefTo<Dict> globals;
    Ref locals;
};

Result<void> default_namespaces(Thread& thread, Object* globals, Object* locals, Namespaces& spaces)
{
    if (globals == none() || !globals) {
        if (!thread.frame) {
            return raise(thread, TypeId::SystemError, "globals and locals cannot be NULL");
        }
        spaces.globals = share(thread.frame->globals);
        if (locals == none() || !locals) {
            TRY_SET(spaces.locals, frame_locals(thread, *thread.frame));
        } else {
            spaces.locals = share(locals);
        }
    } else {
        spaces.globals = share(as<Dict>(globals));
        spaces.locals = share(locals == none() || !locals ? globals : locals);
    }
    TRY_LET(Object * builtins, dict_get(thread, *spaces.globals, names().builtins));
    if (!builtins) {
        Dict* seen = thread.frame ? thread.frame->builtins : runtime().builtins;
        TRY(dict_set(thread, *spaces.globals, names().builtins, seen));
    }
    return {};
}

// Code given, or compiled from text, and run.
Result<Ref> run_argument(Thread& thread, Object* source, const Namespaces& spaces,
    const char* function, syntax::Mode mode)
{
    if (source->type == code_type()) {
        auto& code = *as<Code>(source);
        if (code.freevars->length > 0) {
            return raise(thread, TypeId::TypeError,
                "code object passed to {}() may not contain free variables", function);
        }
        return run_code(thread, code, *spaces.globals, spaces.locals.get());
    }
    SourceKind kind;
    kind.mode = mode;
    TRY_LET(const std::string text,
        source_text(thread, source, function, "string, bytes or code", kind.encoding));
    std::string_view view = text;
    if (mode == syntax::Mode::Eval) {
        while (!view.empty() && (view.front() == ' ' || view.front() == '\t')) {
            view.remove_prefix(1);
        }
    }
    kind.options.flags = inherited_flags(thread);
    const RefTo<Str> filename = make_str("<string>");
    TRY_LET(const Ref code, compile_text(thread, view, filename.get(), kind));
    return run_code(thread, *as<Code>(code.get()), *spaces.globals, spaces.locals.get());
}

Result<RefTo<Str>> filename_argument(Thread& thread, Object* object)
{
    std::string_view bytes;
    if (is_str(object)) {
        return share(as<Str>(object));
    }
    if (bytes_view(object, bytes)) {
        return make_str(bytes);
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, object, intern("__fspath__").get(), method));
    if (!found) {
        return raise(thread, TypeId::TypeError, "expected str, bytes or os.PathLike object, not {}",
            type_name(object));
    }
    TRY_LET(const Ref path, call(thread, method.get(), Args{}));
    if (!is_str(path.get())) {
        return raise(thread, TypeId::TypeError,
            "expected {}.__fspath__() to return str or bytes, not {}", type_name(object),
            type_name(path.get()));
    }
    return share(as<Str>(path.get()));
}

} // namespace

// compile(source, filename, mode, flags=0, dont_inherit=False, optimize=-1, *, _feature_version=-1)
Result<Ref> builtin_compile(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> filename, filename_argument(thread, args[1]));
    if (!is_str(args[2])) {
        return raise(thread, TypeId::TypeError, "compile() argument 'mode' must be str, not {}",
            type_name(args[2]));
    }
    std::uint32_t flags = 0;
    if (args[3]) {
        TRY_LET(const std::int64_t given, to_int64(thread, args[3]));
        flags = static_cast<std::uint32_t>(given);
    }
    bool inherit = true;
    if (args[4]) {
        TRY_LET(const bool refused, is_true(thread, args[4]));
        inherit = !refused;
    }
    std::int64_t optimize = -1;
    if (args[5]) {
        TRY_SET(optimize, to_int64(thread, args[5]));
    }
    if ((flags & ~known_flags) != 0) {
        return raise(thread, TypeId::ValueError, "compile(): unrecognised flags");
    }
    if (optimize < -1 || optimize > 2) {
        return raise(thread, TypeId::ValueError, "compile(): invalid optimize value");
    }
    SourceKind kind;
    const Str& mode = *as<Str>(args[2]);
    if (str_equal(mode, "exec")) {
        kind.mode = syntax::Mode::Exec;
    } else if (str_equal(mode, "eval")) {
        kind.mode = syntax::Mode::Eval;
    } else if (str_equal(mode, "single")) {
        kind.mode = syntax::Mode::Single;
    } else {
        return raise(
            thread, TypeId::ValueError, "compile() mode must be 'exec', 'eval' or 'single'");
    }
    if ((flags & only_ast) != 0) {
        return raise(thread, TypeId::NotImplementedError,
            "compile() to an AST: use `framewalk ast` to see the tree");
    }
    if (args[0]->type == code_type()) {
        return raise(
            thread, TypeId::TypeError, "compile() arg 1 must be a string, bytes or AST object");
    }
    kind.options.flags
        = (flags & code::future_flags_mask) | (inherit ? inherited_flags(thread) : 0);
    kind.options.optimize = optimize < 0 ? 0 : static_cast<int>(optimize);
    kind.options.allow_top_level_await = (flags & top_level_await) != 0;
    TRY_LET(const std::string text,
        source_text(thread, args[0], "compile", "string, bytes or AST", kind.encoding));
    return compile_text(thread, text, filename.get(), kind);
}

Result<Ref> builtin_eval(Thread& thread, Object*, Args args)
{
    Object* globals = args[1];
    Object* locals = args[2];
    if (locals && locals != none() && !is_mapping(locals)) {
        return raise(thread, TypeId::TypeError, "locals must be a mapping");
    }
    if (globals && globals != none() && !is_dict(globals)) {
        return raise_message(thread, TypeId::TypeError,
            is_mapping(globals) ? "globals must be a real dict; try eval(code, {}, mapping)"
                                : "globals must be a dict");
    }
    Namespaces spaces;
    TRY(default_namespaces(thread, globals, locals, spaces));
    return run_argument(thread, args[0], spaces, "eval", syntax::Mode::Eval);
}

Result<Ref> builtin_exec(Thread& thread, Object*, Args args)
{
    Object* globals = args[1];
    Object* locals = args[2];
    if (globals && globals != none() && !is_dict(globals)) {
        return raise(
            thread, TypeId::TypeError, "exec() globals must be a dict, not {}", type_name(globals));
    }
    if (locals && locals != none() && !is_mapping(locals)) {
        return raise(thread, TypeId::TypeError, "locals must be a mapping or None, not {}",
            type_name(locals));
    }
    Namespaces spaces;
    TRY(default_namespaces(thread, globals, locals, spaces));
    TRY(run_argument(thread, args[0], spaces, "exec", syntax::Mode::Exec));
    return make_none();
}

// __import__(name, globals=None, locals=None, fromlist=(), level=0)
Result<Ref> builtin_import(Thread& thread, Object*, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__import__() argument 1 must be str, not {}",
            type_name(args[0]));
    }
    std::int64_t level = 0;
    if (args[4]) {
        TRY_SET(level, to_int64(thread, args[4]));
    }
    RefTo<Str> name = share(as<Str>(args[0]));
    if (!name->is_interned && name->type == str_type()) {
        intern_in_place(name);
    }
    return import_module_level(thread, name.get(), args[1], args[3], level);
}

} // namespace fw
