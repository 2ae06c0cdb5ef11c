// Making and destroying frames; their lines and their f_locals.
// CPython: Objects/frameobject.c

#include "vm/eval/frame.h"

#include "vm/eval/notify.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <cstring>
#include <new>
#include <utility>

namespace fw {

namespace {

std::size_t frame_size(const Code& code)
{
    return sizeof(GcHead) + sizeof(Frame)
        + sizeof(Object*)
        * static_cast<std::size_t>(
            code.nlocals + code.cellvars->length + code.freevars->length + code.stacksize);
}

// The builtins that a frame with these globals sees. CPython: _PyFrame_New_NoTrack.
void set_builtins(Frame& frame, const Thread& thread, const Dict& globals)
{
    frame.other_builtins = nullptr;
    if (thread.frame && thread.frame->globals == &globals) {
        frame.builtins = share(thread.frame->builtins).release();
        frame.other_builtins = Ref::share(thread.frame->other_builtins).release();
        return;
    }
    Object* found = dict_get_str(globals, names().builtins);
    if (found && is_instance_of(found, module_type())) {
        found = as<Module>(found)->dict;
    }
    if (found && found->type == dict_type()) {
        frame.builtins = share(as<Dict>(found)).release();
        return;
    }
    frame.builtins = make_dict().release();
    if (found) {
        frame.other_builtins = share(found).release();
    } else { // "Make up a minimal builtins."
        dict_set_str(*frame.builtins, intern("None").get(), none());
    }
}

} // namespace

RefTo<Frame> make_frame(Thread& thread, Code& code, Dict& globals, Object* locals)
{
    if (!code.instructions) [[unlikely]] {
        prepare_instructions(code);
    }
    // Frames do not count as allocations for the collector: CPython takes them from free lists.
    auto* head = static_cast<GcHead*>(region_allocate(frame_size(code)));
    *head = {};
    auto* frame = static_cast<Frame*>(gc_object(head));
    frame->refcount = 1;
    frame->type = frame_type();
    frame->back = thread.frame;
    xincref(frame->back);
    incref(&code);
    frame->code = &code;
    set_builtins(*frame, thread, globals);
    incref(&globals);
    frame->globals = &globals;
    xincref(locals);
    frame->locals = locals;
    frame->tracing = nullptr;
    frame->generator = nullptr;
    frame->current = code.instructions - 1;
    frame->call_slots = 0;
    frame->is_entry = false;
    frame->is_executing = false;
    frame->block_count = 0;
    frame->pushed_at = 0;
    frame->entered_at = 0;
    frame->observed_offset = -1;
    const std::int64_t count = frame->fast_count();
    Object** fast = frame->fast();
    for (std::int64_t i = 0; i < count; ++i) {
        fast[i] = nullptr;
    }
    frame->stack_top = fast + count;
    return adopt(frame);
}

void frame_clear_values(Frame& frame)
{
    Object** fast = frame.fast();
    const std::int64_t count = frame.fast_count();
    for (std::int64_t i = 0; i < count; ++i) {
        Object* value = fast[i];
        if (value) {
            fast[i] = nullptr;
            decref(value);
        }
    }
    while (frame.stack_top > frame.stack_base()) {
        xdecref(*--frame.stack_top);
    }
}

void frame_destroy(Object* object)
{
    Frame& frame = *as<Frame>(object);
    gc_untrack(&frame);
    frame_clear_values(frame);
    xdecref(frame.back);
    decref(frame.builtins);
    xdecref(frame.other_builtins);
    decref(frame.globals);
    xdecref(frame.locals);
    if (frame.tracing) {
        xdecref(frame.tracing->function);
        region_free(frame.tracing, sizeof(FrameTracing));
    }
    Code* code = frame.code;
    region_free(gc_head(&frame), frame_size(*code));
    decref(code);
}

FrameTracing& frame_tracing(Frame& frame)
{
    if (!frame.tracing) {
        frame.tracing = new (region_allocate(sizeof(FrameTracing))) FrameTracing{
            .function = nullptr,
            .line = frame.code->firstlineno,
            .previous = -1,
            .wants_lines = 1,
            .wants_opcodes = 0,
            .may_jump = 0,
        };
    }
    return *frame.tracing;
}

std::int32_t frame_line(const Frame& frame)
{
    if (frame.tracing && frame.tracing->function) {
        return frame.tracing->line;
    }
    return code_line(*frame.code, frame.lasti());
}

std::int32_t code_line(const Code& code, std::int32_t offset)
{
    const auto* table = reinterpret_cast<const std::uint8_t*>(code.lnotab->data());
    std::int32_t line = code.firstlineno;
    std::int32_t address = 0;
    for (std::int64_t i = 0; i + 1 < code.lnotab->length; i += 2) {
        address += table[i];
        if (address > offset) {
            break;
        }
        line += static_cast<std::int8_t>(table[i + 1]);
    }
    return line;
}

namespace {

// Copies names[i] -> values[i] (through cells) into the namespace; unbound ones are taken out.
Result<void> copy_to_namespace(Thread& thread, Object* target, const Tuple& names,
    Object* const* values, std::int64_t count, bool cells)
{
    for (std::int64_t i = 0; i < count; ++i) {
        Object* value = values[i];
        if (cells && value) {
            value = as<Cell>(value)->content;
        }
        if (value) {
            TRY(set_item(thread, target, names[i], value));
        } else if (set_item(thread, target, names[i], nullptr).failed()) {
            if (!pending_is(thread, exception_type(TypeId::KeyError))) {
                return Raised{};
            }
            clear_exception(thread);
        }
    }
    return {};
}

} // namespace

Result<Ref> frame_locals(Thread& thread, Frame& frame)
{
    if (!frame.locals) {
        frame.locals = make_dict().release();
    }
    const Code& code = *frame.code;
    const std::int64_t locals = std::min<std::int64_t>(code.varnames->length, code.nlocals);
    TRY(copy_to_namespace(thread, frame.locals, *code.varnames, frame.fast(), locals, false));
    const std::int64_t cells = code.cellvars->length;
    TRY(copy_to_namespace(thread, frame.locals, *code.cellvars, frame.cells(), cells, true));
    // Free variables of a class body are not its names.
    if ((code.flags & CodeOptimized) != 0) {
        TRY(copy_to_namespace(thread, frame.locals, *code.freevars, frame.cells() + cells,
            code.freevars->length, true));
    }
    return share(frame.locals);
}

namespace {

// The value that the namespace has for a name, empty when it has none.
Ref look_up(Thread& thread, Object* space, Object* name)
{
    auto found = get_item(thread, space, name);
    if (found.failed()) {
        clear_exception(thread);
        return {};
    }
    return found.take();
}

void take_cells(Thread& thread, Frame& frame, const Tuple& names, Object** cells)
{
    for (std::int64_t i = 0; i < names.length; ++i) {
        Ref value = look_up(thread, frame.locals, names[i]);
        Cell* cell = as<Cell>(cells[i]);
        if (cell->content != value.get()) {
            notify(hooks::Event::CellWrite, &hooks::Observer::on_cell_write,
                hooks::CellWriteEvent{
                    thread.last_step(), &frame, cell, cell->content, value.get() });
            Object* old = std::exchange(cell->content, value.release());
            cell->written_at = thread.last_step();
            xdecref(old);
        }
    }
}

} // namespace

void frame_take_locals(Thread& thread, Frame& frame)
{
    if (!frame.locals) {
        return;
    }
    const Code& code = *frame.code;
    const SavedException pending
        = thread.has_exception() ? save_exception(thread) : SavedException{};
    const std::int64_t locals = std::min<std::int64_t>(code.varnames->length, code.nlocals);
    for (std::int64_t i = 0; i < locals; ++i) {
        Ref value = look_up(thread, frame.locals, (*code.varnames)[i]);
        if (frame.fast()[i] != value.get()) {
            xdecref(std::exchange(frame.fast()[i], value.release()));
        }
    }
    take_cells(thread, frame, *code.cellvars, frame.cells());
    if ((code.flags & CodeOptimized) != 0) {
        take_cells(thread, frame, *code.freevars, frame.cells() + code.cellvars->length);
    }
    if (pending.exception) {
        restore_exception(thread, pending);
    }
}

} // namespace fw
