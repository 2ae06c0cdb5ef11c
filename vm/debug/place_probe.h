// Follows one place through history: what it holds at the machine's present step, and whether the
// thing that it belongs to is there. A thing is named by its address and its birth, so that another
// one at the same address, before or after, is never taken for it. Looks at memory; runs nothing.
#pragma once

#include "vm/eval/frame.h"
#include "vm/hooks/event.h"
#include "vm/inspect/history.h"

#include <cstdint>
#include <optional>
#include <string>

namespace fw::debug {

class PlaceProbe {
public:
    // The place as it is now. Nothing: there is no such place.
    static std::optional<PlaceProbe> make(const inspect::Place& place);

    // What it holds now; null when it is empty or its owner is not alive.
    const Object* value() const;
    // Whether the instruction that is about to execute stores there by its very meaning: then it is
    // a write even when the same value is stored.
    bool is_stored_by(const hooks::OpcodeEvent& event) const;
    // The owner's birth: nothing was written before.
    std::uint64_t birth() const { return m_birth; }

    // Puts a value there, as the machine stands, with a reference of its own. Runs on the fiber: an
    // attribute may have a setter. False with the reason; an exception may be pending.
    bool put(Thread& thread, Object* value, std::string& why_not) const;

private:
    explicit PlaceProbe(const inspect::Place& place)
        : m_place(place)
    {
    }

    bool owner_is_alive() const;
    const Frame* frame() const { return reinterpret_cast<const Frame*>(m_place.owner); }
    Object* owner() const { return reinterpret_cast<Object*>(m_place.owner); }
    const Object* dict_item(const Dict& dict) const;
    bool is_key(const Object* key) const;
    bool is_item(const Object* key) const;

    inspect::Place m_place;
    const Type* m_type = nullptr; // of the owner
    std::uint64_t m_birth = 0;
    std::uint32_t m_member_offset = 0; // of an attribute in __slots__
    const Object* m_item_key = nullptr; // of an item of a dict: known by its address
    std::string m_item_name; // or, when it is a str, by what it says
    // Where the key was found in the dict: the next look is short.
    mutable const Object* m_key = nullptr;
    mutable std::int64_t m_entry = 0;
};

} // namespace fw::debug
