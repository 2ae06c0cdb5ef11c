// Where modules come from: built-in ones, then source files and compiled ones in the directories of
// a path.
// CPython: Lib/importlib/_bootstrap.py, Lib/importlib/_bootstrap_external.py

#include "vm/base/system_text.h"
#include "vm/eval/eval.h"
#include "vm/eval/import.h"
#include "vm/eval/import_cached.h"
#include "vm/eval/import_levels.h"
#include "vm/eval/import_library.h"
#include "vm/eval/import_metadata.h"
#include "vm/host/host.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

struct Found {
    std::string file;
    std::string package_directory; // empty: a plain module
    bool is_compiled = false; // The file is a .pyc: there is no source.
};

std::string last_part(const std::string& name)
{
    return name.substr(name.rfind('.') + 1);
}

bool is_file(host::Host& host, const std::string& path)
{
    const auto status = host.status(path);
    return status && status.value.is_file();
}

bool is_directory(host::Host& host, const std::string& path)
{
    const auto status = host.status(path);
    return status && status.value.is_directory();
}

// Of a file, without its suffix, or of a package's directory.
std::string stem_of(const std::string& directory, const std::string& name)
{
    return directory.empty() ? name : directory + "/" + name;
}

bool find_file(
    host::Host& host, const std::string& directory, const std::string& name, Found& found)
{
    const std::string stem = stem_of(directory, name);
    const struct {
        const char* suffix;
        bool is_package;
        bool is_compiled;
    } places[] = { { "/__init__.py", true, false }, { "/__init__.pyc", true, true },
        { ".py", false, false }, { ".pyc", false, true } };
    for (const auto& place : places) {
        if (is_file(host, stem + place.suffix)) {
            found = { stem + place.suffix, place.is_package ? stem : "", place.is_compiled };
            return true;
        }
    }
    return false;
}

void set_name(Module& module, std::string_view name, Object* value)
{
    dict_set_str(*module.dict, intern(name).get(), value);
}

// What is in __pycache__ counts as long as it is valid. Code that was compiled here says more about
// itself, so that it is taken when it is the same.
Result<Ref> code_of_source(
    Thread& thread, const std::string& name, const std::string& path, Str* file)
{
    const auto source = runtime().host->read_file(path);
    if (!source) {
        return raise(thread, TypeId::ImportError, "can't read '{}'", path);
    }
    TRY_LET(code::CodeRef cached, cached_code(thread, name, path, source.value));
    Result<Ref> compiled = runtime().compile_source(thread, source.value, file);
    if (!cached
        || (!compiled.failed() && same_code(*as<Code>(compiled.value().get())->unit, *cached))) {
        return compiled;
    }
    clear_exception(thread);
    return keep_code(std::move(cached), file);
}

Result<Ref> code_of(Thread& thread, const std::string& name, const Found& found, Str* file)
{
    return found.is_compiled ? load_sourceless(thread, name, found.file)
                             : code_of_source(thread, name, found.file, file);
}

Result<Ref> run_file(Thread& thread, Str* full_name, const std::string& name, const Found& found)
{
    const RefTo<Module> module = make_module(name);
    const RefTo<Str> file = make_str(found.file);
    const bool is_package = !found.package_directory.empty();
    const std::size_t dot = name.rfind('.');
    RefTo<List> path;
    if (is_package) {
        const RefTo<Str> directory = make_str(found.package_directory);
        path = make_list();
        list_append(*path, directory);
    }
    const std::string cached = found.is_compiled ? found.file : cached_path(found.file);
    const Ref loader = found.is_compiled ? make_sourceless_loader(full_name, file.get())
                                         : make_file_loader(full_name, file.get());
    const Ref spec = make_source_spec(full_name, loader.get(), file.get(), path.get(), cached);
    set_initializing(spec.get(), true);
    set_name(*module, "__package__",
        make_str(is_package                ? name
                : dot == std::string::npos ? std::string()
                                           : name.substr(0, dot))
            .get());
    set_name(*module, "__loader__", loader.get());
    set_name(*module, "__spec__", spec.get());
    if (is_package) {
        set_name(*module, "__path__", path.get());
    }
    set_name(*module, "__file__", file.get());
    set_name(*module, "__cached__", make_str(cached).get());
    set_name(*module, "__builtins__", runtime().builtins);
    TRY(dict_set(thread, *runtime().modules, full_name, module.get()));

    const auto run = [&]() -> Result<void> {
        TRY_LET(const Ref code, code_of(thread, name, found, file.get()));
        LevelsOfLoading levels;
        TRY(levels.enter(thread));
        TRY(run_code(thread, *as<Code>(code.get()), *module->dict, module->dict));
        return {};
    };
    const bool failed = run().failed();
    set_initializing(spec.get(), false);
    if (failed) {
        const SavedException saved = save_exception(thread);
        (void)dict_delete(thread, *runtime().modules, full_name);
        clear_exception(thread);
        restore_exception(thread, saved);
        return Raised{};
    }
    // The module may have put something else in its place.
    TRY_LET(Object * loaded, dict_get(thread, *runtime().modules, full_name));
    return share(loaded ? loaded : static_cast<Object*>(module.get()));
}

} // namespace

Result<Ref> find_and_load(Thread& thread, Str* full_name, Object* path)
{
    const std::string name = to_utf8(*full_name);
    if (is_importlib_name(name)) {
        TRY(set_up_importlib(thread));
        TRY_LET(Object * made, dict_get(thread, *runtime().modules, full_name));
        if (made) {
            return share(made);
        }
    }
    for (const BuiltinModule* builtin = runtime().builtin_modules; builtin && builtin->name;
         ++builtin) {
        if (name == builtin->name) {
            TRY_LET(const RefTo<Module> module, builtin->make(thread));
            set_builtin_metadata(*module);
            TRY(dict_set(thread, *runtime().modules, full_name, module.get()));
            return Ref(module);
        }
    }
    if (!path || !is_list(path)) { // The path of a namespace package, or one of the program's make.
        return import_by_library(thread, full_name);
    }
    host::Host& host = *runtime().host;
    const RefTo<List> entries = as<List>(share(path));
    bool may_be_namespace = false;
    for (std::int64_t i = 0; i < entries->length; ++i) {
        if (!is_str((*entries)[i])) {
            continue;
        }
        Str* entry = as<Str>((*entries)[i]);
        Found found;
        const std::string directory = text_to_system(to_utf8(*entry));
        if (has_other_finder(thread, entry) || is_file(host, directory)) {
            return import_by_library(thread, full_name);
        }
        if (find_file(host, directory, last_part(name), found)) {
            return run_file(thread, full_name, name, found);
        }
        may_be_namespace
            = may_be_namespace || is_directory(host, stem_of(directory, last_part(name)));
    }
    if (may_be_namespace) {
        return import_by_library(thread, full_name);
    }
    return raise_module_not_found(thread, fmt::format("No module named '{}'", name), full_name);
}

} // namespace fw
