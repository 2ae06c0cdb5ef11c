// staticmethod and classmethod.
// CPython: Objects/funcobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

// Both have the same layout: the callable and a __dict__.
static_assert(sizeof(StaticMethod) == sizeof(ClassMethod));

Result<void> init(Thread& thread, Object* self, Args args, const char* name)
{
    TRY(check_no_keywords(thread, name, args));
    TRY(check_positional(thread, name, args, 1, 1));
    auto* method = static_cast<StaticMethod*>(self);
    const Ref old = Ref::adopt(method->callable);
    method->callable = share(args[0]).release();
    return {};
}

Result<void> static_init(Thread& thread, Object* self, Args args)
{
    return init(thread, self, args, "staticmethod");
}

Result<void> class_init(Thread& thread, Object* self, Args args)
{
    return init(thread, self, args, "classmethod");
}

Result<Ref> create(Thread&, Type& type, Args)
{
    const RefTo<StaticMethod> method = allocate<StaticMethod>(&type);
    gc_track(method.get());
    return Ref(method);
}

Result<Ref> static_get(Thread& thread, Object* self, Object*, Type*)
{
    Object* callable = static_cast<StaticMethod*>(self)->callable;
    if (!callable) {
        return raise(thread, TypeId::RuntimeError, "uninitialized staticmethod object");
    }
    return share(callable);
}

// What is wrapped may be a descriptor itself (a property): it is bound to the class. CPython:
// cm_descr_get.
Result<Ref> class_get(Thread& thread, Object* self, Object* instance, Type* owner)
{
    const Ref callable = Ref::share(static_cast<ClassMethod*>(self)->callable);
    if (!callable) {
        return raise(thread, TypeId::RuntimeError, "uninitialized classmethod object");
    }
    Type* type = owner ? owner : instance->type;
    if (const DescriptorGetFn get = callable->type->slots.descriptor_get) {
        return get(thread, callable.get(), type, type->type);
    }
    return make_method(callable.get(), type);
}

Result<Ref> get_is_abstract(Thread& thread, Object* self)
{
    Object* callable = static_cast<StaticMethod*>(self)->callable;
    Ref mark;
    if (!callable) {
        return make_bool(false);
    }
    TRY_LET(bool found, find_attribute(thread, callable, names().isabstractmethod, mark));
    if (!found) {
        return make_bool(false);
    }
    TRY_LET(bool abstract, is_true(thread, mark.get()));
    return make_bool(abstract);
}

void traverse(Object* self, VisitFn visit, void* context)
{
    const auto* method = static_cast<StaticMethod*>(self);
    visit_members(visit, context, { method->callable, method->dict });
}

void clear(Object* self)
{
    drop_member(static_cast<StaticMethod*>(self)->callable);
    drop_member(static_cast<StaticMethod*>(self)->dict);
}

void destroy_method(Object* self)
{
    gc_untrack(self);
    clear(self);
    free_object(self);
}

constexpr Member members[] = {
    { .name = "__func__", .kind = MemberKind::Object, .offset = offsetof(StaticMethod, callable) },
    { .name = "__dict__", .kind = MemberKind::Object, .offset = offsetof(StaticMethod, dict) },
};

constexpr Attribute attributes[] = {
    { .name = "__isabstractmethod__", .get = get_is_abstract },
};

} // namespace

constexpr TypeSpec staticmethod_spec = {
    .name = "staticmethod",
    .doc = "staticmethod(function) -> method\n\nConvert a function to be a static method.",
    .basic_size = sizeof(StaticMethod),
    .dict_offset = offsetof(StaticMethod, dict),
    .flags = TypeIsBase,
    .slots = {
        .destroy = destroy_method,
        .traverse = traverse,
        .clear = clear,
        .descriptor_get = static_get,
        .init = static_init,
        .create = create,
    },
    .attributes = attributes,
    .members = members,
};

constexpr TypeSpec classmethod_spec = {
    .name = "classmethod",
    .doc = "classmethod(function) -> method\n\nConvert a function to be a class method.",
    .basic_size = sizeof(ClassMethod),
    .dict_offset = offsetof(ClassMethod, dict),
    .flags = TypeIsBase,
    .slots = {
        .destroy = destroy_method,
        .traverse = traverse,
        .clear = clear,
        .descriptor_get = class_get,
        .init = class_init,
        .create = create,
    },
    .attributes = attributes,
    .members = members,
};

} // namespace fw
