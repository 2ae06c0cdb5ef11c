// Ints, strings and tuples of constant folding; comparing and truth of constants.
// CPython: Python/ast_opt.c
#include "vm/compile/constant_ops.h"

#include "vm/code/set_order.h"
#include "vm/compile/big_int.h"

#include <algorithm>
#include <cmath>
#include <unordered_map>

namespace fw::compile {

namespace {

using syntax::Operator;
using syntax::UnaryOperator;

// Folding stops before a constant gets larger than these.
constexpr std::size_t max_int_bits = 128;
constexpr std::size_t max_collection_size = 256;
constexpr std::size_t max_text_size = 4096;
constexpr long max_total_items = 1024;

bool is_int(const Constant& constant)
{
    return constant.is<std::int64_t>() || constant.is<bool>() || constant.is<BigIntConstant>();
}

bool is_number(const Constant& constant)
{
    return is_int(constant) || constant.is<double>() || constant.is<ComplexConstant>();
}

std::optional<double> to_double(const Constant& constant)
{
    if (const auto* number = constant.as<double>()) {
        return *number;
    }
    BigInt number;
    return number.assign(constant) ? number.to_double() : std::nullopt;
}

std::optional<ComplexConstant> to_complex(const Constant& constant)
{
    if (const auto* number = constant.as<ComplexConstant>()) {
        return *number;
    }
    if (const auto real = to_double(constant)) {
        return ComplexConstant{ *real, 0 };
    }
    return std::nullopt;
}

std::size_t code_points(std::string_view utf8)
{
    std::size_t count = 0;
    for (const char c : utf8) {
        count += (static_cast<unsigned char>(c) & 0xc0) != 0x80 ? 1 : 0;
    }
    return count;
}

std::optional<Constant> int_power(const BigInt& base, const BigInt& exponent)
{
    if (exponent.sign() < 0) {
        const auto left = base.to_double();
        const auto right = exponent.to_double();
        return left && right ? fold_float(Operator::Pow, *left, *right) : std::nullopt;
    }
    if (base.sign() != 0 && exponent.sign() > 0) {
        if (!exponent.fits_long()
            || base.bits() > max_int_bits / static_cast<std::size_t>(exponent.to_long())) {
            return std::nullopt;
        }
    }
    if (base.sign() == 0) {
        return std::int64_t{ exponent.sign() == 0 ? 1 : 0 };
    }
    BigInt result;
    mpz_pow_ui(result.get(), base.get(), static_cast<unsigned long>(exponent.to_long()));
    return result.to_constant();
}

std::optional<Constant> int_shift(Operator op, const BigInt& value, const BigInt& count)
{
    if (count.sign() < 0) {
        return std::nullopt;
    }
    BigInt result;
    if (op == Operator::RShift) {
        const auto bits = count.fits_long() ? static_cast<mp_bitcnt_t>(count.to_long())
                                            : static_cast<mp_bitcnt_t>(value.bits() + 1);
        mpz_fdiv_q_2exp(result.get(), value.get(), bits);
        return result.to_constant();
    }
    if (value.sign() == 0) {
        return std::int64_t{ 0 };
    }
    if (count.sign() != 0) {
        if (!count.fits_long() || static_cast<std::size_t>(count.to_long()) > max_int_bits
            || value.bits() > max_int_bits - static_cast<std::size_t>(count.to_long())) {
            return std::nullopt;
        }
    }
    mpz_mul_2exp(result.get(), value.get(), static_cast<mp_bitcnt_t>(count.to_long()));
    return result.to_constant();
}

std::optional<Constant> fold_ints(Operator op, const BigInt& left, const BigInt& right)
{
    BigInt result;
    switch (op) {
    case Operator::Add:
        mpz_add(result.get(), left.get(), right.get());
        break;
    case Operator::Sub:
        mpz_sub(result.get(), left.get(), right.get());
        break;
    case Operator::Mult:
        if (left.sign() != 0 && right.sign() != 0 && left.bits() + right.bits() > max_int_bits) {
            return std::nullopt;
        }
        mpz_mul(result.get(), left.get(), right.get());
        break;
    case Operator::Div: {
        if (right.sign() == 0) {
            return std::nullopt;
        }
        const auto quotient = true_quotient(left, right);
        if (!quotient) {
            return std::nullopt;
        }
        return *quotient;
    }
    case Operator::FloorDiv:
    case Operator::Mod:
        if (right.sign() == 0) {
            return std::nullopt;
        }
        if (op == Operator::Mod) {
            mpz_fdiv_r(result.get(), left.get(), right.get());
        } else {
            mpz_fdiv_q(result.get(), left.get(), right.get());
        }
        break;
    case Operator::Pow:
        return int_power(left, right);
    case Operator::LShift:
    case Operator::RShift:
        return int_shift(op, left, right);
    case Operator::BitOr:
        mpz_ior(result.get(), left.get(), right.get());
        break;
    case Operator::BitXor:
        mpz_xor(result.get(), left.get(), right.get());
        break;
    case Operator::BitAnd:
        mpz_and(result.get(), left.get(), right.get());
        break;
    case Operator::MatMult:
        return std::nullopt;
    }
    return result.to_constant();
}

std::optional<Constant> fold_numbers(Operator op, const Constant& left, const Constant& right)
{
    if (left.is<ComplexConstant>() || right.is<ComplexConstant>()) {
        const auto a = to_complex(left);
        const auto b = to_complex(right);
        return a && b ? fold_complex(op, *a, *b) : std::nullopt;
    }
    if (left.is<double>() || right.is<double>()) {
        const auto a = to_double(left);
        const auto b = to_double(right);
        return a && b ? fold_float(op, *a, *b) : std::nullopt;
    }
    const bool* a = left.as<bool>();
    const bool* b = right.as<bool>();
    if (a != nullptr && b != nullptr) {
        switch (op) {
        case Operator::BitOr:
            return *a || *b;
        case Operator::BitXor:
            return *a != *b;
        case Operator::BitAnd:
            return *a && *b;
        default:
            break;
        }
    }
    BigInt first;
    BigInt second;
    first.assign(left);
    second.assign(right);
    return fold_ints(op, first, second);
}

// How many items a nested tuple may still have after this one; negative when it has too many.
long items_left(const Constant& constant, long limit)
{
    if (const auto* tuple = constant.as<TupleConstant>()) {
        limit -= static_cast<long>(tuple->items->size());
        for (const Constant& item : *tuple->items) {
            if (limit < 0) {
                break;
            }
            limit = items_left(item, limit);
        }
    }
    return limit;
}

std::string repeated(const std::string& text, long count)
{
    std::string out;
    for (long i = 0; i < count; ++i) {
        out += text;
    }
    return out;
}

std::optional<Constant> repeat(const Constant& sequence, const Constant& times)
{
    BigInt number;
    if (!number.assign(times)) {
        return std::nullopt;
    }
    const long count = number.fits_long() ? number.to_long() : -1;
    const auto allowed = [count](std::size_t size, std::size_t limit) {
        return size == 0 || (count >= 0 && static_cast<std::size_t>(count) <= limit / size);
    };
    if (const auto* text = sequence.as<StringConstant>()) {
        if (!allowed(code_points(text->utf8), max_text_size)) {
            return std::nullopt;
        }
        return StringConstant{ text->utf8.empty() ? "" : repeated(text->utf8, count) };
    }
    if (const auto* bytes = sequence.as<BytesConstant>()) {
        if (!allowed(bytes->bytes.size(), max_text_size)) {
            return std::nullopt;
        }
        return BytesConstant{ bytes->bytes.empty() ? "" : repeated(bytes->bytes, count) };
    }
    if (const auto* tuple = sequence.as<TupleConstant>()) {
        if (!allowed(tuple->items->size(), max_collection_size)) {
            return std::nullopt;
        }
        std::vector<Constant> items;
        if (!tuple->items->empty()) {
            if (count > 0 && items_left(sequence, max_total_items / count) < 0) {
                return std::nullopt;
            }
            for (long i = 0; i < count; ++i) {
                items.insert(items.end(), tuple->items->begin(), tuple->items->end());
            }
        }
        return make_tuple_constant(std::move(items));
    }
    return std::nullopt;
}

std::optional<Constant> concatenate(const Constant& left, const Constant& right)
{
    if (left.is<StringConstant>() && right.is<StringConstant>()) {
        return StringConstant{ left.as<StringConstant>()->utf8 + right.as<StringConstant>()->utf8 };
    }
    if (left.is<BytesConstant>() && right.is<BytesConstant>()) {
        return BytesConstant{ left.as<BytesConstant>()->bytes + right.as<BytesConstant>()->bytes };
    }
    if (left.is<TupleConstant>() && right.is<TupleConstant>()) {
        std::vector<Constant> items = *left.as<TupleConstant>()->items;
        const auto& more = *right.as<TupleConstant>()->items;
        items.insert(items.end(), more.begin(), more.end());
        return make_tuple_constant(std::move(items));
    }
    return std::nullopt;
}

// The bytes of code point number `index`.
std::string code_point_at(std::string_view utf8, std::size_t index)
{
    std::size_t start = 0;
    while (index > 0) {
        ++start;
        if ((static_cast<unsigned char>(utf8[start]) & 0xc0) != 0x80) {
            --index;
        }
    }
    std::size_t end = start + 1;
    while (end < utf8.size() && (static_cast<unsigned char>(utf8[end]) & 0xc0) == 0x80) {
        ++end;
    }
    return std::string(utf8.substr(start, end - start));
}

bool items_equal(const std::vector<Constant>& left, const std::vector<Constant>& right)
{
    if (left.size() != right.size()) {
        return false;
    }
    for (std::size_t i = 0; i < left.size(); ++i) {
        if (!is_equal(left[i], right[i])) {
            return false;
        }
    }
    return true;
}

} // namespace

std::optional<Constant> fold_binary(Operator op, const Constant& left, const Constant& right)
{
    if (is_number(left) && is_number(right)) {
        return fold_numbers(op, left, right);
    }
    if (op == Operator::Add) {
        return concatenate(left, right);
    }
    if (op == Operator::Mult) {
        return is_int(left) ? repeat(right, left) : repeat(left, right);
    }
    return std::nullopt;
}

std::optional<Constant> fold_unary(UnaryOperator op, const Constant& operand)
{
    if (op == UnaryOperator::Not) {
        return !is_true(operand);
    }
    if (const auto* number = operand.as<double>()) {
        return op == UnaryOperator::Invert
            ? std::nullopt
            : std::optional<Constant>(op == UnaryOperator::USub ? -*number : *number);
    }
    if (const auto* number = operand.as<ComplexConstant>()) {
        switch (op) {
        case UnaryOperator::UAdd:
            return *number;
        case UnaryOperator::USub:
            return ComplexConstant{ -number->real, -number->imaginary };
        default:
            return std::nullopt;
        }
    }
    BigInt number;
    if (!number.assign(operand)) {
        return std::nullopt;
    }
    if (op == UnaryOperator::Invert) {
        mpz_com(number.get(), number.get());
    } else if (op == UnaryOperator::USub) {
        mpz_neg(number.get(), number.get());
    }
    return number.to_constant();
}

std::optional<Constant> fold_subscript(const Constant& container, const Constant& index)
{
    BigInt number;
    if (!number.assign(index) || !number.fits_long()) {
        return std::nullopt;
    }
    const auto place = [&number](std::size_t size) -> std::optional<std::size_t> {
        long at = number.to_long();
        at += at < 0 ? static_cast<long>(size) : 0;
        if (at < 0 || static_cast<std::size_t>(at) >= size) {
            return std::nullopt;
        }
        return static_cast<std::size_t>(at);
    };
    if (const auto* text = container.as<StringConstant>()) {
        if (const auto at = place(code_points(text->utf8))) {
            return StringConstant{ code_point_at(text->utf8, *at) };
        }
    } else if (const auto* bytes = container.as<BytesConstant>()) {
        if (const auto at = place(bytes->bytes.size())) {
            return std::int64_t{ static_cast<unsigned char>(bytes->bytes[*at]) };
        }
    } else if (const auto* tuple = container.as<TupleConstant>()) {
        if (const auto at = place(tuple->items->size())) {
            return (*tuple->items)[*at];
        }
    }
    return std::nullopt;
}

bool is_true(const Constant& constant)
{
    struct Truth {
        bool operator()(const NoneConstant&) const { return false; }
        bool operator()(const EllipsisConstant&) const { return true; }
        bool operator()(bool value) const { return value; }
        bool operator()(std::int64_t value) const { return value != 0; }
        bool operator()(const BigIntConstant&) const { return true; }
        bool operator()(double value) const { return value != 0; }
        bool operator()(const ComplexConstant& value) const
        {
            return value.real != 0 || value.imaginary != 0;
        }
        bool operator()(const StringConstant& value) const { return !value.utf8.empty(); }
        bool operator()(const BytesConstant& value) const { return !value.bytes.empty(); }
        bool operator()(const TupleConstant& value) const { return !value.items->empty(); }
        bool operator()(const FrozenSetConstant& value) const { return !value.items->empty(); }
    };
    return std::visit(Truth{}, constant.value);
}

bool is_equal(const Constant& left, const Constant& right)
{
    if (is_number(left) && is_number(right)) {
        BigInt a;
        BigInt b;
        if (a.assign(left) && b.assign(right)) {
            return mpz_cmp(a.get(), b.get()) == 0;
        }
        const auto x = to_complex(left);
        const auto y = to_complex(right);
        if (!x || !y || x->real != y->real || x->imaginary != y->imaginary) {
            return false;
        }
        // An int and a float are equal only if the float is exactly that int.
        const Constant& whole = is_int(left) ? left : right;
        if (is_int(whole) && std::isfinite(x->real)) {
            BigInt exact;
            mpz_set_d(exact.get(), x->real);
            BigInt number;
            number.assign(whole);
            return mpz_cmp(exact.get(), number.get()) == 0;
        }
        return true;
    }
    if (left.value.index() != right.value.index()) {
        return false;
    }
    if (const auto* text = left.as<StringConstant>()) {
        return *text == *right.as<StringConstant>();
    }
    if (const auto* bytes = left.as<BytesConstant>()) {
        return *bytes == *right.as<BytesConstant>();
    }
    if (const auto* tuple = left.as<TupleConstant>()) {
        return items_equal(*tuple->items, *right.as<TupleConstant>()->items);
    }
    return left.is_none() || left.is<EllipsisConstant>();
}

Constant make_frozen_set(const std::vector<Constant>& items)
{
    std::vector<Constant> unique;
    std::unordered_multimap<std::int64_t, std::size_t> by_hash;
    for (const Constant& item : items) {
        const std::int64_t hash = code::constant_hash(item);
        const auto [begin, end] = by_hash.equal_range(hash);
        const bool known = std::any_of(
            begin, end, [&](const auto& entry) { return is_equal(unique[entry.second], item); });
        if (!known) {
            by_hash.emplace(hash, unique.size());
            unique.push_back(item);
        }
    }
    return FrozenSetConstant{ std::make_shared<const std::vector<Constant>>(
        code::in_compiled_order(unique)) };
}

} // namespace fw::compile
