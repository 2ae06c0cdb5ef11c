// What the fuzz targets do with a source text: the whole front end, and what must hold of its
// result whatever the text is.
#pragma once

#include "vm/base/assert.h"
#include "vm/code/disassemble.h"
#include "vm/code/pyc.h"
#include "vm/code/verify.h"
#include "vm/compile/compile.h"
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/parse.h"

#include <string>
#include <string_view>

namespace fw::fuzz {

// What the compiler makes can be executed, and is the same after it was written and read.
inline void check_unit(const code::CodeUnit& unit)
{
    FW_ASSERT(!code::verify_all(unit));
    const std::string data = code::write_pyc(unit, 1, 2);
    const code::PycOutcome read = code::read_pyc(data, "fuzz");
    FW_ASSERT(read.code != nullptr);
    FW_ASSERT(code::dump_code(*read.code) == code::dump_code(unit));
}

inline void compile_text(std::string_view text, syntax::Mode mode, const compile::Options& options)
{
    syntax::ParseOutcome parsed = syntax::parse(text, "fuzz", mode);
    if (!parsed) {
        return;
    }
    syntax::dump(parsed.tree->root());
    (void)compile::symbols_of(*parsed.tree, options);
    const compile::Outcome outcome = compile::compile_tree(*parsed.tree, "fuzz", options);
    if (outcome) {
        check_unit(*outcome.code);
        code::disassemble_all(*outcome.code);
    }
}

} // namespace fw::fuzz
