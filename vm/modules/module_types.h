// Where modules keep their own types: places of Runtime::types from TypeId::first_module_type on,
// in a block for each module. A module numbers the types of its block from 0.
//
//     Type* counter_type() { return module_type_at(ModuleBlock::itertools, 3); }
//     ...
//     make_module_type(ModuleBlock::itertools, 3, counter_spec);

#pragma once

#include "vm/object/module_state.h"
#include "vm/object/runtime.h"
#include "vm/object/type_spec.h"

namespace fw {

enum class ModuleBlock : std::uint16_t {
    io = 200,
    sys = 220,
    time = 230,
    builtins = 234,
    itertools = 240,
    collections = 264,
    functools = 276,
    operator_ = 284,
    random = 290,
    weakref = 294,
    struct_ = 300,
    posix = 304,
    string = 310,
    abc = 314,
    contextvars = 318,
    thread = 324,
    sre = 330,
    other = 340,
    ast = 342,
    symtable = 344,
    socket = 346, // with select
    array = 350,
    csv = 354,
    hash = 360, // 12 of them
};

inline Type* module_type_at(ModuleBlock block, std::uint16_t index)
{
    return type_at(static_cast<std::size_t>(block) + index);
}

// Makes the type ready the first time it is asked for.
inline Type* make_module_type(ModuleBlock block, std::uint16_t index, const TypeSpec& spec)
{
    Type* type = module_type_at(block, index);
    type_ready(*type, spec);
    return type;
}

} // namespace fw
