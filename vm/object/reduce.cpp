// Taking an object apart for copy and pickle.
// CPython: Objects/typeobject.c (object___reduce_ex__, reduce_newobj, _PyObject_GetState)

#include "vm/object/reduce.h"

#include "vm/object/core_objects.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<Ref> import_copyreg(Thread& thread)
{
    const RefTo<Str> name = intern("copyreg");
    if (Dict* modules = runtime().modules) {
        if (Object* module = dict_get_str(*modules, name.get())) {
            return share(module);
        }
    }
    Object* import = dict_get_str(*runtime().builtins, names().import);
    if (!import) {
        return raise(thread, TypeId::ImportError, "__import__ not found");
    }
    return call(thread, import, { name.get() });
}

Result<Ref> copyreg_function(Thread& thread, std::string_view name)
{
    TRY_LET(Ref copyreg, import_copyreg(thread));
    const RefTo<Str> key = intern(name);
    return get_attribute(thread, copyreg.get(), key.get());
}

// The __slots__ of the class and its bases that are set: copyreg knows their names. CPython:
// _PyObject_GetState.
Result<Ref> slot_state(Thread& thread, Object* object)
{
    TRY_LET(Ref function, copyreg_function(thread, "_slotnames"));
    TRY_LET(Ref slot_names, call(thread, function.get(), { object->type }));
    if (!is_list(slot_names.get())) {
        return make_none();
    }
    const RefTo<Dict> values = make_dict();
    TRY(for_each(thread, slot_names.get(), [&](Ref name) -> Result<bool> {
        Ref value;
        TRY_LET(bool found, find_attribute(thread, object, as<Str>(name.get()), value));
        if (found) {
            TRY(dict_set(thread, *values, name.get(), value.get()));
        }
        return true;
    }));
    return values->used ? Ref(values) : make_none();
}

Result<Ref> get_state(Thread& thread, Object* object)
{
    const RefTo<Str> getstate = intern("__getstate__");
    Ref method;
    TRY_LET(bool custom, find_attribute(thread, object, getstate.get(), method));
    if (custom) {
        return call(thread, method.get(), {});
    }
    Ref state = make_none();
    TRY_LET(bool has_dict, find_attribute(thread, object, names().dict, state));
    if (!has_dict) {
        state = make_none();
    }
    TRY_LET(Ref slots, slot_state(thread, object));
    if (slots.get() != none()) {
        return Ref(make_tuple({ state.get(), slots.get() }));
    }
    return state;
}

// What the class' __new__ wants. CPython: _PyObject_GetNewArguments.
Result<void> new_arguments(Thread& thread, Object* object, Ref& positional, Ref& keywords)
{
    Ref method;
    const RefTo<Str> with_keywords = intern("__getnewargs_ex__");
    TRY_LET(bool has_ex, find_special(thread, object, with_keywords.get(), method));
    if (has_ex) {
        TRY_LET(Ref pair, call(thread, method.get(), {}));
        if (!is_tuple(pair.get()) || as<Tuple>(pair.get())->length != 2) {
            return raise(thread, TypeId::TypeError,
                "__getnewargs_ex__ should return a tuple, not '{}'", type_name(pair.get()));
        }
        positional = share((*as<Tuple>(pair.get()))[0]);
        keywords = share((*as<Tuple>(pair.get()))[1]);
        return {};
    }
    const RefTo<Str> plain = intern("__getnewargs__");
    TRY_LET(bool has_args, find_special(thread, object, plain.get(), method));
    if (has_args) {
        TRY_SET(positional, call(thread, method.get(), {}));
        if (!is_tuple(positional.get())) {
            return raise(thread, TypeId::TypeError,
                "__getnewargs__ should return a tuple, not '{}'", type_name(positional.get()));
        }
    }
    return {};
}

Result<Ref> reduce_by_new(Thread& thread, Object* object)
{
    Type* type = object->type;
    if (!type->slots.create) {
        return raise(thread, TypeId::TypeError, "cannot pickle '{}' object", type_name(type));
    }
    Ref positional;
    Ref keywords;
    TRY(new_arguments(thread, object, positional, keywords));
    const bool by_keyword
        = keywords && is_dict(keywords.get()) && as<Dict>(keywords.get())->used > 0;
    const RefTo<Tuple> given
        = positional ? as<Tuple>(Ref(positional)) : share(runtime().empty_tuple);
    TRY_LET(Ref function, copyreg_function(thread, by_keyword ? "__newobj_ex__" : "__newobj__"));
    RefTo<Tuple> arguments;
    if (by_keyword) {
        arguments = make_tuple({ type, given.get(), keywords.get() });
    } else {
        arguments = make_tuple(given->length + 1);
        arguments->items()[0] = share<Object>(type).release();
        for (std::int64_t i = 0; i < given->length; ++i) {
            arguments->items()[i + 1] = share((*given)[i]).release();
        }
    }
    TRY_LET(Ref state, get_state(thread, object));
    Ref list_items = make_none();
    if (is_list(object)) {
        TRY_SET(list_items, get_iterator(thread, object));
    }
    Ref dict_items = make_none();
    if (is_dict(object)) {
        TRY_LET(Ref view, call_method(thread, object, names().items));
        TRY_SET(dict_items, get_iterator(thread, view.get()));
    }
    return Ref(make_tuple(
        { function.get(), arguments.get(), state.get(), list_items.get(), dict_items.get() }));
}

Result<Ref> reduce(Thread& thread, Object* object, std::int64_t protocol)
{
    if (protocol >= 2) {
        return reduce_by_new(thread, object);
    }
    TRY_LET(Ref function, copyreg_function(thread, "_reduce_ex"));
    const Ref number = make_int(protocol);
    return call(thread, function.get(), { object, number.get() });
}

} // namespace

Result<Ref> object_reduce(Thread& thread, Object& self, Args)
{
    return reduce(thread, &self, 0);
}

Result<Ref> object_reduce_ex(Thread& thread, Object& self, Args args)
{
    TRY_LET(std::int64_t protocol, to_int64(thread, args[0]));
    // A class' own __reduce__ comes first.
    Object* own = type_lookup(self.type, names().reduce);
    if (own && own != type_lookup(object_type(), names().reduce)) {
        return call_method(thread, &self, names().reduce);
    }
    return reduce(thread, &self, protocol);
}

} // namespace fw
