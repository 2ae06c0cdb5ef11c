// The memoryview type: a window of one dimension on the bytes of a bytes or bytearray.
// CPython: Objects/memoryobject.c, which knows any number of dimensions

#include "vm/base/hash.h"
#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"
#include "vm/types/memoryview_items.h"

#include <cstring>

namespace fw {

namespace {

MemoryView& view_of(Object* object)
{
    return *static_cast<MemoryView*>(object);
}

// A bytearray and an array count their views.
bool counts_views(const Object* owner)
{
    return is_byte_array(owner) || is_array(owner);
}

char item_format(const Array& array)
{
    return array.code == 'u' ? 'w' : array.type_code();
}

// A view of the owner's bytes.
RefTo<MemoryView> make_view(Object* owner, char* data, std::int64_t length)
{
    RefTo<MemoryView> view = allocate<MemoryView>(memoryview_type());
    view->owner = share(owner).release();
    view->data = data;
    view->item_size = is_array(owner) ? static_cast<const Array*>(owner)->item_size : 1;
    view->length = length / view->item_size;
    view->step = view->item_size;
    view->hash = -1;
    view->format = is_array(owner) ? item_format(*static_cast<const Array*>(owner)) : 'B';
    view->read_only = !counts_views(owner);
    if (!view->read_only) {
        ++static_cast<ByteArray*>(owner)->exports;
    }
    gc_track(view.get());
    return view;
}

RefTo<MemoryView> copy_view(const MemoryView& from)
{
    RefTo<MemoryView> view = make_view(from.owner, from.data, 0);
    view->length = from.length;
    view->step = from.step;
    view->item_size = from.item_size;
    view->format = from.format;
    view->read_only = from.read_only;
    return view;
}

void let_go(MemoryView& self)
{
    if (Object* const owner = self.owner) {
        self.owner = nullptr;
        if (counts_views(owner)) {
            --static_cast<ByteArray*>(owner)->exports;
        }
        decref(owner);
    }
}

void memory_destroy(Object* self)
{
    gc_untrack(self);
    let_go(view_of(self));
    free_object(self);
}

void memory_traverse(Object* self, VisitFn visit, void* context)
{
    if (view_of(self).owner) {
        visit(view_of(self).owner, context);
    }
}

void memory_clear(Object* self)
{
    let_go(view_of(self));
}

Result<void> check_alive(Thread& thread, const MemoryView& self)
{
    if (!self.owner) {
        return raise(
            thread, TypeId::ValueError, "operation forbidden on released memoryview object");
    }
    return {};
}

std::string copied_bytes(const MemoryView& self)
{
    std::string out;
    out.reserve(static_cast<std::size_t>(self.length * self.item_size));
    for (std::int64_t i = 0; i < self.length; ++i) {
        out.append(self.data + i * self.step, static_cast<std::size_t>(self.item_size));
    }
    return out;
}

Result<Ref> memory_repr(Thread&, MemoryView& self)
{
    return make_str(fmt::format(
        "<{} at {}>", self.owner ? "memory" : "released memory", static_cast<const void*>(&self)));
}

Result<std::int64_t> memory_hash(Thread& thread, Object* object)
{
    MemoryView& self = view_of(object);
    if (self.hash == -1) {
        TRY(check_alive(thread, self));
        if (!self.read_only) {
            return raise(thread, TypeId::ValueError, "cannot hash writable memoryview object");
        }
        if (self.format != 'B' && self.format != 'b' && self.format != 'c') {
            return raise(thread, TypeId::ValueError,
                "memoryview: hashing is restricted to formats 'B', 'b' or 'c'");
        }
        TRY(hash(thread, self.owner));
        const std::string bytes = copied_bytes(self);
        self.hash = hash_bytes(bytes.data(), bytes.size());
    }
    return self.hash;
}

Result<std::int64_t> memory_length(Thread& thread, Object* object)
{
    TRY(check_alive(thread, view_of(object)));
    return view_of(object).length;
}

Result<Ref> memory_item(Thread& thread, Object* object, std::int64_t index)
{
    MemoryView& self = view_of(object);
    TRY(check_alive(thread, self));
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "index out of bounds on dimension 1");
    }
    return memory_unpack(thread, self.data + index * self.step, self.format);
}

Result<RefTo<MemoryView>> sliced(Thread& thread, MemoryView& self, Object* slice)
{
    TRY_LET(const SliceBounds bounds, slice_bounds(thread, slice, self.length));
    RefTo<MemoryView> part = copy_view(self);
    part->data = self.data + bounds.start * self.step;
    part->length = std::max<std::int64_t>(bounds.length, 0);
    part->step = self.step * bounds.step;
    return part;
}

Result<Ref> memory_subscript(Thread& thread, Object* object, Object* key)
{
    MemoryView& self = view_of(object);
    TRY(check_alive(thread, self));
    if (key->type->slots.to_index) {
        TRY_LET(const std::int64_t index, to_index(thread, key));
        return memory_item(thread, object, index < 0 ? index + self.length : index);
    }
    if (key->type == slice_type()) {
        return sliced(thread, self, key);
    }
    return raise(thread, TypeId::TypeError, "memoryview: invalid slice key");
}

Result<void> memory_set_subscript(Thread& thread, Object* object, Object* key, Object* value)
{
    MemoryView& self = view_of(object);
    TRY(check_alive(thread, self));
    if (self.read_only) {
        return raise(thread, TypeId::TypeError, "cannot modify read-only memory");
    }
    if (!value) {
        return raise(thread, TypeId::TypeError, "cannot delete memory");
    }
    if (key->type->slots.to_index) {
        TRY_LET(std::int64_t index, to_index(thread, key));
        index += index < 0 ? self.length : 0;
        if (index < 0 || index >= self.length) {
            return raise(thread, TypeId::IndexError, "index out of bounds on dimension 1");
        }
        return memory_pack(thread, self.data + index * self.step, self.format, value);
    }
    if (key->type != slice_type()) {
        return raise(thread, TypeId::TypeError, "memoryview: invalid slice key");
    }
    std::string bytes;
    char format = 'B';
    if (is_memory_view(value)) {
        TRY(check_alive(thread, view_of(value)));
        bytes = copied_bytes(view_of(value));
        format = view_of(value).format;
    } else {
        TRY_SET(bytes, require_bytes(thread, value));
    }
    TRY_LET(RefTo<MemoryView> part, sliced(thread, self, key));
    if (format != self.format
        || part->length * part->item_size != static_cast<std::int64_t>(bytes.size())) {
        return raise(thread, TypeId::ValueError,
            "memoryview assignment: lvalue and rvalue have different structures");
    }
    for (std::int64_t i = 0; i < part->length; ++i) {
        std::memcpy(part->data + i * part->step, bytes.data() + i * part->item_size,
            static_cast<std::size_t>(part->item_size));
    }
    return {};
}

Result<Ref> memory_to_list(Thread& thread, MemoryView& self)
{
    RefTo<List> list = make_list();
    for (std::int64_t i = 0; i < self.length; ++i) {
        TRY_LET(Ref item, memory_unpack(thread, self.data + i * self.step, self.format));
        list_append(*list, std::move(item));
    }
    return list;
}

Result<Ref> memory_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (op != CompareOp::Equal && op != CompareOp::NotEqual) {
        return make_not_implemented();
    }
    MemoryView& self = view_of(left);
    bool same = left == right;
    std::string_view bytes;
    if (!same && self.owner && is_memory_view(right)) {
        MemoryView& other = view_of(right);
        if (!other.owner) {
            same = false;
        } else {
            TRY_LET(Ref a, memory_to_list(thread, self));
            TRY_LET(Ref b, memory_to_list(thread, other));
            TRY_SET(same, equal(thread, a.get(), b.get()));
        }
    } else if (!same && self.owner && bytes_view(right, bytes)) {
        if (self.format == 'B') {
            same = copied_bytes(self) == bytes;
        } else {
            TRY_LET(Ref a, memory_to_list(thread, self));
            TRY_LET(Ref b, sequence_to_list(thread, right));
            TRY_SET(same, equal(thread, a.get(), b.get()));
        }
    } else if (!same && self.owner) {
        return make_not_implemented();
    }
    return make_bool(same == (op == CompareOp::Equal));
}

Result<Ref> memory_create(Thread& thread, Type&, Args args)
{
    static constexpr SignatureShape shape("object");
    Object* values[1];
    TRY(bind_arguments(thread, "memoryview", shape, args, values));
    Object* const object = values[0];
    if (is_memory_view(object)) {
        TRY(check_alive(thread, view_of(object)));
        return copy_view(view_of(object));
    }
    if (is_bytes(object)) {
        auto& bytes = *static_cast<Bytes*>(object);
        return make_view(object, bytes.data(), bytes.length);
    }
    if (counts_views(object)) {
        auto& array = *static_cast<ByteArray*>(object);
        return make_view(object, array.bytes, array.length);
    }
    return raise(thread, TypeId::TypeError, "memoryview: a bytes-like object is required, not '{}'",
        type_name(object));
}

// --- methods

Result<Ref> memory_tobytes(Thread& thread, MemoryView& self, Args)
{
    TRY(check_alive(thread, self));
    return make_bytes(copied_bytes(self));
}

Result<Ref> memory_tolist(Thread& thread, MemoryView& self, Args)
{
    TRY(check_alive(thread, self));
    return memory_to_list(thread, self);
}

Result<Ref> memory_hex(Thread& thread, MemoryView& self, Args args)
{
    TRY(check_alive(thread, self));
    RefTo<Bytes> bytes = make_bytes(copied_bytes(self));
    return bytes_hex(thread, bytes.get(), args);
}

Result<Ref> memory_release(Thread&, MemoryView& self, Args)
{
    let_go(self);
    return make_none();
}

Result<Ref> memory_enter(Thread& thread, MemoryView& self, Args)
{
    TRY(check_alive(thread, self));
    return share(static_cast<Object*>(&self));
}

Result<Ref> memory_exit(Thread&, MemoryView& self, Args)
{
    let_go(self);
    return make_none();
}

Result<Ref> memory_toreadonly(Thread& thread, MemoryView& self, Args)
{
    TRY(check_alive(thread, self));
    RefTo<MemoryView> view = copy_view(self);
    view->read_only = true;
    return view;
}

Result<Ref> memory_cast(Thread& thread, MemoryView& self, Args args)
{
    TRY(check_alive(thread, self));
    TRY_LET(std::string format, to_text(thread, args[0], "memoryview: format argument"));
    if (self.step != self.item_size) {
        return raise(
            thread, TypeId::TypeError, "memoryview: casts are restricted to C-contiguous views");
    }
    if (format.size() == 2 && format[0] == '@') {
        format.erase(0, 1);
    }
    const std::int64_t size = format.size() == 1 ? memory_item_size(format[0]) : 0;
    if (size == 0) {
        return raise(thread, TypeId::ValueError,
            "memoryview: destination format must be a native single character format prefixed "
            "with an optional '@'");
    }
    const auto is_byte = [](char c) { return c == 'B' || c == 'b' || c == 'c'; };
    if (!is_byte(format[0]) && !is_byte(self.format)) {
        return raise(
            thread, TypeId::TypeError, "memoryview: cannot cast between two non-byte formats");
    }
    const std::int64_t bytes = self.length * self.item_size;
    if (bytes % size != 0) {
        return raise(thread, TypeId::TypeError, "memoryview: length is not a multiple of itemsize");
    }
    if (args[1] && args[1] != none()) {
        return raise(thread, TypeId::NotImplementedError,
            "memoryview: views of several dimensions are not supported");
    }
    RefTo<MemoryView> view = copy_view(self);
    view->format = format[0];
    view->item_size = size;
    view->step = size;
    view->length = bytes / size;
    return view;
}

constexpr Method memory_methods[] = {
    { .name = "__enter__", .call = native<MemoryView, memory_enter>, .doc = "The view itself." },
    { .name = "__exit__",
        .signature = "*",
        .call = native<MemoryView, memory_exit>,
        .doc = "Releases the view." },
    { .name = "cast",
        .signature = "format, shape=None",
        .call = native<MemoryView, memory_cast>,
        .doc = "The same memory seen as items of another format." },
    { .name = "hex",
        .signature = "sep=None, bytes_per_sep=1",
        .call = native<MemoryView, memory_hex>,
        .doc = "The bytes as hexadecimal digits." },
    { .name = "release",
        .call = native<MemoryView, memory_release>,
        .doc = "Lets the object go that the view looks at." },
    { .name = "tobytes",
        .signature = "order=None",
        .call = native<MemoryView, memory_tobytes>,
        .doc = "The bytes, copied." },
    { .name = "tolist", .call = native<MemoryView, memory_tolist>, .doc = "The items as a list." },
    { .name = "toreadonly",
        .call = native<MemoryView, memory_toreadonly>,
        .doc = "A view that cannot write." },
};

// --- attributes

template <auto function> Result<Ref> attribute(Thread& thread, Object* object)
{
    TRY(check_alive(thread, view_of(object)));
    return function(view_of(object));
}

Ref one_tuple(std::int64_t value)
{
    Ref number = make_int(value);
    return make_tuple({ number.get() });
}

bool is_contiguous(const MemoryView& self)
{
    return self.step == self.item_size || self.length <= 1;
}

Ref memory_obj(MemoryView& self)
{
    return share(self.owner);
}

Ref memory_nbytes(MemoryView& self)
{
    return make_int(self.length * self.item_size);
}

Ref memory_read_only(MemoryView& self)
{
    return make_bool(self.read_only);
}

Ref memory_item_size_attribute(MemoryView& self)
{
    return make_int(self.item_size);
}

Ref memory_format(MemoryView& self)
{
    return make_str({ &self.format, 1 });
}

Ref memory_ndim(MemoryView&)
{
    return make_int(1);
}

Ref memory_shape(MemoryView& self)
{
    return one_tuple(self.length);
}

Ref memory_strides(MemoryView& self)
{
    return one_tuple(self.step);
}

Ref memory_suboffsets(MemoryView&)
{
    return make_tuple(0);
}

Ref memory_contiguous(MemoryView& self)
{
    return make_bool(is_contiguous(self));
}

constexpr Attribute memory_attributes[] = {
    { .name = "obj", .get = attribute<memory_obj>, .doc = "The object that the view looks at." },
    { .name = "nbytes", .get = attribute<memory_nbytes>, .doc = "Size of all items in bytes." },
    { .name = "readonly",
        .get = attribute<memory_read_only>,
        .doc = "Whether the memory cannot be written." },
    { .name = "itemsize",
        .get = attribute<memory_item_size_attribute>,
        .doc = "Size of an item in bytes." },
    { .name = "format",
        .get = attribute<memory_format>,
        .doc = "The kind of items, as the struct module names it." },
    { .name = "ndim", .get = attribute<memory_ndim>, .doc = "How many dimensions." },
    { .name = "shape", .get = attribute<memory_shape>, .doc = "Items in each dimension." },
    { .name = "strides",
        .get = attribute<memory_strides>,
        .doc = "Bytes from item to item in each dimension." },
    { .name = "suboffsets", .get = attribute<memory_suboffsets>, .doc = "Always empty." },
    { .name = "c_contiguous",
        .get = attribute<memory_contiguous>,
        .doc = "Whether the items stand next to each other." },
    { .name = "f_contiguous",
        .get = attribute<memory_contiguous>,
        .doc = "Whether the items stand next to each other." },
    { .name = "contiguous",
        .get = attribute<memory_contiguous>,
        .doc = "Whether the items stand next to each other." },
};

} // namespace

constexpr TypeSpec memoryview_spec = {
    .name = "memoryview",
    .doc = "Create a new memoryview object which references the given object.",
    .basic_size = sizeof(MemoryView),
    .weakrefs_offset = offsetof(MemoryView, weakrefs),
    .slots = {
        .destroy = memory_destroy,
        .traverse = memory_traverse,
        .clear = memory_clear,
        .repr = unary<MemoryView, memory_repr>,
        .hash = memory_hash,
        .compare = memory_compare,
        .create = memory_create,
        .length = memory_length,
        .item = memory_item,
        .mapping_length = memory_length,
        .subscript = memory_subscript,
        .set_subscript = memory_set_subscript,
    },
    .methods = memory_methods,
    .attributes = memory_attributes,
};

} // namespace fw
