// Numbers of sockets, and what closing one does to the other.

#include "vm/modules/socket_table.h"

#include "vm/modules/module_types.h"

#include <algorithm>

namespace fw {

SocketTable& socket_table()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::socket)];
    if (!place) {
        place = new SocketTable();
    }
    return *static_cast<SocketTable*>(place);
}

std::int64_t open_socket_end(SocketKind kind)
{
    auto& ends = socket_table().ends;
    auto place = std::find(ends.begin(), ends.end(), nullptr);
    if (place == ends.end()) {
        place = ends.insert(ends.end(), nullptr);
    }
    *place = new SocketEnd();
    (*place)->kind = kind;
    return SocketTable::first_number + (place - ends.begin());
}

SocketEnd* find_socket_end(std::int64_t number)
{
    const auto& ends = socket_table().ends;
    const std::int64_t index = number - SocketTable::first_number;
    return index >= 0 && index < static_cast<std::int64_t>(ends.size())
        ? ends[static_cast<std::size_t>(index)]
        : nullptr;
}

void connect_socket_ends(SocketEnd& left, SocketEnd& right)
{
    left.peer = &right;
    right.peer = &left;
    left.connected = right.connected = 1;
}

void close_socket_end(std::int64_t number)
{
    SocketEnd* const end = find_socket_end(number);
    if (!end) {
        return;
    }
    if (end->peer) {
        end->peer->peer = nullptr;
        end->peer->ended = 1;
    }
    delete end;
    socket_table().ends[static_cast<std::size_t>(number - SocketTable::first_number)] = nullptr;
}

} // namespace fw
