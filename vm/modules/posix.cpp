// The module posix, as far as the host reaches: files, directories, environment, the process. What
// os builds upon. CPython: Modules/posixmodule.c

#include "vm/base/system_text.h"
#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/posix_directory.h"
#include "vm/modules/struct_sequence.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <cerrno>
#include <fcntl.h>
#include <unistd.h>

namespace fw {

namespace {

constexpr auto stat_members
    = struct_members({ "st_mode", "st_ino", "st_dev", "st_nlink", "st_uid", "st_gid", "st_size",
        "st_atime_int", "st_mtime_int", "st_ctime_int", "st_atime", "st_mtime", "st_ctime",
        "st_atime_ns", "st_mtime_ns", "st_ctime_ns", "st_blksize", "st_blocks", "st_rdev" });
constexpr TypeSpec stat_spec = struct_sequence_spec("os.stat_result", stat_members);
constexpr auto terminal_members = struct_members({ "columns", "lines" });
constexpr TypeSpec terminal_spec = struct_sequence_spec("os.terminal_size", terminal_members);
constexpr auto uname_members
    = struct_members({ "sysname", "nodename", "release", "version", "machine" });
constexpr TypeSpec uname_spec = struct_sequence_spec("posix.uname_result", uname_members);

// --- stat

Result<Ref> stat_path(Thread& thread, Object* path, bool follow_links)
{
    if (is_int(path)) {
        TRY_LET(const std::int64_t handle, to_int64(thread, path));
        const auto status = the_host().status(handle);
        return status ? make_stat_result(status.value)
                      : Result<Ref>(raise_os_error(thread, status.error));
    }
    TRY_LET(const std::string text, path_text(thread, path));
    const auto status = the_host().status(text, follow_links);
    return status ? make_stat_result(status.value)
                  : Result<Ref>(raise_os_error(thread, status.error, path));
}

Result<Ref> posix_stat(Thread& thread, Object*, Args args)
{
    bool follow = true;
    if (args[2]) {
        TRY_SET(follow, is_true(thread, args[2]));
    }
    return stat_path(thread, args[0], follow);
}

Result<Ref> posix_lstat(Thread& thread, Object*, Args args)
{
    return stat_path(thread, args[0], false);
}

Result<Ref> posix_fstat(Thread& thread, Object*, Args args)
{
    return stat_path(thread, args[0], true);
}

Result<Ref> posix_access(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    TRY_LET(const std::int64_t mode, to_int64(thread, args[1]));
    const auto status = the_host().status(path);
    if (!status) {
        return make_bool(false);
    }
    const bool executable = status.value.is_directory() || (status.value.mode & 0111) != 0;
    return make_bool((mode & X_OK) == 0 || executable);
}

// --- directories and names

Result<Ref> posix_mkdir(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    std::int64_t mode = 0777;
    if (args[1]) {
        TRY_SET(mode, to_int64(thread, args[1]));
    }
    return none_or_error(thread, the_host().make_directory(path, static_cast<int>(mode)), args[0]);
}

Result<Ref> posix_rmdir(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    return none_or_error(thread, the_host().remove_directory(path), args[0]);
}

Result<Ref> posix_remove(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    return none_or_error(thread, the_host().remove(path), args[0]);
}

Result<Ref> posix_rename(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string from, path_text(thread, args[0]));
    TRY_LET(const std::string to, path_text(thread, args[1]));
    const int error = the_host().rename(from, to);
    if (error == 0) {
        return make_none();
    }
    const Ref number = make_int(error);
    const RefTo<Str> text = make_str(error_text(error));
    TRY_LET(Ref exception,
        call(thread, exception_type(TypeId::OSError),
            { number.get(), text.get(), args[0], none(), args[1] }));
    return raise_instance(thread, std::move(exception));
}

Result<Ref> posix_getcwd(Thread& thread, Object*, Args)
{
    const auto path = the_host().current_directory();
    if (!path) {
        return raise_os_error(thread, path.error);
    }
    return Ref(make_str(text_from_system(path.value)));
}

Result<Ref> posix_getcwdb(Thread& thread, Object*, Args)
{
    const auto path = the_host().current_directory();
    if (!path) {
        return raise_os_error(thread, path.error);
    }
    return Ref(make_bytes(path.value));
}

Result<Ref> posix_fspath(Thread& thread, Object*, Args args)
{
    if (is_str(args[0]) || is_bytes(args[0])) {
        return share(args[0]);
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, args[0], intern("__fspath__").get(), method));
    if (!found) {
        return raise(thread, TypeId::TypeError, "expected str, bytes or os.PathLike object, not {}",
            type_name(args[0]));
    }
    TRY_LET(Ref path, call(thread, method.get(), Args{}));
    if (!is_str(path.get()) && !is_bytes(path.get())) {
        return raise(thread, TypeId::TypeError,
            "expected {}.__fspath__() to return str or bytes, not {}", type_name(args[0]),
            type_name(path.get()));
    }
    return path;
}

// --- handles

Result<Ref> posix_open(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string path, path_text(thread, args[0]));
    TRY_LET(const std::int64_t given, to_int64(thread, args[1]));
    std::int64_t mode = 0777;
    if (args[2]) {
        TRY_SET(mode, to_int64(thread, args[2]));
    }
    unsigned flags = 0;
    const std::int64_t access = given & O_ACCMODE;
    flags |= access != O_WRONLY ? host::OpenRead : 0u;
    flags |= access != O_RDONLY ? host::OpenWrite : 0u;
    flags |= (given & O_CREAT) != 0 ? host::OpenCreate : 0u;
    flags |= (given & O_TRUNC) != 0 ? host::OpenTruncate : 0u;
    flags |= (given & O_APPEND) != 0 ? host::OpenAppend : 0u;
    flags |= (given & O_EXCL) != 0 ? host::OpenExclusive : 0u;
    const auto opened = the_host().open(path, flags, static_cast<int>(mode));
    if (!opened) {
        return raise_os_error(thread, opened.error, args[0]);
    }
    return make_int(opened.value);
}

Result<Ref> posix_close(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t handle, to_int64(thread, args[0]));
    return none_or_error(thread, the_host().close(handle), nullptr);
}

Result<Ref> posix_read(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t handle, to_int64(thread, args[0]));
    TRY_LET(const std::int64_t size, to_int64(thread, args[1]));
    if (size < 0) {
        return raise_os_error(thread, EINVAL);
    }
    const auto bytes = the_host().read(handle, static_cast<std::size_t>(size));
    if (!bytes) {
        return raise_os_error(thread, bytes.error);
    }
    return Ref(make_bytes(bytes.value));
}

Result<Ref> posix_write(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t handle, to_int64(thread, args[0]));
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[1]));
    const auto written = the_host().write(handle, bytes);
    if (!written) {
        return raise_os_error(thread, written.error);
    }
    return make_int(written.value);
}

Result<Ref> posix_lseek(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t handle, to_int64(thread, args[0]));
    TRY_LET(const std::int64_t offset, to_int64(thread, args[1]));
    TRY_LET(const std::int64_t whence, to_int64(thread, args[2]));
    const auto place = the_host().seek(handle, offset, static_cast<host::SeekFrom>(whence));
    if (!place) {
        return raise_os_error(thread, place.error);
    }
    return make_int(place.value);
}

Result<Ref> posix_isatty(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t handle, to_int64(thread, args[0]));
    return make_bool(
        handle >= 0 && handle <= 2 && the_host().is_terminal(static_cast<host::Stream>(handle)));
}

// --- process

Result<Ref> posix_getpid(Thread&, Object*, Args)
{
    return make_int(the_host().process_id());
}

Result<Ref> posix_zero(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> posix_one(Thread&, Object*, Args)
{
    return make_int(1);
}

Result<Ref> posix_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> posix_urandom(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t size, to_int64(thread, args[0]));
    if (size < 0) {
        return raise(thread, TypeId::ValueError, "negative argument not allowed");
    }
    return Ref(make_bytes(the_host().random_bytes(static_cast<std::size_t>(size))));
}

Result<Ref> posix_strerror(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t number, to_int64(thread, args[0]));
    return Ref(make_str(error_text(static_cast<int>(number))));
}

Result<Ref> posix_uname(Thread&, Object*, Args)
{
    return make_struct_sequence(module_type_at(ModuleBlock::posix, PosixUname),
        { make_str("Linux"), make_str("localhost"), make_str(""), make_str(""),
            make_str("x86_64") });
}

Result<Ref> posix_get_terminal_size(Thread& thread, Object*, Args)
{
    return raise_os_error(thread, ENOTTY);
}

Result<Ref> posix_exit(Thread& thread, Object*, Args args)
{
    return raise_with(thread, exception_type(TypeId::SystemExit), args[0]);
}

constexpr Method functions[] = {
    { .name = "stat",
        .signature = "path, *, dir_fd=None, follow_symlinks=True",
        .call = posix_stat,
        .doc = "The status of a file." },
    { .name = "lstat",
        .signature = "path, *, dir_fd=None",
        .call = posix_lstat,
        .doc = "The status of a file or of the link itself." },
    { .name = "fstat",
        .signature = "fd",
        .call = posix_fstat,
        .doc = "The status of an open file." },
    { .name = "access",
        .signature = "path, mode, *, dir_fd=None, effective_ids=False, follow_symlinks=True",
        .call = posix_access,
        .doc = "Whether a file can be used so." },
    { .name = "listdir",
        .signature = "path=None",
        .call = posix_listdir,
        .doc = "The names in a directory." },
    { .name = "scandir",
        .signature = "path=None",
        .call = posix_scandir,
        .doc = "The entries of a directory." },
    { .name = "mkdir",
        .signature = "path, mode=511, *, dir_fd=None",
        .call = posix_mkdir,
        .doc = "Make a directory." },
    { .name = "rmdir",
        .signature = "path, *, dir_fd=None",
        .call = posix_rmdir,
        .doc = "Remove an empty directory." },
    { .name = "remove",
        .signature = "path, *, dir_fd=None",
        .call = posix_remove,
        .doc = "Remove a file." },
    { .name = "unlink",
        .signature = "path, *, dir_fd=None",
        .call = posix_remove,
        .doc = "Remove a file." },
    { .name = "rename",
        .signature = "src, dst, *, src_dir_fd=None, dst_dir_fd=None",
        .call = posix_rename,
        .doc = "Rename a file." },
    { .name = "replace",
        .signature = "src, dst, *, src_dir_fd=None, dst_dir_fd=None",
        .call = posix_rename,
        .doc = "Rename a file, in the place of another perhaps." },
    { .name = "getcwd", .call = posix_getcwd, .doc = "The current directory." },
    { .name = "getcwdb", .call = posix_getcwdb, .doc = "The current directory as bytes." },
    { .name = "fspath",
        .signature = "path",
        .call = posix_fspath,
        .doc = "The path that an object stands for." },
    { .name = "open",
        .signature = "path, flags, mode=511, *, dir_fd=None",
        .call = posix_open,
        .doc = "Open a file; its handle." },
    { .name = "close", .signature = "fd", .call = posix_close, .doc = "Close a handle." },
    { .name = "read",
        .signature = "fd, length, /",
        .call = posix_read,
        .doc = "Read from a handle." },
    { .name = "write",
        .signature = "fd, data, /",
        .call = posix_write,
        .doc = "Write to a handle." },
    { .name = "lseek",
        .signature = "fd, position, how, /",
        .call = posix_lseek,
        .doc = "Move the position of a handle." },
    { .name = "isatty",
        .signature = "fd, /",
        .call = posix_isatty,
        .doc = "Whether a handle is a terminal." },
    { .name = "getpid", .call = posix_getpid, .doc = "The number of the process." },
    { .name = "getppid", .call = posix_one, .doc = "One." },
    { .name = "getuid", .call = posix_zero, .doc = "Zero." },
    { .name = "geteuid", .call = posix_zero, .doc = "Zero." },
    { .name = "getgid", .call = posix_zero, .doc = "Zero." },
    { .name = "getegid", .call = posix_zero, .doc = "Zero." },
    { .name = "cpu_count", .call = posix_one, .doc = "One: the machine runs one thread." },
    { .name = "urandom", .signature = "size, /", .call = posix_urandom, .doc = "Random bytes." },
    { .name = "strerror",
        .signature = "code, /",
        .call = posix_strerror,
        .doc = "The text of an error number." },
    { .name = "uname", .call = posix_uname, .doc = "The system's name." },
    { .name = "get_terminal_size",
        .signature = "fd=1, /",
        .call = posix_get_terminal_size,
        .doc = "There is no terminal." },
    { .name = "putenv",
        .signature = "name, value, /",
        .call = posix_nothing,
        .doc = "Accepted: os.environ is the program's environment." },
    { .name = "unsetenv",
        .signature = "name, /",
        .call = posix_nothing,
        .doc = "Accepted: os.environ is the program's environment." },
    { .name = "umask", .signature = "mask, /", .call = posix_zero, .doc = "Zero." },
    { .name = "_exit", .signature = "status", .call = posix_exit, .doc = "End the program." },
};

Result<void> add_environment(Thread& thread, Module& module)
{
    const RefTo<Dict> environment = make_dict();
    for (const std::string& pair : the_host().environment()) {
        const std::size_t equals = pair.find('=', 1);
        if (equals == std::string::npos) {
            continue;
        }
        const RefTo<Bytes> name = make_bytes(std::string_view(pair).substr(0, equals));
        const RefTo<Bytes> value = make_bytes(std::string_view(pair).substr(equals + 1));
        TRY(dict_set(thread, *environment, name.get(), value.get()));
    }
    add_to_module(module, "environ", environment.get());
    return {};
}

struct Constant {
    const char* name;
    int value;
};
#define FW_CONSTANT(name)                                                                          \
    Constant                                                                                       \
    {                                                                                              \
#name, name                                                                                \
    }
constexpr Constant constants[] = { FW_CONSTANT(F_OK), FW_CONSTANT(R_OK), FW_CONSTANT(W_OK),
    FW_CONSTANT(X_OK), FW_CONSTANT(O_RDONLY), FW_CONSTANT(O_WRONLY), FW_CONSTANT(O_RDWR),
    FW_CONSTANT(O_CREAT), FW_CONSTANT(O_EXCL), FW_CONSTANT(O_TRUNC), FW_CONSTANT(O_APPEND),
    FW_CONSTANT(O_NONBLOCK), FW_CONSTANT(O_CLOEXEC), FW_CONSTANT(O_NOFOLLOW),
    FW_CONSTANT(O_DIRECTORY), FW_CONSTANT(O_SYNC), { "TMP_MAX", 238328 }, { "EX_OK", 0 },
    { "WNOHANG", 1 }, { "NGROUPS_MAX", 65536 } };
#undef FW_CONSTANT

} // namespace

Result<Ref> none_or_error(Thread& thread, int error, Object* path)
{
    if (error != 0) {
        return raise_os_error(thread, error, path);
    }
    return make_none();
}

Ref make_stat_result(const host::FileStatus& status)
{
    const auto number = [](std::int64_t value) { return make_int(value); };
    const auto seconds = [](std::int64_t ns) { return make_float(static_cast<double>(ns) * 1e-9); };
    return make_struct_sequence(module_type_at(ModuleBlock::posix, PosixStat),
        { number(status.mode), number(status.inode), number(status.device), number(status.links),
            number(status.user), number(status.group), number(status.size),
            number(status.accessed_ns / 1000000000), number(status.modified_ns / 1000000000),
            number(status.changed_ns / 1000000000), seconds(status.accessed_ns),
            seconds(status.modified_ns), seconds(status.changed_ns), number(status.accessed_ns),
            number(status.modified_ns), number(status.changed_ns), number(4096),
            number((status.size + 511) / 512), number(0) });
}

Result<RefTo<Module>> make_posix_module(Thread& thread)
{
    Type* stat_type = module_type_at(ModuleBlock::posix, PosixStat);
    Type* terminal_type = module_type_at(ModuleBlock::posix, PosixTerminal);
    Type* uname_type = module_type_at(ModuleBlock::posix, PosixUname);
    ready_struct_sequence(*stat_type, stat_spec, 10);
    ready_struct_sequence(*terminal_type, terminal_spec, 2);
    ready_struct_sequence(*uname_type, uname_spec, 5);
    prepare_directory_types();
    RefTo<Module> module = make_native_module("posix", functions, "What the host offers.");
    add_functions(*module, "posix", posix_link_functions());
    add_functions(*module, "posix", posix_process_functions());
    add_to_module(*module, "stat_result", stat_type);
    add_to_module(*module, "terminal_size", terminal_type);
    add_to_module(*module, "uname_result", uname_type);
    add_to_module(*module, "DirEntry", module_type_at(ModuleBlock::posix, PosixEntry));
    add_to_module(*module, "error", exception_type(TypeId::OSError));
    for (const Constant& constant : constants) {
        add_to_module(*module, constant.name, constant.value);
    }
    add_to_module(*module, "_have_functions", make_list().get());
    TRY(add_environment(thread, *module));
    return module;
}

} // namespace fw
