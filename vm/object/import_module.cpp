// Importing from native code below the import system. CPython: Python/import.c

#include "vm/object/import_module.h"

#include "vm/object/core_objects.h"
#include "vm/object/raise.h"

namespace fw {

Result<Ref> import_by_name(Thread& thread, std::string_view name)
{
    const RefTo<Str> function = intern("__import__");
    const Ref import = Ref::share(dict_get_str(*runtime().builtins, function.get()));
    if (!import) {
        return raise(thread, TypeId::ImportError, "__import__ not found");
    }
    return call(thread, import.get(), { intern(name).get() });
}

} // namespace fw
