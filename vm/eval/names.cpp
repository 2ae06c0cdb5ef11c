// Looking names up.
// CPython: Python/ceval.c (LOAD_NAME, LOAD_GLOBAL, LOAD_CLASSDEREF and format_exc_check_arg)

#include "vm/eval/names.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Str* cell_name(const Frame& frame, std::uint32_t index)
{
    const Tuple& cellvars = *frame.code->cellvars;
    const auto cells = static_cast<std::uint32_t>(cellvars.length);
    return as<Str>(index < cells ? cellvars[index] : (*frame.code->freevars)[index - cells]);
}

} // namespace

Raised raise_name_error(Thread& thread, const Str* name)
{
    return raise(thread, TypeId::NameError, "name '{}' is not defined", to_utf8(*name));
}

Raised raise_unbound_local(Thread& thread, const Frame& frame, std::uint32_t index)
{
    return raise(thread, TypeId::UnboundLocalError,
        "local variable '{}' referenced before assignment",
        to_utf8(*as<Str>((*frame.code->varnames)[index])));
}

Raised raise_unbound_cell(Thread& thread, const Frame& frame, std::uint32_t index)
{
    const std::string name = to_utf8(*cell_name(frame, index));
    if (index < static_cast<std::uint32_t>(frame.code->cellvars->length)) {
        return raise(thread, TypeId::UnboundLocalError,
            "local variable '{}' referenced before assignment", name);
    }
    return raise(thread, TypeId::NameError,
        "free variable '{}' referenced before assignment in enclosing scope", name);
}

Result<Ref> load_other_builtin(Thread& thread, const Frame& frame, Str* name, const char* missing)
{
    const Ref builtins = share(frame.other_builtins);
    Result<Ref> value = get_item(thread, builtins.get(), name);
    if (!value.failed() || !pending_is(thread, exception_type(TypeId::KeyError))) {
        return value;
    }
    clear_exception(thread);
    return missing ? raise_message(thread, TypeId::NameError, missing)
                   : raise_name_error(thread, name);
}

Result<Ref> load_global_slow(Thread& thread, Frame& frame, GlobalCache& cache)
{
    Dict& globals = *frame.globals;
    Dict& builtins = *frame.builtins;
    const std::int64_t index = dict_find_str(globals, cache.name);
    if (index >= 0) {
        cache.globals_index = index;
        return share(globals.entries[index].value);
    }
    if (frame.other_builtins) {
        return load_other_builtin(thread, frame, cache.name);
    }
    cache.globals_index = -1;
    cache.globals_version = 0; // of no dict
    cache.builtins_index = dict_find_str(builtins, cache.name);
    if (cache.builtins_index >= 0) {
        cache.globals_version = globals.version;
        return share(builtins.entries[cache.builtins_index].value);
    }
    return raise_name_error(thread, cache.name);
}

Result<Ref> load_name(Thread& thread, Frame& frame, Str* name)
{
    if (!frame.locals) {
        return raise(thread, TypeId::SystemError, "no locals when loading '{}'", to_utf8(*name));
    }
    if (frame.locals->type == dict_type()) {
        if (Object* value = dict_get_str(*as<Dict>(frame.locals), name)) {
            return share(value);
        }
    } else {
        Result<Ref> value = get_item(thread, frame.locals, name);
        if (!value.failed()) {
            return value;
        }
        if (!pending_is(thread, exception_type(TypeId::KeyError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    if (Object* value = dict_get_str(*frame.globals, name)) {
        return share(value);
    }
    if (frame.other_builtins) {
        return load_other_builtin(thread, frame, name);
    }
    if (Object* value = dict_get_str(*frame.builtins, name)) {
        return share(value);
    }
    return raise_name_error(thread, name);
}

Result<void> store_name(Thread& thread, Frame& frame, Str* name, Object* value)
{
    if (!frame.locals) {
        return raise(thread, TypeId::SystemError, "no locals found when {} '{}'",
            value ? "storing" : "deleting", to_utf8(*name));
    }
    if (value) {
        if (frame.locals->type == dict_type()) {
            return dict_set(thread, *as<Dict>(frame.locals), name, value);
        }
        return set_item(thread, frame.locals, name, value);
    }
    if (set_item(thread, frame.locals, name, nullptr).failed()) {
        if (!pending_is(thread, exception_type(TypeId::KeyError))) {
            return Raised{};
        }
        clear_exception(thread);
        return raise_name_error(thread, name);
    }
    return {};
}

Result<Ref> load_class_cell(Thread& thread, Frame& frame, std::uint32_t index)
{
    Str* name = cell_name(frame, index);
    if (!frame.locals) {
        return raise(thread, TypeId::SystemError, "no locals when loading '{}'", to_utf8(*name));
    }
    if (frame.locals->type == dict_type()) {
        if (Object* value = dict_get_str(*as<Dict>(frame.locals), name)) {
            return share(value);
        }
    } else {
        Result<Ref> value = get_item(thread, frame.locals, name);
        if (!value.failed()) {
            return value;
        }
        if (!pending_is(thread, exception_type(TypeId::KeyError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    Object* content = as<Cell>(frame.cells()[index])->content;
    if (!content) {
        return raise_unbound_cell(thread, frame, index);
    }
    return share(content);
}

} // namespace fw
