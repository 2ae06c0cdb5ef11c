// types.GenericAlias: a class with type arguments, list[int].
// CPython: Objects/genericaliasobject.c

#include "vm/types/generic_alias.h"

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <vector>

namespace fw {

namespace {

bool is_typevar(const Object* object)
{
    if (!str_equal(*object->type->name, "TypeVar")) {
        return false;
    }
    Object* module = dict_get_str(*object->type->dict, names().module);
    return module && is_str(module) && str_equal(*static_cast<Str*>(module), "typing");
}

void add_once(std::vector<Object*>& found, Object* object)
{
    for (const Object* seen : found) {
        if (seen == object) {
            return;
        }
    }
    found.push_back(object);
}

RefTo<Tuple> find_parameters(const Tuple& args)
{
    std::vector<Object*> found;
    for (Object* argument : args) {
        if (is_typevar(argument)) {
            add_once(found, argument);
        } else if (argument->type == generic_alias_type()) {
            for (Object* inner : *static_cast<GenericAlias*>(argument)->parameters) {
                add_once(found, inner);
            }
        }
    }
    return make_tuple_from(found.data(), static_cast<std::int64_t>(found.size()));
}

// A class by its name, anything else by repr(). CPython: ga_repr_item.
Result<std::string> item_text(Thread& thread, Object* item)
{
    if (item == ellipsis()) {
        return std::string("...");
    }
    const RefTo<Str> origin_name = intern("__origin__");
    const RefTo<Str> args_name = intern("__args__");
    Ref ignored;
    TRY_LET(bool has_origin, find_attribute(thread, item, origin_name.get(), ignored));
    bool has_args = false;
    if (has_origin) {
        TRY_SET(has_args, find_attribute(thread, item, args_name.get(), ignored));
    }
    if (!(has_origin && has_args)) {
        Ref qualname;
        Ref module;
        TRY_LET(bool has_qualname, find_attribute(thread, item, names().qualname, qualname));
        TRY_LET(bool has_module, find_attribute(thread, item, names().module, module));
        if (has_qualname && has_module && module.get() != none()) {
            TRY_LET(RefTo<Str> name, str(thread, qualname.get()));
            TRY_LET(RefTo<Str> package, str(thread, module.get()));
            if (str_equal(*package, "builtins")) {
                return to_utf8(*name);
            }
            return to_utf8(*package) + "." + to_utf8(*name);
        }
    }
    if (item == none()->type) {
        return std::string("None");
    }
    TRY_LET(RefTo<Str> shown, repr(thread, item));
    return to_utf8(*shown);
}

Result<Ref> alias_repr(Thread& thread, GenericAlias& self)
{
    TRY_LET(std::string text, item_text(thread, self.origin));
    text += "[";
    for (std::int64_t i = 0; i < self.args->length; ++i) {
        TRY_LET(std::string item, item_text(thread, (*self.args)[i]));
        text += (i ? ", " : "") + item;
    }
    text += self.args->length ? "]" : "()]";
    return Ref(make_str(text));
}

Result<std::int64_t> alias_hash(Thread& thread, Object* self)
{
    auto* alias = static_cast<GenericAlias*>(self);
    TRY_LET(std::int64_t origin, hash(thread, alias->origin));
    TRY_LET(std::int64_t args, hash(thread, alias->args));
    const std::int64_t mixed = origin ^ args;
    return mixed == -1 ? -2 : mixed;
}

// A new instance remembers what it was made from, where it can. CPython: ga_call.
Result<Ref> alias_call(Thread& thread, Object* self, Args args)
{
    TRY_LET(Ref made, call(thread, static_cast<GenericAlias*>(self)->origin, args));
    const RefTo<Str> name = intern("__orig_class__");
    if (made->type->dict_offset != 0
        && set_attribute(thread, made.get(), name.get(), self).failed()) {
        if (!pending_is(thread, exception_type(TypeId::AttributeError))
            && !pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    return made;
}

bool is_own_attribute(const Str& name)
{
    constexpr std::string_view own[] = { "__origin__", "__args__", "__parameters__",
        "__mro_entries__", "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__" };
    for (const std::string_view candidate : own) {
        if (str_equal(name, candidate)) {
            return true;
        }
    }
    return false;
}

// Everything but special names is the class'. CPython: ga_getattro.
Result<Ref> alias_get_attribute(Thread& thread, Object* self, Str* name)
{
    if (!is_own_attribute(*name)) {
        const bool special_class = str_equal(*name, "__class__");
        if (!special_class) {
            return get_attribute(thread, static_cast<GenericAlias*>(self)->origin, name);
        }
        return share<Object>(self->type);
    }
    return generic_get_attribute(thread, self, name);
}

Result<Ref> alias_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (left->type != generic_alias_type() || right->type != generic_alias_type()
        || (op != CompareOp::Equal && op != CompareOp::NotEqual)) {
        return make_not_implemented();
    }
    const auto* a = static_cast<GenericAlias*>(left);
    const auto* b = static_cast<GenericAlias*>(right);
    TRY_LET(bool same, equal(thread, a->origin, b->origin));
    if (same) {
        TRY_SET(same, equal(thread, a->args, b->args));
    }
    return make_bool(same == (op == CompareOp::Equal));
}

// list[T][int]: the type variables replaced. CPython: ga_getitem.
Result<Ref> alias_subscript(Thread& thread, Object* self, Object* item)
{
    auto* alias = static_cast<GenericAlias*>(self);
    const Tuple& parameters = *alias->parameters;
    const RefTo<Tuple> given
        = is_tuple(item) ? share(static_cast<Tuple*>(item)) : make_tuple({ item });
    if (parameters.length == 0) {
        TRY_LET(RefTo<Str> shown, repr(thread, self));
        return raise(
            thread, TypeId::TypeError, "There are no type variables left in {}", to_utf8(*shown));
    }
    if (given->length != parameters.length) {
        TRY_LET(RefTo<Str> shown, repr(thread, self));
        return raise(thread, TypeId::TypeError, "Too {} arguments for {}",
            given->length > parameters.length ? "many" : "few", to_utf8(*shown));
    }
    const auto replacement = [&](Object* parameter) -> Object* {
        for (std::int64_t i = 0; i < parameters.length; ++i) {
            if (parameters[i] == parameter) {
                return (*given)[i];
            }
        }
        return parameter;
    };
    RefTo<Tuple> args = make_tuple(alias->args->length);
    for (std::int64_t i = 0; i < alias->args->length; ++i) {
        Object* argument = (*alias->args)[i];
        Ref substituted;
        if (argument->type == generic_alias_type()
            && static_cast<GenericAlias*>(argument)->parameters->length > 0) {
            const Tuple& inner = *static_cast<GenericAlias*>(argument)->parameters;
            RefTo<Tuple> inner_args = make_tuple(inner.length);
            for (std::int64_t k = 0; k < inner.length; ++k) {
                inner_args->items()[k] = share(replacement(inner[k])).release();
            }
            TRY_SET(substituted, alias_subscript(thread, argument, inner_args.get()));
        } else {
            substituted = share(replacement(argument));
        }
        args->items()[i] = substituted.release();
    }
    return make_generic_alias(alias->origin, args.get());
}

Result<Ref> alias_create(Thread& thread, Type&, Args args)
{
    TRY(check_no_keywords(thread, "GenericAlias", args));
    TRY(check_positional(thread, "GenericAlias", args, 2, 2));
    return make_generic_alias(args[0], args[1]);
}

Result<Ref> alias_mro_entries(Thread&, GenericAlias& self, Args)
{
    return Ref(make_tuple({ self.origin }));
}

Result<Ref> alias_instance_check(Thread& thread, GenericAlias&, Args)
{
    return raise(
        thread, TypeId::TypeError, "isinstance() argument 2 cannot be a parameterized generic");
}

Result<Ref> alias_subclass_check(Thread& thread, GenericAlias&, Args)
{
    return raise(
        thread, TypeId::TypeError, "issubclass() argument 2 cannot be a parameterized generic");
}

Result<Ref> alias_reduce(Thread&, GenericAlias& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ self.origin, self.args });
    return Ref(make_tuple({ generic_alias_type(), arguments.get() }));
}

Result<Ref> alias_dir(Thread& thread, GenericAlias& self, Args)
{
    TRY_LET(Ref found, object_dir(thread, self.origin));
    for (const char* name : { "__origin__", "__args__", "__parameters__", "__mro_entries__",
             "__reduce_ex__", "__reduce__", "__copy__", "__deepcopy__" }) {
        const RefTo<Str> key = intern(name);
        TRY_LET(bool has, contains(thread, found.get(), key.get()));
        if (!has) {
            list_append(*as<List>(found.get()), key);
        }
    }
    return found;
}

void alias_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* alias = static_cast<GenericAlias*>(self);
    visit_members(visit, context, { alias->origin, alias->args, alias->parameters });
}

void alias_destroy(Object* self)
{
    gc_untrack(self);
    auto* alias = static_cast<GenericAlias*>(self);
    drop_member(alias->origin);
    drop_member(alias->args);
    drop_member(alias->parameters);
    free_object(self);
}

constexpr Member members[] = {
    { .name = "__origin__", .kind = MemberKind::Object, .offset = offsetof(GenericAlias, origin) },
    { .name = "__args__", .kind = MemberKind::Object, .offset = offsetof(GenericAlias, args) },
    { .name = "__parameters__",
        .kind = MemberKind::Object,
        .offset = offsetof(GenericAlias, parameters) },
};

constexpr Method methods[] = {
    { .name = "__mro_entries__",
        .signature = "bases, /",
        .call = native<GenericAlias, alias_mro_entries>,
        .doc = "The class itself, when the alias stands among the bases of a class." },
    { .name = "__instancecheck__",
        .signature = "instance, /",
        .call = native<GenericAlias, alias_instance_check>,
        .doc = "Always a TypeError." },
    { .name = "__subclasscheck__",
        .signature = "subclass, /",
        .call = native<GenericAlias, alias_subclass_check>,
        .doc = "Always a TypeError." },
    { .name = "__reduce__",
        .call = native<GenericAlias, alias_reduce>,
        .doc = "Helper for pickle." },
    { .name = "__dir__",
        .call = native<GenericAlias, alias_dir>,
        .doc = "The names of the class and the alias' own." },
};

} // namespace

Ref make_generic_alias(Object* origin, Object* item)
{
    const RefTo<GenericAlias> alias = allocate<GenericAlias>(generic_alias_type());
    const RefTo<Tuple> args
        = is_tuple(item) ? share(static_cast<Tuple*>(item)) : make_tuple({ item });
    alias->origin = share(origin).release();
    alias->args = share(args.get()).release();
    alias->parameters = find_parameters(*args).release();
    gc_track(alias.get());
    return alias;
}

Result<Ref> class_getitem(Thread&, Object* type, Args args)
{
    return make_generic_alias(type, args[0]);
}

constexpr TypeSpec generic_alias_spec = {
    .name = "types.GenericAlias",
    .doc = "Represent a PEP 585 generic type\n\nE.g. for t = list[int], t.__origin__ is list and "
           "t.__args__ is (int,).",
    .basic_size = sizeof(GenericAlias),
    .weakrefs_offset = offsetof(GenericAlias, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = alias_destroy,
        .traverse = alias_traverse,
        .repr = unary<GenericAlias, alias_repr>,
        .hash = alias_hash,
        .call = alias_call,
        .get_attribute = alias_get_attribute,
        .set_attribute = generic_set_attribute,
        .compare = alias_compare,
        .create = alias_create,
        .subscript = alias_subscript,
    },
    .methods = methods,
    .members = members,
};

} // namespace fw
