// The module _imp as far as the library's importlib needs it: questions about native modules and
// compiled files. Importing itself is eval's. CPython: Python/import.c

#include "vm/base/hash.h"
#include "vm/eval/import.h"
#include "vm/eval/import_library.h"
#include "vm/modules/module_support.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

Result<Ref> is_builtin(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "name"));
    if (name == "sys" || name == "builtins") {
        return make_int(-1); // It cannot be made again.
    }
    for (const BuiltinModule* row = runtime().builtin_modules; row->name; ++row) {
        if (name == row->name) {
            return make_int(1);
        }
    }
    return make_int(0);
}

// importlib itself is what is run under a frozen name here.
Result<Ref> is_frozen(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "name"));
    return make_bool(is_importlib_name(name));
}

Result<Ref> lock_held(Thread&, Object*, Args)
{
    return make_bool(false);
}

Result<Ref> create_builtin(Thread& thread, Object*, Args args)
{
    TRY_LET(const Ref name, get_attribute(thread, args[0], intern("name").get()));
    if (!is_str(name.get())) {
        return raise(
            thread, TypeId::TypeError, "name must be string, not {}", type_name(name.get()));
    }
    return import_module(thread, as<Str>(name.get()));
}

Result<Ref> exec_builtin(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> no_frozen(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string name, to_text(thread, args[0], "name"));
    return raise(thread, TypeId::ImportError, "No such frozen object named {}", name);
}

Result<Ref> do_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> extension_suffixes(Thread&, Object*, Args)
{
    return make_list();
}

// source_hash(key, source): eight bytes.
Result<Ref> imp_source_hash(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t key, to_int64(thread, args[0]));
    std::string_view source;
    if (!bytes_view(args[1], source)) {
        return raise(thread, TypeId::TypeError, "a bytes-like object is required, not '{}'",
            type_name(args[1]));
    }
    const std::uint64_t hash
        = keyed_hash(static_cast<std::uint64_t>(key), source.data(), source.size());
    std::string bytes;
    for (int shift = 0; shift < 64; shift += 8) {
        bytes += static_cast<char>(hash >> shift);
    }
    return Ref(make_bytes(bytes));
}

// Gives code, and the code in its constants, the name of the file that it was found for.
void fix_filename(Code& code, Str* old, Str* name)
{
    if (!str_equal(*code.filename, *old)) {
        return;
    }
    Str* before = code.filename;
    code.filename = share(name).release();
    for (Object* constant : *code.consts) {
        if (constant->type == code_type()) {
            fix_filename(*as<Code>(constant), old, name);
        }
    }
    decref(before);
}

Result<Ref> imp_fix_filename(Thread& thread, Object*, Args args)
{
    if (args[0]->type != code_type() || !is_str(args[1])) {
        return raise(thread, TypeId::TypeError, "_fix_co_filename() argument {} must be {}, not {}",
            args[0]->type != code_type() ? 1 : 2, args[0]->type != code_type() ? "code" : "str",
            type_name(args[0]->type != code_type() ? args[0] : args[1]));
    }
    auto& code = *as<Code>(args[0]);
    const RefTo<Str> old = share(code.filename);
    if (!str_equal(*old, *as<Str>(args[1]))) {
        fix_filename(code, old.get(), as<Str>(args[1]));
    }
    return make_none();
}

constexpr Method imp_functions[] = {
    { "is_builtin", "name, /", is_builtin, "Whether a module is native: 0, 1 or -1." },
    { "is_frozen", "name, /", is_frozen, "Whether a module is frozen: importlib is." },
    { "is_frozen_package", "name, /", no_frozen, "There are no frozen modules." },
    { "get_frozen_object", "name, /", no_frozen, "There are no frozen modules." },
    { "create_builtin", "spec, /", create_builtin, "The native module of a spec." },
    { "exec_builtin", "mod, /", exec_builtin, "Native modules are complete when made." },
    { "acquire_lock", "", do_nothing, "There is one thread." },
    { "release_lock", "", do_nothing, "There is one thread." },
    { "lock_held", "", lock_held, "There is one thread." },
    { "source_hash", "key, source", imp_source_hash, "The hash in a hash-based .pyc." },
    { "_fix_co_filename", "code, path, /", imp_fix_filename, "Change co_filename." },
    { "extension_suffixes", "", extension_suffixes, "[]: extension modules cannot be loaded." },
};

} // namespace

Result<RefTo<Module>> make_imp_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("_imp", imp_functions, "What importlib asks about native modules.");
    add_to_module(*module, "check_hash_based_pycs", std::string_view("default"));
    return module;
}

} // namespace fw
