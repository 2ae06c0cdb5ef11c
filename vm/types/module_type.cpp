// Modules: objects with a dict, and a __getattr__ of their own (PEP 562).
// CPython: Objects/moduleobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

void fill(Dict& dict, Object* name, Object* doc)
{
    dict_set_str(dict, names().name, name);
    dict_set_str(dict, names().doc, doc);
    dict_set_str(dict, names().package, none());
    dict_set_str(dict, names().loader, none());
    dict_set_str(dict, names().spec, none());
}

Result<Ref> module_create(Thread&, Type& type, Args)
{
    const RefTo<Module> module = allocate<Module>(&type);
    module->dict = make_dict().release();
    gc_track(module.get());
    return Ref(module);
}

Result<void> module_init(Thread& thread, Object* self, Args args)
{
    constexpr SignatureShape shape("name, doc=None");
    Object* values[2];
    TRY(bind_arguments(thread, "module", shape, args, values));
    if (!is_str(values[0])) {
        return raise(thread, TypeId::TypeError, "module() argument 'name' must be str, not {}",
            type_name(values[0]));
    }
    auto* module = static_cast<Module*>(self);
    if (!module->dict) {
        module->dict = make_dict().release();
    }
    fill(*module->dict, values[0], values[1] ? values[1] : none());
    return {};
}

// Whether the module is still being imported: then a missing attribute may be a circular import.
Result<bool> is_initializing(Thread& thread, Dict& dict)
{
    Object* spec = dict_get_str(dict, names().spec);
    if (!spec || spec == none()) {
        return false;
    }
    const Ref keep = share(spec);
    const RefTo<Str> key = intern("_initializing");
    Ref value;
    TRY_LET(bool found, find_attribute(thread, spec, key.get(), value));
    return found ? is_true(thread, value.get()) : Result<bool>(false);
}

// CPython: module_getattro.
Result<Ref> module_get_attribute(Thread& thread, Object* self, Str* name)
{
    auto* module = static_cast<Module*>(self);
    // The usual case without an AttributeError that would be dropped: nothing of the type.
    if (!type_lookup(self->type, name) && module->dict) {
        if (Object* value = dict_get_str(*module->dict, name)) {
            return share(value);
        }
    } else {
        auto value = generic_get_attribute(thread, self, name);
        if (!value.failed() || !pending_is(thread, exception_type(TypeId::AttributeError))) {
            return value;
        }
        clear_exception(thread);
    }
    const RefTo<Dict> dict = RefTo<Dict>::share(module->dict);
    if (dict) {
        if (Object* hook = dict_get_str(*dict, names().getattr)) {
            const Ref keep = share(hook);
            return call(thread, hook, { name });
        }
        Object* module_name = dict_get_str(*dict, names().name);
        if (module_name && is_str(module_name)) {
            const std::string shown = to_utf8(*static_cast<Str*>(module_name));
            TRY_LET(bool initializing, is_initializing(thread, *dict));
            if (initializing) {
                return raise(thread, TypeId::AttributeError,
                    "partially initialized module '{}' has no attribute '{}' (most likely due to a "
                    "circular import)",
                    shown, to_utf8(*name));
            }
            return raise(thread, TypeId::AttributeError, "module '{}' has no attribute '{}'", shown,
                to_utf8(*name));
        }
    }
    return raise(thread, TypeId::AttributeError, "module has no attribute '{}'", to_utf8(*name));
}

// A module of ours: it was made by make_module() and has native functions that know it.
bool is_native_module(const Module& module)
{
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*module.dict, position, key, value)) {
        if (value->type == builtin_function_type()
            && static_cast<BuiltinFunction*>(value)->self == &module) {
            return true;
        }
    }
    return false;
}

// As importlib._bootstrap._module_repr says it.
Result<Ref> module_repr(Thread& thread, Module& self)
{
    const Dict& dict = *self.dict;
    const Ref loader = Ref::share(dict_get_str(dict, names().loader));
    const Ref spec = Ref::share(dict_get_str(dict, names().spec));
    Ref name = Ref::share(dict_get_str(dict, names().name));
    if (!name) {
        name = make_str("?");
    }
    TRY_LET(RefTo<Str> shown_name, repr(thread, name.get()));
    const std::string shown = to_utf8(*shown_name);
    if (const Ref file = Ref::share(dict_get_str(dict, names().file))) {
        TRY_LET(RefTo<Str> shown_file, repr(thread, file.get()));
        return Ref(make_str(fmt::format("<module {} from {}>", shown, to_utf8(*shown_file))));
    }
    if (spec && spec.get() != none()) {
        const RefTo<Str> key = intern("origin");
        Ref origin;
        TRY_LET(bool found, find_attribute(thread, spec.get(), key.get(), origin));
        if (found && is_str(origin.get())) {
            return Ref(
                make_str(fmt::format("<module {} ({})>", shown, to_utf8(*as<Str>(origin.get())))));
        }
    }
    if (loader && loader.get() != none()) {
        TRY_LET(RefTo<Str> shown_loader, repr(thread, loader.get()));
        return Ref(make_str(fmt::format("<module {} ({})>", shown, to_utf8(*shown_loader))));
    }
    if (is_native_module(self)) {
        return Ref(make_str(fmt::format("<module {} (built-in)>", shown)));
    }
    return Ref(make_str(fmt::format("<module {}>", shown)));
}

void module_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<Module*>(self)->dict });
}

void module_clear(Object* self)
{
    drop_member(static_cast<Module*>(self)->dict);
}

void module_destroy(Object* self)
{
    gc_untrack(self);
    module_clear(self);
    free_object(self);
}

Result<Ref> module_dir(Thread& thread, Module& self, Args)
{
    const RefTo<Dict> dict = RefTo<Dict>::share(self.dict);
    if (Object* hook = dict_get_str(*dict, names().dir)) {
        const Ref keep = share(hook);
        return call(thread, hook, {});
    }
    return sequence_to_list(thread, dict.get());
}

constexpr Member members[] = {
    { .name = "__dict__", .kind = MemberKind::Object, .offset = offsetof(Module, dict) },
};

constexpr Method methods[] = {
    { .name = "__dir__",
        .call = native<Module, module_dir>,
        .doc = "The names of the module, or what its own __dir__ says." },
};

} // namespace

RefTo<Module> make_module(std::string_view name)
{
    const RefTo<Module> module = allocate<Module>(module_type());
    module->dict = make_dict().release();
    const RefTo<Str> text = intern(name);
    fill(*module->dict, text.get(), none());
    gc_track(module.get());
    return module;
}

constexpr TypeSpec module_spec = {
    .name = "module",
    .doc = "Create a module object.\n\n"
           "The name must be a string; the optional docstring can have any type.",
    .basic_size = sizeof(Module),
    .dict_offset = offsetof(Module, dict),
    .weakrefs_offset = offsetof(Module, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = module_destroy,
        .traverse = module_traverse,
        .clear = module_clear,
        .repr = unary<Module, module_repr>,
        .get_attribute = module_get_attribute,
        .set_attribute = generic_set_attribute,
        .init = module_init,
        .create = module_create,
    },
    .methods = methods,
    .members = members,
};

} // namespace fw
