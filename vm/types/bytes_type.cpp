// The bytes type and its iterator.
// CPython: Objects/bytesobject.c

#include "vm/base/hash.h"
#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/container_support.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

Result<Ref> bytes_repr(Thread&, Bytes& self)
{
    return make_str(bytes_repr_text(self.view()));
}

Result<std::int64_t> bytes_hash(Thread&, Object* object)
{
    auto& self = *static_cast<Bytes*>(object);
    if (self.hash == -1) {
        self.hash = hash_bytes(self.data(), static_cast<std::size_t>(self.length));
    }
    return self.hash;
}

Result<Ref> bytes_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    if (!is_bytes(left) || !is_bytes(right)) {
        return make_not_implemented();
    }
    const int order = static_cast<Bytes*>(left)->view().compare(static_cast<Bytes*>(right)->view());
    return make_bool(order_holds(op, order, 0));
}

Result<std::int64_t> bytes_length(Thread&, Object* self)
{
    return static_cast<Bytes*>(self)->length;
}

Result<Ref> bytes_concat(Thread& thread, Object* left, Object* right)
{
    std::string_view a;
    std::string_view b;
    if (!bytes_view(left, a) || !bytes_view(right, b)) {
        return raise(
            thread, TypeId::TypeError, "can't concat {} to {}", type_name(right), type_name(left));
    }
    if (a.empty() && right->type == bytes_type()) {
        return share(right);
    }
    if (b.empty() && left->type == bytes_type()) {
        return share(left);
    }
    RefTo<Bytes> out = make_bytes_uninitialized(static_cast<std::int64_t>(a.size() + b.size()));
    std::copy(a.begin(), a.end(), out->data());
    std::copy(b.begin(), b.end(), out->data() + a.size());
    return out;
}

Result<Ref> bytes_repeat(Thread& thread, Object* object, std::int64_t count)
{
    const std::string_view data = static_cast<Bytes*>(object)->view();
    if (count < 1 || data.empty()) {
        return make_bytes({});
    }
    if (count == 1 && object->type == bytes_type()) {
        return share(object);
    }
    std::int64_t length;
    if (__builtin_mul_overflow(static_cast<std::int64_t>(data.size()), count, &length)) {
        return raise(thread, TypeId::OverflowError, "repeated bytes are too long");
    }
    RefTo<Bytes> out = make_bytes_uninitialized(length);
    for (std::int64_t i = 0; i < count; ++i) {
        std::memcpy(
            out->data() + static_cast<std::size_t>(i) * data.size(), data.data(), data.size());
    }
    return out;
}

Result<Ref> bytes_item(Thread& thread, Object* object, std::int64_t index)
{
    auto& self = *static_cast<Bytes*>(object);
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "index out of range");
    }
    return make_int(static_cast<unsigned char>(self.data()[index]));
}

Result<Ref> bytes_subscript(Thread& thread, Object* object, Object* key)
{
    auto& self = *static_cast<Bytes*>(object);
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return bytes_item(thread, object, index < 0 ? index + self.length : index);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "byte indices must be integers or slices, not {}",
            type_name(key));
    }
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, key, self.length));
    if (bounds.length == self.length && bounds.step == 1 && self.type == bytes_type()) {
        return share(object);
    }
    if (bounds.length <= 0) {
        return make_bytes({});
    }
    if (bounds.step == 1) {
        return make_bytes(self.view().substr(
            static_cast<std::size_t>(bounds.start), static_cast<std::size_t>(bounds.length)));
    }
    std::string out;
    for (std::int64_t i = 0; i < bounds.length; ++i) {
        out.push_back(self.data()[bounds.start + i * bounds.step]);
    }
    return make_bytes(out);
}

// --- construction

Result<RefTo<Bytes>> bytes_from_arguments(Thread& thread, Args args)
{
    static constexpr SignatureShape shape("source=b'', encoding='', errors=''");
    Object* values[3];
    TRY(bind_arguments(thread, "bytes", shape, args, values));
    Object* const source = values[0];
    TRY_LET(const std::string encoding, text_argument(thread, values[1], "bytes", 2, nullptr));
    TRY_LET(const std::string errors, text_argument(thread, values[2], "bytes", 3, nullptr));
    const bool has_text = source && is_str(source);
    if (values[1]) {
        if (!has_text) {
            return raise(thread, TypeId::TypeError, "encoding without a string argument");
        }
        return encode_str(thread, *static_cast<Str*>(source), encoding, errors);
    }
    if (values[2]) {
        return raise_message(thread, TypeId::TypeError,
            has_text ? "string argument without an encoding" : "errors without a string argument");
    }
    if (!source) {
        return make_bytes({});
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, source, names().bytes, method));
    if (found) {
        return bytes_from_object(thread, source);
    }
    if (has_text) {
        return raise(thread, TypeId::TypeError, "string argument without an encoding");
    }
    if (source->type->slots.to_index) {
        auto size = to_index(thread, source, TypeId::OverflowError);
        if (!size.failed()) {
            const std::int64_t length = size.take();
            if (length < 0) {
                return raise(thread, TypeId::ValueError, "negative count");
            }
            RefTo<Bytes> zeros = make_bytes_uninitialized(length);
            std::memset(zeros->data(), 0, static_cast<std::size_t>(length));
            return zeros;
        }
        if (!pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        }
        clear_exception(thread);
    }
    return bytes_from_iterable(thread, source);
}

Result<Ref> bytes_create(Thread& thread, Type& type, Args args)
{
    TRY_LET(RefTo<Bytes> exact, bytes_from_arguments(thread, args));
    if (&type == bytes_type()) {
        return exact;
    }
    RefTo<Bytes> copy = allocate<Bytes>(&type, static_cast<std::size_t>(exact->length));
    copy->length = exact->length;
    copy->hash = -1;
    std::memcpy(copy->data(), exact->data(), static_cast<std::size_t>(exact->length));
    return copy;
}

Result<Ref> bytes_sizeof(Thread&, Bytes& self, Args)
{
    return make_int(33 + self.length);
}

Result<Ref> bytes_getnewargs(Thread&, Bytes& self, Args)
{
    RefTo<Bytes> exact = make_bytes(self.view());
    return make_tuple({ exact.get() });
}

constexpr Method own_methods[] = {
    { .name = "__getnewargs__",
        .call = native<Bytes, bytes_getnewargs>,
        .doc = "Arguments that make equal bytes." },
    { .name = "__sizeof__", .call = native<Bytes, bytes_sizeof>, .doc = "Size in bytes." },
};
constexpr auto bytes_methods = with_shared_methods(own_methods);

// --- the iterator

struct BytesIterator : Object {
    std::int64_t index;
    Bytes* bytes; // null: exhausted
};

Result<Ref> bytes_iterate(Thread&, Object* self)
{
    RefTo<BytesIterator> iterator = allocate<BytesIterator>(bytes_iterator_type());
    iterator->bytes = share(static_cast<Bytes*>(self)).release();
    gc_track(iterator.get());
    return iterator;
}

void bytes_iterator_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(static_cast<BytesIterator*>(self)->bytes);
    free_object(self);
}

void bytes_iterator_traverse(Object* self, VisitFn visit, void* context)
{
    if (Bytes* const bytes = static_cast<BytesIterator*>(self)->bytes) {
        visit(bytes, context);
    }
}

NextItem bytes_iterator_next(Thread&, Object* object)
{
    auto& self = *static_cast<BytesIterator*>(object);
    if (!self.bytes) {
        return nullptr;
    }
    if (self.index < self.bytes->length) {
        return make_int(static_cast<unsigned char>(self.bytes->data()[self.index++]));
    }
    Bytes* const bytes = self.bytes;
    self.bytes = nullptr;
    decref(bytes);
    return nullptr;
}

Result<Ref> bytes_iterator_length_hint(Thread&, BytesIterator& self, Args)
{
    return make_int(self.bytes ? self.bytes->length - self.index : 0);
}

Result<Ref> bytes_iterator_reduce(Thread& thread, BytesIterator& self, Args)
{
    if (self.bytes) {
        return reduce_to(thread, "iter", self.bytes, self.index);
    }
    RefTo<Tuple> empty = make_tuple(0);
    return reduce_to(thread, "iter", empty.get());
}

Result<Ref> bytes_iterator_setstate(Thread& thread, BytesIterator& self, Args args)
{
    TRY_LET(const std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    if (self.bytes) {
        self.index = std::clamp<std::int64_t>(index, 0, self.bytes->length);
    }
    return make_none();
}

constexpr Method bytes_iterator_methods[] = {
    { .name = "__length_hint__",
        .call = native<BytesIterator, bytes_iterator_length_hint>,
        .doc = "How many bytes are still to come." },
    { .name = "__reduce__",
        .call = native<BytesIterator, bytes_iterator_reduce>,
        .doc = "State for pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<BytesIterator, bytes_iterator_setstate>,
        .doc = "Set state when unpickling." },
};

} // namespace

constexpr TypeSpec bytes_spec = {
    .name = "bytes",
    .doc = "bytes(iterable_of_ints) -> bytes\n"
           "bytes(string, encoding[, errors]) -> bytes\n"
           "bytes(bytes_or_buffer) -> immutable copy of bytes_or_buffer\n"
           "bytes(int) -> so many zero bytes\n"
           "bytes() -> empty bytes object",
    .basic_size = sizeof(Bytes) + 1,
    .item_size = 1,
    .flags = TypeIsBase | TypeBytesSubclass,
    .slots = {
        .repr = unary<Bytes, bytes_repr>,
        .hash = bytes_hash,
        .compare = bytes_compare,
        .iterate = bytes_iterate,
        .create = bytes_create,
        .remainder = bytes_percent,
        .length = bytes_length,
        .concat = bytes_concat,
        .repeat = bytes_repeat,
        .item = bytes_item,
        .contains = bytes_contains,
        .mapping_length = bytes_length,
        .subscript = bytes_subscript,
    },
    .methods = bytes_methods,
};

constexpr TypeSpec bytes_iterator_spec = {
    .name = "bytes_iterator",
    .basic_size = sizeof(BytesIterator),
    .slots = {
        .destroy = bytes_iterator_destroy,
        .traverse = bytes_iterator_traverse,
        .iterate = iterate_self,
        .next = bytes_iterator_next,
    },
    .methods = bytes_iterator_methods,
};

} // namespace fw
