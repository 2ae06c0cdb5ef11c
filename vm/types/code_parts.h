// Code objects made of their parts: by types.CodeType(), code.replace() and marshal.loads().
// CPython: PyCode_NewWithPosOnlyArgs() in Objects/codeobject.c

#pragma once

#include "vm/object/core_objects.h"

namespace fw {

// Shared by the code object that is made.
struct CodeParts {
    std::int32_t argcount = 0;
    std::int32_t posonlyargcount = 0;
    std::int32_t kwonlyargcount = 0;
    std::int32_t nlocals = 0;
    std::int32_t stacksize = 0;
    std::int32_t flags = 0; // CO_NOFREE is set as the variables say.
    std::int32_t firstlineno = 0;
    Bytes* code = nullptr;
    Tuple* consts = nullptr;
    Tuple* names = nullptr;
    Tuple* varnames = nullptr;
    Tuple* freevars = nullptr;
    Tuple* cellvars = nullptr;
    Str* filename = nullptr;
    Str* name = nullptr;
    Bytes* lnotab = nullptr;
};

// Raises what CPython raises where it looks at the parts. The instructions are not looked at before
// the code runs.
Result<RefTo<Code>> make_code_of_parts(Thread& thread, const CodeParts& parts);

// Which cell variables are parameters; part of making a code object.
void find_cell_arguments(Code& code);

// Whether strings with this text are interned. CPython: all_name_chars()
bool has_only_name_characters(const Str& text);

// The slot and the method of the type.
Result<Ref> code_create(Thread& thread, Type& type, Args args);
Result<Ref> code_replace(Thread& thread, Code& self, Args args);

} // namespace fw
