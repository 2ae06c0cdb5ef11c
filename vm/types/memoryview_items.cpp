// Reads and writes single items of memory.
// CPython: unpack_single and pack_single in Objects/memoryobject.c

#include "vm/types/memoryview_items.h"

#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <cstring>
#include <limits>
#include <type_traits>

namespace fw {

namespace {

template <class T> struct Kind {
    using type = T;
};

// Calls function(Kind<T>) for the C type of an integer format; false: the format is none.
template <class Function> bool with_integer(char format, Function function)
{
    switch (format) {
    case 'b':
        function(Kind<signed char>());
        return true;
    case 'B':
        function(Kind<unsigned char>());
        return true;
    case 'h':
        function(Kind<short>());
        return true;
    case 'H':
        function(Kind<unsigned short>());
        return true;
    case 'i':
        function(Kind<int>());
        return true;
    case 'I':
        function(Kind<unsigned>());
        return true;
    case 'l':
    case 'q':
    case 'n':
        function(Kind<std::int64_t>());
        return true;
    case 'L':
    case 'Q':
    case 'N':
    case 'P':
        function(Kind<std::uint64_t>());
        return true;
    default:
        return false;
    }
}

template <class T> T load(const char* place)
{
    T value;
    std::memcpy(&value, place, sizeof value);
    return value;
}

template <class T> void store(char* place, T value)
{
    std::memcpy(place, &value, sizeof value);
}

Raised bad_value(Thread& thread, char format)
{
    return raise(thread, TypeId::ValueError, "memoryview: invalid value for format '{}'", format);
}

Raised bad_type(Thread& thread, char format)
{
    return raise(thread, TypeId::TypeError, "memoryview: invalid type for format '{}'", format);
}

// Whether the number fits in T, and then the number.
template <class T> bool narrow(const Int& number, T& value)
{
    if constexpr (std::is_same_v<T, std::uint64_t>) {
        if (number.value < 0 || (!number.is_small() && number.value != 1)) {
            return false;
        }
        value = number.is_small() ? static_cast<std::uint64_t>(number.value) : number.limbs[0];
        return true;
    } else {
        if (!number.is_small() || number.value < std::numeric_limits<T>::min()
            || number.value > static_cast<std::int64_t>(std::numeric_limits<T>::max())) {
            return false;
        }
        value = static_cast<T>(number.value);
        return true;
    }
}

} // namespace

std::int64_t memory_item_size(char format)
{
    std::int64_t size = 0;
    if (with_integer(format, [&](auto kind) {
            size = static_cast<std::int64_t>(sizeof(typename decltype(kind)::type));
        })) {
        return size;
    }
    switch (format) {
    case 'c':
    case '?':
        return 1;
    case 'f':
        return 4;
    case 'd':
        return 8;
    default:
        return 0;
    }
}

Result<Ref> memory_unpack(Thread& thread, const char* place, char format)
{
    Ref result;
    if (with_integer(format,
            [&](auto kind) { result = make_int(load<typename decltype(kind)::type>(place)); })) {
        return result;
    }
    switch (format) {
    case 'c':
        return make_bytes({ place, 1 });
    case '?':
        return make_bool(*place != 0);
    case 'f':
        return make_float(static_cast<double>(load<float>(place)));
    case 'd':
        return make_float(load<double>(place));
    default:
        return raise(
            thread, TypeId::NotImplementedError, "memoryview: format {} not supported", format);
    }
}

Result<void> memory_pack(Thread& thread, char* place, char format, Object* value)
{
    switch (format) {
    case 'c':
        if (!is_bytes(value)) {
            return bad_type(thread, format);
        }
        if (static_cast<Bytes*>(value)->length != 1) {
            return bad_value(thread, format);
        }
        *place = *static_cast<Bytes*>(value)->data();
        return {};
    case '?': {
        TRY_LET(const bool truth, is_true(thread, value));
        *place = truth ? 1 : 0;
        return {};
    }
    case 'f':
    case 'd': {
        if (!value->type->slots.to_float && !value->type->slots.to_index) {
            return bad_type(thread, format);
        }
        TRY_LET(const double number, to_double(thread, value));
        if (format == 'f') {
            store(place, static_cast<float>(number));
        } else {
            store(place, number);
        }
        return {};
    }
    default:
        break;
    }
    if (!value->type->slots.to_index) {
        return bad_type(thread, format);
    }
    TRY_LET(Ref number, number_index(thread, value));
    bool fits = false;
    with_integer(format, [&](auto kind) {
        typename decltype(kind)::type narrowed{};
        fits = narrow(*static_cast<Int*>(number.get()), narrowed);
        if (fits) {
            store(place, narrowed);
        }
    });
    if (!fits) {
        return bad_value(thread, format);
    }
    return {};
}

} // namespace fw
