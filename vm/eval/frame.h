// Frames: a code object being executed. Fast locals, cells, the value stack and the block stack are
// in the frame. CPython: Include/cpython/frameobject.h

#pragma once

#include "vm/eval/instruction.h"
#include "vm/object/core_objects.h"
#include "vm/object/thread.h"

#include <array>

namespace fw {

struct Generator;

enum class BlockKind : std::uint8_t { SetupFinally, ExceptHandler };

struct Block {
    BlockKind kind;
    std::int32_t level; // depth of the value stack when it was set up
    Instruction* handler; // null for ExceptHandler
};

inline constexpr int max_blocks = 20; // CPython: CO_MAXBLOCKS

// What tracing knows of a frame (tracing.h). CPython: f_trace, f_lineno, f_trace_lines,
// f_trace_opcodes, and instr_prev of the evaluation.
struct FrameTracing {
    Object* function; // f_trace, or null
    std::int32_t line; // f_lineno while there is a function
    std::int32_t previous; // the offset of the last instruction that was looked at
    std::int16_t wants_lines;
    std::int16_t wants_opcodes;
    std::int32_t may_jump; // a function is told of a line, and may set f_lineno
};

struct Frame : Object {
    Frame* back; // the caller's, owned; null at the bottom
    Code* code;
    Dict* builtins; // an empty one where there is an other_builtins
    Object* other_builtins; // what globals['__builtins__'] is if no exact dict; or null
    Dict* globals;
    Object* locals; // the namespace of a module or class body; null for functions until f_locals is
                    // asked for
    FrameTracing* tracing; // made when it is first traced; or null
    Generator* generator; // whose frame this is, borrowed; or null

    // The instruction that is about to execute, or executing. Before the first one it points one
    // before the start.
    Instruction* current;
    // One past the top of the value stack. True at each instruction's start, and while an
    // instruction that can run other code is executing.
    Object** stack_top;

    std::int32_t
        call_slots; // slots of the caller's stack that the call takes off when this frame ends
    bool is_entry; // The native function run_frame() started it: leaving it leaves the loop.
    bool is_executing;
    std::int8_t block_count;
    std::uint64_t pushed_at; // the step at which it was pushed first
    std::uint64_t entered_at; // the same of the last time: a generator's frame is entered often
    std::int32_t observed_offset; // of the last instruction that line events looked at

    std::array<Block, max_blocks> blocks;

    // varnames, cellvars, freevars, then the value stack.
    Object** fast() { return reinterpret_cast<Object**>(this + 1); }
    Object* const* fast() const { return reinterpret_cast<Object* const*>(this + 1); }
    std::int64_t fast_count() const
    {
        return code->nlocals + code->cellvars->length + code->freevars->length;
    }
    Object** stack_base() { return fast() + fast_count(); }
    Object* const* stack_base() const { return fast() + fast_count(); }
    std::int64_t stack_depth() const { return stack_top - stack_base(); }
    Object** cells() { return fast() + code->nlocals; }

    // The byte offset of `current`, -1 before the first.
    std::int32_t lasti() const
    {
        const auto index = current - code->instructions;
        return index < 0 ? -1 : static_cast<std::int32_t>(index) * 2;
    }
    // f_lasti: the same, but CPython stays at the first EXTENDED_ARG while the instruction that it
    // belongs to executes.
    std::int32_t reported_lasti() const
    {
        auto index = current - code->instructions;
        while (index > 0 && code->instructions[index - 1].op == code::Op::EXTENDED_ARG) {
            --index;
        }
        return index < 0 ? -1 : static_cast<std::int32_t>(index) * 2;
    }
};

// A frame that is not pushed yet: locals and cells empty, nothing on the stack. `locals` may be
// null (shared otherwise).
RefTo<Frame> make_frame(Thread& thread, Code& code, Dict& globals, Object* locals);

// The line that co_lnotab gives for the instruction. CPython: PyFrame_GetLineNumber without
// tracing.
std::int32_t frame_line(const Frame& frame);
// What is known of tracing it, made if there is nothing yet.
FrameTracing& frame_tracing(Frame& frame);

// The same for any offset in co_code. CPython: PyCode_Addr2Line.
std::int32_t code_line(const Code& code, std::int32_t offset);

// Drops what the frame holds: fast locals, cells, stack. The frame type's destroy and clear.
void frame_clear_values(Frame& frame);
void frame_destroy(Object* object);

// f_locals: copies fast locals and cells into the dict that the frame keeps for it. CPython:
// PyFrame_FastToLocals.
Result<Ref> frame_locals(Thread& thread, Frame& frame);
// The way back: what was changed in that dict becomes the fast locals and the cells' contents;
// names that are gone from it are unbound. CPython: PyFrame_LocalsToFast.
void frame_take_locals(Thread& thread, Frame& frame);

// Setting f_lineno: ValueError where it cannot be. CPython: frame_setlineno.
Result<void> frame_jump(Thread& thread, Frame& frame, Object* line);

} // namespace fw
