// The methods of array.array, and its pickles. CPython: Modules/arraymodule.c

#include "vm/modules/array.h"
#include "vm/object/arguments.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

namespace {

Result<Ref> array_append_method(Thread& thread, Array& self, Args args)
{
    TRY(array_append(thread, self, args[0]));
    return make_none();
}

Result<Ref> array_extend_method(Thread& thread, Array& self, Args args)
{
    TRY(array_extend(thread, self, args[0]));
    return make_none();
}

Result<Ref> array_buffer_info(Thread&, Array& self, Args)
{
    const Ref address = make_int_unsigned(reinterpret_cast<std::uintptr_t>(self.bytes));
    return make_tuple({ address.get(), make_int(self.items()).get() });
}

Result<Ref> array_byteswap(Thread&, Array& self, Args)
{
    for (std::int64_t i = 0; i < self.length; i += self.item_size) {
        std::reverse(self.bytes + i, self.bytes + i + self.item_size);
    }
    return make_none();
}

Result<Ref> array_copy(Thread&, Array& self, Args)
{
    return make_array(array_type(), self.type_code(), self.view());
}

// The index of the first item that is equal; -1: none.
Result<std::int64_t> find_item(Thread& thread, const Array& self, Object* value)
{
    for (std::int64_t i = 0; i < self.items(); ++i) {
        TRY_LET(const Ref item, array_get(thread, self, i));
        TRY_LET(const bool same, equal(thread, item.get(), value));
        if (same) {
            return i;
        }
    }
    return -1;
}

Result<Ref> array_count(Thread& thread, Array& self, Args args)
{
    std::int64_t count = 0;
    for (std::int64_t i = 0; i < self.items(); ++i) {
        TRY_LET(const Ref item, array_get(thread, self, i));
        TRY_LET(const bool same, equal(thread, item.get(), args[0]));
        count += same ? 1 : 0;
    }
    return make_int(count);
}

Result<Ref> array_index(Thread& thread, Array& self, Args args)
{
    TRY_LET(const std::int64_t index, find_item(thread, self, args[0]));
    if (index < 0) {
        return raise(thread, TypeId::ValueError, "array.index(x): x not in array");
    }
    return make_int(index);
}

Result<Ref> array_remove(Thread& thread, Array& self, Args args)
{
    TRY_LET(const std::int64_t index, find_item(thread, self, args[0]));
    if (index < 0) {
        return raise(thread, TypeId::ValueError, "array.remove(x): x not in array");
    }
    TRY(array_replace(thread, self, index, index + 1, {}));
    return make_none();
}

Result<Ref> array_insert(Thread& thread, Array& self, Args args)
{
    TRY_LET(std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    char item[8];
    TRY(array_store(thread, item, self.type_code(), args[1]));
    index = std::clamp<std::int64_t>(index < 0 ? index + self.items() : index, 0, self.items());
    TRY(array_replace(thread, self, index, index,
        std::string_view(item, static_cast<std::size_t>(self.item_size))));
    return make_none();
}

Result<Ref> array_pop(Thread& thread, Array& self, Args args)
{
    std::int64_t index = -1;
    if (args[0]) {
        TRY_SET(index, to_index(thread, args[0], TypeId::OverflowError));
    }
    if (self.items() == 0) {
        return raise(thread, TypeId::IndexError, "pop from empty array");
    }
    index += index < 0 ? self.items() : 0;
    if (index < 0 || index >= self.items()) {
        return raise(thread, TypeId::IndexError, "pop index out of range");
    }
    TRY_LET(Ref item, array_get(thread, self, index));
    TRY(array_replace(thread, self, index, index + 1, {}));
    return item;
}

Result<Ref> array_reverse(Thread&, Array& self, Args)
{
    std::reverse(self.bytes, self.bytes + self.length);
    for (std::int64_t i = 0; i < self.length; i += self.item_size) {
        std::reverse(self.bytes + i, self.bytes + i + self.item_size);
    }
    return make_none();
}

// --- from and to other objects

Result<Ref> array_fromlist(Thread& thread, Array& self, Args args)
{
    if (!is_list(args[0])) {
        return raise(thread, TypeId::TypeError, "arg must be list");
    }
    const RefTo<Array> added = make_array(array_type(), self.type_code(), {});
    TRY(array_extend(thread, *added, args[0])); // all of them or none
    TRY(array_replace(thread, self, self.items(), self.items(), added->view()));
    return make_none();
}

Result<Ref> array_frombytes(Thread& thread, Array& self, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY(array_add_bytes(thread, self, bytes));
    return make_none();
}

Result<Ref> array_fromfile(Thread& thread, Array& self, Args args)
{
    TRY_LET(const std::int64_t count, to_index(thread, args[1], TypeId::OverflowError));
    if (count < 0) {
        return raise(thread, TypeId::ValueError, "negative count");
    }
    std::int64_t size = 0;
    if (__builtin_mul_overflow(count, self.item_size, &size)) {
        return raise_memory_error(thread);
    }
    const RefTo<Str> name = intern("read");
    const Ref wanted = make_int(size);
    TRY_LET(const Ref bytes, call_method(thread, args[0], name.get(), { wanted.get() }));
    if (!is_bytes(bytes.get())) {
        return raise(thread, TypeId::TypeError, "read() didn't return bytes");
    }
    TRY(array_add_bytes(thread, self, as<Bytes>(bytes.get())->view()));
    if (as<Bytes>(bytes.get())->length != size) {
        return raise(thread, TypeId::EOFError, "read() didn't return enough bytes");
    }
    return make_none();
}

Result<Ref> array_tofile(Thread& thread, Array& self, Args args)
{
    constexpr std::size_t block = 64 * 1024;
    const std::string bytes(self.view());
    const RefTo<Str> name = intern("write");
    for (std::size_t at = 0; at < bytes.size(); at += block) {
        const RefTo<Bytes> part = make_bytes(std::string_view(bytes).substr(at, block));
        TRY(call_method(thread, args[0], name.get(), { part.get() }));
    }
    return make_none();
}

Result<Ref> array_fromunicode(Thread& thread, Array& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "fromunicode() argument must be str, not {}",
            type_name(args[0]));
    }
    if (self.code != 'u') {
        return raise(
            thread, TypeId::ValueError, "fromunicode() may only be called on unicode type arrays");
    }
    if (self.exports > 0) {
        return raise(
            thread, TypeId::BufferError, "cannot resize an array that is exporting buffers");
    }
    array_add_text(self, *as<Str>(args[0]));
    return make_none();
}

Result<Ref> array_tounicode(Thread& thread, Array& self, Args)
{
    if (self.code != 'u') {
        return raise(
            thread, TypeId::ValueError, "tounicode() may only be called on unicode type arrays");
    }
    StrBuilder text;
    for (std::int64_t i = 0; i < self.items(); ++i) {
        TRY_LET(const Ref character, array_get(thread, self, i));
        text.append(*as<Str>(character.get()));
    }
    return text.finish();
}

Result<Ref> array_tolist(Thread& thread, Array& self, Args)
{
    const RefTo<List> list = make_list();
    for (std::int64_t i = 0; i < self.items(); ++i) {
        TRY_LET(Ref item, array_get(thread, self, i));
        list_append(*list, std::move(item));
    }
    return list;
}

Result<Ref> array_tobytes(Thread&, Array& self, Args)
{
    return make_bytes(self.view());
}

// --- pickles

// Which machine's layout the bytes have: CPython's numbers for the layouts of this machine.
int layout_code(char code)
{
    switch (code) {
    case 'b':
        return 1;
    case 'B':
        return 0;
    case 'u':
        return 20;
    case 'f':
        return 14;
    case 'd':
        return 16;
    default: {
        const bool is_signed = code >= 'a';
        const std::int64_t size = array_item_size(code);
        const int first = size == 2 ? 2 : size == 4 ? 6 : 10;
        return first + (is_signed ? 2 : 0);
    }
    }
}

Result<Ref> array_reduce_ex(Thread& thread, Array& self, Args args)
{
    TRY_LET(const std::int64_t protocol, to_int64(thread, args[0]));
    Ref dict;
    TRY_LET(const bool has_dict, find_attribute(thread, &self, intern("__dict__").get(), dict));
    const Ref state = has_dict ? dict : make_none();
    const RefTo<Str> code = make_str_from_char(static_cast<char32_t>(self.code));
    if (protocol < 3) {
        TRY_LET(const Ref items, array_tolist(thread, self, Args{}));
        const RefTo<Tuple> arguments = make_tuple({ code.get(), items.get() });
        return make_tuple({ self.type, arguments.get(), state.get() });
    }
    const RefTo<Str> name = intern("array");
    TRY_LET(const Ref module, get_item(thread, runtime().modules, name.get()));
    TRY_LET(const Ref reconstructor,
        get_attribute(thread, module.get(), intern("_array_reconstructor").get()));
    const RefTo<Bytes> bytes = make_bytes(self.view());
    const Ref layout = make_int(layout_code(self.type_code()));
    const RefTo<Tuple> arguments = make_tuple({ self.type, code.get(), layout.get(), bytes.get() });
    return make_tuple({ reconstructor.get(), arguments.get(), state.get() });
}

Result<Ref> get_item_size(Thread&, Object* self)
{
    return make_int(array_of(self).item_size);
}

Result<Ref> get_type_code(Thread&, Object* self)
{
    return make_str_from_char(static_cast<char32_t>(array_of(self).code));
}

} // namespace

// Bytes of another machine's layout are refused; CPython would convert them.
Result<Ref> array_reconstruct(Thread& thread, Object*, Args args)
{
    if (!is_type(args[0]) || !is_subtype(as<Type>(args[0]), array_type())) {
        return raise(thread, TypeId::TypeError, "{} is not a subtype of array.array",
            is_type(args[0]) ? to_utf8(*as<Type>(args[0])->name) : "first argument");
    }
    if (!is_str(args[1]) || as<Str>(args[1])->length != 1) {
        return raise(thread, TypeId::TypeError,
            "_array_reconstructor() argument 2 must be a unicode character, not {}",
            type_name(args[1]));
    }
    const char32_t character = as<Str>(args[1])->at(0);
    const char code = character < 0x80 ? static_cast<char>(character) : '\0';
    if (array_item_size(code) == 0) {
        return raise(thread, TypeId::ValueError, "second argument must be a valid type code");
    }
    TRY_LET(const std::int64_t layout, to_int64(thread, args[2]));
    if (layout != layout_code(code)) {
        return raise(thread, TypeId::ValueError,
            "third argument must be the machine format code of this machine");
    }
    if (!is_bytes(args[3])) {
        return raise(thread, TypeId::TypeError, "fourth argument should be bytes, not {}",
            type_name(args[3]));
    }
    return call(thread, args[0], { args[1], args[3] });
}

const Method array_methods[21] = {
    { "append", "v, /", native<Array, array_append_method>, "Add an item at the end." },
    { "buffer_info", "", native<Array, array_buffer_info>, "Its address and length." },
    { "byteswap", "", native<Array, array_byteswap>, "Turn the bytes of all items around." },
    { "__copy__", "", native<Array, array_copy>, "A copy." },
    { "count", "v, /", native<Array, array_count>, "How often a value occurs." },
    { "__deepcopy__", "unused, /", native<Array, array_copy>, "A copy." },
    { "extend", "bb, /", native<Array, array_extend_method>, "Add items at the end." },
    { "fromfile", "f, n, /", native<Array, array_fromfile>, "Add items read from a file." },
    { "fromlist", "list, /", native<Array, array_fromlist>, "Add the items of a list." },
    { "frombytes", "buffer, /", native<Array, array_frombytes>, "Add items out of bytes." },
    { "fromunicode", "ustr, /", native<Array, array_fromunicode>, "Add characters." },
    { "index", "v, /", native<Array, array_index>, "Where a value is first." },
    { "insert", "i, v, /", native<Array, array_insert>, "Add an item in front of another." },
    { "pop", "i=-1, /", native<Array, array_pop>, "Take an item out." },
    { "__reduce_ex__", "value, /", native<Array, array_reduce_ex>, "For pickling." },
    { "remove", "v, /", native<Array, array_remove>, "Take the first of a value out." },
    { "reverse", "", native<Array, array_reverse>, "Turn the order around." },
    { "tofile", "f, /", native<Array, array_tofile>, "Write the bytes to a file." },
    { "tolist", "", native<Array, array_tolist>, "The items as a list." },
    { "tobytes", "", native<Array, array_tobytes>, "The items as bytes." },
    { "tounicode", "", native<Array, array_tounicode>, "The characters as a str." },
};

const Attribute array_attributes[2] = {
    { .name = "itemsize", .get = get_item_size, .doc = "Bytes of an item." },
    { .name = "typecode", .get = get_type_code, .doc = "The code that made it." },
};

} // namespace fw
