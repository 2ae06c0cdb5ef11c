// Items of arrays, with the checks and messages of CPython's conversions to C numbers.
// CPython: Modules/arraymodule.c, Python/getargs.c

#include "vm/modules/array_items.h"

#include "vm/object/int.h"
#include "vm/object/mpz.h"
#include "vm/object/protocol.h"
#include "vm/types/memoryview_items.h"

#include <cstring>
#include <limits>
#include <span>

namespace fw {

namespace {

// The limits that a value is held against, one after the other.
struct Limit {
    const char* subject;
    std::int64_t least;
    std::int64_t most;
};

template <class T> constexpr Limit limit(const char* subject)
{
    return { subject, std::numeric_limits<T>::min(), std::numeric_limits<T>::max() };
}

constexpr Limit byte_limits[]
    = { limit<short>("signed short integer"), limit<signed char>("signed char") };
constexpr Limit unsigned_byte_limits[] = { limit<unsigned char>("unsigned byte integer") };
constexpr Limit short_limits[] = { limit<short>("signed short integer") };
constexpr Limit unsigned_short_limits[]
    = { limit<int>("signed integer"), limit<unsigned short>("unsigned short") };
constexpr Limit int_limits[] = { limit<int>("signed integer") };
constexpr Limit unsigned_int_limits[] = { limit<unsigned>("unsigned int") };

std::span<const Limit> limits_of(char code)
{
    switch (code) {
    case 'b':
        return byte_limits;
    case 'B':
        return unsigned_byte_limits;
    case 'h':
        return short_limits;
    case 'H':
        return unsigned_short_limits;
    case 'i':
        return int_limits;
    case 'I':
        return unsigned_int_limits;
    default:
        return {};
    }
}

bool is_unsigned_word(char code)
{
    return code == 'I' || code == 'L' || code == 'Q';
}

Raised raise_too_large(Thread& thread, char code)
{
    if (code == 'q' || code == 'Q') {
        return raise(thread, TypeId::OverflowError, "int too big to convert");
    }
    return raise(thread, TypeId::OverflowError, "Python int too large to convert to C {}",
        is_unsigned_word(code) ? "unsigned long" : "long");
}

Result<void> store_integer(Thread& thread, char* place, char code, Object* value)
{
    if (is_instance_of(value, float_type())) {
        return raise(thread, TypeId::TypeError, "integer argument expected, got float");
    }
    if (!value->type->slots.to_index) {
        return raise(
            thread, TypeId::TypeError, "an integer is required (got type {})", type_name(value));
    }
    TRY_LET(const Ref index, number_index(thread, value));
    MpzView view;
    view_int(*as<Int>(index.get()), view);
    const bool negative = mpz_sgn(view.mpz) < 0;
    if (is_unsigned_word(code)) {
        if (negative) {
            return raise_message(thread, TypeId::OverflowError,
                code == 'Q' ? "can't convert negative int to unsigned"
                            : "can't convert negative value to unsigned int");
        }
        if (!mpz_fits_ulong_p(view.mpz)) {
            return raise_too_large(thread, code);
        }
    } else if (!mpz_fits_slong_p(view.mpz)) {
        return raise_too_large(thread, code);
    }
    for (const Limit& each : limits_of(code)) {
        if (mpz_cmp_si(view.mpz, each.least) < 0) {
            return raise(thread, TypeId::OverflowError, "{} is less than minimum", each.subject);
        }
        if (mpz_cmp_si(view.mpz, each.most) > 0) {
            return raise(thread, TypeId::OverflowError, "{} is greater than maximum", each.subject);
        }
    }
    const std::uint64_t number
        = negative ? 0 - static_cast<std::uint64_t>(mpz_get_ui(view.mpz)) : mpz_get_ui(view.mpz);
    std::memcpy(place, &number, static_cast<std::size_t>(array_item_size(code)));
    return {};
}

Result<void> store_float(Thread& thread, char* place, char code, Object* value)
{
    if (!value->type->slots.to_float && !value->type->slots.to_index) {
        return raise(thread, TypeId::TypeError, "must be real number, not {}", type_name(value));
    }
    TRY_LET(const double number, to_double(thread, value));
    if (code == 'd') {
        std::memcpy(place, &number, sizeof(number));
    } else {
        const auto narrow = static_cast<float>(number);
        std::memcpy(place, &narrow, sizeof(narrow));
    }
    return {};
}

Result<void> store_character(Thread& thread, char* place, Object* value)
{
    if (!is_str(value) || as<Str>(value)->length != 1) {
        return raise(thread, TypeId::TypeError, "array item must be unicode character");
    }
    const char32_t character = as<Str>(value)->at(0);
    std::memcpy(place, &character, sizeof(character));
    return {};
}

} // namespace

std::int64_t array_item_size(char code)
{
    constexpr std::string_view codes = "bBhHiIlLqQfd";
    if (code == 'u') {
        return sizeof(char32_t);
    }
    return code != 0 && codes.find(code) != std::string_view::npos ? memory_item_size(code) : 0;
}

Result<Ref> array_load(Thread& thread, const char* place, char code)
{
    if (code != 'u') {
        return memory_unpack(thread, place, code);
    }
    std::uint32_t character = 0;
    std::memcpy(&character, place, sizeof(character));
    if (character > 0x10ffff) {
        return raise(thread, TypeId::ValueError,
            "character U+{:x} is not in range [U+0000; U+10ffff]", character);
    }
    return make_str_from_char(character);
}

Result<void> array_store(Thread& thread, char* place, char code, Object* value)
{
    switch (code) {
    case 'u':
        return store_character(thread, place, value);
    case 'f':
    case 'd':
        return store_float(thread, place, code, value);
    default:
        return store_integer(thread, place, code, value);
    }
}

} // namespace fw
