// What an opcode handler works on, and what it answers. Handlers are small inline functions,
// grouped by family in ops_*.h; loop.cpp compiles them into the two instantiations of the one loop.

#pragma once

#include "vm/eval/eval.h"
#include "vm/eval/frame.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

// What the loop does after a handler.
struct Flow {
    enum Kind : std::uint8_t {
        Next, // go on with the following instruction
        Jump, // `eval.ip` is the instruction to go on with
        Raise, // an exception is pending: note the frame in the traceback, then unwind
        Reraise, // the same without an entry in the traceback (RERAISE, bare raise)
        NewFrame, // thread.frame is a frame to execute
        Return, // leave the frame with eval.result
        Yield, // the same, the frame stays suspended
    };

    constexpr Flow(Kind kind)
        : kind(kind)
    {
    }
    constexpr Flow(Raised)
        : kind(Raise)
    {
    }

    Kind kind;
};

struct Eval {
    Thread& thread;
    Frame* frame;
    Object** sp; // one past the top of the value stack
    Instruction* ip; // the instruction that is executing
    Object* result = nullptr; // Return and Yield: owned

    std::uint32_t argument() const { return ip->argument; }
    Object*& top() const { return sp[-1]; }
    Object*& second() const { return sp[-2]; }
    Object*& third() const { return sp[-3]; }
    Object*& fourth() const { return sp[-4]; }
    Object*& peek(std::int64_t depth) const { return sp[-1 - depth]; } // 0: the top

    void push(Ref value) { *sp++ = value.release(); }
    void push_shared(Object* value)
    {
        incref(value);
        *sp++ = value;
    }
    // Takes the top off; the caller owns it.
    Ref pop() { return Ref::adopt(*--sp); }

    // The frame shows the stack as it is now. Before anything that may run other code while
    // operands are gone.
    void sync() const { frame->stack_top = sp; }

    // Takes the top off and drops it.
    void drop()
    {
        Object* value = *--sp;
        sync();
        decref(value);
    }
    // Takes `count` values off and drops them, the deepest first: the order of CPython's binary
    // operators.
    void drop_from_below(int count)
    {
        Object** first = sp - count;
        sp = first;
        sync();
        for (int i = 0; i < count; ++i) {
            decref(first[i]);
        }
    }
    // The operands stay visible until the result exists: then it takes the place of the topmost one
    // or two.
    void replace_one(Ref value)
    {
        Object* operand = top();
        top() = value.release();
        decref(operand);
    }
    void replace_two(Ref value)
    {
        Object* left = second();
        Object* right = top();
        second() = value.release();
        --sp;
        sync();
        decref(left);
        decref(right);
    }
};

#define FW_INLINE [[gnu::always_inline]] inline

// Calls a larger piece of a handler with a copy of the state. The loop's own state has no address
// that anybody else knows, so that it stays in registers.
template <auto function, class... Arguments>
FW_INLINE auto outline(Eval& eval, Arguments&&... arguments)
{
    Eval copy = eval;
    auto answer = function(copy, std::forward<Arguments>(arguments)...);
    eval.sp = copy.sp;
    eval.ip = copy.ip;
    eval.result = copy.result;
    return answer;
}

// OPCODE(NAME) { ... } defines the handler of an opcode, for both instantiations of the loop.
#define OPCODE(name) template <bool Observed> FW_INLINE Flow op_##name(Eval& eval)

} // namespace fw
