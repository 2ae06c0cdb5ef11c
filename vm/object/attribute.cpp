// Attributes of instances, dir(), isinstance() and issubclass().
// CPython: Objects/object.c (PyObject_GenericGetAttr), Objects/abstract.c

#include "vm/object/core_objects.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Raised raise_no_attribute(Thread& thread, const Object* object, const Str* name)
{
    return raise(thread, TypeId::AttributeError, "'{}' object has no attribute '{}'",
        type_name(object), to_utf8(*name));
}

std::int64_t item_count(const Object* object)
{
    const std::int64_t count = *reinterpret_cast<const std::int64_t*>(object + 1);
    return count < 0 ? -count : count;
}

// The value in an instance's dict: borrowed, null when absent.
Result<Object*> dict_value(Thread& thread, Dict& dict, Str* name)
{
    if (dict.only_strs && name->type == str_type()) [[likely]] {
        return dict_get_str(dict, name);
    }
    return dict_get(thread, dict, name);
}

Result<void> set_in_dict(Thread& thread, Dict*& place, Str* name, Object* value)
{
    if (!place && !value) {
        return raise_with(thread, exception_type(TypeId::AttributeError), name);
    }
    if (!place) {
        place = make_dict().release();
    }
    const RefTo<Dict> dict = share(place);
    if (dict->only_strs && name->type == str_type()) [[likely]] {
        if (value) {
            dict_set_str(*dict, name, value);
            return {};
        }
        if (dict_delete_str(*dict, name)) {
            return {};
        }
    } else if (value) {
        return dict_set(thread, *dict, name, value);
    } else {
        TRY_LET(bool found, dict_delete(thread, *dict, name));
        if (found) {
            return {};
        }
    }
    return raise_with(thread, exception_type(TypeId::AttributeError), name);
}

// `__bases__` of something that behaves like a class; empty: it does not. CPython:
// abstract_get_bases.
Result<Ref> bases_of(Thread& thread, Object* object, bool& found)
{
    Ref bases;
    TRY_SET(found, find_attribute(thread, object, names().bases, bases));
    found = found && is_tuple(bases.get());
    return found ? bases : make_none();
}

// CPython: abstract_issubclass.
Result<bool> is_derived_by_bases(Thread& thread, Object* derived, Object* type)
{
    if (derived == type) {
        return true;
    }
    bool has_bases = false;
    TRY_LET(Ref bases, bases_of(thread, derived, has_bases));
    if (!has_bases) {
        return false;
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" in __issubclass__"));
    for (Object* base : *as<Tuple>(bases.get())) {
        TRY_LET(bool is_derived, is_derived_by_bases(thread, base, type));
        if (is_derived) {
            return true;
        }
    }
    return false;
}

Result<void> check_class(Thread& thread, Object* object, const char* message)
{
    bool has_bases = false;
    TRY(bases_of(thread, object, has_bases));
    if (!has_bases) {
        return raise_message(thread, TypeId::TypeError, message);
    }
    return {};
}

// Asks `type.hook(object)`; false: there is no such hook.
Result<bool> ask_hook(Thread& thread, Object* type, Str* name, Object* object, bool& answer)
{
    Ref hook;
    TRY_LET(bool found, find_special(thread, type, name, hook));
    if (!found) {
        return false;
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(
        name == names().instancecheck ? " in __instancecheck__" : " in __subclasscheck__"));
    TRY_LET(Ref result, call(thread, hook.get(), { object }));
    TRY_SET(answer, is_true(thread, result.get()));
    return true;
}

} // namespace

Dict** dict_place(Object* object)
{
    const Type* type = object->type;
    std::int64_t offset = type->dict_offset;
    if (offset == 0) {
        return nullptr;
    }
    if (offset < 0) {
        // At the end, behind the items.
        const std::int64_t size
            = type->basic_size + item_count(object) * static_cast<std::int64_t>(type->item_size);
        constexpr std::int64_t word = sizeof(Object*);
        offset += (size + word - 1) / word * word;
    }
    return reinterpret_cast<Dict**>(reinterpret_cast<char*>(object) + offset);
}

Result<Ref> get_attribute(Thread& thread, Object* object, Str* name)
{
    if (const GetAttributeFn get = object->type->slots.get_attribute) [[likely]] {
        return get(thread, object, name);
    }
    return raise_no_attribute(thread, object, name);
}

Result<bool> find_attribute(Thread& thread, Object* object, Str* name, Ref& value)
{
    // The usual kinds of objects are searched without raising (and so without making) an
    // AttributeError.
    const GetAttributeFn get = object->type->slots.get_attribute;
    if (get == &generic_get_attribute) {
        if (!type_lookup(object->type, name)) {
            Dict** place = dict_place(object);
            if (!place || !*place) {
                return false;
            }
            const RefTo<Dict> dict = share(*place);
            TRY_LET(Object * found, dict_value(thread, *dict, name));
            value = Ref::share(found);
            return found != nullptr;
        }
    } else if (object->type == type_type() && !type_lookup(static_cast<Type*>(object), name)
        && !type_lookup(type_type(), name)) {
        return false;
    }
    auto result = get_attribute(thread, object, name);
    if (result.failed()) {
        if (!pending_is(thread, exception_type(TypeId::AttributeError))) {
            return Raised{};
        }
        clear_exception(thread);
        return false;
    }
    value = result.take();
    return true;
}

Result<void> set_attribute(Thread& thread, Object* object, Str* name, Object* value)
{
    Type* type = object->type;
    if (const SetAttributeFn set = type->slots.set_attribute) [[likely]] {
        return set(thread, object, name, value);
    }
    return raise(thread, TypeId::TypeError, "'{}' object has {} attributes ({} .{})",
        type_name(type), type->slots.get_attribute ? "only read-only" : "no",
        value ? "assign to" : "del", to_utf8(*name));
}

// A data descriptor of the type wins over the instance's dict, which wins over anything else of
// the type.
Result<Ref> generic_get_attribute(Thread& thread, Object* object, Str* name)
{
    Type* type = object->type;
    Object* found = type_lookup(type, name);
    if (!found) {
        if (Dict** place = dict_place(object); place && *place) {
            const RefTo<Dict> dict = share(*place);
            TRY_LET(Object * value, dict_value(thread, *dict, name));
            if (value) {
                return share(value);
            }
        }
        return raise_no_attribute(thread, object, name);
    }
    Ref attribute = share(found);
    const DescriptorGetFn get = found->type->slots.descriptor_get;
    if (get && found->type->slots.descriptor_set) {
        return get(thread, found, object, type);
    }
    if (Dict** place = dict_place(object); place && *place) {
        const RefTo<Dict> dict = share(*place);
        TRY_LET(Object * value, dict_value(thread, *dict, name));
        if (value) {
            return share(value);
        }
    }
    if (get) {
        return get(thread, found, object, type);
    }
    return attribute;
}

Result<void> generic_set_attribute(Thread& thread, Object* object, Str* name, Object* value)
{
    RefTo<Str> key = share(name);
    if (!name->is_interned && name->type == str_type()) {
        intern_in_place(key);
    }
    const Ref found = Ref::share(type_lookup(object->type, key.get()));
    if (found) {
        if (const DescriptorSetFn set = found->type->slots.descriptor_set) {
            return set(thread, found.get(), object, value);
        }
    }
    Dict** place = dict_place(object);
    if (!place) {
        if (found) {
            return raise(thread, TypeId::AttributeError, "'{}' object attribute '{}' is read-only",
                type_name(object), to_utf8(*key));
        }
        return raise_no_attribute(thread, object, key.get());
    }
    return set_in_dict(thread, *place, key.get(), value);
}

Result<bool> get_method(Thread& thread, Object* object, Str* name, Ref& method)
{
    Type* type = object->type;
    if (type->slots.get_attribute != &generic_get_attribute) {
        TRY_SET(method, get_attribute(thread, object, name));
        return false;
    }
    Object* found = type_lookup(type, name);
    DescriptorGetFn get = nullptr;
    bool is_method = false;
    Ref attribute;
    if (found) {
        attribute = share(found);
        is_method = has_flag(found->type, TypeIsMethodDescriptor);
        get = is_method ? nullptr : found->type->slots.descriptor_get;
        if (get && found->type->slots.descriptor_set) {
            TRY_SET(method, get(thread, found, object, type));
            return false;
        }
    }
    if (Dict** place = dict_place(object); place && *place) {
        const RefTo<Dict> dict = share(*place);
        TRY_LET(Object * value, dict_value(thread, *dict, name));
        if (value) {
            method = share(value);
            return false;
        }
    }
    if (is_method) {
        method = std::move(attribute);
        return true;
    }
    if (get) {
        TRY_SET(method, get(thread, found, object, type));
        return false;
    }
    if (found) {
        method = std::move(attribute);
        return false;
    }
    return raise_no_attribute(thread, object, name);
}

Result<bool> find_special(Thread& thread, Object* object, Str* name, Ref& bound)
{
    Object* found = type_lookup(object->type, name);
    if (!found) {
        return false;
    }
    bound = share(found);
    if (const DescriptorGetFn get = found->type->slots.descriptor_get) {
        TRY_SET(bound, get(thread, found, object, object->type));
    }
    return true;
}

Result<Ref> object_dir(Thread& thread, Object* object)
{
    Ref function;
    TRY_LET(bool found, find_special(thread, object, names().dir, function));
    if (!found) {
        return raise(thread, TypeId::TypeError, "object does not provide __dir__");
    }
    TRY_LET(Ref result, call(thread, function.get(), {}));
    TRY_LET(Ref sorted, sequence_to_list(thread, result.get()));
    const RefTo<Str> sort = intern("sort");
    TRY(call_method(thread, sorted.get(), sort.get()));
    return sorted;
}

Result<bool> is_instance(Thread& thread, Object* object, Object* type)
{
    if (object->type == type) {
        return true;
    }
    if (type->type == type_type()) {
        return is_instance_default(thread, object, type);
    }
    if (is_tuple(type)) {
        RecursionGuard guard(thread);
        TRY(guard.enter(" in __instancecheck__"));
        for (Object* alternative : *static_cast<Tuple*>(type)) {
            TRY_LET(bool answer, is_instance(thread, object, alternative));
            if (answer) {
                return true;
            }
        }
        return false;
    }
    bool answer = false;
    TRY_LET(bool asked, ask_hook(thread, type, names().instancecheck, object, answer));
    return asked ? Result<bool>(answer) : is_instance_default(thread, object, type);
}

// CPython: object_isinstance.
Result<bool> is_instance_default(Thread& thread, Object* object, Object* type)
{
    if (is_type(type)) {
        if (is_instance_of(object, static_cast<Type*>(type))) {
            return true;
        }
        if (object->type->slots.get_attribute == &generic_get_attribute
            && type_lookup(object->type, names().class_)
                == type_lookup(object_type(), names().class_)) {
            return false; // __class__ is the type itself.
        }
        Ref claimed;
        TRY_LET(bool found, find_attribute(thread, object, names().class_, claimed));
        return found && claimed.get() != object->type && is_type(claimed.get())
            && is_subtype(as<Type>(claimed.get()), static_cast<Type*>(type));
    }
    TRY(check_class(thread, type, "isinstance() arg 2 must be a type or tuple of types"));
    Ref claimed;
    TRY_LET(bool found, find_attribute(thread, object, names().class_, claimed));
    return found ? is_derived_by_bases(thread, claimed.get(), type) : Result<bool>(false);
}

Result<bool> is_subclass(Thread& thread, Object* derived, Object* type)
{
    if (type->type == type_type()) {
        return derived == type ? Result<bool>(true) : is_subclass_default(thread, derived, type);
    }
    if (is_tuple(type)) {
        RecursionGuard guard(thread);
        TRY(guard.enter(" in __subclasscheck__"));
        for (Object* alternative : *static_cast<Tuple*>(type)) {
            TRY_LET(bool answer, is_subclass(thread, derived, alternative));
            if (answer) {
                return true;
            }
        }
        return false;
    }
    bool answer = false;
    TRY_LET(bool asked, ask_hook(thread, type, names().subclasscheck, derived, answer));
    return asked ? Result<bool>(answer) : is_subclass_default(thread, derived, type);
}

// CPython: recursive_issubclass.
Result<bool> is_subclass_default(Thread& thread, Object* derived, Object* type)
{
    if (is_type(type) && is_type(derived)) {
        return is_subtype(static_cast<Type*>(derived), static_cast<Type*>(type));
    }
    TRY(check_class(thread, derived, "issubclass() arg 1 must be a class"));
    TRY(check_class(thread, type, "issubclass() arg 2 must be a class or tuple of classes"));
    return is_derived_by_bases(thread, derived, type);
}

} // namespace fw
