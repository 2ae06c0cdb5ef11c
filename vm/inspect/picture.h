// What a stopped program looks like, as plain data: everything that the panels, the command line's
// `state` and the tests show of one moment. Standard types only, no pointer into the machine: a
// picture outlives the moment that it was taken at and is read on other threads. It is not a copy
// of the heap: long lists come in pages, and objects are named by their ids.
#pragma once

#include "vm/inspect/history.h"
#include "vm/inspect/ids.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::inspect {

// What a value is to the reader of a picture; decides its colour and icon.
enum class Kind : std::uint8_t {
    Value, // a number, a string, a container: data
    Null, // an empty slot that CPython keeps as NULL
    Function,
    Builtin,
    Method,
    Code,
    Cell,
    Frame,
    Type,
    Module,
    Generator,
    Exception,
    Instance, // an object of a class of the program
    Iterator,
};

// Lines count from 1, columns are UTF-8 bytes from 0, the end is exclusive: as in CPython's ast.
struct SourceRange {
    int line = 0;
    int column = 0;
    int end_line = 0;
    int end_column = 0;

    bool known() const { return line > 0; }
    bool operator==(const SourceRange&) const = default;
};

struct SourceFile {
    std::string path; // co_filename
    std::string text; // UTF-8
};

// A value, previewed from memory: no __repr__ runs.
struct Value {
    Kind kind = Kind::Value;
    ObjectId id = 0;
    std::string text; // "10", "'spam'", "[1, 2, 3]", "add_x"
    std::string type; // "int", "function"
    std::int64_t refcount = -1; // -1: not known
    bool shortened = false; // text is not the whole value; the whole comes on request
};

struct StackSlot {
    Value value;
    std::string from; // what made it, in words: "from y", "argument", "being called"
    SourceRange made_by; // the expression whose value it is
    Step pushed_at = 0;
    bool pushed_by_last = false;
    bool popped_by_next = false;
};

// One row of the block stack.
struct Block {
    std::string kind; // "SETUP_FINALLY", "EXCEPT_HANDLER"
    int handler = 0; // offset
    int level = 0; // depth of the value stack to unwind to
};

enum class Storage : std::uint8_t {
    Fast,
    Cell,
    Free,
    Name
}; // Name: the body of a module or a class.

struct Local {
    int slot = 0; // in f_localsplus; among the cells and free variables for these
    std::string name;
    Storage storage = Storage::Fast;
    std::optional<Value> value; // none: unbound. For cells it is the content.
    ObjectId cell = 0; // for Storage::Cell and Storage::Free
    std::string origin; // for Storage::Free: the function that owns the variable
    bool changed = false; // since the previous stop
};

// A line of the frame's own diary, oldest first.
struct FrameEvent {
    Step step = 0;
    std::string pushed; // "+4", or empty
    std::string text; // "LOAD_DEREF x"
};

enum class FrameKind : std::uint8_t {
    Module,
    Function,
    Class,
    Lambda,
    Comprehension,
    Generator,
    Coroutine
};

struct Frame {
    ObjectId id = 0;
    ObjectId code = 0;
    ObjectId function = 0; // 0 for module and class bodies
    FrameKind kind = FrameKind::Function;
    std::string name; // co_name
    std::string qualname;
    std::string file;
    int line = 0;
    int lasti
        = -1; // f_lasti while the next opcode has not begun is that of the opcode shown as current
    int depth = 0; // the module is 0
    Step pushed_at = 0;
    bool suspended = false; // a generator that is not running
    bool detailed
        = true; // false: only the fields above and the call site are filled; see Control::focus
    SourceRange current; // of the instruction at lasti
    std::string calling; // for a caller: the text of the call that it waits for
    SourceRange call_site;
    int stacksize = 0; // co_stacksize
    std::vector<StackSlot> stack; // bottom first
    std::vector<Block> blocks; // bottom first
    std::vector<Local> locals;
    std::vector<FrameEvent> events;
    ObjectId globals = 0;
    ObjectId builtins = 0;
    ObjectId names = 0; // the dict behind Storage::Name: the namespace of a module or class body
};

struct Name {
    std::string name;
    Value value;
    bool changed = false; // since the previous stop
};

// A page of a namespace in dictionary order.
struct NamePage {
    ObjectId dict = 0;
    std::size_t total = 0;
    std::size_t first = 0;
    std::vector<Name> names;
};

struct Cell {
    ObjectId id = 0;
    std::string name;
    std::optional<Value> content; // none: the empty cell
    std::string owner; // the function whose call made it: "make_add_x"
    ObjectId owner_frame = 0; // 0 when that frame is gone
    Step made_at = 0;
    Step written_at = 0;
    bool changed = false;
};

struct Default {
    std::string name;
    Value value;
};

struct Function {
    ObjectId id = 0;
    std::string name;
    std::string qualname;
    std::string module;
    ObjectId code = 0;
    ObjectId globals = 0;
    std::vector<ObjectId> closure; // cells, in the order of co_freevars
    std::vector<Default> defaults;
    std::vector<Default> keyword_defaults;
    std::vector<std::string>
        known_as; // the names that lead to it: "add_4", "make_add_x.add_x", "Shape.area"
    Step made_at = 0;
};

struct Instruction {
    int offset = 0; // in bytes, of the opcode itself (prefixes come as own EXTENDED_ARG rows)
    std::uint8_t opcode = 0;
    std::string name; // "LOAD_DEREF"
    bool has_arg = false;
    int arg = 0;
    std::string meaning; // what dis prints in parentheses, without them: "x", "to 24"
    int line = 0; // of the line table
    bool starts_line = false;
    bool is_jump_target = false;
    int jump_target = -1; // offset, or -1
    SourceRange range; // the expression or statement that it was compiled from
    std::string_view effect; // static text: "left right -- sum"
    std::string_view summary; // static text: "Add the two topmost values."
    std::uint32_t node = 0; // of the syntax tree; 0: not known
};

struct Constant {
    std::string text; // as dis would print it
    std::string type;
    ObjectId code = 0; // for a nested code object
};

// A code object; the same one never changes, so pictures share it.
struct CodeObject {
    ObjectId id = 0;
    ObjectId parent = 0; // the code object whose co_consts holds it
    std::string name; // co_name
    std::string qualname;
    std::string filename;
    FrameKind kind = FrameKind::Function;
    int firstlineno = 0;
    int argcount = 0;
    int posonlyargcount = 0;
    int kwonlyargcount = 0;
    int nlocals = 0;
    int stacksize = 0;
    std::uint32_t flags = 0;
    std::vector<std::string> flag_names; // "OPTIMIZED", "NEWLOCALS"
    std::vector<std::string> names, varnames, freevars, cellvars;
    std::vector<Constant> consts;
    std::string code_bytes; // co_code
    std::string lnotab; // co_lnotab
    std::vector<std::pair<int, int>> lines; // (offset, line) where a line starts
    std::vector<Instruction> instructions;
    std::uint32_t node = 0; // of the syntax tree, whose body this is; 0: not known
};

enum class RunState : std::uint8_t {
    Empty, // nothing loaded
    Running,
    Seeking, // on the way to another step: see Picture::progress
    Stopped, // at an opcode
    WaitingForInput, // in input(), at an opcode
    Finished, // the program ended by itself; exit_code is set
    Failed, // it could not be loaded or ended with an uncaught exception
};

enum class StopReason : std::uint8_t {
    None,
    Start,
    Step,
    Breakpoint,
    Pause,
    StepReached,
    Exception
};

struct Breakpoint {
    std::string file;
    int line = 0; // 0 for an opcode breakpoint
    ObjectId code = 0; // for an opcode breakpoint
    std::string code_name;
    int offset = -1;
    bool enabled = true;
    std::uint64_t hits = 0;
};

enum class Stream : std::uint8_t { Out, Error, Input };

struct OutputPiece {
    Stream stream = Stream::Out;
    std::string text; // may hold several lines or a part of one
    Step step = 0;
};

// An exception that is on its way (or ended the program).
struct RaisedException {
    std::string type;
    std::string message;
    std::string traceback; // as CPython prints it; only when uncaught
    ObjectId id = 0;
};

// What the next instruction is about to do, with the real values.
struct NextAction {
    std::string sentence; // "About to add y (10) to x (4), which ..."
    std::vector<std::string> pops; // previews, the top of the stack first: "10", "4"
    std::vector<std::string> pushes; // where they can be known without running anything: "14"
};

struct Picture {
    std::uint64_t serial = 0; // each published picture has a greater one
    std::uint64_t moment = 0; // grows when the program has moved: ids hold within one moment
    RunState state = RunState::Empty;
    StopReason reason = StopReason::None;
    std::string message; // one line for the status bar beside the state: why it stopped or failed
    Step step = 0;
    Step known_steps = 0; // length of the known history of this branch
    Step executed_steps = 0; // how much of it has been executed here: a recording is known before
    double progress = 0; // while Seeking: from 0 to 1
    std::vector<Branch> branches; // the main line first
    std::size_t branch = 0; // the present one
    std::vector<Watch> watches;
    WriteList writes; // of the last list_writes()
    std::size_t history_bytes = 0; // memory for checkpoints and the index
    double opcodes_per_second = 0;
    int exit_code = 0;
    std::string program; // path as given

    std::vector<Frame> frames; // the running one first, the module last; empty while Running
    std::size_t focus = 0; // the frame that the pages below belong to
    NextAction next;
    NamePage globals;
    NamePage builtins;
    std::vector<Cell> cells; // in order of creation
    std::vector<Function> functions; // of the program's own files, in order of creation
    std::vector<std::shared_ptr<const CodeObject>> codes; // parents before children
    std::vector<std::shared_ptr<const SourceFile>> sources;
    std::vector<Breakpoint> breakpoints;
    std::vector<OutputPiece> output;
    std::optional<RaisedException> exception;
};

// An item, an attribute or another part of an object.
struct Part {
    std::string name; // "[2]", "'key'", ".x"
    std::string expression; // what is added to an expression for the object; empty: no way to it
    Value value;
    std::optional<Place> place; // where it is kept; none: nothing can be stored there by itself
};

// A part of an object in the tree that is opened below it.
struct PartRow {
    int depth = 0; // 1: a part of the object itself
    std::string path; // the names that lead to it
    Part part;
    std::size_t total = 0; // of its own parts
    bool opened = false;
    std::size_t first = 0; // of its own parts that are shown
    std::size_t shown = 0;
};

// One object in full, on request.
struct ObjectDetail {
    bool found = false; // false: it is not there any more, the rest is empty
    Value value; // with the whole text
    std::size_t total = 0; // parts
    std::size_t first = 0; // of the parts that are shown
    std::size_t shown = 0;
    std::vector<PartRow> rows; // as a tree is read: a page of the parts, opened ones with theirs
};

} // namespace fw::inspect
