// Memory of objects: allocation, the end of an object's life, and the collector of reference
// cycles. CPython: Modules/gcmodule.c, Objects/object.c (_Py_Dealloc), Objects/typeobject.c
// (subtype_dealloc)

#include "vm/object/gc.h"

#include "vm/object/dict.h"
#include "vm/object/raise.h"
#include "vm/object/runtime.h"
#include "vm/object/tuple.h"
#include "vm/object/type.h"
#include "vm/object/weakref.h"

#include <algorithm>
#include <cstring>
#include <limits>

namespace fw {

namespace {

// Set during a collection only, in GcHead::flags.
constexpr std::uintptr_t GcCandidate = 2; // in the generation being collected
constexpr std::uintptr_t GcReachable = 4;
constexpr std::uintptr_t GcLasting = ~(GcCandidate | GcReachable); // what a collection leaves alone

// Nested deallocations beyond this depth are put off, so that a long chain of objects cannot
// overflow the stack. CPython: PyTrash_UNWIND_LEVEL
constexpr int trashcan_depth = 50;

void list_init(GcHead& list)
{
    list.next = &list;
    list.previous = &list;
}

bool list_is_empty(const GcHead& list)
{
    return list.next == &list;
}

void list_append(GcHead& list, GcHead* head)
{
    head->previous = list.previous;
    head->next = &list;
    list.previous->next = head;
    list.previous = head;
}

void list_remove(GcHead* head)
{
    head->previous->next = head->next;
    head->next->previous = head->previous;
}

void list_merge(GcHead& from, GcHead& into)
{
    if (!list_is_empty(from)) {
        into.previous->next = from.next;
        from.next->previous = into.previous;
        into.previous = from.previous;
        from.previous->next = &into;
    }
    list_init(from);
}

std::size_t object_size(const Type* type, std::size_t items)
{
    if (items > (std::numeric_limits<std::size_t>::max() / 2) / (type->item_size | 1u)) {
        throw std::bad_alloc();
    }
    // Whole words: the __dict__ of a subclass may stand behind items of single bytes.
    constexpr std::size_t word = sizeof(Object*);
    return (type->basic_size + items * type->item_size + word - 1) / word * word;
}

void collect_if_due(Thread& thread)
{
    GcState& gc = runtime().gc;
    if (!gc.enabled || gc.collecting || gc.generations[0].threshold == 0
        || thread.has_exception()) {
        return;
    }
    for (int generation = 2; generation >= 0; --generation) {
        const GcGeneration& candidate = gc.generations[static_cast<std::size_t>(generation)];
        if (candidate.count <= candidate.threshold) {
            continue;
        }
        // A full collection must be worth its time. CPython: long_lived_pending < long_lived_total
        // / 4.
        if (generation == 2 && gc.long_lived_pending < gc.long_lived_total / 4) {
            continue;
        }
        gc_collect(thread, generation);
        return;
    }
}

void destroy_now(Object* object)
{
    Type* type = object->type;
    if (type->slots.finalize) {
        const bool has_head = has_flag(type, TypeHasGc);
        if (!has_head || (gc_head(object)->flags & GcFinalized) == 0) {
            if (has_head) {
                gc_head(object)->flags |= GcFinalized;
            }
            object->refcount = 1;
            type->slots.finalize(runtime().thread, object);
            if (--object->refcount > 0) {
                return; // Somebody holds it again.
            }
            type = object->type;
        }
    }
    if (type->weakrefs_offset > 0) {
        auto** list
            = reinterpret_cast<Object**>(reinterpret_cast<char*>(object) + type->weakrefs_offset);
        if (*list) {
            clear_weakrefs(object);
        }
    }
    if (type->slots.destroy) {
        type->slots.destroy(object);
    } else {
        free_object(object);
    }
}

// --- the collector's passes
// ------------------------------------------------------------------------------------------------

GcHead* candidate_head(Object* object)
{
    if (!has_flag(object->type, TypeHasGc)) {
        return nullptr;
    }
    GcHead* head = gc_head(object);
    return (head->flags & GcCandidate) != 0 ? head : nullptr;
}

void subtract_reference(Object* object, void*)
{
    if (GcHead* head = candidate_head(object)) {
        --head->scratch;
    }
}

void mark_reachable(Object* object, void* context)
{
    GcHead* head = candidate_head(object);
    if (head && (head->flags & GcReachable) == 0) {
        head->flags |= GcReachable;
        list_remove(head);
        list_append(*static_cast<GcHead*>(context), head);
    }
}

// Splits `list` into what is referenced from outside of it (directly or not), which stays, and the
// rest.
void find_unreachable(GcHead& list, GcHead& unreachable)
{
    for (GcHead* head = list.next; head != &list; head = head->next) {
        head->scratch = gc_object(head)->refcount;
        head->flags = (head->flags & GcLasting) | GcCandidate;
    }
    for (GcHead* head = list.next; head != &list; head = head->next) {
        Object* object = gc_object(head);
        object->type->slots.traverse(object, subtract_reference, nullptr);
    }
    GcHead reachable;
    list_init(reachable);
    for (GcHead* head = list.next; head != &list;) {
        GcHead* next = head->next;
        if (head->scratch > 0) {
            mark_reachable(gc_object(head), &reachable);
        }
        head = next;
    }
    for (GcHead* head = reachable.next; head != &reachable; head = head->next) {
        Object* object = gc_object(head);
        object->type->slots.traverse(object, mark_reachable, &reachable); // Appends behind `head`.
    }
    list_init(unreachable);
    list_merge(list, unreachable);
    list_merge(reachable, list);
    for (GcHead* part : { &list, &unreachable }) {
        for (GcHead* head = part->next; head != part; head = head->next) {
            head->flags &= GcLasting;
        }
    }
}

// Atoms, and tuples of them, cannot be part of a cycle; a tuple that is not filled yet can.
bool may_be_tracked(Object* object)
{
    return !object
        || (has_flag(object->type, TypeHasGc)
            && (object->type != tuple_type() || gc_is_tracked(object)));
}

// Whether what survived can be left alone from now on: tuples always, dicts at a full collection.
bool needs_no_collector(Object* object, bool is_full)
{
    if (object->type == tuple_type()) {
        const auto& tuple = *static_cast<Tuple*>(object);
        return std::none_of(tuple.begin(), tuple.end(), may_be_tracked);
    }
    if (object->type != dict_type() || !is_full) {
        return false;
    }
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*static_cast<Dict*>(object), position, key, value)) {
        if (may_be_tracked(key) || may_be_tracked(value)) {
            return false;
        }
    }
    return true;
}

void untrack_atoms(GcHead& list, bool is_full)
{
    for (GcHead* head = list.next; head != &list;) {
        Object* object = gc_object(head);
        head = head->next;
        if (needs_no_collector(object, is_full)) {
            gc_untrack(object);
        }
    }
}

void clear_weakrefs_of(GcHead& unreachable)
{
    for (GcHead* head = unreachable.next; head != &unreachable;) {
        Object* object = gc_object(head);
        head = head->next;
        const std::int32_t offset = object->type->weakrefs_offset;
        if (offset > 0 && *reinterpret_cast<Object**>(reinterpret_cast<char*>(object) + offset)) {
            const Ref keep = share(object);
            clear_weakrefs(object);
        }
    }
}

// Runs the finalizers; true if there were any, so that objects may have come back to life.
bool finalize_all(Thread& thread, GcHead& unreachable)
{
    bool any = false;
    GcHead seen;
    list_init(seen);
    while (!list_is_empty(unreachable)) {
        GcHead* head = unreachable.next;
        Object* object = gc_object(head);
        list_remove(head);
        list_append(seen, head);
        if (object->type->slots.finalize && (head->flags & GcFinalized) == 0) {
            head->flags |= GcFinalized;
            any = true;
            const Ref keep = share(object);
            object->type->slots.finalize(thread, object);
        }
    }
    list_merge(seen, unreachable);
    return any;
}

void delete_all(GcHead& unreachable, GcHead& old)
{
    while (!list_is_empty(unreachable)) {
        GcHead* head = unreachable.next;
        const Ref object = share(gc_object(head));
        if (object->type->slots.clear) {
            object->type->slots.clear(object.get());
        }
        if (unreachable.next == head) { // Still alive: no cycle through it was broken yet.
            list_remove(head);
            list_append(old, head);
        }
    }
}

} // namespace

Object* allocate_object(Type* type, std::size_t items)
{
    const std::size_t size = object_size(type, items);
    Object* object;
    if (has_flag(type, TypeHasGc)) {
        GcState& gc = runtime().gc;
        if (++gc.generations[0].count > gc.generations[0].threshold) [[unlikely]] {
            collect_if_due(runtime().thread);
        }
        auto* head = static_cast<GcHead*>(region_allocate(sizeof(GcHead) + size));
        std::memset(static_cast<void*>(head), 0, sizeof(GcHead) + size);
        head->flags = runtime().thread.step() << gc_birth_shift;
        object = gc_object(head);
    } else {
        object = static_cast<Object*>(region_allocate(size));
        std::memset(static_cast<void*>(object), 0, size);
    }
    object->refcount = 1;
    object->type = type;
    if (has_flag(type, TypeIsHeap)) {
        incref(type);
    }
    return object;
}

void free_object(Object* object)
{
    Type* type = object->type;
    void* memory = object;
    std::size_t size = type->basic_size;
    if (has_flag(type, TypeHasGc)) {
        gc_untrack(object);
        GcState& gc = runtime().gc;
        if (gc.generations[0].count > 0) {
            --gc.generations[0].count;
        }
        memory = gc_head(object);
        size += sizeof(GcHead);
    }
    if (type->item_size == 0) {
        region_free(memory, size);
    } else {
        region_free(memory);
    }
    if (has_flag(type, TypeIsHeap)) {
        decref(type);
    }
}

void gc_track(Object* object)
{
    GcHead* head = gc_head(object);
    FW_ASSERT(head->next == nullptr);
    list_append(runtime().gc.generations[0].head, head);
}

void gc_untrack(Object* object)
{
    GcHead* head = gc_head(object);
    if (head->next) {
        list_remove(head);
        head->next = nullptr;
        head->previous = nullptr;
    }
}

void destroy(Object* object)
{
    if (!has_flag(object->type, TypeHasGc)) {
        destroy_now(object);
        return;
    }
    GcState& gc = runtime().gc;
    if (gc.destroy_depth >= trashcan_depth) {
        gc_untrack(object);
        gc_head(object)->previous = gc.trash;
        gc.trash = gc_head(object);
        return;
    }
    ++gc.destroy_depth;
    destroy_now(object);
    --gc.destroy_depth;
    while (gc.destroy_depth == 0 && gc.trash) {
        GcHead* head = gc.trash;
        gc.trash = head->previous;
        head->previous = nullptr;
        ++gc.destroy_depth;
        destroy_now(gc_object(head));
        --gc.destroy_depth;
    }
}

void gc_boot(GcState& gc)
{
    constexpr std::array<int, 3> thresholds = { 700, 10, 10 };
    for (std::size_t i = 0; i < gc.generations.size(); ++i) {
        list_init(gc.generations[i].head);
        gc.generations[i].threshold = thresholds[i];
    }
    gc.enabled = true;
}

std::int64_t gc_collect(Thread& thread, int generation)
{
    GcState& gc = runtime().gc;
    if (gc.collecting) {
        return 0;
    }
    gc.collecting = true;
    ++gc.collections;
    if (Tape* const tape = runtime().tape) { // not yet while the runtime boots
        tape->note(TapeKind::Collection, thread.last_step(), nullptr);
    }
    const auto index = static_cast<std::size_t>(generation);
    if (index + 1 < gc.generations.size()) {
        ++gc.generations[index + 1].count;
    }
    for (std::size_t i = 0; i <= index; ++i) {
        gc.generations[i].count = 0;
    }
    GcHead& young = gc.generations[index].head;
    for (std::size_t i = 0; i < index; ++i) {
        list_merge(gc.generations[i].head, young);
    }
    GcHead& old = gc.generations[index + 1 < gc.generations.size() ? index + 1 : index].head;

    GcHead unreachable;
    find_unreachable(young, unreachable);
    untrack_atoms(young, &young == &old);
    if (&young != &old) {
        if (index == 1) {
            for (GcHead* head = young.next; head != &young; head = head->next) {
                ++gc.long_lived_pending;
            }
        }
        list_merge(young, old);
    } else {
        gc.long_lived_pending = 0;
        gc.long_lived_total = 0;
        for (GcHead* head = young.next; head != &young; head = head->next) {
            ++gc.long_lived_total;
        }
    }

    std::int64_t found = 0;
    for (GcHead* head = unreachable.next; head != &unreachable; head = head->next) {
        ++found;
    }
    if (found > 0) {
        const SavedException saved = save_exception(thread);
        clear_weakrefs_of(unreachable);
        if (finalize_all(thread, unreachable)) {
            GcHead still_unreachable;
            find_unreachable(unreachable, still_unreachable);
            list_merge(unreachable, old); // These came back to life.
            list_merge(still_unreachable, unreachable);
        }
        delete_all(unreachable, old);
        restore_exception(thread, saved);
    }
    gc.collecting = false;
    return found;
}

} // namespace fw
