// What is in an object, as plain data: items, attributes, slots, the contents of a cell, the
// variables of a suspended generator, each with the place where it is kept. Runs no Python code.
#pragma once

#include "vm/inspect/picture.h"
#include "vm/object/object.h"

#include <cstddef>
#include <string>

namespace fw::inspect {

// How many parts of one object are shown at a time.
inline constexpr std::size_t parts_page = 100;

// The object with the tree of what is opened below it. `name` begins the names of its places:
// "points" leads to "points[0].x". Null: not found.
ObjectDetail make_detail(const Object* object, const std::string& name, const OpenParts& opened);

} // namespace fw::inspect
