// The types generator, coroutine and coroutine_wrapper as programs see them.
// CPython: Objects/genobject.c

#include "vm/eval/async.h"
#include "vm/eval/generator_slots.h"
#include "vm/object/all_specs.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/warnings.h"

namespace fw {

void generator_destroy(Object* object)
{
    Generator& generator = *as<Generator>(object);
    gc_untrack(&generator);
    if (Frame* frame = generator.frame) {
        generator.frame = nullptr;
        frame->generator = nullptr;
        decref(frame);
    }
    xdecref(generator.handled.type);
    xdecref(generator.handled.value);
    xdecref(generator.handled.traceback);
    decref(generator.code);
    decref(generator.name);
    decref(generator.qualname);
    free_object(&generator);
}

void generator_traverse(Object* object, VisitFn visit, void* context)
{
    const Generator& generator = *as<Generator>(object);
    for (Object* member :
        { static_cast<Object*>(generator.frame), static_cast<Object*>(generator.code),
            generator.handled.type, generator.handled.value, generator.handled.traceback }) {
        if (member) {
            visit(member, context);
        }
    }
}

// A generator that goes away before its end is closed first. CPython: _PyGen_Finalize
void generator_finalize(Thread& thread, Object* object)
{
    Generator& generator = *as<Generator>(object);
    const Frame* frame = generator.frame;
    if (!frame) {
        return;
    }
    const SavedException saved = save_exception(thread);
    if (generator.type == coroutine_type() && frame->lasti() == -1) {
        warn_unawaited_coroutine(thread, object, *generator.qualname);
    } else if (generator_close(thread, generator).failed()) {
        write_unraisable(thread, object);
    }
    restore_exception(thread, saved);
}

Result<Ref> generator_repr(Thread&, Generator& self)
{
    return make_str(fmt::format("<{} object {} at {:#x}>", type_name(&self),
        to_utf8(*self.qualname), reinterpret_cast<std::uintptr_t>(&self)));
}

Result<Ref> generator_get_delegate(Thread&, Object* self)
{
    Object* delegate = yield_from_iterator(*as<Generator>(self));
    return delegate ? share(delegate) : make_none();
}

namespace {

struct CoroutineWrapper : Object {
    Generator* coroutine;
};

Result<Ref> item_or_raised(NextItem item)
{
    if (!item) {
        return Raised{};
    }
    return item;
}

Result<Ref> generator_send_method(Thread& thread, Generator& self, Args args)
{
    return item_or_raised(generator_send(thread, self, args[0]));
}

Result<Ref> generator_throw_method(Thread& thread, Generator& self, Args args)
{
    return generator_throw(thread, self, args[0], args[1], args[2]);
}

Result<Ref> generator_close_method(Thread& thread, Generator& self, Args)
{
    TRY(generator_close(thread, self));
    return make_none();
}

constexpr Attribute name_attributes[] = {
    { .name = "__name__",
        .get = generator_get_text<&Generator::name>,
        .set = generator_set_text<&Generator::name, generator_name_label> },
    { .name = "__qualname__",
        .get = generator_get_text<&Generator::qualname>,
        .set = generator_set_text<&Generator::qualname, generator_qualname_label> },
};

constexpr Attribute generator_attributes[] = {
    name_attributes[0],
    name_attributes[1],
    { .name = "gi_yieldfrom",
        .get = generator_get_delegate,
        .doc = "What it delegates to with yield from, or None." },
};

constexpr Attribute coroutine_attributes[] = {
    name_attributes[0],
    name_attributes[1],
    { .name = "cr_await", .get = generator_get_delegate, .doc = "What it awaits, or None." },
};

constexpr Member generator_members[] = {
    { .name = "gi_frame", .kind = MemberKind::Object, .offset = offsetof(Generator, frame) },
    { .name = "gi_running", .kind = MemberKind::Bool, .offset = offsetof(Generator, is_running) },
    { .name = "gi_code", .kind = MemberKind::Object, .offset = offsetof(Generator, code) },
};

constexpr Member coroutine_members[] = {
    { .name = "cr_frame", .kind = MemberKind::Object, .offset = offsetof(Generator, frame) },
    { .name = "cr_running", .kind = MemberKind::Bool, .offset = offsetof(Generator, is_running) },
    { .name = "cr_code", .kind = MemberKind::Object, .offset = offsetof(Generator, code) },
    { .name = "cr_origin", .kind = MemberKind::Object, .offset = offsetof(Generator, origin) },
};

constexpr Method generator_methods[] = {
    { .name = "send",
        .signature = "value, /",
        .call = native<Generator, generator_send_method>,
        .doc = "Resume with a value; return the next one yielded." },
    { .name = "throw",
        .signature = "type, value=None, traceback=None, /",
        .call = native<Generator, generator_throw_method>,
        .doc = "Raise an exception where it is suspended." },
    { .name = "close",
        .call = native<Generator, generator_close_method>,
        .doc = "Raise GeneratorExit inside." },
};

Result<Ref> iterate_self(Thread&, Object* self)
{
    return share(self);
}

Result<Ref> coroutine_await(Thread&, Object* self)
{
    RefTo<CoroutineWrapper> wrapper = allocate<CoroutineWrapper>(coroutine_wrapper_type());
    wrapper->coroutine = share(as<Generator>(self)).release();
    gc_track(wrapper.get());
    return wrapper;
}

void wrapper_destroy(Object* object)
{
    gc_untrack(object);
    xdecref(as<CoroutineWrapper>(object)->coroutine);
    free_object(object);
}

void wrapper_traverse(Object* object, VisitFn visit, void* context)
{
    if (Object* coroutine = as<CoroutineWrapper>(object)->coroutine) {
        visit(coroutine, context);
    }
}

NextItem wrapper_next(Thread& thread, Object* self)
{
    return generator_send(thread, *as<CoroutineWrapper>(self)->coroutine, none());
}

Result<Ref> wrapper_send(Thread& thread, CoroutineWrapper& self, Args args)
{
    return generator_send_method(thread, *self.coroutine, args);
}

Result<Ref> wrapper_throw(Thread& thread, CoroutineWrapper& self, Args args)
{
    return generator_throw_method(thread, *self.coroutine, args);
}

Result<Ref> wrapper_close(Thread& thread, CoroutineWrapper& self, Args args)
{
    return generator_close_method(thread, *self.coroutine, args);
}

constexpr Method wrapper_methods[] = {
    { .name = "send", .signature = "value, /", .call = native<CoroutineWrapper, wrapper_send> },
    { .name = "throw",
        .signature = "type, value=None, traceback=None, /",
        .call = native<CoroutineWrapper, wrapper_throw> },
    { .name = "close", .call = native<CoroutineWrapper, wrapper_close> },
};

} // namespace

constexpr TypeSpec generator_spec = {
    .name = "generator",
    .basic_size = sizeof(Generator),
    .weakrefs_offset = offsetof(Generator, weakrefs),
    .slots = {
        .destroy = generator_destroy,
        .traverse = generator_traverse,
        .finalize = generator_finalize,
        .repr = unary<Generator, generator_repr>,
        .iterate = iterate_self,
        .next = generator_next,
    },
    .methods = generator_methods,
    .attributes = generator_attributes,
    .members = generator_members,
};

constexpr TypeSpec coroutine_spec = {
    .name = "coroutine",
    .basic_size = sizeof(Generator),
    .weakrefs_offset = offsetof(Generator, weakrefs),
    .slots = {
        .destroy = generator_destroy,
        .traverse = generator_traverse,
        .finalize = generator_finalize,
        .repr = unary<Generator, generator_repr>,
        .await = coroutine_await,
    },
    .methods = generator_methods,
    .attributes = coroutine_attributes,
    .members = coroutine_members,
};

constexpr TypeSpec coroutine_wrapper_spec = {
    .name = "coroutine_wrapper",
    .doc = "A wrapper object implementing __await__ for coroutines.",
    .basic_size = sizeof(CoroutineWrapper),
    .slots = {
        .destroy = wrapper_destroy,
        .traverse = wrapper_traverse,
        .iterate = iterate_self,
        .next = wrapper_next,
    },
    .methods = wrapper_methods,
};

} // namespace fw
