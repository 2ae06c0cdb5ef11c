// Units, blocks and single instructions of code generation.
// CPython: compiler_enter_scope(), compiler_addop() and compiler_nameop() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/base/assert.h"
#include "vm/compile/assemble.h"
#include "vm/compile/failure.h"
#include "vm/compile/mangle.h"

#include <algorithm>

namespace fw::compile {

using namespace syntax;

Emitter::Emitter(Tree& tree, const SymbolTable& symbols, const FutureFeatures& future,
    std::string filename, const Options& options, std::vector<syntax::SyntaxWarningInfo>& warnings)
    : m_tree(tree)
    , m_symbols(symbols)
    , m_future(future)
    , m_filename(std::move(filename))
    , m_options(options)
    , m_warnings(warnings)
{
}

namespace {

// Names of one binding in alphabetical order, so that their numbers do not depend on anything else.
std::vector<Identifier> sorted_names(const Scope& scope, Binding binding, unsigned fact)
{
    std::vector<Identifier> names;
    for (const Symbol& symbol : scope.symbols) {
        if (symbol.binding == binding || (symbol.facts & fact) != 0) {
            names.push_back(symbol.name);
        }
    }
    std::sort(names.begin(), names.end(), [](Identifier a, Identifier b) { return *a < *b; });
    return names;
}

} // namespace

void Emitter::enter_unit(Identifier name, UnitKind kind, const Node& node, int first_line)
{
    std::unique_ptr<Unit> fresh;
    if (m_spare_units.empty()) {
        fresh = std::make_unique<Unit>();
    } else {
        fresh = std::move(m_spare_units.back());
        m_spare_units.pop_back();
        fresh->reset();
    }
    fresh->scope = m_symbols.scope_of(node.id);
    FW_ASSERT(fresh->scope != nullptr);
    fresh->kind = kind;
    fresh->name = name;
    fresh->node = node.id;
    fresh->first_line = first_line;
    switch (node.kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
    case NodeKind::ClassDef:
        fresh->location.origin = header_of(static_cast<const Statement&>(node));
        break;
    default:
        fresh->location.origin = origin_of(node);
        break;
    }
    for (Identifier parameter : fresh->scope->parameters) {
        fresh->varnames.add(parameter);
    }
    if (fresh->scope->needs_class_cell) {
        fresh->cellvars.add(id("__class__"));
    }
    for (Identifier cell : sorted_names(*fresh->scope, Binding::Cell, 0)) {
        fresh->cellvars.add(cell);
    }
    for (Identifier free : sorted_names(*fresh->scope, Binding::Free, FreeInClass)) {
        fresh->freevars.add(free);
    }
    if (!m_units.empty()) {
        fresh->class_name = unit().class_name;
    }
    fresh->current = fresh->new_block();
    if (kind != UnitKind::Module) {
        fresh->qualname = qualified_name(*fresh);
    }
    m_units.push_back(std::move(fresh));
}

// The name with those of the units around: "Class.method", "function.<locals>.inner".
std::string Emitter::qualified_name(const Unit& fresh) const
{
    const Unit& parent = unit();
    if (m_units.size() == 1) {
        return *fresh.name;
    }
    const bool is_definition = fresh.kind == UnitKind::Function
        || fresh.kind == UnitKind::AsyncFunction || fresh.kind == UnitKind::Class;
    if (is_definition
        && parent.scope->binding_of(mangle(m_tree, parent.class_name, fresh.name))
            == Binding::GlobalExplicit) {
        return *fresh.name;
    }
    const bool has_locals = parent.kind == UnitKind::Function
        || parent.kind == UnitKind::AsyncFunction || parent.kind == UnitKind::Lambda;
    return parent.qualname + (has_locals ? ".<locals>." : ".") + *fresh.name;
}

code::CodeRef Emitter::leave_unit(bool add_none)
{
    fail_when_pending();
    // What falls off the end returns None; no source text stands for that. Without `add_none` it
    // returns what the unit's only expression has left.
    if (!unit().current->returns) {
        use_new_block();
        if (add_none) {
            set_origin(Origin{ {}, unit().node });
            load_none();
        }
        op(Op::RETURN_VALUE);
    }
    std::uint32_t flags = m_future.flags;
    const Scope& around = scope();
    if (around.kind == ScopeKind::Function) {
        flags |= code::NewLocals | code::Optimized;
        flags |= around.nested ? code::Nested : 0U;
        flags |= around.generator && !around.coroutine ? code::Generator : 0U;
        flags |= !around.generator && around.coroutine ? code::Coroutine : 0U;
        flags |= around.generator && around.coroutine ? code::AsyncGenerator : 0U;
        flags |= around.has_varargs ? code::VarArgs : 0U;
        flags |= around.has_varkeywords ? code::VarKeywords : 0U;
    }
    if (is_top_level_await() && around.coroutine && !around.generator) {
        flags |= code::Coroutine;
    }
    code::CodeRef result = assemble(unit(), m_pool, flags, m_filename, m_options.trace);
    m_spare_units.push_back(std::move(m_units.back()));
    m_units.pop_back();
    return result;
}

void Emitter::use(Block* block)
{
    unit().current->next = block;
    unit().current = block;
}

void Emitter::set_location(const Node& node)
{
    unit().location = { node.range.line, node.range.column, origin_of(node) };
}

Origin Emitter::origin_of(const Node& node) const
{
    return { m_tree.text_range(node), node.id };
}

Origin Emitter::part_of(const Node& node, const SourceRange& range) const
{
    return { m_tree.text_range(node.id, range), node.id };
}

void Emitter::op(Op opcode, std::uint32_t argument)
{
    if (in_dead_code()) {
        return;
    }
    Block& block = *unit().current;
    block.instructions.push_back(
        { opcode, argument, unit().location.line, nullptr, unit().location.origin });
    if (opcode == Op::RETURN_VALUE) {
        block.returns = true;
    }
}

void Emitter::op_at(const Origin& origin, Op opcode, std::uint32_t argument)
{
    const Origin around = unit().location.origin;
    unit().location.origin = origin;
    op(opcode, argument);
    unit().location.origin = around;
}

void Emitter::jump_at(const Origin& origin, Op opcode, Block* target)
{
    const Origin around = unit().location.origin;
    unit().location.origin = origin;
    jump(opcode, target);
    unit().location.origin = around;
}

void Emitter::jump(Op opcode, Block* target)
{
    if (in_dead_code()) {
        return;
    }
    unit().current->instructions.push_back(
        { opcode, 0, unit().location.line, target, unit().location.origin });
}

std::uint32_t Emitter::const_index(std::uint32_t pool_number)
{
    const auto [found, added] = unit().const_index.try_emplace(
        pool_number, static_cast<std::uint32_t>(unit().consts.size()));
    if (added) {
        fail_when_pending();
        unit().consts.push_back(pool_number);
    }
    return found;
}

void Emitter::load_const(const Constant& constant)
{
    if (!in_dead_code()) {
        op(Op::LOAD_CONST, const_index(m_pool.add(constant)));
    }
}

void Emitter::load_const(const code::CodeRef& inner)
{
    if (!in_dead_code()) {
        op(Op::LOAD_CONST, const_index(m_pool.add(inner)));
    }
}

Identifier Emitter::mangled(Identifier name)
{
    return mangle(m_tree, unit().class_name, name);
}

void Emitter::name_op(Op opcode, Identifier name)
{
    if (!in_dead_code()) {
        op(opcode, number_of(unit().names, mangled(name)));
    }
}

void Emitter::error(std::string message)
{
    fail(std::move(message), unit().location.line, unit().location.column);
}

void Emitter::fail_later(std::string message)
{
    m_pending_error = error_of(std::move(message), unit().location.line, unit().location.column);
}

void Emitter::fail_when_pending() const
{
    if (m_pending_error) {
        throw Failure{ *m_pending_error };
    }
}

std::uint32_t Emitter::number_of(NameTable& table, Identifier name)
{
    const std::size_t known = table.size();
    const std::uint32_t number = table.add(name);
    if (table.size() != known) {
        fail_when_pending();
    }
    return number;
}

void Emitter::warn(std::string message)
{
    const Location& at = unit().location;
    SyntaxWarningInfo warning;
    warning.line = at.line;
    warning.as_error = error_of(message, at.line, at.column);
    warning.message = std::move(message);
    m_warnings.push_back(std::move(warning));
}

void Emitter::forbid_debug(Identifier name, ExprContext context)
{
    if (context == ExprContext::Store && *name == "__debug__") {
        error("cannot assign to __debug__");
    }
}

namespace {

Op by_context(ExprContext context, Op load, Op store, Op del)
{
    switch (context) {
    case ExprContext::Load:
        return load;
    case ExprContext::Store:
        return store;
    case ExprContext::Del:
        break;
    }
    return del;
}

} // namespace

// Loads, stores or deletes a variable where the symbol table says that it lives.
void Emitter::variable(Identifier name, ExprContext context)
{
    forbid_debug(name, context);
    Identifier real_name = mangled(name);
    const bool in_function = scope().kind == ScopeKind::Function;
    const Binding binding = scope().binding_of(real_name);
    if (binding == Binding::Free || binding == Binding::Cell) {
        const Op load = scope().kind == ScopeKind::Class ? Op::LOAD_CLASSDEREF : Op::LOAD_DEREF;
        const std::uint32_t number = binding == Binding::Cell
            ? unit().cellvars.add(real_name)
            : static_cast<std::uint32_t>(unit().cellvars.size()) + unit().freevars.add(real_name);
        op(by_context(context, load, Op::STORE_DEREF, Op::DELETE_DEREF), number);
        return;
    }
    if (binding == Binding::Local && in_function) {
        if (!in_dead_code()) {
            op(by_context(context, Op::LOAD_FAST, Op::STORE_FAST, Op::DELETE_FAST),
                number_of(unit().varnames, real_name));
        }
        return;
    }
    // The name is entered even in code that is never executed, as CPython does.
    const std::uint32_t number = number_of(unit().names, real_name);
    if (binding == Binding::GlobalExplicit || (binding == Binding::GlobalImplicit && in_function)) {
        op(by_context(context, Op::LOAD_GLOBAL, Op::STORE_GLOBAL, Op::DELETE_GLOBAL), number);
    } else {
        op(by_context(context, Op::LOAD_NAME, Op::STORE_NAME, Op::DELETE_NAME), number);
    }
}

} // namespace fw::compile
