// SyntaxError: where the text is wrong; and the hint for Python 2's print statement.
// CPython: Objects/exceptions.c

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/exception_types.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

constexpr std::string_view blanks = " \t\r\n";

// The message for "print x" and "exec x" at `start` of the line; empty when there is neither.
// CPython: _check_for_legacy_statements.
std::string legacy_message(std::string_view text, std::size_t start)
{
    start = text.find_first_not_of(" \t\r\n\f\v", start);
    if (start == std::string_view::npos) {
        return {};
    }
    const std::string_view rest = text.substr(start);
    if (rest.starts_with("exec ")) {
        return "Missing parentheses in call to 'exec'";
    }
    if (!rest.starts_with("print ")) {
        return {};
    }
    std::string_view data = rest.substr(6);
    data = data.substr(0, data.find(';'));
    const std::size_t first = data.find_first_not_of(blanks);
    data = first == std::string_view::npos
        ? std::string_view()
        : data.substr(first, data.find_last_not_of(blanks) - first + 1);
    const char* end_argument = !data.empty() && data.back() == ',' ? " end=\" \"" : "";
    return "Missing parentheses in call to 'print'. Did you mean print(" + std::string(data)
        + end_argument + ")?";
}

// Python 2 programs deserve a hint. CPython: _report_missing_parentheses.
std::string missing_parentheses(std::string_view text)
{
    if (text.find('(') != std::string_view::npos) {
        return {};
    }
    std::string message = legacy_message(text, 0);
    const std::size_t colon = text.find(':');
    if (message.empty() && colon != std::string_view::npos) {
        message = legacy_message(text, colon + 1);
    }
    return message;
}

} // namespace

Result<void> syntax_error_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    auto* exception = static_cast<SyntaxException*>(self);
    if (args.count >= 1) {
        set_member(exception->msg, args[0]);
    }
    if (args.count != 2) {
        return {};
    }
    TRY_LET(Ref place, sequence_to_tuple(thread, args[1]));
    const Tuple& fields = *as<Tuple>(place.get());
    if (fields.length != 4) {
        return raise(thread, TypeId::IndexError, "tuple index out of range");
    }
    set_member(exception->filename, fields[0]);
    set_member(exception->lineno, fields[1]);
    set_member(exception->offset, fields[2]);
    set_member(exception->text, fields[3]);
    if (exception->type == exception_type(TypeId::SyntaxError) && is_str(fields[3])) {
        const std::string message = missing_parentheses(to_utf8(*static_cast<Str*>(fields[3])));
        if (!message.empty()) {
            const RefTo<Str> hint = make_str(message);
            set_member(exception->msg, hint.get());
        }
    }
    return {};
}

Result<Ref> syntax_error_str(Thread& thread, Object* self)
{
    auto* exception = static_cast<SyntaxException*>(self);
    TRY_LET(RefTo<Str> message, str(thread, exception->msg ? exception->msg : none()));
    std::string place;
    if (exception->filename && is_str(exception->filename)) {
        const std::string filename = to_utf8(*static_cast<Str*>(exception->filename));
        place = filename.substr(filename.rfind('/') + 1);
    }
    if (exception->lineno && exception->lineno->type == int_type()) {
        TRY_LET(RefTo<Str> line, str(thread, exception->lineno));
        place += (place.empty() ? "line " : ", line ") + to_utf8(*line);
    }
    if (place.empty()) {
        return Ref(message);
    }
    return Ref(make_str(to_utf8(*message) + " (" + place + ")"));
}

} // namespace fw
