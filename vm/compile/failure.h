// How the stages of the compiler give up: a Failure is thrown and caught in compile_tree, so it
// never leaves this folder. CPython: compiler_error() in Python/compile.c,
// PyErr_SyntaxLocationObject()
#pragma once

#include "vm/base/source_range.h"
#include "vm/syntax/syntax_error.h"

#include <string>
#include <utility>

namespace fw::compile {

struct Failure {
    syntax::SyntaxErrorInfo error;
};

// `column` counts bytes from 0.
inline syntax::SyntaxErrorInfo error_of(std::string message, int line, int column)
{
    syntax::SyntaxErrorInfo error;
    error.message = std::move(message);
    error.line = line;
    error.offset = column + 1;
    return error;
}

[[noreturn]] inline void fail(std::string message, int line, int column)
{
    throw Failure{ error_of(std::move(message), line, column) };
}

[[noreturn]] inline void fail(std::string message, const SourceRange& where)
{
    fail(std::move(message), where.line, where.column);
}

[[noreturn]] inline void fail_too_deep()
{
    syntax::SyntaxErrorInfo error;
    error.kind = syntax::SyntaxErrorKind::RecursionError;
    error.message = "maximum recursion depth exceeded during compilation";
    throw Failure{ std::move(error) };
}

// The tree cannot have come from the parser.
[[noreturn]] inline void fail_on_tree(std::string message)
{
    syntax::SyntaxErrorInfo error;
    error.kind = syntax::SyntaxErrorKind::SystemError;
    error.message = std::move(message);
    throw Failure{ std::move(error) };
}

// Counts how deep a recursive walk is.
class DepthGuard {
public:
    DepthGuard(int& depth, int limit)
        : m_depth(depth)
    {
        if (++m_depth > limit) {
            --m_depth;
            fail_too_deep();
        }
    }
    ~DepthGuard() { --m_depth; }
    DepthGuard(const DepthGuard&) = delete;
    DepthGuard& operator=(const DepthGuard&) = delete;

private:
    int& m_depth;
};

} // namespace fw::compile
