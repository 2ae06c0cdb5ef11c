// Marshal data of a code object as a code unit: what is in a .pyc behind its header. The data is
// checked for form only; verify.h tells whether the code can run. CPython: Python/marshal.c
#pragma once

#include "vm/code/code_unit.h"
#include "vm/code/marshal_format.h"

#include <string>
#include <string_view>

namespace fw::code {

struct UnmarshalOutcome {
    CodeRef code;
    marshal::Fault fault{}; // When there is no code.
    bool is_other_object = false; // The data is good, but of something else.
    // A constant is one that no compiler makes and a code unit cannot hold: a list, a set.
    bool has_other_constant = false;
    std::string error; // CPython's words where it has some: "bad marshal data (...)"

    explicit operator bool() const { return code != nullptr; }
};

// Bytes behind the object are ignored, as CPython does.
UnmarshalOutcome unmarshal_code(std::string_view data);

} // namespace fw::code
