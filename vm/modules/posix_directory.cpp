// listdir(), scandir() and os.DirEntry.
// CPython: Modules/posixmodule.c

#include "vm/modules/posix_directory.h"

#include "vm/base/system_text.h"
#include "vm/modules/module_support.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

struct DirEntry : Object {
    Object* name; // a str or bytes, as the path was given
    Object* path;
};

struct Scan : Object {
    List* entries; // null: closed
    std::int64_t position;
};

struct Directory {
    std::string path = ".";
    bool as_bytes = false;
    std::vector<std::string> names;
};

Result<Directory> read_directory(Thread& thread, Object* path)
{
    Directory directory;
    if (path && path != none()) {
        TRY_SET(directory.path, path_text(thread, path));
        directory.as_bytes = is_bytes(path);
    }
    auto names = runtime().host->list(directory.path);
    if (!names) {
        const Ref shown = path && path != none() ? share(path) : Ref(make_str(directory.path));
        return raise_os_error(thread, names.error, shown.get());
    }
    directory.names = std::move(names.value);
    return directory;
}

Ref text_of(const Directory& directory, const std::string& text)
{
    return directory.as_bytes ? Ref(make_bytes(text)) : Ref(make_str(text_from_system(text)));
}

void entry_destroy(Object* self)
{
    xdecref(as<DirEntry>(self)->name);
    xdecref(as<DirEntry>(self)->path);
    free_object(self);
}

Result<host::Outcome<host::FileStatus>> status_of(Thread& thread, DirEntry& entry, bool follow)
{
    TRY_LET(const std::string path, path_text(thread, entry.path));
    return runtime().host->status(path, follow);
}

Result<bool> follows(Thread& thread, Args args)
{
    return args[0] ? is_true(thread, args[0]) : Result<bool>(true);
}

template <std::int64_t kind> Result<Ref> entry_is(Thread& thread, DirEntry& self, Args args)
{
    TRY_LET(const bool follow, follows(thread, args));
    TRY_LET(const auto status, status_of(thread, self, follow));
    return make_bool(status && (status.value.mode & 0170000) == kind);
}

Result<Ref> entry_is_symlink(Thread& thread, DirEntry& self, Args)
{
    TRY_LET(const auto status, status_of(thread, self, false));
    return make_bool(status && (status.value.mode & 0170000) == 0120000);
}

Result<Ref> entry_stat(Thread& thread, DirEntry& self, Args args)
{
    TRY_LET(const bool follow, follows(thread, args));
    TRY_LET(const auto status, status_of(thread, self, follow));
    if (!status) {
        return raise_os_error(thread, status.error, self.path);
    }
    return make_stat_result(status.value);
}

Result<Ref> entry_inode(Thread& thread, DirEntry& self, Args)
{
    TRY_LET(const auto status, status_of(thread, self, false));
    if (!status) {
        return raise_os_error(thread, status.error, self.path);
    }
    return make_int(status.value.inode);
}

Result<Ref> entry_fspath(Thread&, DirEntry& self, Args)
{
    return share(self.path);
}

Result<Ref> entry_repr(Thread& thread, DirEntry& self)
{
    TRY_LET(const RefTo<Str> name, repr(thread, self.name));
    return Ref(make_str("<DirEntry " + to_utf8(*name) + ">"));
}

void scan_destroy(Object* self)
{
    xdecref(as<Scan>(self)->entries);
    free_object(self);
}

NextItem scan_next(Thread&, Object* self)
{
    auto* scan = as<Scan>(self);
    if (!scan->entries || scan->position >= scan->entries->length) {
        return {};
    }
    return share((*scan->entries)[scan->position++]);
}

Result<Ref> scan_iterate(Thread&, Object* self)
{
    return share(self);
}

Result<Ref> scan_enter(Thread&, Scan& self, Args)
{
    return share<Object>(&self);
}

Result<Ref> scan_close(Thread&, Scan& self, Args)
{
    const RefTo<List> entries = adopt(self.entries);
    self.entries = nullptr;
    return make_none();
}

constexpr Method entry_methods[] = {
    { .name = "is_dir",
        .signature = "*, follow_symlinks=True",
        .call = native<DirEntry, entry_is<0040000>>,
        .doc = "Whether it is a directory." },
    { .name = "is_file",
        .signature = "*, follow_symlinks=True",
        .call = native<DirEntry, entry_is<0100000>>,
        .doc = "Whether it is a file." },
    { .name = "is_symlink",
        .call = native<DirEntry, entry_is_symlink>,
        .doc = "Whether it is a link." },
    { .name = "stat",
        .signature = "*, follow_symlinks=True",
        .call = native<DirEntry, entry_stat>,
        .doc = "Its status." },
    { .name = "inode", .call = native<DirEntry, entry_inode>, .doc = "Its inode." },
    { .name = "__fspath__", .call = native<DirEntry, entry_fspath>, .doc = "Its path." },
};

constexpr Member entry_members[] = {
    { .name = "name", .kind = MemberKind::Object, .offset = offsetof(DirEntry, name) },
    { .name = "path", .kind = MemberKind::Object, .offset = offsetof(DirEntry, path) },
};

constexpr Method scan_methods[] = {
    { .name = "__enter__", .call = native<Scan, scan_enter>, .doc = "The iterator itself." },
    { .name = "__exit__",
        .signature = "*",
        .call = native<Scan, scan_close>,
        .doc = "Close the iterator." },
    { .name = "close", .call = native<Scan, scan_close>, .doc = "Close the iterator." },
};

constexpr TypeSpec entry_spec = {
    .name = "posix.DirEntry",
    .doc = "An entry of a directory.",
    .basic_size = sizeof(DirEntry),
    .slots = { .destroy = entry_destroy, .repr = unary<DirEntry, entry_repr> },
    .methods = entry_methods,
    .members = entry_members,
};

constexpr TypeSpec scan_spec = {
    .name = "posix.ScandirIterator",
    .doc = "The entries of a directory, one after the other.",
    .basic_size = sizeof(Scan),
    .slots = { .destroy = scan_destroy, .iterate = scan_iterate, .next = scan_next },
    .methods = scan_methods,
};

} // namespace

void prepare_directory_types()
{
    make_module_type(ModuleBlock::posix, PosixEntry, entry_spec);
    make_module_type(ModuleBlock::posix, PosixScan, scan_spec);
}

Result<Ref> posix_listdir(Thread& thread, Object*, Args args)
{
    TRY_LET(const Directory directory, read_directory(thread, args[0]));
    RefTo<List> names = make_list();
    for (const std::string& name : directory.names) {
        list_append(*names, text_of(directory, name));
    }
    return Ref(std::move(names));
}

Result<Ref> posix_scandir(Thread& thread, Object*, Args args)
{
    TRY_LET(const Directory directory, read_directory(thread, args[0]));
    RefTo<List> entries = make_list();
    const std::string front = directory.path.back() == '/' ? directory.path : directory.path + "/";
    for (const std::string& name : directory.names) {
        const RefTo<DirEntry> entry
            = allocate<DirEntry>(module_type_at(ModuleBlock::posix, PosixEntry));
        entry->name = text_of(directory, name).release();
        entry->path = text_of(directory, front + name).release();
        list_append(*entries, entry);
    }
    RefTo<Scan> scan = allocate<Scan>(module_type_at(ModuleBlock::posix, PosixScan));
    scan->entries = entries.release();
    return Ref(std::move(scan));
}

} // namespace fw
