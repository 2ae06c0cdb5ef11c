// The import statement and __import__.
// CPython: Python/import.c, import_name, import_from and import_all_from in Python/ceval.c

#include "vm/eval/import.h"

#include "vm/eval/import_levels.h"
#include "vm/eval/import_library.h"
#include "vm/eval/import_metadata.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Ref dict_value(Dict& dict, std::string_view name)
{
    Object* value = dict_get_str(dict, intern(name).get());
    return value ? share(value) : Ref();
}

// The package that a relative import starts from. CPython: resolve_name
Result<RefTo<Str>> resolve_name(Thread& thread, Str* name, Dict& globals, std::int64_t level)
{
    Ref package = dict_value(globals, "__package__");
    if (package && package.get() != none()) {
        if (!is_str(package.get())) {
            return raise(thread, TypeId::TypeError, "package must be a string");
        }
    } else {
        package = dict_value(globals, "__name__");
        if (!package) {
            return raise(thread, TypeId::KeyError, "'__name__' not in globals");
        }
        if (!is_str(package.get())) {
            return raise(thread, TypeId::TypeError, "__name__ must be a string");
        }
        if (!dict_value(globals, "__path__")) {
            const std::string text = to_utf8(*as<Str>(package.get()));
            const std::size_t dot = text.rfind('.');
            package = make_str(dot == std::string::npos ? std::string() : text.substr(0, dot));
        }
    }
    std::string base = to_utf8(*as<Str>(package.get()));
    if (base.empty()) {
        return raise(
            thread, TypeId::ImportError, "attempted relative import with no known parent package");
    }
    for (std::int64_t i = 1; i < level; ++i) {
        const std::size_t dot = base.rfind('.');
        if (dot == std::string::npos) {
            return raise(
                thread, TypeId::ImportError, "attempted relative import beyond top-level package");
        }
        base.resize(dot);
    }
    return intern(name->length == 0 ? base : base + "." + to_utf8(*name));
}

// Submodules named in `from package import ...` are imported when the package does not have them.
Result<void> import_from_list(
    Thread& thread, Object* module, const std::string& name, Object* from_list)
{
    LevelsOfFromList levels;
    TRY(levels.enter(thread));
    return for_each(thread, from_list, [&](Ref item) -> Result<bool> {
        if (!is_str(item.get())) {
            return raise(thread, TypeId::TypeError, "Item in ``from list'' must be str, not {}",
                type_name(item.get()));
        }
        Str* wanted = as<Str>(item.get());
        Ref found;
        if (str_equal(*wanted, "*")) {
            Ref all;
            TRY_LET(const bool has_all, find_attribute(thread, module, names().all, all));
            if (has_all) {
                TRY(import_from_list(thread, module, name, all.get()));
            }
            return true;
        }
        TRY_LET(const bool has, find_attribute(thread, module, wanted, found));
        if (!has) {
            const RefTo<Str> full = intern(name + "." + to_utf8(*wanted));
            LevelsOfSubmodule levels_of_it;
            TRY(levels_of_it.enter(thread));
            if (import_module(thread, full.get()).failed()) {
                // Only "there is no such submodule" is left to the import statement to complain
                // about.
                if (!pending_is(thread, exception_type(TypeId::ModuleNotFoundError))) {
                    return Raised{};
                }
                const auto* missing = as<ImportException>(thread.exception);
                if (!missing->name || !is_str(missing->name)
                    || !str_equal(*as<Str>(missing->name), *full)) {
                    return Raised{};
                }
                clear_exception(thread);
            }
        }
        return true;
    });
}

std::string text_or(const Ref& value, const char* fallback)
{
    return value && is_str(value.get()) ? to_utf8(*as<Str>(value.get())) : fallback;
}

} // namespace

Raised raise_module_not_found(Thread& thread, const std::string& message, Str* name)
{
    const RefTo<Str> text = make_str(message);
    const RefTo<Tuple> args = make_tuple({ text.get() });
    Ref exception = make_exception(exception_type(TypeId::ModuleNotFoundError), args.get());
    auto* missing = as<ImportException>(exception.get());
    Object* old = missing->name;
    missing->name = share<Object>(name).release();
    xdecref(old);
    return raise_instance(thread, std::move(exception));
}

namespace {

Result<Ref> import_parent(Thread& thread, Str* full_name)
{
    LevelsOfParent levels;
    TRY_LET(Object * known, dict_get(thread, *runtime().modules, full_name));
    if (!known) {
        TRY(levels.enter(thread));
    }
    return import_module(thread, full_name);
}

} // namespace

Result<Ref> import_module(Thread& thread, Str* full_name)
{
    TRY_LET(Object * known, dict_get(thread, *runtime().modules, full_name));
    if (known) {
        if (known == none()) {
            return raise_module_not_found(thread,
                fmt::format("import of {} halted; None in sys.modules", to_utf8(*full_name)),
                full_name);
        }
        return share(known);
    }
    if (!finds_by_itself()) {
        return import_by_library(thread, full_name);
    }
    const std::string name = to_utf8(*full_name);
    const std::size_t dot = name.rfind('.');
    if (dot == std::string::npos) {
        Ref path;
        TRY_SET(path, get_attribute(thread, runtime().sys_module, intern("path").get()));
        return find_and_load(thread, full_name, path.get());
    }
    const RefTo<Str> parent_name = intern(name.substr(0, dot));
    TRY_LET(const Ref parent, import_parent(thread, parent_name.get()));
    TRY_SET(known, dict_get(thread, *runtime().modules, full_name));
    if (known) {
        return share(known); // Importing the parent has imported it.
    }
    Ref path;
    TRY_LET(const bool is_package, find_attribute(thread, parent.get(), names().path, path));
    if (!is_package) {
        return raise_module_not_found(thread,
            fmt::format("No module named '{}'; '{}' is not a package", name, name.substr(0, dot)),
            full_name);
    }
    TRY_LET(Ref module, find_and_load(thread, full_name, path.get()));
    TRY(set_attribute(thread, parent.get(), intern(name.substr(dot + 1)).get(), module.get()));
    return module;
}

Result<Ref> import_module_level(
    Thread& thread, Str* name, Object* globals, Object* from_list, std::int64_t level)
{
    if (level < 0) {
        return raise(thread, TypeId::ValueError, "level must be >= 0");
    }
    if (level == 0 && name->length == 0) {
        return raise(thread, TypeId::ValueError, "Empty module name");
    }
    RefTo<Str> absolute = share(name);
    if (level > 0) {
        if (!globals || !is_dict(globals)) {
            return raise(thread, TypeId::KeyError, "'__name__' not in globals");
        }
        TRY_SET(absolute, resolve_name(thread, name, *as<Dict>(globals), level));
    }
    TRY_LET(Ref module, import_module(thread, absolute.get()));
    bool has_from = false;
    if (from_list && from_list != none()) {
        TRY_SET(has_from, is_true(thread, from_list));
    }
    if (has_from) {
        Ref path;
        TRY_LET(const bool is_package, find_attribute(thread, module.get(), names().path, path));
        if (is_package) {
            TRY(import_from_list(thread, module.get(), to_utf8(*absolute), from_list));
        }
        return module;
    }
    // `import a.b.c` binds a; of a relative name, the part that was written.
    const std::string written = to_utf8(*name);
    const std::size_t dot = written.find('.');
    if (level > 0 && written.empty()) {
        return module;
    }
    if (dot == std::string::npos) {
        return module;
    }
    const std::string full = to_utf8(*absolute);
    const std::string front = full.substr(0, full.size() - (written.size() - dot));
    return import_module(thread, intern(front).get());
}

Result<Ref> import_name(Thread& thread, Frame& frame, Str* name, Object* from_list, Object* level)
{
    Dict* builtins = frame.builtins;
    if (frame.other_builtins) {
        if (!is_dict(frame.other_builtins)) {
            return raise(thread, TypeId::SystemError,
                "Objects/dictobject.c:1440: bad argument to internal function");
        }
        builtins = as<Dict>(frame.other_builtins);
    }
    Object* import = dict_get_str(*builtins, names().import);
    if (!import) {
        return raise(thread, TypeId::ImportError, "__import__ not found");
    }
    Object* locals = frame.locals ? frame.locals : none();
    return call(thread, import, { name, frame.globals, locals, from_list, level });
}

Result<Ref> import_from(Thread& thread, Object* module, Str* name)
{
    Ref value;
    TRY_LET(const bool found, find_attribute(thread, module, name, value));
    if (found) {
        return value;
    }
    Ref module_name;
    TRY_LET(const bool has_name, find_attribute(thread, module, names().name, module_name));
    const bool is_named = has_name && is_str(module_name.get());
    if (is_named) {
        // A submodule that is being imported right now is not an attribute of its package yet.
        const RefTo<Str> full = intern(text_or(module_name, "") + "." + to_utf8(*name));
        TRY_LET(Object * known, dict_get(thread, *runtime().modules, full.get()));
        if (known) {
            return share(known);
        }
    }
    Ref file;
    TRY_LET(const bool has_file, find_attribute(thread, module, names().file, file));
    const std::string shown_name = text_or(module_name, "<unknown module name>");
    const std::string place = has_file ? text_or(file, "unknown location") : "unknown location";
    const std::string message = has_file && is_initializing(thread, module)
        ? fmt::format("cannot import name '{}' from partially initialized module '{}' (most likely "
                      "due to a circular import) ({})",
            to_utf8(*name), shown_name, place)
        : fmt::format("cannot import name '{}' from '{}' ({})", to_utf8(*name), shown_name, place);
    const RefTo<Str> text = make_str(message);
    const RefTo<Tuple> args = make_tuple({ text.get() });
    Ref exception = make_exception(exception_type(TypeId::ImportError), args.get());
    auto* error = as<ImportException>(exception.get());
    if (is_named) {
        error->name = share(module_name.get()).release();
    }
    if (has_file) {
        error->path = share(file.get()).release();
    }
    return raise_instance(thread, std::move(exception));
}

Result<void> import_star(Thread& thread, Frame& frame, Object* module)
{
    if (!frame.locals) {
        return raise(thread, TypeId::SystemError, "no locals found during 'import *'");
    }
    Ref all;
    TRY_LET(const bool has_all, find_attribute(thread, module, names().all, all));
    Ref listed;
    if (has_all) {
        listed = std::move(all);
    } else {
        Ref dict;
        TRY_LET(const bool has_dict, find_attribute(thread, module, names().dict, dict));
        if (!has_dict) {
            return raise(
                thread, TypeId::ImportError, "from-import-* object has no __dict__ and no __all__");
        }
        TRY_SET(listed, sequence_to_list(thread, dict.get()));
    }
    return for_each(thread, listed.get(), [&](Ref item) -> Result<bool> {
        if (!is_str(item.get())) {
            return raise(thread, TypeId::TypeError, "{} must be str, not {}",
                has_all ? "Item in __all__" : "Key in __dict__", type_name(item.get()));
        }
        Str* name = as<Str>(item.get());
        if (!has_all && name->length > 0 && name->at(0) == '_') {
            return true;
        }
        TRY_LET(const Ref value, get_attribute(thread, module, name));
        TRY(set_item(thread, frame.locals, name, value.get()));
        return true;
    });
}

Result<void> setup_annotations(Thread& thread, Frame& frame)
{
    if (!frame.locals) {
        return raise(thread, TypeId::SystemError, "no locals found when setting up annotations");
    }
    if (frame.locals->type == dict_type()) {
        if (dict_get_str(*as<Dict>(frame.locals), names().annotations)) {
            return {};
        }
    } else {
        if (!get_item(thread, frame.locals, names().annotations).failed()) {
            return {};
        }
        if (!pending_is(thread, exception_type(TypeId::KeyError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    const RefTo<Dict> annotations = make_dict();
    TRY(set_item(thread, frame.locals, names().annotations, annotations.get()));
    return {};
}

Result<void> print_expression(Thread& thread, Object* value)
{
    Ref hook;
    TRY_LET(const bool found,
        find_attribute(thread, runtime().sys_module, intern("displayhook").get(), hook));
    if (!found) {
        return raise(thread, TypeId::RuntimeError, "lost sys.displayhook");
    }
    TRY(call(thread, hook.get(), { value }));
    return {};
}

} // namespace fw
