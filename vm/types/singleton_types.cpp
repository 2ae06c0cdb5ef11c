// None, NotImplemented and Ellipsis.
// CPython: Objects/object.c, Objects/sliceobject.c

#include "vm/object/all_specs.h"
#include "vm/object/args.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

Result<Ref> check_and_share(Thread& thread, Args args, const char* name, Object* singleton)
{
    if (args.count > 0 || args.keyword_count() > 0) {
        return raise(thread, TypeId::TypeError, "{} takes no arguments", name);
    }
    return share(singleton);
}

Result<Ref> none_create(Thread& thread, Type&, Args args)
{
    return check_and_share(thread, args, "NoneType", none());
}

Result<Ref> not_implemented_create(Thread& thread, Type&, Args args)
{
    return check_and_share(thread, args, "NotImplementedType", not_implemented());
}

Result<Ref> ellipsis_create(Thread& thread, Type&, Args args)
{
    return check_and_share(thread, args, "EllipsisType", ellipsis());
}

Result<Ref> none_repr(Thread&, Object*)
{
    return Ref(intern("None"));
}

Result<Ref> not_implemented_repr(Thread&, Object*)
{
    return Ref(intern("NotImplemented"));
}

Result<Ref> ellipsis_repr(Thread&, Object*)
{
    return Ref(intern("Ellipsis"));
}

Result<bool> none_truth(Thread&, Object*)
{
    return false;
}

Result<bool> not_implemented_truth(Thread& thread, Object*)
{
    TRY(warn(thread, TypeId::DeprecationWarning,
        "NotImplemented should not be used in a boolean context"));
    return true;
}

Result<Ref> not_implemented_reduce(Thread& thread, Object& self, Args)
{
    return not_implemented_repr(thread, &self);
}

Result<Ref> ellipsis_reduce(Thread& thread, Object& self, Args)
{
    return ellipsis_repr(thread, &self);
}

constexpr Method not_implemented_methods[] = {
    { .name = "__reduce__",
        .call = native<Object, not_implemented_reduce>,
        .doc = "Helper for pickle." },
};

constexpr Method ellipsis_methods[] = {
    { .name = "__reduce__", .call = native<Object, ellipsis_reduce>, .doc = "Helper for pickle." },
};

} // namespace

constexpr TypeSpec none_spec = {
    .name = "NoneType",
    .slots = { .repr = none_repr, .create = none_create, .truth = none_truth },
};

constexpr TypeSpec not_implemented_spec = {
    .name = "NotImplementedType",
    .slots = {
        .repr = not_implemented_repr,
        .create = not_implemented_create,
        .truth = not_implemented_truth,
    },
    .methods = not_implemented_methods,
};

constexpr TypeSpec ellipsis_spec = {
    .name = "ellipsis",
    .slots = { .repr = ellipsis_repr, .create = ellipsis_create },
    .methods = ellipsis_methods,
};

} // namespace fw
