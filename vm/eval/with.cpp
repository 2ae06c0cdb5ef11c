// Entering a context manager.
// CPython: SETUP_WITH, BEFORE_ASYNC_WITH and special_lookup in Python/ceval.c

#include "vm/eval/ops_block.h"

namespace fw {

namespace {

Result<Ref> special(Thread& thread, Object* object, Str* name)
{
    Ref bound;
    TRY_LET(const bool found, find_special(thread, object, name, bound));
    if (!found) {
        return raise(thread, TypeId::AttributeError, "{}", to_utf8(*name));
    }
    return bound;
}

} // namespace

Result<Ref> enter_manager(Eval& eval, Str* enter_name, Str* exit_name, Ref& exit)
{
    Thread& thread = eval.thread;
    TRY_LET(const Ref enter, special(thread, eval.top(), enter_name));
    TRY_SET(exit, special(thread, eval.top(), exit_name));
    return call(thread, enter.get(), Args{});
}

} // namespace fw
