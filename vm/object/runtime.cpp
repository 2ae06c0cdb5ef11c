// Boot: from empty pages to a Runtime whose built-in types are ready.
//
// Strings need the str type, types need strings for their names, and dicts for their attributes:
// so first every Type gets its sizes and slots from its spec (objects can be made from then on),
// and when the singletons and the interned names exist, each type is made ready.
// CPython: Python/pylifecycle.c, Objects/object.c (_PyTypes_Init)

#include "vm/object/runtime.h"

#include "vm/object/all_specs.h"
#include "vm/object/exception.h"
#include "vm/object/raise.h"
#include "vm/object/str.h"
#include "vm/object/tuple.h"

#include <cstring>
#include <new>

namespace fw {

namespace {

constexpr const TypeSpec* specs[] = {
#define FW_TYPE(identifier, name) &identifier##_spec,
#include "vm/object/types.def"
#undef FW_TYPE
};

// Enough for instances to be made: the rest is type_ready()'s.
void fill_header(Type& type, const TypeSpec& spec)
{
    type.refcount = 1;
    type.type = type_type();
    type.spec = &spec;
    type.slots = spec.slots;
    type.flags = spec.flags | (spec.slots.traverse ? TypeHasGc : 0u);
    type.basic_size = spec.basic_size;
    type.item_size = spec.item_size;
    type.dict_offset = spec.dict_offset;
    type.weakrefs_offset = spec.weakrefs_offset;
}

void fill_singletons(Runtime& runtime)
{
    runtime.none = { 1, none_type() };
    runtime.not_implemented = { 1, not_implemented_type() };
    runtime.ellipsis = { 1, ellipsis_type() };
    runtime.false_ = { { 1, bool_type() }, 0, nullptr };
    runtime.true_ = { { 1, bool_type() }, 1, nullptr };
    std::int64_t value = small_int_min;
    for (Int& small : runtime.small_ints) {
        small = { { 1, int_type() }, value++, nullptr };
    }
}

void intern_names(Names& names)
{
#define FW_NAME(identifier, text) names.identifier = intern(text).release();
#include "vm/object/names.def"
#undef FW_NAME
}

} // namespace

Runtime& boot_runtime()
{
    Runtime& runtime = fw::runtime();
    std::memset(static_cast<void*>(&runtime), 0, sizeof(Runtime));
    new (&runtime.thread) Thread();
    runtime.next_type_version = 1;
    runtime.next_dict_version = 1;
    runtime.int_text_limit = 4300;
    gc_boot(runtime.gc);

    std::size_t index = 0;
    for (const TypeSpec* spec : specs) {
        fill_header(*type_at(index++), *spec);
    }
    const std::span<const TypeSpec> exceptions = exception_specs();
    index = static_cast<std::size_t>(TypeId::first_exception) + 1;
    for (const TypeSpec& spec : exceptions) {
        fill_header(*type_at(index++), spec);
    }
    type_type()->flags |= TypeTypeSubclass;
    int_type()->flags |= TypeIntSubclass;
    bool_type()->flags |= TypeIntSubclass;
    str_type()->flags |= TypeStrSubclass;
    bytes_type()->flags |= TypeBytesSubclass;
    tuple_type()->flags |= TypeTupleSubclass;
    list_type()->flags |= TypeListSubclass;
    dict_type()->flags |= TypeDictSubclass;
    exception_type(TypeId::BaseException)->flags |= TypeExceptionSubclass;

    fill_singletons(runtime);
    runtime.empty_tuple = make_tuple(0).release();
    if (!runtime.interned) {
        runtime.interned = make_dict().release();
    }
    intern_names(runtime.names);

    index = 0;
    for (const TypeSpec* spec : specs) {
        type_ready(*type_at(index++), *spec);
    }
    index = static_cast<std::size_t>(TypeId::first_exception) + 1;
    for (const TypeSpec& spec : exceptions) {
        type_ready(*type_at(index++), spec);
    }
    runtime.spare_memory_error
        = make_exception(exception_type(TypeId::MemoryError), runtime.empty_tuple).release();
    return runtime;
}

// --- recursion
// ------------------------------------------------------------------------------------------------

// CPython: _Py_CheckRecursiveCall. The 50 levels beyond the limit are for making the error only;
// the code that handles it has none. Where CPython gives up (even those are used up) we raise once
// more.
Result<void> RecursionGuard::enter_slow(const char* where)
{
    char here;
    const bool stack_full = reinterpret_cast<std::uintptr_t>(&here) < m_thread.native_stack_limit;
    if (!stack_full && m_thread.recursion_overflowed
        && m_thread.recursion_depth < m_thread.recursion_limit + 50) {
        ++m_thread.recursion_depth;
        m_entered = true;
        return {};
    }
    m_thread.recursion_overflowed = true;
    const Raised raised
        = raise(m_thread, TypeId::RecursionError, "maximum recursion depth exceeded{}", where);
    m_thread.recursion_overflowed = false;
    return raised;
}

void RecursionGuard::leave_overflow(Thread& thread)
{
    const int limit = thread.recursion_limit;
    const int low_water = limit > 200 ? limit - 50 : 3 * (limit >> 2);
    if (thread.recursion_depth < low_water) {
        thread.recursion_overflowed = false;
    }
}

} // namespace fw
