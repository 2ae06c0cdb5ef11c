// The bytearray type and its iterator.
// CPython: Objects/bytearrayobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytearray_methods.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/container_support.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

ByteArray& array_of(Object* object)
{
    return *static_cast<ByteArray*>(object);
}

void byte_array_destroy(Object* self)
{
    if (array_of(self).bytes) {
        region_free(array_of(self).bytes);
    }
    free_object(self);
}

Result<Ref> byte_array_repr(Thread&, ByteArray& self)
{
    return make_str(fmt::format(
        "{}({})", type_name(&self), bytes_repr_text(self.view(), SingleQuotes::EscapeAlways)));
}

Result<Ref> byte_array_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    std::string_view a;
    std::string_view b;
    if (!bytes_view(left, a) || !bytes_view(right, b)) {
        return make_not_implemented();
    }
    return make_bool(order_holds(op, a.compare(b), 0));
}

Result<std::int64_t> byte_array_length(Thread&, Object* self)
{
    return array_of(self).length;
}

Result<Ref> byte_array_concat(Thread& thread, Object* left, Object* right)
{
    std::string_view a;
    std::string_view b;
    if (!bytes_view(left, a) || !bytes_view(right, b)) {
        return raise(
            thread, TypeId::TypeError, "can't concat {} to {}", type_name(right), type_name(left));
    }
    RefTo<ByteArray> out = make_byte_array({});
    byte_array_resize(*out, static_cast<std::int64_t>(a.size() + b.size()));
    std::copy(a.begin(), a.end(), out->bytes);
    std::copy(b.begin(), b.end(), out->bytes + a.size());
    return out;
}

Result<Ref> byte_array_inplace_concat(Thread& thread, Object* left, Object* right)
{
    std::string_view bytes;
    if (!bytes_view(right, bytes)) {
        return raise(
            thread, TypeId::TypeError, "can't concat {} to {}", type_name(right), type_name(left));
    }
    ByteArray& self = array_of(left);
    TRY(byte_array_replace(thread, self, self.length, self.length, bytes));
    return share(left);
}

Result<std::int64_t> repeated_length(Thread& thread, const ByteArray& self, std::int64_t count)
{
    std::int64_t length;
    if (__builtin_mul_overflow(self.length, std::max<std::int64_t>(count, 0), &length)) {
        return raise_memory_error(thread);
    }
    return length;
}

void fill_repeated(ByteArray& array, std::int64_t unit)
{
    for (std::int64_t done = unit; unit > 0 && done < array.length; done += unit) {
        std::memcpy(array.bytes + done, array.bytes, static_cast<std::size_t>(unit));
    }
}

Result<Ref> byte_array_repeat(Thread& thread, Object* object, std::int64_t count)
{
    ByteArray& self = array_of(object);
    TRY_LET(const std::int64_t length, repeated_length(thread, self, count));
    RefTo<ByteArray> out = make_byte_array({});
    byte_array_resize(*out, length);
    if (length > 0) {
        std::memcpy(out->bytes, self.bytes, static_cast<std::size_t>(self.length));
        fill_repeated(*out, self.length);
    }
    return out;
}

Result<Ref> byte_array_inplace_repeat(Thread& thread, Object* object, std::int64_t count)
{
    ByteArray& self = array_of(object);
    TRY_LET(const std::int64_t length, repeated_length(thread, self, count));
    const std::int64_t unit = self.length;
    if (length != unit) {
        TRY(byte_array_check_resizable(thread, self));
        byte_array_resize(self, length);
        fill_repeated(self, unit);
    }
    return share(object);
}

Result<Ref> byte_array_item(Thread& thread, Object* object, std::int64_t index)
{
    ByteArray& self = array_of(object);
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "bytearray index out of range");
    }
    return make_int(static_cast<unsigned char>(self.bytes[index]));
}

Result<Ref> byte_array_subscript(Thread& thread, Object* object, Object* key)
{
    ByteArray& self = array_of(object);
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return byte_array_item(thread, object, index < 0 ? index + self.length : index);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError,
            "bytearray indices must be integers or slices, not {}", type_name(key));
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, self.length));
    RefTo<ByteArray> out = make_byte_array({});
    byte_array_resize(*out, std::max<std::int64_t>(bounds.length, 0));
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        out->bytes[i] = self.bytes[bounds.start + i * bounds.step];
    }
    return out;
}

Result<void> set_byte(Thread& thread, ByteArray& self, std::int64_t index, Object* value)
{
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "bytearray index out of range");
    }
    if (!value) {
        return byte_array_replace(thread, self, index, index + 1, {});
    }
    TRY_LET(const unsigned char byte, to_byte(thread, value, "byte"));
    if (index >= self.length) { // __index__ may have shrunk it.
        return raise(thread, TypeId::IndexError, "bytearray index out of range");
    }
    self.bytes[index] = static_cast<char>(byte);
    return {};
}

// What is assigned to a slice, as bytes.
Result<std::string> assigned_bytes(Thread& thread, Object* value)
{
    std::string_view view;
    if (bytes_view(value, view)) {
        return std::string(view);
    }
    if (is_int(value) || is_str(value)) {
        return raise(thread, TypeId::TypeError,
            "can assign only bytes, buffers, or iterables of ints in range(0, 256)");
    }
    return byte_array_items(thread, value);
}

Result<void> byte_array_set_subscript(Thread& thread, Object* object, Object* key, Object* value)
{
    ByteArray& self = array_of(object);
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return set_byte(thread, self, index < 0 ? index + self.length : index, value);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError,
            "bytearray indices must be integers or slices, not {}", type_name(key));
    }
    std::string bytes;
    if (value) {
        TRY_SET(bytes, assigned_bytes(thread, value));
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, self.length));
    const auto count = static_cast<std::int64_t>(bytes.size());
    if (bounds.step == 1) {
        const std::int64_t end = bounds.start + std::max<std::int64_t>(bounds.length, 0);
        return byte_array_replace(thread, self, bounds.start, end, bytes);
    }
    if (!value || (count == 0 && bounds.length > 0)) {
        // Takes the selected bytes out.
        if (bounds.length <= 0) {
            return {};
        }
        TRY(byte_array_check_resizable(thread, self));
        std::string kept;
        const std::int64_t first
            = bounds.step > 0 ? bounds.start : bounds.start + (bounds.length - 1) * bounds.step;
        const std::int64_t stride = std::abs(bounds.step);
        for (std::int64_t i = 0; i < self.length; ++i) {
            const std::int64_t offset = i - first;
            const bool is_selected
                = offset >= 0 && offset % stride == 0 && offset / stride < bounds.length;
            if (!is_selected) {
                kept.push_back(self.bytes[i]);
            }
        }
        return byte_array_replace(thread, self, 0, self.length, kept);
    }
    if (count != bounds.length) {
        return raise(thread, TypeId::ValueError,
            "attempt to assign bytes of size {} to extended slice of size {}", count,
            bounds.length);
    }
    for (std::int64_t i = 0; i < count; ++i) {
        self.bytes[bounds.start + i * bounds.step] = bytes[static_cast<std::size_t>(i)];
    }
    return {};
}

Result<void> byte_array_set_item(Thread& thread, Object* object, std::int64_t index, Object* value)
{
    return set_byte(thread, array_of(object), index, value);
}

// --- construction

Result<Ref> byte_array_create(Thread&, Type& type, Args)
{
    RefTo<ByteArray> self = allocate<ByteArray>(&type);
    byte_array_resize(*self, 0);
    return self;
}

Result<void> byte_array_init(Thread& thread, Object* object, Args args)
{
    static constexpr SignatureShape shape("source=b'', encoding='', errors=''");
    Object* values[3];
    TRY(bind_arguments(thread, "bytearray", shape, args, values));
    Object* const source = values[0];
    TRY_LET(const std::string encoding, text_argument(thread, values[1], "bytearray", 2, nullptr));
    TRY_LET(const std::string errors, text_argument(thread, values[2], "bytearray", 3, nullptr));
    ByteArray& self = array_of(object);
    if (self.length > 0) {
        TRY(byte_array_replace(thread, self, 0, self.length, {}));
    }
    if (source && is_str(source)) {
        if (!values[1]) {
            return raise(thread, TypeId::TypeError, "string argument without an encoding");
        }
        TRY_LET(
            RefTo<Bytes> bytes, encode_str(thread, *static_cast<Str*>(source), encoding, errors));
        return byte_array_replace(thread, self, 0, 0, bytes->view());
    }
    if (values[1] || values[2]) {
        return raise_message(thread, TypeId::TypeError,
            values[1] ? "encoding without a string argument" : "errors without a string argument");
    }
    if (!source) {
        return {};
    }
    if (source->type->slots.to_index) {
        auto size = to_index(thread, source, TypeId::OverflowError);
        if (!size.failed()) {
            const std::int64_t count = size.take();
            if (count < 0) {
                return raise(thread, TypeId::ValueError, "negative count");
            }
            byte_array_resize(self, count);
            std::memset(self.bytes, 0, static_cast<std::size_t>(count));
            return {};
        }
        if (!pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    std::string_view view;
    if (bytes_view(source, view)) {
        return byte_array_replace(thread, self, 0, 0, view);
    }
    auto iterator = get_iterator(thread, source);
    if (iterator.failed()) {
        if (!pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        }
        clear_exception(thread);
        return raise(thread, TypeId::TypeError, "cannot convert '{}' object to bytearray",
            type_name(source));
    }
    Ref items = iterator.take();
    TRY_LET(const std::string bytes, byte_array_items(thread, items.get()));
    return byte_array_replace(thread, self, 0, self.length, bytes);
}

Result<Ref> byte_array_alloc(Thread&, ByteArray& self, Args)
{
    return make_int(self.capacity);
}

Result<Ref> byte_array_sizeof(Thread&, ByteArray& self, Args)
{
    return make_int(56 + self.capacity);
}

Result<Ref> byte_array_reduce(Thread&, ByteArray& self, Args)
{
    RefTo<Str> text = make_str_from_units(self.bytes, 1, self.length);
    RefTo<Str> encoding = make_str("latin-1");
    Ref arguments = make_tuple({ text.get(), encoding.get() });
    return make_tuple({ self.type, arguments.get(), none() });
}

constexpr Method own_methods[] = {
    { .name = "__alloc__",
        .call = native<ByteArray, byte_array_alloc>,
        .doc = "How many bytes are allocated." },
    { .name = "__reduce__",
        .call = native<ByteArray, byte_array_reduce>,
        .doc = "State for pickling." },
    { .name = "__sizeof__", .call = native<ByteArray, byte_array_sizeof>, .doc = "Size in bytes." },
    { .name = "append",
        .signature = "item, /",
        .call = native<ByteArray, byte_array_append>,
        .doc = "One more byte at the end." },
    { .name = "clear", .call = native<ByteArray, byte_array_clear>, .doc = "No bytes any more." },
    { .name = "copy", .call = native<ByteArray, byte_array_copy>, .doc = "A copy." },
    { .name = "extend",
        .signature = "iterable_of_ints, /",
        .call = native<ByteArray, byte_array_extend>,
        .doc = "More bytes at the end." },
    { .name = "insert",
        .signature = "index, item, /",
        .call = native<ByteArray, byte_array_insert>,
        .doc = "A byte in front of a position." },
    { .name = "pop",
        .signature = "index=-1, /",
        .call = native<ByteArray, byte_array_pop>,
        .doc = "Takes a byte out and gives it." },
    { .name = "remove",
        .signature = "value, /",
        .call = native<ByteArray, byte_array_remove>,
        .doc = "Takes the first occurrence of a byte out." },
    { .name = "reverse",
        .call = native<ByteArray, byte_array_reverse>,
        .doc = "Turns the order round." },
};
constexpr auto byte_array_methods = with_shared_methods(own_methods);

// --- the iterator

struct ByteArrayIterator : Object {
    std::int64_t index;
    ByteArray* array; // null: exhausted
};

Result<Ref> byte_array_iterate(Thread&, Object* self)
{
    RefTo<ByteArrayIterator> iterator = allocate<ByteArrayIterator>(bytearray_iterator_type());
    iterator->array = share(static_cast<ByteArray*>(self)).release();
    gc_track(iterator.get());
    return iterator;
}

void iterator_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(static_cast<ByteArrayIterator*>(self)->array);
    free_object(self);
}

void iterator_traverse(Object* self, VisitFn visit, void* context)
{
    if (ByteArray* const array = static_cast<ByteArrayIterator*>(self)->array) {
        visit(array, context);
    }
}

NextItem iterator_next(Thread&, Object* object)
{
    auto& self = *static_cast<ByteArrayIterator*>(object);
    if (!self.array) {
        return nullptr;
    }
    if (self.index < self.array->length) {
        return make_int(static_cast<unsigned char>(self.array->bytes[self.index++]));
    }
    ByteArray* const array = self.array;
    self.array = nullptr;
    decref(array);
    return nullptr;
}

Result<Ref> iterator_length_hint(Thread&, ByteArrayIterator& self, Args)
{
    return make_int(self.array ? std::max<std::int64_t>(self.array->length - self.index, 0) : 0);
}

Result<Ref> iterator_reduce(Thread& thread, ByteArrayIterator& self, Args)
{
    if (self.array) {
        return reduce_to(thread, "iter", self.array, self.index);
    }
    RefTo<Tuple> empty = make_tuple(0);
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> iterator_setstate(Thread& thread, ByteArrayIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    if (self.array) {
        self.index = std::clamp<std::int64_t>(index, 0, self.array->length);
    }
    return make_none();
}

constexpr Method iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<ByteArrayIterator, iterator_length_hint>,
        .doc = "How many bytes are still to come." },
    { .name = "__reduce__",
        .call = native<ByteArrayIterator, iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<ByteArrayIterator, iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

constexpr TypeSpec bytearray_spec = {
    .name = "bytearray",
    .doc = "bytearray(iterable_of_ints) -> bytearray\n"
           "bytearray(string, encoding[, errors]) -> bytearray\n"
           "bytearray(bytes_or_buffer) -> mutable copy of bytes_or_buffer\n"
           "bytearray(int) -> bytes array of size given by the parameter "
           "initialized with null bytes\n"
           "bytearray() -> empty bytes array",
    .basic_size = sizeof(ByteArray),
    .flags = TypeIsBase,
    .slots = {
        .destroy = byte_array_destroy,
        .repr = unary<ByteArray, byte_array_repr>,
        .compare = byte_array_compare,
        .iterate = byte_array_iterate,
        .init = byte_array_init,
        .create = byte_array_create,
        .remainder = bytes_percent,
        .length = byte_array_length,
        .concat = byte_array_concat,
        .repeat = byte_array_repeat,
        .item = byte_array_item,
        .set_item = byte_array_set_item,
        .contains = bytes_contains,
        .inplace_concat = byte_array_inplace_concat,
        .inplace_repeat = byte_array_inplace_repeat,
        .mapping_length = byte_array_length,
        .subscript = byte_array_subscript,
        .set_subscript = byte_array_set_subscript,
    },
    .methods = byte_array_methods,
};

constexpr TypeSpec bytearray_iterator_spec = {
    .name = "bytearray_iterator",
    .basic_size = sizeof(ByteArrayIterator),
    .slots = {
        .destroy = iterator_destroy,
        .traverse = iterator_traverse,
        .iterate = iterate_self,
        .next = iterator_next,
    },
    .methods = iterator_methods,
};

} // namespace fw
