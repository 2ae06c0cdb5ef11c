// Built-in functions that make text of objects.
// CPython: Python/bltinmodule.c

#include "vm/builtins/functions.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

Result<Ref> builtin_ascii(Thread& thread, Object*, Args args)
{
    TRY_LET(RefTo<Str> text, ascii(thread, args[0]));
    return Ref(std::move(text));
}

Result<Ref> builtin_repr(Thread& thread, Object*, Args args)
{
    TRY_LET(RefTo<Str> text, repr(thread, args[0]));
    return Ref(std::move(text));
}

Result<Ref> builtin_format(Thread& thread, Object*, Args args)
{
    if (args[1] && !is_str(args[1])) {
        return raise(thread, TypeId::TypeError, "format() argument 2 must be str, not {}",
            type_name(args[1]));
    }
    Str* spec = args[1] ? as<Str>(args[1]) : runtime().empty_str;
    TRY_LET(RefTo<Str> text, format(thread, args[0], spec));
    return Ref(std::move(text));
}

} // namespace fw
