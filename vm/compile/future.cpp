// Finds the __future__ imports; only a docstring may come before them.
// CPython: Python/future.c
#include "vm/compile/future.h"

#include "vm/code/code_unit.h"
#include "vm/compile/failure.h"

namespace fw::compile {

namespace {

using syntax::node_cast;
using syntax::NodeKind;

std::uint32_t feature_flag(const std::string& name, const SourceRange& where)
{
    // Those that became the rule long ago set nothing.
    for (const char* old : { "nested_scopes", "generators", "division", "absolute_import",
             "with_statement", "print_function", "unicode_literals", "generator_stop" }) {
        if (name == old) {
            return 0;
        }
    }
    if (name == "barry_as_FLUFL") {
        return code::FutureBarryAsBdfl;
    }
    if (name == "annotations") {
        return code::FutureAnnotations;
    }
    if (name == "braces") {
        fail("not a chance", where);
    }
    fail("future feature " + name.substr(0, 100) + " is not defined", where);
}

bool is_docstring(const syntax::Statement& statement)
{
    if (statement.kind != NodeKind::Expr) {
        return false;
    }
    const syntax::Expression& value = *node_cast<syntax::ExprStatement>(statement).value;
    return value.kind == NodeKind::Constant
        && node_cast<syntax::ConstantExpr>(value).value->is_string();
}

} // namespace

FutureFeatures find_future_features(const syntax::Module& module)
{
    FutureFeatures features;
    if (module.kind == NodeKind::Expression) {
        return features;
    }
    bool done = false;
    int previous_line = 0;
    for (const syntax::Statement* statement : module.body) {
        if (done && statement->range.line > previous_line) {
            break;
        }
        previous_line = statement->range.line;
        if (statement->kind == NodeKind::ImportFrom) {
            const auto& import = node_cast<syntax::ImportFrom>(*statement);
            if (import.module != nullptr && *import.module == "__future__") {
                if (done) {
                    fail("from __future__ imports must occur at the beginning of the file",
                        statement->range.line, statement->range.column - 1);
                }
                for (const syntax::Alias* alias : import.names) {
                    features.flags |= feature_flag(*alias->name, statement->range);
                }
                features.last_line = statement->range.line;
                continue;
            }
        }
        done = done || statement != module.body.front() || !is_docstring(*statement);
    }
    return features;
}

} // namespace fw::compile
