// OSError: the error number chooses the class, and the text shows number, reason and files.
// CPython: Objects/exceptions.c

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/exception_types.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <cerrno>

namespace fw {

namespace {

struct ErrnoRow {
    int number;
    TypeId type;
};

constexpr ErrnoRow errno_rows[] = {
    { EAGAIN, TypeId::BlockingIOError },
    { EALREADY, TypeId::BlockingIOError },
    { EINPROGRESS, TypeId::BlockingIOError },
    { EPIPE, TypeId::BrokenPipeError },
    { ESHUTDOWN, TypeId::BrokenPipeError },
    { ECHILD, TypeId::ChildProcessError },
    { ECONNABORTED, TypeId::ConnectionAbortedError },
    { ECONNREFUSED, TypeId::ConnectionRefusedError },
    { ECONNRESET, TypeId::ConnectionResetError },
    { EEXIST, TypeId::FileExistsError },
    { ENOENT, TypeId::FileNotFoundError },
    { EISDIR, TypeId::IsADirectoryError },
    { ENOTDIR, TypeId::NotADirectoryError },
    { EINTR, TypeId::InterruptedError },
    { EACCES, TypeId::PermissionError },
    { EPERM, TypeId::PermissionError },
    { ESRCH, TypeId::ProcessLookupError },
    { ETIMEDOUT, TypeId::TimeoutError },
};

Type* type_for(Object* number, Type* otherwise)
{
    if (is_int(number) && static_cast<Int*>(number)->is_small()) {
        for (const ErrnoRow& row : errno_rows) {
            if (row.number == static_cast<Int*>(number)->value) {
                return exception_type(row.type);
            }
        }
    }
    return otherwise;
}

// A subclass with an __init__ of its own, and not __new__, is filled by OSError.__init__, any other
// one by __new__ (which may choose the class). CPython: oserror_use_init.
bool filled_by_init(const Type& type)
{
    return type.slots.init != &os_error_init && type.slots.create == &os_error_create;
}

bool has_fields(Args args)
{
    return args.count >= 2 && args.count <= 5;
}

Object* argument(Args args, std::size_t index)
{
    return has_fields(args) && index < args.count ? args[index] : nullptr;
}

Result<void> fill(Thread& thread, OsException& exception, Args args)
{
    Object* filename = argument(args, 2);
    Object* filename2 = argument(args, 4);
    Args kept = args;
    exception.characters_written = -1;
    if (filename && filename != none()) {
        if (exception.type == exception_type(TypeId::BlockingIOError)
            && filename->type->slots.to_index) {
            TRY_SET(exception.characters_written, to_index(thread, filename, TypeId::ValueError));
        } else {
            set_member(exception.filename, filename);
            if (filename2 && filename2 != none()) {
                set_member(exception.filename2, filename2);
            }
            kept.count = 2; // The file is not among `args`.
        }
    }
    set_member(exception.error_number, argument(args, 0));
    set_member(exception.strerror, argument(args, 1));
    return set_exception_args(thread, exception, kept);
}

Result<std::string> shown(Thread& thread, Object* object)
{
    TRY_LET(RefTo<Str> text, str(thread, object ? object : none()));
    return to_utf8(*text);
}

Result<std::string> quoted(Thread& thread, Object* object)
{
    TRY_LET(RefTo<Str> text, repr(thread, object));
    return to_utf8(*text);
}

} // namespace

Result<Ref> os_error_create(Thread& thread, Type& type, Args args)
{
    Type* chosen = &type;
    const bool later = filled_by_init(type);
    if (!later) {
        TRY(check_no_keywords(thread, type_name(&type), args));
        Object* number = argument(args, 0);
        if (number && &type == exception_type(TypeId::OSError)) {
            chosen = type_for(number, chosen);
        }
    }
    const RefTo<OsException> exception = allocate<OsException>(chosen);
    exception->args = make_tuple(0).release();
    exception->characters_written = -1;
    gc_track(exception.get());
    if (!later) {
        TRY(fill(thread, *exception, args));
    }
    return Ref(exception);
}

Result<void> os_error_init(Thread& thread, Object* self, Args args)
{
    if (!filled_by_init(*self->type)) {
        return {};
    }
    TRY(check_no_keywords(thread, type_name(self), args));
    return fill(thread, *static_cast<OsException*>(self), args);
}

Result<Ref> os_error_str(Thread& thread, Object* self)
{
    auto* exception = static_cast<OsException*>(self);
    if (!exception->filename && !(exception->error_number && exception->strerror)) {
        return exception_str(thread, self);
    }
    TRY_LET(std::string number, shown(thread, exception->error_number));
    TRY_LET(std::string reason, shown(thread, exception->strerror));
    std::string text = "[Errno " + number + "] " + reason;
    if (exception->filename) {
        TRY_LET(std::string file, quoted(thread, exception->filename));
        text += ": " + file;
        if (exception->filename2) {
            TRY_LET(std::string second, quoted(thread, exception->filename2));
            text += " -> " + second;
        }
    }
    return Ref(make_str(text));
}

Result<Ref> os_error_reduce(Thread&, OsException& self, Args)
{
    RefTo<Tuple> args = share(self.args);
    if (args->length == 2 && self.filename) {
        args = self.filename2
            ? make_tuple({ (*args)[0], (*args)[1], self.filename, none(), self.filename2 })
            : make_tuple({ (*args)[0], (*args)[1], self.filename });
    }
    if (self.dict) {
        return Ref(make_tuple({ self.type, args.get(), self.dict }));
    }
    return Ref(make_tuple({ self.type, args.get() }));
}

Result<Ref> get_characters_written(Thread& thread, Object* self)
{
    const std::int64_t written = static_cast<OsException*>(self)->characters_written;
    if (written == -1) {
        return raise(thread, TypeId::AttributeError, "characters_written");
    }
    return make_int(written);
}

Result<void> set_characters_written(Thread& thread, Object* self, Object* value)
{
    auto* exception = static_cast<OsException*>(self);
    if (!value) {
        if (exception->characters_written == -1) {
            return raise(thread, TypeId::AttributeError, "characters_written");
        }
        exception->characters_written = -1;
        return {};
    }
    TRY_SET(exception->characters_written, to_index(thread, value, TypeId::ValueError));
    return {};
}

} // namespace fw
