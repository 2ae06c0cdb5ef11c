// Reading, parsing and compiling for the commands that show what the front end makes of a file.

#include "app/commands/source_file.h"

#include "vm/builtins/program.h"
#include "vm/code/pyc.h"
#include "vm/compile/compile.h"
#include "vm/host/real_host.h"
#include "vm/syntax/source_text.h"

#include <cstring>
#include <iostream>
#include <iterator>

namespace fw::app {
namespace {

std::string_view error_name(syntax::SyntaxErrorKind kind)
{
    switch (kind) {
    case syntax::SyntaxErrorKind::IndentationError:
        return "IndentationError";
    case syntax::SyntaxErrorKind::TabError:
        return "TabError";
    case syntax::SyntaxErrorKind::MemoryError:
        return "MemoryError";
    case syntax::SyntaxErrorKind::ValueError:
        return "ValueError";
    case syntax::SyntaxErrorKind::OverflowError:
        return "OverflowError";
    case syntax::SyntaxErrorKind::RecursionError:
        return "RecursionError";
    default:
        return "SyntaxError";
    }
}

// The line without its indentation, and a caret under the place.
std::string pointed_line(std::string line, int offset)
{
    while (!line.empty() && (line.back() == '\n' || line.back() == '\r')) {
        line.pop_back();
    }
    const std::size_t start = line.find_first_not_of(" \t\f");
    if (start != std::string::npos && start > 0) {
        line.erase(0, start);
        offset -= static_cast<int>(start);
    }
    std::string text = "    " + line + "\n";
    if (offset > 0) {
        text += std::string(static_cast<std::size_t>(offset) + 3, ' ') + "^\n";
    }
    return text;
}

} // namespace

std::optional<std::string> read_source(const std::string& file)
{
    if (file == "-") {
        return std::string(std::istreambuf_iterator<char>(std::cin), {});
    }
    host::RealHost host;
    auto bytes = host.read_file(file);
    if (!bytes) {
        std::cerr << "framewalk: can't open file '" << file << "': [Errno " << bytes.error << "] "
                  << std::strerror(bytes.error) << "\n";
        return std::nullopt;
    }
    return std::move(bytes.value);
}

std::string syntax_error_text(
    const syntax::SyntaxErrorInfo& error, const std::string& file, const std::string& source)
{
    std::string text;
    if (error.line > 0 && error.has_place) {
        text = "  File \"" + file + "\", line " + std::to_string(error.line) + "\n";
        if (error.has_text) {
            text += pointed_line(error.text, error.offset);
        } else {
            std::string bytes = source;
            syntax::translate_newlines(bytes);
            const std::string_view line = syntax::line_of(bytes, error.line);
            if (syntax::with_replacements(line) == line) { // Else Python has no text to show.
                text += pointed_line(std::string(line), error.offset);
            }
        }
    }
    text += error_name(error.kind);
    if (!error.message.empty()) {
        text += ": " + error.message;
    }
    return text + "\n";
}

bool did_not_start(const inspect::Picture& picture)
{
    if (picture.state != inspect::RunState::Failed || picture.step > 0) {
        return false;
    }
    std::cerr << picture.message << (picture.message.ends_with('\n') ? "" : "\n");
    return true;
}

std::optional<syntax::Tree> parse_source(const std::string& source, const std::string& file)
{
    host::RealHost host;
    syntax::ParseOutcome parsed = syntax::parse(text_of_program(host, file, source));
    if (!parsed) {
        std::cerr << syntax_error_text(parsed.error, file, source);
        return std::nullopt;
    }
    return std::move(parsed.tree);
}

code::CodeRef compile_source(const std::string& source, const std::string& file, int optimize)
{
    std::optional<syntax::Tree> tree = parse_source(source, file);
    if (!tree) {
        return nullptr;
    }
    compile::Outcome outcome = compile::compile_tree(*tree, file, { .optimize = optimize });
    if (!outcome) {
        std::cerr << syntax_error_text(outcome.error, file, source);
    }
    return outcome.code;
}

code::CodeRef load_code(const std::string& contents, const std::string& file, int optimize)
{
    if (!code::is_pyc(contents, file)) {
        return compile_source(contents, file, optimize);
    }
    code::PycOutcome outcome = code::read_pyc(contents, file);
    if (!outcome) {
        std::cerr << "framewalk: " << outcome.error << "\n";
    }
    return outcome.code;
}

} // namespace fw::app
