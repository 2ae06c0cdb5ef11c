// The module _posixsubprocess, which subprocess imports: programs here start no other programs.
// CPython: Modules/_posixsubprocess.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/posix_directory.h"

namespace fw {

namespace {

Result<Ref> fork_exec(Thread& thread, Object*, Args)
{
    return raise_no_processes(thread);
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
