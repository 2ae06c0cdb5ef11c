// Handlers for attributes and methods.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/attributes.h"
#include "vm/eval/eval_state.h"
#include "vm/eval/notify.h"

namespace fw {

OPCODE(LOAD_ATTR)
{
    AttributeCache& cache = *eval.ip->attribute;
    Object* owner = eval.top();
    if (cache.type_version == owner->type->version && cache.type_version != 0) [[likely]] {
        const Dict* dict = instance_dict(owner);
        if (cache.kind == AttributeKind::Instance) {
            if (dict && cache.index < dict->entry_count) [[likely]] {
                const DictEntry& entry = dict->entries[cache.index];
                if (entry.key == cache.name && entry.value) [[likely]] {
                    eval.replace_one(share(entry.value));
                    return Flow::Next;
                }
            }
        } else if (cache.kind == AttributeKind::ClassValue
            && (!dict || dict_find_str(*dict, cache.name) < 0)) {
            eval.replace_one(share(cache.found));
            return Flow::Next;
        }
    }
    TRY_LET(Ref value, load_attribute_slow(eval.thread, owner, cache));
    eval.replace_one(std::move(value));
    return Flow::Next;
}

template <bool Observed>
FW_INLINE void tell_attribute_write(Eval& eval, Object* owner, Object* value)
{
    if constexpr (Observed) {
        notify(hooks::Event::AttributeWrite, &hooks::Observer::on_attribute_write,
            hooks::NameWriteEvent{
                eval.thread.last_step(), eval.frame, owner, eval.ip->attribute->name, value });
    }
}

OPCODE(STORE_ATTR)
{
    AttributeCache& cache = *eval.ip->attribute;
    Object* owner = eval.top();
    Object* value = eval.second();
    tell_attribute_write<Observed>(eval, owner, value);
    if (cache.type_version == owner->type->version && cache.type_version != 0) [[likely]] {
        Dict* dict = instance_dict(owner);
        if (dict && cache.index < dict->entry_count) [[likely]] {
            DictEntry& entry = dict->entries[cache.index];
            if (entry.key == cache.name && entry.value) [[likely]] {
                Object* old = entry.value;
                entry.value = value;
                dict_stored(*dict, value);
                eval.sp -= 2;
                eval.sync();
                decref(old);
                decref(owner);
                return Flow::Next;
            }
        }
    }
    TRY(store_attribute_slow(eval.thread, owner, cache, value));
    eval.drop_from_below(2);
    return Flow::Next;
}

OPCODE(DELETE_ATTR)
{
    TRY(set_attribute(eval.thread, eval.top(), eval.ip->attribute->name, nullptr));
    tell_attribute_write<Observed>(eval, eval.top(), nullptr);
    eval.drop();
    return Flow::Next;
}

// [owner] -> [method, owner] when the method is to be called with the owner, else [NULL, bound].
OPCODE(LOAD_METHOD)
{
    AttributeCache& cache = *eval.ip->attribute;
    Object* owner = eval.top();
    if (cache.type_version == owner->type->version && cache.type_version != 0) [[likely]] {
        const Dict* dict = instance_dict(owner);
        if (!dict || dict_find_str(*dict, cache.name) < 0) [[likely]] {
            incref(cache.found);
            eval.top() = cache.found;
            *eval.sp++ = owner;
            return Flow::Next;
        }
    }
    Ref method;
    TRY_LET(const bool unbound, load_method_slow(eval.thread, owner, cache, method));
    if (unbound) {
        eval.top() = method.release();
        *eval.sp++ = owner;
    } else {
        eval.top() = nullptr;
        *eval.sp++ = method.release();
        eval.sync();
        decref(owner);
    }
    return Flow::Next;
}

} // namespace fw
