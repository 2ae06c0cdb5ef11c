// The native modules, from modules.def.

#include "vm/modules/builtin_modules.h"

namespace fw {

#define FW_MODULE(identifier, name)                                                                \
    Result<RefTo<Module>> make_##identifier##_module(Thread& thread);
#include "vm/modules/modules.def"
#undef FW_MODULE

namespace {

constexpr BuiltinModule table[] = {
#define FW_MODULE(identifier, name) { name, make_##identifier##_module },
#include "vm/modules/modules.def"
#undef FW_MODULE
    { nullptr, nullptr },
};

} // namespace

const BuiltinModule* builtin_module_table()
{
    return table;
}

} // namespace fw
