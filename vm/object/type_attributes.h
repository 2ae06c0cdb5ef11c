// The rows of the attributes that every class has. Used by type_type.cpp only.

#pragma once

#include "vm/object/type_spec.h"

#include <span>

namespace fw {

inline constexpr std::size_t type_attribute_count = 15;
extern const Attribute type_attribute_rows[type_attribute_count];

} // namespace fw
