// The module _warnings: what the library's warnings.py builds on.
// CPython: Python/_warnings.c, its method table

#include "vm/eval/frame.h"
#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/protocol.h"
#include "vm/object/warnings.h"

namespace fw {

namespace {

// CPython: is_internal_frame()
bool is_of_import_system(const Frame& frame)
{
    const std::string file = to_utf8(*frame.code->filename);
    return file.find("importlib") != std::string::npos
        && file.find("_bootstrap") != std::string::npos;
}

Frame* next_outside_import_system(Frame* frame)
{
    do {
        frame = frame->back;
    } while (frame && is_of_import_system(*frame));
    return frame;
}

// The frame that a warning is about: level 1 is the one that warns. Those of the import system are
// left out, unless the warning comes from there. CPython: setup_context()
Frame* frame_at_level(Frame* frame, std::int64_t level)
{
    const bool all = level <= 0 || (frame && is_of_import_system(*frame));
    for (; --level > 0 && frame;) {
        frame = all ? frame->back : next_outside_import_system(frame);
    }
    return frame;
}

// The class of a warning given as text or as an instance. CPython: get_category()
Result<Ref> category_of(Thread& thread, Object* message, Object* given)
{
    Type* warning = exception_type(TypeId::Warning);
    TRY_LET(const bool is_warning, is_instance(thread, message, warning));
    Ref category = is_warning       ? share<Object>(message->type)
        : !given || given == none() ? share<Object>(exception_type(TypeId::UserWarning))
                                    : share(given);
    auto fits = is_subclass(thread, category.get(), warning);
    if (fits.failed() || !fits.value()) {
        clear_exception(thread);
        return raise(thread, TypeId::TypeError, "category must be a Warning subclass, not '{}'",
            type_name(category.get()));
    }
    return category;
}

Result<Ref> warnings_warn(Thread& thread, Object*, Args args)
{
    std::int64_t level = 1;
    if (args[2]) {
        TRY_SET(level, to_int64(thread, args[2]));
    }
    TRY_LET(const Ref category, category_of(thread, args[0], args[1]));
    Object* source = args[3] == none() ? nullptr : args[3];
    TRY(warn_explicit(thread, category.get(), args[0],
        warning_place(frame_at_level(thread.frame, level)), nullptr, source));
    return make_none();
}

// The line of a module's source as its loader tells it; null when there is none.
// CPython: get_source_line()
Result<void> line_by_loader(Thread& thread, Object* globals, std::int64_t number, Ref& line)
{
    Ref name;
    Ref loader;
    if (is_dict(globals)) {
        loader = Ref::share(dict_get_str(*as<Dict>(globals), intern("__loader__").get()));
        name = Ref::share(dict_get_str(*as<Dict>(globals), names().name));
    }
    if (!loader || !name) {
        return {};
    }
    TRY_LET(const Ref source,
        call_method(thread, loader.get(), intern("get_source").get(), { name.get() }));
    if (source.get() == none()) {
        return {};
    }
    TRY_LET(const Ref lines, call_method(thread, source.get(), intern("splitlines").get(), {}));
    const Ref index = make_int(number - 1);
    TRY_SET(line, get_item(thread, lines.get(), index.get()));
    return {};
}

Result<Ref> warnings_warn_explicit(Thread& thread, Object*, Args args)
{
    Object* const filename = args[2];
    if (!is_str(filename)) {
        return raise(thread, TypeId::TypeError, "warn_explicit() argument 3 must be str, not {}",
            type_name(filename));
    }
    WarningPlace place;
    place.filename = share(as<Str>(filename));
    TRY_SET(place.line, to_int64(thread, args[3]));
    place.module = Ref::share(args[4]);
    place.registry = Ref::share(args[5]);
    Ref line;
    if (Object* globals = args[6]; globals && globals != none()) {
        TRY(line_by_loader(thread, globals, place.line, line));
    }
    Object* source = args[7] == none() ? nullptr : args[7];
    TRY(warn_explicit(thread, args[1], args[0], place,
        line && is_str(line.get()) ? as<Str>(line.get()) : nullptr, source));
    return make_none();
}

Result<Ref> warnings_filters_mutated(Thread&, Object*, Args)
{
    ++warnings_state().filters_version;
    return make_none();
}

constexpr Method warnings_functions[] = {
    { "warn", "message, category=None, stacklevel=1, source=None", warnings_warn,
        "Issue a warning, or maybe ignore it or raise an exception." },
    { "warn_explicit",
        "message, category, filename, lineno, module=None, registry=None, module_globals=None, "
        "source=None",
        warnings_warn_explicit, "Low-level interface to warnings functionality." },
    { "_filters_mutated", "", warnings_filters_mutated, nullptr },
};

} // namespace

Result<RefTo<Module>> make_warnings_module(Thread&)
{
    RefTo<Module> module = make_native_module("_warnings", warnings_functions,
        "_warnings provides basic warning filtering support.\n"
        "It is a helper module to speed up interpreter start-up.");
    const WarningsState& state = warnings_state();
    add_to_module(*module, "filters", state.filters);
    add_to_module(*module, "_onceregistry", state.once_registry);
    add_to_module(*module, "_defaultaction", state.default_action);
    return module;
}

} // namespace fw
