// The module _socket: connected pairs inside the machine. Whatever would need a network raises
// OSError: a program here reaches no other. CPython: Modules/socketmodule.c

#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/socket_constants.h"
#include "vm/modules/socket_table.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cerrno>
#include <cstring>

namespace fw {

namespace {

struct SocketObject : Object {
    std::int64_t number; // -1: closed
    std::int64_t family;
    std::int64_t kind;
    std::int64_t protocol;
    double timeout; // seconds; negative: waits for ever
};

Type* socket_type()
{
    return module_type_at(ModuleBlock::socket, 0);
}

Raised raise_no_network(Thread& thread)
{
    const Ref number = make_int(ENETUNREACH);
    const RefTo<Str> text
        = make_str(error_text(ENETUNREACH) + ": programs here run without a network");
    auto made = call(thread, exception_type(TypeId::OSError), { number.get(), text.get() });
    return made.failed() ? Raised{} : raise_instance(thread, made.take());
}

Result<Ref> no_network(Thread& thread, Object*, Args)
{
    return raise_no_network(thread);
}

Raised raise_address_error(Thread& thread)
{
    const Ref number = make_int(-3); // EAI_AGAIN
    const RefTo<Str> text
        = make_str("Temporary failure in name resolution: programs here run without a network");
    auto made = call(thread, socket_table().address_error, { number.get(), text.get() });
    return made.failed() ? Raised{} : raise_instance(thread, made.take());
}

Result<Ref> no_address(Thread& thread, Object*, Args)
{
    return raise_address_error(thread);
}

Result<SocketEnd*> end_of(Thread& thread, const SocketObject& self)
{
    SocketEnd* const end = find_socket_end(self.number);
    if (!end) {
        return raise_os_error(thread, EBADF);
    }
    return end;
}

// --- birth and death

Result<Ref> socket_create(Thread&, Type& type, Args)
{
    RefTo<SocketObject> self = allocate<SocketObject>(&type);
    self->number = -1;
    self->timeout = -1;
    return self;
}

Result<void> socket_init(Thread& thread, Object* object, Args args)
{
    constexpr SignatureShape shape("family=-1, type=-1, proto=-1, fileno=None");
    Object* values[4];
    TRY(bind_arguments(thread, "socket", shape, args, values));
    auto& self = *as<SocketObject>(object);
    std::int64_t numbers[3] = { -1, -1, -1 };
    for (std::size_t i = 0; i < 3; ++i) {
        if (values[i]) {
            TRY_SET(numbers[i], to_int64(thread, values[i]));
        }
    }
    SocketEnd* end = nullptr;
    if (values[3] && values[3] != none()) {
        TRY_LET(const std::int64_t number, to_int64(thread, values[3]));
        if (number < 0) {
            return raise(thread, TypeId::ValueError, "negative file descriptor");
        }
        end = find_socket_end(number);
        if (!end || end->kind != SocketKind::Socket) {
            return raise_os_error(thread, EBADF);
        }
        self.number = number;
    } else {
        const std::int64_t number = open_socket_end(SocketKind::Socket);
        end = find_socket_end(number);
        end->family = numbers[0] == -1 ? 2 : numbers[0]; // AF_INET
        end->type = (numbers[1] == -1 ? 1 : numbers[1]) & 0xf; // SOCK_STREAM
        end->protocol = numbers[2] == -1 ? 0 : numbers[2];
        self.number = number;
    }
    self.family = numbers[0] == -1 ? end->family : numbers[0];
    self.kind = numbers[1] == -1 ? end->type : numbers[1] & 0xf;
    self.protocol = numbers[2] == -1 ? end->protocol : numbers[2];
    self.timeout = -1;
    return {};
}

// A socket that was not closed is closed; CPython warns about it only when asked to (-W).
void socket_destroy(Object* object)
{
    close_socket_end(as<SocketObject>(object)->number);
    free_object(object);
}

Result<Ref> socket_repr(Thread&, SocketObject& self)
{
    return make_str(fmt::format("<socket object, fd={}, family={}, type={}, proto={}>", self.number,
        self.family, self.kind, self.protocol));
}

Result<Ref> socket_close(Thread&, SocketObject& self, Args)
{
    close_socket_end(self.number);
    self.number = -1;
    return make_none();
}

Result<Ref> socket_detach(Thread&, SocketObject& self, Args)
{
    return make_int(std::exchange(self.number, -1));
}

Result<Ref> socket_fileno(Thread&, SocketObject& self, Args)
{
    return make_int(self.number);
}

// --- waiting

Result<Ref> socket_setblocking(Thread& thread, SocketObject& self, Args args)
{
    TRY_LET(const bool blocking, is_true(thread, args[0]));
    self.timeout = blocking ? -1 : 0;
    return make_none();
}

Result<Ref> socket_getblocking(Thread&, SocketObject& self, Args)
{
    return make_bool(self.timeout != 0);
}

Result<Ref> socket_settimeout(Thread& thread, SocketObject& self, Args args)
{
    if (args[0] == none()) {
        self.timeout = -1;
        return make_none();
    }
    TRY_LET(const double timeout, to_double(thread, args[0]));
    if (timeout < 0) {
        return raise(thread, TypeId::ValueError, "Timeout value out of range");
    }
    self.timeout = timeout;
    return make_none();
}

Result<Ref> socket_gettimeout(Thread&, SocketObject& self, Args)
{
    return self.timeout < 0 ? make_none() : make_float(self.timeout);
}

// The program runs alone: what is not there now never comes while it waits.
Raised wait_in_vain(Thread& thread, const SocketObject& self)
{
    if (self.timeout == 0) {
        return raise_os_error(thread, EAGAIN);
    }
    if (self.timeout > 0) {
        runtime().host->sleep_ns(static_cast<std::int64_t>(self.timeout * 1e9));
        const RefTo<Str> text = make_str("timed out");
        return raise_with(thread, as<Type>(socket_table().timeout), text.get());
    }
    return raise(thread, TypeId::RuntimeError,
        "deadlock: the program waits for a socket whose other end is its own");
}

// --- bytes

Result<std::string> receive(
    Thread& thread, const SocketObject& self, std::int64_t size, Object* flags)
{
    std::int64_t given = 0;
    if (flags) {
        TRY_SET(given, to_int64(thread, flags));
    }
    TRY_LET(SocketEnd * end, end_of(thread, self));
    if (end->connected == 0) {
        return raise_os_error(thread, ENOTCONN);
    }
    if (end->incoming.empty() && end->ended == 0 && size > 0) {
        return wait_in_vain(thread, self);
    }
    std::string bytes = end->incoming.substr(0, static_cast<std::size_t>(size));
    constexpr std::int64_t peek = 2; // MSG_PEEK
    if ((given & peek) == 0) {
        end->incoming.erase(0, bytes.size());
    }
    return bytes;
}

Result<Ref> socket_recv(Thread& thread, SocketObject& self, Args args)
{
    TRY_LET(const std::int64_t size, to_int64(thread, args[0]));
    if (size < 0) {
        return raise(thread, TypeId::ValueError, "negative buffersize in recv");
    }
    TRY_LET(const std::string bytes, receive(thread, self, size, args[1]));
    return make_bytes(bytes);
}

Result<Ref> socket_recv_into(Thread& thread, SocketObject& self, Args args)
{
    std::string_view room;
    const bool writable = is_byte_array(args[0])
        || (is_memory_view(args[0]) && !as<MemoryView>(args[0])->read_only);
    if (!writable || !bytes_view(args[0], room)) {
        return raise(thread, TypeId::TypeError,
            "recv_into() argument 1 must be read-write bytes-like object, not {}",
            type_name(args[0]));
    }
    auto size = static_cast<std::int64_t>(room.size());
    if (args[1]) {
        TRY_LET(const std::int64_t wanted, to_int64(thread, args[1]));
        if (wanted < 0) {
            return raise(thread, TypeId::ValueError, "negative buffersize in recv_into");
        }
        if (wanted > size) {
            return raise(thread, TypeId::ValueError, "buffer too small for requested bytes");
        }
        size = wanted == 0 ? size : wanted;
    }
    TRY_LET(const std::string bytes, receive(thread, self, size, args[2]));
    std::memcpy(const_cast<char*>(room.data()), bytes.data(), bytes.size());
    return make_int(bytes.size());
}

Result<std::size_t> send_some(Thread& thread, const SocketObject& self, std::string_view bytes)
{
    TRY_LET(SocketEnd * end, end_of(thread, self));
    if (end->connected == 0) {
        return raise_os_error(thread, ENOTCONN);
    }
    if (!end->peer || end->shut != 0) {
        return raise_os_error(thread, EPIPE);
    }
    const std::size_t room
        = SocketEnd::capacity - std::min(SocketEnd::capacity, end->peer->incoming.size());
    const std::size_t count = std::min(room, bytes.size());
    if (count == 0 && !bytes.empty()) {
        return wait_in_vain(thread, self);
    }
    end->peer->incoming.append(bytes.substr(0, count));
    return count;
}

Result<Ref> socket_send(Thread& thread, SocketObject& self, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY_LET(const std::size_t count, send_some(thread, self, bytes));
    return make_int(count);
}

Result<Ref> socket_sendall(Thread& thread, SocketObject& self, Args args)
{
    TRY_LET(std::string_view bytes, require_bytes(thread, args[0]));
    while (!bytes.empty()) {
        TRY_LET(const std::size_t count, send_some(thread, self, bytes));
        bytes.remove_prefix(count);
    }
    return make_none();
}

Result<Ref> socket_shutdown(Thread& thread, SocketObject& self, Args args)
{
    TRY_LET(const std::int64_t how, to_int64(thread, args[0]));
    TRY_LET(SocketEnd * end, end_of(thread, self));
    if (end->connected == 0) {
        return raise_os_error(thread, ENOTCONN);
    }
    if (how != 0) { // SHUT_WR, SHUT_RDWR
        end->shut = 1;
        if (end->peer) {
            end->peer->ended = 1;
        }
    }
    if (how != 1) { // SHUT_RD, SHUT_RDWR
        end->ended = 1;
    }
    return make_none();
}

// --- questions

Result<Ref> socket_getsockopt(Thread& thread, SocketObject& self, Args args)
{
    TRY(end_of(thread, self));
    TRY_LET(const std::int64_t option, to_int64(thread, args[1]));
    constexpr std::int64_t type_option = 3; // SO_TYPE
    return make_int(option == type_option ? self.kind : 0);
}

Result<Ref> socket_setsockopt(Thread& thread, SocketObject& self, Args)
{
    TRY(end_of(thread, self));
    return make_none();
}

Result<Ref> own_address(const SocketObject& self)
{
    constexpr std::int64_t unix_family = 1;
    if (self.family == unix_family) {
        return make_str("");
    }
    return make_tuple({ Ref(make_str("0.0.0.0")).get(), make_int(0).get() });
}

Result<Ref> socket_getsockname(Thread& thread, SocketObject& self, Args)
{
    TRY(end_of(thread, self));
    return own_address(self);
}

Result<Ref> socket_getpeername(Thread& thread, SocketObject& self, Args)
{
    TRY_LET(SocketEnd * end, end_of(thread, self));
    if (!end->peer) {
        return raise_os_error(thread, ENOTCONN);
    }
    return own_address(self);
}

Result<Ref> socket_connect_ex(Thread&, SocketObject&, Args)
{
    return make_int(ENETUNREACH);
}

constexpr Method socket_methods[] = {
    { "_accept", "", no_network, "Nobody connects." },
    { "bind", "address, /", no_network, "There is no network." },
    { "close", "", native<SocketObject, socket_close>, "Close it." },
    { "connect", "address, /", no_network, "There is no network." },
    { "connect_ex", "address, /", native<SocketObject, socket_connect_ex>, "The error's number." },
    { "detach", "", native<SocketObject, socket_detach>, "Let go of the number." },
    { "fileno", "", native<SocketObject, socket_fileno>, "Its number." },
    { "getblocking", "", native<SocketObject, socket_getblocking>, "Whether it waits." },
    { "getpeername", "", native<SocketObject, socket_getpeername>, "The other end's address." },
    { "getsockname", "", native<SocketObject, socket_getsockname>, "Its own address." },
    { "getsockopt", "level, option, buflen=0, /", native<SocketObject, socket_getsockopt>,
        "An option." },
    { "gettimeout", "", native<SocketObject, socket_gettimeout>, "How long it waits." },
    { "listen", "backlog=128, /", no_network, "There is no network." },
    { "recv", "bufsize, flags=0, /", native<SocketObject, socket_recv>, "Bytes that came." },
    { "recv_into", "buffer, nbytes=0, flags=0", native<SocketObject, socket_recv_into>,
        "The same into a buffer." },
    { "recvfrom", "bufsize, flags=0, /", no_network, "There is no network." },
    { "send", "data, flags=0, /", native<SocketObject, socket_send>,
        "Send what there is room for." },
    { "sendall", "data, flags=0, /", native<SocketObject, socket_sendall>, "Send all of it." },
    { "sendto", "*", no_network, "There is no network." },
    { "setblocking", "flag, /", native<SocketObject, socket_setblocking>, "Whether it waits." },
    { "setsockopt", "*", native<SocketObject, socket_setsockopt>, "Accepted, without effect." },
    { "settimeout", "timeout, /", native<SocketObject, socket_settimeout>, "How long it waits." },
    { "shutdown", "how, /", native<SocketObject, socket_shutdown>, "End one direction or both." },
};

template <std::int64_t SocketObject::*field> Result<Ref> get_number(Thread&, Object* self)
{
    return make_int(as<SocketObject>(self)->*field);
}

Result<Ref> get_timeout(Thread& thread, Object* self)
{
    return socket_gettimeout(thread, *as<SocketObject>(self), Args{});
}

constexpr Attribute socket_attributes[] = {
    { .name = "family", .get = get_number<&SocketObject::family> },
    { .name = "type", .get = get_number<&SocketObject::kind> },
    { .name = "proto", .get = get_number<&SocketObject::protocol> },
    { .name = "timeout", .get = get_timeout },
};

constexpr TypeSpec socket_spec = {
    .name = "_socket.socket",
    .doc = "One end of a connection inside the machine.",
    .basic_size = sizeof(SocketObject),
    .flags = TypeIsBase,
    .slots = {
        .destroy = socket_destroy,
        .repr = unary<SocketObject, socket_repr>,
        .init = socket_init,
        .create = socket_create,
    },
    .methods = socket_methods,
    .attributes = socket_attributes,
};

// --- functions

Result<Ref> make_end(Thread& thread, std::int64_t number)
{
    const Ref handle = make_int(number);
    const Ref minus = make_int(-1);
    return call(thread, socket_type(), { minus.get(), minus.get(), minus.get(), handle.get() });
}

Result<Ref> module_socketpair(Thread& thread, Object*, Args args)
{
    std::int64_t numbers[3] = { 1, 1, 0 }; // AF_UNIX, SOCK_STREAM
    for (std::size_t i = 0; i < 3; ++i) {
        if (args[i]) {
            TRY_SET(numbers[i], to_int64(thread, args[i]));
        }
    }
    if (numbers[0] != 1) {
        return raise_os_error(thread, EOPNOTSUPP);
    }
    const std::int64_t left = open_socket_end(SocketKind::Socket);
    const std::int64_t right = open_socket_end(SocketKind::Socket);
    for (const std::int64_t number : { left, right }) {
        SocketEnd& end = *find_socket_end(number);
        end.family = numbers[0];
        end.type = numbers[1] & 0xf;
        end.protocol = numbers[2];
    }
    connect_socket_ends(*find_socket_end(left), *find_socket_end(right));
    TRY_LET(const Ref first, make_end(thread, left));
    TRY_LET(const Ref second, make_end(thread, right));
    return make_tuple({ first.get(), second.get() });
}

Result<Ref> module_close(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t number, to_int64(thread, args[0]));
    if (!find_socket_end(number)) {
        return raise_os_error(thread, EBADF);
    }
    close_socket_end(number);
    return make_none();
}

Result<Ref> module_gethostname(Thread&, Object*, Args)
{
    return make_str("localhost");
}

Result<Ref> module_nothing(Thread&, Object*, Args)
{
    return make_none();
}

constexpr Method functions[] = {
    { "close", "fd, /", module_close, "Close a socket by its number." },
    { "getaddrinfo", "*", no_address, "There is no network." },
    { "getdefaulttimeout", "", module_nothing, "None: sockets wait for ever." },
    { "gethostbyaddr", "host, /", no_address, "There is no network." },
    { "gethostbyname", "host, /", no_address, "There is no network." },
    { "gethostbyname_ex", "host, /", no_address, "There is no network." },
    { "gethostname", "", module_gethostname, "localhost" },
    { "getnameinfo", "*", no_address, "There is no network." },
    { "socketpair", "family=AF_UNIX, type=SOCK_STREAM, proto=0, /", module_socketpair,
        "Two sockets that are connected." },
};

} // namespace

Result<RefTo<Module>> make_socket_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("_socket", functions, "Pairs of sockets.");
    add_functions(*module, "_socket", socket_address_functions());
    make_module_type(ModuleBlock::socket, 0, socket_spec);
    add_type(*module, socket_type());
    add_to_module(*module, "SocketType", socket_type());
    for (const SocketConstant& constant : socket_constants) {
        add_number(*module, constant.name, constant.number);
    }
    add_to_module(*module, "has_ipv6", true_object());
    add_to_module(*module, "error", exception_type(TypeId::OSError));
    const RefTo<Tuple> bases = make_tuple({ exception_type(TypeId::OSError) });
    TRY_LET(const Ref host_error, make_exception_class(thread, "socket", "herror", bases.get()));
    add_to_module(*module, "herror", host_error.get());
    TRY_LET(Ref address_error, make_exception_class(thread, "socket", "gaierror", bases.get()));
    add_to_module(*module, "gaierror", address_error.get());
    TRY_LET(Ref timeout, make_exception_class(thread, "socket", "timeout", bases.get()));
    add_to_module(*module, "timeout", timeout.get());
    SocketTable& table = socket_table();
    const Ref former_error = adopt(std::exchange(table.address_error, address_error.release()));
    const Ref former_timeout = adopt(std::exchange(table.timeout, timeout.release()));
    return module;
}

} // namespace fw
