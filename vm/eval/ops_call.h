// Handlers of calls and of making functions. A call of a Python function pushes a frame for the
// same loop: no native recursion. While the call runs, the caller's stack still holds the callable
// and its arguments, as in CPython. CPython: Python/ceval.c, call_function

#pragma once

#include "vm/eval/call_frame.h"
#include "vm/eval/eval_state.h"
#include "vm/eval/notify.h"
#include "vm/eval/tracing.h"

namespace fw {

// Takes a call's slots off the stack, the topmost first.
FW_INLINE void drop_call(Eval& eval, int slots)
{
    for (int i = 0; i < slots; ++i) {
        Object* value = *--eval.sp;
        eval.sync();
        xdecref(value);
    }
}

// The same, and pushes the result.
FW_INLINE void finish_call(Eval& eval, int slots, Ref result)
{
    drop_call(eval, slots);
    eval.push(std::move(result));
}

// `slots` values of the stack belong to the call; `arguments` may be among them or elsewhere.
FW_INLINE Flow call_python(Eval& eval, Function& function, Args args, int slots)
{
    Code& code = *function.code;
    RefTo<Frame> frame;
    if (is_simple_call(code, args)) [[likely]] {
        frame = make_simple_frame(eval.thread, function, args);
    } else {
        TRY_SET(frame, make_call_frame(eval.thread, function, args));
    }
    if ((code.flags & (CodeGenerator | CodeCoroutine | CodeAsyncGenerator)) != 0) {
        finish_call(eval, slots,
            make_generator(eval.thread, std::move(frame), function.name, function.qualname));
        return Flow::Next;
    }
    TRY(push_frame(eval.thread, *frame));
    frame->call_slots = slots;
    (void)frame.release(); // The loop owns the frames that it runs.
    return Flow::NewFrame;
}

// A bound method whose call pushes a frame. One that makes a generator is called as natives are.
FW_INLINE bool is_ordinary_method(const BoundMethod& method)
{
    constexpr int makes_generator = CodeGenerator | CodeCoroutine | CodeAsyncGenerator;
    return method.function->type == function_type()
        && (as<Function>(method.function)->code->flags & makes_generator) == 0;
}

template <bool Observed>
FW_INLINE Flow call_object(Eval& eval, Object* callable, Args args, int slots)
{
    if (callable->type == function_type()) [[likely]] {
        return call_python(eval, *as<Function>(callable), args, slots);
    }
    if (callable->type == method_type() && is_ordinary_method(*as<BoundMethod>(callable))) {
        // The slot below the arguments holds the callable: self stands there while they are bound.
        const auto* method = as<BoundMethod>(callable);
        auto** place = const_cast<Object**>(args.values) - 1;
        Object* const below = *place;
        *place = method->self;
        const Flow flow = call_python(eval, *as<Function>(method->function),
            Args{ place, args.count + 1, args.names }, slots);
        *place = below;
        return flow;
    }
    if (Observed && callable->type != method_type()) {
        notify(hooks::Event::NativeCall, &hooks::Observer::on_native_call,
            hooks::NativeCallEvent{ eval.thread.last_step(), eval.frame, callable });
    }
    Result<Ref> result = Observed && is_profiled() ? call_profiled(eval.thread, callable, args)
                                                   : call(eval.thread, callable, args);
    if (result.failed()) [[unlikely]] {
        drop_call(eval, slots);
        return Raised{};
    }
    finish_call(eval, slots, result.take());
    return Flow::Next;
}

// [callable, arguments...] -> [result]
OPCODE(CALL_FUNCTION)
{
    const auto count = static_cast<std::int32_t>(eval.argument());
    return call_object<Observed>(eval, eval.peek(count),
        Args{ eval.sp - count, static_cast<std::size_t>(count), nullptr }, count + 1);
}

// [callable, arguments..., names of the last ones] -> [result]
OPCODE(CALL_FUNCTION_KW)
{
    const auto count = static_cast<std::int32_t>(eval.argument());
    const RefTo<Tuple> keywords = as<Tuple>(eval.pop());
    eval.sync();
    const std::size_t positional = static_cast<std::size_t>(count - keywords->length);
    return call_object<Observed>(
        eval, eval.peek(count), Args{ eval.sp - count, positional, keywords.get() }, count + 1);
}

// [method, self, arguments...] or [NULL, callable, arguments...] -> [result]
OPCODE(CALL_METHOD)
{
    const auto count = static_cast<std::int32_t>(eval.argument());
    Object* method = eval.peek(count + 1);
    if (method) [[likely]] {
        return call_object<Observed>(eval, method,
            Args{ eval.sp - count - 1, static_cast<std::size_t>(count) + 1, nullptr }, count + 2);
    }
    return call_object<Observed>(eval, eval.peek(count),
        Args{ eval.sp - count, static_cast<std::size_t>(count), nullptr }, count + 2);
}

// [callable, positional, keywords?] -> [result]
OPCODE(CALL_FUNCTION_EX)
{
    return outline<call_unpacked>(eval, (eval.argument() & 1) != 0);
}

// [closure?, annotations?, keyword defaults?, defaults?, code, qualname] -> [function]
OPCODE(MAKE_FUNCTION)
{
    const std::uint32_t flags = eval.argument();
    RefTo<Function> function
        = make_function(*as<Code>(eval.second()), *eval.frame->globals, as<Str>(eval.top()));
    eval.drop_from_below(2);
    if ((flags & code::MakeClosure) != 0) {
        function->closure = as<Tuple>(eval.pop().release());
    }
    if ((flags & code::MakeAnnotations) != 0) {
        function->annotations = as<Dict>(eval.pop().release());
    }
    if ((flags & code::MakeKeywordDefaults) != 0) {
        function->keyword_defaults = as<Dict>(eval.pop().release());
    }
    if ((flags & code::MakeDefaults) != 0) {
        function->defaults = as<Tuple>(eval.pop().release());
    }
    eval.sync();
    eval.push(std::move(function));
    return Flow::Next;
}

OPCODE(LOAD_BUILD_CLASS)
{
    TRY_LET(Ref build_class, load_build_class(eval.thread, *eval.frame));
    eval.push(std::move(build_class));
    return Flow::Next;
}

} // namespace fw
