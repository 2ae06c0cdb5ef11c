// Tracebacks: how they grow while an exception unwinds, and the text that python prints for an
// uncaught exception.
// CPython: Python/traceback.c, Python/pythonrun.c (print_exception)

#include "vm/object/core_objects.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

constexpr int shown_entries = 1000;
constexpr int shown_repetitions = 3;

constexpr std::string_view cause_text
    = "\nThe above exception was the direct cause of the following exception:\n\n";
constexpr std::string_view context_text
    = "\nDuring handling of the above exception, another exception occurred:\n\n";

void append_source_line(Thread& thread, std::string& out, Str* filename, std::int32_t line)
{
    if (!runtime().source_line) {
        return;
    }
    const std::string source = runtime().source_line(thread, filename, line);
    const std::size_t start = source.find_first_not_of(" \t\f");
    if (start != std::string::npos) {
        out += "    ";
        out += std::string_view(source).substr(start);
        out += "\n";
    }
}

void append_repeated(std::string& out, int count)
{
    count -= shown_repetitions;
    out += fmt::format("  [Previous line repeated {} more time{}]\n", count, count == 1 ? "" : "s");
}

// CPython: tb_printinternal.
void append_entries(Thread& thread, std::string& out, const Traceback* traceback)
{
    int depth = 0;
    for (const Traceback* entry = traceback; entry; entry = entry->next) {
        ++depth;
    }
    for (; depth > shown_entries; --depth) {
        traceback = traceback->next;
    }
    const Str* last_file = nullptr;
    const Str* last_name = nullptr;
    std::int32_t last_line = -1;
    int count = 0;
    for (; traceback; traceback = traceback->next) {
        const Code* code = runtime().code_of_frame(traceback->frame);
        if (code->filename != last_file || code->name != last_name
            || traceback->lineno != last_line) {
            if (count > shown_repetitions) {
                append_repeated(out, count);
            }
            last_file = code->filename;
            last_name = code->name;
            last_line = traceback->lineno;
            count = 0;
        }
        if (++count <= shown_repetitions) {
            out += fmt::format("  File \"{}\", line {}, in {}\n", to_utf8(*code->filename),
                traceback->lineno, to_utf8(*code->name));
            append_source_line(thread, out, code->filename, traceback->lineno);
        }
    }
    if (count > shown_repetitions) {
        append_repeated(out, count);
    }
}

// The line with a caret under the place; offset counts from 1. CPython: print_error_text.
void append_marked_line(std::string& out, const std::string& whole, std::int64_t offset)
{
    --offset;
    std::string_view text = whole.c_str(); // A null byte ends it.
    const std::size_t blanks = std::min(text.find_first_not_of(" \t\f"), text.size());
    text.remove_prefix(blanks);
    offset -= static_cast<std::int64_t>(blanks);
    auto length = static_cast<std::int64_t>(text.size());
    if (length > 0 && text.back() == '\n') {
        --length;
    }
    offset = std::min(offset, length);
    while (true) {
        const std::size_t newline = text.find('\n');
        if (newline == std::string_view::npos || static_cast<std::int64_t>(newline) >= offset) {
            break;
        }
        text.remove_prefix(newline + 1);
        offset -= static_cast<std::int64_t>(newline) + 1;
    }
    out += "    ";
    out += text;
    if (text.empty() || text.back() != '\n') {
        out += "\n";
    }
    if (offset >= 0) {
        out += std::string(static_cast<std::size_t>(offset) + 4, ' ') + "^\n";
    }
}

// The place of a syntax error, and its message in the place of str(). False: it has no place.
// CPython: parse_syntax_error.
bool append_syntax_place(std::string& out, const SyntaxException& exception, Ref& message)
{
    if (!exception.lineno || !is_int(exception.lineno) || !exception.msg) {
        return false;
    }
    std::string filename = "<string>";
    if (exception.filename && is_str(exception.filename)) {
        filename = to_utf8(*static_cast<Str*>(exception.filename));
    }
    out += fmt::format(
        "  File \"{}\", line {}\n", filename, int_to_decimal(*static_cast<Int*>(exception.lineno)));
    if (exception.text && is_str(exception.text)) {
        const bool has_offset = exception.offset && is_int(exception.offset);
        append_marked_line(out, to_utf8(*static_cast<Str*>(exception.text)),
            has_offset ? static_cast<Int*>(exception.offset)->value : -1);
    }
    message = share(exception.msg);
    return true;
}

void append_class_name(std::string& out, Type* type)
{
    Object* module = has_flag(type, TypeIsHeap) ? type_lookup(type, names().module) : nullptr;
    if (has_flag(type, TypeIsHeap)) {
        if (!module || !is_str(module)) {
            out += "<unknown>.";
        } else if (!str_equal(*static_cast<Str*>(module), "builtins")) {
            out += to_utf8(*static_cast<Str*>(module)) + ".";
        }
    } else if (const std::string_view name = type_name(type);
               name.find('.') != std::string_view::npos) {
        out += name.substr(0, name.rfind('.') + 1);
    }
    const std::string_view name = type_name(type);
    out += name.substr(name.rfind('.') + 1);
}

// CPython: print_exception.
void append_one(Thread& thread, std::string& out, Exception& exception)
{
    if (exception.traceback && exception.traceback->type == traceback_type()) {
        out += "Traceback (most recent call last):\n";
        append_entries(thread, out, static_cast<Traceback*>(exception.traceback));
    }
    Ref message = share<Object>(&exception);
    if (is_instance_of(&exception, exception_type(TypeId::SyntaxError))) {
        append_syntax_place(out, static_cast<SyntaxException&>(exception), message);
    }
    append_class_name(out, exception.type);
    auto text = str(thread, message.get());
    if (text.failed()) {
        clear_exception(thread);
        out += ": <exception str() failed>";
    } else if (text.value()->length > 0) {
        out += ": ";
        append_utf8(out, *text.value());
    }
    out += "\n";
}

void append_chain(
    Thread& thread, std::string& out, Exception& exception, std::vector<const Object*>& seen)
{
    seen.push_back(&exception);
    const auto is_new = [&seen](const Object* other) {
        return std::find(seen.begin(), seen.end(), other) == seen.end();
    };
    if (exception.cause) {
        if (is_new(exception.cause)) {
            append_chain(thread, out, *static_cast<Exception*>(exception.cause), seen);
            out += cause_text;
        }
    } else if (exception.context && !exception.suppress_context && is_new(exception.context)) {
        append_chain(thread, out, *static_cast<Exception*>(exception.context), seen);
        out += context_text;
    }
    append_one(thread, out, exception);
}

} // namespace

void add_traceback(Thread& thread, Frame* frame, std::int32_t lasti, std::int32_t lineno)
{
    const RefTo<Traceback> traceback = allocate<Traceback>(traceback_type());
    traceback->next = static_cast<Traceback*>(thread.exception_traceback);
    auto* frame_object = reinterpret_cast<Object*>(frame); // A Frame is an Object first.
    incref(frame_object);
    traceback->frame = frame;
    traceback->lasti = lasti;
    traceback->lineno = lineno;
    gc_track(traceback.get());
    thread.exception_traceback = share<Object>(traceback.get()).release();
}

std::string format_exception(Thread& thread, Object* exception)
{
    const Ref keep = share(exception);
    std::string out;
    std::vector<const Object*> seen;
    append_chain(thread, out, *static_cast<Exception*>(exception), seen);
    return out;
}

} // namespace fw
