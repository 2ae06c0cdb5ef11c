// Ints of any size while folding: GMP between two constants.
#pragma once

#include "vm/base/constant.h"

#include <gmp.h>

#include <optional>
#include <string>

namespace fw::compile {

class BigInt {
public:
    BigInt() { mpz_init(m_value); }
    explicit BigInt(std::int64_t value) { mpz_init_set_si(m_value, value); }
    ~BigInt() { mpz_clear(m_value); }
    BigInt(const BigInt&) = delete;
    BigInt& operator=(const BigInt&) = delete;

    // False when the constant is not an int or a bool.
    bool assign(const Constant& constant)
    {
        if (const auto* small = constant.as<std::int64_t>()) {
            mpz_set_si(m_value, *small);
        } else if (const auto* boolean = constant.as<bool>()) {
            mpz_set_si(m_value, *boolean ? 1 : 0);
        } else if (const auto* big = constant.as<BigIntConstant>()) {
            mpz_set_str(m_value, big->hex.c_str(), 16);
        } else {
            return false;
        }
        return true;
    }

    mpz_ptr get() { return m_value; }
    mpz_srcptr get() const { return m_value; }
    int sign() const { return mpz_sgn(m_value); }
    std::size_t bits() const { return sign() == 0 ? 0 : mpz_sizeinbase(m_value, 2); }
    bool fits_long() const { return mpz_fits_slong_p(m_value) != 0; }
    long to_long() const { return mpz_get_si(m_value); }

    Constant to_constant() const
    {
        if (fits_long()) {
            return static_cast<std::int64_t>(to_long());
        }
        std::string hex(mpz_sizeinbase(m_value, 16) + 2, '\0');
        mpz_get_str(hex.data(), 16, m_value);
        hex.resize(std::char_traits<char>::length(hex.c_str()));
        return BigIntConstant{ std::move(hex) };
    }

    // Rounded to nearest, ties to even; nothing when it is too large.
    std::optional<double> to_double() const;

private:
    mpz_t m_value;
};

// left / right rounded once; right is not zero. Nothing when it is too large.
std::optional<double> true_quotient(const BigInt& left, const BigInt& right);

} // namespace fw::compile
