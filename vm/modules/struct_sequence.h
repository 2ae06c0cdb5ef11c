// Named tuples of native modules: sys.version_info, time.struct_time, os.stat_result. A type is a
// row of member names; items behind the visible ones can be had by name only.
// CPython: Objects/structseq.c
//
//     constexpr auto members = struct_members({ "major", "minor" });
//     constexpr TypeSpec spec = struct_sequence_spec("sys.version_info", members);

#pragma once

#include "vm/object/core_objects.h"
#include "vm/object/type_spec.h"

#include <array>
#include <initializer_list>

namespace fw {

template <std::size_t count>
constexpr std::array<Member, count> struct_members(const char* const (&names)[count])
{
    std::array<Member, count> members = {};
    for (std::size_t i = 0; i < count; ++i) {
        members[i] = { .name = names[i],
            .kind = MemberKind::Object,
            .offset = static_cast<std::uint32_t>(sizeof(Tuple) + i * sizeof(Object*)) };
    }
    return members;
}

Result<Ref> struct_sequence_repr(Thread& thread, Object* self);
void struct_sequence_destroy(Object* self);
Result<Ref> struct_sequence_create(Thread& thread, Type& type, Args args);
Type* struct_sequence_base(); // tuple
extern const Method struct_sequence_methods[1];

constexpr TypeSpec struct_sequence_spec(
    const char* name, std::span<const Member> members, const char* doc = "")
{
    return {
        .name = name,
        .doc = doc,
        .base = struct_sequence_base,
        .basic_size = sizeof(Tuple),
        .item_size = sizeof(Object*),
        .slots = {
            .destroy = struct_sequence_destroy,
            .repr = struct_sequence_repr,
            .create = struct_sequence_create,
        },
        .methods = struct_sequence_methods,
        .members = members,
    };
}

// Finishes a type whose spec is such a one: n_fields and its sisters. `visible`: the tuple's
// length.
void ready_struct_sequence(Type& type, const TypeSpec& spec, std::int64_t visible);
// An instance with all its items (shared), hidden ones too.
Ref make_struct_sequence(Type* type, std::initializer_list<Ref> items);

} // namespace fw
