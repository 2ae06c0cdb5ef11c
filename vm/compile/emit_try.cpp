// `try` with `except`, `else` and `finally`, and the undoing of statements by return, break and
// continue. CPython: compiler_unwind_fblock(), compiler_try_finally(), compiler_try_except() in
// Python/compile.c
//
// A `finally` body is compiled once for every way out of the `try`: falling off its end, each
// return, break and continue inside it, and an exception.
//
//         SETUP_FINALLY  L
//         <body>
//         POP_BLOCK
//         <finally body>
//         JUMP_FORWARD   E
//     L:  <finally body>                [traceback, value, type are on the stack]
//         RERAISE
//     E:
#include "vm/compile/emitter.h"

namespace fw::compile {

using namespace syntax;
using Kind = FrameBlock::Kind;

namespace {

constexpr std::size_t max_frame_blocks = 20;

} // namespace

void Emitter::push_frame_block(Kind kind, Block* block, Block* exit)
{
    if (unit().frame_blocks.size() >= max_frame_blocks) {
        error("too many statically nested blocks");
    }
    unit().frame_blocks.push_back({ .kind = kind, .block = block, .exit = exit });
}

// Emits what leaving one statement takes. With `keep_top` the value on top, about to be returned,
// is kept.
void Emitter::unwind(const FrameBlock& block, bool keep_top)
{
    const Origin around = unit().location.origin;
    switch (block.kind) {
    case Kind::WhileLoop:
    case Kind::ExceptionHandler:
        break;
    case Kind::ForLoop: // the iterator
    case Kind::PopValue:
        if (keep_top) {
            op(Op::ROT_TWO);
        }
        op(Op::POP_TOP);
        break;
    case Kind::Except:
        op(Op::POP_BLOCK);
        break;
    case Kind::FinallyTry: {
        op(Op::POP_BLOCK);
        if (keep_top) {
            push_frame_block(Kind::PopValue, nullptr);
        }
        const Location before = unit().location;
        statements(block.final_body);
        unit().location = before;
        if (keep_top) {
            pop_frame_block();
        }
        break;
    }
    case Kind::FinallyEnd:
        if (keep_top) {
            op(Op::ROT_FOUR);
        }
        op(Op::POP_TOP);
        op(Op::POP_TOP);
        op(Op::POP_TOP);
        if (keep_top) {
            op(Op::ROT_FOUR);
        }
        op(Op::POP_EXCEPT);
        break;
    case Kind::With:
    case Kind::AsyncWith:
        set_origin(block.origin);
        op(Op::POP_BLOCK);
        if (keep_top) {
            op(Op::ROT_TWO);
        }
        call_exit_with_nones();
        if (block.kind == Kind::AsyncWith) {
            await_top();
        }
        op(Op::POP_TOP);
        set_origin(around);
        break;
    case Kind::HandlerCleanup:
        set_origin(block.origin);
        if (block.name != nullptr) {
            op(Op::POP_BLOCK);
        }
        if (keep_top) {
            op(Op::ROT_FOUR);
        }
        op(Op::POP_EXCEPT);
        if (block.name != nullptr) {
            unbind(block.name, block.name_origin);
        }
        set_origin(around);
        break;
    }
}

FrameBlock* Emitter::unwind_all(bool keep_top, UnwindTo to)
{
    std::vector<FrameBlock>& blocks = unit().frame_blocks;
    if (blocks.empty()) {
        return nullptr;
    }
    const FrameBlock top = blocks.back();
    if (to == UnwindTo::Loop && (top.kind == Kind::WhileLoop || top.kind == Kind::ForLoop)) {
        return &blocks.back();
    }
    // While its cleanup is emitted the statement is not around any more.
    const std::size_t depth = blocks.size();
    blocks.pop_back();
    unwind(top, keep_top);
    unwind_all(keep_top, to);
    blocks.push_back(top);
    for (std::size_t i = depth; to == UnwindTo::Loop && i > 0; --i) {
        if (blocks[i - 1].kind == Kind::WhileLoop || blocks[i - 1].kind == Kind::ForLoop) {
            return &blocks[i - 1];
        }
    }
    return nullptr;
}

void Emitter::try_statement(Try& node)
{
    if (node.finalbody.empty()) {
        try_except(node);
    } else {
        try_finally(node);
    }
}

void Emitter::try_finally(Try& node)
{
    Block* body_block = new_block();
    Block* end = new_block();
    Block* exit = new_block();
    jump(Op::SETUP_FINALLY, end);
    use(body_block);
    push_frame_block(Kind::FinallyTry, body_block, end);
    unit().frame_blocks.back().final_body = node.finalbody;
    if (node.handlers.empty()) {
        statements(node.body);
    } else {
        try_except(node);
    }
    op_at(header_of(node), Op::POP_BLOCK);
    pop_frame_block();
    statements(node.finalbody);
    const Origin finally = part_of(node, node.finally_range);
    jump_at(finally, Op::JUMP_FORWARD, exit);

    use(end);
    push_frame_block(Kind::FinallyEnd, end);
    statements(node.finalbody);
    pop_frame_block();
    op_at(finally, Op::RERAISE);
    use(exit);
}

// CPython does not look whether this could be compiled.
void Emitter::store_handler_name(Identifier name)
{
    if (*name == "__debug__") {
        fail_later("cannot assign to __debug__");
    } else {
        variable(name, ExprContext::Store);
    }
}

void Emitter::unbind(Identifier name, const Origin& origin)
{
    const Origin around = unit().location.origin;
    set_origin(origin);
    // `name = None; del name`: the body may have deleted it already.
    load_none();
    store_handler_name(name);
    if (!m_pending_error) {
        variable(name, ExprContext::Del);
    }
    set_origin(around);
}

void Emitter::try_except(Try& node)
{
    Block* body_block = new_block();
    Block* except = new_block();
    Block* orelse = new_block();
    Block* end = new_block();
    jump(Op::SETUP_FINALLY, except);
    use(body_block);
    push_frame_block(Kind::Except, body_block);
    statements(node.body);
    set_origin(header_of(node));
    op(Op::POP_BLOCK);
    pop_frame_block();
    jump(Op::JUMP_FORWARD, orelse);

    use(except);
    push_frame_block(Kind::ExceptionHandler, nullptr); // The machine has a block here.
    for (std::size_t i = 0; i < node.handlers.size(); ++i) {
        ExceptHandler& handler = *node.handlers[i];
        if (handler.type == nullptr && i + 1 < node.handlers.size()) {
            error("default 'except:' must be last");
        }
        unit().location
            = { handler.range.line, handler.range.column, part_of(handler, handler.header) };
        except = new_block();
        if (handler.type != nullptr) {
            op(Op::DUP_TOP);
            visit(*handler.type);
            jump_at(origin_of(*handler.type), Op::JUMP_IF_NOT_EXC_MATCH, except);
        }
        op(Op::POP_TOP);
        if (handler.name != nullptr) {
            handler_with_name(handler, end);
        } else {
            handler_without_name(handler, end);
        }
        use(except);
    }
    pop_frame_block();
    // Nothing matched.
    op_at(header_of(node), Op::RERAISE);
    use(orelse);
    statements(node.orelse);
    use(end);
}

// The body is in a try of its own, whose finally unbinds the name.
void Emitter::handler_with_name(ExceptHandler& handler, Block* end)
{
    Block* cleanup_end = new_block();
    Block* cleanup_body = new_block();
    const Origin header = part_of(handler, handler.header);
    const Origin name = part_of(handler, handler.name_range);
    set_origin(name);
    store_handler_name(handler.name);
    set_origin(header);
    op(Op::POP_TOP);
    jump(Op::SETUP_FINALLY, cleanup_end);
    use(cleanup_body);
    push_frame_block(Kind::HandlerCleanup, cleanup_body);
    FrameBlock& block = unit().frame_blocks.back();
    block.name = handler.name;
    block.origin = header;
    block.name_origin = name;
    statements(handler.body);
    pop_frame_block();
    set_origin(header);
    op(Op::POP_BLOCK);
    op(Op::POP_EXCEPT);
    unbind(handler.name, name);
    jump(Op::JUMP_FORWARD, end);

    use(cleanup_end);
    unbind(handler.name, name);
    op(Op::RERAISE);
}

void Emitter::handler_without_name(ExceptHandler& handler, Block* end)
{
    Block* cleanup_body = new_block();
    op(Op::POP_TOP);
    op(Op::POP_TOP);
    use(cleanup_body);
    push_frame_block(Kind::HandlerCleanup, cleanup_body);
    unit().frame_blocks.back().origin = part_of(handler, handler.header);
    statements(handler.body);
    pop_frame_block();
    set_origin(part_of(handler, handler.header));
    op(Op::POP_EXCEPT);
    jump(Op::JUMP_FORWARD, end);
}

} // namespace fw::compile
