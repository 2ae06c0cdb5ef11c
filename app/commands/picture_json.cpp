// A picture of a stopped program as JSON. Ids are written as id() prints them; unknown things are
// left out or null.

#include "app/commands/picture_json.h"

namespace fw::app {
namespace {

using Json = nlohmann::ordered_json;
using namespace inspect;

constexpr const char* kind_names[] = { "value", "null", "function", "builtin", "method", "code",
    "cell", "frame", "type", "module", "generator", "exception", "instance", "iterator" };
constexpr const char* frame_kinds[]
    = { "module", "function", "class", "lambda", "comprehension", "generator", "coroutine" };
constexpr const char* storage_names[] = { "fast", "cell", "free", "name" };
constexpr const char* state_names[]
    = { "empty", "running", "seeking", "stopped", "waiting for input", "finished", "failed" };
static_assert(std::size(state_names) == static_cast<std::size_t>(RunState::Failed) + 1);
constexpr const char* reason_names[]
    = { "none", "start", "step", "breakpoint", "pause", "step reached", "exception" };
static_assert(std::size(reason_names) == static_cast<std::size_t>(StopReason::Exception) + 1);
constexpr const char* stream_names[] = { "stdout", "stderr", "stdin" };
static_assert(std::size(stream_names) == static_cast<std::size_t>(Stream::Input) + 1);

// All of them, for the lists that hold one another.
Json to_json(const SourceRange& range);
Json to_json(const Value& value);
Json to_json(const StackSlot& slot);
Json to_json(const Block& block);
Json to_json(const Local& local);
Json to_json(const Frame& frame);
Json to_json(const Name& name);
Json to_json(const NamePage& page);
Json to_json(const Cell& cell);
Json to_json(const Default& value);
Json to_json(const Function& function);
Json to_json(const std::shared_ptr<const CodeObject>& code);
Json to_json(const Breakpoint& breakpoint);
Json to_json(const OutputPiece& piece);
Json to_json(const RaisedException& exception);

template <class Enum, std::size_t Count>
const char* name_of(const char* const (&names)[Count], Enum value)
{
    return names[static_cast<std::size_t>(value)];
}

Json to_json(const SourceRange& range)
{
    if (!range.known()) {
        return nullptr;
    }
    return Json::array({ range.line, range.column, range.end_line, range.end_column });
}

Json to_json(const Value& value)
{
    Json json = { { "kind", name_of(kind_names, value.kind) }, { "type", value.type },
        { "text", value.text }, { "id", value.id }, { "refcount", value.refcount } };
    if (value.shortened) {
        json["shortened"] = true;
    }
    return json;
}

template <class T> Json optional_json(const std::optional<T>& value)
{
    return value ? to_json(*value) : Json(nullptr);
}

template <class T> Json list_json(const std::vector<T>& items)
{
    Json list = Json::array();
    for (const T& item : items) {
        list.push_back(to_json(item));
    }
    return list;
}

Json to_json(const StackSlot& slot)
{
    Json json = to_json(slot.value);
    json["from"] = slot.from;
    json["made_by"] = to_json(slot.made_by);
    json["pushed_by_last"] = slot.pushed_by_last;
    json["popped_by_next"] = slot.popped_by_next;
    return json;
}

Json to_json(const Block& block)
{
    return { { "kind", block.kind }, { "handler", block.handler }, { "level", block.level } };
}

Json to_json(const Local& local)
{
    Json json = { { "slot", local.slot }, { "name", local.name },
        { "storage", name_of(storage_names, local.storage) },
        { "value", optional_json(local.value) } };
    if (local.cell != 0) {
        json["cell"] = local.cell;
    }
    if (!local.origin.empty()) {
        json["origin"] = local.origin;
    }
    return json;
}

Json to_json(const Frame& frame)
{
    Json json = { { "function", frame.qualname }, { "kind", name_of(frame_kinds, frame.kind) },
        { "file", frame.file }, { "line", frame.line }, { "lasti", frame.lasti },
        { "depth", frame.depth }, { "id", frame.id }, { "code", frame.code },
        { "function_id", frame.function }, { "current", to_json(frame.current) } };
    if (!frame.calling.empty()) {
        json["calling"] = frame.calling;
    }
    json["stacksize"] = frame.stacksize;
    if (frame.detailed) {
        json["stack"] = list_json(frame.stack);
        json["blocks"] = list_json(frame.blocks);
        json["locals"] = list_json(frame.locals);
    }
    return json;
}

Json to_json(const Name& name)
{
    Json json = to_json(name.value);
    json["name"] = name.name;
    return json;
}

Json to_json(const NamePage& page)
{
    return { { "dict", page.dict }, { "total", page.total }, { "names", list_json(page.names) } };
}

Json to_json(const Cell& cell)
{
    return { { "id", cell.id }, { "name", cell.name }, { "content", optional_json(cell.content) },
        { "owner", cell.owner }, { "owner_frame", cell.owner_frame } };
}

Json to_json(const Default& value)
{
    return { { "name", value.name }, { "value", to_json(value.value) } };
}

Json to_json(const Function& function)
{
    return { { "id", function.id }, { "name", function.name }, { "qualname", function.qualname },
        { "module", function.module }, { "code", function.code }, { "closure", function.closure },
        { "defaults", list_json(function.defaults) },
        { "keyword_defaults", list_json(function.keyword_defaults) },
        { "known_as", function.known_as } };
}

Json to_json(const std::shared_ptr<const CodeObject>& code)
{
    return { { "id", code->id }, { "parent", code->parent }, { "co_name", code->name },
        { "qualname", code->qualname }, { "co_filename", code->filename },
        { "co_firstlineno", code->firstlineno }, { "co_argcount", code->argcount },
        { "co_posonlyargcount", code->posonlyargcount },
        { "co_kwonlyargcount", code->kwonlyargcount }, { "co_nlocals", code->nlocals },
        { "co_stacksize", code->stacksize }, { "co_flags", code->flags },
        { "co_names", code->names }, { "co_varnames", code->varnames },
        { "co_freevars", code->freevars }, { "co_cellvars", code->cellvars } };
}

Json to_json(const Breakpoint& breakpoint)
{
    return { { "file", breakpoint.file }, { "line", breakpoint.line },
        { "code", breakpoint.code_name }, { "offset", breakpoint.offset },
        { "enabled", breakpoint.enabled }, { "hits", breakpoint.hits } };
}

Json to_json(const OutputPiece& piece)
{
    return { { "stream", name_of(stream_names, piece.stream) }, { "text", piece.text },
        { "step", piece.step } };
}

Json to_json(const RaisedException& exception)
{
    return { { "type", exception.type }, { "message", exception.message },
        { "traceback", exception.traceback } };
}

} // namespace

nlohmann::ordered_json picture_json(const Picture& picture)
{
    Json json = { { "program", picture.program }, { "state", name_of(state_names, picture.state) },
        { "reason", name_of(reason_names, picture.reason) }, { "message", picture.message },
        { "step", picture.step }, { "exit_code", picture.exit_code } };
    json["next"] = { { "sentence", picture.next.sentence }, { "pops", picture.next.pops },
        { "pushes", picture.next.pushes } };
    json["frames"] = list_json(picture.frames);
    json["globals"] = to_json(picture.globals);
    json["cells"] = list_json(picture.cells);
    json["functions"] = list_json(picture.functions);
    json["codes"] = list_json(picture.codes);
    json["breakpoints"] = list_json(picture.breakpoints);
    json["output"] = list_json(picture.output);
    json["exception"] = optional_json(picture.exception);
    return json;
}

} // namespace fw::app
