// Calling any object.
// CPython: Objects/call.c

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <algorithm>
#include <vector>

namespace fw {

bool is_callable(const Object* object)
{
    return object->type->slots.call != nullptr;
}

Result<Ref> call(Thread& thread, Object* callable, Args args)
{
    if (const CallFn function = callable->type->slots.call) [[likely]] {
        return function(thread, callable, args);
    }
    return raise(thread, TypeId::TypeError, "'{}' object is not callable", type_name(callable));
}

Result<Ref> call(Thread& thread, Object* callable, std::initializer_list<Object*> args)
{
    return call(thread, callable, Args{ args.begin(), args.size(), nullptr });
}

Result<Ref> call_method(
    Thread& thread, Object* object, Str* name, std::initializer_list<Object*> args)
{
    Ref method;
    TRY_LET(bool unbound, get_method(thread, object, name, method));
    const Args given{ args.begin(), args.size(), nullptr };
    if (!unbound) {
        return call(thread, method.get(), given);
    }
    const PrependedArgs all(object, given);
    return call(thread, method.get(), all.args());
}

Result<Ref> call_with(Thread& thread, Object* callable, Tuple* positional, Dict* keywords)
{
    const auto count = static_cast<std::size_t>(positional->length);
    if (!keywords || keywords->used == 0) {
        return call(thread, callable, Args{ positional->items(), count, nullptr });
    }
    // The values are held while the call runs: it may change the dict.
    const RefTo<Tuple> names = make_tuple(keywords->used);
    std::vector<Object*> values(positional->begin(), positional->end());
    std::vector<Ref> held;
    held.reserve(static_cast<std::size_t>(keywords->used));
    std::int64_t position = 0;
    std::int64_t index = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    bool only_strs = true;
    while (dict_next(*keywords, position, key, value)) {
        only_strs = only_strs && is_str(key);
        names->items()[index++] = share(key).release();
        held.push_back(share(value));
        values.push_back(value);
    }
    if (!only_strs) {
        return raise(thread, TypeId::TypeError, "keywords must be strings");
    }
    return call(thread, callable, Args{ values.data(), count, names.get() });
}

} // namespace fw
