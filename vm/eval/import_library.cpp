// Running importlib from the library, and importing by it.
// CPython: Python/import.c, init_importlib() in Python/pylifecycle.c

#include "vm/eval/import_library.h"

#include "vm/base/system_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/import.h"
#include "vm/eval/import_metadata.h"
#include "vm/host/host.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <array>
#include <utility>

namespace fw {

namespace {

struct ImportlibModule {
    const char* name; // in sys.modules
    const char* file; // in the library
    const char* frozen_name; // co_filename
};
constexpr ImportlibModule core{ "_frozen_importlib", "/importlib/_bootstrap.py",
    "<frozen importlib._bootstrap>" };
constexpr ImportlibModule external{ "_frozen_importlib_external",
    "/importlib/_bootstrap_external.py", "<frozen importlib._bootstrap_external>" };

struct StandIn {
    EvalType type;
    const ImportlibModule* module;
    const char* name;
};
constexpr std::array stand_ins{
    StandIn{ EvalType::builtin_importer, &core, "BuiltinImporter" },
    StandIn{ EvalType::frozen_importer, &core, "FrozenImporter" },
    StandIn{ EvalType::path_finder, &external, "PathFinder" },
    StandIn{ EvalType::import_spec, &core, "ModuleSpec" },
    StandIn{ EvalType::file_loader, &external, "SourceFileLoader" },
    StandIn{ EvalType::sourceless_loader, &external, "SourcelessFileLoader" },
    StandIn{ EvalType::file_finder, &external, "FileFinder" },
};
constexpr std::size_t finder_count = 3; // the first ones are those of sys.meta_path

// In the region; its references are never given up, as those of CPython's interpreter state.
struct State {
    Module* core; // null: not set up
    std::array<Type*, stand_ins.size()> classes;
    std::array<std::uint64_t, stand_ins.size()> versions; // of the classes as the library has them
    std::array<Object*, 2> hooks; // sys.path_hooks as set up; null at the end
    std::uint64_t has_classes;
    std::uint64_t is_running; // It is being set up: imports are the machine's own meanwhile.
};

State*& state_place()
{
    return reinterpret_cast<State*&>(
        runtime().module_state[static_cast<std::size_t>(EvalState::importlib)]);
}

Dict& sys_dict()
{
    return *as<Module>(runtime().sys_module)->dict;
}
Object* sys_value(std::string_view name)
{
    return dict_get_str(sys_dict(), intern(name).get());
}

std::size_t place_of(EvalType type)
{
    std::size_t place = 0;
    while (stand_ins[place].type != type) {
        ++place;
    }
    return place;
}

Result<std::string> library_source(Thread& thread, const ImportlibModule& module)
{
    const Object* path = sys_value("path");
    if (path && is_list(path)) {
        const List& entries = *static_cast<const List*>(path);
        for (std::int64_t i = 0; i < entries.length; ++i) {
            if (!is_str(entries[i])) {
                continue;
            }
            const std::string directory = text_to_system(to_utf8(*as<Str>(entries[i])));
            if (auto source = runtime().host->read_file(directory + module.file)) {
                return std::move(source.value);
            }
        }
    }
    return raise(thread, TypeId::ImportError,
        "importlib cannot be had: no directory of sys.path has {}", module.file + 1);
}

Result<Ref> run_module(Thread& thread, const ImportlibModule& row)
{
    TRY_LET(const std::string source, library_source(thread, row));
    const RefTo<Str> filename = make_str(row.frozen_name);
    TRY_LET(const Ref code, runtime().compile_source(thread, source, filename.get()));
    const RefTo<Module> module = make_module(row.name);
    dict_set_str(*module->dict, names().builtins, runtime().builtins);
    dict_set_str(*module->dict, names().package, Ref(make_str("")).get());
    TRY(dict_set(thread, *runtime().modules, intern(row.name).get(), module.get()));
    TRY(run_code(thread, *as<Code>(code.get()), *module->dict, module->dict));
    return Ref(module);
}

// The native types in sys.meta_path and as __loader__ give way to the classes.
void replace_finders(const State& state)
{
    Object* path = sys_value("meta_path");
    if (!path || !is_list(path)) {
        return;
    }
    List& finders = *as<List>(path);
    for (std::int64_t i = 0; i < finders.length; ++i) {
        for (std::size_t known = 0; known < finder_count; ++known) {
            if (finders.items[i] == type_of(stand_ins[known].type)) { // which nobody counts
                finders.items[i] = share<Object>(state.classes[known]).release();
                break;
            }
        }
    }
}

// What import has noted on modules becomes instances of the classes.
void adopt_modules(const State& state)
{
    std::int64_t position = 0;
    Object* name = nullptr;
    Object* module = nullptr;
    while (dict_next(*runtime().modules, position, name, module)) {
        if (!is_instance_of(module, module_type())) {
            continue;
        }
        Dict& dict = *as<Module>(module)->dict;
        adopt_metadata(dict_get_str(dict, names().loader));
        Object* spec = dict_get_str(dict, names().spec);
        adopt_metadata(spec);
        Type* own = type_of(EvalType::builtin_importer);
        Type* importer = state.classes[place_of(EvalType::builtin_importer)];
        if (dict_get_str(dict, names().loader) == own) {
            dict_set_str(dict, names().loader, importer);
        }
        if (spec && spec->type == state.classes[place_of(EvalType::import_spec)]) {
            replace_spec_loader(spec, own, importer);
        }
    }
}

Result<void> find_classes(Thread& thread, State& state, Object* core_module, Object* other_module)
{
    for (std::size_t i = 0; i < stand_ins.size(); ++i) {
        Object* module = stand_ins[i].module == &core ? core_module : other_module;
        TRY_LET(Ref found, get_attribute(thread, module, intern(stand_ins[i].name).get()));
        if (!is_type(found.get())) {
            return raise(
                thread, TypeId::ImportError, "importlib's {} is no class", stand_ins[i].name);
        }
        state.classes[i] = as<Type>(found.release());
    }
    return {};
}

// [zipimporter,] FileFinder.path_hook(...), in front of what the program has put there.
Result<void> add_path_hooks(Thread& thread, State& state, Object* other_module)
{
    Object* hooks = sys_value("path_hooks");
    std::size_t count = 0;
    Result<Ref> archives = import_module(thread, intern("zipimport").get());
    if (!archives.failed()) {
        TRY_LET(
            Ref hook, get_attribute(thread, archives.value().get(), intern("zipimporter").get()));
        state.hooks[count++] = hook.release();
    }
    clear_exception(thread); // A library without it does without it.
    TRY_LET(const Ref loaders,
        call_method(thread, other_module, intern("_get_supported_file_loaders").get()));
    TRY_LET(const Ref arguments, sequence_to_tuple(thread, loaders.get()));
    TRY_LET(const Ref maker,
        get_attribute(
            thread, state.classes[place_of(EvalType::file_finder)], intern("path_hook").get()));
    TRY_LET(Ref hook, call_with(thread, maker.get(), as<Tuple>(arguments.get()), nullptr));
    state.hooks[count++] = hook.release();
    if (hooks && is_list(hooks)) {
        for (std::size_t i = 0; i < count; ++i) {
            list_insert(*as<List>(hooks), static_cast<std::int64_t>(i), share(state.hooks[i]));
        }
    }
    return {};
}

Result<void> run_importlib(Thread& thread, State& state)
{
    TRY_LET(const Ref imp, import_module(thread, intern("_imp").get()));
    TRY_LET(const Ref core_module, run_module(thread, core));
    const RefTo<Str> set_up = intern("_setup");
    TRY(call_method(thread, core_module.get(), set_up.get(), { runtime().sys_module, imp.get() }));
    TRY_LET(const Ref other_module, run_module(thread, external));
    TRY(call_method(thread, other_module.get(), set_up.get(), { core_module.get() }));
    TRY(set_attribute(
        thread, core_module.get(), intern("_bootstrap_external").get(), other_module.get()));
    TRY(find_classes(thread, state, core_module.get(), other_module.get()));
    replace_finders(state);
    state.has_classes = 1;
    adopt_modules(state);
    TRY(add_path_hooks(thread, state, other_module.get()));
    for (std::size_t i = 0; i < stand_ins.size(); ++i) {
        (void)type_lookup(state.classes[i], names().name); // gives it a version
        state.versions[i] = state.classes[i]->version;
    }
    state.core = as<Module>(share(core_module.get()).release());
    return {};
}

bool is_frozen_code(const Code& code)
{
    return str_equal(*code.filename, core.frozen_name)
        || str_equal(*code.filename, external.frozen_name);
}

// Frames of importlib tell nothing to who has written a wrong import. Of other errors only those
// that called the module's code are left out, so that errors in importlib itself can be found.
// CPython: remove_importlib_frames()
void remove_frames(Thread& thread)
{
    const bool all = pending_is(thread, exception_type(TypeId::ImportError));
    auto** place = reinterpret_cast<Traceback**>(&thread.exception_traceback);
    Traceback** outer = place; // where the present run of frames of importlib hangs
    bool inside = false;
    while (Traceback* here = *place) {
        const Code& code = *runtime().code_of_frame(here->frame);
        const bool is_inside = is_frozen_code(code);
        if (is_inside && !inside) {
            outer = place;
        }
        inside = is_inside;
        if (inside && (all || str_equal(*code.name, "_call_with_frames_removed"))) {
            Traceback* dropped = *outer;
            *outer = share(here->next).release();
            decref(dropped);
            place = outer;
        } else {
            place = &here->next;
        }
    }
}

} // namespace

bool is_importlib_name(std::string_view name)
{
    return name == core.name || name == external.name;
}

Result<void> set_up_importlib(Thread& thread)
{
    State*& place = state_place();
    if (place && (place->core || place->is_running != 0)) {
        return {};
    }
    if (!place) {
        place = static_cast<State*>(region_allocate(sizeof(State)));
    }
    *place = State{};
    place->is_running = 1;
    auto done = run_importlib(thread, *place);
    state_place()->is_running = 0;
    return done;
}

bool finds_by_itself()
{
    const State* state = state_place();
    if (state && state->is_running != 0) {
        return true;
    }
    const Object* finders = sys_value("meta_path");
    const Object* hooks = sys_value("path_hooks");
    if (!finders || !is_list(finders) || !hooks || !is_list(hooks)) {
        return false;
    }
    const List& list = *static_cast<const List*>(finders);
    bool same = list.length == static_cast<std::int64_t>(finder_count);
    for (std::size_t i = 0; same && i < finder_count; ++i) {
        same = list[static_cast<std::int64_t>(i)] == importlib_class(stand_ins[i].type);
    }
    const List& hook_list = *static_cast<const List*>(hooks);
    std::int64_t known = 0;
    while (state && known < 2 && state->hooks[static_cast<std::size_t>(known)]) {
        same = same && known < hook_list.length
            && hook_list[known] == state->hooks[static_cast<std::size_t>(known)];
        ++known;
    }
    for (std::size_t i = 0; same && state && state->core && i < stand_ins.size(); ++i) {
        same = state->classes[i]->version == state->versions[i];
    }
    return same && hook_list.length == known;
}

bool has_other_finder(Thread& thread, Str* entry)
{
    Object* cache = sys_value("path_importer_cache");
    if (!cache || !is_dict(cache) || as<Dict>(cache)->used == 0) {
        return false;
    }
    const auto found = dict_get(thread, *as<Dict>(cache), entry);
    if (found.failed()) {
        clear_exception(thread);
        return true;
    }
    const Object* finder = found.value();
    return finder && finder != none() && finder->type != importlib_class(EvalType::file_finder);
}

Result<Ref> import_by_library(Thread& thread, Str* full_name)
{
    TRY(set_up_importlib(thread));
    State* state = state_place();
    Object* import = dict_get_str(*runtime().builtins, names().import);
    const RefTo<Module> module = share(state->core);
    Result<Ref> found = call_method(thread, module.get(), intern("_find_and_load").get(),
        { full_name, import ? import : none() });
    if (found.failed()) {
        remove_frames(thread);
    }
    return found;
}

// It is laid out like one.
void adopt_metadata(Object* object)
{
    if (!object) {
        return;
    }
    for (std::size_t i = finder_count; i < stand_ins.size(); ++i) {
        Type* type = importlib_class(stand_ins[i].type);
        if (object->type == type_of(stand_ins[i].type) && type != object->type
            && type->basic_size == object->type->basic_size
            && type->dict_offset == object->type->dict_offset
            && type->weakrefs_offset == object->type->weakrefs_offset) {
            object->type = share(type).release();
            return;
        }
    }
}

Type* importlib_class(EvalType stand_in)
{
    const State* state = state_place();
    return state && state->has_classes != 0 ? state->classes[place_of(stand_in)]
                                            : type_of(stand_in);
}

} // namespace fw
