// What the files of module array share. CPython: Modules/arraymodule.c

#pragma once

#include "vm/modules/array_items.h"
#include "vm/modules/module_types.h"
#include "vm/object/bytes.h"

#include <string_view>

namespace fw {

static_assert(array_type_place == static_cast<std::size_t>(ModuleBlock::array));

inline Array& array_of(Object* object)
{
    return *static_cast<Array*>(object);
}

RefTo<Array> make_array(Type* type, char code, std::string_view bytes);
Result<Ref> array_get(Thread& thread, const Array& array, std::int64_t index);
// The bytes from `start` to `end` (items) replaced. BufferError when memoryviews look at it.
Result<void> array_replace(
    Thread& thread, Array& array, std::int64_t start, std::int64_t end, std::string_view bytes);
Result<void> array_append(Thread& thread, Array& array, Object* value);
Result<void> array_extend(Thread& thread, Array& array, Object* iterable);
Result<void> array_add_bytes(Thread& thread, Array& array, std::string_view bytes);
void array_add_text(Array& array, const Str& text);

extern const TypeSpec array_iterator_spec; // array_iterator.cpp
Result<Ref> array_iterate(Thread& thread, Object* self);
extern const Method array_methods[21]; // array_methods.cpp
extern const Attribute array_attributes[2];
Result<Ref> array_reconstruct(Thread& thread, Object* module, Args args);
extern const TypeSpec array_spec; // array_type.cpp

} // namespace fw
