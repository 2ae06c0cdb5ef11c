// Handlers of import, annotations and the interactive prompt.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/eval_state.h"
#include "vm/eval/import.h"

namespace fw {

// [level, from list] -> [module]
OPCODE(IMPORT_NAME)
{
    TRY_LET(Ref module,
        import_name(eval.thread, *eval.frame, eval.ip->name, eval.top(), eval.second()));
    eval.replace_two(std::move(module));
    return Flow::Next;
}

// [module] -> [module, attribute]
OPCODE(IMPORT_FROM)
{
    TRY_LET(Ref value, import_from(eval.thread, eval.top(), eval.ip->name));
    eval.push(std::move(value));
    return Flow::Next;
}

// [module] ->
OPCODE(IMPORT_STAR)
{
    TRY(import_star(eval.thread, *eval.frame, eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(SETUP_ANNOTATIONS)
{
    TRY(setup_annotations(eval.thread, *eval.frame));
    return Flow::Next;
}

OPCODE(PRINT_EXPR)
{
    TRY(print_expression(eval.thread, eval.top()));
    eval.drop();
    return Flow::Next;
}

} // namespace fw
