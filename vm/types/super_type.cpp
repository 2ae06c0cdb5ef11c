// super: attribute lookup that starts behind a class in the MRO.
// CPython: Objects/typeobject.c (PySuper_Type)

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

// The class whose MRO is searched: the object's own, or the object itself when it is a class.
// CPython: supercheck.
Result<Type*> check(Thread& thread, Type* type, Object* self)
{
    if (is_type(self) && is_subtype(static_cast<Type*>(self), type)) {
        return static_cast<Type*>(self);
    }
    if (is_subtype(self->type, type)) {
        return self->type;
    }
    Ref claimed; // A proxy may say that it is something else.
    TRY_LET(bool found, find_attribute(thread, self, names().class_, claimed));
    if (found && is_type(claimed.get()) && claimed.get() != self->type
        && is_subtype(as<Type>(claimed.get()), type)) {
        return as<Type>(claimed.get());
    }
    return raise(
        thread, TypeId::TypeError, "super(type, obj): obj must be an instance or subtype of type");
}

Result<Ref> super_get_attribute(Thread& thread, Object* self, Str* name)
{
    auto* super = static_cast<Super*>(self);
    const bool is_bound = super->self_type && super->self_type->mro; // null: it is being made
    if (!is_bound || name == names().class_) {
        return generic_get_attribute(thread, self, name);
    }
    const RefTo<Tuple> mro = RefTo<Tuple>::share(super->self_type->mro);
    std::int64_t index = 0;
    while (index < mro->length && (*mro)[index] != super->start) {
        ++index;
    }
    for (++index; index < mro->length; ++index) {
        Object* found = dict_get_str(*static_cast<Type*>((*mro)[index])->dict, name);
        if (!found) {
            continue;
        }
        Ref attribute = share(found);
        const DescriptorGetFn get = found->type->slots.descriptor_get;
        if (!get) {
            return attribute;
        }
        const RefTo<Type> start = share(super->self_type);
        Object* instance = super->self == start.get() ? nullptr : super->self;
        return get(thread, found, instance, start.get());
    }
    return generic_get_attribute(thread, self, name);
}

Result<void> super_init(Thread& thread, Object* self, Args args)
{
    TRY(check_no_keywords(thread, "super", args));
    if (args.count > 2) {
        return raise(
            thread, TypeId::TypeError, "super() takes at most 2 arguments ({} given)", args.count);
    }
    auto* super = static_cast<Super*>(self);
    Type* type = nullptr;
    Ref object;
    if (args.count == 0) {
        if (!runtime().super_defaults) {
            return raise(thread, TypeId::RuntimeError, "super(): no current frame");
        }
        TRY(runtime().super_defaults(thread, type, object));
    } else {
        if (!is_type(args[0])) {
            return raise(thread, TypeId::TypeError, "super() argument 1 must be type, not {}",
                type_name(args[0]));
        }
        type = static_cast<Type*>(args[0]);
        if (args.count == 2 && args[1] != none()) {
            object = share(args[1]);
        }
    }
    Type* self_type = nullptr;
    if (object) {
        TRY_SET(self_type, check(thread, type, object.get()));
    }
    const Ref old_type = Ref::adopt(super->start);
    const Ref old_self = Ref::adopt(super->self);
    const Ref old_self_type = Ref::adopt(super->self_type);
    super->start = share(type).release();
    super->self = object.release();
    super->self_type = RefTo<Type>::share(self_type).release();
    return {};
}

Result<Ref> super_create(Thread&, Type& type, Args)
{
    const RefTo<Super> made = allocate<Super>(&type);
    gc_track(made.get());
    return Ref(made);
}

// An unbound super as a class attribute binds to the instance. CPython: super_descr_get.
Result<Ref> super_get(Thread& thread, Object* self, Object* instance, Type*)
{
    auto* super = static_cast<Super*>(self);
    if (!instance || instance == none() || super->self) {
        return share(self);
    }
    if (super->start && super->type != super_type()) {
        return call(thread, super->type, { super->start, instance });
    }
    TRY_LET(Type * self_type, check(thread, super->start, instance));
    const RefTo<Super> bound = allocate<Super>(super_type());
    bound->start = share(super->start).release();
    bound->self = share(instance).release();
    bound->self_type = share(self_type).release();
    gc_track(bound.get());
    return Ref(bound);
}

Result<Ref> super_repr(Thread&, Super& self)
{
    const std::string_view type = self.start ? type_name(self.start) : "NULL";
    if (self.self_type) {
        return Ref(make_str(
            fmt::format("<super: <class '{}'>, <{} object>>", type, type_name(self.self_type))));
    }
    return Ref(make_str(fmt::format("<super: <class '{}'>, NULL>", type)));
}

void super_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* super = static_cast<Super*>(self);
    visit_members(visit, context, { super->start, super->self, super->self_type });
}

void super_clear(Object* self)
{
    auto* super = static_cast<Super*>(self);
    drop_member(super->start);
    drop_member(super->self);
    drop_member(super->self_type);
}

void super_destroy(Object* self)
{
    gc_untrack(self);
    super_clear(self);
    free_object(self);
}

constexpr Member members[] = {
    { .name = "__thisclass__",
        .kind = MemberKind::Object,
        .offset = offsetof(Super, start),
        .doc = "the class invoking super()" },
    { .name = "__self__",
        .kind = MemberKind::Object,
        .offset = offsetof(Super, self),
        .doc = "the instance invoking super(); may be None" },
    { .name = "__self_class__",
        .kind = MemberKind::Object,
        .offset = offsetof(Super, self_type),
        .doc = "the type of the instance invoking super(); may be None" },
};

} // namespace

constexpr TypeSpec super_spec = {
    .name = "super",
    .doc = "super() -> same as super(__class__, <first argument>)\nsuper(type) -> unbound super "
           "object\nsuper(type, obj) -> bound super object; requires isinstance(obj, type)",
    .basic_size = sizeof(Super),
    .flags = TypeIsBase,
    .slots = {
        .destroy = super_destroy,
        .traverse = super_traverse,
        .clear = super_clear,
        .repr = unary<Super, super_repr>,
        .get_attribute = super_get_attribute,
        .descriptor_get = super_get,
        .init = super_init,
        .create = super_create,
    },
    .members = members,
};

} // namespace fw
