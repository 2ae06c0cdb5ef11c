// The module binascii: bytes as text and back (hexadecimal, base64, uuencode), and check sums.
// CPython: Modules/binascii.c. Quoted-printable text is in binascii_quoted.cpp; the hqx functions,
// deprecated and for old Macintosh files, are left out but crc_hqx.

#include "vm/modules/binascii.h"

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/protocol.h"
#include "vm/types/bytes_methods.h"
#include "vm/types/bytes_support.h"

#include <array>

namespace fw {

namespace {

Raised raise_binascii(Thread& thread, std::string_view message)
{
    auto* error = static_cast<Type*>(
        runtime().module_state[static_cast<std::size_t>(ModuleState::binascii)]);
    return raise_with(thread, error, Ref(make_str(message)).get());
}

Result<bool> truth_of(Thread& thread, Object* object, bool fallback)
{
    if (!object) {
        return fallback;
    }
    TRY_LET(const std::int64_t number, to_int64(thread, object));
    return number != 0;
}

// --- hexadecimal

Result<Ref> binascii_hexlify(Thread& thread, Object*, Args args)
{
    TRY(require_bytes(thread, args[0]));
    TRY_LET(const Ref text, bytes_hex(thread, args[0], Args{ args.values + 1, 2, nullptr }));
    return make_bytes(as<Str>(text.get())->ascii());
}

int hex_value(char c)
{
    return c >= '0' && c <= '9' ? c - '0'
        : c >= 'a' && c <= 'f'  ? c - 'a' + 10
        : c >= 'A' && c <= 'F'  ? c - 'A' + 10
                                : -1;
}

Result<Ref> binascii_unhexlify(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view digits, ascii_argument(thread, args[0]));
    if (digits.size() % 2 != 0) {
        return raise_binascii(thread, "Odd-length string");
    }
    std::string bytes;
    for (std::size_t i = 0; i < digits.size(); i += 2) {
        const int high = hex_value(digits[i]);
        const int low = hex_value(digits[i + 1]);
        if (high < 0 || low < 0) {
            return raise_binascii(thread, "Non-hexadecimal digit found");
        }
        bytes += static_cast<char>(high * 16 + low);
    }
    return make_bytes(bytes);
}

// --- base64

constexpr std::string_view base64_digits
    = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";

constexpr std::array<std::int8_t, 256> base64_values = [] {
    std::array<std::int8_t, 256> values{};
    values.fill(-1);
    for (std::size_t i = 0; i < base64_digits.size(); ++i) {
        values[static_cast<unsigned char>(base64_digits[i])] = static_cast<std::int8_t>(i);
    }
    return values;
}();

Result<Ref> binascii_a2b_base64(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view text, ascii_argument(thread, args[0]));
    std::string bytes;
    int place = 0; // in a group of four digits
    int pads = 0;
    unsigned rest = 0;
    for (const char c : text) {
        if (c == '=') {
            if (place >= 2 && place + ++pads >= 4) {
                return make_bytes(bytes); // what follows is not looked at
            }
            continue;
        }
        const int value = base64_values[static_cast<unsigned char>(c)];
        if (value < 0) {
            continue;
        }
        pads = 0;
        rest = rest << 6 | static_cast<unsigned>(value);
        if (place > 0) {
            bytes += static_cast<char>(rest >> (6 - 2 * place));
        }
        place = (place + 1) % 4;
    }
    if (place == 1) {
        return raise_binascii(thread,
            fmt::format("Invalid base64-encoded string: number of data characters ({}) cannot be 1 "
                        "more than a multiple of 4",
                bytes.size() / 3 * 4 + 1));
    }
    if (place != 0) {
        return raise_binascii(thread, "Incorrect padding");
    }
    return make_bytes(bytes);
}

Result<Ref> binascii_b2a_base64(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY_LET(const bool newline, truth_of(thread, args[1], true));
    std::string text;
    std::uint32_t group = 0;
    int bits = 0;
    for (const char c : bytes) {
        group = group << 8 | static_cast<unsigned char>(c);
        for (bits += 8; bits >= 6; bits -= 6) {
            text += base64_digits[group >> (bits - 6) & 63];
        }
    }
    if (bits > 0) {
        text += base64_digits[group << (6 - bits) & 63];
        text += bits == 2 ? "==" : "=";
    }
    if (newline) {
        text += '\n';
    }
    return make_bytes(text);
}

// --- uuencode

Result<Ref> binascii_a2b_uu(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view text, ascii_argument(thread, args[0]));
    const auto first = static_cast<unsigned char>(text.empty() ? '\0' : text[0]);
    const auto size = static_cast<std::size_t>((first - ' ') & 63);
    std::string bytes;
    std::uint32_t group = 0;
    int bits = 0;
    std::size_t at = 1;
    for (; bytes.size() < size; ++at) {
        const auto c = static_cast<unsigned char>(at < text.size() ? text[at] : '\n');
        unsigned value = 0; // blanks at the end of the line may have been lost
        if (c != '\n' && c != '\r') {
            if (c < ' ' || c > ' ' + 64) {
                return raise_binascii(thread, "Illegal char");
            }
            value = (c - ' ') & 63;
        }
        group = group << 6 | value;
        bits += 6;
        if (bits >= 8) {
            bits -= 8;
            bytes += static_cast<char>(group >> bits);
        }
    }
    for (; at < text.size(); ++at) {
        if (std::string_view(" `\n\r").find(text[at]) == std::string_view::npos) {
            return raise_binascii(thread, "Trailing garbage");
        }
    }
    return make_bytes(bytes);
}

Result<Ref> binascii_b2a_uu(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY_LET(const bool backtick, truth_of(thread, args[1], false));
    if (bytes.size() > 45) {
        return raise_binascii(thread, "At most 45 bytes at once");
    }
    const auto digit = [&](std::size_t value) {
        return value == 0 && backtick ? '`' : static_cast<char>(' ' + value);
    };
    std::string text(1, digit(bytes.size()));
    for (std::size_t i = 0; i < bytes.size(); i += 3) {
        std::uint32_t group = 0;
        for (std::size_t k = i; k < i + 3; ++k) {
            group = group << 8 | static_cast<unsigned char>(k < bytes.size() ? bytes[k] : '\0');
        }
        for (int shift = 18; shift >= 0; shift -= 6) {
            text += digit(group >> shift & 63);
        }
    }
    return make_bytes(text + '\n');
}

// --- check sums

constexpr std::array<std::uint32_t, 256> crc32_table = [] {
    std::array<std::uint32_t, 256> table{};
    for (std::uint32_t i = 0; i < 256; ++i) {
        std::uint32_t value = i;
        for (int k = 0; k < 8; ++k) {
            value = (value & 1) != 0 ? value >> 1 ^ 0xedb88320u : value >> 1;
        }
        table[i] = value;
    }
    return table;
}();

Result<Ref> binascii_crc32(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    std::int64_t start = 0;
    if (args[1]) {
        TRY_SET(start, to_int64(thread, args[1]));
    }
    return make_int(crc32_of(bytes, static_cast<std::uint32_t>(start)));
}

Result<Ref> binascii_crc_hqx(Thread& thread, Object*, Args args)
{
    TRY_LET(const std::string_view bytes, require_bytes(thread, args[0]));
    TRY_LET(const std::int64_t start, to_int64(thread, args[1]));
    std::uint32_t sum = static_cast<std::uint32_t>(start) & 0xffff;
    for (const char c : bytes) {
        sum ^= static_cast<std::uint32_t>(static_cast<unsigned char>(c)) << 8;
        for (int i = 0; i < 8; ++i) {
            sum = ((sum & 0x8000) != 0 ? sum << 1 ^ 0x1021 : sum << 1) & 0xffff;
        }
    }
    return make_int(sum);
}

constexpr Method functions[] = {
    { "a2b_base64", "data, /", binascii_a2b_base64, "Base64 to bytes." },
    { "a2b_hex", "hexstr, /", binascii_unhexlify, "Hexadecimal digits to bytes." },
    { "a2b_qp", "data, header=False", binascii_a2b_qp, "Quoted-printable text to bytes." },
    { "a2b_uu", "data, /", binascii_a2b_uu, "A line of uuencoded text to bytes." },
    { "b2a_base64", "data, /, *, newline=True", binascii_b2a_base64, "Bytes to base64." },
    { "b2a_hex", "data, sep=<unrepresentable>, bytes_per_sep=1", binascii_hexlify,
        "Bytes to hexadecimal digits." },
    { "b2a_qp", "data, quotetabs=False, istext=True, header=False", binascii_b2a_qp,
        "Bytes to quoted-printable text." },
    { "b2a_uu", "data, /, *, backtick=False", binascii_b2a_uu, "A line of uuencoded text." },
    { "crc32", "data, crc=0, /", binascii_crc32, "The CRC-32 sum." },
    { "crc_hqx", "data, crc, /", binascii_crc_hqx, "The CRC-CCITT sum." },
    { "hexlify", "data, sep=<unrepresentable>, bytes_per_sep=1", binascii_hexlify,
        "Bytes to hexadecimal digits." },
    { "unhexlify", "hexstr, /", binascii_unhexlify, "Hexadecimal digits to bytes." },
};

} // namespace

Result<std::string_view> ascii_argument(Thread& thread, Object* object)
{
    if (is_str(object)) {
        if (!as<Str>(object)->is_ascii) {
            return raise(
                thread, TypeId::ValueError, "string argument should contain only ASCII characters");
        }
        return as<Str>(object)->ascii();
    }
    std::string_view bytes;
    if (!bytes_view(object, bytes)) {
        return raise(thread, TypeId::TypeError,
            "argument should be bytes, buffer or ASCII string, not '{}'", type_name(object));
    }
    return bytes;
}

std::uint32_t crc32_of(std::string_view bytes, std::uint32_t start)
{
    std::uint32_t sum = ~start;
    for (const char c : bytes) {
        sum = crc32_table[(sum ^ static_cast<unsigned char>(c)) & 0xff] ^ sum >> 8;
    }
    return ~sum;
}

Result<RefTo<Module>> make_binascii_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("binascii", functions, "Bytes as text and back.");
    const RefTo<Tuple> value_error = make_tuple({ exception_type(TypeId::ValueError) });
    TRY_LET(Ref error, make_exception_class(thread, "binascii", "Error", value_error.get()));
    add_to_module(*module, "Error", error.get());
    const RefTo<Tuple> exception = make_tuple({ exception_type(TypeId::Exception) });
    TRY_LET(const Ref incomplete,
        make_exception_class(thread, "binascii", "Incomplete", exception.get()));
    add_to_module(*module, "Incomplete", incomplete.get());
    runtime().module_state[static_cast<std::size_t>(ModuleState::binascii)] = error.release();
    return module;
}

} // namespace fw
