// Class definitions: the body is a function without arguments that fills the class's namespace,
// given to
// __build_class__ with the name and the bases.
// CPython: compiler_class() in Python/compile.c
#include "vm/compile/emitter.h"

namespace fw::compile {

using namespace syntax;

void Emitter::class_definition(ClassDef& node)
{
    visit_all(node.decorator_list);
    const int first_line
        = node.decorator_list.empty() ? node.range.line : node.decorator_list.front()->range.line;
    enter_unit(node.name, UnitKind::Class, node, first_line);
    unit().class_name = node.name;
    variable(id("__name__"), ExprContext::Load);
    variable(id("__module__"), ExprContext::Store);
    load_string(unit().qualname);
    variable(id("__qualname__"), ExprContext::Store);
    body(node.body);
    set_origin(header_of(node));
    if (scope().needs_class_cell) {
        // The cell that methods see as __class__; __build_class__ fills it.
        op(Op::LOAD_CLOSURE, unit().cellvars.index_of(id("__class__")));
        op(Op::DUP_TOP);
        variable(id("__classcell__"), ExprContext::Store);
    } else {
        load_none();
    }
    op(Op::RETURN_VALUE);
    const code::CodeRef inner = leave_unit(true);

    op(Op::LOAD_BUILD_CLASS);
    make_closure(inner, 0, *node.name);
    set_origin(part_of(node, node.name_range));
    load_string(*node.name);
    set_origin(header_of(node));
    call_arguments(2, node.bases, node.keywords);
    decorate(node.decorator_list);
    set_origin(part_of(node, node.name_range));
    variable(node.name, ExprContext::Store);
}

} // namespace fw::compile
