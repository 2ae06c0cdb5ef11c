// __build_class__: what a class statement calls with the function of its body.
// CPython: builtin___build_class__ in Python/bltinmodule.c

#include "vm/builtins/functions.h"

#include "vm/eval/code_check.h"
#include "vm/eval/eval.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// Bases that are no classes may name others in their stead. CPython: update_bases
Result<RefTo<Tuple>> resolve_bases(Thread& thread, RefTo<Tuple> bases)
{
    RefTo<List> replaced;
    for (std::int64_t i = 0; i < bases->length; ++i) {
        Object* base = (*bases)[i];
        Ref method;
        bool found = false;
        if (!is_type(base)) {
            TRY_SET(found, find_attribute(thread, base, names().mro_entries, method));
        }
        if (!found) {
            if (replaced) {
                list_append(*replaced, share(base));
            }
            continue;
        }
        TRY_LET(const Ref entries, call(thread, method.get(), { bases.get() }));
        if (!is_tuple(entries.get())) {
            return raise(thread, TypeId::TypeError, "__mro_entries__ must return a tuple");
        }
        if (!replaced) {
            replaced = make_list_from(bases->items(), i);
        }
        for (Object* entry : *as<Tuple>(entries.get())) {
            list_append(*replaced, share(entry));
        }
    }
    if (!replaced) {
        return bases;
    }
    return make_tuple_from(replaced->items, replaced->length);
}

// The most derived of the metaclass and those of the bases. CPython: _PyType_CalculateMetaclass
Result<Ref> choose_metaclass(Thread& thread, Object* metaclass, const Tuple& bases)
{
    auto* winner = as<Type>(metaclass);
    for (Object* base : bases) {
        Type* candidate = base->type;
        if (is_subtype(winner, candidate)) {
            continue;
        }
        if (is_subtype(candidate, winner)) {
            winner = candidate;
            continue;
        }
        return raise(thread, TypeId::TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) "
            "subclass of the metaclasses of all its bases");
    }
    return Ref(share<Object>(winner));
}

// Executes the body with its namespace; gives the __class__ cell or None.
Result<Ref> run_body(Thread& thread, Function& function, Object* space)
{
    Code& code = *function.code;
    TRY(check_code(thread, code));
    RefTo<Frame> frame = make_frame(thread, code, *function.globals, space);
    const std::int64_t cells = code.cellvars->length;
    for (std::int64_t i = 0; i < cells; ++i) {
        frame->cells()[i] = make_cell(nullptr).release();
    }
    for (std::int64_t i = 0; function.closure && i < function.closure->length; ++i) {
        frame->cells()[cells + i] = share((*function.closure)[i]).release();
    }
    return run_bound_frame(thread, std::move(frame), function.name, function.qualname);
}

} // namespace

Result<Ref> builtin_build_class(Thread& thread, Object*, Args args)
{
    if (args.count < 2) {
        return raise(thread, TypeId::TypeError, "__build_class__: not enough arguments");
    }
    if (args[0]->type != function_type()) {
        return raise(thread, TypeId::TypeError, "__build_class__: func must be a function");
    }
    if (!is_str(args[1])) {
        return raise(thread, TypeId::TypeError, "__build_class__: name is not a string");
    }
    auto& function = *as<Function>(args[0]);
    Object* name = args[1];
    const RefTo<Tuple> original
        = make_tuple_from(args.values + 2, static_cast<std::int64_t>(args.count) - 2);
    TRY_LET(const RefTo<Tuple> bases, resolve_bases(thread, original));

    RefTo<Dict> keywords;
    Ref metaclass;
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        auto* keyword = as<Str>((*args.names)[static_cast<std::int64_t>(i)]);
        Object* value = args.values[args.count + i];
        if (str_equal(*keyword, *names().metaclass)) {
            metaclass = share(value);
            continue;
        }
        if (!keywords) {
            keywords = make_dict();
        }
        TRY(dict_set(thread, *keywords, keyword, value));
    }
    bool is_class = true;
    if (metaclass) {
        is_class = is_type(metaclass.get());
    } else {
        metaclass = share<Object>(bases->length == 0 ? type_type() : (*bases)[0]->type);
    }
    if (is_class) {
        TRY_SET(metaclass, choose_metaclass(thread, metaclass.get(), *bases));
    }

    Ref space;
    Ref prepare;
    TRY_LET(const bool prepares, find_attribute(thread, metaclass.get(), names().prepare, prepare));
    if (prepares) {
        const RefTo<Tuple> both = make_tuple({ name, bases.get() });
        TRY_SET(space, call_with(thread, prepare.get(), both.get(), keywords.get()));
    } else {
        space = make_dict();
    }
    if (!is_dict(space.get()) && !space->type->slots.subscript) {
        return raise(thread, TypeId::TypeError, "{}.__prepare__() must return a mapping, not {}",
            is_class ? type_name(as<Type>(metaclass.get())) : "<metaclass>",
            type_name(space.get()));
    }
    TRY_LET(const Ref cell, run_body(thread, function, space.get()));
    if (bases.get() != original.get()) {
        TRY(set_item(thread, space.get(), intern("__orig_bases__").get(), original.get()));
    }
    const RefTo<Tuple> three = make_tuple({ name, bases.get(), space.get() });
    TRY_LET(const Ref made, call_with(thread, metaclass.get(), three.get(), keywords.get()));
    if (is_type(made.get()) && cell->type == cell_type()) {
        Object* content = as<Cell>(cell.get())->content;
        if (content != made.get()) {
            TRY_LET(const RefTo<Str> name_text, repr(thread, name));
            TRY_LET(const RefTo<Str> class_text, repr(thread, made.get()));
            if (!content) {
                return raise(thread, TypeId::RuntimeError,
                    "__class__ not set defining {} as {}. Was __classcell__ propagated to "
                    "type.__new__?",
                    to_utf8(*name_text), to_utf8(*class_text));
            }
            TRY_LET(const RefTo<Str> content_text, repr(thread, content));
            return raise(thread, TypeId::TypeError, "__class__ set to {} defining {} as {}",
                to_utf8(*content_text), to_utf8(*name_text), to_utf8(*class_text));
        }
    }
    return made;
}

} // namespace fw
