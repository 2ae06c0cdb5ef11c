// eval(), exec() and __import__().
// CPython: Python/bltinmodule.c, Python/pythonrun.c

#include "vm/builtins/functions.h"

#include "vm/builtins/compile_source.h"
#include "vm/eval/eval.h"
#include "vm/eval/import.h"
#include "vm/modules/source_decode.h"
#include "vm/modules/source_support.h"
#include "vm/modules/sys.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

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
        Object* seen = runtime().builtins;
        if (thread.frame) {
            seen = thread.frame->other_builtins ? thread.frame->other_builtins
                                                : thread.frame->builtins;
        }
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
    const RefTo<Str> filename = make_str("<string>");
    std::string decoded;
    TRY_LET(
        const bool is_other, decode_declared(thread, text, filename.get(), kind.encoding, decoded));
    std::string_view view = is_other ? decoded : text;
    if (mode == syntax::Mode::Eval) {
        while (!view.empty() && (view.front() == ' ' || view.front() == '\t')) {
            view.remove_prefix(1);
        }
    }
    kind.options.flags = inherited_flags(thread);
    kind.options.optimize = optimize_level();
    kind.features.int_digit_limit = runtime().int_text_limit;
    TRY_LET(const Ref code, compile_text(thread, view, filename.get(), kind));
    return run_code(thread, *as<Code>(code.get()), *spaces.globals, spaces.locals.get());
}

} // namespace

Result<Ref> builtin_eval(Thread& thread, Object*, Args args)
{
    Object* globals = args[1];
    Object* locals = args[2];
    if (locals && locals != none() && !is_mapping(locals)) {
        return raise(thread, TypeId::TypeError, "locals must be a mapping");
    }
    if (globals && globals != none() && !is_dict(globals)) {
        return raise_message(thread, TypeId::TypeError,
            is_mapping(globals) ? "globals must be a real dict; try eval(expr, {}, mapping)"
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
