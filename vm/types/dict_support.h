// What the files of the dict type, its views and iterators share. CPython: Objects/dictobject.c

#pragma once

#include "vm/object/dict.h"
#include "vm/object/type_spec.h"

namespace fw {

// dict_methods.cpp
extern const Method dict_methods[16];

// dict(...) and update(...): one mapping or iterable of pairs, then the keywords.
Result<void> dict_update_from_args(Thread& thread, Dict& dict, const char* name, Args args);
// dict.copy() and `|`: a plain dict.
Result<RefTo<Dict>> dict_copy_any(Thread& thread, Dict& dict);

// What dict.keys(), values() and items() give: a window on the dict.
struct DictView : Object {
    Dict* dict;
};
Ref make_dict_view(Type* type, Dict& dict);

// dict_iterators.cpp. Of one of the six iterator types.
Ref make_dict_iterator(Type* type, Dict& dict);
Result<Ref> dict_iterate(Thread& thread, Object* self);

} // namespace fw
