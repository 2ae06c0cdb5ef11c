// What the types generator, coroutine and async_generator have in common.

#pragma once

#include "vm/eval/generator.h"
#include "vm/object/raise.h"

namespace fw {

void generator_destroy(Object* object);
void generator_traverse(Object* object, VisitFn visit, void* context);
void generator_finalize(Thread& thread, Object* object);
Result<Ref> generator_repr(Thread& thread, Generator& self);
Result<Ref> generator_get_delegate(Thread& thread, Object* self);

template <Str* Generator::*member> Result<Ref> generator_get_text(Thread&, Object* self)
{
    return share<Object>(as<Generator>(self)->*member);
}

template <Str* Generator::*member, const auto& label>
Result<void> generator_set_text(Thread& thread, Object* self, Object* value)
{
    if (!value || !is_str(value)) {
        return raise(thread, TypeId::TypeError, "{} must be set to a string object",
            static_cast<const char*>(label));
    }
    Str*& place = as<Generator>(self)->*member;
    Str* old = place;
    place = share(as<Str>(value)).release();
    decref(old);
    return {};
}

inline constexpr char generator_name_label[] = "__name__";
inline constexpr char generator_qualname_label[] = "__qualname__";

} // namespace fw
