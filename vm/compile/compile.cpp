// The stages one after the other.
// CPython: PyAST_CompileObject() in Python/compile.c
#include "vm/compile/compile.h"

#include "vm/compile/emitter.h"
#include "vm/compile/failure.h"
#include "vm/compile/fold.h"
#include "vm/compile/future.h"

namespace fw::compile {

Outcome compile_tree(syntax::Tree& tree, const std::string& filename, const Options& options)
{
    Outcome outcome;
    try {
        FutureFeatures future = find_future_features(tree.root());
        future.flags |= options.flags & code::future_flags_mask;
        outcome.flags = future.flags;
        fold_tree(tree, options, (future.flags & code::FutureAnnotations) != 0);
        const SymbolTable symbols = build_symbols(tree, options);
        Emitter emitter(tree, symbols, future, filename, options, outcome.warnings);
        outcome.code = emitter.emit_module();
    } catch (Failure& failure) {
        outcome.error = std::move(failure.error);
    }
    return outcome;
}

SymbolsOutcome symbols_of(syntax::Tree& tree, const Options& options)
{
    SymbolsOutcome outcome;
    try {
        outcome.table = build_symbols(tree, options);
    } catch (Failure& failure) {
        outcome.error = std::move(failure.error);
    }
    return outcome;
}

} // namespace fw::compile
