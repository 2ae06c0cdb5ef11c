// Name mangling: __spam in class Ham becomes _Ham__spam.
// CPython: _Py_Mangle()
#pragma once

#include "vm/syntax/tree.h"

namespace fw::compile {

// `class_name` is null outside of classes.
inline syntax::Identifier mangle(
    syntax::Tree& tree, syntax::Identifier class_name, syntax::Identifier name)
{
    if (class_name == nullptr || !name->starts_with("__") || name->ends_with("__")
        || name->find('.') != std::string::npos) {
        return name;
    }
    const std::size_t start = class_name->find_first_not_of('_');
    if (start == std::string::npos) {
        return name;
    }
    return tree.intern('_' + class_name->substr(start) + *name);
}

} // namespace fw::compile
