// LOAD_ATTR, STORE_ATTR and LOAD_METHOD beyond their inline caches.

#pragma once

#include "vm/eval/frame.h"

namespace fw {

// Does the whole lookup and fills the cache for the next time.
Result<Ref> load_attribute_slow(Thread& thread, Object* owner, AttributeCache& cache);
Result<void> store_attribute_slow(
    Thread& thread, Object* owner, AttributeCache& cache, Object* value);
// True: `method` is to be called with the owner as its first argument.
Result<bool> load_method_slow(Thread& thread, Object* owner, AttributeCache& cache, Ref& method);

// The instance's dict if it has one at a positive offset and it has been made; else null.
inline Dict* instance_dict(Object* owner)
{
    const std::int32_t offset = owner->type->dict_offset;
    return offset > 0 ? *reinterpret_cast<Dict**>(reinterpret_cast<char*>(owner) + offset)
                      : nullptr;
}

} // namespace fw
