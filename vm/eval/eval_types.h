// Types that the evaluation layer keeps beside those of types.def: the objects that drive an
// asynchronous generator, and what import notes on modules. They have fixed places at the end of
// Runtime::types.

#pragma once

#include "vm/object/runtime.h"

namespace fw {

enum class EvalType : std::uint16_t {
    async_generator_asend = 380,
    async_generator_athrow,
    async_generator_wrapped_value,
    file_loader,
    sourceless_loader,
    builtin_importer,
    frozen_importer,
    path_finder,
    file_finder,
    import_spec,
    count,
};

// Places of Runtime::module_state, from the end: those of vm/modules are numbered from the start.
enum class EvalState : std::uint8_t { tracing = 62, importlib = 63 };

static_assert(static_cast<std::size_t>(EvalType::count) <= static_cast<std::size_t>(TypeId::count));

inline Type* type_of(EvalType type)
{
    return type_at(static_cast<std::size_t>(type));
}

// Makes them ready; part of booting, after the types of types.def.
void boot_async_generator_types();
void boot_import_types();

} // namespace fw
