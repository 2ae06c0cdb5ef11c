// array.array: items of one C type, close together. CPython: Modules/arraymodule.c

#include "vm/eval/import.h"
#include "vm/modules/array.h"
#include "vm/modules/module_support.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/types/container_support.h"

#include <algorithm>
#include <cstddef>
#include <cstring>

namespace fw {

// --- what the methods use too

RefTo<Array> make_array(Type* type, char code, std::string_view bytes)
{
    RefTo<Array> array = allocate<Array>(type);
    array->item_size = array_item_size(code);
    array->code = code;
    byte_array_resize(*array, static_cast<std::int64_t>(bytes.size()));
    std::copy(bytes.begin(), bytes.end(), array->bytes);
    return array;
}

Result<Ref> array_get(Thread& thread, const Array& array, std::int64_t index)
{
    return array_load(thread, array.bytes + index * array.item_size, array.type_code());
}

Result<void> array_replace(
    Thread& thread, Array& array, std::int64_t start, std::int64_t end, std::string_view bytes)
{
    const std::int64_t from = start * array.item_size;
    const std::int64_t to = end * array.item_size;
    const auto count = static_cast<std::int64_t>(bytes.size());
    if (count != to - from && array.exports > 0) {
        return raise(
            thread, TypeId::BufferError, "cannot resize an array that is exporting buffers");
    }
    const std::string tail(array.view().substr(static_cast<std::size_t>(to)));
    const std::string middle(bytes); // may be the array's own
    byte_array_resize(array, from + count + static_cast<std::int64_t>(tail.size()));
    std::copy(middle.begin(), middle.end(), array.bytes + from);
    std::copy(tail.begin(), tail.end(), array.bytes + from + count);
    return {};
}

Result<void> array_append(Thread& thread, Array& array, Object* value)
{
    char item[8];
    TRY(array_store(thread, item, array.type_code(), value));
    if (array.exports > 0) {
        return raise(
            thread, TypeId::BufferError, "cannot resize an array that is exporting buffers");
    }
    const std::int64_t end = array.length;
    byte_array_resize(array, end + array.item_size);
    std::memcpy(array.bytes + end, item, static_cast<std::size_t>(array.item_size));
    return {};
}

Result<void> array_extend(Thread& thread, Array& array, Object* iterable)
{
    if (is_array(iterable)) {
        if (array_of(iterable).code != array.code) {
            return raise(thread, TypeId::TypeError, "can only extend with array of same kind");
        }
        return array_replace(
            thread, array, array.items(), array.items(), array_of(iterable).view());
    }
    return for_each(thread, iterable, [&](Ref item) -> Result<bool> {
        TRY(array_append(thread, array, item.get()));
        return true;
    });
}

Result<void> array_add_bytes(Thread& thread, Array& array, std::string_view bytes)
{
    if (static_cast<std::int64_t>(bytes.size()) % array.item_size != 0) {
        return raise(thread, TypeId::ValueError, "bytes length not a multiple of item size");
    }
    return array_replace(thread, array, array.items(), array.items(), bytes);
}

void array_add_text(Array& array, const Str& text)
{
    const std::int64_t end = array.length;
    byte_array_resize(array, end + text.length * array.item_size);
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t character = text.at(i);
        std::memcpy(array.bytes + end + i * array.item_size, &character, sizeof(character));
    }
}

namespace {

// --- creation

Result<void> fill(Thread& thread, Array& array, Object* initial)
{
    std::string_view bytes;
    if (is_array(initial) && array_of(initial).code == array.code) {
        return array_extend(thread, array, initial);
    }
    if ((is_bytes(initial) || is_byte_array(initial)) && bytes_view(initial, bytes)) {
        return array_add_bytes(thread, array, bytes);
    }
    if (is_str(initial)) {
        array_add_text(array, *as<Str>(initial));
        return {};
    }
    return for_each(thread, initial, [&](Ref item) -> Result<bool> {
        TRY(array_append(thread, array, item.get()));
        return true;
    });
}

Result<Ref> array_create(Thread& thread, Type& type, Args args)
{
    if (&type == array_type()) {
        TRY(check_no_keywords(thread, "array.array", args));
    }
    if (args.count < 1 || args.count > 2) {
        return raise(thread, TypeId::TypeError, "array() takes at {} {} ({} given)",
            args.count < 1 ? "least" : "most", args.count < 1 ? "1 argument" : "2 arguments",
            args.count);
    }
    if (!is_str(args[0]) || as<Str>(args[0])->length != 1) {
        return raise(thread, TypeId::TypeError,
            "array() argument 1 must be a unicode character, not {}", type_name(args[0]));
    }
    const char32_t character = as<Str>(args[0])->at(0);
    const char code = character < 0x80 ? static_cast<char>(character) : '\0';
    Object* const initial = args.count == 2 ? args[1] : nullptr;
    if (initial && code != 'u'
        && (is_str(initial) || (is_array(initial) && array_of(initial).code == 'u'))) {
        return raise(thread, TypeId::TypeError,
            "cannot use a {} to initialize an array with typecode '{}'",
            is_str(initial) ? "str" : "unicode array", to_utf8(*as<Str>(args[0])));
    }
    if (array_item_size(code) == 0) {
        return raise(thread, TypeId::ValueError,
            "bad typecode (must be b, B, u, h, H, i, I, l, L, q, Q, f or d)");
    }
    RefTo<Array> array = make_array(&type, code, {});
    if (initial) {
        TRY(fill(thread, *array, initial));
    }
    return array;
}

void array_destroy(Object* self)
{
    if (array_of(self).bytes) {
        region_free(array_of(self).bytes);
    }
    free_object(self);
}

Result<Ref> array_repr(Thread& thread, Array& self)
{
    const std::string name = to_utf8(*self.type->name);
    if (self.length == 0) {
        return make_str(fmt::format("{}('{}')", name, self.type_code()));
    }
    const RefTo<Str> method = intern(self.code == 'u' ? "tounicode" : "tolist");
    TRY_LET(const Ref items, call_method(thread, &self, method.get()));
    TRY_LET(const RefTo<Str> shown, repr(thread, items.get()));
    return make_str(fmt::format("{}('{}', {})", name, self.type_code(), to_utf8(*shown)));
}

Result<Ref> array_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_array(left) || !is_array(right)) {
        return make_not_implemented();
    }
    const bool only_equality = op == CompareOp::Equal || op == CompareOp::NotEqual;
    if (only_equality && array_of(left).items() != array_of(right).items()) {
        return make_bool(op == CompareOp::NotEqual);
    }
    for (std::int64_t i = 0; i < std::min(array_of(left).items(), array_of(right).items()); ++i) {
        TRY_LET(const Ref mine, array_get(thread, array_of(left), i));
        TRY_LET(const Ref other, array_get(thread, array_of(right), i));
        TRY_LET(const bool same, equal(thread, mine.get(), other.get()));
        if (!same) {
            return only_equality ? make_bool(op == CompareOp::NotEqual)
                                 : compare(thread, mine.get(), other.get(), op);
        }
    }
    return make_bool(order_holds(op, array_of(left).items(), array_of(right).items()));
}

// --- as a sequence

Result<std::int64_t> array_length(Thread&, Object* self)
{
    return array_of(self).items();
}

Result<Ref> array_concat(Thread& thread, Object* left, Object* right)
{
    if (!is_array(right)) {
        return raise(thread, TypeId::TypeError, "can only append array (not \"{}\") to array",
            type_name(right));
    }
    if (array_of(left).code != array_of(right).code) {
        return raise(thread, TypeId::TypeError, "bad argument type for built-in operation");
    }
    RefTo<Array> sum = make_array(array_type(), array_of(left).type_code(), array_of(left).view());
    TRY(array_extend(thread, *sum, right));
    return sum;
}

Result<std::string> repeated(Thread& thread, const Array& array, std::int64_t count)
{
    std::int64_t size = 0;
    count = std::max<std::int64_t>(count, 0);
    if (__builtin_mul_overflow(array.length, count, &size)) {
        return raise_memory_error(thread);
    }
    std::string bytes;
    bytes.reserve(static_cast<std::size_t>(size));
    for (std::int64_t i = 0; i < count && array.length > 0; ++i) {
        bytes += array.view();
    }
    return bytes;
}

Result<Ref> array_repeat(Thread& thread, Object* self, std::int64_t count)
{
    TRY_LET(const std::string bytes, repeated(thread, array_of(self), count));
    return make_array(array_type(), array_of(self).type_code(), bytes);
}

Result<Ref> array_inplace_repeat(Thread& thread, Object* self, std::int64_t count)
{
    TRY_LET(const std::string bytes, repeated(thread, array_of(self), count));
    TRY(array_replace(thread, array_of(self), 0, array_of(self).items(), bytes));
    return share(self);
}

Result<Ref> array_inplace_concat(Thread& thread, Object* self, Object* other)
{
    if (!is_array(other)) {
        return raise(thread, TypeId::TypeError, "can only extend array with array (not \"{}\")",
            type_name(other));
    }
    TRY(array_extend(thread, array_of(self), other));
    return share(self);
}

Result<Ref> array_item(Thread& thread, Object* self, std::int64_t index)
{
    if (index < 0 || index >= array_of(self).items()) {
        return raise(thread, TypeId::IndexError, "array index out of range");
    }
    return array_get(thread, array_of(self), index);
}

Result<void> array_set_item(Thread& thread, Object* self, std::int64_t index, Object* value)
{
    Array& array = array_of(self);
    if (index < 0 || index >= array.items()) {
        return raise(thread, TypeId::IndexError, "array assignment index out of range");
    }
    if (!value) {
        return array_replace(thread, array, index, index + 1, {});
    }
    char item[8];
    TRY(array_store(thread, item, array.type_code(), value));
    if (index < array.items()) { // the value's __index__ may have shortened it
        std::memcpy(
            array.bytes + index * array.item_size, item, static_cast<std::size_t>(array.item_size));
    }
    return {};
}

Result<bool> array_contains(Thread& thread, Object* self, Object* value)
{
    for (std::int64_t i = 0; i < array_of(self).items(); ++i) {
        TRY_LET(const Ref item, array_get(thread, array_of(self), i));
        TRY_LET(const bool same, equal(thread, item.get(), value));
        if (same) {
            return true;
        }
    }
    return false;
}

// --- by index or slice

Result<std::int64_t> index_of(Thread& thread, const Array& array, Object* key)
{
    if (!key->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "array indices must be integers");
    }
    TRY_LET(const std::int64_t index, to_index(thread, key));
    return index < 0 ? index + array.items() : index;
}

Result<Ref> array_subscript(Thread& thread, Object* self, Object* key)
{
    const Array& array = array_of(self);
    if (key->type != slice_type()) {
        TRY_LET(const std::int64_t index, index_of(thread, array, key));
        return array_item(thread, self, index);
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, array.items()));
    std::string bytes;
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        bytes.append(array.bytes + (bounds.start + i * bounds.step) * array.item_size,
            static_cast<std::size_t>(array.item_size));
    }
    return make_array(array_type(), array.type_code(), bytes);
}

Result<void> delete_slice(Thread& thread, Array& array, SliceBounds bounds)
{
    if (bounds.step < 0) {
        bounds.start += (bounds.length - 1) * bounds.step;
        bounds.step = -bounds.step;
    }
    std::string kept;
    std::int64_t next = 0; // how many are left out so far
    for (std::int64_t i = 0; i < array.items(); ++i) {
        if (next < bounds.length && i == bounds.start + next * bounds.step) {
            ++next;
        } else {
            kept.append(
                array.bytes + i * array.item_size, static_cast<std::size_t>(array.item_size));
        }
    }
    return array_replace(thread, array, 0, array.items(), kept);
}

Result<void> array_set_subscript(Thread& thread, Object* self, Object* key, Object* value)
{
    Array& array = array_of(self);
    if (key->type != slice_type()) {
        TRY_LET(const std::int64_t index, index_of(thread, array, key));
        return array_set_item(thread, self, index, value);
    }
    TRY_LET(SliceBounds bounds, slice_bounds(thread, key, array.items()));
    if (value && !is_array(value)) {
        return raise(thread, TypeId::TypeError, "can only assign array (not \"{}\") to array slice",
            type_name(value));
    }
    if (value && array_of(value).code != array.code) {
        return raise(thread, TypeId::TypeError, "bad argument type for built-in operation");
    }
    if (bounds.step == 1) {
        return array_replace(thread, array, bounds.start, bounds.start + bounds.length,
            value ? array_of(value).view() : std::string_view());
    }
    if (!value) {
        return bounds.length == 0 ? Result<void>() : delete_slice(thread, array, bounds);
    }
    const std::string bytes(array_of(value).view());
    const std::int64_t count = array_of(value).items();
    if (count != bounds.length) {
        return raise(thread, TypeId::ValueError,
            "attempt to assign array of size {} to extended slice of size {}", count,
            bounds.length);
    }
    const auto size = static_cast<std::size_t>(array.item_size);
    for (std::int64_t i = 0; i < count; ++i) {
        std::memcpy(array.bytes + (bounds.start + i * bounds.step) * array.item_size,
            bytes.data() + static_cast<std::size_t>(i) * size, size);
    }
    return {};
}

constexpr Method functions[] = {
    { "_array_reconstructor", "arraytype, typecode, mformat_code, items, /", array_reconstruct,
        "For pickling." },
};

} // namespace

const TypeSpec array_spec = {
    .name = "array.array",
    .doc = "array(typecode [, initializer]): items of one C type.",
    .basic_size = sizeof(Array),
    .weakrefs_offset = offsetof(Array, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = array_destroy,
        .repr = unary<Array, array_repr>,
        .compare = array_compare,
        .iterate = array_iterate,
        .create = array_create,
        .length = array_length,
        .concat = array_concat,
        .repeat = array_repeat,
        .item = array_item,
        .set_item = array_set_item,
        .contains = array_contains,
        .inplace_concat = array_inplace_concat,
        .inplace_repeat = array_inplace_repeat,
        .mapping_length = array_length,
        .subscript = array_subscript,
        .set_subscript = array_set_subscript,
    },
    .methods = array_methods,
    .attributes = array_attributes,
};

Result<RefTo<Module>> make_array_module(Thread&)
{
    RefTo<Module> module = make_native_module("array", functions, "Arrays of C numbers.");
    make_module_type(ModuleBlock::array, 0, array_spec);
    make_module_type(ModuleBlock::array, 1, array_iterator_spec);
    add_type(*module, array_type());
    add_to_module(*module, "ArrayType", array_type());
    add_to_module(*module, "typecodes", "bBuhHiIlLqQfd");
    return module;
}

} // namespace fw
