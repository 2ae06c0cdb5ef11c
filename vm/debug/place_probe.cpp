// Following a place.

#include "vm/debug/place_probe.h"

#include "vm/base/raw_word.h"
#include "vm/object/descriptors.h"
#include "vm/object/dict.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/str.h"

namespace fw::debug {

namespace {

using inspect::Place;

// A freed block keeps a link where its count was: an address, or nothing.
bool has_sane_count(const Object* object)
{
    constexpr std::int64_t more_than_any = std::int64_t{ 1 } << 40;
    const auto count = static_cast<std::int64_t>(raw_word(&object->refcount));
    return count > 0 && count < more_than_any;
}

std::string last_part(const std::string& name)
{
    const std::size_t dot = name.rfind('.');
    return dot == std::string::npos ? name : name.substr(dot + 1);
}

bool is_name(const Object* key, const std::string& name)
{
    return key && is_str(key) && to_utf8(*static_cast<const Str*>(key)) == name;
}

// The member descriptor of a name in the class or its bases, without touching the method cache.
const MemberDescriptor* find_member(const Type* type, const std::string& name)
{
    if (!type->mro) { // The class is being made.
        return nullptr;
    }
    for (const Object* base : *type->mro) {
        std::int64_t position = 0;
        Object* key = nullptr;
        Object* value = nullptr;
        while (dict_next(*static_cast<const Type*>(base)->dict, position, key, value)) {
            if (is_name(key, name)) {
                return value->type == member_descriptor_type()
                    ? static_cast<const MemberDescriptor*>(value)
                    : nullptr;
            }
        }
    }
    return nullptr;
}

std::uint64_t birth_of(const Object* object)
{
    return has_flag(object->type, TypeHasGc) ? gc_birth(object) : 0;
}

} // namespace

std::optional<PlaceProbe> PlaceProbe::make(const Place& place)
{
    const auto* const owner = reinterpret_cast<const Object*>(place.owner);
    if (!Region::contains(owner) || !has_sane_count(owner)) {
        return std::nullopt;
    }
    PlaceProbe probe(place);
    probe.m_type = owner->type;
    switch (place.kind) {
    case Place::Kind::Local:
    case Place::Kind::StackSlot: {
        if (owner->type != frame_type()) {
            return std::nullopt;
        }
        const auto& its = static_cast<const Frame&>(*owner);
        const std::int64_t places
            = place.kind == Place::Kind::Local ? its.fast_count() : its.code->stacksize;
        if (place.index < 0 || place.index >= places) {
            return std::nullopt;
        }
        probe.m_birth = its.pushed_at;
        break;
    }
    case Place::Kind::Cell:
        if (owner->type != cell_type()) {
            return std::nullopt;
        }
        probe.m_birth = gc_birth(owner);
        break;
    case Place::Kind::Global:
        if (!is_dict(owner)) {
            return std::nullopt;
        }
        probe.m_birth = gc_birth(owner);
        break;
    case Place::Kind::Attribute: {
        probe.m_birth = birth_of(owner);
        const MemberDescriptor* member = find_member(owner->type, last_part(place.name));
        if (member && !is_type(owner)) {
            probe.m_member_offset = member->offset;
        } else if (!is_type(owner) && owner->type->dict_offset == 0) {
            return std::nullopt;
        }
        break;
    }
    case Place::Kind::Item:
        probe.m_birth = birth_of(owner);
        if (is_dict(owner)) {
            std::int64_t position = 0;
            Object* key = nullptr;
            Object* value = nullptr;
            for (int i = 0; i <= place.index; ++i) {
                if (!dict_next(static_cast<const Dict&>(*owner), position, key, value)) {
                    return std::nullopt;
                }
            }
            probe.m_item_key = key;
            if (is_str(key)) {
                probe.m_item_name = to_utf8(*static_cast<const Str*>(key));
            }
        } else if (!is_list(owner) && !is_tuple(owner)) {
            return std::nullopt;
        }
        break;
    }
    return probe;
}

// What is there may be another object, or none.
bool PlaceProbe::owner_is_alive() const
{
    const Object* const object = owner();
    if (raw_word(&object->type) != reinterpret_cast<std::uintptr_t>(m_type)
        || !has_sane_count(object)) {
        return false;
    }
    if (m_type == frame_type()) {
        const std::uint64_t entered_at = raw_word(&frame()->entered_at);
        return raw_word(&frame()->pushed_at) == m_birth && entered_at >= m_birth
            && (entered_at > 0 || m_birth == 0);
    }
    return !has_flag(m_type, TypeHasGc)
        || raw_word(&(reinterpret_cast<const GcHead*>(object) - 1)->flags) >> gc_birth_shift
        == m_birth;
}

// The key of the dict's entry that is followed. One of a str is known by what it says: an equal one
// may be another object at another time.
bool PlaceProbe::is_key(const Object* key) const
{
    if (!m_item_key) {
        return is_name(key, last_part(m_place.name));
    }
    return key == m_item_key || (!m_item_name.empty() && is_name(key, m_item_name));
}

// Looks for the key where it was the last time before it searches.
const Object* PlaceProbe::dict_item(const Dict& dict) const
{
    if (m_key && m_entry < dict.entry_count && dict.entries[m_entry].key == m_key) {
        return dict.entries[m_entry].value;
    }
    for (std::int64_t i = 0; i < dict.entry_count; ++i) {
        const Object* const key = dict.entries[i].key;
        if (key && is_key(key)) {
            m_key = key;
            m_entry = i;
            return dict.entries[i].value;
        }
    }
    m_key = nullptr;
    return nullptr;
}

const Object* PlaceProbe::value() const
{
    if (!owner_is_alive()) {
        return nullptr;
    }
    Object* const object = owner();
    switch (m_place.kind) {
    case Place::Kind::Local:
        return frame()->fast()[m_place.index];
    case Place::Kind::StackSlot:
        return m_place.index < frame()->stack_depth() ? frame()->stack_base()[m_place.index]
                                                      : nullptr;
    case Place::Kind::Cell:
        return static_cast<const Cell*>(object)->content;
    case Place::Kind::Global:
        return dict_item(*static_cast<const Dict*>(object));
    case Place::Kind::Attribute: {
        if (is_type(object)) {
            return dict_item(*static_cast<const Type*>(object)->dict);
        }
        if (m_member_offset != 0) {
            return *reinterpret_cast<Object**>(reinterpret_cast<char*>(object) + m_member_offset);
        }
        Dict** const dict = dict_place(object);
        return dict && *dict ? dict_item(**dict) : nullptr;
    }
    case Place::Kind::Item:
        if (is_dict(object)) {
            return dict_item(*static_cast<const Dict*>(object));
        }
        if (is_list(object)) {
            const auto& list = *static_cast<const List*>(object);
            return m_place.index < list.length ? list[m_place.index] : nullptr;
        }
        const auto& tuple = *static_cast<const Tuple*>(object);
        return m_place.index < tuple.length ? tuple[m_place.index] : nullptr;
    }
    return nullptr;
}

// Whether the item is the one that the key of a subscription means.
bool PlaceProbe::is_item(const Object* key) const
{
    if (is_dict(owner())) {
        return is_key(key);
    }
    if (!is_list(owner()) || key->type != int_type()) {
        return false;
    }
    const auto& number = static_cast<const Int&>(*key);
    return number.is_small()
        && (number.value == m_place.index
            || number.value + static_cast<const List*>(owner())->length == m_place.index);
}

bool PlaceProbe::is_stored_by(const hooks::OpcodeEvent& event) const
{
    using code::Op;
    const Frame& running = *event.frame;
    const auto argument = static_cast<std::int64_t>(event.argument);
    const auto peek = [&](std::int64_t depth) { return running.stack_top[-1 - depth]; };
    switch (event.op) {
    case Op::STORE_FAST:
    case Op::DELETE_FAST:
        return m_place.kind == Place::Kind::Local && &running == frame()
            && argument == m_place.index;
    case Op::STORE_DEREF:
    case Op::DELETE_DEREF:
        return m_place.kind == Place::Kind::Cell
            && running.fast()[running.code->nlocals + argument] == owner();
    case Op::STORE_NAME:
    case Op::DELETE_NAME:
        return m_place.kind == Place::Kind::Global && running.locals == owner()
            && is_name((*running.code->names)[argument], last_part(m_place.name));
    case Op::STORE_GLOBAL:
    case Op::DELETE_GLOBAL:
        return m_place.kind == Place::Kind::Global && running.globals == owner()
            && is_name((*running.code->names)[argument], last_part(m_place.name));
    case Op::STORE_ATTR:
    case Op::DELETE_ATTR:
        // A __setattr__ of its own may do anything: only what changes is a write then.
        return m_place.kind == Place::Kind::Attribute && peek(0) == owner() && owner_is_alive()
            && (is_type(owner()) || m_type->slots.set_attribute == generic_set_attribute)
            && is_name((*running.code->names)[argument], last_part(m_place.name));
    case Op::STORE_SUBSCR:
    case Op::DELETE_SUBSCR:
        return m_place.kind == Place::Kind::Item && peek(1) == owner() && owner_is_alive()
            && is_item(peek(0));
    default:
        return false;
    }
}

bool PlaceProbe::put(Thread& thread, Object* value, std::string& why_not) const
{
    if (!owner_is_alive()) {
        why_not = "it is not there any more";
        return false;
    }
    const auto replace = [&](Object*& place) {
        const Ref old = Ref::adopt(place);
        place = share(value).release();
    };
    Object* const object = owner();
    const auto into_dict = [&](Dict& dict, Object* key) {
        const bool done = !dict_set(thread, dict, key, value).failed();
        why_not = done ? "" : "it cannot be stored";
        return done;
    };
    switch (m_place.kind) {
    case Place::Kind::Local:
        replace(const_cast<Frame*>(frame())->fast()[m_place.index]);
        return true;
    case Place::Kind::StackSlot:
        if (m_place.index >= frame()->stack_depth()) {
            why_not = "the value stack is not that deep now";
            return false;
        }
        replace(const_cast<Frame*>(frame())->stack_base()[m_place.index]);
        return true;
    case Place::Kind::Cell:
        replace(static_cast<Cell*>(object)->content);
        return true;
    case Place::Kind::Global:
        return into_dict(*static_cast<Dict*>(object), intern(last_part(m_place.name)).get());
    case Place::Kind::Attribute: {
        const bool done
            = !set_attribute(thread, object, intern(last_part(m_place.name)).get(), value).failed();
        why_not = done ? "" : "the object does not let it be set";
        return done;
    }
    case Place::Kind::Item:
        if (is_dict(object)) {
            return into_dict(*static_cast<Dict*>(object), const_cast<Object*>(m_item_key));
        }
        if (is_list(object) && m_place.index < static_cast<List*>(object)->length) {
            replace(static_cast<List*>(object)->items[m_place.index]);
            return true;
        }
        why_not = is_tuple(object) ? "a tuple cannot be changed" : "there is no such item now";
        return false;
    }
    return false;
}

} // namespace fw::debug
