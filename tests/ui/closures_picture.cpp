// See closures_picture.h.

#include "tests/ui/closures_picture.h"

namespace fw::test {
namespace {

using namespace inspect;

constexpr ObjectId module_code = 0x1000, make_code = 0x1100, add_code = 0x1200;
constexpr ObjectId make_function = 0x2000, add_4 = 0x2100, add_5 = 0x2200;
constexpr ObjectId cell_4 = 0x3000, cell_5 = 0x3100;
constexpr ObjectId module_frame = 0x4000, add_frame = 0x4100;
constexpr ObjectId globals = 0x5000, builtins = 0x5100;

constexpr const char* path = "assets/examples/closures.py";
constexpr const char* source = "def make_add_x(x):\n"
                               "    def add_x(y):\n"
                               "        return x + y\n"
                               "    return add_x\n"
                               "\n"
                               "add_4 = make_add_x(4)\n"
                               "add_5 = make_add_x(5)\n"
                               "print(add_4(10), add_5(10))\n";

struct Row {
    int line;
    const char* name;
    int arg; // -1: none
    const char* meaning;
    SourceRange range;
};

struct Help {
    std::string_view name, effect, summary;
};

constexpr Help helps[] = {
    { "LOAD_CONST", "-- value", "pushes a constant of the code object." },
    { "MAKE_FUNCTION", "defaults closure code qualname -- function",
        "makes a function object from a code object and its qualified name." },
    { "STORE_NAME", "value --", "binds the topmost value to a name of the module or class body." },
    { "LOAD_NAME", "-- value", "pushes what a name means here: a local, a global or a built-in." },
    { "CALL_FUNCTION", "callable argument[arg] -- result", "calls with positional arguments." },
    { "POP_TOP", "value --", "throws the topmost value away." },
    { "RETURN_VALUE", "value --",
        "leaves the frame; the topmost value is the result of the call." },
    { "LOAD_CLOSURE", "-- cell",
        "pushes a cell of this frame itself, for the __closure__ of a new function." },
    { "BUILD_TUPLE", "item[arg] -- tuple", "makes a tuple of the topmost values." },
    { "STORE_FAST", "value --", "binds the topmost value to a local variable slot." },
    { "LOAD_FAST", "-- value", "pushes a local variable from its slot." },
    { "LOAD_DEREF", "-- value", "pushes what a cell contains." },
    { "BINARY_ADD", "left right -- sum",
        "takes the two topmost values, adds the lower to the upper one, and pushes the sum." },
    { "GET_ITER", "iterable -- iterator", "replaces the topmost value by an iterator over it." },
    { "FOR_ITER", "iterator -- iterator item",
        "asks the iterator for its next item, or ends the loop." },
    { "JUMP_ABSOLUTE", "--", "goes on at another instruction." },
    { "SETUP_FINALLY", "--", "pushes a block: where to go on when an exception comes." },
    { "POP_BLOCK", "--", "leaves the innermost block." },
    { "LOAD_GLOBAL", "-- value", "pushes a global or built-in name." },
    { "COMPARE_OP", "left right -- result", "compares the two topmost values." },
    { "POP_JUMP_IF_FALSE", "condition --", "goes on elsewhere when the condition is false." },
    { "INPLACE_ADD", "left right -- sum", "adds as += does." },
};

std::shared_ptr<CodeObject> make_code_object(
    ObjectId id, ObjectId parent, const char* name, const std::vector<Row>& rows)
{
    auto code = std::make_shared<CodeObject>();
    code->id = id;
    code->parent = parent;
    code->name = name;
    code->qualname = name;
    code->filename = path;
    int line = 0;
    int offset = 0;
    for (const Row& row : rows) {
        Instruction each;
        each.offset = offset;
        each.name = row.name;
        each.has_arg = row.arg >= 0;
        each.arg = row.arg;
        each.meaning = row.meaning;
        each.line = row.line;
        each.starts_line = row.line != line;
        each.range = row.range;
        if (each.meaning.starts_with("to ")) {
            each.jump_target = std::stoi(each.meaning.substr(3));
        }
        for (const Help& help : helps) {
            if (help.name == each.name) {
                each.effect = help.effect;
                each.summary = help.summary;
            }
        }
        if (each.starts_line) {
            code->lines.emplace_back(offset, row.line);
        }
        line = row.line;
        offset += 2;
        code->instructions.push_back(std::move(each));
    }
    for (Instruction& each : code->instructions) {
        for (const Instruction& other : code->instructions) {
            each.is_jump_target |= other.jump_target == each.offset;
        }
    }
    return code;
}

Value integer(const char* text, std::int64_t references)
{
    return { .kind = Kind::Value,
        .id = 0x9000 + static_cast<ObjectId>(std::stoi(text)) * 0x20,
        .text = text,
        .type = "int",
        .refcount = references };
}

Value function_value(ObjectId id, const char* name)
{
    return { .kind = Kind::Function, .id = id, .text = name, .type = "function", .refcount = 2 };
}

Value builtin(const char* name)
{
    return { .kind = Kind::Builtin, .id = 0x8000, .text = name, .type = "built-in", .refcount = 3 };
}

std::shared_ptr<CodeObject> module_code_object()
{
    const SourceRange def{ 1, 0, 4, 16 };
    auto code = make_code_object(module_code, 0, "<module>",
        { { 1, "LOAD_CONST", 0, "<code object make_add_x, line 1>", def },
            { 1, "LOAD_CONST", 1, "'make_add_x'", def }, { 1, "MAKE_FUNCTION", 0, "", def },
            { 1, "STORE_NAME", 0, "make_add_x", def },
            { 6, "LOAD_NAME", 0, "make_add_x", { 6, 8, 6, 18 } },
            { 6, "LOAD_CONST", 2, "4", { 6, 19, 6, 20 } },
            { 6, "CALL_FUNCTION", 1, "", { 6, 8, 6, 21 } },
            { 6, "STORE_NAME", 1, "add_4", { 6, 0, 6, 5 } },
            { 7, "LOAD_NAME", 0, "make_add_x", { 7, 8, 7, 18 } },
            { 7, "LOAD_CONST", 3, "5", { 7, 19, 7, 20 } },
            { 7, "CALL_FUNCTION", 1, "", { 7, 8, 7, 21 } },
            { 7, "STORE_NAME", 2, "add_5", { 7, 0, 7, 5 } },
            { 8, "LOAD_NAME", 3, "print", { 8, 0, 8, 5 } },
            { 8, "LOAD_NAME", 1, "add_4", { 8, 6, 8, 11 } },
            { 8, "LOAD_CONST", 4, "10", { 8, 12, 8, 14 } },
            { 8, "CALL_FUNCTION", 1, "", { 8, 6, 8, 15 } },
            { 8, "LOAD_NAME", 2, "add_5", { 8, 17, 8, 22 } },
            { 8, "LOAD_CONST", 4, "10", { 8, 23, 8, 25 } },
            { 8, "CALL_FUNCTION", 1, "", { 8, 17, 8, 26 } },
            { 8, "CALL_FUNCTION", 2, "", { 8, 0, 8, 27 } },
            { 8, "POP_TOP", -1, "", { 8, 0, 8, 27 } }, { 8, "LOAD_CONST", 5, "None", {} },
            { 8, "RETURN_VALUE", -1, "", {} } });
    code->kind = FrameKind::Module;
    code->firstlineno = 1;
    code->stacksize = 4;
    code->flags = 64;
    code->flag_names = { "NOFREE" };
    code->names = { "make_add_x", "add_4", "add_5", "print" };
    code->consts
        = { { "<code object make_add_x, line 1>", "code", make_code }, { "'make_add_x'", "str" },
              { "4", "int" }, { "5", "int" }, { "10", "int" }, { "None", "NoneType" } };
    code->lnotab = std::string("\x08\x05\x08\x01\x08\x01", 6);
    code->code_bytes = "d\x01";
    return code;
}

std::shared_ptr<CodeObject> make_add_x_code_object()
{
    const SourceRange def{ 2, 4, 3, 20 };
    auto code = make_code_object(make_code, module_code, "make_add_x",
        { { 2, "LOAD_CLOSURE", 0, "x", def }, { 2, "BUILD_TUPLE", 1, "", def },
            { 2, "LOAD_CONST", 1, "<code object add_x, line 2>", def },
            { 2, "LOAD_CONST", 2, "'make_add_x.<locals>.add_x'", def },
            { 2, "MAKE_FUNCTION", 8, "closure", def }, { 2, "STORE_FAST", 1, "add_x", def },
            { 4, "LOAD_FAST", 1, "add_x", { 4, 11, 4, 16 } },
            { 4, "RETURN_VALUE", -1, "", { 4, 4, 4, 16 } } });
    code->firstlineno = 1;
    code->argcount = 1;
    code->nlocals = 2;
    code->stacksize = 3;
    code->flags = 3;
    code->flag_names = { "OPTIMIZED", "NEWLOCALS" };
    code->varnames = { "x", "add_x" };
    code->cellvars = { "x" };
    code->consts = { { "None", "NoneType" }, { "<code object add_x, line 2>", "code", add_code },
        { "'make_add_x.<locals>.add_x'", "str" } };
    code->lnotab = std::string("\0\x01\x0c\x02", 4);
    code->code_bytes
        = std::string("\x87\0\x66\x01\x64\x01\x64\x02\x84\x08\x7d\x01\x7c\x01\x53\0", 16);
    return code;
}

std::shared_ptr<CodeObject> add_x_code_object()
{
    auto code = make_code_object(add_code, make_code, "add_x",
        { { 3, "LOAD_DEREF", 0, "x", { 3, 15, 3, 16 } },
            { 3, "LOAD_FAST", 0, "y", { 3, 19, 3, 20 } },
            { 3, "BINARY_ADD", -1, "", { 3, 15, 3, 20 } },
            { 3, "RETURN_VALUE", -1, "", { 3, 8, 3, 20 } } });
    code->qualname = "make_add_x.<locals>.add_x";
    code->firstlineno = 2;
    code->argcount = 1;
    code->nlocals = 1;
    code->stacksize = 2;
    code->flags = 19;
    code->flag_names = { "OPTIMIZED", "NEWLOCALS", "NESTED" };
    code->varnames = { "y" };
    code->freevars = { "x" };
    code->consts = { { "None", "NoneType" } };
    code->lnotab = std::string("\0\x01", 2);
    code->code_bytes = std::string("\x88\0\x7c\0\x17\0\x53\0", 8);
    return code;
}

Frame add_x_frame()
{
    Frame frame;
    frame.id = add_frame;
    frame.code = add_code;
    frame.function = add_4;
    frame.name = "add_x";
    frame.qualname = "make_add_x.<locals>.add_x";
    frame.file = path;
    frame.line = 3;
    frame.lasti = 4;
    frame.depth = 1;
    frame.pushed_at = 32;
    frame.current = { 3, 15, 3, 20 };
    frame.stacksize = 2;
    frame.stack = {
        { .value = integer("4", 12),
            .from = "from x",
            .made_by = { 3, 15, 3, 16 },
            .pushed_at = 32,
            .popped_by_next = true },
        { .value = integer("10", 7),
            .from = "from y",
            .made_by = { 3, 19, 3, 20 },
            .pushed_at = 33,
            .pushed_by_last = true,
            .popped_by_next = true },
    };
    frame.locals = {
        { .slot = 0,
            .name = "y",
            .storage = Storage::Fast,
            .value = integer("10", 7),
            .changed = true },
        { .slot = 0,
            .name = "x",
            .storage = Storage::Free,
            .value = integer("4", 12),
            .cell = cell_4,
            .origin = "make_add_x" },
    };
    frame.events = { { 31, "", "frame pushed by CALL_FUNCTION at line 8" },
        { 32, "+4", "LOAD_DEREF x" }, { 33, "+10", "LOAD_FAST y" } };
    frame.globals = globals;
    frame.builtins = builtins;
    return frame;
}

Frame module_frame_waiting()
{
    Frame frame;
    frame.id = module_frame;
    frame.code = module_code;
    frame.kind = FrameKind::Module;
    frame.name = "<module>";
    frame.qualname = "<module>";
    frame.file = path;
    frame.line = 8;
    frame.lasti = 30;
    frame.current = { 8, 6, 8, 15 };
    frame.calling = "add_4(10)";
    frame.call_site = { 8, 6, 8, 15 };
    frame.stacksize = 4;
    frame.stack = {
        { .value = builtin("print"), .from = "", .made_by = { 8, 0, 8, 5 } },
        { .value = function_value(add_4, "add_x"),
            .from = "being called",
            .made_by = { 8, 6, 8, 11 } },
        { .value = integer("10", 7), .from = "argument", .made_by = { 8, 12, 8, 14 } },
    };
    frame.locals = {
        { .name = "make_add_x",
            .storage = Storage::Name,
            .value = function_value(make_function, "make_add_x") },
        { .name = "add_4", .storage = Storage::Name, .value = function_value(add_4, "add_x") },
        { .name = "add_5", .storage = Storage::Name, .value = function_value(add_5, "add_x") },
    };
    frame.globals = globals;
    frame.builtins = builtins;
    return frame;
}

} // namespace

Picture closures_at_step_34()
{
    Picture picture;
    picture.serial = 34;
    picture.state = RunState::Stopped;
    picture.reason = StopReason::Step;
    picture.step = 34;
    picture.known_steps = 47;
    picture.branches = { { .name = "main line", .furthest = 47 } };
    picture.program = path;
    picture.frames = { add_x_frame(), module_frame_waiting() };
    picture.next = { .sentence = "About to add y (10) to x (4), which add_x reads through a cell "
                                 "that make_add_x left behind.",
        .pops = { "10", "4" },
        .pushes = { "14" } };
    picture.globals = { .dict = globals,
        .total = 4,
        .names = { { "__name__", { .text = "'__main__'", .type = "str", .refcount = 9 } },
            { "make_add_x", function_value(make_function, "make_add_x") },
            { "add_4", function_value(add_4, "add_x") },
            { "add_5", function_value(add_5, "add_x"), true } } };
    picture.builtins = { .dict = builtins,
        .total = 152,
        .names
        = { { "abs", builtin("abs") }, { "all", builtin("all") }, { "print", builtin("print") } } };
    picture.cells = {
        { .id = cell_4,
            .name = "x",
            .content = integer("4", 12),
            .owner = "make_add_x",
            .made_at = 7,
            .written_at = 7 },
        { .id = cell_5,
            .name = "x",
            .content = integer("5", 11),
            .owner = "make_add_x",
            .made_at = 19,
            .written_at = 19 },
    };
    picture.functions = {
        { .id = make_function,
            .name = "make_add_x",
            .qualname = "make_add_x",
            .module = "__main__",
            .code = make_code,
            .known_as = { "make_add_x" },
            .made_at = 3 },
        { .id = add_4,
            .name = "add_x",
            .qualname = "make_add_x.<locals>.add_x",
            .module = "__main__",
            .code = add_code,
            .closure = { cell_4 },
            .known_as = { "add_4" },
            .made_at = 12 },
        { .id = add_5,
            .name = "add_x",
            .qualname = "make_add_x.<locals>.add_x",
            .module = "__main__",
            .code = add_code,
            .closure = { cell_5 },
            .known_as = { "add_5" },
            .made_at = 24 },
    };
    picture.codes = { module_code_object(), make_add_x_code_object(), add_x_code_object() };
    picture.sources = { std::make_shared<SourceFile>(SourceFile{ path, source }) };
    picture.breakpoints = { { .file = path, .line = 8, .hits = 1 } };
    return picture;
}

Picture many_closures()
{
    Picture picture = closures_at_step_34();
    picture.serial = 200;
    picture.step = 200;
    picture.known_steps = 200;
    constexpr ObjectId shared_cell = 0x3200, empty_cell = 0x3300, lambda_code = 0x1300,
                       counter_code = 0x1400;
    picture.cells.push_back({ .id = shared_cell,
        .name = "i",
        .content = integer("2", 90),
        .owner = "make_all",
        .made_at = 60,
        .written_at = 80,
        .changed = true });
    picture.cells.push_back({ .id = empty_cell,
        .name = "later",
        .content = std::nullopt,
        .owner = "early",
        .made_at = 90 });
    for (ObjectId i = 0; i < 3; ++i) {
        picture.functions.push_back({ .id = 0x2300 + i * 0x100,
            .name = "<lambda>",
            .qualname = "make_all.<locals>.<lambda>",
            .code = lambda_code,
            .closure = { shared_cell },
            .known_as = { "all_three[" + std::to_string(i) + "]" },
            .made_at = 62 + i * 8 });
    }
    picture.functions.push_back({ .id = 0x2600,
        .name = "uses_later",
        .qualname = "early.<locals>.uses_later",
        .code = counter_code,
        .closure = { empty_cell, cell_4 },
        .known_as = { "uses_later", "handlers['x']", "backup", "again" },
        .made_at = 95 });
    auto lambda = make_code_object(lambda_code, module_code, "<lambda>",
        { { 3, "LOAD_DEREF", 0, "i", { 3, 15, 3, 16 } }, { 3, "RETURN_VALUE", -1, "", {} } });
    lambda->kind = FrameKind::Lambda;
    auto counter = make_code_object(counter_code, module_code, "uses_later",
        { { 3, "LOAD_DEREF", 0, "later", { 3, 15, 3, 16 } }, { 3, "RETURN_VALUE", -1, "", {} } });
    picture.codes.push_back(lambda);
    picture.codes.push_back(counter);
    return picture;
}

Picture loop_in_try()
{
    constexpr ObjectId code_id = 0x1500, frame_id = 0x4500;
    constexpr const char* text = "def total(numbers):\n    try:\n        result = 0\n        for "
                                 "number in numbers:\n            if number > limit:\n"
                                 "                result += number\n        return result\n    "
                                 "except TypeError as problem:\n        print(problem)\n";
    Picture picture = closures_at_step_34();
    picture.serial = 77;
    picture.step = 1234567;
    picture.known_steps = 2000000;
    picture.program = "examples/total.py";
    auto code = make_code_object(code_id, 0, "total",
        { { 2, "SETUP_FINALLY", 30, "to 32", {} }, { 3, "LOAD_CONST", 1, "0", { 3, 17, 3, 18 } },
            { 3, "STORE_FAST", 1, "result", { 3, 8, 3, 14 } },
            { 4, "LOAD_FAST", 0, "numbers", { 4, 22, 4, 29 } },
            { 4, "GET_ITER", -1, "", { 4, 22, 4, 29 } },
            { 4, "FOR_ITER", 18, "to 30", { 4, 8, 6, 32 } },
            { 4, "STORE_FAST", 2, "number", { 4, 12, 4, 18 } },
            { 5, "LOAD_FAST", 2, "number", { 5, 15, 5, 21 } },
            { 5, "LOAD_GLOBAL", 0, "limit", { 5, 24, 5, 29 } },
            { 5, "COMPARE_OP", 4, ">", { 5, 15, 5, 29 } },
            { 5, "POP_JUMP_IF_FALSE", 10, "to 10", { 5, 12, 6, 32 } },
            { 6, "LOAD_FAST", 1, "result", { 6, 16, 6, 22 } },
            { 6, "LOAD_FAST", 2, "number", { 6, 26, 6, 32 } },
            { 6, "INPLACE_ADD", -1, "", { 6, 16, 6, 32 } },
            { 6, "JUMP_ABSOLUTE", 10, "to 10", { 4, 8, 6, 32 } }, { 7, "POP_BLOCK", -1, "", {} },
            { 8, "POP_TOP", -1, "", { 8, 4, 9, 22 } } });
    for (Instruction& each : code->instructions) {
        each.meaning = each.jump_target >= 0
                && (each.name == "JUMP_ABSOLUTE" || each.name == "POP_JUMP_IF_FALSE")
            ? ""
            : each.meaning;
    }
    code->filename = "examples/total.py";
    code->firstlineno = 1;
    code->stacksize = 5;
    code->varnames = { "numbers", "result", "number", "problem" };
    code->names = { "limit", "print", "TypeError" };
    picture.codes = { code };
    picture.sources = { std::make_shared<SourceFile>(SourceFile{ "examples/total.py", text }) };
    Frame frame = add_x_frame();
    frame.id = frame_id;
    frame.code = code_id;
    frame.function = 0;
    frame.name = frame.qualname = "total";
    frame.file = "examples/total.py";
    frame.line = 5;
    frame.lasti = 18;
    frame.current = { 5, 15, 5, 29 };
    frame.stacksize = 5;
    frame.stack = { { .value = { .kind = Kind::Iterator,
                          .id = 0x7000,
                          .text = "<list_iterator at 2 of 10000000>",
                          .type = "list_iterator",
                          .refcount = 1 },
                        .from = "from numbers" },
        { .value = integer("7", 3), .from = "from number", .popped_by_next = true },
        { .value = integer("5", 3),
            .from = "from limit",
            .pushed_by_last = true,
            .popped_by_next = true } };
    frame.blocks = { { "SETUP_FINALLY", 32, 0 } };
    frame.locals
        = { { .slot = 0,
                .name = "numbers",
                .value = Value{ .id = 0x7100,
                    .text = "[3, 7, 12, 9, 4, 1, 8, 15, 23, 42, 16, \xe2\x80\xa6 9,999,989 more]",
                    .type = "list",
                    .refcount = 2,
                    .shortened = true } },
              { .slot = 1, .name = "result", .value = integer("0", 99) },
              { .slot = 2, .name = "number", .value = integer("7", 3), .changed = true },
              { .slot = 3, .name = "problem" } };
    frame.events.clear();
    picture.frames = { frame };
    picture.next = { .sentence = "About to compare number (7) > limit (5).",
        .pops = { "5", "7" },
        .pushes = { "True" } };
    picture.cells.clear();
    picture.functions.clear();
    picture.breakpoints = { { .file = "examples/total.py", .line = 6 },
        { .code = code_id, .code_name = "total", .offset = 26 } };
    picture.output = { { Stream::Out, "reading numbers\nlimit is 5\n", 12 },
        { Stream::Error, "warning: long list\n", 40 } };
    picture.opcodes_per_second = 48123456;
    return picture;
}

HistoryProfile profile_of(const Picture& picture)
{
    HistoryProfile profile;
    profile.to = picture.known_steps;
    const double unit = static_cast<double>(picture.known_steps) / 47;
    const auto at = [&](int step) { return static_cast<Step>(step * unit); };
    profile.bars = { { at(0), at(47), 0, "<module>", 1 }, { at(8), at(14), 1, "make_add_x", 2 },
        { at(18), at(24), 1, "make_add_x", 2 }, { at(30), at(35), 1, "add_x", 3 },
        { at(37), at(42), 1, "add_x", 3 }, { at(38), at(40), 2, "", 0 } };
    profile.depths.assign(1000, 1);
    for (auto& events : profile.events) {
        events.assign(1000, 0);
    }
    profile.events[static_cast<std::size_t>(EventKind::Exception)][400] = 1;
    profile.events[static_cast<std::size_t>(EventKind::Output)][930] = 2;
    profile.events[static_cast<std::size_t>(EventKind::Output)][500] = 1;
    return profile;
}

WriteList writes_of_y(const Picture& picture)
{
    const Place y{
        .kind = Place::Kind::Local, .owner = picture.frames.front().id, .index = 0, .name = "y"
    };
    return { .place = y,
        .writes = { { 12, "make_add_x", 2, 4, "STORE_FAST y", "", "10" },
            { 34, "add_x", 3, 4, "STORE_FAST y", "10", "20" },
            { 36, "add_x", 4, 8, "DELETE_FAST y", "20", "" } },
        .searched_to = picture.known_steps };
}

} // namespace fw::test
