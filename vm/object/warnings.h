// Warnings: the filters, what was shown before, showing. Native code warns through here, the module
// _warnings is a thin layer above, and the library's warnings.py takes over what a program changes
// in it: filters, defaultaction, onceregistry, _showwarnmsg. CPython: Python/_warnings.c

#pragma once

#include "vm/object/list.h"
#include "vm/object/raise.h"

namespace fw {

// What the machine keeps of warnings; in the region. CPython: struct _warnings_runtime_state
struct WarningsState {
    List* filters; // owned; tuples (action, message, category, module, line)
    Dict* once_registry; // owned
    Str* default_action; // owned
    std::int64_t filters_version; // raised by _filters_mutated(): registries are stale then
};
WarningsState& warnings_state();

// Where a warning points to. CPython: what setup_context() finds
struct WarningPlace {
    RefTo<Str> filename;
    std::int64_t line = 0;
    Ref module; // the name that filters look at; null: from the file's name; None: nothing is shown
    Ref registry; // a dict or None, or null
};
// Of the frame's current line; null: the program is over, and the place is that of sys.
WarningPlace warning_place(Frame* frame);

// Issues `message` (a str, or an instance of Warning, whose class then counts) unless it is
// filtered out. Raises it when its filter says "error". `source_line` or null: the line to show;
// `source` or null: the object at fault.
Result<void> warn_explicit(Thread& thread, Object* category, Object* message,
    const WarningPlace& place, Str* source_line, Object* source);

// Tells of a coroutine that goes away without having run, through the library's
// warnings._warn_unawaited_coroutine when that can be had. CPython: _PyErr_WarnUnawaitedCoroutine
void warn_unawaited_coroutine(Thread& thread, Object* coroutine, Str& qualname);

} // namespace fw
