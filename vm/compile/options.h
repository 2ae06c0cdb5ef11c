// What a caller may choose about a compilation.
#pragma once

#include <cstdint>
#include <string>

namespace fw::compile {

struct CompileTrace;

struct Options {
    int optimize = 0; // 1 leaves out asserts and sets __debug__ to False, 2 docstrings too
    std::uint32_t flags = 0; // CodeFlag::Future... inherited from the code that calls compile()
    bool allow_top_level_await = false;
    int depth_limit = 3000; // of nested nodes: three times sys.getrecursionlimit()
    bool keep_mentions = false; // SymbolTable::mentions is filled
    CompileTrace* trace = nullptr; // where to write down what the peephole pass does
};

} // namespace fw::compile
