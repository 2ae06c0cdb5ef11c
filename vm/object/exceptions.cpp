// What every exception does: arguments, text, traceback, context and cause; and the small ones.
// CPython: Objects/exceptions.c

#include "vm/object/exception_types.h"

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

std::string_view last_part(std::string_view dotted)
{
    return dotted.substr(dotted.rfind('.') + 1);
}

} // namespace

Ref make_exception(Type* type, Tuple* args)
{
    if (type->slots.create == &exception_create && type->slots.init == &exception_init) {
        const RefTo<Exception> exception = allocate<Exception>(type);
        exception->args = share(args).release();
        gc_track(exception.get());
        return exception;
    }
    const Args given{ args->items(), static_cast<std::size_t>(args->length), nullptr };
    Thread& thread = runtime().thread;
    Ref made = call(thread, type, given).take();
    if (made && !is_exception(made.get())) {
        const auto shown = repr(thread, type);
        if (!shown.failed()) {
            (void)raise(thread, TypeId::TypeError,
                "calling {} should have returned an instance of BaseException, not {}",
                to_utf8(*shown.value()), type_name(made.get()));
        }
        return nullptr;
    }
    return made;
}

Result<Ref> exception_create(Thread&, Type& type, Args args)
{
    const RefTo<Exception> exception = allocate<Exception>(&type);
    exception->args = make_tuple_from(args.values, static_cast<std::int64_t>(args.count)).release();
    gc_track(exception.get());
    return Ref(exception);
}

Result<void> set_exception_args(Thread&, Exception& exception, Args args)
{
    const RefTo<Tuple> tuple = make_tuple_from(args.values, static_cast<std::int64_t>(args.count));
    set_member(exception.args, tuple.get());
    return {};
}

Result<void> exception_init(Thread& thread, Object* self, Args args)
{
    TRY(check_no_keywords(thread, type_name(self), args));
    return set_exception_args(thread, *static_cast<Exception*>(self), args);
}

Result<Ref> exception_str(Thread& thread, Object* self)
{
    const RefTo<Tuple> args = share(static_cast<Exception*>(self)->args);
    switch (args->length) {
    case 0:
        return Ref(make_str(""));
    case 1:
        return str(thread, (*args)[0]);
    default:
        return str(thread, args.get());
    }
}

Result<Ref> exception_repr(Thread& thread, Object* self)
{
    const RefTo<Tuple> args = share(static_cast<Exception*>(self)->args);
    const std::string name(last_part(type_name(self)));
    if (args->length == 1) {
        TRY_LET(RefTo<Str> argument, repr(thread, (*args)[0]));
        return Ref(make_str(name + "(" + to_utf8(*argument) + ")"));
    }
    TRY_LET(RefTo<Str> arguments, repr(thread, args.get()));
    return Ref(make_str(name + to_utf8(*arguments)));
}

Result<Ref> exception_reduce(Thread&, Exception& self, Args)
{
    if (self.dict) {
        return Ref(make_tuple({ self.type, self.args, self.dict }));
    }
    return Ref(make_tuple({ self.type, self.args }));
}

namespace {

Result<Ref> exception_set_state(Thread& thread, Exception& self, Args args)
{
    if (args[0] == none()) {
        return make_none();
    }
    if (!is_dict(args[0])) {
        return raise(thread, TypeId::TypeError, "state is not a dictionary");
    }
    const RefTo<Dict> state = dict_copy(*static_cast<Dict*>(args[0]));
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*state, position, key, value)) {
        if (!is_str(key)) {
            return raise(thread, TypeId::TypeError, "attribute name must be string, not '{}'",
                type_name(key));
        }
        TRY(set_attribute(thread, &self, static_cast<Str*>(key), value));
    }
    return make_none();
}

Result<void> set_traceback(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "__traceback__ may not be deleted");
    }
    if (value != none() && value->type != traceback_type()) {
        return raise(thread, TypeId::TypeError, "__traceback__ must be a traceback or None");
    }
    set_member(static_cast<Exception*>(self)->traceback, value == none() ? nullptr : value);
    return {};
}

Result<Ref> exception_with_traceback(Thread& thread, Exception& self, Args args)
{
    TRY(set_traceback(thread, &self, args[0]));
    return share<Object>(&self);
}

Ref or_none(Object* object)
{
    return object ? share(object) : make_none();
}

Result<Ref> get_traceback(Thread&, Object* self)
{
    return or_none(static_cast<Exception*>(self)->traceback);
}

Result<Ref> get_context(Thread&, Object* self)
{
    return or_none(static_cast<Exception*>(self)->context);
}

Result<void> set_context(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "__context__ may not be deleted");
    }
    if (value != none() && !is_exception(value)) {
        return raise(thread, TypeId::TypeError,
            "exception context must be None or derive from BaseException");
    }
    set_member(static_cast<Exception*>(self)->context, value == none() ? nullptr : value);
    return {};
}

Result<Ref> get_cause(Thread&, Object* self)
{
    return or_none(static_cast<Exception*>(self)->cause);
}

Result<void> set_cause(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "__cause__ may not be deleted");
    }
    if (value != none() && !is_exception(value)) {
        return raise(
            thread, TypeId::TypeError, "exception cause must be None or derive from BaseException");
    }
    auto* exception = static_cast<Exception*>(self);
    set_member(exception->cause, value == none() ? nullptr : value);
    exception->suppress_context = true;
    return {};
}

Result<Ref> get_args(Thread&, Object* self)
{
    return or_none(static_cast<Exception*>(self)->args);
}

Result<void> set_args(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "args may not be deleted");
    }
    TRY_LET(Ref args, sequence_to_tuple(thread, value));
    set_member(static_cast<Exception*>(self)->args, args.get());
    return {};
}

Result<Ref> get_dict(Thread&, Object* self)
{
    auto* exception = static_cast<Exception*>(self);
    if (!exception->dict) {
        exception->dict = make_dict().release();
    }
    return share<Object>(exception->dict);
}

Result<void> set_dict(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "cannot delete __dict__");
    }
    if (!is_dict(value)) {
        return raise(thread, TypeId::TypeError, "__dict__ must be set to a dictionary, not a '{}'",
            type_name(value));
    }
    set_member(static_cast<Exception*>(self)->dict, value);
    return {};
}

} // namespace

// --- StopIteration, SystemExit, ImportError, KeyError

Result<void> stop_iteration_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    set_member(static_cast<ValueException*>(self)->value, args.count ? args[0] : none());
    return {};
}

Result<void> system_exit_init(Thread& thread, Object* self, Args args)
{
    TRY(exception_init(thread, self, args));
    auto* exception = static_cast<ValueException*>(self);
    if (args.count == 1) {
        set_member(exception->value, args[0]);
    } else if (args.count > 1) {
        set_member(exception->value, exception->args);
    }
    return {};
}

Result<void> import_error_init(Thread& thread, Object* self, Args args)
{
    constexpr SignatureShape shape("*, name=None, path=None");
    const Args keywords{ args.values + args.count, 0, args.names };
    Object* values[2];
    TRY(bind_arguments(thread, "ImportError", shape, keywords, values));
    TRY(set_exception_args(thread, *static_cast<Exception*>(self), args));
    auto* exception = static_cast<ImportException*>(self);
    set_member(exception->name, values[0]);
    set_member(exception->path, values[1]);
    set_member(exception->msg, args.count == 1 ? args[0] : nullptr);
    return {};
}

Result<Ref> import_error_str(Thread& thread, Object* self)
{
    Object* message = static_cast<ImportException*>(self)->msg;
    if (message && message->type == str_type()) {
        return share(message);
    }
    return exception_str(thread, self);
}

Result<Ref> import_error_reduce(Thread&, ImportException& self, Args)
{
    if (!self.name && !self.path) {
        return self.dict ? Ref(make_tuple({ self.type, self.args, self.dict }))
                         : Ref(make_tuple({ self.type, self.args }));
    }
    const RefTo<Dict> state = self.dict ? dict_copy(*self.dict) : make_dict();
    if (self.name) {
        dict_set_str(*state, intern("name").get(), self.name);
    }
    if (self.path) {
        dict_set_str(*state, intern("path").get(), self.path);
    }
    return Ref(make_tuple({ self.type, self.args, state.get() }));
}

// The key as repr() shows it: '' would be an unhelpful text otherwise.
Result<Ref> key_error_str(Thread& thread, Object* self)
{
    const RefTo<Tuple> args = share(static_cast<Exception*>(self)->args);
    if (args->length == 1) {
        return repr(thread, (*args)[0]);
    }
    return exception_str(thread, self);
}

constexpr Attribute base_exception_attributes[base_exception_attribute_count] = {
    { .name = "__dict__", .get = get_dict, .set = set_dict },
    { .name = "args", .get = get_args, .set = set_args },
    { .name = "__traceback__", .get = get_traceback, .set = set_traceback },
    { .name = "__context__", .get = get_context, .set = set_context, .doc = "exception context" },
    { .name = "__cause__", .get = get_cause, .set = set_cause, .doc = "exception cause" },
};

constexpr Method base_exception_methods[base_exception_method_count] = {
    { .name = "__reduce__",
        .call = native<Exception, exception_reduce>,
        .doc = "Helper for pickle." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<Exception, exception_set_state>,
        .doc = "Set attributes from a dict." },
    { .name = "with_traceback",
        .signature = "tb, /",
        .call = native<Exception, exception_with_traceback>,
        .doc = "Set self.__traceback__ to tb and return self." },
};

} // namespace fw
