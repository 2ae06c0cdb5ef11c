// The module _thread, for a machine with one thread: a thread that a program starts runs to its end
// at once, on the stack of its starter. So every run is the same; threads that wait for one another
// are told of a deadlock. CPython: Modules/_threadmodule.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/arguments.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

struct Lock : Object {
    Object* weakrefs;
    std::int64_t count; // how often it is held
    std::int64_t owner; // of an RLock
};

// In Runtime::module_state: the running thread's number, how many were started, and the lock that
// tells the end of the running one.
struct ThreadNumbers {
    std::int64_t current = 1;
    std::int64_t started = 1;
    Lock* sentinel = nullptr;
};

ThreadNumbers& numbers()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::thread)];
    if (!place) {
        place = new ThreadNumbers();
    }
    return *static_cast<ThreadNumbers*>(place);
}

// What get_ident() says of a thread: it looks like an address, as elsewhere.
std::int64_t identity(std::int64_t number)
{
    return 0x7f0000000000 + number * 0x1000;
}

Type* lock_type()
{
    return module_type_at(ModuleBlock::thread, 0);
}
Type* rlock_type()
{
    return module_type_at(ModuleBlock::thread, 1);
}

Result<Ref> lock_create(Thread&, Type& type, Args)
{
    return Ref(allocate<Lock>(&type));
}

Raised raise_deadlock(Thread& thread)
{
    return raise(thread, TypeId::RuntimeError,
        "deadlock: threads run one after the other here, and nobody can release this lock");
}

Result<bool> blocks(Thread& thread, Object* const* values)
{
    bool blocking = true;
    if (values[0]) {
        TRY_SET(blocking, is_true(thread, values[0]));
    }
    double timeout = -1;
    if (values[1]) {
        TRY_SET(timeout, to_double(thread, values[1]));
    }
    if (!blocking && timeout != -1) {
        return raise(thread, TypeId::ValueError, "can't specify a timeout for a non-blocking call");
    }
    if (timeout < 0 && timeout != -1) {
        return raise(thread, TypeId::ValueError, "timeout value must be positive");
    }
    return blocking && timeout < 0;
}

Result<Ref> lock_acquire(Thread& thread, Lock& self, Args args)
{
    TRY_LET(const bool waits, blocks(thread, args.values));
    if (self.count == 0) {
        self.count = 1;
        return make_bool(true);
    }
    return waits ? Result<Ref>(raise_deadlock(thread)) : Result<Ref>(make_bool(false));
}

Result<Ref> lock_release(Thread& thread, Lock& self, Args)
{
    if (self.count == 0) {
        return raise(thread, TypeId::RuntimeError, "release unlocked lock");
    }
    self.count = 0;
    return make_none();
}

Result<Ref> lock_locked(Thread&, Lock& self, Args)
{
    return make_bool(self.count > 0);
}

Result<Ref> lock_enter(Thread& thread, Lock& self, Args)
{
    Object* values[2] = { nullptr, nullptr };
    return lock_acquire(thread, self, Args{ values, 2, nullptr });
}

Result<Ref> lock_exit(Thread& thread, Lock& self, Args args)
{
    return lock_release(thread, self, args);
}

Result<Ref> lock_repr(Thread&, Lock& self)
{
    return Ref(
        make_str(fmt::format("<{} {} object at {:#x}>", self.count > 0 ? "locked" : "unlocked",
            type_name(&self), reinterpret_cast<std::uintptr_t>(&self))));
}

Result<Ref> rlock_acquire(Thread& thread, Lock& self, Args args)
{
    TRY_LET(const bool waits, blocks(thread, args.values));
    if (self.count == 0 || self.owner == numbers().current) {
        self.owner = numbers().current;
        ++self.count;
        return make_bool(true);
    }
    return waits ? Result<Ref>(raise_deadlock(thread)) : Result<Ref>(make_bool(false));
}

Result<Ref> rlock_release(Thread& thread, Lock& self, Args)
{
    if (self.count == 0 || self.owner != numbers().current) {
        return raise(thread, TypeId::RuntimeError, "cannot release un-acquired lock");
    }
    --self.count;
    return make_none();
}

Result<Ref> rlock_enter(Thread& thread, Lock& self, Args)
{
    Object* values[2] = { nullptr, nullptr };
    return rlock_acquire(thread, self, Args{ values, 2, nullptr });
}

Result<Ref> rlock_exit(Thread& thread, Lock& self, Args args)
{
    return rlock_release(thread, self, args);
}

Result<Ref> rlock_is_owned(Thread&, Lock& self, Args)
{
    return make_bool(self.count > 0 && self.owner == numbers().current);
}

Result<Ref> rlock_release_save(Thread& thread, Lock& self, Args)
{
    if (self.count == 0) {
        return raise(thread, TypeId::RuntimeError, "cannot release un-acquired lock");
    }
    const Ref count = make_int(self.count);
    const Ref owner = make_int(self.owner);
    self.count = 0;
    return Ref(make_tuple({ count.get(), owner.get() }));
}

Result<Ref> rlock_acquire_restore(Thread& thread, Lock& self, Args args)
{
    if (!is_tuple(args[0]) || as<Tuple>(args[0])->length != 2) {
        return raise(thread, TypeId::TypeError, "a pair of count and owner is required");
    }
    TRY_SET(self.count, to_int64(thread, (*as<Tuple>(args[0]))[0]));
    TRY_SET(self.owner, to_int64(thread, (*as<Tuple>(args[0]))[1]));
    return make_none();
}

Result<Ref> rlock_repr(Thread&, Lock& self)
{
    return Ref(make_str(fmt::format("<{} {} object owner={} count={} at {:#x}>",
        self.count > 0 ? "locked" : "unlocked", type_name(&self),
        self.count > 0 ? identity(self.owner) : 0, self.count,
        reinterpret_cast<std::uintptr_t>(&self))));
}

// --- functions

Result<Ref> thread_allocate_lock(Thread&, Object*, Args)
{
    return Ref(allocate<Lock>(lock_type()));
}

Result<Ref> thread_set_sentinel(Thread&, Object*, Args)
{
    RefTo<Lock> lock = allocate<Lock>(lock_type());
    Lock*& sentinel = numbers().sentinel;
    const RefTo<Lock> old = adopt(sentinel);
    sentinel = share(lock.get()).release();
    return Ref(std::move(lock));
}

Result<Ref> thread_get_ident(Thread&, Object*, Args)
{
    return make_int(identity(numbers().current));
}

Result<Ref> thread_count(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> thread_stack_size(Thread&, Object*, Args)
{
    return make_int(0);
}

Result<Ref> thread_nothing(Thread&, Object*, Args)
{
    return make_none();
}

Result<Ref> thread_exit(Thread& thread, Object*, Args)
{
    return raise_none(thread, exception_type(TypeId::SystemExit));
}

// Nobody catches what is raised in a thread: it is shown.
void report_in_thread(Thread& thread, Object* function)
{
    const SavedException saved = save_exception(thread);
    if (!saved.exception
        || is_instance_of(saved.exception.get(), exception_type(TypeId::SystemExit))) {
        return;
    }
    auto* exception = as<Exception>(saved.exception.get());
    if (saved.traceback && !exception->traceback) {
        exception->traceback = share(saved.traceback.get()).release();
    }
    auto shown = repr(thread, function);
    if (shown.failed()) {
        clear_exception(thread);
    } else {
        write_standard_error(
            thread, "Exception ignored in thread started by: " + to_utf8(*shown.value()) + "\n");
    }
    write_standard_error(thread, format_exception(thread, exception));
}

Result<Ref> thread_start(Thread& thread, Object*, Args args)
{
    if (!is_callable(args[0])) {
        return raise(thread, TypeId::TypeError, "first arg must be callable");
    }
    if (!is_tuple(args[1])) {
        return raise(thread, TypeId::TypeError, "2nd arg must be a tuple");
    }
    if (args[2] && !is_dict(args[2])) {
        return raise(thread, TypeId::TypeError, "optional 3rd arg must be a dictionary");
    }
    ThreadNumbers& all = numbers();
    const std::int64_t starter = all.current;
    Lock* starters_sentinel = all.sentinel;
    all.sentinel = nullptr;
    all.current = ++all.started;
    const std::int64_t ident = identity(all.current);
    HandledException* const handled = thread.handled;
    HandledException own;
    thread.handled = &own;
    if (call_with(thread, args[0], as<Tuple>(args[1]), args[2] ? as<Dict>(args[2]) : nullptr)
            .failed()) {
        report_in_thread(thread, args[0]);
    }
    thread.handled = handled;
    if (all.sentinel) {
        all.sentinel->count = 0;
        decref(all.sentinel);
    }
    all.sentinel = starters_sentinel;
    all.current = starter;
    return make_int(ident);
}

constexpr Method lock_methods[] = {
    { .name = "acquire",
        .signature = "blocking=True, timeout=-1",
        .call = native<Lock, lock_acquire>,
        .doc = "Take the lock." },
    { .name = "acquire_lock",
        .signature = "blocking=True, timeout=-1",
        .call = native<Lock, lock_acquire>,
        .doc = "Take the lock." },
    { .name = "release", .call = native<Lock, lock_release>, .doc = "Give it back." },
    { .name = "release_lock", .call = native<Lock, lock_release>, .doc = "Give it back." },
    { .name = "locked", .call = native<Lock, lock_locked>, .doc = "Whether it is taken." },
    { .name = "locked_lock", .call = native<Lock, lock_locked>, .doc = "Whether it is taken." },
    { .name = "__enter__", .call = native<Lock, lock_enter>, .doc = "Take the lock." },
    { .name = "__exit__",
        .signature = "*",
        .call = native<Lock, lock_exit>,
        .doc = "Give it back." },
};

constexpr Method rlock_methods[] = {
    { .name = "acquire",
        .signature = "blocking=True, timeout=-1",
        .call = native<Lock, rlock_acquire>,
        .doc = "Take the lock once more." },
    { .name = "release", .call = native<Lock, rlock_release>, .doc = "Give it back once." },
    { .name = "__enter__", .call = native<Lock, rlock_enter>, .doc = "Take the lock once more." },
    { .name = "__exit__",
        .signature = "*",
        .call = native<Lock, rlock_exit>,
        .doc = "Give it back once." },
    { .name = "_is_owned",
        .call = native<Lock, rlock_is_owned>,
        .doc = "Whether this thread has it." },
    { .name = "_release_save",
        .call = native<Lock, rlock_release_save>,
        .doc = "Give it back entirely; what _acquire_restore needs." },
    { .name = "_acquire_restore",
        .signature = "state, /",
        .call = native<Lock, rlock_acquire_restore>,
        .doc = "Take it back as it was." },
};

constexpr TypeSpec lock_spec = {
    .name = "_thread.lock",
    .doc = "A lock.",
    .basic_size = sizeof(Lock),
    .weakrefs_offset = offsetof(Lock, weakrefs),
    .slots = { .repr = unary<Lock, lock_repr> },
    .methods = lock_methods,
};

constexpr TypeSpec rlock_spec = {
    .name = "_thread.RLock",
    .doc = "A lock that its owner may take again.",
    .basic_size = sizeof(Lock),
    .weakrefs_offset = offsetof(Lock, weakrefs),
    .flags = TypeIsBase,
    .slots = { .repr = unary<Lock, rlock_repr>, .create = lock_create },
    .methods = rlock_methods,
};

constexpr Method functions[] = {
    { .name = "start_new_thread",
        .signature = "function, args, kwargs={}, /",
        .call = thread_start,
        .doc = "Run a function as a thread: at once, to its end." },
    { .name = "start_new",
        .signature = "function, args, kwargs={}, /",
        .call = thread_start,
        .doc = "The old name of start_new_thread." },
    { .name = "allocate_lock", .call = thread_allocate_lock, .doc = "A new lock." },
    { .name = "allocate", .call = thread_allocate_lock, .doc = "A new lock." },
    { .name = "get_ident", .call = thread_get_ident, .doc = "The number of this thread." },
    { .name = "get_native_id", .call = thread_get_ident, .doc = "The number of this thread." },
    { .name = "_count", .call = thread_count, .doc = "Threads besides the running one." },
    { .name = "stack_size",
        .signature = "size=0, /",
        .call = thread_stack_size,
        .doc = "Zero: the default." },
    { .name = "_set_sentinel",
        .call = thread_set_sentinel,
        .doc = "A lock that is released when this thread ends." },
    { .name = "interrupt_main", .call = thread_nothing, .doc = "Does nothing." },
    { .name = "exit", .call = thread_exit, .doc = "End this thread." },
    { .name = "exit_thread", .call = thread_exit, .doc = "End this thread." },
};

} // namespace

Result<RefTo<Module>> make_thread_module(Thread&)
{
    make_module_type(ModuleBlock::thread, 0, lock_spec);
    make_module_type(ModuleBlock::thread, 1, rlock_spec);
    RefTo<Module> module
        = make_native_module("_thread", functions, "Threads, which run one after the other.");
    add_to_module(*module, "LockType", lock_type());
    add_to_module(*module, "RLock", rlock_type());
    add_to_module(*module, "error", exception_type(TypeId::RuntimeError));
    add_to_module(*module, "TIMEOUT_MAX", make_float(9223372036.0).get());
    return module;
}

} // namespace fw
