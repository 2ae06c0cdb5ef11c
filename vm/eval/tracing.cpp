// Calls of the program's own trace and profile functions.

#include "vm/eval/tracing.h"

#include "vm/base/region_new.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <limits>
#include <new>
#include <optional>
#include <utility>

namespace fw {

namespace {

// callback(frame, what, argument). CPython: call_trampoline
Result<Ref> call_back(
    Thread& thread, Object* callback, Frame& frame, const char* what, Object* argument)
{
    TRY(frame_locals(thread, frame));
    const RefTo<Str> name = intern(what);
    Result<Ref> result
        = call(thread, callback, { &frame, name.get(), argument ? argument : none() });
    frame_take_locals(thread, frame);
    if (result.failed()) {
        add_traceback(thread, &frame, frame.reported_lasti(), frame_line(frame));
    }
    return result;
}

// Tells the trace function, or what the frame has in its place. `is_call`: a frame begins, and its
// own function is what the answer says. CPython: trace_trampoline
bool tell_trace(
    Thread& thread, Frame& frame, bool is_call, const char* what, Object* argument = nullptr)
{
    const Tracing& state = tracing();
    if (!state.trace || state.depth > 0) {
        return true;
    }
    const Ref callback = Ref::share(is_call ? state.trace
            : frame.tracing                 ? frame.tracing->function
                                            : nullptr);
    if (!callback) {
        return true;
    }
    const UntracedScope untraced;
    Result<Ref> result = call_back(thread, callback.get(), frame, what, argument);
    FrameTracing& traced = frame_tracing(frame);
    if (result.failed()) {
        set_trace_function(thread, nullptr);
        xdecref(std::exchange(traced.function, nullptr));
        return false;
    }
    Ref answer = result.take();
    if (answer.get() != none()) {
        xdecref(std::exchange(traced.function, answer.release()));
    }
    return true;
}

// CPython: profile_trampoline
bool tell_profile(Thread& thread, Frame& frame, const char* what, Object* argument = nullptr)
{
    const Tracing& state = tracing();
    if (!state.profile || state.depth > 0) {
        return true;
    }
    const Ref callback = share(state.profile);
    const UntracedScope untraced;
    if (call_back(thread, callback.get(), frame, what, argument).failed()) {
        set_profile_function(thread, nullptr);
        return false;
    }
    return true;
}

// During it, f_lineno can be set.
class Jumping {
public:
    explicit Jumping(FrameTracing& frame)
        : m_frame(frame)
    {
        m_frame.may_jump = 1;
    }
    ~Jumping() { m_frame.may_jump = 0; }
    Jumping(const Jumping&) = delete;
    Jumping& operator=(const Jumping&) = delete;

private:
    FrameTracing& m_frame;
};

// Does something while the pending exception waits. False: what was done raised, and the one that
// waited is gone. CPython: call_trace_protected
template <class Function> bool protect(Thread& thread, Function function)
{
    if (!thread.has_exception()) {
        return function();
    }
    SavedException pending = save_exception(thread);
    if (!function()) {
        return false;
    }
    restore_exception(thread, std::move(pending));
    return true;
}

// The built-in function that a call is told of; empty: none. A method's descriptor is bound to its
// first argument. CPython: trace_call_function
Result<bool> find_native(Thread& thread, Object* callable, const Args& args, Ref& native)
{
    if (callable->type == builtin_function_type()) {
        native = share(callable);
        return true;
    }
    if (callable->type == method_descriptor_type() && args.count > 0) {
        TRY_SET(native,
            callable->type->slots.descriptor_get(
                thread, callable, args.values[0], args.values[0]->type));
        return native->type == builtin_function_type();
    }
    return false;
}

} // namespace

Tracing& tracing()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(EvalState::tracing)];
    if (!place) {
        place = new (region_allocate(sizeof(Tracing))) Tracing{ nullptr, nullptr, 0 };
    }
    return *static_cast<Tracing*>(place);
}

UntracedScope::UntracedScope()
    : m_tracing(tracing_if_any() ? &tracing() : nullptr)
{
    if (m_tracing) {
        ++m_tracing->depth;
    }
}

UntracedScope::~UntracedScope()
{
    if (m_tracing) {
        --m_tracing->depth;
    }
}

void look_up_soon(Thread& thread)
{
    thread.step_target -= static_cast<std::uint64_t>(thread.countdown);
    thread.countdown = 0;
}

void set_trace_function(Thread& thread, Object* function)
{
    xdecref(std::exchange(tracing().trace, Ref::share(function).release()));
    look_up_soon(thread);
}

void set_profile_function(Thread& thread, Object* function)
{
    xdecref(std::exchange(tracing().profile, Ref::share(function).release()));
    look_up_soon(thread);
}

bool trace_call(Thread& thread, Frame& frame)
{
    if (tracing().trace) {
        frame_tracing(frame).previous = -1;
    }
    return protect(thread, [&] { return tell_trace(thread, frame, true, "call"); })
        && protect(thread, [&] { return tell_profile(thread, frame, "call"); });
}

bool trace_instruction(Thread& thread, Frame& frame)
{
    const Instruction* instruction = frame.current;
    if (instruction > frame.code->instructions && instruction[-1].op == code::Op::EXTENDED_ARG) {
        return true; // It was told with its prefix.
    }
    FrameTracing& traced = frame_tracing(frame);
    const Jumping jumping(traced);
    const std::int32_t offset = frame.lasti();
    if (instruction->starts_line || offset < traced.previous) {
        traced.line = code_line(*frame.code, offset);
        if (traced.wants_lines != 0 && !tell_trace(thread, frame, false, "line")) {
            return false;
        }
    }
    if (traced.wants_opcodes != 0 && !tell_trace(thread, frame, false, "opcode")) {
        return false;
    }
    traced.previous = frame.lasti();
    return true;
}

void trace_exception(Thread& thread, Frame& frame)
{
    SavedException pending = save_exception(thread);
    Object* traceback = pending.traceback ? pending.traceback.get() : none();
    const RefTo<Tuple> argument
        = make_tuple({ pending.exception->type, pending.exception.get(), traceback });
    if (tell_trace(thread, frame, false, "exception", argument.get())) {
        restore_exception(thread, std::move(pending));
    }
}

void trace_handler(Frame& frame)
{
    FrameTracing& traced = frame_tracing(frame);
    const Instruction* const first = frame.code->instructions;
    const Instruction* start = first + frame.reported_lasti() / 2;
    if (traced.previous >= 0 && start->starts_line) {
        return;
    }
    while (start > first && !start->starts_line) {
        --start;
    }
    if (traced.previous < 0 || start > first) {
        traced.previous = std::numeric_limits<std::int32_t>::max();
    }
}

Object* trace_return(Thread& thread, Frame& frame, Object* value, hooks::FrameExit exit)
{
    Ref result = adopt(value);
    std::optional<Jumping> jumping;
    if (exit == hooks::FrameExit::Yield) {
        jumping.emplace(frame_tracing(frame));
    }
    if (!protect(
            thread, [&] { return tell_trace(thread, frame, false, "return", result.get()); })) {
        result = {};
    }
    if (!protect(thread, [&] { return tell_profile(thread, frame, "return", result.get()); })) {
        result = {};
    }
    return result.release();
}

Result<Ref> call_profiled(Thread& thread, Object* callable, Args args)
{
    Ref native;
    TRY_LET(const bool is_told, find_native(thread, callable, args, native));
    if (!is_told) {
        return call(thread, callable, args);
    }
    Frame& frame = *thread.frame;
    if (!tell_profile(thread, frame, "c_call", native.get())) {
        return Raised{};
    }
    Result<Ref> result = call(thread, callable, args);
    if (result.failed()) {
        protect(thread, [&] { return tell_profile(thread, frame, "c_exception", native.get()); });
        return Raised{};
    }
    if (!tell_profile(thread, frame, "c_return", native.get())) {
        return Raised{};
    }
    return result;
}

} // namespace fw
