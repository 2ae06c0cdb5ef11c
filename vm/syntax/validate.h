// Whether a tree that a program has made is one that the parser could have made, as far as CPython
// wants to know. Trees from text need no validation.
// CPython: PyAST_Validate() in Python/ast.c
#pragma once

#include <optional>
#include <string>
#include <unordered_map>

#include "vm/syntax/ast.h"

namespace fw::syntax {

struct TreeFault {
    enum class Kind : std::uint8_t { ValueError, TypeError };

    Kind kind = Kind::ValueError;
    std::string message;
};

// Constants that stand for objects which may be none, with the name of the object's type.
using InvalidConstants = std::unordered_map<const fw::Constant*, std::string>;

// The first fault, in CPython's order. Recurses as deep as the tree is.
std::optional<TreeFault> validate(const Module& root, const InvalidConstants& invalid_constants);

} // namespace fw::syntax
