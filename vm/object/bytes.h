// bytearray and memoryview as structs, and a look at the bytes of any of the three bytes-like
// types. bytes itself is in core_objects.h. CPython: Objects/bytearrayobject.c,
// Objects/memoryobject.c; there is no general buffer protocol here: the three types know each other

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/runtime.h"

#include <string_view>

namespace fw {

struct ByteArray : Object {
    std::int64_t length;
    std::int64_t capacity;
    char* bytes; // owned memory of the region; null: empty
    std::int64_t exports; // memoryviews that look at it: it must not change its size

    std::string_view view() const { return { bytes, static_cast<std::size_t>(length) }; }
};
RefTo<ByteArray> make_byte_array(std::string_view data);
// New bytes at the end have no defined content. Throws std::bad_alloc.
void byte_array_resize(ByteArray& array, std::int64_t length);

// A view of one dimension over the bytes of a bytes or bytearray.
struct MemoryView : Object {
    Object* owner; // null: released
    char* data; // the first item
    std::int64_t length; // items
    std::int64_t step; // bytes from one item to the next
    std::int64_t item_size;
    std::int64_t hash; // -1: not computed yet
    Object* weakrefs;
    char format; // as the struct module names it
    bool read_only;
};

inline bool is_byte_array(const Object* object)
{
    return is_instance_of(object, bytearray_type());
}
inline bool is_memory_view(const Object* object)
{
    return object->type == memoryview_type();
}

// The bytes of a bytes, a bytearray or a contiguous memoryview; false for other objects. Valid
// while the object lives and does not change.
bool bytes_view(const Object* object, std::string_view& view);

} // namespace fw
