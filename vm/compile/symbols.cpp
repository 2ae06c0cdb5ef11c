// Storage of the symbol table and its text form.
#include "vm/compile/symbols.h"

#include <algorithm>

namespace fw::compile {

Symbol* Scope::find(Identifier symbol_name)
{
    const std::uint32_t* found = m_index.find(symbol_name);
    return found == nullptr ? nullptr : &symbols[*found];
}

Symbol& Scope::find_or_add(Identifier symbol_name)
{
    const auto [found, added]
        = m_index.try_emplace(symbol_name, static_cast<std::uint32_t>(symbols.size()));
    if (added) {
        symbols.push_back({ .name = symbol_name });
    }
    return symbols[found];
}

Scope& SymbolTable::add(ScopeKind kind, Identifier name, const syntax::Node& node, Scope* parent)
{
    Scope& scope = m_scopes.emplace_back();
    scope.kind = kind;
    scope.name = name;
    scope.node = node.id;
    scope.range = node.range;
    scope.parent = parent;
    if (parent == nullptr) {
        m_top = &scope;
    } else {
        scope.nested = parent->nested || parent->kind == ScopeKind::Function;
        scope.iterable_depth = parent->iterable_depth;
        parent->children.push_back(&scope);
    }
    if (m_by_node.size() <= node.id) {
        m_by_node.resize(std::max<std::size_t>(node.id + 1, m_by_node.size() * 2));
    }
    m_by_node[node.id] = &scope;
    return scope;
}

SymbolTable build_symbols(syntax::Tree& tree, const Options& options)
{
    SymbolTable table;
    collect_symbols(table, tree, options);
    resolve_symbols(table, tree);
    return table;
}

std::string_view binding_name(Binding binding)
{
    switch (binding) {
    case Binding::Unknown:
        return "unknown";
    case Binding::Local:
        return "local";
    case Binding::GlobalExplicit:
        return "global (explicit)";
    case Binding::GlobalImplicit:
        return "global (implicit)";
    case Binding::Free:
        return "free";
    case Binding::Cell:
        return "cell";
    }
    return "";
}

std::string_view reason_text(Reason reason)
{
    switch (reason) {
    case Reason::None:
        return "";
    case Reason::BoundInThisScope:
        return "bound in this scope";
    case Reason::SaysGlobal:
        return "declared global here";
    case Reason::SaysNonlocal:
        return "declared nonlocal here";
    case Reason::BoundAround:
        return "bound in an enclosing function";
    case Reason::OuterSaysGlobal:
        return "declared global in an enclosing scope";
    case Reason::BoundNowhereAround:
        return "bound in no enclosing function";
    case Reason::CapturedByInner:
        return "bound here and used by an inner function";
    case Reason::PassedThrough:
        return "handed on to an inner function";
    }
    return "";
}

namespace {

void append_facts(std::string& out, unsigned facts)
{
    constexpr struct {
        unsigned fact;
        const char* text;
    } rows[] = {
        { Parameter, "parameter" },
        { Assigned, "assigned" },
        { Imported, "imported" },
        { Annotated, "annotated" },
        { Used, "used" },
        { DeclaredGlobal, "declared global" },
        { DeclaredNonlocal, "declared nonlocal" },
        { IterationVariable, "iteration variable" },
        { FreeInClass, "free in a method" },
    };
    for (const auto& row : rows) {
        if ((facts & row.fact) != 0) {
            out += ", ";
            out += row.text;
        }
    }
}

void append_scope(std::string& out, const Scope& scope, std::size_t depth)
{
    constexpr const char* kinds[] = { "module", "class", "function" };
    out.append(depth * 4, ' ');
    out += kinds[static_cast<std::size_t>(scope.kind)];
    out += ' ';
    out += *scope.name;
    out += ", line " + std::to_string(scope.kind == ScopeKind::Module ? 0 : scope.range.line);
    out += scope.generator ? ", generator" : "";
    out += scope.coroutine ? ", coroutine" : "";
    out += scope.needs_class_cell ? ", with __class__ cell" : "";
    out += '\n';
    std::vector<const Symbol*> sorted;
    for (const Symbol& symbol : scope.symbols) {
        sorted.push_back(&symbol);
    }
    std::sort(sorted.begin(), sorted.end(),
        [](const Symbol* a, const Symbol* b) { return *a->name < *b->name; });
    for (const Symbol* symbol : sorted) {
        out.append(depth * 4 + 2, ' ');
        out += *symbol->name + ": ";
        out += binding_name(symbol->binding);
        append_facts(out, symbol->facts);
        if (symbol->reason != Reason::None) {
            out += " (";
            out += reason_text(symbol->reason);
            out += ')';
        }
        out += '\n';
    }
    for (const Scope* child : scope.children) {
        append_scope(out, *child, depth + 1);
    }
}

} // namespace

std::string dump_symbols(const SymbolTable& table)
{
    std::string out;
    append_scope(out, table.top(), 0);
    return out;
}

} // namespace fw::compile
