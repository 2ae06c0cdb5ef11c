// The symbol table: for every scope of a program, where each of its names lives.
// Built in two passes: collect writes down what the source says about a name in its own scope,
// resolve then decides from the scopes around it whether it is local, global, free or a cell.
// CPython: Include/symtable.h, Python/symtable.c
#pragma once

#include "vm/code/code_unit.h"
#include "vm/compile/flat_index.h"
#include "vm/compile/options.h"
#include "vm/syntax/ast.h"

#include <deque>
#include <string>
#include <vector>

namespace fw::compile {

using syntax::Identifier;
using syntax::NodeId;

enum class ScopeKind : std::uint8_t { Module, Class, Function };

// Facts that the source states about a name in one scope.
enum SymbolFact : unsigned {
    DeclaredGlobal = 1,
    Assigned = 2,
    Parameter = 4,
    DeclaredNonlocal = 8,
    Used = 16,
    FreeInClass = 64, // a method's free variable that the class binds as well
    Imported = 128,
    Annotated = 256,
    IterationVariable = 512,
    BoundHere = Assigned | Parameter | Imported,
};

// The decision.
enum class Binding : std::uint8_t { Unknown, Local, GlobalExplicit, GlobalImplicit, Free, Cell };

// Why it was decided so.
enum class Reason : std::uint8_t {
    None,
    BoundInThisScope, // assigned, imported, a parameter
    SaysGlobal, // `global name`
    SaysNonlocal, // `nonlocal name`
    BoundAround, // an enclosing function binds it
    OuterSaysGlobal, // an enclosing scope says `global name`
    BoundNowhereAround, // so it is looked up among globals and builtins at run time
    CapturedByInner, // bound here and free in an inner function
    PassedThrough, // only an inner function uses it; this scope hands the cell on
};

struct Symbol {
    Identifier name = nullptr; // mangled
    unsigned facts = 0;
    Binding binding = Binding::Unknown;
    Reason reason = Reason::None;
};

// A place where the source says something about a name; kept on request.
struct Mention {
    const struct Scope* scope = nullptr;
    Identifier name = nullptr; // mangled
    Identifier written = nullptr;
    unsigned facts = 0; // of SymbolFact
    code::Origin origin;
};

struct Directive {
    Identifier name = nullptr;
    SourceRange range;
};

struct Scope {
    ScopeKind kind = ScopeKind::Module;
    Identifier name = nullptr; // "top" for a module, "lambda", "listcomp", ...
    NodeId node = 0;
    SourceRange range;
    Scope* parent = nullptr;
    std::vector<Scope*> children;
    std::vector<Symbol> symbols; // in the order in which they were met
    std::vector<Identifier> parameters; // in the order of co_varnames
    std::vector<Directive> directives; // where global and nonlocal were said

    bool nested = false; // inside a function
    bool has_free = false;
    bool child_has_free = false;
    bool generator = false;
    bool coroutine = false;
    bool comprehension = false;
    bool has_varargs = false;
    bool has_varkeywords = false;
    bool returns_value = false;
    bool needs_class_cell = false; // a method uses __class__ or super
    bool in_iteration_target = false;
    int iterable_depth = 0; // inside the iterable expression of a comprehension

    Symbol* find(Identifier symbol_name);
    const Symbol* find(Identifier symbol_name) const
    {
        return const_cast<Scope*>(this)->find(symbol_name);
    }
    Symbol& find_or_add(Identifier symbol_name);
    Binding binding_of(Identifier symbol_name) const
    {
        const Symbol* symbol = find(symbol_name);
        return symbol == nullptr ? Binding::Unknown : symbol->binding;
    }

private:
    FlatIndex<Identifier> m_index;
};

class SymbolTable {
public:
    Scope& top() { return *m_top; }
    const Scope& top() const { return *m_top; }

    // The scope that the node opens.
    Scope* scope_of(NodeId node) const
    {
        return node < m_by_node.size() ? m_by_node[node] : nullptr;
    }

    Scope& add(ScopeKind kind, Identifier name, const syntax::Node& node, Scope* parent);

    // In the order in which they were met; empty without Options::keep_mentions.
    const std::vector<Mention>& mentions() const { return m_mentions; }
    void add(const Mention& mention) { m_mentions.push_back(mention); }

private:
    std::deque<Scope> m_scopes;
    std::vector<Scope*> m_by_node;
    Scope* m_top = nullptr;
    std::vector<Mention> m_mentions;
};

// Throws Failure.
SymbolTable build_symbols(syntax::Tree& tree, const Options& options);
void collect_symbols(SymbolTable& table, syntax::Tree& tree, const Options& options);
void resolve_symbols(SymbolTable& table, syntax::Tree& tree);

// An indented listing of scopes and names with their bindings.
std::string dump_symbols(const SymbolTable& table);

std::string_view binding_name(Binding binding);
std::string_view reason_text(Reason reason);

} // namespace fw::compile
