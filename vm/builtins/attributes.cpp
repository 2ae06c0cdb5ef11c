// Built-in functions about attributes, namespaces and classes of objects.
// CPython: Python/bltinmodule.c

#include "vm/builtins/functions.h"

#include "vm/eval/frame.h"
#include "vm/object/arguments.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

// An attribute's name, interned: attribute caches compare addresses.
Result<RefTo<Str>> attribute_name(Thread& thread, Object* name, const char* message)
{
    if (!is_str(name)) {
        return raise_message(thread, TypeId::TypeError, message);
    }
    RefTo<Str> text = share(as<Str>(name));
    if (!text->is_interned && text->type == str_type()) {
        intern_in_place(text);
    }
    return text;
}

Result<Ref> current_locals(Thread& thread)
{
    if (!thread.frame) {
        return raise(thread, TypeId::SystemError, "frame does not exist");
    }
    return frame_locals(thread, *thread.frame);
}

} // namespace

Result<Ref> builtin_callable(Thread&, Object*, Args args)
{
    return make_bool(is_callable(args[0]));
}

Result<Ref> builtin_delattr(Thread& thread, Object*, Args args)
{
    if (!is_str(args[1])) {
        return raise(thread, TypeId::TypeError, "attribute name must be string, not '{}'",
            type_name(args[1]));
    }
    TRY_LET(const RefTo<Str> name, attribute_name(thread, args[1], ""));
    TRY(set_attribute(thread, args[0], name.get(), nullptr));
    return make_none();
}

Result<Ref> builtin_dir(Thread& thread, Object*, Args args)
{
    if (args[0]) {
        return object_dir(thread, args[0]);
    }
    TRY_LET(const Ref namespace_, current_locals(thread));
    TRY_LET(const Ref keys, call_method(thread, namespace_.get(), names().keys));
    TRY_LET(const Ref list, sequence_to_list(thread, keys.get()));
    TRY(call_method(thread, list.get(), intern("sort").get()));
    return list;
}

Result<Ref> builtin_getattr(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> name,
        attribute_name(thread, args[1], "getattr(): attribute name must be string"));
    if (!args[2]) {
        return get_attribute(thread, args[0], name.get());
    }
    Ref value;
    TRY_LET(const bool found, find_attribute(thread, args[0], name.get(), value));
    return found ? value : share(args[2]);
}

Result<Ref> builtin_globals(Thread& thread, Object*, Args)
{
    if (!thread.frame) {
        return make_none();
    }
    return Ref(share(thread.frame->globals));
}

Result<Ref> builtin_hasattr(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> name,
        attribute_name(thread, args[1], "hasattr(): attribute name must be string"));
    Ref value;
    TRY_LET(const bool found, find_attribute(thread, args[0], name.get(), value));
    return make_bool(found);
}

Result<Ref> builtin_isinstance(Thread& thread, Object*, Args args)
{
    TRY_LET(const bool answer, is_instance(thread, args[0], args[1]));
    return make_bool(answer);
}

Result<Ref> builtin_issubclass(Thread& thread, Object*, Args args)
{
    TRY_LET(const bool answer, is_subclass(thread, args[0], args[1]));
    return make_bool(answer);
}

Result<Ref> builtin_locals(Thread& thread, Object*, Args)
{
    return current_locals(thread);
}

Result<Ref> builtin_setattr(Thread& thread, Object*, Args args)
{
    if (!is_str(args[1])) {
        return raise(thread, TypeId::TypeError, "attribute name must be string, not '{}'",
            type_name(args[1]));
    }
    TRY_LET(const RefTo<Str> name, attribute_name(thread, args[1], ""));
    TRY(set_attribute(thread, args[0], name.get(), args[2]));
    return make_none();
}

Result<Ref> builtin_vars(Thread& thread, Object*, Args args)
{
    if (!args[0]) {
        return current_locals(thread);
    }
    Ref dict;
    TRY_LET(const bool found, find_attribute(thread, args[0], names().dict, dict));
    if (!found) {
        return raise(thread, TypeId::TypeError, "vars() argument must have __dict__ attribute");
    }
    return dict;
}

} // namespace fw
