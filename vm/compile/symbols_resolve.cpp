// Second pass: decides for every name of every scope where it lives, from the outside in; what
// inner scopes leave unbound comes back out and turns locals into cells. CPython:
// symtable_analyze() and below in Python/symtable.c
#include "vm/compile/failure.h"
#include "vm/compile/symbols.h"

#include <algorithm>
#include <functional>

namespace fw::compile {

namespace {

// A small set of names in one block of memory, in the order of their addresses.
class Names {
public:
    bool contains(Identifier name) const
    {
        const auto place = place_of(name);
        return place != m_names.end() && *place == name;
    }

    void insert(Identifier name)
    {
        const auto place = place_of(name);
        if (place == m_names.end() || *place != name) {
            m_names.insert(place, name);
        }
    }

    void insert(const Names& names)
    {
        if (m_names.empty()) {
            m_names = names.m_names;
            return;
        }
        for (Identifier name : names) {
            insert(name);
        }
    }

    // True when it was there.
    bool erase(Identifier name)
    {
        const auto place = place_of(name);
        if (place == m_names.end() || *place != name) {
            return false;
        }
        m_names.erase(place);
        return true;
    }

    std::vector<Identifier>::const_iterator begin() const { return m_names.begin(); }
    std::vector<Identifier>::const_iterator end() const { return m_names.end(); }

private:
    std::vector<Identifier>::const_iterator place_of(Identifier name) const
    {
        return std::lower_bound(m_names.begin(), m_names.end(), name, std::less<>{});
    }

    std::vector<Identifier> m_names;
};

class Resolver {
public:
    explicit Resolver(Identifier class_cell)
        : m_class_cell(class_cell)
    {
    }

    // `bound` are the names that enclosing functions bind, null at module level; `globals` those
    // that an enclosing scope declared global. Names that this scope leaves free are added to
    // `free`.
    void resolve(Scope& scope, const Names* bound_around, const Names& globals_around, Names& free)
    {
        // A scope's own declarations hide what it sees around it, but only from itself and its
        // children.
        Names bound = bound_around == nullptr ? Names{} : *bound_around;
        Names globals = globals_around;
        // A class body binds nothing for the functions inside it.
        Names inner_bound = scope.kind == ScopeKind::Class ? bound : Names{};
        Names inner_globals = scope.kind == ScopeKind::Class ? globals : Names{};

        Names locals;
        Names unresolved;
        for (Symbol& symbol : scope.symbols) {
            decide(scope, symbol, bound_around == nullptr ? nullptr : &bound, globals, locals,
                unresolved);
        }
        if (scope.kind == ScopeKind::Class) {
            inner_bound.insert(m_class_cell);
        } else {
            inner_bound = std::move(bound);
            if (scope.kind == ScopeKind::Function) {
                inner_bound.insert(locals);
            }
            inner_globals = std::move(globals);
        }

        Names inner_free;
        for (Scope* child : scope.children) {
            resolve(*child, &inner_bound, inner_globals, inner_free);
            scope.child_has_free = scope.child_has_free || child->has_free || child->child_has_free;
        }
        if (scope.kind == ScopeKind::Function) {
            make_cells(scope, inner_free);
        } else if (scope.kind == ScopeKind::Class && inner_free.erase(m_class_cell)) {
            scope.needs_class_cell = true;
        }
        pass_through(scope, bound_around, inner_free);
        free.insert(unresolved);
        free.insert(inner_free);
    }

private:
    static void decide(Scope& scope, Symbol& symbol, Names* bound, Names& globals, Names& locals,
        Names& unresolved)
    {
        const auto set = [&symbol](Binding binding, Reason reason) {
            symbol.binding = binding;
            symbol.reason = reason;
        };
        if ((symbol.facts & DeclaredGlobal) != 0) {
            if ((symbol.facts & DeclaredNonlocal) != 0) {
                fail_at_directive(
                    scope, symbol, "name '" + *symbol.name + "' is nonlocal and global");
            }
            set(Binding::GlobalExplicit, Reason::SaysGlobal);
            globals.insert(symbol.name);
            if (bound != nullptr) {
                bound->erase(symbol.name);
            }
            return;
        }
        if ((symbol.facts & DeclaredNonlocal) != 0) {
            if (bound == nullptr) {
                fail_at_directive(
                    scope, symbol, "nonlocal declaration not allowed at module level");
            }
            if (!bound->contains(symbol.name)) {
                fail_at_directive(
                    scope, symbol, "no binding for nonlocal '" + *symbol.name + "' found");
            }
            set(Binding::Free, Reason::SaysNonlocal);
            scope.has_free = true;
            unresolved.insert(symbol.name);
            return;
        }
        if ((symbol.facts & BoundHere) != 0) {
            set(Binding::Local, Reason::BoundInThisScope);
            locals.insert(symbol.name);
            globals.erase(symbol.name);
            return;
        }
        if (bound != nullptr && bound->contains(symbol.name)) {
            set(Binding::Free, Reason::BoundAround);
            scope.has_free = true;
            unresolved.insert(symbol.name);
            return;
        }
        scope.has_free = scope.has_free || scope.nested;
        if (globals.contains(symbol.name)) {
            set(Binding::GlobalImplicit, Reason::OuterSaysGlobal);
        } else {
            set(Binding::GlobalImplicit, Reason::BoundNowhereAround);
        }
    }

    static void make_cells(Scope& scope, Names& inner_free)
    {
        for (Symbol& symbol : scope.symbols) {
            if (symbol.binding == Binding::Local && inner_free.erase(symbol.name)) {
                symbol.binding = Binding::Cell;
                symbol.reason = Reason::CapturedByInner;
            }
        }
    }

    // What is free in a child and not bound here is free here too, so that the cell can be handed
    // on.
    static void pass_through(Scope& scope, const Names* bound, const Names& inner_free)
    {
        for (Identifier name : inner_free) {
            if (Symbol* symbol = scope.find(name)) {
                if (scope.kind == ScopeKind::Class
                    && (symbol->facts & (BoundHere | DeclaredGlobal)) != 0) {
                    symbol->facts |= FreeInClass;
                }
                continue;
            }
            if (bound != nullptr && !bound->contains(name)) {
                continue;
            }
            Symbol& symbol = scope.find_or_add(name);
            symbol.binding = Binding::Free;
            symbol.reason = Reason::PassedThrough;
        }
    }

    [[noreturn]] static void fail_at_directive(
        const Scope& scope, const Symbol& symbol, std::string message)
    {
        for (const Directive& directive : scope.directives) {
            if (directive.name == symbol.name) {
                fail(std::move(message), directive.range);
            }
        }
        fail(std::move(message), scope.range);
    }

    Identifier m_class_cell;
};

} // namespace

void resolve_symbols(SymbolTable& table, syntax::Tree& tree)
{
    Names free;
    Resolver(tree.intern("__class__")).resolve(table.top(), nullptr, {}, free);
}

} // namespace fw::compile
