// Values for people, as plain data: a preview of one line made from memory, the kind that decides
// its colour, a page of a namespace. Runs no Python code. What is in an object: object_view.h.

#pragma once

#include "vm/inspect/picture.h"
#include "vm/object/object.h"

#include <cstddef>
#include <string>

namespace fw {
struct Dict;
}

namespace fw::inspect {

inline ObjectId id_of(const Object* object)
{
    return reinterpret_cast<ObjectId>(object);
}

Kind kind_of(const Object* object); // null: Kind::Null

// At most about `most` characters; longer values end in "…". Previews of containers show their
// first items.
std::string preview_text(const Object* object, std::size_t most, bool& shortened);
inline constexpr std::size_t preview_length = 100;

Value make_value(const Object* object); // null: the empty slot

NamePage make_name_page(const Dict& dict, std::size_t first, std::size_t count);

} // namespace fw::inspect
