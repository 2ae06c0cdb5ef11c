// What code generation keeps about the code object that it is making.
// CPython: struct compiler_unit in Python/compile.c
#pragma once

#include "vm/compile/blocks.h"
#include "vm/compile/flat_index.h"
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
        return found;
    }

    // The number of a name that is in the table.
    std::uint32_t index_of(Identifier name) const { return *m_index.find(name); }
    std::size_t size() const { return m_names.size(); }

    void clear()
    {
        m_index.clear();
        m_names.clear();
    }

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
    FlatIndex<Identifier> m_index;
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
    Origin origin; // With, HandlerCleanup: of what undoes the statement
    Origin name_origin; // HandlerCleanup: the name
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
    FlatIndex<std::uint32_t> const_index;

    int argcount = 0;
    int posonlyargcount = 0;
    int kwonlyargcount = 0;
    int first_line = 0;

    std::deque<Block> blocks; // the first is the entry
    std::size_t block_count = 0; // those in use; the others keep their memory for later units
    Block* current = nullptr;
    std::vector<FrameBlock> frame_blocks;
    Location location;

    Block* new_block()
    {
        if (block_count == blocks.size()) {
            blocks.emplace_back();
        }
        return &blocks[block_count++];
    }

    // As if it were new, except for the memory that it has.
    void reset()
    {
        for (std::size_t i = 0; i < block_count; ++i) {
            blocks[i].instructions.clear();
            blocks[i].next = nullptr;
            blocks[i].returns = false;
            blocks[i].depth_known = false;
        }
        block_count = 0;
        for (NameTable* table : { &names, &varnames, &cellvars, &freevars }) {
            table->clear();
        }
        consts.clear();
        const_index.clear();
        qualname.clear();
        class_name = nullptr;
        argcount = 0;
        posonlyargcount = 0;
        kwonlyargcount = 0;
        frame_blocks.clear();
        location = {};
    }
};

} // namespace fw::compile
