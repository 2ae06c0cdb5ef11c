// print(), input() and breakpoint().
// CPython: Python/bltinmodule.c

#include "vm/builtins/functions.h"

#include "vm/modules/io.h"
#include "vm/modules/standard_streams.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Object* sys_member(Str* name)
{
    return dict_get_str(*as<Module>(runtime().sys_module)->dict, name);
}

struct PrintOptions {
    Object* separator = nullptr; // null: a space
    Object* end = nullptr; // null: a newline
    Object* file = nullptr;
    Object* flush = nullptr;
};

Result<void> take_text(Thread& thread, const char* name, Object* value, Object*& text)
{
    if (value == none()) {
        return {};
    }
    if (!is_str(value)) {
        return raise(thread, TypeId::TypeError, "{} must be None or a string, not {}", name,
            type_name(value));
    }
    text = value;
    return {};
}

Result<void> take_options(Thread& thread, Args args, PrintOptions& options)
{
    Object* separator = none();
    Object* end = none();
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        const Str& name = *as<Str>((*args.names)[static_cast<std::int64_t>(i)]);
        Object* value = args.values[args.count + i];
        if (str_equal(name, "sep")) {
            separator = value;
        } else if (str_equal(name, "end")) {
            end = value;
        } else if (str_equal(name, "file")) {
            options.file = value == none() ? nullptr : value;
        } else if (str_equal(name, "flush")) {
            options.flush = value;
        } else {
            return raise(thread, TypeId::TypeError,
                "'{}' is an invalid keyword argument for print()", to_utf8(name));
        }
    }
    TRY(take_text(thread, "sep", separator, options.separator));
    return take_text(thread, "end", end, options.end);
}

// Piece by piece into the file's buffer, and then at once to whoever looks.
Result<void> print_to_native(Thread& thread, TextFile& file, Args args, const PrintOptions& options)
{
    const auto put_all = [&]() -> Result<void> {
        for (std::size_t i = 0; i < args.count; ++i) {
            if (i > 0) {
                const RefTo<Str> space = options.separator ? share(as<Str>(options.separator))
                                                           : make_str_from_char(U' ');
                TRY(text_put(thread, file, *space));
            }
            if (args[i]->type == str_type()) {
                TRY(text_put(thread, file, *as<Str>(args[i])));
                continue;
            }
            TRY_LET(const RefTo<Str> text, str(thread, args[i]));
            TRY(text_put(thread, file, *text));
        }
        const RefTo<Str> end
            = options.end ? share(as<Str>(options.end)) : make_str_from_char(U'\n');
        return text_put(thread, file, *end);
    };
    const Result<void> written = put_all();
    const bool ends_line = file.state->line_buffering;
    if (written.failed()) {
        const SavedException saved = save_exception(thread);
        if (!file.state->closed && text_settle(thread, file, ends_line).failed()) {
            clear_exception(thread);
        }
        restore_exception(thread, saved);
        return Raised{};
    }
    return text_settle(thread, file, ends_line);
}

Result<void> print_to_object(Thread& thread, Object* file, Args args, const PrintOptions& options)
{
    const auto write = [&](Object* text) -> Result<void> {
        TRY(call_method(thread, file, names().write, { text }));
        return {};
    };
    for (std::size_t i = 0; i < args.count; ++i) {
        if (i > 0) {
            TRY(options.separator ? write(options.separator)
                                  : write(Ref(make_str_from_char(U' ')).get()));
        }
        TRY_LET(const RefTo<Str> text, str(thread, args[i]));
        TRY(write(text.get()));
    }
    return options.end ? write(options.end) : write(Ref(make_str_from_char(U'\n')).get());
}

Raised raise_lost(Thread& thread, const char* name)
{
    return raise(thread, TypeId::RuntimeError, "input(): lost sys.{}", name);
}

Result<void> flush_file(Thread& thread, Object* file)
{
    TRY(call_method(thread, file, names().flush));
    return {};
}

} // namespace

Result<Ref> builtin_print(Thread& thread, Object*, Args args)
{
    PrintOptions options;
    if (args.names) {
        TRY(take_options(thread, args, options));
    }
    Ref file = Ref::share(options.file);
    if (!file) {
        file = Ref::share(sys_member(names().stdout_));
        if (!file) {
            return raise(thread, TypeId::RuntimeError, "lost sys.stdout");
        }
        if (file.get() == none()) {
            return make_none();
        }
    }
    if (is_native_text_file(file.get())) {
        TRY(print_to_native(thread, *as<TextFile>(file.get()), args, options));
    } else {
        TRY(print_to_object(thread, file.get(), args, options));
    }
    if (options.flush) {
        TRY_LET(const bool flushes, is_true(thread, options.flush));
        if (flushes) {
            TRY(flush_file(thread, file.get()));
        }
    }
    return make_none();
}

Result<Ref> builtin_input(Thread& thread, Object*, Args args)
{
    const Ref input = Ref::share(sys_member(names().stdin_));
    const Ref output = Ref::share(sys_member(names().stdout_));
    const Ref error = Ref::share(sys_member(names().stderr_));
    if (!input || input.get() == none()) {
        return raise_lost(thread, "stdin");
    }
    if (!output || output.get() == none()) {
        return raise_lost(thread, "stdout");
    }
    if (!error || error.get() == none()) {
        return raise_lost(thread, "stderr");
    }
    if (flush_file(thread, error.get()).failed()) {
        clear_exception(thread);
    }
    if (args[0]) {
        TRY_LET(const RefTo<Str> prompt, str(thread, args[0]));
        TRY(call_method(thread, output.get(), names().write, { prompt.get() }));
    }
    if (flush_file(thread, output.get()).failed()) {
        clear_exception(thread);
    }
    TRY_LET(const Ref line, call_method(thread, input.get(), names().readline));
    if (!is_str(line.get())) {
        return raise(thread, TypeId::TypeError, "object.readline() returned non-string");
    }
    const Str& text = *as<Str>(line.get());
    if (text.length == 0) {
        return raise(thread, TypeId::EOFError, "EOF when reading a line");
    }
    const bool ends = text.at(text.length - 1) == U'\n';
    return Ref(str_substring(text, 0, text.length - (ends ? 1 : 0)));
}

Result<Ref> builtin_breakpoint(Thread& thread, Object*, Args args)
{
    const Ref hook = Ref::share(sys_member(intern("breakpointhook").get()));
    if (!hook) {
        return raise(thread, TypeId::RuntimeError, "lost sys.breakpointhook");
    }
    return call(thread, hook.get(), args);
}

} // namespace fw
