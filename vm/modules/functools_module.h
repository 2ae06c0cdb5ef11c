// The types of module _functools, by the file that implements them. CPython: _functoolsmodule.c

#pragma once

#include "vm/modules/module_types.h"

namespace fw {

enum class FunctoolsType : std::uint16_t { partial, key_wrapper, lru_cache, lru_link };

inline Type* functools_type(FunctoolsType type)
{
    return module_type_at(ModuleBlock::functools, static_cast<std::uint16_t>(type));
}

extern const TypeSpec partial_spec, key_wrapper_spec; // functools_module.cpp
extern const TypeSpec lru_cache_spec, lru_link_spec; // functools_lru_cache.cpp

} // namespace fw
