// Why each name lives where it lives, in words and with the places that decide it.
// CPython: the rules are those of Python/symtable.c
#include "vm/debug/stages_parts.h"

#include <algorithm>
#include <map>

namespace fw::debug {

namespace {

using compile::Binding;
using compile::Mention;
using compile::Reason;
using compile::Scope;
using compile::ScopeKind;
using compile::Symbol;

std::string at(const SourceRange& range)
{
    return std::to_string(range.line) + ":" + std::to_string(range.column + 1);
}

// "assigned", "imported": the word for what the source does with the name.
std::string_view verb(unsigned facts)
{
    if ((facts & compile::Parameter) != 0) {
        return "parameter";
    }
    if ((facts & compile::Imported) != 0) {
        return "imported";
    }
    if ((facts & compile::Annotated) != 0) {
        return "annotated";
    }
    if ((facts & compile::DeclaredGlobal) != 0) {
        return "declared global";
    }
    if ((facts & compile::DeclaredNonlocal) != 0) {
        return "declared nonlocal";
    }
    if ((facts & compile::Assigned) != 0) {
        return "bound";
    }
    return "used";
}

std::string title(const Scope& scope)
{
    switch (scope.kind) {
    case ScopeKind::Module:
        return "the module";
    case ScopeKind::Class:
        return "class " + *scope.name;
    case ScopeKind::Function:
        break;
    }
    return scope.comprehension    ? "the " + *scope.name
        : *scope.name == "lambda" ? "the lambda at " + at(scope.range)
                                  : "function " + *scope.name;
}

class SymbolWriter {
public:
    SymbolWriter(inspect::Stages& stages, const compile::SymbolTable& table)
        : m_stages(stages)
        , m_table(table)
    {
        for (const Mention& mention : table.mentions()) {
            m_mentions[{ mention.scope, mention.name }].push_back(&mention);
        }
    }

    void write(const Scope& scope, int depth)
    {
        constexpr const char* kinds[] = { "module", "class", "function" };
        inspect::StageScope out;
        out.depth = depth;
        out.kind = scope.comprehension ? "comprehension"
            : *scope.name == "lambda"  ? "lambda"
                                       : kinds[static_cast<std::size_t>(scope.kind)];
        out.name = scope.kind == ScopeKind::Module ? "<module>" : *scope.name;
        add_trait(out.traits, scope.generator, "generator");
        add_trait(out.traits, scope.coroutine, "coroutine");
        add_trait(out.traits, scope.needs_class_cell, "makes the __class__ cell");
        out.node = scope.node;
        out.range = stage_range(scope.range);
        for (const Symbol& symbol : scope.symbols) {
            out.symbols.push_back(write(scope, symbol));
        }
        std::sort(out.symbols.begin(), out.symbols.end(),
            [](const auto& a, const auto& b) { return a.name < b.name; });
        m_stages.scopes.push_back(std::move(out));
        for (const Scope* child : scope.children) {
            write(*child, depth + 1);
        }
    }

private:
    static void add_trait(std::string& traits, bool has, const char* text)
    {
        if (has) {
            traits += traits.empty() ? "" : ", ";
            traits += text;
        }
    }

    const std::vector<const Mention*>& mentions(const Scope& scope, syntax::Identifier name) const
    {
        const auto found = m_mentions.find({ &scope, name });
        return found == m_mentions.end() ? m_no_mentions : found->second;
    }

    // The first mention with one of the facts.
    const Mention* first(const Scope& scope, syntax::Identifier name, unsigned facts) const
    {
        for (const Mention* mention : mentions(scope, name)) {
            if ((mention->facts & facts) != 0) {
                return mention;
            }
        }
        return nullptr;
    }

    // The first scope below that has the name as a free variable because it says something of it.
    const Scope* user_of_cell(const Scope& scope, syntax::Identifier name) const
    {
        for (const Scope* child : scope.children) {
            const Symbol* symbol = child->find(name);
            const bool is_free = symbol != nullptr
                && (symbol->binding == Binding::Free
                    || (symbol->facts & compile::FreeInClass) != 0);
            if (!is_free) {
                continue;
            }
            if (symbol->reason != Reason::PassedThrough && symbol->binding == Binding::Free) {
                return child;
            }
            if (const Scope* deeper = user_of_cell(*child, name)) {
                return deeper;
            }
        }
        return nullptr;
    }

    const Scope* owner_of_free(const Scope& scope, syntax::Identifier name) const
    {
        for (const Scope* around = scope.parent; around != nullptr; around = around->parent) {
            if (around->binding_of(name) == Binding::Cell
                || (*name == "__class__" && around->needs_class_cell)) {
                return around;
            }
        }
        return nullptr;
    }

    std::string bound_at(const Scope& scope, const Symbol& symbol, inspect::StageSymbol& out) const
    {
        const Mention* mention = first(scope, symbol.name, compile::BoundHere);
        if (mention == nullptr) {
            return "bound here";
        }
        decide(out, *mention);
        const std::string_view what = verb(mention->facts);
        return what == "parameter" ? "parameter at " + at(mention->origin.range)
                                   : std::string(what) + " at " + at(mention->origin.range);
    }

    static void decide(inspect::StageSymbol& out, const Mention& mention)
    {
        out.node = mention.origin.node;
        out.range = stage_range(mention.origin.range);
    }

    std::string local_reason(
        const Scope& scope, const Symbol& symbol, inspect::StageSymbol& out) const
    {
        std::string text = bound_at(scope, symbol, out);
        if (scope.kind == ScopeKind::Module) {
            return text + ", so it is a global of the module";
        }
        if (scope.kind == ScopeKind::Class) {
            text += ", so it is in the class's namespace, which functions inside do not see";
            if ((symbol.facts & compile::FreeInClass) != 0) {
                text += "; a method means the variable of the same name further out";
            }
            return text;
        }
        return *symbol.name == ".0" ? "the iterator that the comprehension is called with" : text;
    }

    std::string cell_reason(
        const Scope& scope, const Symbol& symbol, inspect::StageSymbol& out) const
    {
        std::string text = bound_at(scope, symbol, out) + " and kept in a cell";
        if (const Scope* user = user_of_cell(scope, symbol.name)) {
            text += ", because " + title(*user) + " uses it";
            if (!mentions(*user, symbol.name).empty()) {
                text += " at " + at(mentions(*user, symbol.name).front()->origin.range);
            }
        }
        return text;
    }

    std::string free_reason(
        const Scope& scope, const Symbol& symbol, inspect::StageSymbol& out) const
    {
        std::string text;
        if (const Mention* declared = first(scope, symbol.name, compile::DeclaredNonlocal)) {
            decide(out, *declared);
            text = "declared nonlocal at " + at(declared->origin.range) + ", ";
        } else if (symbol.reason == Reason::PassedThrough) {
            text = "only handed on to an inner function, ";
        }
        const Scope* owner = owner_of_free(scope, symbol.name);
        if (owner == nullptr) {
            return text + "owned by an enclosing function";
        }
        text += "owned by " + title(*owner);
        if (const Mention* bound = first(*owner, symbol.name, compile::BoundHere)) {
            text += ", which binds it at " + at(bound->origin.range);
        }
        return text;
    }

    std::string global_reason(
        const Scope& scope, const Symbol& symbol, inspect::StageSymbol& out) const
    {
        if (symbol.binding == Binding::GlobalExplicit) {
            const Mention* declared = first(scope, symbol.name, compile::DeclaredGlobal);
            if (declared == nullptr) {
                return "declared global in a function inside";
            }
            decide(out, *declared);
            return "declared global at " + at(declared->origin.range);
        }
        std::string text = "bound in no enclosing function";
        for (const Scope* around = scope.parent; around != nullptr; around = around->parent) {
            const Mention* bound = first(*around, symbol.name, compile::BoundHere);
            if (bound != nullptr && around->kind == ScopeKind::Class) {
                text += "; " + title(*around) + " binds it at " + at(bound->origin.range)
                    + ", but functions do not see the names of a class body";
            } else if (bound != nullptr && around->kind == ScopeKind::Module) {
                return text + "; the module binds it at " + at(bound->origin.range);
            }
        }
        if (symbol.reason == Reason::OuterSaysGlobal) {
            return "declared global in an enclosing scope";
        }
        const bool in_module = first(m_table.top(), symbol.name, compile::BoundHere) != nullptr;
        return in_module ? text : text + "; looked up among globals, then builtins";
    }

    inspect::StageSymbol write(const Scope& scope, const Symbol& symbol) const
    {
        inspect::StageSymbol out;
        out.name = *symbol.name;
        out.binding = compile::binding_name(symbol.binding);
        for (const Mention* mention : mentions(scope, symbol.name)) {
            out.mentions.push_back({ std::string(verb(mention->facts)), mention->origin.node,
                stage_range(mention->origin.range) });
        }
        switch (symbol.binding) {
        case Binding::Local:
            out.reason = local_reason(scope, symbol, out);
            break;
        case Binding::Cell:
            out.reason = cell_reason(scope, symbol, out);
            break;
        case Binding::Free:
            out.reason = free_reason(scope, symbol, out);
            break;
        case Binding::GlobalExplicit:
        case Binding::GlobalImplicit:
            out.reason = global_reason(scope, symbol, out);
            break;
        case Binding::Unknown:
            break;
        }
        if (!mentions(scope, symbol.name).empty()) {
            const Mention& mention = *mentions(scope, symbol.name).front();
            if (out.node == 0) {
                decide(out, mention);
            }
            if (mention.written != mention.name) {
                out.reason = "written " + *mention.written + ", which in a class is "
                    + *mention.name + "; " + out.reason;
            }
        }
        return out;
    }

    inspect::Stages& m_stages;
    const compile::SymbolTable& m_table;
    std::map<std::pair<const Scope*, syntax::Identifier>, std::vector<const Mention*>> m_mentions;
    std::vector<const Mention*> m_no_mentions;
};

} // namespace

void add_symbols(inspect::Stages& stages, const compile::SymbolTable& table)
{
    SymbolWriter(stages, table).write(table.top(), 0);
}

} // namespace fw::debug
