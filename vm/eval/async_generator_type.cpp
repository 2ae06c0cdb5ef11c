// The type async_generator as programs see it.
// CPython: PyAsyncGen_Type in Objects/genobject.c

#include "vm/eval/async_generator.h"
#include "vm/eval/generator_slots.h"
#include "vm/object/all_specs.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<Ref> iterate_self(Thread&, Object* self)
{
    return share(self);
}

Result<Ref> next_step(Thread&, Object* self)
{
    return make_async_send(*as<Generator>(self), nullptr);
}

Result<Ref> asend(Thread&, Generator& self, Args args)
{
    return make_async_send(self, args[0]);
}

Result<Ref> aclose(Thread&, Generator& self, Args)
{
    return make_async_throw(self, nullptr);
}

Result<Ref> athrow(Thread& thread, Generator& self, Args args)
{
    if (args.keyword_count() > 0) {
        return raise(
            thread, TypeId::TypeError, "async_generator.athrow() takes no keyword arguments");
    }
    const RefTo<Tuple> given = make_tuple_from(args.values, static_cast<std::int64_t>(args.count));
    return make_async_throw(self, given.get());
}

Result<Ref> class_getitem(Thread& thread, Object* self, Args args)
{
    return call(thread, generic_alias_type(), { self, args[0] });
}

Result<Ref> get_running(Thread&, Object* self)
{
    return make_bool(as<Generator>(self)->is_running_async);
}

constexpr Method methods[] = {
    { .name = "asend",
        .signature = "value, /",
        .call = native<Generator, asend>,
        .doc = "An awaitable that sends a value and gives the next one yielded." },
    { .name = "athrow",
        .signature = "*",
        .call = native<Generator, athrow>,
        .doc = "An awaitable that raises an exception inside." },
    { .name = "aclose",
        .call = native<Generator, aclose>,
        .doc = "An awaitable that raises GeneratorExit inside." },
    { .name = "__class_getitem__",
        .signature = "item, /",
        .call = class_getitem,
        .doc = "async_generator[...], for annotations.",
        .kind = MethodKind::Class },
};

constexpr Attribute attributes[] = {
    { .name = "__name__",
        .get = generator_get_text<&Generator::name>,
        .set = generator_set_text<&Generator::name, generator_name_label> },
    { .name = "__qualname__",
        .get = generator_get_text<&Generator::qualname>,
        .set = generator_set_text<&Generator::qualname, generator_qualname_label> },
    { .name = "ag_await", .get = generator_get_delegate, .doc = "What it awaits, or None." },
    { .name = "ag_running", .get = get_running },
};

constexpr Member members[] = {
    { .name = "ag_frame", .kind = MemberKind::Object, .offset = offsetof(Generator, frame) },
    { .name = "ag_code", .kind = MemberKind::Object, .offset = offsetof(Generator, code) },
};

} // namespace

constexpr TypeSpec async_generator_spec = {
    .name = "async_generator",
    .basic_size = sizeof(Generator),
    .weakrefs_offset = offsetof(Generator, weakrefs),
    .slots = {
        .destroy = generator_destroy,
        .traverse = generator_traverse,
        .finalize = generator_finalize,
        .repr = unary<Generator, generator_repr>,
        .async_iterate = iterate_self,
        .async_next = next_step,
    },
    .methods = methods,
    .attributes = attributes,
    .members = members,
};

} // namespace fw
