// Compiles source text for the tests of this folder.
#pragma once

#include "vm/code/disassemble.h"
#include "vm/code/instruction.h"
#include "vm/compile/compile.h"
#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

#include <string>
#include <vector>

namespace fw::compile {

inline Outcome compile_text(
    std::string_view source, const Options& options = {}, syntax::Mode mode = syntax::Mode::Exec)
{
    syntax::ParseOutcome parsed = syntax::parse(source, "<test>", mode);
    if (!parsed) {
        Outcome outcome;
        outcome.error = parsed.error;
        return outcome;
    }
    return compile_tree(*parsed.tree, "<test>", options);
}

inline code::CodeRef code_of(
    std::string_view source, const Options& options = {}, syntax::Mode mode = syntax::Mode::Exec)
{
    Outcome outcome = compile_text(source, options, mode);
    EXPECT_TRUE(outcome) << source << '\n' << outcome.error.message;
    return outcome.code;
}

// The code unit of the first function or class in the program.
inline code::CodeRef inner_of(std::string_view source, const Options& options = {})
{
    code::CodeRef module = code_of(source, options);
    for (const code::CodeConstant& constant : module->consts) {
        if (const auto* inner = std::get_if<code::CodeRef>(&constant)) {
            return *inner;
        }
    }
    ADD_FAILURE() << "no inner code in " << source;
    return module;
}

// "LOAD_NAME x, LOAD_CONST 1, RETURN_VALUE": the instructions with the meanings of their arguments.
inline std::string instructions_of(const code::CodeUnit& unit)
{
    std::string out;
    code::InstructionReader reader(unit.code);
    code::Instruction instruction;
    while (reader.next(instruction)) {
        out += out.empty() ? "" : ", ";
        out += code::name(instruction.op);
        if (code::has_argument(instruction.op)) {
            const std::string meaning = code::argument_meaning(unit, instruction);
            out += ' ' + (meaning.empty() ? std::to_string(instruction.argument) : meaning);
        }
    }
    return out;
}

// The text of the first constant of the program `x = EXPRESSION`, "" when it was not folded.
inline std::string folded(std::string_view expression)
{
    const code::CodeRef unit = code_of("x = " + std::string(expression) + "\n");
    return unit->code.size() == 8 ? code::constant_repr(unit->consts[0]) : "";
}

} // namespace fw::compile
