// The module select: which sockets of the machine are ready. A program runs alone, so what is not
// ready now stays so; a wait with a limit sleeps through the host, a wait without one is an error.
// CPython: Modules/selectmodule.c

#include "vm/eval/import.h"
#include "vm/host/host.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/socket_table.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

#include <algorithm>
#include <cerrno>
#include <cmath>
#include <poll.h>
#include <sys/epoll.h>

namespace fw {

namespace {

struct Interest {
    std::int64_t number;
    std::int64_t events;
};

struct Poll : Object {
    std::vector<Interest>* interests; // owned; in the order of registration
};

struct Epoll : Poll {
    std::int64_t number; // -1: closed
};

Type* poll_type()
{
    return module_type_at(ModuleBlock::socket, 1);
}
Type* epoll_type()
{
    return module_type_at(ModuleBlock::socket, 2);
}

Result<std::int64_t> number_of(Thread& thread, Object* object)
{
    std::int64_t number = 0;
    if (is_int(object)) {
        TRY_SET(number, to_int64(thread, object));
    } else {
        Ref method;
        TRY_LET(const bool found, find_attribute(thread, object, intern("fileno").get(), method));
        if (!found) {
            return raise(
                thread, TypeId::TypeError, "argument must be an int, or have a fileno() method.");
        }
        TRY_LET(const Ref answer, call(thread, method.get(), Args{}));
        if (!is_int(answer.get())) {
            return raise(thread, TypeId::TypeError, "fileno() returned a non-integer");
        }
        TRY_SET(number, to_int64(thread, answer.get()));
    }
    if (number < 0) {
        return raise(thread, TypeId::ValueError,
            "file descriptor cannot be a negative integer ({})", number);
    }
    return number;
}

// The POLL* bits that are true of it now. What is no socket is a file: always ready.
std::int64_t state_of(std::int64_t number)
{
    const SocketEnd* end = find_socket_end(number);
    if (!end) {
        return number < SocketTable::first_number ? POLLIN | POLLOUT : POLLNVAL;
    }
    std::int64_t state = 0;
    state |= end->can_read() ? POLLIN | POLLRDNORM : 0;
    state |= end->can_write() ? POLLOUT | POLLWRNORM : 0;
    state |= end->ended != 0 ? POLLRDHUP : 0;
    state |= end->hung_up() ? POLLHUP : 0;
    return state;
}

// Seconds; negative: no limit.
Result<void> wait_in_vain(Thread& thread, double seconds)
{
    if (seconds < 0) {
        return raise(thread, TypeId::RuntimeError,
            "deadlock: the program waits for sockets, and nothing is left that could make one "
            "ready");
    }
    if (seconds > 0) {
        runtime().host->sleep_ns(static_cast<std::int64_t>(std::ceil(seconds * 1e9)));
    }
    return {};
}

// --- select

Result<RefTo<List>> ready_ones(Thread& thread, Object* sequence, std::int64_t events)
{
    TRY_LET(const Ref items, sequence_fast(thread, sequence, "arguments 1-3 must be sequences"));
    const RefTo<List> ready = make_list();
    TRY(for_each(thread, items.get(), [&](Ref item) -> Result<bool> {
        TRY_LET(const std::int64_t number, number_of(thread, item.get()));
        const std::int64_t state = state_of(number);
        if ((state & POLLNVAL) != 0) {
            return raise_os_error(thread, EBADF);
        }
        if ((state & events) != 0) {
            list_append(*ready, std::move(item));
        }
        return true;
    }));
    return ready;
}

Result<Ref> select_select(Thread& thread, Object*, Args args)
{
    double seconds = -1;
    if (args[3] && args[3] != none()) {
        if (!is_int(args[3]) && !is_instance_of(args[3], float_type())) {
            return raise(thread, TypeId::TypeError, "timeout must be a float or None");
        }
        TRY_SET(seconds, to_double(thread, args[3]));
        if (seconds < 0) {
            return raise(thread, TypeId::ValueError, "timeout must be non-negative");
        }
    }
    constexpr std::int64_t events[3] = { POLLIN, POLLOUT, POLLPRI };
    RefTo<List> ready[3];
    bool any = false;
    for (std::size_t i = 0; i < 3; ++i) {
        TRY_SET(ready[i], ready_ones(thread, args[i], events[i]));
        any = any || ready[i]->length > 0;
    }
    if (!any) {
        TRY(wait_in_vain(thread, seconds));
    }
    return make_tuple({ ready[0].get(), ready[1].get(), ready[2].get() });
}

// --- poll and epoll

Interest* find_interest(Poll& self, std::int64_t number)
{
    auto& all = *self.interests;
    const auto place = std::find_if(
        all.begin(), all.end(), [&](const Interest& each) { return each.number == number; });
    return place == all.end() ? nullptr : &*place;
}

template <class T> RefTo<T> make_poll(Type& type)
{
    RefTo<T> self = allocate<T>(&type);
    self->interests = new std::vector<Interest>();
    return self;
}

void poll_destroy(Object* self)
{
    delete as<Poll>(self)->interests;
    free_object(self);
}

// Pairs (number, events) of those that are ready, `most` at most.
RefTo<List> ready_pairs(const Poll& self, std::int64_t always, std::int64_t most)
{
    RefTo<List> ready = make_list();
    for (const Interest& each : *self.interests) {
        const std::int64_t events = state_of(each.number) & (each.events | always);
        if (events != 0 && ready->length < most) {
            list_append(
                *ready, make_tuple({ make_int(each.number).get(), make_int(events).get() }));
        }
    }
    return ready;
}

Result<Ref> select_poll(Thread&, Object*, Args)
{
    return make_poll<Poll>(*poll_type());
}

Result<std::int64_t> events_argument(Thread& thread, Object* object, std::int64_t fallback)
{
    if (!object) {
        return fallback;
    }
    TRY_LET(const std::int64_t events, to_int64(thread, object));
    if (events < 0) {
        return raise(thread, TypeId::ValueError, "value must be positive");
    }
    return events;
}

Result<Ref> poll_register(Thread& thread, Poll& self, Args args)
{
    TRY_LET(const std::int64_t number, number_of(thread, args[0]));
    TRY_LET(
        const std::int64_t events, events_argument(thread, args[1], POLLIN | POLLPRI | POLLOUT));
    if (Interest* known = find_interest(self, number)) {
        known->events = events;
    } else {
        self.interests->push_back({ number, events });
    }
    return make_none();
}

Result<Ref> poll_modify(Thread& thread, Poll& self, Args args)
{
    TRY_LET(const std::int64_t number, number_of(thread, args[0]));
    TRY_LET(const std::int64_t events, events_argument(thread, args[1], 0));
    Interest* known = find_interest(self, number);
    if (!known) {
        return raise_os_error(thread, ENOENT);
    }
    known->events = events;
    return make_none();
}

void forget(Poll& self, const Interest* interest)
{
    self.interests->erase(self.interests->begin() + (interest - self.interests->data()));
}

Result<Ref> poll_unregister(Thread& thread, Poll& self, Args args)
{
    TRY_LET(const std::int64_t number, number_of(thread, args[0]));
    const Interest* known = find_interest(self, number);
    if (!known) {
        return raise_with(thread, exception_type(TypeId::KeyError), Ref(make_int(number)).get());
    }
    forget(self, known);
    return make_none();
}

Result<Ref> poll_poll(Thread& thread, Poll& self, Args args)
{
    double seconds = -1;
    if (args[0] && args[0] != none()) {
        TRY_LET(const double milliseconds, to_double(thread, args[0]));
        seconds = milliseconds < 0 ? -1 : milliseconds / 1000;
    }
    RefTo<List> ready = ready_pairs(self, POLLERR | POLLHUP | POLLNVAL, INT64_MAX);
    if (ready->length == 0) {
        TRY(wait_in_vain(thread, seconds));
    }
    return ready;
}

constexpr Method poll_methods[] = {
    { "register", "fd, eventmask=POLLIN | POLLPRI | POLLOUT, /", native<Poll, poll_register>,
        "Watch it from now on." },
    { "modify", "fd, eventmask, /", native<Poll, poll_modify>, "Watch it for other events." },
    { "unregister", "fd, /", native<Poll, poll_unregister>, "Watch it no longer." },
    { "poll", "timeout=None, /", native<Poll, poll_poll>, "Those that are ready." },
};

constexpr TypeSpec poll_spec = {
    .name = "select.poll",
    .basic_size = sizeof(Poll),
    .slots = { .destroy = poll_destroy },
    .methods = poll_methods,
};

void epoll_destroy(Object* self)
{
    close_socket_end(as<Epoll>(self)->number);
    poll_destroy(self);
}

Result<Ref> epoll_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("sizehint=-1, flags=0");
    Object* values[2];
    TRY(bind_arguments(thread, "epoll", shape, args, values));
    if (values[0]) {
        TRY_LET(const std::int64_t hint, to_int64(thread, values[0]));
        if (hint < -1 || hint == 0) {
            return raise(thread, TypeId::ValueError, "negative sizehint");
        }
    }
    RefTo<Epoll> self = make_poll<Epoll>(type);
    self->number = open_socket_end(SocketKind::Epoll);
    return self;
}

Result<void> check_open(Thread& thread, const Epoll& self)
{
    if (self.number < 0) {
        return raise(thread, TypeId::ValueError, "I/O operation on closed epoll object");
    }
    return {};
}

Result<Ref> epoll_close(Thread&, Epoll& self, Args)
{
    close_socket_end(std::exchange(self.number, -1));
    return make_none();
}

Result<Ref> epoll_fileno(Thread& thread, Epoll& self, Args)
{
    TRY(check_open(thread, self));
    return make_int(self.number);
}

Result<Ref> epoll_register(Thread& thread, Epoll& self, Args args)
{
    TRY(check_open(thread, self));
    TRY_LET(const std::int64_t number, number_of(thread, args[0]));
    TRY_LET(
        const std::int64_t events, events_argument(thread, args[1], EPOLLIN | EPOLLPRI | EPOLLOUT));
    if (!find_socket_end(number)) { // of a file: EPERM, as on Linux
        return raise_os_error(thread, number < SocketTable::first_number ? EPERM : EBADF);
    }
    if (find_interest(self, number)) {
        return raise_os_error(thread, EEXIST);
    }
    self.interests->push_back({ number, events });
    return make_none();
}

Result<Ref> epoll_modify(Thread& thread, Epoll& self, Args args)
{
    TRY(check_open(thread, self));
    return poll_modify(thread, self, args);
}

Result<Ref> epoll_unregister(Thread& thread, Epoll& self, Args args)
{
    TRY(check_open(thread, self));
    TRY_LET(const std::int64_t number, number_of(thread, args[0]));
    if (!find_socket_end(number)) {
        return raise_os_error(thread, EBADF);
    }
    const Interest* known = find_interest(self, number);
    if (!known) {
        return raise_os_error(thread, ENOENT);
    }
    forget(self, known);
    return make_none();
}

Result<Ref> epoll_poll(Thread& thread, Epoll& self, Args args)
{
    TRY(check_open(thread, self));
    double seconds = -1;
    if (args[0] && args[0] != none()) {
        TRY_SET(seconds, to_double(thread, args[0]));
    }
    std::int64_t most = INT64_MAX;
    if (args[1]) {
        TRY_LET(const std::int64_t given, to_int64(thread, args[1]));
        if (given == 0 || given < -1) {
            return raise(
                thread, TypeId::ValueError, "maxevents must be greater than 0, got {}", given);
        }
        most = given == -1 ? most : given;
    }
    // Linux forgets a socket when it is closed.
    std::erase_if(
        *self.interests, [](const Interest& each) { return !find_socket_end(each.number); });
    RefTo<List> ready = ready_pairs(self, EPOLLERR | EPOLLHUP, most);
    if (ready->length == 0) {
        TRY(wait_in_vain(thread, seconds));
    }
    return ready;
}

Result<Ref> epoll_enter(Thread& thread, Epoll& self, Args)
{
    TRY(check_open(thread, self));
    return share(&self);
}

Result<Ref> epoll_closed(Thread&, Object* self)
{
    return make_bool(as<Epoll>(self)->number < 0);
}

constexpr Method epoll_methods[] = {
    { "__enter__", "", native<Epoll, epoll_enter>, "Itself." },
    { "__exit__", "exc_type=None, exc_value=None, exc_tb=None, /", native<Epoll, epoll_close>,
        "Close it." },
    { "close", "", native<Epoll, epoll_close>, "Close it." },
    { "fileno", "", native<Epoll, epoll_fileno>, "Its number." },
    { "register", "fd, eventmask=EPOLLIN | EPOLLPRI | EPOLLOUT", native<Epoll, epoll_register>,
        "Watch it from now on." },
    { "modify", "fd, eventmask", native<Epoll, epoll_modify>, "Watch it for other events." },
    { "unregister", "fd", native<Epoll, epoll_unregister>, "Watch it no longer." },
    { "poll", "timeout=None, maxevents=-1", native<Epoll, epoll_poll>, "Those that are ready." },
};
constexpr Attribute epoll_attributes[] = {
    { .name = "closed", .get = epoll_closed, .doc = "Whether it is closed." },
};

constexpr TypeSpec epoll_spec = {
    .name = "select.epoll",
    .basic_size = sizeof(Epoll),
    .slots = { .destroy = epoll_destroy, .create = epoll_create },
    .methods = epoll_methods,
    .attributes = epoll_attributes,
};

constexpr Method functions[] = {
    { "select", "rlist, wlist, xlist, timeout=None, /", select_select, "Those that are ready." },
    { "poll", "", select_poll, "A poll object." },
};

struct Row {
    const char* name;
    std::uint32_t number;
};
#define FW_EVENT(name)                                                                             \
    {                                                                                              \
#name, name                                                                                \
    }
constexpr Row rows[] = { FW_EVENT(POLLIN), FW_EVENT(POLLPRI), FW_EVENT(POLLOUT), FW_EVENT(POLLERR),
    FW_EVENT(POLLHUP), FW_EVENT(POLLNVAL), FW_EVENT(POLLRDNORM), FW_EVENT(POLLRDBAND),
    FW_EVENT(POLLWRNORM), FW_EVENT(POLLWRBAND), FW_EVENT(POLLRDHUP), { "POLLMSG", 1024 },
    FW_EVENT(EPOLLIN), FW_EVENT(EPOLLPRI), FW_EVENT(EPOLLOUT), FW_EVENT(EPOLLERR),
    FW_EVENT(EPOLLHUP), FW_EVENT(EPOLLRDHUP), FW_EVENT(EPOLLRDNORM), FW_EVENT(EPOLLRDBAND),
    FW_EVENT(EPOLLWRNORM), FW_EVENT(EPOLLWRBAND), FW_EVENT(EPOLLMSG), FW_EVENT(EPOLLET),
    FW_EVENT(EPOLLONESHOT), FW_EVENT(EPOLLEXCLUSIVE), { "EPOLL_CLOEXEC", 0x80000 },
    { "PIPE_BUF", 4096 } };
#undef FW_EVENT

} // namespace

Result<RefTo<Module>> make_select_module(Thread&)
{
    RefTo<Module> module = make_native_module("select", functions, "Which sockets are ready.");
    make_module_type(ModuleBlock::socket, 1, poll_spec);
    make_module_type(ModuleBlock::socket, 2, epoll_spec);
    add_type(*module, epoll_type());
    add_to_module(*module, "error", exception_type(TypeId::OSError));
    for (const Row& row : rows) {
        add_to_module(*module, row.name, row.number);
    }
    return module;
}

} // namespace fw
