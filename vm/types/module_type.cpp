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

// [name, origin or file or loader] as a module shows itself.
Result<Ref> show_module(Thread& thread, Object* name, const char* format, Object* place)
{
    TRY_LET(const RefTo<Str> shown_name, repr(thread, name));
    RefTo<Str> shown_place;
    if (place) {
        TRY_SET(shown_place, repr(thread, place));
    }
    return Ref(make_str(fmt::format(fmt::runtime(format), to_utf8(*shown_name),
        shown_place ? to_utf8(*shown_place) : std::string())));
}

// Null where there is no such attribute, or it is None.
Result<void> read_attribute(Thread& thread, Object* object, std::string_view name, Ref& value)
{
    TRY(find_attribute(thread, object, intern(name).get(), value));
    if (value.get() == none()) {
        value = Ref();
    }
    return {};
}

// CPython: importlib._bootstrap._module_repr_from_spec()
Result<Ref> module_repr_of_spec(Thread& thread, Object* spec)
{
    Ref name;
    Ref origin;
    Ref loader;
    Ref has_location;
    TRY(read_attribute(thread, spec, "name", name));
    TRY(read_attribute(thread, spec, "origin", origin));
    if (!name) {
        name = make_str("?");
    }
    if (!origin) {
        TRY(read_attribute(thread, spec, "loader", loader));
        return show_module(
            thread, name.get(), loader ? "<module {} ({})>" : "<module {}>", loader.get());
    }
    TRY(read_attribute(thread, spec, "has_location", has_location));
    bool is_file = false;
    if (has_location) {
        TRY_SET(is_file, is_true(thread, has_location.get()));
    }
    if (is_file) {
        return show_module(thread, name.get(), "<module {} from {}>", origin.get());
    }
    TRY_LET(const RefTo<Str> shown_name, repr(thread, name.get()));
    TRY_LET(const RefTo<Str> shown_origin, str(thread, origin.get()));
    return Ref(
        make_str(fmt::format("<module {} ({})>", to_utf8(*shown_name), to_utf8(*shown_origin))));
}

// A loader of the program's or of importlib may have its own say. False: it has not.
Result<bool> module_repr_of_loader(Thread& thread, Module& self, Object* loader, Ref& shown)
{
    const Type* type = is_type(loader) ? static_cast<const Type*>(loader) : loader->type;
    Ref method;
    if (has_flag(type, TypeIsHeap)) {
        TRY(read_attribute(thread, loader, "module_repr", method));
    }
    if (!method) {
        return false;
    }
    Result<Ref> answer = call(thread, method.get(), { &self });
    if (answer.failed()) {
        if (!pending_is(thread, exception_type(TypeId::Exception))) {
            return Raised{};
        }
        clear_exception(thread);
        return false;
    }
    shown = answer.take();
    return true;
}

// CPython: importlib._bootstrap._module_repr()
Result<Ref> module_repr(Thread& thread, Module& self)
{
    const Dict& dict = *self.dict;
    const Ref loader = Ref::share(dict_get_str(dict, names().loader));
    const Ref spec = Ref::share(dict_get_str(dict, names().spec));
    Ref name = Ref::share(dict_get_str(dict, names().name));
    if (loader && loader.get() != none()) {
        Ref shown;
        TRY_LET(const bool has_own, module_repr_of_loader(thread, self, loader.get(), shown));
        if (has_own) {
            return shown;
        }
    }
    if (spec && spec.get() != none()) {
        return module_repr_of_spec(thread, spec.get());
    }
    if (!name) {
        name = make_str("?");
    }
    if (const Ref file = Ref::share(dict_get_str(dict, names().file))) {
        return show_module(thread, name.get(), "<module {} from {}>", file.get());
    }
    if (loader && loader.get() != none()) {
        return show_module(thread, name.get(), "<module {} ({})>", loader.get());
    }
    return show_module(thread, name.get(),
        is_native_module(self) ? "<module {} (built-in)>" : "<module {}>", nullptr);
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
