// Larger pieces of handlers: unpacking, string concatenation in place, merging, formatting.
// CPython: unpack_iterable, unicode_concatenate and others in Python/ceval.c

#pragma once

#include "vm/eval/eval_state.h"
#include "vm/object/list.h"

namespace fw {

// [left, right] -> [left + right], both exact strs. When the next instruction stores into the
// variable that holds the left one, that variable lets go of it first, so that it can grow in
// place: `s += t` in a loop takes linear time.
Flow concatenate_strs(Eval& eval);

// Replaces the topmost value by its `before` first items (first on top), the list of the middle
// ones when `after` >= 0, and its `after` last items.
Flow unpack_iterable(Eval& eval, std::int64_t before, std::int64_t after);

// The concatenation of strs, for f-strings.
RefTo<Str> join_strs(Object* const* parts, std::int64_t count);

// [value] or [value, spec] -> [text], as the flags of FORMAT_VALUE say.
Flow format_value(Eval& eval, std::uint32_t flags);

// The errors of `f(*value)` and `[*value]`, which name what is wrong. CPython: check_args_iterable,
// LIST_EXTEND.
Result<void> extend_list(Thread& thread, List& list, Object* iterable);
Raised raise_not_a_mapping(Thread& thread, Object* value); // {**value}
Result<void> check_call_iterable(Thread& thread, Object* callable, Object* value); // f(*value)

} // namespace fw
