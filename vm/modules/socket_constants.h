// The numbers of module _socket, as Linux has them.

#pragma once

#include <cstdint>

namespace fw {

struct SocketConstant {
    const char* name;
    std::int64_t number;
};

inline constexpr SocketConstant socket_constants[] = {
    { "AF_INET", 2 },
    { "AF_INET6", 10 },
    { "AF_UNIX", 1 },
    { "AF_UNSPEC", 0 },
    { "SOCK_STREAM", 1 },
    { "SOCK_DGRAM", 2 },
    { "SOCK_RAW", 3 },
    { "SOCK_CLOEXEC", 524288 },
    { "SOCK_NONBLOCK", 2048 },
    { "SOL_SOCKET", 1 },
    { "SO_REUSEADDR", 2 },
    { "SO_KEEPALIVE", 9 },
    { "SO_BROADCAST", 6 },
    { "SO_ERROR", 4 },
    { "SO_TYPE", 3 },
    { "SO_REUSEPORT", 15 },
    { "SO_RCVBUF", 8 },
    { "SO_SNDBUF", 7 },
    { "SO_LINGER", 13 },
    { "SO_DEBUG", 1 },
    { "SO_OOBINLINE", 10 },
    { "SOMAXCONN", 4096 },
    { "IPPROTO_TCP", 6 },
    { "IPPROTO_UDP", 17 },
    { "IPPROTO_IP", 0 },
    { "IPPROTO_IPV6", 41 },
    { "IPV6_V6ONLY", 26 },
    { "TCP_NODELAY", 1 },
    { "TCP_KEEPIDLE", 4 },
    { "TCP_KEEPINTVL", 5 },
    { "TCP_KEEPCNT", 6 },
    { "AI_PASSIVE", 1 },
    { "AI_CANONNAME", 2 },
    { "AI_NUMERICHOST", 4 },
    { "AI_NUMERICSERV", 1024 },
    { "AI_ADDRCONFIG", 32 },
    { "MSG_PEEK", 2 },
    { "MSG_OOB", 1 },
    { "MSG_DONTWAIT", 64 },
    { "MSG_WAITALL", 256 },
    { "MSG_NOSIGNAL", 16384 },
    { "MSG_TRUNC", 32 },
    { "SHUT_RD", 0 },
    { "SHUT_WR", 1 },
    { "SHUT_RDWR", 2 },
    { "NI_NUMERICHOST", 1 },
    { "NI_NUMERICSERV", 2 },
    { "NI_DGRAM", 16 },
    { "NI_NAMEREQD", 8 },
    { "EAI_NONAME", -2 },
    { "EAI_FAMILY", -6 },
    { "EAI_SOCKTYPE", -7 },
    { "EAI_AGAIN", -3 },
    { "EAI_FAIL", -4 },
    { "EAI_SERVICE", -8 },
    { "INADDR_ANY", 0 },
    { "INADDR_BROADCAST", 4294967295 },
    { "INADDR_LOOPBACK", 2130706433 },
    { "INADDR_NONE", 4294967295 },
    { "SOL_TCP", 6 },
    { "SOL_UDP", 17 },
    { "SOL_IP", 0 },
    { "IP_MULTICAST_TTL", 33 },
    { "IP_ADD_MEMBERSHIP", 35 },
    { "IP_MULTICAST_LOOP", 34 },
    { "IP_TTL", 2 },
    { "IP_TOS", 1 },
};

} // namespace fw
