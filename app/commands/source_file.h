// What the commands that look at a source file share: reading it, parsing it, compiling it, and the
// message when that fails.

#pragma once

#include "vm/code/code_unit.h"
#include "vm/inspect/picture.h"
#include "vm/syntax/parse.h"

#include <optional>
#include <string>

namespace fw::app {

// The text of the file, `-` being standard input. Nothing: the message is on stderr.
std::optional<std::string> read_source(const std::string& file);

// As python prints an uncaught SyntaxError.
std::string syntax_error_text(
    const syntax::SyntaxErrorInfo& error, const std::string& file, const std::string& source);

// Whether the program could not even be loaded: then the reason is on stderr.
bool did_not_start(const inspect::Picture& picture);

std::optional<syntax::Tree> parse_source(const std::string& source, const std::string& file);
code::CodeRef compile_source(const std::string& source, const std::string& file, int optimize = 0);

// The code of a file's contents: compiled, or what a .pyc holds.
code::CodeRef load_code(const std::string& contents, const std::string& file, int optimize = 0);

} // namespace fw::app
