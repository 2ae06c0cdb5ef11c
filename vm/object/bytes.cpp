// Making bytes and bytearrays.
// CPython: Objects/bytesobject.c, Objects/bytearrayobject.c

#include "vm/object/bytes.h"

#include "vm/object/runtime.h"

#include <algorithm>
#include <cstring>
#include <new>

namespace fw {

namespace {

constexpr std::int64_t longest_bytes = std::int64_t{ 1 } << 46;

} // namespace

RefTo<Bytes> make_bytes_uninitialized(std::int64_t length)
{
    if (length < 0 || length > longest_bytes) {
        throw std::bad_alloc();
    }
    auto* const bytes = static_cast<Bytes*>(
        region_allocate(sizeof(Bytes) + static_cast<std::size_t>(length) + 1));
    bytes->refcount = 1;
    bytes->type = bytes_type();
    bytes->length = length;
    bytes->hash = -1;
    bytes->data()[length] = '\0';
    return RefTo<Bytes>::adopt(bytes);
}

RefTo<Bytes> make_bytes(std::string_view data)
{
    Object** cached = nullptr;
    if (data.empty()) {
        cached = &runtime().empty_bytes;
    } else if (data.size() == 1) {
        cached = &runtime().one_byte_bytes[static_cast<unsigned char>(data[0])];
    }
    if (cached && *cached) {
        return share(static_cast<Bytes*>(*cached));
    }
    RefTo<Bytes> bytes = make_bytes_uninitialized(static_cast<std::int64_t>(data.size()));
    if (!data.empty()) {
        std::memcpy(bytes->data(), data.data(), data.size());
    }
    if (cached) {
        *cached = RefTo<Bytes>(bytes).release();
    }
    return bytes;
}

RefTo<ByteArray> make_byte_array(std::string_view data)
{
    RefTo<ByteArray> array = allocate<ByteArray>(bytearray_type());
    byte_array_resize(*array, static_cast<std::int64_t>(data.size()));
    if (!data.empty()) {
        std::memcpy(array->bytes, data.data(), data.size());
    }
    return array;
}

void byte_array_resize(ByteArray& array, std::int64_t length)
{
    if (length < 0 || length > longest_bytes) {
        throw std::bad_alloc();
    }
    // The growth of CPython's PyByteArray_Resize: exact for big steps, an eighth more for small
    // ones.
    const std::int64_t needed = length + 1;
    if (needed > array.capacity || length < array.capacity / 2) {
        std::int64_t capacity = needed;
        if (needed > array.capacity && array.capacity > 0
            && static_cast<double>(length) <= static_cast<double>(array.capacity) * 1.125) {
            capacity = length + (length >> 3) + (length < 9 ? 3 : 6);
        }
        array.bytes = static_cast<char*>(
            region_reallocate(array.bytes, static_cast<std::size_t>(capacity)));
        array.capacity = capacity;
    }
    array.length = length;
    array.bytes[length] = '\0';
}

bool bytes_view(const Object* object, std::string_view& view)
{
    if (is_bytes(object)) {
        view = static_cast<const Bytes*>(object)->view();
        return true;
    }
    if (is_memory_view(object)) {
        const auto& memory = *static_cast<const MemoryView*>(object);
        if (!memory.owner || (memory.step != memory.item_size && memory.length > 1)) {
            return false;
        }
        view = { memory.data, static_cast<std::size_t>(memory.length * memory.item_size) };
        return true;
    }
    if (is_byte_array(object) || is_array(object)) {
        view = static_cast<const ByteArray*>(object)->view();
        return true;
    }
    return false;
}

} // namespace fw
