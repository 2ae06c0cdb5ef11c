// f-strings.
// CPython: compiler_joined_str(), compiler_formatted_value() in Python/compile.c
#include "vm/compile/emitter.h"
#include "vm/compile/failure.h"

namespace fw::compile {

using namespace syntax;

void Emitter::joined_string(JoinedStr& node)
{
    visit_all(node.values);
    if (node.values.size() != 1) {
        op(Op::BUILD_STRING, static_cast<std::uint32_t>(node.values.size()));
    }
}

void Emitter::formatted_value(FormattedValue& node)
{
    visit(*node.value);
    std::uint32_t flags = 0;
    switch (node.conversion) {
    case 's':
        flags = 1;
        break;
    case 'r':
        flags = 2;
        break;
    case 'a':
        flags = 3;
        break;
    case -1:
        break;
    default:
        fail_on_tree("Unrecognized conversion character " + std::to_string(node.conversion));
    }
    if (node.format_spec != nullptr) {
        visit(*node.format_spec);
        flags |= code::FormatHasSpec;
    }
    op(Op::FORMAT_VALUE, flags);
}

} // namespace fw::compile
