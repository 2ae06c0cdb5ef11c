// What can be done with any object: the abstract protocols. One declaration each; implemented by
// theme in number.cpp, sequence.cpp, mapping.cpp, compare.cpp, iterate.cpp, attribute.cpp,
// call.cpp, convert.cpp. Every function here may run Python code and may raise. CPython:
// Objects/abstract.c, Objects/object.c, Objects/call.c

#pragma once

#include "vm/object/runtime.h"
#include "vm/object/str.h"
#include "vm/object/tuple.h"

namespace fw {

// --- attributes (attribute.cpp)
// ------------------------------------------------------------------------------------------------
Result<Ref> get_attribute(Thread& thread, Object* object, Str* name); // AttributeError when absent
Result<bool> find_attribute(
    Thread& thread, Object* object, Str* name, Ref& value); // false: absent, nothing pending
Result<void> set_attribute(
    Thread& thread, Object* object, Str* name, Object* value); // null: delete
Result<Ref> generic_get_attribute(
    Thread& thread, Object* object, Str* name); // object.__getattribute__
Result<void> generic_set_attribute(Thread& thread, Object* object, Str* name, Object* value);
// As obj.name(...): `method` unbound and true when self is to be passed as the first argument.
// CPython: _PyObject_GetMethod.
Result<bool> get_method(Thread& thread, Object* object, Str* name, Ref& method);
// A special method looked up on the type and bound; empty and nothing pending: absent. CPython:
// _PyObject_LookupSpecial.
Result<bool> find_special(Thread& thread, Object* object, Str* name, Ref& bound);
// The place of the instance's __dict__, or null if it has none. The Dict there may still be null.
Dict** dict_place(Object* object);
Result<Ref> object_dir(Thread& thread, Object* object); // dir(object), sorted list
Result<bool> is_instance(
    Thread& thread, Object* object, Object* type_or_tuple); // with __instancecheck__
Result<bool> is_subclass(Thread& thread, Object* type, Object* type_or_tuple);
// The same without those hooks: what type.__instancecheck__ and __subclasscheck__ answer.
Result<bool> is_instance_default(Thread& thread, Object* object, Object* type);
Result<bool> is_subclass_default(Thread& thread, Object* derived, Object* type);

// --- calls (call.cpp)
// ------------------------------------------------------------------------------------------------
Result<Ref> call(Thread& thread, Object* callable, Args args);
Result<Ref> call(Thread& thread, Object* callable, std::initializer_list<Object*> args);
Result<Ref> call_method(
    Thread& thread, Object* object, Str* name, std::initializer_list<Object*> args = {});
// callable(*positional, **keywords); keywords may be null. CPython: PyObject_Call.
Result<Ref> call_with(Thread& thread, Object* callable, Tuple* positional, Dict* keywords);
bool is_callable(const Object* object);

// --- numbers (number.cpp)
// ------------------------------------------------------------------------------------------------
Result<Ref> number_add(
    Thread& thread, Object* left, Object* right); // also sequences' concatenation
Result<Ref> number_subtract(Thread& thread, Object* left, Object* right);
Result<Ref> number_multiply(
    Thread& thread, Object* left, Object* right); // also sequences' repetition
Result<Ref> number_matrix_multiply(Thread& thread, Object* left, Object* right);
Result<Ref> number_true_divide(Thread& thread, Object* left, Object* right);
Result<Ref> number_floor_divide(Thread& thread, Object* left, Object* right);
Result<Ref> number_remainder(Thread& thread, Object* left, Object* right);
Result<Ref> number_divmod(Thread& thread, Object* left, Object* right);
Result<Ref> number_power(
    Thread& thread, Object* left, Object* right, Object* modulus /* None: two operands */);
Result<Ref> number_shift_left(Thread& thread, Object* left, Object* right);
Result<Ref> number_shift_right(Thread& thread, Object* left, Object* right);
Result<Ref> number_and(Thread& thread, Object* left, Object* right);
Result<Ref> number_xor(Thread& thread, Object* left, Object* right);
Result<Ref> number_or(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_add(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_subtract(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_multiply(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_matrix_multiply(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_true_divide(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_floor_divide(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_remainder(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_power(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_shift_left(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_shift_right(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_and(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_xor(Thread& thread, Object* left, Object* right);
Result<Ref> number_inplace_or(Thread& thread, Object* left, Object* right);
Result<Ref> number_negative(Thread& thread, Object* object);
Result<Ref> number_positive(Thread& thread, Object* object);
Result<Ref> number_absolute(Thread& thread, Object* object);
Result<Ref> number_invert(Thread& thread, Object* object);
Result<Ref> number_index(Thread& thread, Object* object); // operator.index: an int
Result<Ref> number_int(Thread& thread, Object* object); // int(object)
Result<Ref> number_float(Thread& thread, Object* object); // float(object)

// --- containers (sequence.cpp, mapping.cpp)
// -----------------------------------------------------------------------------------------
Result<std::int64_t> length(Thread& thread, Object* object); // len()
Result<std::int64_t> length_hint(Thread& thread, Object* object, std::int64_t fallback);
Result<Ref> get_item(Thread& thread, Object* object, Object* key); // object[key]
Result<void> set_item(Thread& thread, Object* object, Object* key, Object* value); // null: delete
Result<Ref> get_index(
    Thread& thread, Object* object, std::int64_t index); // sequences; negative as Python means it
Result<bool> contains(Thread& thread, Object* container, Object* item); // item in container
// "x must be an integer" and so on; a slice's or index' bounds made explicit. CPython:
// PySlice_Unpack + AdjustIndices.
struct SliceBounds {
    std::int64_t start;
    std::int64_t stop;
    std::int64_t step;
    std::int64_t length; // items selected
};
// The two halves of it, for natives whose length may change while the indices are computed.
Result<SliceBounds> slice_unpack(Thread& thread, Object* slice);
void slice_adjust(SliceBounds& bounds, std::int64_t length);
Result<SliceBounds> slice_bounds(Thread& thread, Object* slice, std::int64_t length);
Result<Ref> sequence_to_list(Thread& thread, Object* iterable); // list(iterable), a new List
Result<Ref> sequence_to_tuple(Thread& thread, Object* iterable); // tuple(iterable)
// A List or Tuple with the items (itself if it is one), for fast walking; TypeError(message) when
// not iterable.
Result<Ref> sequence_fast(Thread& thread, Object* iterable, const char* message);

// --- iteration (iterate.cpp)
// ------------------------------------------------------------------------------------------------
Result<Ref> get_iterator(Thread& thread, Object* object); // iter()
NextItem iterate_next(Thread& thread, Object* iterator); // the slot; swallows nothing: see NextItem
// After an empty NextItem: true if it was the end (a pending StopIteration is dropped), false if
// raised.
bool iteration_ended(Thread& thread);
// for (item in iterable) function(item) -> Result<bool>, false stops early.
template <class Function> Result<void> for_each(Thread& thread, Object* iterable, Function function)
{
    TRY_LET(Ref iterator, get_iterator(thread, iterable));
    while (true) {
        Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (iteration_ended(thread)) {
                return {};
            }
            return Raised{};
        }
        TRY_LET(bool more, function(std::move(item)));
        if (!more) {
            return {};
        }
    }
}

// --- comparison and truth (compare.cpp)
// ----------------------------------------------------------------------------------------------
Result<Ref> compare(Thread& thread, Object* left, Object* right, CompareOp op);
Result<bool> compare_bool(
    Thread& thread, Object* left, Object* right, CompareOp op); // identity implies equality
inline Result<bool> equal(Thread& thread, Object* left, Object* right)
{
    return compare_bool(thread, left, right, CompareOp::Equal);
}
Result<bool> is_true(Thread& thread, Object* object);
Result<std::int64_t> hash(Thread& thread, Object* object); // TypeError: unhashable type

// --- conversion (convert.cpp)
// ------------------------------------------------------------------------------------------------
Result<RefTo<Str>> repr(Thread& thread, Object* object);
Result<RefTo<Str>> str(Thread& thread, Object* object);
Result<RefTo<Str>> ascii(Thread& thread, Object* object);
Result<RefTo<Str>> format(Thread& thread, Object* object, Str* spec); // format(object, spec)
// C++ numbers from Python ones, with CPython's errors. to_index clips to 64 bits when asked, as for
// slices, by clip_to_index.
inline constexpr TypeId clip_to_index = TypeId::none_;
Result<std::int64_t> to_int64(
    Thread& thread, Object* object); // __index__; OverflowError beyond 64 bits
Result<std::int64_t> to_index(
    Thread& thread, Object* object, TypeId overflow_error = TypeId::IndexError);
Result<double> to_double(Thread& thread, Object* object); // float(object)
Result<std::string> to_text(
    Thread& thread, Object* object, const char* what); // UTF-8 of a str, else TypeError

Ref make_float(double value);

} // namespace fw
