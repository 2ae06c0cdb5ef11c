// What code generation keeps about the code object that it is making.
// CPython: struct compiler_unit in Python/compile.c
#pragma once

#include "vm/compile/blocks.h"
#include "vm/compile/symbols.h"

#include <deque>

namespace fw::compile {

enum class UnitKind : std::uint8_t {
    Module,
    Class,
    Function,
    AsyncFunction,
    Lambda,
    Comprehension
};

// Names in the order in which they were first needed.
class NameTable {
public:
    std::uint32_t add(Identifier name)
    {
        const auto [found, added]
            = m_index.try_emplace(name, static_cast<std::uint32_t>(m_names.size()));
        if (added) {
            m_names.push_back(name);
        }
        return found->second;
    }

    // The number of a name that is in the table.
    std::uint32_t index_of(Identifier name) const { return m_index.at(name); }
    std::size_t size() const { return m_names.size(); }

    std::vector<std::string> strings() const
    {
        std::vector<std::string> out;
        out.reserve(m_names.size());
        for (Identifier name : m_names) {
            out.push_back(*name);
        }
        return out;
    }

private:
    std::unordered_map<Identifier, std::uint32_t> m_index;
    std::vector<Identifier> m_names;
};

// A statement around the current one that a return, break or continue has to undo.
struct FrameBlock {
    enum class Kind : std::uint8_t {
        WhileLoop,
        ExceptionHandler, // All handlers of one `try`: nothing to undo.
        ForLoop,
        Except,
        FinallyTry,
        FinallyEnd,
        With,
        AsyncWith,
        HandlerCleanup,
        PopValue,
    };
    Kind kind = Kind::WhileLoop;
    Block* block = nullptr; // where `continue` goes
    Block* exit = nullptr; // where `break` goes
    syntax::Sequence<syntax::Statement*> final_body; // FinallyTry
    Identifier name = nullptr; // HandlerCleanup: `except ... as name`
};

// The place that instructions are made for.
struct Location {
    int line = 0;
    int column = 0;
    Origin origin;
};

struct Unit {
    Scope* scope = nullptr;
    UnitKind kind = UnitKind::Module;
    Identifier name = nullptr;
    std::string qualname;
    Identifier class_name = nullptr; // for mangling
    NodeId node = 0;

    NameTable names;
    NameTable varnames;
    NameTable cellvars;
    NameTable freevars;
    std::vector<std::uint32_t> consts; // numbers of the constant pool
    std::unordered_map<std::uint32_t, std::uint32_t> const_index;

    int argcount = 0;
    int posonlyargcount = 0;
    int kwonlyargcount = 0;
    int first_line = 0;

    std::deque<Block> blocks; // the first is the entry
    Block* current = nullptr;
    std::vector<FrameBlock> frame_blocks;
    Location location;
};

} // namespace fw::compile
