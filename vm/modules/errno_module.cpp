// The module errno: names of the system's error numbers.
// CPython: Modules/errnomodule.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/protocol.h"

#include <cerrno>

namespace fw {

namespace {

struct Row {
    const char* name;
    int number;
};

#define FW_ERROR(name)                                                                             \
    Row                                                                                            \
    {                                                                                              \
#name, name                                                                                \
    }
constexpr Row rows[] = {
    FW_ERROR(ENODEV),
    FW_ERROR(ENOCSI),
    FW_ERROR(EHOSTUNREACH),
    FW_ERROR(ENOMSG),
    FW_ERROR(EUCLEAN),
    FW_ERROR(EL2NSYNC),
    FW_ERROR(EL2HLT),
    FW_ERROR(ENODATA),
    FW_ERROR(ENOTBLK),
    FW_ERROR(ENOSYS),
    FW_ERROR(EPIPE),
    FW_ERROR(EINVAL),
    FW_ERROR(EOVERFLOW),
    FW_ERROR(EADV),
    FW_ERROR(EINTR),
    FW_ERROR(EUSERS),
    FW_ERROR(ENOTEMPTY),
    FW_ERROR(ENOBUFS),
    FW_ERROR(EPROTO),
    FW_ERROR(EREMOTE),
    FW_ERROR(ENAVAIL),
    FW_ERROR(ECHILD),
    FW_ERROR(ELOOP),
    FW_ERROR(EXDEV),
    FW_ERROR(E2BIG),
    FW_ERROR(ESRCH),
    FW_ERROR(EMSGSIZE),
    FW_ERROR(EAFNOSUPPORT),
    FW_ERROR(EBADR),
    FW_ERROR(EHOSTDOWN),
    FW_ERROR(EPFNOSUPPORT),
    FW_ERROR(ENOPROTOOPT),
    FW_ERROR(EBUSY),
    FW_ERROR(EWOULDBLOCK),
    FW_ERROR(EBADFD),
    FW_ERROR(EDOTDOT),
    FW_ERROR(EISCONN),
    FW_ERROR(ENOTCONN),
    FW_ERROR(ESHUTDOWN),
    FW_ERROR(ELIBMAX),
    FW_ERROR(EBADMSG),
    FW_ERROR(ECOMM),
    FW_ERROR(ENOTUNIQ),
    FW_ERROR(ENXIO),
    FW_ERROR(EIO),
    FW_ERROR(EREMCHG),
    FW_ERROR(ENOTNAM),
    FW_ERROR(ENOLCK),
    FW_ERROR(EROFS),
    FW_ERROR(EMULTIHOP),
    FW_ERROR(ENOTSOCK),
    FW_ERROR(ENOTDIR),
    FW_ERROR(EISDIR),
    FW_ERROR(EFBIG),
    FW_ERROR(EFAULT),
    FW_ERROR(EDEADLK),
    FW_ERROR(ENOSR),
    FW_ERROR(ENOTSUP),
    FW_ERROR(ENONET),
    FW_ERROR(EBADF),
    FW_ERROR(ERESTART),
    FW_ERROR(EDEADLOCK),
    FW_ERROR(EADDRINUSE),
    FW_ERROR(EL3HLT),
    FW_ERROR(EISNAM),
    FW_ERROR(EPROTOTYPE),
    FW_ERROR(ENOTTY),
    FW_ERROR(ENOSPC),
    FW_ERROR(ECANCELED),
    FW_ERROR(ETIMEDOUT),
    FW_ERROR(ENOEXEC),
    FW_ERROR(EALREADY),
    FW_ERROR(ENETUNREACH),
    FW_ERROR(ETOOMANYREFS),
    FW_ERROR(EEXIST),
    FW_ERROR(ENETDOWN),
    FW_ERROR(ENOMEM),
    FW_ERROR(EMFILE),
    FW_ERROR(EDOM),
    FW_ERROR(ENOTCONN),
    FW_ERROR(EACCES),
    FW_ERROR(EMLINK),
    FW_ERROR(EPROTONOSUPPORT),
    FW_ERROR(ESPIPE),
    FW_ERROR(ESTALE),
    FW_ERROR(EINPROGRESS),
    FW_ERROR(ENFILE),
    FW_ERROR(ENAMETOOLONG),
    FW_ERROR(ERANGE),
    FW_ERROR(ECONNRESET),
    FW_ERROR(EADDRNOTAVAIL),
    FW_ERROR(EOPNOTSUPP),
    FW_ERROR(EPERM),
    FW_ERROR(EAGAIN),
    FW_ERROR(ENOENT),
    FW_ERROR(ECONNREFUSED),
    FW_ERROR(EDESTADDRREQ),
    FW_ERROR(EILSEQ),
    FW_ERROR(ECONNABORTED),
    FW_ERROR(EIDRM),
    FW_ERROR(ETIME),
    FW_ERROR(ETXTBSY),
};
#undef FW_ERROR

} // namespace

Result<RefTo<Module>> make_errno_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("errno", {}, "Names of error numbers.");
    const RefTo<Dict> codes = make_dict();
    for (const Row& row : rows) {
        const Ref number = make_int(row.number);
        add_to_module(*module, row.name, number.get());
        TRY(dict_set(thread, *codes, number.get(), Ref(intern(row.name)).get()));
    }
    add_to_module(*module, "errorcode", codes.get());
    return module;
}

} // namespace fw
