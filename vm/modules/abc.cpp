// The module _abc: what makes abstract base classes abstract, and their isinstance().
// CPython: Modules/_abc.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/weakref.h"

namespace fw {

namespace {

// Hangs in each abstract class as _abc_impl. The dicts have weak references to classes as keys.
struct AbcData : Object {
    Dict* registry;
    Dict* cache;
    Dict* negative_cache;
    std::int64_t negative_version;
};

std::int64_t& registrations()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::abc)];
    return *reinterpret_cast<std::int64_t*>(&place);
}

void data_destroy(Object* self)
{
    gc_untrack(self);
    auto* data = as<AbcData>(self);
    xdecref(data->registry);
    xdecref(data->cache);
    xdecref(data->negative_cache);
    free_object(self);
}

void data_traverse(Object* self, VisitFn visit, void* context)
{
    auto* data = as<AbcData>(self);
    for (Dict* dict : { data->registry, data->cache, data->negative_cache }) {
        if (dict) {
            visit(dict, context);
        }
    }
}

void data_clear(Object* self)
{
    auto* data = as<AbcData>(self);
    for (Dict** dict : { &data->registry, &data->cache, &data->negative_cache }) {
        Dict* old = *dict;
        *dict = nullptr;
        xdecref(old);
    }
}

constexpr TypeSpec data_spec = {
    .name = "_abc._abc_data",
    .doc = "What an abstract class knows about its subclasses.",
    .basic_size = sizeof(AbcData),
    .slots = {
        .destroy = data_destroy,
        .traverse = data_traverse,
        .clear = data_clear,
    },
};

Type* data_type()
{
    return module_type_at(ModuleBlock::abc, 0);
}

Result<RefTo<AbcData>> data_of(Thread& thread, Object* type)
{
    TRY_LET(Ref data, get_attribute(thread, type, intern("_abc_impl").get()));
    if (data->type != data_type()) {
        return raise(thread, TypeId::TypeError, "_abc_impl is set to a wrong type");
    }
    return as<AbcData>(std::move(data));
}

Result<bool> is_in(Thread& thread, Dict* dict, Object* type)
{
    if (!dict || dict->used == 0) {
        return false;
    }
    TRY_LET(const Ref key, make_weakref(thread, weakref_type(), type, nullptr));
    TRY_LET(Object * found, dict_get(thread, *dict, key.get()));
    return found != nullptr;
}

Result<void> add_to(Thread& thread, Dict*& dict, Object* type)
{
    if (!dict) {
        dict = make_dict().release();
    }
    TRY_LET(const Ref key, make_weakref(thread, weakref_type(), type, nullptr));
    return dict_set(thread, *dict, key.get(), none());
}

Result<bool> is_abstract(Thread& thread, Object* value)
{
    Ref flag;
    TRY_LET(const bool found, find_attribute(thread, value, names().isabstractmethod, flag));
    return found ? is_true(thread, flag.get()) : Result<bool>(false);
}

// __abstractmethods__ of a new class: its own abstract names, and those of its bases that it has
// not made concrete.
Result<void> set_abstract_methods(Thread& thread, Object* self)
{
    const RefTo<List> abstracts = make_list();
    TRY_LET(const Ref space, get_attribute(thread, self, names().dict));
    TRY_LET(const Ref items, call_method(thread, space.get(), names().items));
    TRY_LET(const Ref pairs, sequence_to_list(thread, items.get()));
    const auto& list = *as<List>(pairs.get());
    for (std::int64_t i = 0; i < list.length; ++i) {
        const RefTo<Tuple> pair = share(as<Tuple>(list[i]));
        TRY_LET(const bool abstract, is_abstract(thread, (*pair)[1]));
        if (abstract) {
            list_append(*abstracts, share((*pair)[0]));
        }
    }
    TRY_LET(const Ref bases, get_attribute(thread, self, names().bases));
    for (Object* base : *as<Tuple>(bases.get())) {
        Ref inherited;
        TRY_LET(const bool found, find_attribute(thread, base, names().abstractmethods, inherited));
        if (!found) {
            continue;
        }
        TRY(for_each(thread, inherited.get(), [&](Ref name) -> Result<bool> {
            Ref value;
            TRY_LET(const bool has, find_attribute(thread, self, as<Str>(name.get()), value));
            if (has) {
                TRY_LET(const bool abstract, is_abstract(thread, value.get()));
                if (abstract) {
                    list_append(*abstracts, std::move(name));
                }
            }
            return true;
        }));
    }
    TRY_LET(const Ref frozen, call(thread, frozenset_type(), { abstracts.get() }));
    return set_attribute(thread, self, names().abstractmethods, frozen.get());
}

Result<Ref> abc_init(Thread& thread, Object*, Args args)
{
    TRY(set_abstract_methods(thread, args[0]));
    const RefTo<AbcData> data = allocate<AbcData>(data_type());
    data->negative_version = registrations();
    gc_track(data.get());
    TRY(set_attribute(thread, args[0], intern("_abc_impl").get(), data.get()));
    return make_none();
}

Result<Ref> abc_register(Thread& thread, Object*, Args args)
{
    Object* self = args[0];
    Object* subclass = args[1];
    if (!is_type(subclass)) {
        return raise(thread, TypeId::TypeError, "Can only register classes");
    }
    TRY_LET(const bool already, is_subclass(thread, subclass, self));
    if (already) {
        return share(subclass);
    }
    TRY_LET(const bool cycle, is_subclass(thread, self, subclass));
    if (cycle) {
        return raise(thread, TypeId::RuntimeError, "Refusing to create an inheritance cycle");
    }
    TRY_LET(const RefTo<AbcData> data, data_of(thread, self));
    TRY(add_to(thread, data->registry, subclass));
    ++registrations();
    return share(subclass);
}

Result<Ref> abc_instancecheck(Thread& thread, Object*, Args args)
{
    Object* self = args[0];
    Object* instance = args[1];
    TRY_LET(const RefTo<AbcData> data, data_of(thread, self));
    TRY_LET(const Ref subclass, get_attribute(thread, instance, names().class_));
    TRY_LET(const bool cached, is_in(thread, data->cache, subclass.get()));
    if (cached) {
        return make_bool(true);
    }
    Object* subtype = instance->type;
    if (subtype == subclass.get()) {
        if (data->negative_version == registrations()) {
            TRY_LET(const bool refused, is_in(thread, data->negative_cache, subclass.get()));
            if (refused) {
                return make_bool(false);
            }
        }
        return call_method(thread, self, names().subclasscheck, { subclass.get() });
    }
    TRY_LET(Ref answer, call_method(thread, self, names().subclasscheck, { subclass.get() }));
    TRY_LET(const bool yes, is_true(thread, answer.get()));
    if (yes) {
        return answer;
    }
    return call_method(thread, self, names().subclasscheck, { subtype });
}

// Whether a class counts as a subclass, asked of the hook, the MRO, the registered classes and the
// subclasses, in this order.
Result<bool> decide_subclass(Thread& thread, Object* self, Object* subclass, AbcData& data)
{
    TRY_LET(const Ref hook, call_method(thread, self, names().subclasshook, { subclass }));
    if (hook.get() == true_object()) {
        return true;
    }
    if (hook.get() == false_object()) {
        return false;
    }
    if (hook.get() != not_implemented()) {
        return raise(thread, TypeId::AssertionError,
            "__subclasshook__ must return either False, True, or NotImplemented");
    }
    if (is_subtype(as<Type>(subclass), as<Type>(self))) {
        return true;
    }
    if (data.registry) {
        const RefTo<Dict> registered = dict_copy(*data.registry);
        std::int64_t position = 0;
        Object* key = nullptr;
        Object* value = nullptr;
        while (dict_next(*registered, position, key, value)) {
            const Ref one = Ref::share(as<WeakRef>(key)->referent);
            if (!one) {
                continue;
            }
            TRY_LET(const bool yes, is_subclass(thread, subclass, one.get()));
            if (yes) {
                return true;
            }
        }
    }
    TRY_LET(const Ref subclasses, call_method(thread, self, intern("__subclasses__").get()));
    if (!is_list(subclasses.get())) {
        return raise(thread, TypeId::TypeError, "__subclasses__() must return a list");
    }
    auto& list = *as<List>(subclasses.get());
    for (std::int64_t i = 0; i < list.length; ++i) {
        const Ref one = share(list[i]);
        TRY_LET(const bool yes, is_subclass(thread, subclass, one.get()));
        if (yes) {
            return true;
        }
    }
    return false;
}

Result<Ref> abc_subclasscheck(Thread& thread, Object*, Args args)
{
    Object* self = args[0];
    Object* subclass = args[1];
    if (!is_type(subclass)) {
        return raise(thread, TypeId::TypeError, "issubclass() arg 1 must be a class");
    }
    TRY_LET(const RefTo<AbcData> data, data_of(thread, self));
    TRY_LET(const bool cached, is_in(thread, data->cache, subclass));
    if (cached) {
        return make_bool(true);
    }
    if (data->negative_version < registrations()) {
        if (data->negative_cache) {
            dict_clear(*data->negative_cache);
        }
        data->negative_version = registrations();
    } else {
        TRY_LET(const bool refused, is_in(thread, data->negative_cache, subclass));
        if (refused) {
            return make_bool(false);
        }
    }
    TRY_LET(const bool yes, decide_subclass(thread, self, subclass, *data));
    TRY(add_to(thread, yes ? data->cache : data->negative_cache, subclass));
    return make_bool(yes);
}

Result<Ref> abc_cache_token(Thread&, Object*, Args)
{
    return make_int(registrations());
}

Result<Ref> abc_reset_registry(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<AbcData> data, data_of(thread, args[0]));
    if (data->registry) {
        dict_clear(*data->registry);
    }
    return make_none();
}

Result<Ref> abc_reset_caches(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<AbcData> data, data_of(thread, args[0]));
    for (Dict* dict : { data->cache, data->negative_cache }) {
        if (dict) {
            dict_clear(*dict);
        }
    }
    return make_none();
}

Result<Ref> abc_dump(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<AbcData> data, data_of(thread, args[0]));
    RefTo<Tuple> dump = make_tuple(4);
    std::int64_t index = 0;
    for (Dict* dict : { data->registry, data->cache, data->negative_cache }) {
        Ref keys = dict ? Ref(share(dict)) : Ref(make_dict());
        auto set = call(thread, set_type(), { keys.get() });
        dump->items()[index++] = set.failed() ? make_none().release() : set.take().release();
    }
    dump->items()[3] = make_int(data->negative_version).release();
    return Ref(std::move(dump));
}

constexpr Method functions[] = {
    { .name = "get_cache_token",
        .call = abc_cache_token,
        .doc = "A number that changes when a class is registered." },
    { .name = "_abc_init",
        .signature = "self, /",
        .call = abc_init,
        .doc = "Prepare a new abstract class." },
    { .name = "_abc_register",
        .signature = "self, subclass, /",
        .call = abc_register,
        .doc = "Count a class as a subclass." },
    { .name = "_abc_instancecheck",
        .signature = "self, instance, /",
        .call = abc_instancecheck,
        .doc = "isinstance() of an abstract class." },
    { .name = "_abc_subclasscheck",
        .signature = "self, subclass, /",
        .call = abc_subclasscheck,
        .doc = "issubclass() of an abstract class." },
    { .name = "_get_dump",
        .signature = "self, /",
        .call = abc_dump,
        .doc = "Registry, caches and version, for debugging." },
    { .name = "_reset_registry",
        .signature = "self, /",
        .call = abc_reset_registry,
        .doc = "Forget the registered classes." },
    { .name = "_reset_caches",
        .signature = "self, /",
        .call = abc_reset_caches,
        .doc = "Forget what was found out." },
};

} // namespace

Result<RefTo<Module>> make_abc_module(Thread&)
{
    make_module_type(ModuleBlock::abc, 0, data_spec);
    return make_native_module("_abc", functions, "Abstract base classes.");
}

} // namespace fw
