// The module _opcode: the stack effect of an instruction, for the library's dis.
// CPython: Modules/_opcode.c

#include "vm/code/opcode.h"
#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/source_support.h"

namespace fw {

namespace {

constexpr int first_with_argument = 90; // HAVE_ARGUMENT

Result<code::Jump> jump_argument(Thread& thread, const Object* object)
{
    if (!object || object == none()) {
        return code::Jump::Either;
    }
    if (object == true_object()) {
        return code::Jump::Taken;
    }
    if (object == false_object()) {
        return code::Jump::NotTaken;
    }
    return raise(thread, TypeId::ValueError, "stack_effect: jump must be False, True or None");
}

Result<Ref> stack_effect(Thread& thread, Object*, Args args)
{
    TRY_LET(const int opcode, int_argument(thread, args[0], 0));
    const bool has_argument = args[1] && args[1] != none();
    int argument = 0;
    if (opcode >= first_with_argument) {
        if (!has_argument) {
            return raise(thread, TypeId::ValueError,
                "stack_effect: opcode requires oparg but oparg was not specified");
        }
        TRY_SET(argument, int_argument(thread, args[1], 0));
    } else if (has_argument) {
        return raise(thread, TypeId::ValueError,
            "stack_effect: opcode does not permit oparg but oparg was specified");
    }
    TRY_LET(const code::Jump jump, jump_argument(thread, args[2]));
    const std::optional<int> effect = opcode < 0 || opcode > 255
        ? std::nullopt
        : code::stack_effect(
            static_cast<code::Op>(opcode), static_cast<std::uint32_t>(argument), jump);
    if (!effect) {
        return raise(thread, TypeId::ValueError, "invalid opcode or oparg");
    }
    return make_int(*effect);
}

constexpr Method functions[] = {
    { .name = "stack_effect",
        .signature = "opcode, oparg=None, /, *, jump=None",
        .call = stack_effect,
        .doc = "Compute the stack effect of the opcode." },
};

} // namespace

Result<RefTo<Module>> make_opcode_module(Thread&)
{
    return make_native_module("_opcode", functions, "Opcode support module.");
}

} // namespace fw
