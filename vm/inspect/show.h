// Values as one line of text, made from memory: no Python code runs. Two styles: the oracle's,
// exactly as oracle/trace39.py shows them, for the lock-step log; and previews for people.

#pragma once

#include "vm/object/object.h"

#include <string>

namespace fw::inspect {

// As trace39.py: exact built-in values to depth 2 with at most 4 items, everything else by its
// kind. null: "NULL".
std::string show_value(const Object* object);

// repr() of a str in ASCII; of bytes; of a complex number.
std::string ascii_repr(const Object* str);

} // namespace fw::inspect
