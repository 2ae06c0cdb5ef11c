// Result<T>: a value, or the statement that a Python exception is pending in the Thread.
//
// The exception object itself is in the Thread (vm/object/thread.h); a Result says only that there
// is one. A function that returns Result may raise; one that does not cannot. Results are
// propagated by TRY and TRY_LET. CPython: the NULL and -1 returns of its C API.

#pragma once

#include "vm/base/assert.h"

#include <optional>
#include <type_traits>
#include <utility>

// Lets the compiler pass small owning types in registers. Only clang knows it; elsewhere it means
// nothing.
#if defined(__clang__)
#define FW_TRIVIAL_ABI [[clang::trivial_abi]]
#else
#define FW_TRIVIAL_ABI
#endif

namespace fw {

// "An exception is pending in the thread." Converts to every Result, and to the loop's Flow.
struct [[nodiscard]] Raised { };

template <class T> class [[nodiscard]] Result {
public:
    Result(T value)
        : m_value(std::move(value))
    {
    }
    Result(Raised) { }

    bool failed() const { return !m_value.has_value(); }

    // Only when not failed().
    T take() { return std::move(*m_value); }
    const T& value() const { return *m_value; }

private:
    std::optional<T> m_value;
};

// Booleans and plain success are one byte.
template <> class [[nodiscard]] Result<bool> {
public:
    Result(bool value)
        : m_state(value ? 1 : 0)
    {
    }
    Result(Raised)
        : m_state(-1)
    {
    }
    // A pointer or a number is not an answer to a yes-or-no question.
    template <class U,
        class = std::enable_if_t<!std::is_same_v<U, bool> && !std::is_same_v<U, Raised>>>
    Result(U) = delete;

    bool failed() const { return m_state < 0; }
    bool take() const { return m_state != 0; }
    bool value() const { return m_state != 0; }

private:
    signed char m_state;
};

template <> class [[nodiscard]] Result<void> {
public:
    Result() = default;
    Result(Raised)
        : m_failed(true)
    {
    }

    bool failed() const { return m_failed; }
    void take() const { }

private:
    bool m_failed = false;
};

} // namespace fw

#define FW_CONCAT_INNER(a, b) a##b
#define FW_CONCAT(a, b) FW_CONCAT_INNER(a, b)

// TRY(expression): returns Raised from the enclosing function when the expression raised; its value
// is dropped.
#define TRY(...)                                                                                   \
    do {                                                                                           \
        if ((__VA_ARGS__).failed()) [[unlikely]] {                                                 \
            return ::fw::Raised{};                                                                 \
        }                                                                                          \
    } while (false)

// TRY_LET(declaration, expression): the same, and declares a variable with the value.
//     TRY_LET(Ref sum, number_add(thread, left, right));
#define TRY_LET(declaration, ...)                                                                  \
    auto FW_CONCAT(try_result_, __LINE__) = (__VA_ARGS__);                                         \
    if (FW_CONCAT(try_result_, __LINE__).failed()) [[unlikely]] {                                  \
        return ::fw::Raised{};                                                                     \
    }                                                                                              \
    declaration = FW_CONCAT(try_result_, __LINE__).take()

// TRY_SET(variable, expression): the same for an existing variable.
#define TRY_SET(variable, ...)                                                                     \
    do {                                                                                           \
        auto try_result = (__VA_ARGS__);                                                           \
        if (try_result.failed()) [[unlikely]] {                                                    \
            return ::fw::Raised{};                                                                 \
        }                                                                                          \
        (variable) = try_result.take();                                                            \
    } while (false)
