// The types of module _collections, by the file that implements them.
// CPython: Modules/_collectionsmodule.c

#pragma once

#include "vm/modules/module_types.h"

namespace fw {

enum class CollectionsType : std::uint16_t {
    deque,
    deque_iterator,
    deque_reverse_iterator,
    default_dict,
    tuple_getter,
};

inline Type* collections_type(CollectionsType type)
{
    return module_type_at(ModuleBlock::collections, static_cast<std::uint16_t>(type));
}

// collections_deque.cpp
extern const TypeSpec deque_spec, deque_iterator_spec, deque_reverse_iterator_spec;
// collections_module.cpp
extern const TypeSpec default_dict_spec, tuple_getter_spec;

} // namespace fw
