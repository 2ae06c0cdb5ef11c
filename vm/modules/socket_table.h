// The sockets of a program: connected pairs whose bytes wait in the region, and numbers for them.
// No socket of the system stands behind them: there is no network in the machine.

#pragma once

#include "vm/object/type_spec.h"

#include <cstddef>
#include <cstdint>
#include <span>
#include <string>
#include <vector>

namespace fw {

enum class SocketKind : std::int64_t { Socket, Epoll };

struct SocketEnd {
    static constexpr std::size_t capacity = 212992; // bytes that may wait, as on Linux

    SocketKind kind = SocketKind::Socket;
    std::int64_t family = 0;
    std::int64_t type = 0;
    std::int64_t protocol = 0;
    SocketEnd* peer = nullptr; // null: never connected, or closed there
    std::int64_t connected = 0; // whether it ever had a peer
    std::int64_t ended = 0; // whether nothing more will come
    std::int64_t shut = 0; // whether nothing more may be sent
    std::string incoming;

    bool can_read() const { return connected == 0 || !incoming.empty() || ended != 0; }
    bool hung_up() const { return connected == 0 || (ended != 0 && !peer); }
    bool can_write() const { return connected == 0 || !peer || peer->incoming.size() < capacity; }
};

// In Runtime::module_state; made when first asked for.
struct SocketTable {
    // Far from the numbers of the files that a program opens; below FD_SETSIZE.
    static constexpr std::int64_t first_number = 512;

    std::vector<SocketEnd*> ends; // null: the number is free
    Object* timeout = nullptr; // the class socket.timeout, owned
    Object* address_error = nullptr; // the class socket.gaierror, owned
};

SocketTable& socket_table();
std::int64_t open_socket_end(SocketKind kind); // its number, the lowest that is free
SocketEnd* find_socket_end(std::int64_t number); // null: none
void connect_socket_ends(SocketEnd& left, SocketEnd& right);
void close_socket_end(std::int64_t number);

std::span<const Method> socket_address_functions(); // socket_addresses.cpp

} // namespace fw
