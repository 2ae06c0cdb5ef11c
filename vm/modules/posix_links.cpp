// The parts of posix that change what a file is called, who may use it, and its times.
// CPython: Modules/posixmodule.c

#include "vm/modules/module_support.h"
#include "vm/modules/posix_directory.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"

#include <cmath>

namespace fw {

namespace {

Result<Ref> posix_chmod(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    TRY_LET(const std::int64_t mode, to_int64(thread, args[1]));
    return none_or_error(thread, the_host().change_mode(path, static_cast<int>(mode)), args[0]);
}

Result<Ref> posix_readlink(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    const auto target = the_host().read_link(path);
    if (!target) {
        return raise_os_error(thread, target.error, args[0]);
    }
    if (is_bytes(args[0])) {
        return make_bytes(target.value);
    }
    return make_str(target.value);
}

template <host::LinkKind kind> Result<Ref> make_link(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string target, path_text(thread, args[0]));
    TRY_LET(const std::string path, path_text(thread, args[1]));
    const int error = the_host().make_link(path, target, kind);
    if (error == 0) {
        return make_none();
    }
    const Ref number = make_int(error);
    const RefTo<Str> text = make_str(error_text(error));
    TRY_LET(Ref made,
        call(thread, exception_type(TypeId::OSError),
            { number.get(), text.get(), args[0], none(), args[1] }));
    return raise_instance(thread, std::move(made));
}

Result<std::int64_t> nanoseconds_of(Thread& thread, Object* pair, std::int64_t index, double unit)
{
    const Ref item = share((*as<Tuple>(pair))[index]);
    if (is_instance_of(item.get(), float_type())) {
        TRY_LET(const double number, to_double(thread, item.get()));
        return static_cast<std::int64_t>(std::floor(number * unit));
    }
    TRY_LET(const std::int64_t number, to_int64(thread, item.get()));
    return number * static_cast<std::int64_t>(unit);
}

Result<Ref> posix_utime(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    const bool has_times = args[1] && args[1] != none();
    if (has_times && args[2]) {
        return raise(thread, TypeId::ValueError,
            "utime: you may specify either 'times' or 'ns' but not both");
    }
    Object* const pair = has_times ? args[1] : args[2];
    std::int64_t accessed = 0;
    std::int64_t modified = 0;
    if (!pair) {
        accessed = modified = the_host().time_ns();
    } else {
        if (!is_tuple(pair) || as<Tuple>(pair)->length != 2) {
            return raise_message(thread, TypeId::TypeError,
                has_times ? "utime: 'times' must be either a tuple of two ints or None"
                          : "utime: 'ns' must be a tuple of two ints");
        }
        const double unit = has_times ? 1e9 : 1;
        TRY_SET(accessed, nanoseconds_of(thread, pair, 0, unit));
        TRY_SET(modified, nanoseconds_of(thread, pair, 1, unit));
    }
    return none_or_error(thread, the_host().set_times(path, accessed, modified), args[0]);
}

constexpr Method functions[] = {
    { "chmod", "path, mode, *, dir_fd=None, follow_symlinks=True", posix_chmod,
        "Change permissions." },
    { "readlink", "path, *, dir_fd=None", posix_readlink, "Where a symbolic link points to." },
    { "symlink", "src, dst, target_is_directory=False, *, dir_fd=None",
        make_link<host::LinkKind::Symbolic>, "Make a symbolic link." },
    { "link", "src, dst, *, src_dir_fd=None, dst_dir_fd=None, follow_symlinks=True",
        make_link<host::LinkKind::Hard>, "Give a file another name." },
    { "utime", "path, times=None, *, ns=(), dir_fd=None, follow_symlinks=True", posix_utime,
        "Set the times of a file." },
};

} // namespace

std::span<const Method> posix_link_functions()
{
    return functions;
}

} // namespace fw
