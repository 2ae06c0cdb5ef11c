// Objects as marshal data and back. The format itself is vm/code's (marshal_parser.h,
// marshal_output.h). CPython: Python/marshal.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

// marshal.dumps(). Objects with more than one reference are written once, from version 3 on.
Result<Ref> marshal_object(Thread& thread, Object* object, int version);

// marshal.loads() and marshal.load(). A file is read with readinto(), no byte more than the object
// has.
Result<Ref> unmarshal_bytes(Thread& thread, std::string_view data);
Result<Ref> unmarshal_file(Thread& thread, Object* file);

} // namespace fw
