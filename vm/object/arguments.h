// The argument binder: turns a native's signature text into a Signature, and the arguments of a
// call into one value for each parameter, with CPython's error messages.
//
// Calls that pass exactly the positional parameters go straight to the native: nothing is copied.
// CPython: Python/getargs.c, Objects/methodobject.c, Argument Clinic

#pragma once

#include "vm/object/core_objects.h"

#include <array>
#include <string>
#include <string_view>

namespace fw {

// A signature's text, parsed. constexpr, so that slots which bind for themselves pay nothing:
//     constexpr SignatureShape shape("object, encoding=None");
//     Object* values[2];
//     TRY(bind_arguments(thread, "str", shape, args, values));
struct SignatureShape {
    static constexpr std::size_t largest = 24;

    std::uint8_t parameters = 0; // all
    std::uint8_t required = 0; // of the positional ones
    std::uint8_t positional = 0; // that may be given by position
    std::uint8_t positional_only = 0;
    std::uint8_t required_keywords = 0; // of the keyword-only ones
    bool raw = false;
    std::array<std::string_view, largest> names = {};

    constexpr SignatureShape(const char* text)
        : SignatureShape(std::string_view(text))
    {
    }
    constexpr explicit SignatureShape(std::string_view text)
    {
        if (text == "*") {
            raw = true;
            return;
        }
        bool keyword_only = false;
        std::size_t position = 0;
        while (position < text.size()) {
            std::size_t end = position;
            int depth = 0;
            char quote = 0;
            for (; end < text.size(); ++end) {
                const char c = text[end];
                if (quote) {
                    quote = c == quote ? '\0' : quote;
                } else if (c == '\'' || c == '"') {
                    quote = c;
                } else if (c == '(' || c == '[' || c == '{') {
                    ++depth;
                } else if (c == ')' || c == ']' || c == '}') {
                    --depth;
                } else if (c == ',' && depth == 0) {
                    break;
                }
            }
            add(text.substr(position, end - position), keyword_only);
            position = end + 1;
        }
        if (!keyword_only) {
            positional = parameters;
        }
    }

    constexpr bool by_keyword() const { return parameters > positional_only; }

private:
    constexpr void add(std::string_view piece, bool& keyword_only)
    {
        while (!piece.empty() && piece.front() == ' ') {
            piece.remove_prefix(1);
        }
        while (!piece.empty() && piece.back() == ' ') {
            piece.remove_suffix(1);
        }
        if (piece.empty()) {
            return;
        }
        if (piece == "/") {
            positional_only = parameters;
            return;
        }
        if (piece == "*") {
            positional = parameters;
            keyword_only = true;
            return;
        }
        const std::size_t equals = piece.find('=');
        if (equals == std::string_view::npos) {
            ++(keyword_only ? required_keywords : required);
        }
        names[parameters++] = piece.substr(0, equals);
    }
};

// The same with the names as strs, as callables keep it.
Signature make_signature(const char* text);
void release_signature(Signature& signature);
Signature copy_signature(const Signature& signature);

// Binds the arguments of a callable called `name` ("str" gives messages like "str() takes at most 3
// arguments (4 given)"); `values` has room for each parameter and gets null where nothing was
// given. For slots that get the Args as they were passed: create, init, call.
Result<void> bind_arguments(
    Thread& thread, std::string_view name, const SignatureShape& shape, Args args, Object** values);

// "pop expected at most 1 argument, got 2". CPython: _PyArg_CheckPositional.
Result<void> check_positional(
    Thread& thread, std::string_view name, Args args, std::size_t minimum, std::size_t maximum);
// "range() takes no keyword arguments". CPython: _PyArg_NoKeywords.
Result<void> check_no_keywords(Thread& thread, std::string_view name, Args args);

// "list.append()", "time.sleep()", "f()": how messages name a callable. CPython:
// _PyObject_FunctionStr.
std::string function_text(Thread& thread, Object* callable);

Result<Ref> call_native_bound(Thread& thread, Object* callable, const Method& method,
    const Signature& signature, Object* self, Args args);

inline Result<Ref> call_native(Thread& thread, Object* callable, const Method& method,
    const Signature& signature, Object* self, Args args)
{
    if (signature.raw
        || (!args.names && args.count == signature.parameters
            && args.count == signature.positional)) [[likely]] {
        return method.call(thread, self, args);
    }
    return call_native_bound(thread, callable, method, signature, self, args);
}

// Arguments with one more in front: what a bound method passes on. Few are kept on the native
// stack.
class PrependedArgs {
public:
    PrependedArgs(Object* first, Args rest);
    ~PrependedArgs();
    PrependedArgs(const PrependedArgs&) = delete;
    PrependedArgs& operator=(const PrependedArgs&) = delete;

    Args args() const { return m_args; }

private:
    static constexpr std::size_t inline_count = 10;

    Object* m_inline[inline_count];
    Object** m_values;
    Args m_args;
};

} // namespace fw
