// The longer explanations of opcode_help.def, by opcode.
#include "vm/code/opcode.h"

namespace fw::code {

std::string_view explanation(Op op)
{
    switch (op) {
#define PY_HELP(name, text)                                                                        \
    case Op::name:                                                                                 \
        return text;
#include "vm/code/opcode_help.def"
#undef PY_HELP
    default:
        return "";
    }
}

} // namespace fw::code
