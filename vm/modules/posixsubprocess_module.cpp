// The module _posixsubprocess, which subprocess imports: programs here start no other programs.
// CPython: Modules/_posixsubprocess.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/protocol.h"

#include <cerrno>

namespace fw {

namespace {

Result<Ref> fork_exec(Thread& thread, Object*, Args)
{
    const Ref number = make_int(ENOSYS);
    const RefTo<Str> text
        = make_str(error_text(ENOSYS) + ": programs here cannot start other programs");
    TRY_LET(Ref error, call(thread, exception_type(TypeId::OSError), { number.get(), text.get() }));
    return raise_instance(thread, std::move(error));
}

constexpr Method functions[] = {
    { "fork_exec", "*", fork_exec, "Always an OSError." },
};

} // namespace

Result<RefTo<Module>> make_posixsubprocess_module(Thread&)
{
    return make_native_module("_posixsubprocess", functions, "No other programs.");
}

} // namespace fw
