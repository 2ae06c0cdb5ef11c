// Loaders and specs of modules.
// CPython: Lib/importlib/_bootstrap.py, Lib/importlib/_bootstrap_external.py

#include "vm/eval/import_metadata.h"

#include "vm/eval/import_library.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <array>

namespace fw {

namespace {

struct Metadata : Object { // loaders and specs: their attributes are in the dict
    Dict* dict;
    Object* weakrefs;
};

void metadata_destroy(Object* object)
{
    gc_untrack(object);
    xdecref(as<Metadata>(object)->dict);
    free_object(object);
}

void metadata_traverse(Object* object, VisitFn visit, void* context)
{
    if (Dict* dict = as<Metadata>(object)->dict) {
        visit(dict, context);
    }
}

void metadata_clear(Object* object)
{
    Dict*& dict = as<Metadata>(object)->dict;
    Dict* old = dict;
    dict = nullptr;
    xdecref(old);
}

RefTo<Metadata> make_metadata(EvalType type)
{
    RefTo<Metadata> made = allocate<Metadata>(importlib_class(type));
    made->dict = make_dict().release();
    gc_track(made.get());
    return made;
}

void set_value(const RefTo<Metadata>& metadata, std::string_view name, Object* value)
{
    dict_set_str(*metadata->dict, intern(name).get(), value);
}

Object* get_value(Object* self, std::string_view name)
{
    Dict* dict = as<Metadata>(self)->dict;
    return dict ? dict_get_str(*dict, intern(name).get()) : nullptr;
}

RefTo<Metadata> make_spec(Str* name, Object* loader, Str* origin, Object* locations)
{
    RefTo<Metadata> spec = make_metadata(EvalType::import_spec);
    set_value(spec, "name", name);
    set_value(spec, "loader", loader);
    set_value(spec, "origin", origin);
    set_value(spec, "loader_state", none());
    set_value(spec, "submodule_search_locations", locations ? locations : none());
    return spec;
}

// "ModuleSpec(name='a', loader=<...>, origin='a.py')"
Result<Ref> spec_repr(Thread& thread, Object* self)
{
    std::string text = "ModuleSpec(";
    for (const char* name : { "name", "loader", "origin", "submodule_search_locations" }) {
        const Ref value = Ref::share(get_value(self, name));
        if (!value || (value.get() == none() && std::string_view(name) != "loader")) {
            continue;
        }
        TRY_LET(const RefTo<Str> shown, repr(thread, value.get()));
        text += (text.back() == '(' ? "" : ", ") + std::string(name) + "=" + to_utf8(*shown);
    }
    return Ref(make_str(text + ")"));
}

// The package: the module itself if it is one, else the name before the last dot.
Result<Ref> spec_parent(Thread&, Object* self)
{
    Object* name = get_value(self, "name");
    if (!name || !is_str(name)) {
        return make_none();
    }
    Object* locations = get_value(self, "submodule_search_locations");
    if (locations && locations != none()) {
        return share(name);
    }
    const std::string text = to_utf8(*as<Str>(name));
    const std::size_t dot = text.rfind('.');
    return Ref(make_str(dot == std::string::npos ? std::string() : text.substr(0, dot)));
}

Result<Ref> spec_has_location(Thread&, Object* self)
{
    Object* value = get_value(self, "_set_fileattr");
    return value ? share(value) : make_bool(false);
}

Result<Ref> spec_cached(Thread&, Object* self)
{
    Object* value = get_value(self, "_cached");
    return value ? share(value) : make_none();
}

Result<Ref> loader_get_filename(Thread&, Object* self, Args)
{
    Object* path = get_value(self, "path");
    return path ? share(path) : make_none();
}

constexpr Attribute spec_attributes[] = {
    { .name = "parent", .get = spec_parent },
    { .name = "has_location", .get = spec_has_location },
    { .name = "cached", .get = spec_cached },
};

constexpr Method loader_methods[] = {
    { .name = "get_filename",
        .signature = "name=None",
        .call = loader_get_filename,
        .doc = "The path of the source file." },
};

// A loader that is asked for more is importlib's from then on.
Result<Ref> loader_get_attribute(Thread& thread, Object* self, Str* name)
{
    Result<Ref> found = generic_get_attribute(thread, self, name);
    if (!found.failed() || !pending_is(thread, exception_type(TypeId::AttributeError))) {
        return found;
    }
    clear_exception(thread);
    TRY(set_up_importlib(thread));
    adopt_metadata(self);
    return generic_get_attribute(thread, self, name);
}

// The finders' methods are those of importlib's classes.
enum class FinderMethod : std::uint8_t {
    find_spec,
    find_module,
    invalidate_caches,
    create_module,
    exec_module,
    load_module,
    get_code,
    get_source,
    is_package,
    module_repr,
    find_distributions,
};
constexpr std::array finder_method_names{ "find_spec", "find_module", "invalidate_caches",
    "create_module", "exec_module", "load_module", "get_code", "get_source", "is_package",
    "module_repr", "find_distributions" };

template <EvalType finder, FinderMethod method> constexpr Method forwarded()
{
    constexpr const char* name = finder_method_names[static_cast<std::size_t>(method)];
    return { .name = name,
        .signature = "*",
        .call = [](Thread& thread, Object*, Args args) -> Result<Ref> {
            TRY(set_up_importlib(thread));
            TRY_LET(const Ref bound,
                get_attribute(thread, importlib_class(finder), intern(name).get()));
            return call(thread, bound.get(), args);
        },
        .doc = "What importlib's class does.",
        .kind = MethodKind::Static };
}
template <EvalType finder>
constexpr Method importer_methods[] = {
    forwarded<finder, FinderMethod::find_spec>(),
    forwarded<finder, FinderMethod::find_module>(),
    forwarded<finder, FinderMethod::create_module>(),
    forwarded<finder, FinderMethod::exec_module>(),
    forwarded<finder, FinderMethod::load_module>(),
    forwarded<finder, FinderMethod::get_code>(),
    forwarded<finder, FinderMethod::get_source>(),
    forwarded<finder, FinderMethod::is_package>(),
    forwarded<finder, FinderMethod::module_repr>(),
};
constexpr Method path_finder_methods[] = {
    forwarded<EvalType::path_finder, FinderMethod::find_spec>(),
    forwarded<EvalType::path_finder, FinderMethod::find_module>(),
    forwarded<EvalType::path_finder, FinderMethod::invalidate_caches>(),
    forwarded<EvalType::path_finder, FinderMethod::find_distributions>(),
};

constexpr TypeSpec metadata_spec(const char* name)
{
    return {
        .name = name,
        .basic_size = sizeof(Metadata),
        .dict_offset = offsetof(Metadata, dict),
        .weakrefs_offset = offsetof(Metadata, weakrefs),
        .slots = {
            .destroy = metadata_destroy,
            .traverse = metadata_traverse,
            .clear = metadata_clear,
        },
    };
}

constexpr TypeSpec loader_spec(const char* name)
{
    TypeSpec spec = metadata_spec(name);
    spec.slots.get_attribute = loader_get_attribute;
    spec.methods = loader_methods;
    return spec;
}

constexpr TypeSpec file_loader_spec = loader_spec("_frozen_importlib_external.SourceFileLoader");
constexpr TypeSpec sourceless_loader_spec
    = loader_spec("_frozen_importlib_external.SourcelessFileLoader");

constexpr TypeSpec builtin_importer_spec = {
    .name = "_frozen_importlib.BuiltinImporter",
    .doc = "Meta path import for built-in modules.",
    .methods = importer_methods<EvalType::builtin_importer>,
};
constexpr TypeSpec frozen_importer_spec = {
    .name = "_frozen_importlib.FrozenImporter",
    .doc = "Meta path import for frozen modules.",
    .methods = importer_methods<EvalType::frozen_importer>,
};
constexpr TypeSpec path_finder_spec = {
    .name = "_frozen_importlib_external.PathFinder",
    .doc = "Meta path finder for sys.path and package __path__ attributes.",
    .methods = path_finder_methods,
};
// Nobody has one of these before importlib is there.
constexpr TypeSpec file_finder_spec = { .name = "_frozen_importlib_external.FileFinder" };

constexpr TypeSpec module_spec_spec()
{
    TypeSpec spec = metadata_spec("_frozen_importlib.ModuleSpec");
    spec.slots.repr = spec_repr;
    spec.attributes = spec_attributes;
    return spec;
}
constexpr TypeSpec import_spec_spec = module_spec_spec();

} // namespace

namespace {

Ref make_loader(EvalType type, Str* name, Str* path)
{
    RefTo<Metadata> loader = make_metadata(type);
    set_value(loader, "name", name);
    set_value(loader, "path", path);
    return loader;
}

} // namespace

Ref make_file_loader(Str* name, Str* path)
{
    return make_loader(EvalType::file_loader, name, path);
}

Ref make_sourceless_loader(Str* name, Str* path)
{
    return make_loader(EvalType::sourceless_loader, name, path);
}

Ref make_source_spec(
    Str* name, Object* loader, Str* origin, Object* locations, std::string_view cached)
{
    RefTo<Metadata> spec = make_spec(name, loader, origin, locations);
    set_value(spec, "_set_fileattr", true_object());
    set_value(spec, "_cached", Ref(make_str(cached)).get());
    return spec;
}

void set_initializing(Object* spec, bool initializing)
{
    set_value(
        share(as<Metadata>(spec)), "_initializing", initializing ? true_object() : false_object());
}

std::string cached_path(const std::string& source_path)
{
    const std::size_t slash = source_path.rfind('/');
    const std::size_t start = slash == std::string::npos ? 0 : slash + 1;
    std::string stem = source_path.substr(start);
    stem = stem.substr(0, stem.rfind('.'));
    return source_path.substr(0, start) + "__pycache__/" + stem + ".cpython-39.pyc";
}

void set_builtin_metadata(Module& module)
{
    Object* name = dict_get_str(*module.dict, names().name);
    Type* importer = importlib_class(EvalType::builtin_importer);
    const RefTo<Str> origin = intern("built-in");
    RefTo<Metadata> spec = make_spec(as<Str>(name), importer, origin.get(), nullptr);
    set_value(spec, "_set_fileattr", false_object());
    set_value(spec, "_cached", none());
    dict_set_str(*module.dict, names().loader, importer);
    dict_set_str(*module.dict, names().spec, spec.get());
    const std::string text = to_utf8(*as<Str>(name));
    const std::size_t dot = text.rfind('.');
    dict_set_str(*module.dict, names().package,
        Ref(make_str(dot == std::string::npos ? std::string() : text.substr(0, dot))).get());
}

void replace_spec_loader(Object* spec, const Object* old, Object* loader)
{
    if (get_value(spec, "loader") == old) {
        set_value(share(as<Metadata>(spec)), "loader", loader);
    }
}

bool is_initializing(Thread& thread, Object* module)
{
    Ref spec;
    Ref flag;
    const auto found = find_attribute(thread, module, names().spec, spec);
    if (found.failed() || !found.value() || spec.get() == none()) {
        clear_exception(thread);
        return false;
    }
    const auto has_flag = find_attribute(thread, spec.get(), intern("_initializing").get(), flag);
    if (has_flag.failed() || !has_flag.value()) {
        clear_exception(thread);
        return false;
    }
    const auto truth = is_true(thread, flag.get());
    if (truth.failed()) {
        clear_exception(thread);
        return false;
    }
    return truth.value();
}

void boot_import_types()
{
    type_ready(*type_of(EvalType::file_loader), file_loader_spec);
    type_ready(*type_of(EvalType::sourceless_loader), sourceless_loader_spec);
    type_ready(*type_of(EvalType::builtin_importer), builtin_importer_spec);
    type_ready(*type_of(EvalType::frozen_importer), frozen_importer_spec);
    type_ready(*type_of(EvalType::path_finder), path_finder_spec);
    type_ready(*type_of(EvalType::file_finder), file_finder_spec);
    type_ready(*type_of(EvalType::import_spec), import_spec_spec);
}

} // namespace fw
