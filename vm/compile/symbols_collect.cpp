// First pass over the tree: opens the scopes and writes down what each says about its names.
// CPython: symtable_visit_stmt() and below in Python/symtable.c
#include "vm/compile/failure.h"
#include "vm/compile/mangle.h"
#include "vm/compile/symbols.h"

namespace fw::compile {

namespace {

using namespace syntax;

class Collector {
public:
    Collector(SymbolTable& table, Tree& tree, const Options& options)
        : m_table(table)
        , m_tree(tree)
        , m_depth_limit(options.depth_limit)
        , m_keep_mentions(options.keep_mentions)
    {
    }

    void run()
    {
        Module& root = m_tree.root();
        enter(ScopeKind::Module, "top", root);
        visit_all(root.body);
        visit(root.expression);
    }

private:
    void enter(ScopeKind kind, std::string_view name, const Node& node)
    {
        m_scope = &m_table.add(kind, m_tree.intern(name), node, m_scope);
        m_stack.push_back(m_scope);
    }

    void leave()
    {
        m_stack.pop_back();
        m_scope = m_stack.back();
    }

    void add(Identifier name, unsigned fact, const Node& node)
    {
        add(name, fact, node, node.range);
    }

    // The range is that of the name in the node.
    void add(Identifier name, unsigned fact, const Node& node, const SourceRange& range,
        Scope* other = nullptr)
    {
        Scope& scope = other != nullptr ? *other : *m_scope;
        Symbol& symbol = scope.find_or_add(mangle(m_tree, m_class_name, name));
        if (m_keep_mentions) {
            m_table.add(Mention{
                &scope, symbol.name, name, fact, { m_tree.text_range(node.id, range), node.id } });
        }
        if ((fact & Parameter) != 0 && (symbol.facts & Parameter) != 0) {
            fail("duplicate argument '" + *name + "' in function definition", scope.range);
        }
        symbol.facts |= fact;
        if (scope.in_iteration_target) {
            if ((symbol.facts & (DeclaredGlobal | DeclaredNonlocal)) != 0) {
                fail("comprehension inner loop cannot rebind assignment expression target '" + *name
                        + "'",
                    scope.range);
            }
            symbol.facts |= IterationVariable;
        }
        if ((fact & Parameter) != 0) {
            scope.parameters.push_back(symbol.name);
        } else if ((fact & DeclaredGlobal) != 0 && &scope != &m_table.top()) {
            m_table.top().find_or_add(symbol.name).facts |= fact;
        }
    }

    unsigned facts_of(Identifier name) const
    {
        const Symbol* symbol = m_scope->find(mangle(m_tree, m_class_name, name));
        return symbol == nullptr ? 0 : symbol->facts;
    }

    template <typename T> void visit_all(const Sequence<T*>& nodes)
    {
        for (T* node : nodes) {
            visit(node);
        }
    }

    void visit(Keyword* keyword) { visit(keyword->value); }

    void visit(Alias* alias)
    {
        Identifier name = alias->asname != nullptr ? alias->asname : alias->name;
        if (*name == "*") {
            if (m_scope->kind != ScopeKind::Module) {
                fail("import * only allowed at module level", m_scope->range);
            }
            return;
        }
        const std::size_t dot = name->find('.');
        add(dot == std::string::npos ? name : m_tree.intern(name->substr(0, dot)), Imported, *alias,
            alias->asname != nullptr ? alias->asname_range : alias->name_range);
    }

    void visit(ExceptHandler* handler)
    {
        visit(handler->type);
        if (handler->name != nullptr) {
            add(handler->name, Assigned, *handler, handler->name_range);
        }
        visit_all(handler->body);
    }

    void visit(WithItem* item)
    {
        visit(item->context_expr);
        visit(item->optional_vars);
    }

    void visit(Comprehension* generator)
    {
        visit_target(generator->target);
        ++m_scope->iterable_depth;
        visit(generator->iter);
        --m_scope->iterable_depth;
        visit_all(generator->ifs);
        if (generator->is_async) {
            m_scope->coroutine = true;
        }
    }

    void visit_target(Expression* target)
    {
        m_scope->in_iteration_target = true;
        visit(target);
        m_scope->in_iteration_target = false;
    }

    void visit_default_values(const Arguments& arguments)
    {
        visit_all(arguments.defaults);
        visit_all(arguments.kw_defaults);
    }

    void visit_parameters(const Sequence<Argument*>& parameters)
    {
        for (const Argument* parameter : parameters) {
            add(parameter->arg, Parameter, *parameter);
        }
    }

    void visit_parameters(const Arguments& arguments)
    {
        visit_parameters(arguments.posonlyargs);
        visit_parameters(arguments.args);
        visit_parameters(arguments.kwonlyargs);
        if (arguments.vararg != nullptr) {
            add(arguments.vararg->arg, Parameter, *arguments.vararg);
            m_scope->has_varargs = true;
        }
        if (arguments.kwarg != nullptr) {
            add(arguments.kwarg->arg, Parameter, *arguments.kwarg);
            m_scope->has_varkeywords = true;
        }
    }

    void visit_annotations(const Sequence<Argument*>& parameters)
    {
        for (const Argument* parameter : parameters) {
            visit(parameter->annotation);
        }
    }

    void visit_annotations(const FunctionDef& function)
    {
        const Arguments& arguments = *function.args;
        visit_annotations(arguments.posonlyargs);
        visit_annotations(arguments.args);
        if (arguments.vararg != nullptr) {
            visit(arguments.vararg->annotation);
        }
        if (arguments.kwarg != nullptr) {
            visit(arguments.kwarg->annotation);
        }
        visit_annotations(arguments.kwonlyargs);
        visit(function.returns);
    }

    void visit_function(FunctionDef& function)
    {
        add(function.name, Assigned, function, function.name_range);
        visit_default_values(*function.args);
        visit_annotations(function);
        visit_all(function.decorator_list);
        enter(ScopeKind::Function, *function.name, function);
        m_scope->coroutine = function.kind == NodeKind::AsyncFunctionDef;
        visit_parameters(*function.args);
        visit_all(function.body);
        leave();
    }

    void visit_class(ClassDef& definition)
    {
        add(definition.name, Assigned, definition, definition.name_range);
        visit_all(definition.bases);
        visit_all(definition.keywords);
        visit_all(definition.decorator_list);
        enter(ScopeKind::Class, *definition.name, definition);
        Identifier outer = std::exchange(m_class_name, definition.name);
        visit_all(definition.body);
        m_class_name = outer;
        leave();
    }

    void visit_annotated(AnnAssign& assign)
    {
        if (assign.target->kind == NodeKind::Name) {
            Identifier name = node_cast<Name>(*assign.target).name;
            const unsigned facts = facts_of(name);
            if ((facts & (DeclaredGlobal | DeclaredNonlocal)) != 0 && m_scope != &m_table.top()
                && assign.simple) {
                const char* what = (facts & DeclaredGlobal) != 0 ? "global" : "nonlocal";
                fail("annotated name '" + *name + "' can't be " + what, assign.range);
            }
            if (assign.simple) {
                add(name, Annotated | Assigned, *assign.target);
            } else if (assign.value != nullptr) {
                add(name, Assigned, *assign.target);
            }
        } else {
            visit(assign.target);
        }
        visit(assign.annotation);
        visit(assign.value);
    }

    // `global` and `nonlocal` must come before anything else that the scope says about the name.
    void visit_declaration(NameList& declaration)
    {
        const bool global = declaration.kind == NodeKind::Global;
        const std::string what = global ? "global" : "nonlocal";
        for (std::size_t i = 0; i < declaration.names.size(); ++i) {
            Identifier name = declaration.names[i];
            const unsigned facts = facts_of(name);
            if ((facts & (Parameter | Assigned | Used | Annotated)) != 0) {
                std::string message = "name '" + *name;
                if ((facts & Parameter) != 0) {
                    message += "' is parameter and " + what;
                } else if ((facts & Used) != 0) {
                    message += "' is used prior to " + what + " declaration";
                } else if ((facts & Annotated) != 0) {
                    message = "annotated name '" + *name + "' can't be " + what;
                } else {
                    message += "' is assigned to before " + what + " declaration";
                }
                fail(message, declaration.range);
            }
            add(name, global ? DeclaredGlobal : DeclaredNonlocal, declaration,
                declaration.name_ranges[i]);
            declare(name, declaration.range);
        }
    }

    void declare(Identifier name, const SourceRange& range)
    {
        m_scope->directives.push_back({ mangle(m_tree, m_class_name, name), range });
    }

    void visit(Statement* statement);
    void visit(Expression* expression);

    void visit_comprehension(Expression& node, std::string_view name,
        const Sequence<Comprehension*>& generators, Expression* element, Expression* value)
    {
        const Comprehension& outermost = *generators.front();
        // The outermost iterable is evaluated in the scope around.
        ++m_scope->iterable_depth;
        visit(outermost.iter);
        --m_scope->iterable_depth;
        enter(ScopeKind::Function, name, node);
        m_scope->coroutine = outermost.is_async;
        m_scope->comprehension = true;
        add(m_tree.intern(".0"), Parameter, *outermost.iter);
        visit_target(outermost.target);
        visit_all(outermost.ifs);
        visit_all(generators.from(1));
        visit(value);
        visit(element);
        if (m_scope->generator) {
            const char* what = node.kind == NodeKind::ListComp ? "list comprehension"
                : node.kind == NodeKind::SetComp               ? "set comprehension"
                : node.kind == NodeKind::DictComp              ? "dict comprehension"
                                                               : "generator expression";
            fail(std::string("'yield' inside ") + what, m_scope->range);
        }
        m_scope->generator = node.kind == NodeKind::GeneratorExp;
        leave();
    }

    // A walrus inside a comprehension binds in the function or module around it.
    void visit_named(NamedExpr& named)
    {
        if (m_scope->iterable_depth > 0) {
            fail("assignment expression cannot be used in a comprehension iterable expression",
                named.range.line, named.range.column - 1);
        }
        if (m_scope->comprehension) {
            if (named.target->kind != NodeKind::Name) {
                fail_on_tree("NamedExpr target must be a Name");
            }
            extend_named(node_cast<Name>(*named.target));
        }
        visit(named.value);
        visit(named.target);
    }

    void extend_named(const Name& target)
    {
        for (auto scope = m_stack.rbegin(); scope != m_stack.rend(); ++scope) {
            Scope& around = **scope;
            // CPython 3.9 does not mangle the name here.
            const Symbol* symbol = around.find(target.name);
            const unsigned facts = symbol == nullptr ? 0 : symbol->facts;
            if (around.comprehension) {
                if ((facts & IterationVariable) != 0) {
                    fail("assignment expression cannot rebind comprehension iteration variable '"
                            + *target.name + "'",
                        target.range.line, target.range.column - 1);
                }
                continue;
            }
            if (around.kind == ScopeKind::Class) {
                fail("assignment expression within a comprehension cannot be used in a class body",
                    target.range.line, target.range.column - 1);
            }
            const bool global = around.kind == ScopeKind::Module || (facts & DeclaredGlobal) != 0;
            add(target.name, global ? DeclaredGlobal : DeclaredNonlocal, target);
            declare(target.name, target.range);
            add(target.name, around.kind == ScopeKind::Module ? DeclaredGlobal : Assigned, target,
                target.range, &around);
            return;
        }
    }

    SymbolTable& m_table;
    Tree& m_tree;
    Scope* m_scope = nullptr;
    std::vector<Scope*> m_stack;
    Identifier m_class_name = nullptr;
    int m_depth = 0;
    int m_depth_limit;
    bool m_keep_mentions;
};

void Collector::visit(Statement* statement)
{
    const DepthGuard guard(m_depth, m_depth_limit);
    switch (statement->kind) {
    case NodeKind::FunctionDef:
    case NodeKind::AsyncFunctionDef:
        visit_function(node_cast<FunctionDef>(*statement));
        break;
    case NodeKind::ClassDef:
        visit_class(node_cast<ClassDef>(*statement));
        break;
    case NodeKind::Return: {
        auto& node = node_cast<Return>(*statement);
        if (node.value != nullptr) {
            visit(node.value);
            m_scope->returns_value = true;
        }
        break;
    }
    case NodeKind::Delete:
        visit_all(node_cast<Delete>(*statement).targets);
        break;
    case NodeKind::Assign: {
        auto& node = node_cast<Assign>(*statement);
        visit_all(node.targets);
        visit(node.value);
        break;
    }
    case NodeKind::AugAssign: {
        auto& node = node_cast<AugAssign>(*statement);
        visit(node.target);
        visit(node.value);
        break;
    }
    case NodeKind::AnnAssign:
        visit_annotated(node_cast<AnnAssign>(*statement));
        break;
    case NodeKind::For:
    case NodeKind::AsyncFor: {
        auto& node = node_cast<For>(*statement);
        visit(node.target);
        visit(node.iter);
        visit_all(node.body);
        visit_all(node.orelse);
        break;
    }
    case NodeKind::While: {
        auto& node = node_cast<While>(*statement);
        visit(node.test);
        visit_all(node.body);
        visit_all(node.orelse);
        break;
    }
    case NodeKind::If: {
        auto& node = node_cast<If>(*statement);
        visit(node.test);
        visit_all(node.body);
        visit_all(node.orelse);
        break;
    }
    case NodeKind::With:
    case NodeKind::AsyncWith: {
        auto& node = node_cast<With>(*statement);
        visit_all(node.items);
        visit_all(node.body);
        break;
    }
    case NodeKind::Raise: {
        auto& node = node_cast<Raise>(*statement);
        visit(node.exc);
        visit(node.cause);
        break;
    }
    case NodeKind::Try: {
        auto& node = node_cast<Try>(*statement);
        visit_all(node.body);
        visit_all(node.orelse);
        visit_all(node.handlers);
        visit_all(node.finalbody);
        break;
    }
    case NodeKind::Assert: {
        auto& node = node_cast<Assert>(*statement);
        visit(node.test);
        visit(node.msg);
        break;
    }
    case NodeKind::Import:
        visit_all(node_cast<Import>(*statement).names);
        break;
    case NodeKind::ImportFrom:
        visit_all(node_cast<ImportFrom>(*statement).names);
        break;
    case NodeKind::Global:
    case NodeKind::Nonlocal:
        visit_declaration(node_cast<NameList>(*statement));
        break;
    case NodeKind::Expr:
        visit(node_cast<ExprStatement>(*statement).value);
        break;
    default:
        break;
    }
}

void Collector::visit(Expression* expression)
{
    if (expression == nullptr) {
        return;
    }
    const DepthGuard guard(m_depth, m_depth_limit);
    switch (expression->kind) {
    case NodeKind::BoolOp:
        visit_all(node_cast<BoolOp>(*expression).values);
        break;
    case NodeKind::NamedExpr:
        visit_named(node_cast<NamedExpr>(*expression));
        break;
    case NodeKind::BinOp: {
        auto& node = node_cast<BinOp>(*expression);
        visit(node.left);
        visit(node.right);
        break;
    }
    case NodeKind::UnaryOp:
        visit(node_cast<UnaryOp>(*expression).operand);
        break;
    case NodeKind::Lambda: {
        auto& node = node_cast<Lambda>(*expression);
        visit_default_values(*node.args);
        enter(ScopeKind::Function, "lambda", node);
        visit_parameters(*node.args);
        visit(node.body);
        leave();
        break;
    }
    case NodeKind::IfExp: {
        auto& node = node_cast<IfExp>(*expression);
        visit(node.test);
        visit(node.body);
        visit(node.orelse);
        break;
    }
    case NodeKind::Dict: {
        auto& node = node_cast<Dict>(*expression);
        visit_all(node.keys);
        visit_all(node.values);
        break;
    }
    case NodeKind::Set:
        visit_all(node_cast<Set>(*expression).elts);
        break;
    case NodeKind::ListComp:
    case NodeKind::SetComp:
    case NodeKind::GeneratorExp: {
        auto& node = node_cast<ElementComprehension>(*expression);
        const char* name = node.kind == NodeKind::ListComp ? "listcomp"
            : node.kind == NodeKind::SetComp               ? "setcomp"
                                                           : "genexpr";
        visit_comprehension(node, name, node.generators, node.elt, nullptr);
        break;
    }
    case NodeKind::DictComp: {
        auto& node = node_cast<DictComp>(*expression);
        visit_comprehension(node, "dictcomp", node.generators, node.key, node.value);
        break;
    }
    case NodeKind::Await:
        visit(node_cast<Await>(*expression).value);
        m_scope->coroutine = true;
        break;
    case NodeKind::Yield:
        visit(node_cast<Yield>(*expression).value);
        m_scope->generator = true;
        break;
    case NodeKind::YieldFrom:
        visit(node_cast<YieldFrom>(*expression).value);
        m_scope->generator = true;
        break;
    case NodeKind::Compare: {
        auto& node = node_cast<Compare>(*expression);
        visit(node.left);
        visit_all(node.comparators);
        break;
    }
    case NodeKind::Call: {
        auto& node = node_cast<Call>(*expression);
        visit(node.func);
        visit_all(node.args);
        visit_all(node.keywords);
        break;
    }
    case NodeKind::FormattedValue: {
        auto& node = node_cast<FormattedValue>(*expression);
        visit(node.value);
        visit(node.format_spec);
        break;
    }
    case NodeKind::JoinedStr:
        visit_all(node_cast<JoinedStr>(*expression).values);
        break;
    case NodeKind::Attribute:
        visit(node_cast<Attribute>(*expression).value);
        break;
    case NodeKind::Subscript: {
        auto& node = node_cast<Subscript>(*expression);
        visit(node.value);
        visit(node.slice);
        break;
    }
    case NodeKind::Starred:
        visit(node_cast<Starred>(*expression).value);
        break;
    case NodeKind::Name: {
        auto& node = node_cast<Name>(*expression);
        add(node.name, node.ctx == ExprContext::Load ? Used : Assigned, node);
        // super() needs the class that the method was defined in.
        if (node.ctx == ExprContext::Load && m_scope->kind == ScopeKind::Function
            && *node.name == "super") {
            add(m_tree.intern("__class__"), Used, node);
        }
        break;
    }
    case NodeKind::List:
    case NodeKind::Tuple:
        visit_all(node_cast<Display>(*expression).elts);
        break;
    case NodeKind::Slice: {
        auto& node = node_cast<Slice>(*expression);
        visit(node.lower);
        visit(node.upper);
        visit(node.step);
        break;
    }
    default:
        break;
    }
}

} // namespace

void collect_symbols(SymbolTable& table, Tree& tree, const Options& options)
{
    Collector(table, tree, options).run();
}

} // namespace fw::compile
