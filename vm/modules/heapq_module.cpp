// The modules _heapq and _bisect: heaps in lists, and searching in sorted sequences. The order of
// the comparisons is CPython's. CPython: Modules/_heapqmodule.c, Modules/_bisectmodule.c

#include "vm/modules/module_support.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

enum class HeapOrder : std::uint8_t { Smallest, Largest };

// Whether `left` belongs above `right`; the list must not change its size meanwhile.
template <HeapOrder order>
Result<bool> above(Thread& thread, List& heap, std::int64_t left, std::int64_t right)
{
    const std::int64_t size = heap.length;
    const Ref x = share(heap[left]);
    const Ref y = share(heap[right]);
    TRY_LET(const bool answer,
        order == HeapOrder::Smallest ? compare_bool(thread, x.get(), y.get(), CompareOp::Less)
                                     : compare_bool(thread, y.get(), x.get(), CompareOp::Less));
    if (heap.length != size) {
        return raise(thread, TypeId::RuntimeError, "list changed size during iteration");
    }
    return answer;
}

// Moves the item at `position` towards the root, not above `start`.
template <HeapOrder order>
Result<void> rise(Thread& thread, List& heap, std::int64_t start, std::int64_t position)
{
    if (position >= heap.length) {
        return raise(thread, TypeId::IndexError, "index out of range");
    }
    while (position > start) {
        const std::int64_t parent = (position - 1) >> 1;
        TRY_LET(const bool higher, above<order>(thread, heap, position, parent));
        if (!higher) {
            break;
        }
        std::swap(heap.items[position], heap.items[parent]);
        position = parent;
    }
    return {};
}

// Moves the item at `position` down to a leaf along the better children, then up to its place.
template <HeapOrder order> Result<void> sink(Thread& thread, List& heap, std::int64_t position)
{
    const std::int64_t end = heap.length;
    const std::int64_t start = position;
    if (position >= end) {
        return raise(thread, TypeId::IndexError, "index out of range");
    }
    const std::int64_t first_leaf = end >> 1;
    while (position < first_leaf) {
        std::int64_t child = 2 * position + 1;
        if (child + 1 < end) {
            TRY_LET(const bool left, above<order>(thread, heap, child, child + 1));
            child += left ? 0 : 1;
        }
        std::swap(heap.items[position], heap.items[child]);
        position = child;
    }
    return rise<order>(thread, heap, start, position);
}

Result<RefTo<List>> heap_argument(Thread& thread, Object* object)
{
    if (!is_list(object)) {
        return raise(thread, TypeId::TypeError, "heap argument must be a list");
    }
    return share(as<List>(object));
}

Result<Ref> heap_push(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<List> heap, heap_argument(thread, args[0]));
    list_append(*heap, share(args[1]));
    TRY(rise<HeapOrder::Smallest>(thread, *heap, 0, heap->length - 1));
    return make_none();
}

template <HeapOrder order> Result<Ref> heap_pop(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<List> heap, heap_argument(thread, args[0]));
    if (heap->length == 0) {
        return raise(thread, TypeId::IndexError, "index out of range");
    }
    Ref last = Ref::adopt((*heap)[heap->length - 1]);
    list_resize(*heap, heap->length - 1);
    if (heap->length == 0) {
        return last;
    }
    Ref top = Ref::adopt((*heap)[0]);
    heap->items[0] = last.release();
    TRY(sink<order>(thread, *heap, 0));
    return top;
}

template <HeapOrder order> Result<Ref> heap_replace(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<List> heap, heap_argument(thread, args[0]));
    if (heap->length == 0) {
        return raise(thread, TypeId::IndexError, "index out of range");
    }
    Ref top = Ref::adopt((*heap)[0]);
    heap->items[0] = share(args[1]).release();
    TRY(sink<order>(thread, *heap, 0));
    return top;
}

Result<Ref> heap_pushpop(Thread& thread, Object* module, Args args)
{
    TRY_LET(const RefTo<List> heap, heap_argument(thread, args[0]));
    if (heap->length == 0) {
        return share(args[1]);
    }
    const Ref top = share((*heap)[0]);
    TRY_LET(const bool less, compare_bool(thread, top.get(), args[1], CompareOp::Less));
    if (!less) {
        return share(args[1]);
    }
    return heap_replace<HeapOrder::Smallest>(thread, module, args);
}

template <HeapOrder order> Result<Ref> heapify(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<List> heap, heap_argument(thread, args[0]));
    for (std::int64_t i = (heap->length >> 1) - 1; i >= 0; --i) {
        TRY(sink<order>(thread, *heap, i));
    }
    return make_none();
}

constexpr HeapOrder smallest = HeapOrder::Smallest;
constexpr HeapOrder largest = HeapOrder::Largest;

constexpr Method heap_functions[] = {
    { "heappush", "heap, item, /", heap_push, "Add an item." },
    { "heappushpop", "heap, item, /", heap_pushpop, "heappush, then heappop, but quicker." },
    { "heappop", "heap, /", heap_pop<smallest>, "Remove and return the smallest item." },
    { "heapreplace", "heap, item, /", heap_replace<smallest>, "heappop, then heappush." },
    { "heapify", "heap, /", heapify<smallest>, "Make a list a heap." },
    { "_heappop_max", "heap, /", heap_pop<largest>, "heappop of a heap with the largest first." },
    { "_heapify_max", "heap, /", heapify<largest>, "heapify with the largest first." },
    { "_heapreplace_max", "heap, item, /", heap_replace<largest>, "heapreplace of such a heap." },
};

// --- bisect

enum class Side : std::uint8_t { Left, Right };

template <Side side> Result<std::int64_t> find_place(Thread& thread, Args args)
{
    std::int64_t low = 0;
    std::int64_t high = -1;
    if (args[2]) {
        TRY_SET(low, to_index(thread, args[2], TypeId::OverflowError));
    }
    if (args[3] && args[3] != none()) {
        TRY_SET(high, to_index(thread, args[3], TypeId::OverflowError));
    }
    if (low < 0) {
        return raise(thread, TypeId::ValueError, "lo must be non-negative");
    }
    if (high == -1) {
        TRY_SET(high, length(thread, args[0]));
    }
    while (low < high) {
        const std::int64_t middle = low + (high - low) / 2;
        TRY_LET(const Ref item, get_index(thread, args[0], middle));
        TRY_LET(const bool less,
            side == Side::Left ? compare_bool(thread, item.get(), args[1], CompareOp::Less)
                               : compare_bool(thread, args[1], item.get(), CompareOp::Less));
        if (less == (side == Side::Left)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

template <Side side> Result<Ref> bisect(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t place, find_place<side>(thread, args));
    return make_int(place);
}

template <Side side> Result<Ref> insort(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t place, find_place<side>(thread, args));
    if (args[0]->type == list_type()) {
        list_insert(*as<List>(args[0]), place, share(args[1]));
        return make_none();
    }
    const RefTo<Str> insert = intern("insert");
    TRY(call_method(thread, args[0], insert.get(), { make_int(place).get(), args[1] }));
    return make_none();
}

constexpr const char* signature = "a, x, lo=0, hi=None";

constexpr Method bisect_functions[] = {
    { "bisect_right", signature, bisect<Side::Right>, "Where x goes in, behind its equals." },
    { "bisect", signature, bisect<Side::Right>, "bisect_right" },
    { "bisect_left", signature, bisect<Side::Left>, "Where x goes in, before its equals." },
    { "insort_right", signature, insort<Side::Right>, "Insert x, behind its equals." },
    { "insort", signature, insort<Side::Right>, "insort_right" },
    { "insort_left", signature, insort<Side::Left>, "Insert x, before its equals." },
};

} // namespace

Result<RefTo<Module>> make_heapq_module(Thread&)
{
    return make_native_module("_heapq", heap_functions, "Heaps in lists.");
}

Result<RefTo<Module>> make_bisect_module(Thread&)
{
    return make_native_module("_bisect", bisect_functions, "Searching in sorted sequences.");
}

} // namespace fw
