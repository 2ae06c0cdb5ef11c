// bytearray, array and memoryview as structs, and a look at the bytes of any of the bytes-like
// types. bytes itself is in core_objects.h. CPython: Objects/bytearrayobject.c,
// Objects/memoryobject.c; there is no general buffer protocol here: these types know each other

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

// array.array, which is known here because memoryviews look at its memory too.
// vm/modules/array_type.cpp is the type.
struct Array : ByteArray {
    std::int64_t item_size;
    std::int64_t code; // the type code, a character
    Object* weakrefs;

    std::int64_t items() const { return length / item_size; }
    char type_code() const { return static_cast<char>(code); }
};
inline constexpr std::size_t array_type_place = 350; // in Runtime::types
inline Type* array_type()
{
    return type_at(array_type_place);
}
inline bool is_array(const Object* object)
{
    return is_instance_of(object, array_type());
}

// A view of one dimension over the bytes of a bytes, bytearray or array.
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

// The bytes of a bytes, a bytearray, array or contiguous memoryview; false for other objects. Valid
// while the object lives and does not change.
bool bytes_view(const Object* object, std::string_view& view);

} // namespace fw
