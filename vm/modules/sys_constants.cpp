// sys: version, limits, flags. The values are those of CPython 3.9.18 on 64-bit Linux.
// CPython: Python/sysmodule.c

#include "vm/modules/sys_constants.h"

#include "vm/eval/eval_types.h"
#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/struct_sequence.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

#include <algorithm>
#include <cfloat>
#include <cstdint>

namespace fw {

namespace {

enum SysType : std::uint16_t {
    VersionInfo,
    Flags,
    FloatInfo,
    IntInfo,
    HashInfo,
    ThreadInfo,
    AsyncgenHooks,
    UnraisableHookArgs,
};

constexpr auto version_members
    = struct_members({ "major", "minor", "micro", "releaselevel", "serial" });
constexpr auto flags_members
    = struct_members({ "debug", "inspect", "interactive", "optimize", "dont_write_bytecode",
        "no_user_site", "no_site", "ignore_environment", "verbose", "bytes_warning", "quiet",
        "hash_randomization", "isolated", "dev_mode", "utf8_mode", "int_max_str_digits" });
constexpr auto float_members = struct_members({ "max", "max_exp", "max_10_exp", "min", "min_exp",
    "min_10_exp", "dig", "mant_dig", "epsilon", "radix", "rounds" });
constexpr auto int_members = struct_members(
    { "bits_per_digit", "sizeof_digit", "default_max_str_digits", "str_digits_check_threshold" });
constexpr auto hash_members = struct_members(
    { "width", "modulus", "inf", "nan", "imag", "algorithm", "hash_bits", "seed_bits", "cutoff" });
constexpr auto thread_members = struct_members({ "name", "lock", "version" });
constexpr auto hooks_members = struct_members({ "firstiter", "finalizer" });
constexpr auto unraisable_members
    = struct_members({ "exc_type", "exc_value", "exc_traceback", "err_msg", "object" });

constexpr TypeSpec version_spec = struct_sequence_spec("sys.version_info", version_members);
constexpr TypeSpec flags_spec = struct_sequence_spec("sys.flags", flags_members);
constexpr TypeSpec float_spec = struct_sequence_spec("sys.float_info", float_members);
constexpr TypeSpec int_info_spec = struct_sequence_spec("sys.int_info", int_members);
constexpr TypeSpec hash_spec = struct_sequence_spec("sys.hash_info", hash_members);
constexpr TypeSpec thread_spec = struct_sequence_spec("sys.thread_info", thread_members);
constexpr TypeSpec hooks_spec = struct_sequence_spec("sys.asyncgen_hooks", hooks_members);
constexpr TypeSpec unraisable_spec = struct_sequence_spec(
    "UnraisableHookArgs", unraisable_members, "What sys.unraisablehook hears.");

Type* ready(SysType type, const TypeSpec& spec)
{
    Type* made = module_type_at(ModuleBlock::sys, type);
    if (!has_flag(made, TypeIsReady)) {
        ready_struct_sequence(*made, spec, static_cast<std::int64_t>(spec.members.size()));
    }
    return made;
}

Ref number(std::int64_t value)
{
    return make_int(value);
}
Ref text(std::string_view value)
{
    return make_str(value);
}

// A number in the place of a pointer.
std::intptr_t& optimize_place()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::optimize)];
    return *reinterpret_cast<std::intptr_t*>(&place);
}

} // namespace

int optimize_level()
{
    return static_cast<int>(optimize_place());
}

namespace {

void add_flags(Module& sys)
{
    add_to_module(sys, "flags",
        make_struct_sequence(ready(Flags, flags_spec),
            { number(0), number(0), number(0), number(optimize_level()), number(0), number(0),
                number(0), number(0), number(0), number(0), number(0), number(0), number(0),
                make_bool(false), number(0), number(-1) })
            .get());
}

void add_numbers(Module& sys)
{
    add_to_module(sys, "maxsize", INT64_MAX);
    add_to_module(sys, "maxunicode", 0x10ffff);
    add_to_module(sys, "hexversion", 0x030912f0);
    add_to_module(sys, "api_version", 1013);
    add_to_module(sys, "float_info",
        make_struct_sequence(ready(FloatInfo, float_spec),
            { make_float(DBL_MAX), number(DBL_MAX_EXP), number(DBL_MAX_10_EXP), make_float(DBL_MIN),
                number(DBL_MIN_EXP), number(DBL_MIN_10_EXP), number(DBL_DIG), number(DBL_MANT_DIG),
                make_float(DBL_EPSILON), number(FLT_RADIX), number(1) })
            .get());
    add_to_module(sys, "int_info",
        make_struct_sequence(
            ready(IntInfo, int_info_spec), { number(30), number(4), number(4300), number(640) })
            .get());
    add_to_module(sys, "hash_info",
        make_struct_sequence(ready(HashInfo, hash_spec),
            { number(64), number((std::int64_t{ 1 } << 61) - 1), number(314159), number(0),
                number(1000003), text("siphash24"), number(64), number(128), number(0) })
            .get());
    add_to_module(sys, "thread_info",
        make_struct_sequence(ready(ThreadInfo, thread_spec),
            { text("pthread"), text("semaphore"), text("NPTL 2.36") })
            .get());
    add_flags(sys);
}

void add_version(Thread& thread, Module& sys)
{
    const Ref version = make_struct_sequence(ready(VersionInfo, version_spec),
        { number(3), number(9), number(18), text("final"), number(0) });
    add_to_module(sys, "version_info", version.get());
    add_to_module(sys, "version", "3.9.18 (framewalk) \n[C++20]");
    add_to_module(sys, "copyright",
        "Framewalk, a machine that does what CPython 3.9 does.\nCPython is copyright (c) 2001-2023 "
        "Python Software Foundation.");
    const RefTo<Dict> members = make_dict();
    const auto add = [&](std::string_view name, const Ref& value) {
        dict_set_str(*members, intern(name).get(), value.get());
    };
    add("name", text("cpython"));
    add("cache_tag", text("cpython-39"));
    add("version", version);
    add("hexversion", number(0x030912f0));
    add("_multiarch", text("x86_64-linux-gnu"));
    auto implementation
        = call_with(thread, simple_namespace_type(), runtime().empty_tuple, members.get());
    FW_ASSERT(!implementation.failed());
    add_to_module(sys, "implementation", implementation.take().get());
}

Ref builtin_names()
{
    std::vector<std::string> names = { "builtins", "sys" };
    for (const BuiltinModule* module = runtime().builtin_modules; module->name; ++module) {
        names.emplace_back(module->name);
    }
    std::sort(names.begin(), names.end());
    RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(names.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        tuple->items()[i] = intern(names[i]).release();
    }
    return tuple;
}

} // namespace

void add_sys_constants(Thread& thread, Module& sys)
{
    add_version(thread, sys);
    add_numbers(sys);
    add_to_module(
        sys, "_git", make_tuple({ text("CPython").get(), text("").get(), text("").get() }).get());
    add_to_module(sys, "_framework", "");
    add_to_module(sys, "platform", "linux");
    add_to_module(sys, "builtin_module_names", builtin_names().get());
    add_to_module(sys, "byteorder", "little");
    add_to_module(sys, "abiflags", "");
    add_to_module(sys, "float_repr_style", "short");
    const RefTo<List> finders = make_list();
    for (const EvalType finder :
        { EvalType::builtin_importer, EvalType::frozen_importer, EvalType::path_finder }) {
        list_append(*finders, share<Object>(type_of(finder)));
    }
    add_to_module(sys, "meta_path", finders.get());
    add_to_module(sys, "path_importer_cache", make_dict().get());
    add_to_module(sys, "path_hooks", make_list().get());
    std::string program;
    if (const auto path = runtime().host->real_path("/proc/self/exe")) {
        program = path.value;
    }
    add_to_module(sys, "executable", program);
    add_to_module(sys, "_base_executable", program);
    for (const char* prefix : { "prefix", "base_prefix", "exec_prefix", "base_exec_prefix" }) {
        add_to_module(sys, prefix, "/usr");
    }
    add_to_module(sys, "platlibdir", "lib");
    add_to_module(sys, "pycache_prefix", none());
    add_to_module(sys, "warnoptions", make_list().get());
    add_to_module(sys, "_xoptions", make_dict().get());
    add_to_module(sys, "dont_write_bytecode", true_object());
}

Type* unraisable_args_type()
{
    return ready(UnraisableHookArgs, unraisable_spec);
}

Ref make_asyncgen_hooks()
{
    return make_struct_sequence(ready(AsyncgenHooks, hooks_spec), { make_none(), make_none() });
}

void set_optimize_level(int level)
{
    optimize_place() = level;
    add_flags(*as<Module>(runtime().sys_module));
    dict_set_str(*runtime().builtins, intern("__debug__").get(), make_bool(level == 0).get());
}

} // namespace fw
