// Who has which place of Runtime::module_state: one for each module that keeps state of its own in
// the region. Those of vm/eval (EvalState) are numbered from the end.

#pragma once

#include <cstdint>

namespace fw {

enum class ModuleState : std::uint8_t {
    io = 0, // the class io.UnsupportedOperation
    random = 8,
    atexit = 9,
    warnings = 10, // a WarningsState
    codecs = 11,
    abc = 12, // how often register() was called
    thread = 13,
    contextvars = 14, // the running context
    struct_ = 15, // the class struct.error
    other = 16,
    ast = 20, // an AstTypes
    optimize = 21, // the level, as a number
    socket = 22, // a SocketTable
    binascii = 23, // the class binascii.Error
    csv = 24, // a CsvState
    sys = 25, // the class UnraisableHookArgs
};

} // namespace fw
