// The filters of warnings and their showing. CPython: Python/_warnings.c

#include "vm/object/warnings.h"

#include "vm/object/core_objects.h"
#include "vm/object/exception.h"
#include "vm/object/import_module.h"
#include "vm/object/module_state.h"
#include "vm/object/protocol.h"

#include <limits>

namespace fw {

namespace {

// CPython: create_filter()
void add_filter(List& filters, TypeId category, std::string_view action, Object* module)
{
    const RefTo<Str> name = intern(action);
    const Ref any_line = make_int(0);
    list_append(filters,
        make_tuple({ name.get(), none(), exception_type(category), module, any_line.get() }));
}

// CPython: init_filters()
void add_default_filters(List& filters)
{
    const RefTo<Str> main = intern("__main__");
    add_filter(filters, TypeId::DeprecationWarning, "default", main.get());
    add_filter(filters, TypeId::DeprecationWarning, "ignore", none());
    add_filter(filters, TypeId::PendingDeprecationWarning, "ignore", none());
    add_filter(filters, TypeId::ImportWarning, "ignore", none());
    add_filter(filters, TypeId::ResourceWarning, "ignore", none());
}

// The attribute of the library's module warnings; false when the module or the attribute is not
// there, as both are not once the program is over. CPython: get_warnings_attr()
enum class IfAbsent : std::uint8_t { LeaveIt, Import };
Result<bool> find_in_library(Thread& thread, std::string_view name, IfAbsent how, Ref& attribute)
{
    if (!thread.frame) {
        return false;
    }
    Ref module;
    if (how == IfAbsent::Import) {
        auto imported = import_by_name(thread, "warnings");
        if (imported.failed()) {
            if (pending_is(thread, exception_type(TypeId::ImportError))) {
                clear_exception(thread);
                return false;
            }
            return Raised{};
        }
        module = imported.take();
    } else {
        module = Ref::share(dict_get_str(*runtime().modules, intern("warnings").get()));
    }
    return module ? find_attribute(thread, module.get(), intern(name).get(), attribute)
                  : Result<bool>(false);
}

// CPython: get_once_registry()
Result<Ref> once_registry(Thread& thread)
{
    Ref registry;
    TRY_LET(const bool found, find_in_library(thread, "onceregistry", IfAbsent::LeaveIt, registry));
    if (!found) {
        return share<Object>(warnings_state().once_registry);
    }
    if (!is_dict(registry.get())) {
        return raise(thread, TypeId::TypeError, "_warnings.onceregistry must be a dict, not '{}'",
            type_name(registry.get()));
    }
    return registry;
}

// CPython: get_default_action()
Result<Ref> default_action(Thread& thread)
{
    Ref action;
    TRY_LET(const bool found, find_in_library(thread, "defaultaction", IfAbsent::LeaveIt, action));
    if (!found) {
        return share<Object>(warnings_state().default_action);
    }
    if (!is_str(action.get())) {
        return raise(thread, TypeId::TypeError,
            "_warnings.defaultaction must be a string, not '{}'", type_name(action.get()));
    }
    return action;
}

// Whether a filter's pattern (None, a str or something with match()) admits the text.
// CPython: check_matched()
Result<bool> matches(Thread& thread, Object* pattern, Object* text)
{
    if (pattern == none()) {
        return true;
    }
    if (pattern->type == str_type()) {
        return is_str(text) && str_equal(*as<Str>(pattern), *as<Str>(text));
    }
    TRY_LET(const Ref found, call_method(thread, pattern, intern("match").get(), { text }));
    return is_true(thread, found.get());
}

struct Warning {
    Ref text;
    Ref category;
    Ref message; // the instance
};

// CPython: the loop of get_filter()
Result<bool> filter_admits(
    Thread& thread, const Tuple& filter, const Warning& warning, const WarningPlace& place)
{
    TRY_LET(const bool good_message, matches(thread, filter[1], warning.text.get()));
    TRY_LET(const bool good_module, matches(thread, filter[3], place.module.get()));
    TRY_LET(const bool good_category, is_subclass(thread, warning.category.get(), filter[2]));
    TRY_LET(const std::int64_t line, to_int64(thread, filter[4]));
    return good_message && good_module && good_category && (line == 0 || line == place.line);
}

struct Decision {
    Ref action;
    Ref filter; // None: the default action
};

// CPython: get_filter()
Result<Decision> decide(Thread& thread, const Warning& warning, const WarningPlace& place)
{
    WarningsState& state = warnings_state();
    Ref filters;
    TRY_LET(const bool found, find_in_library(thread, "filters", IfAbsent::LeaveIt, filters));
    if (found) {
        if (!is_list(filters.get())) {
            return raise(thread, TypeId::ValueError, "_warnings.filters must be a list");
        }
        const Ref old = Ref::adopt(state.filters);
        state.filters = as<List>(Ref(filters).release());
    } else {
        filters = share<Object>(state.filters);
    }
    const List& list = *as<List>(filters.get());
    for (std::int64_t i = 0; i < list.length; ++i) {
        const Ref item = share(list[i]);
        if (!is_tuple(item.get()) || as<Tuple>(item.get())->length != 5) {
            return raise(
                thread, TypeId::ValueError, "_warnings.filters item {} isn't a 5-tuple", i);
        }
        const Tuple& filter = *as<Tuple>(item.get());
        const Ref action = share(filter[0]);
        if (!is_str(action.get())) {
            return raise(thread, TypeId::TypeError, "action must be a string, not '{}'",
                type_name(action.get()));
        }
        TRY_LET(const bool admits, filter_admits(thread, filter, warning, place));
        if (admits) {
            return Decision{ action, item };
        }
    }
    TRY_LET(Ref action, default_action(thread));
    return Decision{ std::move(action), make_none() };
}

// Whether the registry has the key; forgets all when the filters have changed since.
// CPython: already_warned()
enum class IfNew : std::uint8_t { LeaveIt, Note };
Result<bool> seen_before(Thread& thread, Dict& registry, Object* key, IfNew how)
{
    const RefTo<Str> version_name = intern("version");
    const std::int64_t version = warnings_state().filters_version;
    TRY_LET(Object * stored, dict_get(thread, registry, version_name.get()));
    bool is_current = false;
    if (stored && stored->type == int_type()) {
        auto number = to_int64(thread, stored);
        if (number.failed()) {
            clear_exception(thread);
        } else {
            is_current = number.value() == version;
        }
    }
    if (is_current) {
        TRY_LET(Object * seen, dict_get(thread, registry, key));
        if (seen) {
            TRY_LET(const bool was_seen, is_true(thread, Ref::share(seen).get()));
            if (was_seen) {
                return true;
            }
        }
    } else {
        dict_clear(registry);
        const Ref number = make_int(version);
        TRY(dict_set(thread, registry, version_name.get(), number.get()));
    }
    if (how == IfNew::Note) {
        TRY(dict_set(thread, registry, key, true_object()));
    }
    return false;
}

// CPython: update_registry()
Result<bool> seen_anywhere(Thread& thread, Object* registry, const Warning& warning)
{
    const RefTo<Tuple> key = make_tuple({ warning.text.get(), warning.category.get() });
    return seen_before(thread, *as<Dict>(registry), key.get(), IfNew::Note);
}

void write(Thread& thread, Object* file, std::string_view text)
{
    const RefTo<Str> line = make_str(text);
    if (call_method(thread, file, names().write, { line.get() }).failed()) {
        clear_exception(thread);
    }
}

// On standard error, without the library. CPython: show_warning()
void show_natively(
    Thread& thread, const Warning& warning, const WarningPlace& place, const Str* source_line)
{
    Ref name;
    auto found = find_attribute(thread, warning.category.get(), intern("__name__").get(), name);
    if (found.failed()) {
        clear_exception(thread);
    }
    Object* module = runtime().sys_module;
    const Ref file = Ref::share(
        module ? dict_get_str(*static_cast<Module*>(module)->dict, names().stderr_) : nullptr);
    if (!name || !file || file.get() == none()) {
        return;
    }
    write(thread, file.get(), fmt::format("{}:{}: ", to_utf8(*place.filename), place.line));
    for (Object* part : { name.get(), warning.text.get() }) {
        auto text = str(thread, part);
        if (text.failed()) {
            clear_exception(thread);
            continue;
        }
        write(thread, file.get(), to_utf8(*text.value()) + (part == name.get() ? ": " : "\n"));
    }
    std::string line;
    if (source_line) {
        line = to_utf8(*source_line);
    } else if (runtime().source_line) {
        line = runtime().source_line(
            thread, place.filename.get(), static_cast<std::int32_t>(place.line));
    }
    const std::size_t start = line.find_first_not_of(" \t\f");
    if (start != std::string::npos) {
        write(thread, file.get(), "  " + line.substr(start) + "\n");
    }
}

// By the library's _showwarnmsg, which a program can replace. CPython: call_show_warning()
Result<void> show(Thread& thread, const Warning& warning, const WarningPlace& place,
    const Str* source_line, Object* source)
{
    Ref show_function;
    TRY_LET(const bool found,
        find_in_library(
            thread, "_showwarnmsg", source ? IfAbsent::Import : IfAbsent::LeaveIt, show_function));
    if (!found) {
        show_natively(thread, warning, place, source_line);
        return {};
    }
    if (!is_callable(show_function.get())) {
        return raise(
            thread, TypeId::TypeError, "warnings._showwarnmsg() must be set to a callable");
    }
    Ref record_class;
    TRY_LET(const bool has_class,
        find_in_library(thread, "WarningMessage", IfAbsent::LeaveIt, record_class));
    if (!has_class) {
        return raise(thread, TypeId::RuntimeError, "unable to get warnings.WarningMessage");
    }
    const Ref line = make_int(place.line);
    TRY_LET(const Ref record,
        call(thread, record_class.get(),
            { warning.message.get(), warning.category.get(), place.filename.get(), line.get(),
                none(), none(), source ? source : none() }));
    TRY(call(thread, show_function.get(), { record.get() }));
    return {};
}

// CPython: PyErr_SetObject(category, message)
Raised raise_warning(Thread& thread, const Warning& warning)
{
    if (is_exception(warning.message.get())) {
        return raise_instance(thread, warning.message);
    }
    if (!is_exception_class(warning.category.get())) {
        TRY_LET(const RefTo<Str> shown, repr(thread, warning.category.get()));
        return raise(thread, TypeId::SystemError,
            "_PyErr_SetObject: exception {} is not a BaseException subclass", to_utf8(*shown));
    }
    return raise_with(thread, as<Type>(warning.category.get()), warning.message.get());
}

// The name that filters look at when the module is not told. CPython: normalize_module()
Ref module_of_file(const Str& filename)
{
    if (filename.length == 0) {
        return intern("<unknown>");
    }
    std::string name = to_utf8(filename);
    if (name.ends_with(".py")) {
        name.resize(name.size() - 3);
    }
    return make_str(name);
}

Result<Warning> make_warning(Thread& thread, Object* category, Object* message)
{
    TRY_LET(const bool is_warning, is_instance(thread, message, exception_type(TypeId::Warning)));
    if (is_warning) {
        TRY_LET(Ref text, str(thread, message));
        return Warning{ std::move(text), share<Object>(message->type), share(message) };
    }
    TRY_LET(Ref instance, call(thread, category, { message }));
    return Warning{ share(message), share(category), std::move(instance) };
}

} // namespace

WarningsState& warnings_state()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::warnings)];
    if (!place) {
        RefTo<List> filters = make_list();
        add_default_filters(*filters);
        place = new (region_allocate(sizeof(WarningsState))) WarningsState{
            .filters = filters.release(),
            .once_registry = make_dict().release(),
            .default_action = intern("default").release(),
            .filters_version = 0,
        };
    }
    return *static_cast<WarningsState*>(place);
}

WarningPlace warning_place(Frame* frame)
{
    const Runtime& machine = runtime();
    WarningPlace place;
    Dict* globals = nullptr;
    if (frame) {
        globals = machine.globals_of_frame(frame);
        place.filename = share(machine.code_of_frame(frame)->filename);
        place.line = machine.line_of_frame(frame);
    } else {
        globals = static_cast<Module*>(machine.sys_module)->dict;
        place.filename = intern("sys");
        place.line = 1;
    }
    const RefTo<Str> registry_name = intern("__warningregistry__");
    place.registry = Ref::share(dict_get_str(*globals, registry_name.get()));
    if (!place.registry) {
        place.registry = make_dict();
        dict_set_str(*globals, registry_name.get(), place.registry.get());
    }
    place.module = Ref::share(dict_get_str(*globals, names().name));
    if (!place.module || (place.module.get() != none() && !is_str(place.module.get()))) {
        place.module = intern("<string>");
    }
    return place;
}

Result<void> warn_explicit(Thread& thread, Object* category, Object* message,
    const WarningPlace& given, Str* source_line, Object* source)
{
    if (given.module.get() == none()) {
        return {};
    }
    Object* registry = given.registry.get() == none() ? nullptr : given.registry.get();
    if (registry && !is_dict(registry)) {
        return raise(thread, TypeId::TypeError, "'registry' must be a dict or None");
    }
    WarningPlace place = given;
    if (!place.module) {
        place.module = module_of_file(*place.filename);
    }
    TRY_LET(const Warning warning, make_warning(thread, category, message));
    const Ref line = make_int(place.line);
    const RefTo<Tuple> key = make_tuple({ warning.text.get(), warning.category.get(), line.get() });
    if (registry) {
        TRY_LET(
            const bool seen, seen_before(thread, *as<Dict>(registry), key.get(), IfNew::LeaveIt));
        if (seen) {
            return {};
        }
    }
    TRY_LET(const Decision decision, decide(thread, warning, place));
    const std::string action = to_utf8(*as<Str>(decision.action.get()));
    if (action == "error") {
        return raise_warning(thread, warning);
    }
    if (action == "ignore") {
        return {};
    }
    bool seen = false;
    if (action != "always") {
        if (registry) {
            TRY(dict_set(thread, *as<Dict>(registry), key.get(), true_object()));
        }
        if (action == "once") {
            Ref everywhere = Ref::share(registry);
            if (!everywhere) {
                TRY_SET(everywhere, once_registry(thread));
            }
            TRY_SET(seen, seen_anywhere(thread, everywhere.get(), warning));
        } else if (action == "module") {
            if (registry) {
                TRY_SET(seen, seen_anywhere(thread, registry, warning));
            }
        } else if (action != "default") {
            TRY_LET(const RefTo<Str> shown, repr(thread, decision.action.get()));
            TRY_LET(const RefTo<Str> filter, repr(thread, decision.filter.get()));
            return raise(thread, TypeId::RuntimeError,
                "Unrecognized action ({}) in warnings.filters:\n {}", to_utf8(*shown),
                to_utf8(*filter));
        }
    }
    return seen ? Result<void>() : show(thread, warning, place, source_line, source);
}

Result<void> warn(Thread& thread, TypeId category, std::string_view message)
{
    const RefTo<Str> text = make_str(message);
    return warn_explicit(thread, exception_type(category), text.get(), warning_place(thread.frame),
        nullptr, nullptr);
}

void warn_unawaited_coroutine(Thread& thread, Object* coroutine, Str& qualname)
{
    Ref function;
    auto found = find_in_library(thread, "_warn_unawaited_coroutine", IfAbsent::Import, function);
    if (found.failed()) {
        write_unraisable(thread, coroutine);
    } else if (found.value()) {
        if (call(thread, function.get(), { coroutine }).failed()) {
            write_unraisable(thread, coroutine);
        }
        return;
    }
    if (warn(thread, TypeId::RuntimeWarning,
            "coroutine '" + to_utf8(qualname) + "' was never awaited")
            .failed()) {
        write_unraisable(thread, coroutine);
    }
}

} // namespace fw
