// CPython: _report_missing_parentheses() in Objects/exceptions.c
#include "vm/syntax/syntax_error.h"

#include "vm/syntax/source_text.h"

#include <algorithm>
#include <string_view>

namespace fw::syntax {

namespace {

std::string_view trim_start(std::string_view text)
{
    return text.substr(std::min(text.find_first_not_of(" \t\r\n\f\v"), text.size()));
}

std::string_view trim(std::string_view text)
{
    text = trim_start(text);
    return text.substr(0, text.find_last_not_of(" \t\r\n\f\v") + 1);
}

// Whether the text begins with such a statement; then the message is a better one.
bool replace_message(std::string_view text, std::string& message)
{
    if (text.starts_with("print ")) {
        const std::string_view printed = trim(text.substr(6, text.find(';') - 6));
        message = "Missing parentheses in call to 'print'. Did you mean print("
            + std::string(printed) + (printed.ends_with(',') ? " end=\" \")?" : ")?");
        return true;
    }
    if (text.starts_with("exec ")) {
        message = "Missing parentheses in call to 'exec'";
        return true;
    }
    return false;
}

} // namespace

int offset_in(std::string_view text, const SyntaxErrorInfo& error)
{
    return error.counts_characters
        ? count_characters(text, static_cast<std::size_t>(error.byte_column))
        : error.byte_column;
}

void hint_at_print_statement(SyntaxErrorInfo& error)
{
    const std::string_view text = error.text;
    if (error.kind != SyntaxErrorKind::SyntaxError || !error.has_text
        || text.find('(') != std::string_view::npos
        || replace_message(trim_start(text), error.message)) {
        return;
    }
    if (const std::size_t colon = text.find(':'); colon != std::string_view::npos) {
        replace_message(trim_start(text.substr(colon + 1)), error.message);
    }
}

} // namespace fw::syntax
