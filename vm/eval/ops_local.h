// Handlers for variables: fast locals, cells, names of modules and class bodies, globals.
// CPython: Python/ceval.c

#pragma once

#include "vm/eval/eval_state.h"
#include "vm/eval/names.h"
#include "vm/eval/notify.h"

namespace fw {

OPCODE(LOAD_FAST)
{
    Object* value = eval.frame->fast()[eval.argument()];
    if (!value) [[unlikely]] {
        return raise_unbound_local(eval.thread, *eval.frame, eval.argument());
    }
    eval.push_shared(value);
    return Flow::Next;
}

OPCODE(STORE_FAST)
{
    Object*& slot = eval.frame->fast()[eval.argument()];
    Object* old = slot;
    slot = *--eval.sp;
    eval.sync();
    xdecref(old);
    return Flow::Next;
}

OPCODE(DELETE_FAST)
{
    Object*& slot = eval.frame->fast()[eval.argument()];
    Object* old = slot;
    if (!old) {
        return raise_unbound_local(eval.thread, *eval.frame, eval.argument());
    }
    slot = nullptr;
    decref(old);
    return Flow::Next;
}

// Stores into a cell and tells; `value` null empties it.
template <bool Observed> FW_INLINE void write_cell(Eval& eval, Cell* cell, Object* value)
{
    if constexpr (Observed) {
        notify(hooks::Event::CellWrite, &hooks::Observer::on_cell_write,
            hooks::CellWriteEvent{
                eval.thread.last_step(), eval.frame, cell, cell->content, value });
    }
    Object* old = cell->content;
    cell->content = value;
    cell->written_at = eval.thread.last_step();
    xdecref(old);
}

OPCODE(LOAD_CLOSURE)
{
    eval.push_shared(eval.frame->cells()[eval.argument()]);
    return Flow::Next;
}

OPCODE(LOAD_DEREF)
{
    Object* value = as<Cell>(eval.frame->cells()[eval.argument()])->content;
    if (!value) [[unlikely]] {
        return raise_unbound_cell(eval.thread, *eval.frame, eval.argument());
    }
    eval.push_shared(value);
    return Flow::Next;
}

OPCODE(STORE_DEREF)
{
    Object* value = *--eval.sp;
    eval.sync();
    write_cell<Observed>(eval, as<Cell>(eval.frame->cells()[eval.argument()]), value);
    return Flow::Next;
}

OPCODE(DELETE_DEREF)
{
    Cell* cell = as<Cell>(eval.frame->cells()[eval.argument()]);
    if (!cell->content) {
        return raise_unbound_cell(eval.thread, *eval.frame, eval.argument());
    }
    write_cell<Observed>(eval, cell, nullptr);
    return Flow::Next;
}

OPCODE(LOAD_CLASSDEREF)
{
    TRY_LET(Ref value, load_class_cell(eval.thread, *eval.frame, eval.argument()));
    eval.push(std::move(value));
    return Flow::Next;
}

OPCODE(LOAD_GLOBAL)
{
    GlobalCache& cache = *eval.ip->global;
    const Dict& globals = *eval.frame->globals;
    if (cache.globals_index >= 0) {
        if (cache.globals_index < globals.entry_count) [[likely]] {
            const DictEntry& entry = globals.entries[cache.globals_index];
            if (entry.key == cache.name && entry.value) [[likely]] {
                eval.push_shared(entry.value);
                return Flow::Next;
            }
        }
    } else if (cache.globals_version == globals.version) {
        const Dict& builtins = *eval.frame->builtins;
        if (cache.builtins_index < builtins.entry_count) [[likely]] {
            const DictEntry& entry = builtins.entries[cache.builtins_index];
            if (entry.key == cache.name && entry.value) [[likely]] {
                eval.push_shared(entry.value);
                return Flow::Next;
            }
        }
    }
    TRY_LET(Ref value, load_global_slow(eval.thread, *eval.frame, cache));
    eval.push(std::move(value));
    return Flow::Next;
}

template <bool Observed> FW_INLINE void tell_global_write(Eval& eval, Object* owner, Object* value)
{
    if constexpr (Observed) {
        notify(hooks::Event::GlobalWrite, &hooks::Observer::on_global_write,
            hooks::NameWriteEvent{
                eval.thread.last_step(), eval.frame, owner, eval.ip->name, value });
    }
}

OPCODE(STORE_GLOBAL)
{
    tell_global_write<Observed>(eval, eval.frame->globals, eval.top());
    TRY(dict_set(eval.thread, *eval.frame->globals, eval.ip->name, eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(DELETE_GLOBAL)
{
    TRY_LET(const bool found, dict_delete(eval.thread, *eval.frame->globals, eval.ip->name));
    if (!found) {
        return raise_name_error(eval.thread, eval.ip->name);
    }
    tell_global_write<Observed>(eval, eval.frame->globals, nullptr);
    return Flow::Next;
}

OPCODE(LOAD_NAME)
{
    TRY_LET(Ref value, load_name(eval.thread, *eval.frame, eval.ip->name));
    eval.push(std::move(value));
    return Flow::Next;
}

OPCODE(STORE_NAME)
{
    tell_global_write<Observed>(eval, eval.frame->locals, eval.top());
    TRY(store_name(eval.thread, *eval.frame, eval.ip->name, eval.top()));
    eval.drop();
    return Flow::Next;
}

OPCODE(DELETE_NAME)
{
    TRY(store_name(eval.thread, *eval.frame, eval.ip->name, nullptr));
    tell_global_write<Observed>(eval, eval.frame->locals, nullptr);
    return Flow::Next;
}

} // namespace fw
