// The order in which a class' bases are searched: C3 linearisation.
// CPython: Objects/typeobject.c (mro_implementation, pmerge, mro_internal)

#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/slot_functions.h"
#include "vm/object/type_internal.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

std::string shown_name(Thread& thread, Object* type)
{
    Ref name;
    auto found = find_attribute(thread, type, names().name, name);
    if (found.failed()) {
        clear_exception(thread);
        return "?";
    }
    return found.take() && is_str(name.get()) ? to_utf8(*as<Str>(name.get())) : "?";
}

Result<void> check_duplicates(Thread& thread, const Tuple& bases)
{
    for (std::int64_t i = 0; i < bases.length; ++i) {
        for (std::int64_t j = i + 1; j < bases.length; ++j) {
            if (bases[i] == bases[j]) {
                return raise(thread, TypeId::TypeError, "duplicate base class {}",
                    shown_name(thread, bases[i]));
            }
        }
    }
    return {};
}

// One of the lists that are merged, and how far it is used up.
struct Sequence {
    Object* const* items;
    std::int64_t length;
    std::int64_t next = 0;

    bool done() const { return next >= length; }
    bool tail_contains(const Object* item) const
    {
        for (std::int64_t i = next + 1; i < length; ++i) {
            if (items[i] == item) {
                return true;
            }
        }
        return false;
    }
};

Raised raise_inconsistent(Thread& thread, const std::vector<Sequence>& sequences)
{
    std::vector<Object*> heads;
    for (const Sequence& sequence : sequences) {
        if (!sequence.done()) {
            Object* head = sequence.items[sequence.next];
            if (std::find(heads.begin(), heads.end(), head) == heads.end()) {
                heads.push_back(head);
            }
        }
    }
    std::string text = "Cannot create a consistent method resolution\norder (MRO) for bases";
    const char* separator = " ";
    for (Object* head : heads) {
        text += separator + shown_name(thread, head);
        separator = ", ";
    }
    return raise_message(thread, TypeId::TypeError, text);
}

// Appends the merge: again and again the first head that stands in no other list's tail. CPython:
// pmerge.
Result<void> merge(Thread& thread, List& result, std::vector<Sequence>& sequences)
{
    while (true) {
        bool all_done = true;
        Object* chosen = nullptr;
        for (const Sequence& candidate : sequences) {
            if (candidate.done()) {
                continue;
            }
            all_done = false;
            Object* head = candidate.items[candidate.next];
            const bool blocked = std::any_of(sequences.begin(), sequences.end(),
                [head](const Sequence& other) { return other.tail_contains(head); });
            if (!blocked) {
                chosen = head;
                break;
            }
        }
        if (all_done) {
            return {};
        }
        if (!chosen) {
            return raise_inconsistent(thread, sequences);
        }
        list_append(result, share(chosen));
        for (Sequence& sequence : sequences) {
            if (!sequence.done() && sequence.items[sequence.next] == chosen) {
                ++sequence.next;
            }
        }
    }
}

// What a metaclass' own mro() answered must be classes that fit the instance's layout. CPython:
// mro_check.
Result<void> check_custom(Thread& thread, Type& type, const Tuple& mro)
{
    Type* solid = solid_base(&type);
    for (Object* base : mro) {
        if (!is_type(base)) {
            return raise(
                thread, TypeId::TypeError, "mro() returned a non-class ('{}')", type_name(base));
        }
        if (!is_subtype(solid, solid_base(static_cast<Type*>(base)))) {
            return raise(thread, TypeId::TypeError,
                "mro() returned base with unsuitable layout ('{}')",
                type_name(static_cast<Type*>(base)));
        }
    }
    return {};
}

} // namespace

Result<Ref> compute_mro(Thread& thread, Type& type)
{
    const Tuple& bases = *type.bases;
    RefTo<List> result = make_list();
    list_append(*result, share<Object>(&type));
    std::vector<Sequence> sequences;
    for (Object* base : bases) {
        const Tuple* mro = static_cast<Type*>(base)->mro;
        if (!mro) {
            return raise(thread, TypeId::TypeError, "Cannot extend an incomplete type '{}'",
                type_name(static_cast<Type*>(base)));
        }
        sequences.push_back({ mro->items(), mro->length });
    }
    if (bases.length > 1) {
        TRY(check_duplicates(thread, bases));
        sequences.push_back({ bases.items(), bases.length });
    }
    TRY(merge(thread, *result, sequences));
    return result;
}

Result<bool> update_mro(Thread& thread, Type& type)
{
    const bool custom = type.type != type_type();
    const RefTo<Tuple> before = RefTo<Tuple>::share(type.mro);
    Ref order;
    if (custom) {
        TRY_SET(order, call_special(thread, &type, names().mro));
    } else {
        TRY_SET(order, compute_mro(thread, type));
    }
    TRY_LET(Ref tuple, sequence_to_tuple(thread, order.get()));
    if (custom) {
        TRY(check_custom(thread, type, *as<Tuple>(tuple.get())));
    }
    if (type.mro != before.get()) {
        return false;
    }
    const Ref old = Ref::adopt(type.mro);
    type.mro = static_cast<Tuple*>(tuple.release());
    type_modified(&type);
    return true;
}

} // namespace fw
