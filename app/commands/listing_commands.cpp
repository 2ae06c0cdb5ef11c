// framewalk dis | ast | tokens | symtable | code FILE: what each stage of the compiler makes of a
// source file, as text.

#include "app/commands/commands.h"
#include "app/commands/source_file.h"
#include "app/options.h"
#include "vm/code/disassemble.h"
#include "vm/code/pyc.h"
#include "vm/compile/compile.h"
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/token_scan.h"

#include <CLI/CLI.hpp>

#include <iostream>
#include <memory>

namespace fw::app {
namespace {

constexpr const char* source_help = "The Python source file; - is standard input";
constexpr const char* code_help = "The Python source file or .pyc; - is standard input";

using Lister = std::function<int(const std::string& source, const std::string& file)>;

int list_instructions(const std::string& source, const std::string& file, int optimize)
{
    const code::CodeRef unit = load_code(source, file, optimize);
    if (!unit) {
        return 1;
    }
    std::cout << code::disassemble_all(*unit);
    return 0;
}

int list_instruction_ranges(const std::string& source, const std::string& file, int optimize)
{
    const code::CodeRef unit = compile_source(source, file, optimize);
    if (!unit) {
        return 1;
    }
    std::cout << code::list_ranges(*unit, source);
    return 0;
}

int list_code(const std::string& source, const std::string& file, int optimize)
{
    const code::CodeRef unit = load_code(source, file, optimize);
    if (!unit) {
        return 1;
    }
    std::cout << code::dump_code(*unit);
    return 0;
}

int list_tree(const std::string& source, const std::string& file)
{
    const std::optional<syntax::Tree> tree = parse_source(source, file);
    if (!tree) {
        return 1;
    }
    std::cout << syntax::dump(tree->root()) << "\n";
    return 0;
}

int list_tokens(const std::string& source, const std::string& file)
{
    const syntax::TokenScan scan = syntax::scan_tokens(source);
    if (scan.error.empty()) {
        std::cout << syntax::dump(scan);
        return 0;
    }
    std::cerr << file;
    if (scan.has_error_place) {
        std::cerr << ":" << scan.error_line << ":" << scan.error_column;
    }
    std::cerr << ": error: " << scan.error << "\n";
    return 1;
}

int list_symbols(const std::string& source, const std::string& file)
{
    std::optional<syntax::Tree> tree = parse_source(source, file);
    if (!tree) {
        return 1;
    }
    const compile::SymbolsOutcome outcome = compile::symbols_of(*tree);
    if (!outcome.table) {
        std::cerr << syntax_error_text(outcome.error, file, source);
        return 1;
    }
    std::cout << compile::dump_symbols(*outcome.table);
    return 0;
}

using Choice = std::function<Lister()>;

Action declare_listing(CLI::App& command, Choice choose, const char* help = source_help)
{
    auto file = std::make_shared<std::string>();
    command.add_option("FILE", *file, help)->required();
    return [file, choose, help] {
        const std::optional<std::string> source = read_source(*file);
        if (!source) {
            return 2;
        }
        const bool takes_code = help == code_help;
        if (source->find('\0') != std::string::npos
            && !(takes_code && code::is_pyc(*source, *file))) {
            std::cerr << "framewalk: '" << *file
                      << "' is not a Python source file: it contains null bytes\n";
            return 1;
        }
        return choose()(*source, *file == "-" ? "<stdin>" : *file);
    };
}

using CodeLister = int (*)(const std::string& source, const std::string& file, int optimize);

Action declare_code_listing(CLI::App& command, std::function<CodeLister()> choose)
{
    const auto optimize = declare_optimize(command);
    return declare_listing(
        command,
        [choose = std::move(choose), optimize]() -> Lister {
            return [list = choose(), optimize](const std::string& source, const std::string& file) {
                return list(source, file, *optimize);
            };
        },
        code_help);
}

} // namespace

Action declare_dis(CLI::App& command)
{
    auto ranges = std::make_shared<bool>(false);
    command.add_flag(
        "--ranges", *ranges, "Underline the source text that each instruction comes from");
    return declare_code_listing(
        command, [ranges] { return *ranges ? list_instruction_ranges : list_instructions; });
}

Action declare_ast(CLI::App& command)
{
    return declare_listing(command, [] { return list_tree; });
}

Action declare_tokens(CLI::App& command)
{
    return declare_listing(command, [] { return list_tokens; });
}

Action declare_symtable(CLI::App& command)
{
    return declare_listing(command, [] { return list_symbols; });
}

Action declare_code(CLI::App& command)
{
    return declare_code_listing(command, [] { return list_code; });
}

} // namespace fw::app
