// A constant as source text writes it and as the front end folds it: a closed variant, not a Python
// object. The code unit adds code objects on its side.
// CPython: the `constant` of Parser/Python.asdl, an object there.
#pragma once

#include <concepts>
#include <cstdint>
#include <memory>
#include <string>
#include <type_traits>
#include <utility>
#include <variant>
#include <vector>

namespace fw {

struct Constant;

struct NoneConstant {
    bool operator==(const NoneConstant&) const = default;
};

struct EllipsisConstant {
    bool operator==(const EllipsisConstant&) const = default;
};

// An int that does not fit into 64 bits: lower-case hexadecimal digits without prefix or leading
// zeros, after '-' when negative. An int that fits is always an int64_t, so equal means equal.
struct BigIntConstant {
    std::string hex;
    bool operator==(const BigIntConstant&) const = default;
};

struct ComplexConstant {
    double real = 0;
    double imaginary = 0;
    bool operator==(const ComplexConstant&) const = default;
};

// UTF-8, with lone surrogates encoded as their three bytes (WTF-8 without joining pairs).
struct StringConstant {
    std::string utf8;
    bool operator==(const StringConstant&) const = default;
};

struct BytesConstant {
    std::string bytes;
    bool operator==(const BytesConstant&) const = default;
};

struct TupleConstant {
    std::shared_ptr<const std::vector<Constant>> items;
};

// The items without repetitions, in the order in which the set got them (vm/code/set_order.h).
struct FrozenSetConstant {
    std::shared_ptr<const std::vector<Constant>> items;
};

struct Constant {
    using Value = std::variant<NoneConstant, EllipsisConstant, bool, std::int64_t, BigIntConstant,
        double, ComplexConstant, StringConstant, BytesConstant, TupleConstant, FrozenSetConstant>;

    Value value;

    Constant() = default;

    template <typename T>
    requires(!std::same_as<std::remove_cvref_t<T>, Constant>) Constant(T&& from)
        : value(std::forward<T>(from))
    {
    }

    template <typename T> bool is() const { return std::holds_alternative<T>(value); }
    template <typename T> const T* as() const { return std::get_if<T>(&value); }

    bool is_none() const { return is<NoneConstant>(); }
    bool is_string() const { return is<StringConstant>(); }
};

inline Constant make_tuple_constant(std::vector<Constant> items)
{
    return TupleConstant{ std::make_shared<const std::vector<Constant>>(std::move(items)) };
}

} // namespace fw
