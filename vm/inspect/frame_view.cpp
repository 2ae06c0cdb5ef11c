// Pictures of frames.

#include "vm/inspect/frame_view.h"

#include "vm/code/code_unit.h"
#include "vm/eval/generator.h"
#include "vm/inspect/preview.h"
#include "vm/object/runtime.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::inspect {

namespace {

// Frames beyond these show only where they are: a deep recursion must not make stepping slow.
constexpr std::size_t detailed_frames = 24;
constexpr std::size_t longest_caption = 60;

SourceRange range_at(const fw::Code& code, int offset)
{
    if (!code.unit || offset < 0) {
        return {};
    }
    const fw::SourceRange range = code.unit->origin_at(static_cast<std::size_t>(offset)).range;
    return { range.line, range.column, range.end_line, range.end_column };
}

// The first slot of the call that the frame waits for: the callable or, for CALL_METHOD of a bound
// one, NULL.
Object* const* call_slots(const fw::Frame& caller, const fw::Frame& callee)
{
    Object* const* first = caller.stack_top - callee.call_slots;
    return callee.call_slots > 0 && !callee.is_entry && first >= caller.stack_base() ? first
                                                                                     : nullptr;
}

std::string shorten(std::string text)
{
    if (text.size() > longest_caption) {
        std::size_t length = longest_caption;
        while (length > 0 && (static_cast<unsigned char>(text[length]) & 0xc0) == 0x80) {
            --length;
        }
        text.resize(length);
        text += "…";
    }
    return text;
}

} // namespace

const fw::Function* FrameViews::function_of(const fw::Frame& frame)
{
    const fw::Frame* caller = frame.back;
    if (!caller) {
        return nullptr;
    }
    Object* const* slot = call_slots(*caller, frame);
    for (; slot && slot < caller->stack_top; ++slot) {
        const Object* callable = *slot;
        if (callable && callable->type == method_type()) {
            callable = static_cast<const BoundMethod*>(callable)->function;
        }
        if (callable && callable->type == function_type()) {
            const auto* function = static_cast<const fw::Function*>(callable);
            if (function->code == frame.code) {
                return function;
            }
        }
    }
    return nullptr;
}

std::vector<Frame> FrameViews::take(const Thread& thread, std::size_t focus)
{
    std::vector<Frame> views;
    const fw::Frame* callee = nullptr;
    for (const fw::Frame* frame = thread.frame; frame; frame = frame->back) {
        Frame view = make_frame(*frame, callee == nullptr);
        view.detailed = views.size() < detailed_frames || views.size() == focus;
        if (callee) {
            view.call_site = view.current;
            view.calling = shorten(m_source(view.file, view.call_site));
        }
        if (view.detailed) {
            add_details(view, *frame, callee == nullptr);
            if (callee) {
                // The slots of the call that is running say what they are in it.
                Object* const* first = call_slots(*frame, *callee);
                for (auto index = first ? first - frame->stack_base() : frame->stack_depth();
                     index < frame->stack_depth(); ++index) {
                    StackSlot& slot = view.stack[static_cast<std::size_t>(index)];
                    const bool is_callable
                        = slot.value.kind == Kind::Function || slot.value.kind == Kind::Method;
                    slot.from = slot.value.kind == Kind::Null                 ? "no method"
                        : is_callable && first == frame->stack_base() + index ? "being called"
                                                                              : "argument";
                }
            }
        }
        views.push_back(std::move(view));
        callee = frame;
    }
    for (std::size_t i = 0; i < views.size(); ++i) {
        views[i].depth = static_cast<int>(views.size() - 1 - i);
    }
    return views;
}

Frame FrameViews::make_frame(const fw::Frame& frame, bool is_running)
{
    (void)is_running;
    const fw::Code& code = *frame.code;
    Frame view;
    view.id = id_of(&frame);
    view.code = id_of(&code);
    view.kind = kind_of_code(code);
    view.name = to_utf8(*code.name);
    view.file = to_utf8(*code.filename);
    view.lasti = frame.lasti();
    view.line = view.lasti < 0 ? code.firstlineno : frame_line(frame);
    view.current = range_at(code, view.lasti);
    view.stacksize = code.stacksize;
    view.pushed_at = frame.pushed_at;
    view.globals = id_of(frame.globals);
    view.builtins = id_of(frame.other_builtins ? frame.other_builtins : frame.builtins);
    const fw::Function* function = function_of(frame);
    view.function = id_of(function);
    if (function) {
        view.qualname = to_utf8(*function->qualname);
    } else if (frame.generator) {
        view.qualname = to_utf8(*frame.generator->qualname);
    } else {
        const KnownCode* known = m_catalog.find(&code);
        view.qualname = known ? known->picture->qualname : view.name;
    }
    return view;
}

void FrameViews::add_details(Frame& view, const fw::Frame& frame, bool is_running)
{
    add_stack(view, frame, is_running);
    for (int i = 0; i < frame.block_count; ++i) {
        const fw::Block& block = frame.blocks[static_cast<std::size_t>(i)];
        const bool is_setup = block.kind == BlockKind::SetupFinally;
        view.blocks.push_back({ is_setup ? "SETUP_FINALLY" : "EXCEPT_HANDLER",
            is_setup ? static_cast<int>(2 * (block.handler - frame.code->instructions)) : -1,
            block.level });
    }
    add_locals(view, frame);
}

void FrameViews::add_stack(Frame& view, const fw::Frame& frame, bool is_running)
{
    const fw::Code& code = *frame.code;
    const int offset = std::max(view.lasti, 0);
    const std::vector<int>& origins
        = m_catalog.of(code).origins->at(static_cast<std::size_t>(offset));
    const std::int64_t depth = frame.stack_depth();
    int last = is_running && m_last.frame == &frame ? m_last.offset : -1;
    for (std::int64_t i = 0; i < depth; ++i) {
        StackSlot slot;
        slot.value = make_value(frame.stack_base()[i]);
        const int origin = static_cast<std::size_t>(i) < origins.size()
            ? origins[static_cast<std::size_t>(i)]
            : unknown_origin;
        if (origin >= 0) {
            slot.made_by = range_at(code, origin);
            const std::string text = shorten(m_source(view.file, slot.made_by));
            slot.from = text.empty() ? std::string() : "from " + text;
            slot.pushed_by_last = origin == last;
        } else if (origin == handler_origin) {
            slot.from = "exception handler";
        }
        view.stack.push_back(std::move(slot));
    }
    if (is_running && view.lasti >= 0) {
        const int pops = stack_use(frame.current->op, frame.current->argument).pops;
        for (int i = 0; i < pops && i < static_cast<int>(view.stack.size()); ++i) {
            view.stack[view.stack.size() - 1 - static_cast<std::size_t>(i)].popped_by_next = true;
        }
    }
}

void FrameViews::add_locals(Frame& view, const fw::Frame& frame)
{
    const fw::Code& code = *frame.code;
    const auto add_cell = [&](int slot, const Object* name, Storage storage, const Object* object) {
        Local local;
        local.slot = slot;
        local.name = to_utf8(*static_cast<const Str*>(name));
        local.storage = storage;
        local.cell = id_of(object);
        if (object && object->type == cell_type()) {
            if (const Object* content = static_cast<const fw::Cell*>(object)->content) {
                local.value = make_value(content);
            }
        }
        if (storage == Storage::Free) {
            if (const fw::Code* owner = m_catalog.owner_of_variable(code, local.name)) {
                local.origin = to_utf8(*owner->name);
            }
        }
        view.locals.push_back(std::move(local));
    };
    if ((code.flags & CodeOptimized) != 0) {
        for (std::int64_t i = 0; i < code.varnames->length; ++i) {
            Local local;
            local.slot = static_cast<int>(i);
            local.name = to_utf8(*as<Str>((*code.varnames)[i]));
            if (const Object* value = frame.fast()[i]) {
                local.value = make_value(value);
            }
            view.locals.push_back(std::move(local));
        }
    } else if (frame.locals && frame.locals->type == dict_type()) {
        view.names = id_of(frame.locals);
        constexpr std::size_t most = 200;
        const NamePage page = make_name_page(*as<Dict>(frame.locals), 0, most);
        for (std::size_t i = 0; i < page.names.size(); ++i) {
            Local local;
            local.slot = static_cast<int>(i);
            local.name = page.names[i].name;
            local.storage = Storage::Name;
            local.value = page.names[i].value;
            view.locals.push_back(std::move(local));
        }
    }
    const auto nlocals = code.nlocals;
    for (std::int64_t i = 0; i < code.cellvars->length; ++i) {
        add_cell(
            static_cast<int>(i), (*code.cellvars)[i], Storage::Cell, frame.fast()[nlocals + i]);
    }
    for (std::int64_t i = 0; i < code.freevars->length; ++i) {
        add_cell(static_cast<int>(code.cellvars->length + i), (*code.freevars)[i], Storage::Free,
            frame.fast()[nlocals + code.cellvars->length + i]);
    }
}

} // namespace fw::inspect
