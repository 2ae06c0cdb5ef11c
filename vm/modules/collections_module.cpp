// The module _collections: defaultdict, the getters of named tuples, Counter's counting. deque has
// its own files; OrderedDict is the one that collections has in Python.
// CPython: Modules/_collectionsmodule.c

#include "vm/modules/collections_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/modules/module_support.h"
#include "vm/object/dict.h"
#include "vm/object/int.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"

#include <vector>

namespace fw {

namespace {

// --- defaultdict

struct DefaultDict : Dict {
    Object* factory; // or null
};

void default_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<DefaultDict>(self)->factory);
    as<DefaultDict>(self)->factory = nullptr;
    dict_type()->slots.destroy(self);
}

void default_traverse(Object* self, VisitFn visit, void* context)
{
    if (Object* factory = as<DefaultDict>(self)->factory) {
        visit(factory, context);
    }
    dict_type()->slots.traverse(self, visit, context);
}

void set_factory(DefaultDict& self, Ref factory)
{
    Object* old = self.factory;
    self.factory = factory.release();
    xdecref(old);
}

void default_clear(Object* self)
{
    set_factory(*as<DefaultDict>(self), nullptr);
    dict_type()->slots.clear(self);
}

Result<void> default_init(Thread& thread, Object* self, Args args)
{
    Args rest = args;
    Ref factory;
    if (args.count > 0) {
        if (args[0] != none()) {
            if (!is_callable(args[0])) {
                return raise(thread, TypeId::TypeError, "first argument must be callable or None");
            }
            factory = share(args[0]);
        }
        ++rest.values;
        --rest.count;
    }
    set_factory(*as<DefaultDict>(self), std::move(factory));
    return dict_type()->slots.init(thread, self, rest);
}

Result<Ref> default_missing(Thread& thread, DefaultDict& self, Args args)
{
    if (!self.factory) {
        return raise_with(thread, exception_type(TypeId::KeyError), args[0]);
    }
    const Ref factory = share(self.factory);
    TRY_LET(Ref value, call(thread, factory.get(), {}));
    TRY(set_item(thread, &self, args[0], value.get()));
    return value;
}

Result<Ref> default_copy(Thread& thread, DefaultDict& self, Args)
{
    return call(thread, self.type, { self.factory ? self.factory : none(), &self });
}

Result<Ref> default_reduce(Thread& thread, DefaultDict& self, Args)
{
    const RefTo<Tuple> arguments = self.factory ? make_tuple({ self.factory }) : make_tuple({});
    TRY_LET(const Ref items, call_method(thread, &self, names().items));
    TRY_LET(const Ref iterator, get_iterator(thread, items.get()));
    return make_tuple({ self.type, arguments.get(), none(), none(), iterator.get() });
}

Result<Ref> default_repr(Thread& thread, DefaultDict& self)
{
    TRY_LET(const Ref items, dict_type()->slots.repr(thread, &self));
    std::string factory = "None";
    if (self.factory) {
        ReprGuard guard(thread, self.factory);
        if (guard.repeated()) {
            factory = "...";
        } else {
            TRY_LET(const RefTo<Str> shown, repr(thread, self.factory));
            factory = to_utf8(*shown);
        }
    }
    return make_str(fmt::format(
        "{}({}, {})", to_utf8(*self.type->name), factory, to_utf8(*as<Str>(items.get()))));
}

Result<Ref> default_or(Thread& thread, Object* left, Object* right)
{
    if (!is_dict(left) || !is_dict(right)) {
        return make_not_implemented();
    }
    Type* type = collections_type(CollectionsType::default_dict);
    Object* self = is_instance_of(left, type) ? left : right;
    Object* factory = as<DefaultDict>(self)->factory;
    TRY_LET(Ref sum, call(thread, self->type, { factory ? factory : none(), left }));
    TRY(dict_update(thread, *as<Dict>(sum.get()), right));
    return sum;
}

Result<Ref> factory_get(Thread&, Object* self)
{
    Object* factory = as<DefaultDict>(self)->factory;
    return factory ? share(factory) : make_none();
}

Result<void> factory_set(Thread&, Object* self, Object* value)
{
    set_factory(*as<DefaultDict>(self), value && value != none() ? share(value) : Ref());
    return {};
}

constexpr Attribute default_attributes[] = {
    { .name = "default_factory",
        .get = factory_get,
        .set = factory_set,
        .doc = "What makes the value of a missing key." },
};

constexpr Method default_methods[] = {
    { "__missing__", "key, /", native<DefaultDict, default_missing>, "Make the missing value." },
    { "copy", "", native<DefaultDict, default_copy>, "A shallow copy." },
    { "__copy__", "", native<DefaultDict, default_copy>, "A shallow copy." },
    { "__reduce__", "", native<DefaultDict, default_reduce>, "For pickling." },
    { "__class_getitem__", "object, /", container_class_getitem, "A generic alias.",
        MethodKind::Class },
};

// --- the getters of named tuples

struct TupleGetter : IteratorState<1> { // the doc
    std::int64_t index;
};

NextItem getter_next(Thread&, TupleGetter&)
{
    return {};
}

Result<Ref> getter_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "_tuplegetter", args));
    TRY(check_positional(thread, "_tuplegetter", args, 2, 2));
    TRY_LET(const std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    RefTo<TupleGetter> self = make_state<TupleGetter>(type, { share(args[1]) });
    self->index = index;
    return self;
}

Result<Ref> getter_get(Thread& thread, Object* descriptor, Object* instance, Type*)
{
    auto& self = *as<TupleGetter>(descriptor);
    if (!instance) {
        return share(descriptor);
    }
    if (!is_tuple(instance)) {
        if (instance == none()) {
            return share(descriptor);
        }
        return raise(thread, TypeId::TypeError,
            "descriptor for index '{}' for tuple subclasses doesn't apply to '{}' object",
            self.index, type_name(instance));
    }
    const Tuple& tuple = *as<Tuple>(instance);
    if (self.index < 0 || self.index >= tuple.length) {
        return raise(thread, TypeId::IndexError, "tuple index out of range");
    }
    return share(tuple[self.index]);
}

Result<void> getter_set(Thread& thread, Object*, Object*, Object* value)
{
    if (value) {
        return raise(thread, TypeId::AttributeError, "can't set attribute");
    }
    return raise(thread, TypeId::AttributeError, "can't delete attribute");
}

Result<Ref> getter_repr(Thread& thread, TupleGetter& self)
{
    TRY_LET(const RefTo<Str> doc, repr(thread, self[0]));
    return make_str(
        fmt::format("{}({}, {})", to_utf8(*self.type->name), self.index, to_utf8(*doc)));
}

Result<Ref> getter_reduce(Thread&, TupleGetter& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ make_int(self.index).get(), self[0] });
    return make_tuple({ self.type, arguments.get() });
}

constexpr Method getter_methods[] = {
    { .name = "__reduce__", .call = native<TupleGetter, getter_reduce>, .doc = "For pickling." },
};

constexpr Member getter_members[] = {
    { .name = "__doc__",
        .kind = MemberKind::Object,
        .offset = reference_offset(0),
        .read_only = false },
};

constexpr Slots getter_slots()
{
    Slots slots = state_slots<TupleGetter, getter_next>(getter_create);
    slots.iterate = nullptr;
    slots.next = nullptr;
    slots.repr = unary<TupleGetter, getter_repr>;
    slots.descriptor_get = getter_get;
    slots.descriptor_set = getter_set;
    return slots;
}

// --- Counter's counting

// A mapping that gets and sets as a dict does is counted in directly.
Result<Ref> count_elements(Thread& thread, Object*, Args args)
{
    Object* mapping = args[0];
    const RefTo<Str> get_name = intern("get");
    const auto inherits = [&](Str* name) {
        return type_lookup(mapping->type, name) == type_lookup(dict_type(), name);
    };
    const Ref one = make_int(1);
    if (is_dict(mapping) && inherits(get_name.get()) && inherits(names().setitem)) {
        auto& dict = *as<Dict>(mapping);
        TRY(for_each(thread, args[1], [&](const Ref& item) -> Result<bool> {
            TRY_LET(const std::int64_t hash, dict_hash_key(thread, item.get()));
            TRY_LET(Object * old, dict_get_hashed(thread, dict, item.get(), hash));
            Ref value = one;
            if (old) {
                TRY_SET(value, number_add(thread, old, one.get()));
            }
            TRY(dict_set_hashed(thread, dict, item.get(), hash, value.get()));
            return true;
        }));
        return make_none();
    }
    TRY_LET(const Ref get, get_attribute(thread, mapping, get_name.get()));
    const Ref zero = make_int(0);
    TRY(for_each(thread, args[1], [&](const Ref& item) -> Result<bool> {
        TRY_LET(const Ref old, call(thread, get.get(), { item.get(), zero.get() }));
        TRY_LET(const Ref value, number_add(thread, old.get(), one.get()));
        TRY(set_item(thread, mapping, item.get(), value.get()));
        return true;
    }));
    return make_none();
}

constexpr Method functions[] = {
    { .name = "_count_elements",
        .signature = "mapping, iterable, /",
        .call = count_elements,
        .doc = "Count the items of an iterable in a mapping." },
};

} // namespace

constexpr TypeSpec default_dict_spec = {
    .name = "collections.defaultdict",
    .doc = "defaultdict(default_factory[, ...]): a dict that makes the values of missing keys.",
    .base = dict_type,
    .basic_size = sizeof(DefaultDict),
    .flags = TypeIsBase,
    .slots = {
        .destroy = default_destroy,
        .traverse = default_traverse,
        .clear = default_clear,
        .repr = unary<DefaultDict, default_repr>,
        .init = default_init,
        .bit_or = default_or,
    },
    .methods = default_methods,
    .attributes = default_attributes,
};

constexpr TypeSpec tuple_getter_spec = {
    .name = "_collections._tuplegetter",
    .basic_size = sizeof(TupleGetter),
    .slots = getter_slots(),
    .methods = getter_methods,
    .members = getter_members,
};

Result<RefTo<Module>> make_collections_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("_collections", functions, "Containers beyond the built-in ones.");
    const auto ready = [](CollectionsType type, const TypeSpec& spec) {
        return make_module_type(ModuleBlock::collections, static_cast<std::uint16_t>(type), spec);
    };
    add_type(*module, ready(CollectionsType::deque, deque_spec));
    add_type(*module, ready(CollectionsType::deque_iterator, deque_iterator_spec));
    add_type(*module, ready(CollectionsType::deque_reverse_iterator, deque_reverse_iterator_spec));
    add_type(*module, ready(CollectionsType::default_dict, default_dict_spec));
    add_type(*module, ready(CollectionsType::tuple_getter, tuple_getter_spec));
    return module;
}

} // namespace fw
