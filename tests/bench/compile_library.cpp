// Compiles every file named on standard input, one a line, and prints the CPU seconds that parsing
// and compiling took; reading the files does not count. tests/bench/run.py lets it and CPython's
// compile() take turns over the same files.

#include "tests/bench/figure.h"
#include "vm/compile/compile.h"
#include "vm/syntax/parse.h"

#include <fstream>
#include <iostream>
#include <sstream>
#include <string>

int main()
{
    using namespace fw;
    std::vector<std::pair<std::string, std::string>> files;
    for (std::string path; std::getline(std::cin, path);) {
        std::ifstream file(path, std::ios::binary);
        if (!file) {
            std::cerr << "compile_library: no file '" << path << "'\n";
            return 1;
        }
        std::ostringstream text;
        text << file.rdbuf();
        files.emplace_back(path, text.str());
    }
    const double start = bench::cpu_seconds();
    std::size_t compiled = 0;
    for (const auto& [path, text] : files) {
        syntax::ParseOutcome parsed = syntax::parse(text, path);
        if (parsed && compile::compile_tree(*parsed.tree, path)) {
            ++compiled;
        }
    }
    std::printf("%.6f %zu\n", bench::cpu_seconds() - start, compiled);
    return compiled == files.size() ? 0 : 1;
}
