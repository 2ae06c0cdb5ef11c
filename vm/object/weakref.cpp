// The list of weak references that hangs in an object. What programs see of them is in
// vm/types/weakref_type.cpp. CPython: Objects/weakrefobject.c

#include "vm/object/weakref.h"

#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <vector>

namespace fw {

namespace {

bool is_shared(const WeakRef& reference, const Type* type)
{
    return reference.type == type && !reference.callback;
}

// The references without a callback that every further wish for one gets: a ref, then a proxy.
struct SharedOnes {
    WeakRef* reference = nullptr;
    WeakRef* proxy = nullptr;
};

SharedOnes shared_ones(WeakRef* list)
{
    SharedOnes found;
    if (list && is_shared(*list, weakref_type())) {
        found.reference = list;
        list = list->next;
    }
    if (list && is_shared(*list, weakproxy_type())) {
        found.proxy = list;
    }
    return found;
}

void insert_after(WeakRef*& list, WeakRef* previous, WeakRef* added)
{
    WeakRef*& link = previous ? previous->next : list;
    added->previous = previous;
    added->next = link;
    if (link) {
        link->previous = added;
    }
    link = added;
}

} // namespace

WeakRef** weakrefs_place(Object* object)
{
    const std::int32_t offset = object->type->weakrefs_offset;
    if (offset <= 0) {
        return nullptr;
    }
    return reinterpret_cast<WeakRef**>(reinterpret_cast<char*>(object) + offset);
}

Result<Ref> make_weakref(Thread& thread, Type* type, Object* object, Object* callback)
{
    WeakRef** list = weakrefs_place(object);
    if (!list) {
        return raise(thread, TypeId::TypeError, "cannot create weak reference to '{}' object",
            type_name(object));
    }
    if (callback == none()) {
        callback = nullptr;
    }
    if (!callback) {
        const SharedOnes shared = shared_ones(*list);
        if (type == weakref_type() && shared.reference) {
            return share<Object>(shared.reference);
        }
        if (type == weakproxy_type() && shared.proxy) {
            return share<Object>(shared.proxy);
        }
    }
    const RefTo<WeakRef> made = allocate<WeakRef>(type); // May collect, and so change the list.
    made->referent = object;
    made->callback = Ref::share(callback).release();
    made->hash = -1;
    const SharedOnes shared = shared_ones(*list);
    if (!callback && type == weakref_type()) {
        insert_after(*list, nullptr, made.get());
    } else if (!callback && type == weakproxy_type()) {
        insert_after(*list, shared.reference, made.get());
    } else {
        insert_after(*list, shared.proxy ? shared.proxy : shared.reference, made.get());
    }
    gc_track(made.get());
    return Ref(made);
}

void unlink_weakref(WeakRef& reference)
{
    if (!reference.referent) {
        return;
    }
    WeakRef** list = weakrefs_place(reference.referent);
    if (*list == &reference) {
        *list = reference.next;
    }
    if (reference.previous) {
        reference.previous->next = reference.next;
    }
    if (reference.next) {
        reference.next->previous = reference.previous;
    }
    reference.referent = nullptr;
    reference.previous = nullptr;
    reference.next = nullptr;
}

void clear_weakrefs(Object* object)
{
    WeakRef** list = weakrefs_place(object);
    struct Due {
        Ref reference;
        Ref callback;
    };
    std::vector<Due> due;
    while (*list) {
        WeakRef* reference = *list;
        unlink_weakref(*reference);
        if (reference->callback && reference->refcount > 0) {
            due.push_back({ share<Object>(reference), Ref::adopt(reference->callback) });
            reference->callback = nullptr;
        }
    }
    if (due.empty()) {
        return;
    }
    Thread& thread = runtime().thread;
    SavedException saved = save_exception(thread);
    for (const Due& each : due) {
        if (call(thread, each.callback.get(), { each.reference.get() }).failed()) {
            write_unraisable(thread, each.callback.get());
        }
    }
    restore_exception(thread, std::move(saved));
}

} // namespace fw
