// List, set and dict comprehensions and generator expressions: each is a function that is called at
// once with the iterator of its outermost iterable as its only argument, ".0". CPython:
// compiler_comprehension() in Python/compile.c
#include "vm/compile/emitter.h"

#include "vm/base/assert.h"

namespace fw::compile {

using namespace syntax;

void Emitter::comprehension(Expression& node, const char* name, const ComprehensionParts& parts)
{
    const bool top_level_await = is_top_level_await();
    const bool around_is_async = scope().coroutine;
    const Comprehension& outermost = *parts.generators.front();
    enter_unit(id(name), UnitKind::Comprehension, node, node.range.line);
    const bool is_async = scope().coroutine;
    const bool is_generator = parts.kind == NodeKind::GeneratorExp;
    if (is_async && !around_is_async && !is_generator && !top_level_await) {
        error("asynchronous comprehension outside of an asynchronous function");
    }
    switch (parts.kind) {
    case NodeKind::ListComp:
        op(Op::BUILD_LIST, 0);
        break;
    case NodeKind::SetComp:
        op(Op::BUILD_SET, 0);
        break;
    case NodeKind::DictComp:
        op(Op::BUILD_MAP, 0);
        break;
    default:
        break;
    }
    generator(parts, 0, 0);
    if (!is_generator) {
        op(Op::RETURN_VALUE);
    }
    const std::string qualname = unit().qualname;
    const code::CodeRef inner = leave_unit(true);
    if (top_level_await && is_async) {
        scope().coroutine = true;
    }
    make_closure(inner, 0, qualname);
    visit(*outermost.iter);
    op_at(origin_of(*outermost.iter), outermost.is_async ? Op::GET_AITER : Op::GET_ITER);
    op(Op::CALL_FUNCTION, 1);
    if (is_async && !is_generator) {
        await_top();
    }
}

void Emitter::generator(const ComprehensionParts& parts, std::size_t index, std::uint32_t depth)
{
    if (parts.generators[index]->is_async) {
        async_generator(parts, index, depth);
    } else {
        sync_generator(parts, index, depth);
    }
}

// Puts one item into the collection that lies `depth` iterators below, or yields it.
void Emitter::comprehension_item(const ComprehensionParts& parts, std::uint32_t depth)
{
    visit(*parts.element);
    const Origin around = unit().location.origin;
    set_origin(*parts.element);
    switch (parts.kind) {
    case NodeKind::GeneratorExp:
        op(Op::YIELD_VALUE);
        op(Op::POP_TOP);
        break;
    case NodeKind::ListComp:
        op(Op::LIST_APPEND, depth + 1);
        break;
    case NodeKind::SetComp:
        op(Op::SET_ADD, depth + 1);
        break;
    case NodeKind::DictComp:
        visit(*parts.value);
        set_origin({ spanning(origin_of(*parts.element).range, origin_of(*parts.value).range),
            around.node });
        op(Op::MAP_ADD, depth + 1);
        break;
    default:
        FW_UNREACHABLE();
    }
    set_origin(around);
}

void Emitter::sync_generator(
    const ComprehensionParts& parts, std::size_t index, std::uint32_t depth)
{
    Comprehension& part = *parts.generators[index];
    Block* start = new_block();
    Block* skip = new_block();
    Block* if_cleanup = new_block();
    Block* anchor = new_block();
    const Origin clause = part_of(part, part.header);
    if (index == 0) {
        unit().argcount = 1;
        op_at(origin_of(*part.iter), Op::LOAD_FAST, 0);
    } else {
        // `for y in [f(x)]` only binds y: there is nothing to loop over.
        Expression* only = nullptr;
        if (part.iter->kind == NodeKind::List || part.iter->kind == NodeKind::Tuple) {
            const Elements& elements = node_cast<Display>(*part.iter).elts;
            if (elements.size() == 1 && elements.front()->kind != NodeKind::Starred) {
                only = elements.front();
            }
        }
        if (only != nullptr) {
            visit(*only);
            start = nullptr;
        } else {
            visit(*part.iter);
            op_at(origin_of(*part.iter), Op::GET_ITER);
        }
    }
    if (start != nullptr) {
        ++depth;
        use(start);
        jump_at(clause, Op::FOR_ITER, anchor);
        use_new_block();
    }
    visit(*part.target);
    for (Expression* condition : part.ifs) {
        jump_if(*condition, if_cleanup, false);
        use_new_block();
    }
    if (index + 1 < parts.generators.size()) {
        generator(parts, index + 1, depth);
    } else {
        comprehension_item(parts, depth);
        use(skip);
    }
    use(if_cleanup);
    if (start != nullptr) {
        jump_at(clause, Op::JUMP_ABSOLUTE, start);
        use(anchor);
    }
}

void Emitter::async_generator(
    const ComprehensionParts& parts, std::size_t index, std::uint32_t depth)
{
    Comprehension& part = *parts.generators[index];
    Block* start = new_block();
    Block* except = new_block();
    Block* if_cleanup = new_block();
    const Origin around = unit().location.origin;
    const Origin clause = part_of(part, part.header);
    if (index == 0) {
        unit().argcount = 1;
        op_at(origin_of(*part.iter), Op::LOAD_FAST, 0);
    } else {
        visit(*part.iter);
        op_at(origin_of(*part.iter), Op::GET_AITER);
    }
    use(start);
    set_origin(clause);
    jump(Op::SETUP_FINALLY, except);
    op(Op::GET_ANEXT);
    load_none();
    op(Op::YIELD_FROM);
    op(Op::POP_BLOCK);
    set_origin(around);
    visit(*part.target);
    for (Expression* condition : part.ifs) {
        jump_if(*condition, if_cleanup, false);
        use_new_block();
    }
    ++depth;
    if (index + 1 < parts.generators.size()) {
        generator(parts, index + 1, depth);
    } else {
        comprehension_item(parts, depth);
    }
    use(if_cleanup);
    jump_at(clause, Op::JUMP_ABSOLUTE, start);
    use(except);
    op_at(clause, Op::END_ASYNC_FOR);
}

} // namespace fw::compile
