// Numbers: where they end and what is wrong with them. Their value is number_literal.h's matter.
// CPython: the number part of tok_get(), tok_decimal_tail() in Parser/tokenizer.c
#include "vm/syntax/characters.h"
#include "vm/syntax/lexer.h"

namespace fw::syntax {

namespace {

bool is_exponent_mark(char c)
{
    return c == 'e' || c == 'E';
}
bool is_imaginary_mark(char c)
{
    return c == 'j' || c == 'J';
}

} // namespace

// Digits and single underscores between them, from a digit on.
bool Lexer::decimal_tail()
{
    for (;;) {
        while (is_digit(*m_at)) {
            ++m_at;
        }
        if (*m_at != '_') {
            return true;
        }
        ++m_at;
        if (!is_digit(*m_at)) {
            return fail("invalid decimal literal");
        }
    }
}

// Behind 0x, 0o or 0b. Every underscore stands before a digit.
bool Lexer::lex_radix(int bits, std::string_view name)
{
    const auto is_radix_digit = [&](char c) {
        const int value = hex_value(c);
        return value >= 0 && value < (1 << bits);
    };
    const auto bad_digit = [&](char c) {
        return fail(std::string("invalid digit '") + c + "' in " + std::string(name) + " literal");
    };
    do {
        if (*m_at == '_') {
            ++m_at;
        }
        if (!is_radix_digit(*m_at)) {
            return is_digit(*m_at) ? bad_digit(*m_at)
                                   : fail("invalid " + std::string(name) + " literal");
        }
        while (is_radix_digit(*m_at)) {
            ++m_at;
        }
    } while (*m_at == '_');
    if (is_digit(*m_at)) {
        const char digit = *m_at++;
        return bad_digit(digit);
    }
    return true;
}

// What may follow the digits before the point. Text ends with '\n', so looking ahead is safe.
bool Lexer::lex_fraction_and_exponent()
{
    if (*m_at == '.') {
        ++m_at;
        if (is_digit(*m_at) && !decimal_tail()) {
            return false;
        }
    }
    if (is_exponent_mark(*m_at)) {
        const char* mark = m_at++;
        if (*m_at == '+' || *m_at == '-') {
            ++m_at;
            if (!is_digit(*m_at)) {
                return fail("invalid decimal literal");
            }
        } else if (!is_digit(*m_at)) {
            m_at = mark; // The letter starts a name: 1else.
            return true;
        }
        if (!decimal_tail()) {
            return false;
        }
    }
    if (is_imaginary_mark(*m_at)) {
        ++m_at;
    }
    return true;
}

bool Lexer::lex_number()
{
    const char* start = m_at;
    bool ok = true;
    if (*m_at != '0') {
        ok = (*m_at == '.' || decimal_tail()) && lex_fraction_and_exponent();
    } else {
        ++m_at;
        const char letter = static_cast<char>(*m_at | 0x20);
        if (letter == 'x' || letter == 'o' || letter == 'b') {
            ++m_at;
            ok = letter == 'x'  ? lex_radix(4, "hexadecimal")
                : letter == 'o' ? lex_radix(3, "octal")
                                : lex_radix(1, "binary");
        } else {
            bool is_zero = true;
            while (*m_at == '0' || *m_at == '_') { // 0_0_0
                if (*m_at++ == '_' && !is_digit(*m_at)) {
                    return fail("invalid decimal literal");
                }
            }
            if (is_digit(*m_at)) {
                is_zero = false;
                if (!decimal_tail()) {
                    return false;
                }
            }
            const char* digits_end = m_at;
            ok = lex_fraction_and_exponent();
            if (ok && m_at == digits_end && !is_zero) {
                return fail("leading zeros in decimal integer literals are not permitted; "
                            "use an 0o prefix for octal integers");
            }
        }
    }
    if (ok) {
        emit(TokenKind::Number, start, m_at);
    }
    return ok;
}

} // namespace fw::syntax
