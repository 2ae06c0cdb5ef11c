// The methods that change a bytearray.
// CPython: Objects/bytearrayobject.c

#include "vm/types/bytearray_methods.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/bytes_support.h"

#include <algorithm>
#include <cstring>

namespace fw {

Result<void> byte_array_check_resizable(Thread& thread, const ByteArray& self)
{
    if (self.exports > 0) {
        return raise(
            thread, TypeId::BufferError, "Existing exports of data: object cannot be re-sized");
    }
    return {};
}

Result<void> byte_array_replace(
    Thread& thread, ByteArray& self, std::int64_t start, std::int64_t end, std::string_view bytes)
{
    const auto count = static_cast<std::int64_t>(bytes.size());
    const std::int64_t tail = self.length - end;
    if (count != end - start) {
        TRY(byte_array_check_resizable(thread, self));
    }
    // The bytes may be the array's own.
    const std::string copy(bytes);
    if (count > end - start) {
        byte_array_resize(self, start + count + tail);
    }
    std::memmove(self.bytes + start + count, self.bytes + end, static_cast<std::size_t>(tail));
    if (count < end - start) {
        byte_array_resize(self, start + count + tail);
    }
    std::copy(copy.begin(), copy.end(), self.bytes + start);
    return {};
}

Result<std::string> byte_array_items(Thread& thread, Object* source)
{
    std::string_view view;
    if (bytes_view(source, view)) {
        return std::string(view);
    }
    std::string bytes;
    TRY(for_each(thread, source, [&](Ref item) -> Result<bool> {
        TRY_LET(const unsigned char byte, to_byte(thread, item.get(), "byte"));
        bytes.push_back(static_cast<char>(byte));
        return true;
    }));
    return bytes;
}

Result<Ref> byte_array_append(Thread& thread, ByteArray& self, Args args)
{
    TRY_LET(const unsigned char byte, to_byte(thread, args[0], "byte"));
    TRY(byte_array_check_resizable(thread, self));
    byte_array_resize(self, self.length + 1);
    self.bytes[self.length - 1] = static_cast<char>(byte);
    return make_none();
}

Result<Ref> byte_array_extend(Thread& thread, ByteArray& self, Args args)
{
    std::string_view view;
    if (!bytes_view(args[0], view)) {
        auto iterator = get_iterator(thread, args[0]);
        if (iterator.failed()) {
            if (!pending_is(thread, exception_type(TypeId::TypeError))) {
                return Raised{};
            }
            clear_exception(thread);
            return raise(
                thread, TypeId::TypeError, "can't extend bytearray with {}", type_name(args[0]));
        }
        Ref source = iterator.take();
        TRY(length_hint(thread, args[0], 32)); // only asked, as CPython does, for what it raises
        TRY_LET(const std::string bytes, byte_array_items(thread, source.get()));
        TRY(byte_array_replace(thread, self, self.length, self.length, bytes));
        return make_none();
    }
    TRY(byte_array_replace(thread, self, self.length, self.length, view));
    return make_none();
}

Result<Ref> byte_array_insert(Thread& thread, ByteArray& self, Args args)
{
    TRY_LET(std::int64_t index, to_index(thread, args[0], TypeId::OverflowError));
    TRY_LET(const unsigned char byte, to_byte(thread, args[1], "byte"));
    if (index < 0) {
        index = std::max<std::int64_t>(index + self.length, 0);
    }
    index = std::min(index, self.length);
    const char c = static_cast<char>(byte);
    TRY(byte_array_replace(thread, self, index, index, { &c, 1 }));
    return make_none();
}

Result<Ref> byte_array_pop(Thread& thread, ByteArray& self, Args args)
{
    std::int64_t index = -1;
    if (args[0]) {
        TRY_SET(index, to_index(thread, args[0], TypeId::OverflowError));
    }
    if (self.length == 0) {
        return raise(thread, TypeId::IndexError, "pop from empty bytearray");
    }
    if (index < 0) {
        index += self.length;
    }
    if (index < 0 || index >= self.length) {
        return raise(thread, TypeId::IndexError, "pop index out of range");
    }
    TRY(byte_array_check_resizable(thread, self));
    const auto byte = static_cast<unsigned char>(self.bytes[index]);
    TRY(byte_array_replace(thread, self, index, index + 1, {}));
    return make_int(byte);
}

Result<Ref> byte_array_remove(Thread& thread, ByteArray& self, Args args)
{
    TRY_LET(const unsigned char byte, to_byte(thread, args[0], "byte"));
    const std::size_t found = self.view().find(static_cast<char>(byte));
    if (found == std::string_view::npos) {
        return raise(thread, TypeId::ValueError, "value not found in bytearray");
    }
    const auto index = static_cast<std::int64_t>(found);
    TRY(byte_array_replace(thread, self, index, index + 1, {}));
    return make_none();
}

Result<Ref> byte_array_reverse(Thread&, ByteArray& self, Args)
{
    std::reverse(self.bytes, self.bytes + self.length);
    return make_none();
}

Result<Ref> byte_array_clear(Thread& thread, ByteArray& self, Args)
{
    TRY(byte_array_check_resizable(thread, self));
    byte_array_resize(self, 0);
    return make_none();
}

Result<Ref> byte_array_copy(Thread&, ByteArray& self, Args)
{
    return make_byte_array(self.view());
}

} // namespace fw
