// The parts of posix about directories, and what they share with the rest.

#pragma once

#include "vm/host/host.h"
#include "vm/modules/module_types.h"
#include "vm/object/core_objects.h"
#include "vm/object/list.h"

#include <span>

namespace fw {

enum PosixType : std::uint16_t {
    PosixStat,
    PosixTerminal,
    PosixUname,
    PosixEntry,
    PosixScan,
};

inline host::Host& the_host()
{
    return *runtime().host;
}
// None, or the OSError of a request that gave an error number. `path` may be null.
Result<Ref> none_or_error(Thread& thread, int error, Object* path);

Ref make_stat_result(const host::FileStatus& status);
void prepare_directory_types();
// posix_links.cpp and posix_process.cpp
std::span<const Method> posix_link_functions();
std::span<const Method> posix_process_functions();
// OSError, as there are no processes but this one.
Result<Ref> raise_no_processes(Thread& thread);
Result<Ref> posix_listdir(Thread& thread, Object* module, Args args);
Result<Ref> posix_scandir(Thread& thread, Object* module, Args args);

} // namespace fw
