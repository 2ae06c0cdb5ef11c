// Functions of module _socket about addresses as bytes and text; they ask no network.
// CPython: Modules/socketmodule.c

#include "vm/modules/module_support.h"
#include "vm/modules/socket_table.h"
#include "vm/object/bytes.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_support.h"

#include <arpa/inet.h>
#include <array>
#include <cerrno>

namespace fw {

namespace {

template <class T> T turned(T value)
{
    if constexpr (sizeof(T) == 2) {
        return htons(value);
    } else {
        return htonl(value);
    }
}

template <class T> Result<Ref> swap_bytes(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::int64_t value, to_int64(thread, args[0]));
    if (value < 0) {
        return raise(thread, TypeId::OverflowError, "can't convert negative value to unsigned int");
    }
    if (value > static_cast<std::int64_t>(static_cast<T>(-1))) {
        return raise(thread, TypeId::OverflowError, "int larger than {} bits", sizeof(T) * 8);
    }
    return make_int(turned(static_cast<T>(value)));
}

std::size_t address_size(std::int64_t family)
{
    return family == AF_INET6 ? 16 : 4;
}

Result<Ref> bytes_of_address(Thread& thread, int family, Object* given)
{
    TRY_LET(const std::string text, to_text(thread, given, "address"));
    std::array<char, 16> bytes{};
    if (inet_pton(family, text.c_str(), bytes.data()) != 1) {
        return raise(thread, TypeId::OSError, "illegal IP address string passed to inet_pton");
    }
    return make_bytes(std::string_view(bytes.data(), address_size(family)));
}

Result<Ref> text_of_address(Thread& thread, int family, Object* given)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, given));
    if (bytes.size() != address_size(family)) {
        return raise(thread, TypeId::ValueError, "invalid length of packed IP address string");
    }
    std::array<char, INET6_ADDRSTRLEN> text{};
    if (!inet_ntop(family, bytes.data(), text.data(), text.size())) {
        return raise_os_error(thread, errno);
    }
    return make_str(text.data());
}

Result<int> family_argument(Thread& thread, Object* object)
{
    TRY_LET(const std::int64_t family, to_int64(thread, object));
    if (family != AF_INET && family != AF_INET6) {
        return raise_os_error(thread, EAFNOSUPPORT);
    }
    return static_cast<int>(family);
}

Result<Ref> module_inet_pton(Thread& thread, Object*, Args args)
{
    TRY_LET(const int family, family_argument(thread, args[0]));
    return bytes_of_address(thread, family, args[1]);
}

Result<Ref> module_inet_ntop(Thread& thread, Object*, Args args)
{
    TRY_LET(const int family, family_argument(thread, args[0]));
    return text_of_address(thread, family, args[1]);
}

Result<Ref> module_inet_aton(Thread& thread, Object*, Args args)
{
    return bytes_of_address(thread, AF_INET, args[0]);
}

Result<Ref> module_inet_ntoa(Thread& thread, Object*, Args args)
{
    return text_of_address(thread, AF_INET, args[0]);
}

constexpr Method functions[] = {
    { "htonl", "x, /", swap_bytes<std::uint32_t>, "Bytes in the order of networks." },
    { "htons", "x, /", swap_bytes<std::uint16_t>, "Bytes in the order of networks." },
    { "inet_aton", "ip_addr, /", module_inet_aton, "An address as bytes." },
    { "inet_ntoa", "packed_ip, /", module_inet_ntoa, "An address as text." },
    { "inet_ntop", "af, packed_ip, /", module_inet_ntop, "An address as text." },
    { "inet_pton", "af, ip, /", module_inet_pton, "An address as bytes." },
    { "ntohl", "x, /", swap_bytes<std::uint32_t>, "Bytes in the order of the machine." },
    { "ntohs", "x, /", swap_bytes<std::uint16_t>, "Bytes in the order of the machine." },
};

} // namespace

std::span<const Method> socket_address_functions()
{
    return functions;
}

} // namespace fw
