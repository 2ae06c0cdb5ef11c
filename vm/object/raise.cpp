// Raising, saving and dropping the pending exception.
// CPython: Python/errors.c

#include "vm/object/raise.h"

#include "vm/object/core_objects.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"

#include <new>

namespace fw {

namespace {

Object* topmost_handled(const Thread& thread)
{
    for (const HandledException* info = thread.handled; info; info = info->previous) {
        if (info->value && info->value != none()) {
            return info->value;
        }
    }
    return nullptr;
}

// The exception being handled becomes the context, unless that would close a circle: then the
// circle is opened where it meets the new exception. A circle that the program made itself is
// walked only once: a second pointer follows at half the speed until the first one meets it.
void chain_context(const Thread& thread, Exception& exception)
{
    Object* handled = topmost_handled(thread);
    if (!handled || handled == &exception || !is_exception(handled)) {
        return;
    }
    auto* link = static_cast<Exception*>(handled);
    auto* follower = link;
    bool follow = false;
    while (link->context) {
        if (link->context == &exception) {
            link->context = nullptr;
            decref(&exception);
            break;
        }
        link = static_cast<Exception*>(link->context);
        if (link == follower) {
            break;
        }
        if (follow) {
            follower = static_cast<Exception*>(follower->context);
        }
        follow = !follow;
    }
    const Ref old = Ref::adopt(exception.context);
    incref(handled);
    exception.context = handled;
}

} // namespace

Raised raise_message(Thread& thread, TypeId type, std::string_view utf8_message)
{
    const RefTo<Str> message = make_str(utf8_message);
    return raise_with(thread, exception_type(type), message.get());
}

Raised raise_with(Thread& thread, Type* type, Object* argument)
{
    const RefTo<Tuple> args = make_tuple({ argument });
    Ref instance = make_exception(type, args.get());
    if (!instance) {
        return Raised{};
    }
    return raise_instance(thread, std::move(instance));
}

Raised raise_none(Thread& thread, Type* type)
{
    Ref instance = make_exception(type, runtime().empty_tuple);
    if (!instance) {
        return Raised{};
    }
    return raise_instance(thread, std::move(instance));
}

Raised raise_instance(Thread& thread, Ref instance)
{
    FW_ASSERT(is_exception(instance.get()));
    auto* exception = as<Exception>(instance.get());
    chain_context(thread, *exception);
    restore_exception(thread, { instance, Ref::share(exception->traceback) });
    return Raised{};
}

bool pending_is(const Thread& thread, const Type* type)
{
    return thread.exception && is_instance_of(thread.exception, type);
}

void clear_exception(Thread& thread)
{
    save_exception(thread);
}

SavedException save_exception(Thread& thread)
{
    SavedException saved = { Ref::adopt(thread.exception), Ref::adopt(thread.exception_traceback) };
    thread.exception = nullptr;
    thread.exception_traceback = nullptr;
    return saved;
}

void restore_exception(Thread& thread, SavedException saved)
{
    const Ref old = Ref::adopt(thread.exception);
    const Ref old_traceback = Ref::adopt(thread.exception_traceback);
    thread.exception = saved.exception.release();
    thread.exception_traceback = saved.traceback.release();
}

Raised raise_memory_error(Thread& thread)
{
    try {
        return raise_none(thread, exception_type(TypeId::MemoryError));
    } catch (const std::bad_alloc&) {
        // Not even room for that: the one made at boot, as if new.
        auto* spare = static_cast<Exception*>(runtime().spare_memory_error);
        const Ref old_traceback = Ref::adopt(spare->traceback);
        spare->traceback = nullptr;
        const Ref old_context = Ref::adopt(spare->context);
        spare->context = nullptr;
        return raise_instance(thread, share<Object>(spare));
    }
}

} // namespace fw
