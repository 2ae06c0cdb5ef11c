// Exceptions that nobody can catch: sys.unraisablehook hears of them, or they are printed.
// CPython: Python/errors.c (_PyErr_WriteUnraisableMsg)

#include "vm/object/unraisable.h"

#include "vm/object/core_objects.h"
#include "vm/object/exception.h"
#include "vm/object/module_state.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

bool is_given(const Object* object)
{
    return object && object != none();
}

Object* sys_value(const Str* name)
{
    Object* const module = runtime().sys_module;
    return module ? dict_get_str(*static_cast<Module*>(module)->dict, name) : nullptr;
}

// Drops what str() or repr() raised.
void append_shown(Thread& thread, std::string& out, Result<RefTo<Str>> shown, const char* failed)
{
    if (shown.failed()) {
        clear_exception(thread);
        out += failed;
    } else {
        append_utf8(out, *shown.value());
    }
}

void write_to_stderr(Thread& thread, std::string_view text)
{
    const Ref file = Ref::share(sys_value(names().stderr_));
    if (!is_given(file.get())) {
        return;
    }
    const RefTo<Str> line = make_str(text);
    if (call_method(thread, file.get(), names().write, { line.get() }).failed()
        || call_method(thread, file.get(), intern("flush").get(), {}).failed()) {
        clear_exception(thread);
    }
}

// Only the exception itself, without those that led to it.
std::string format_alone(Thread& thread, Exception& exception, Object* traceback)
{
    const Ref own_traceback = Ref::adopt(exception.traceback);
    exception.traceback = is_given(traceback) ? share(traceback).release() : nullptr;
    const Ref context = Ref::adopt(exception.context);
    exception.context = nullptr;
    const Ref cause = Ref::adopt(exception.cause);
    exception.cause = nullptr;
    std::string text = format_exception(thread, &exception);
    const Ref shown_traceback = Ref::adopt(exception.traceback);
    exception.traceback = Ref(own_traceback).release();
    exception.context = Ref(context).release();
    exception.cause = Ref(cause).release();
    return text;
}

// The program's hook, when it has one of its own.
Ref own_hook()
{
    Object* const hook = sys_value(intern("unraisablehook").get());
    if (!is_given(hook) || hook == sys_value(intern("__unraisablehook__").get())) {
        return {};
    }
    return share(hook);
}

Result<void> call_hook(Thread& thread, Object* hook, const Unraisable& unraisable)
{
    const auto item = [](Object* object) { return object ? object : none(); };
    const RefTo<Tuple> fields = make_tuple({ item(unraisable.type), item(unraisable.value),
        item(unraisable.traceback), item(unraisable.message), item(unraisable.where) });
    auto* const type
        = static_cast<Object*>(runtime().module_state[static_cast<std::size_t>(ModuleState::sys)]);
    TRY_LET(const Ref args, call(thread, type, { fields.get() }));
    TRY(call(thread, hook, { args.get() }));
    return {};
}

// Takes the pending exception; its traceback is the place where the program is now when native code
// raised it.
SavedException take_unraisable(Thread& thread)
{
    SavedException saved = save_exception(thread);
    if (saved.exception && !saved.traceback && thread.frame && runtime().line_of_frame) {
        add_traceback(thread, thread.frame, 0, runtime().line_of_frame(thread.frame));
        saved.traceback = Ref::adopt(thread.exception_traceback);
        thread.exception_traceback = nullptr;
    }
    if (saved.exception && saved.traceback) {
        auto* const exception = as<Exception>(saved.exception.get());
        const Ref old = Ref::adopt(exception->traceback);
        exception->traceback = Ref(saved.traceback).release();
    }
    return saved;
}

} // namespace

void print_unraisable(Thread& thread, const Unraisable& unraisable)
{
    std::string text;
    if (is_given(unraisable.message)) {
        append_shown(thread, text, str(thread, unraisable.message), "<object str() failed>");
        text += is_given(unraisable.where) ? ": " : ":\n";
    } else if (is_given(unraisable.where)) {
        text += "Exception ignored in: ";
    }
    if (is_given(unraisable.where)) {
        append_shown(thread, text, repr(thread, unraisable.where), "<object repr() failed>");
        text += "\n";
    }
    if (is_given(unraisable.value) && is_exception(unraisable.value)) {
        text += format_alone(thread, *as<Exception>(unraisable.value), unraisable.traceback);
    } else if (is_given(unraisable.type) && is_type(unraisable.type)) {
        text += type_name(static_cast<Type*>(unraisable.type));
        text += "\n";
    }
    write_to_stderr(thread, text);
}

void write_unraisable(Thread& thread, Object* where)
{
    const SavedException saved = take_unraisable(thread);
    if (!saved.exception) {
        return;
    }
    const Unraisable unraisable = { .type = saved.exception->type,
        .value = saved.exception.get(),
        .traceback = saved.traceback.get(),
        .message = nullptr,
        .where = where };
    const Ref hook = own_hook();
    if (!hook) {
        print_unraisable(thread, unraisable);
        return;
    }
    if (!call_hook(thread, hook.get(), unraisable).failed()) {
        return;
    }
    const SavedException second = take_unraisable(thread);
    const RefTo<Str> message = make_str("Exception ignored in sys.unraisablehook");
    print_unraisable(thread,
        { .type = second.exception->type,
            .value = second.exception.get(),
            .traceback = second.traceback.get(),
            .message = message.get(),
            .where = hook.get() });
}

} // namespace fw
