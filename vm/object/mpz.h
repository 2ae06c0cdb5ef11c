// Mpz: a GMP number that frees itself, for the arithmetic beyond 64 bits.
// CPython's counterpart is the digit arrays of Objects/longobject.c; GMP does the arithmetic here.

#pragma once

#include "vm/object/int.h"

namespace fw {

class Mpz {
public:
    Mpz() { mpz_init(m_value); }
    explicit Mpz(std::int64_t value) { mpz_init_set_si(m_value, value); }
    ~Mpz() { mpz_clear(m_value); }
    Mpz(const Mpz&) = delete;
    Mpz& operator=(const Mpz&) = delete;

    mpz_ptr get() { return m_value; }
    mpz_srcptr get() const { return m_value; }
    operator mpz_ptr() { return m_value; }
    operator mpz_srcptr() const { return m_value; }

private:
    mpz_t m_value;
};

// Throws std::bad_alloc when a number of so many bits cannot be made: GMP itself would abort.
void check_int_bits(std::uint64_t bits);

} // namespace fw
