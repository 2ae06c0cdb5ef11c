// Function definitions and lambdas: defaults, annotations, the body in a unit of its own, the
// closure. CPython: compiler_function(), compiler_make_closure() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/compile/fold.h"
#include "vm/compile/unparse.h"

namespace fw::compile {

using namespace syntax;

// Pushes the inner function: the cells that it needs, its code, its name.
void Emitter::make_closure(
    const code::CodeRef& inner, std::uint32_t flags, const std::string& qualname)
{
    if (!inner->freevars.empty()) {
        for (const std::string& free : inner->freevars) {
            Identifier name = id(free);
            const bool is_cell = (unit().kind == UnitKind::Class && free == "__class__")
                || scope().binding_of(name) == Binding::Cell;
            op(Op::LOAD_CLOSURE,
                is_cell ? unit().cellvars.index_of(name)
                        : static_cast<std::uint32_t>(unit().cellvars.size())
                        + unit().freevars.index_of(name));
        }
        flags |= code::MakeClosure;
        op(Op::BUILD_TUPLE, static_cast<std::uint32_t>(inner->freevars.size()));
    }
    load_const(inner);
    load_string(qualname);
    op(Op::MAKE_FUNCTION, flags);
}

// Pushes the tuple of defaults and the dict of keyword-only defaults as far as there are any;
// returns the flags of MAKE_FUNCTION for them.
std::uint32_t Emitter::default_arguments(Arguments& arguments)
{
    std::uint32_t flags = 0;
    if (!arguments.defaults.empty()) {
        visit_all(arguments.defaults);
        op_at(origin_of_all(arguments, arguments.defaults), Op::BUILD_TUPLE,
            static_cast<std::uint32_t>(arguments.defaults.size()));
        flags |= code::MakeDefaults;
    }
    std::vector<Constant> names;
    Origin with_defaults{ {}, arguments.id };
    for (std::size_t i = 0; i < arguments.kwonlyargs.size(); ++i) {
        if (arguments.kw_defaults[i] != nullptr) {
            const SourceRange range = spanning(origin_of(*arguments.kwonlyargs[i]).range,
                origin_of(*arguments.kw_defaults[i]).range);
            with_defaults.range = names.empty() ? range : spanning(with_defaults.range, range);
            names.push_back(StringConstant{ *mangled(arguments.kwonlyargs[i]->arg) });
            visit(*arguments.kw_defaults[i]);
        }
    }
    if (!names.empty()) {
        const auto count = static_cast<std::uint32_t>(names.size());
        const Origin around = unit().location.origin;
        set_origin(with_defaults);
        load_const(make_tuple_constant(std::move(names)));
        op(Op::BUILD_CONST_KEY_MAP, count);
        set_origin(around);
        flags |= code::MakeKeywordDefaults;
    }
    return flags;
}

void Emitter::annotation_text(Expression& node)
{
    const Origin around = unit().location.origin;
    set_origin(node);
    load_string(unparse(node));
    set_origin(around);
}

void Emitter::annotation(Expression* node, Identifier name, std::vector<Constant>& names)
{
    if (node == nullptr) {
        return;
    }
    if ((m_future.flags & code::FutureAnnotations) != 0) {
        annotation_text(*node);
    } else {
        visit(*node);
    }
    names.push_back(StringConstant{ *mangled(name) });
}

// Pushes the dict of annotations; false when there are none.
bool Emitter::annotations(Arguments& arguments, Expression* returns)
{
    std::vector<Constant> names;
    for (const Argument* argument : arguments.args) {
        annotation(argument->annotation, argument->arg, names);
    }
    for (const Argument* argument : arguments.posonlyargs) {
        annotation(argument->annotation, argument->arg, names);
    }
    if (arguments.vararg != nullptr) {
        annotation(arguments.vararg->annotation, arguments.vararg->arg, names);
    }
    for (const Argument* argument : arguments.kwonlyargs) {
        annotation(argument->annotation, argument->arg, names);
    }
    if (arguments.kwarg != nullptr) {
        annotation(arguments.kwarg->annotation, arguments.kwarg->arg, names);
    }
    annotation(returns, id("return"), names);
    if (names.empty()) {
        return false;
    }
    const auto count = static_cast<std::uint32_t>(names.size());
    load_const(make_tuple_constant(std::move(names)));
    op(Op::BUILD_CONST_KEY_MAP, count);
    return true;
}

void Emitter::check_debug_arguments(const Arguments& arguments)
{
    const auto check = [this](const Argument* argument) {
        if (argument != nullptr) {
            forbid_debug(argument->arg, ExprContext::Store);
        }
    };
    for (const Argument* argument : arguments.posonlyargs) {
        check(argument);
    }
    for (const Argument* argument : arguments.args) {
        check(argument);
    }
    check(arguments.vararg);
    for (const Argument* argument : arguments.kwonlyargs) {
        check(argument);
    }
    check(arguments.kwarg);
}

void Emitter::count_arguments(const Arguments& arguments)
{
    unit().posonlyargcount = static_cast<int>(arguments.posonlyargs.size());
    unit().argcount = static_cast<int>(arguments.args.size()) + unit().posonlyargcount;
    unit().kwonlyargcount = static_cast<int>(arguments.kwonlyargs.size());
}

void Emitter::function(FunctionDef& node)
{
    check_debug_arguments(*node.args);
    visit_all(node.decorator_list);
    const int first_line
        = node.decorator_list.empty() ? node.range.line : node.decorator_list.front()->range.line;
    std::uint32_t flags = default_arguments(*node.args);
    if (annotations(*node.args, node.returns)) {
        flags |= code::MakeAnnotations;
    }

    const bool is_async = node.kind == NodeKind::AsyncFunctionDef;
    enter_unit(
        node.name, is_async ? UnitKind::AsyncFunction : UnitKind::Function, node, first_line);
    const ConstantExpr* docstring = m_options.optimize < 2 ? docstring_of(node.body) : nullptr;
    if (!in_dead_code()) {
        // The first constant is the docstring, or None.
        const_index(
            m_pool.add(docstring != nullptr ? *docstring->value : Constant(NoneConstant{})));
    }
    count_arguments(*node.args);
    statements(node.body);
    const std::string qualname = unit().qualname;
    const code::CodeRef inner = leave_unit(true);

    make_closure(inner, flags, qualname);
    decorate(node.decorator_list);
    set_origin(part_of(node, node.name_range));
    variable(node.name, ExprContext::Store);
}

// Calls the decorators that lie below what they decorate, the last one first.
void Emitter::decorate(const Elements& decorators)
{
    for (std::size_t i = decorators.size(); i-- > 0;) {
        op_at(origin_of(*decorators[i]), Op::CALL_FUNCTION, 1);
    }
}

void Emitter::lambda(Lambda& node)
{
    check_debug_arguments(*node.args);
    const std::uint32_t flags = default_arguments(*node.args);
    enter_unit(id("<lambda>"), UnitKind::Lambda, node, node.range.line);
    if (!in_dead_code()) {
        const_index(m_pool.add(Constant(NoneConstant{}))); // so that it has no docstring
    }
    count_arguments(*node.args);
    visit(*node.body);
    const bool is_generator = scope().generator;
    set_origin(*node.body);
    if (!is_generator) {
        op(Op::RETURN_VALUE);
    }
    const std::string qualname = unit().qualname;
    const code::CodeRef inner = leave_unit(!is_generator);
    make_closure(inner, flags, qualname);
}

} // namespace fw::compile
