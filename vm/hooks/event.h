// What the machine tells its observers, as const data. Frames and objects are borrowed and valid
// during the call only. CPython: sys.settrace's events, PEP 669; here also for natives, cells and
// output.

#pragma once

#include "vm/code/opcode.h"

#include <cstdint>
#include <string_view>

namespace fw {
struct Object;
struct Type;
struct Str;
struct Thread;
struct Frame;
struct Code;
struct Cell;
} // namespace fw

namespace fw::hooks {

enum class Event : std::uint32_t {
    Opcode = 1u << 0, // before an instruction executes
    FramePush = 1u << 1, // a frame starts, or a generator's is resumed
    FramePop = 1u << 2, // a frame returns, yields or is unwound
    Line = 1u << 3, // before the first instruction of another line
    ExceptionRaised = 1u << 4, // raised in a frame, or arrived from one that it called
    ExceptionCaught = 1u << 5, // a handler takes it
    NativeCall = 1u << 6, // a built-in function is called
    CellWrite = 1u << 7,
    GlobalWrite = 1u << 8, // STORE_GLOBAL, STORE_NAME and their DELETE forms
    AttributeWrite = 1u << 9,
    Output = 1u << 10, // text written to stdout or stderr
};

enum class FrameEntry : std::uint8_t { New, Resume };
enum class FrameExit : std::uint8_t { Return, Yield, Unwind };

struct OpcodeEvent {
    std::uint64_t step; // opcodes executed before this one
    const Frame* frame;
    std::int32_t offset; // in co_code, bytes
    code::Op op;
    std::uint32_t argument; // with its EXTENDED_ARG prefixes
};
struct FramePushEvent {
    std::uint64_t step;
    const Frame* frame;
    FrameEntry entry;
};
struct FramePopEvent {
    std::uint64_t step;
    const Frame* frame;
    FrameExit exit;
    const Object* value; // null for Unwind
};
struct LineEvent {
    std::uint64_t step;
    const Frame* frame;
    std::int32_t line;
};
struct ExceptionEvent {
    std::uint64_t step;
    const Frame* frame;
    const Type* type;
    const Object* exception;
};
struct NativeCallEvent {
    std::uint64_t step;
    const Frame* frame; // the caller
    const Object* callable;
};
struct CellWriteEvent {
    std::uint64_t step;
    const Frame* frame;
    const Cell* cell;
    const Object* old_value; // null: was empty
    const Object* new_value; // null: becomes empty
};
struct NameWriteEvent { // globals and attributes
    std::uint64_t step;
    const Frame* frame;
    const Object* owner; // the object, or the globals dict
    const Str* name;
    const Object* new_value; // null: deleted
};
struct OutputEvent {
    std::uint64_t step;
    int stream; // 1 stdout, 2 stderr
    std::string_view text; // UTF-8
};

} // namespace fw::hooks
