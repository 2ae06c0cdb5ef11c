// types.SimpleNamespace: an object that is its attributes.
// CPython: Objects/namespaceobject.c

#include "vm/object/all_specs.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/repr_guard.h"
#include "vm/types/descriptor_support.h"

namespace fw {

namespace {

struct SimpleNamespace : Object {
    Dict* dict;
};

Result<Ref> namespace_create(Thread&, Type& type, Args)
{
    const RefTo<SimpleNamespace> made = allocate<SimpleNamespace>(&type);
    made->dict = make_dict().release();
    gc_track(made.get());
    return Ref(made);
}

Result<void> namespace_init(Thread& thread, Object* self, Args args)
{
    if (args.count > 0) {
        return raise(thread, TypeId::TypeError, "no positional arguments expected");
    }
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        Object* name = (*args.names)[static_cast<std::int64_t>(i)];
        TRY(dict_set(thread, *static_cast<SimpleNamespace*>(self)->dict, name, args.values[i]));
    }
    return {};
}

Result<Ref> namespace_repr(Thread& thread, SimpleNamespace& self)
{
    const std::string name = self.type == simple_namespace_type()
        ? std::string("namespace")
        : std::string(type_name(self.type));
    ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return Ref(make_str(name + "(...)"));
    }
    const RefTo<Dict> items = dict_copy(*self.dict);
    std::string text = name + "(";
    const char* separator = "";
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*items, position, key, value)) {
        if (!is_str(key) || static_cast<Str*>(key)->length == 0) {
            continue;
        }
        TRY_LET(RefTo<Str> shown, repr(thread, value));
        text += separator + to_utf8(*static_cast<Str*>(key)) + "=" + to_utf8(*shown);
        separator = ", ";
    }
    return Ref(make_str(text + ")"));
}

Result<Ref> namespace_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (!is_instance_of(left, simple_namespace_type())
        || !is_instance_of(right, simple_namespace_type())) {
        return make_not_implemented();
    }
    return compare(thread, static_cast<SimpleNamespace*>(left)->dict,
        static_cast<SimpleNamespace*>(right)->dict, op);
}

Result<Ref> namespace_reduce(Thread&, SimpleNamespace& self, Args)
{
    return Ref(make_tuple({ self.type, runtime().empty_tuple, self.dict }));
}

void namespace_traverse(Object* self, VisitFn visit, void* context)
{
    visit_members(visit, context, { static_cast<SimpleNamespace*>(self)->dict });
}

void namespace_clear(Object* self)
{
    drop_member(static_cast<SimpleNamespace*>(self)->dict);
}

void namespace_destroy(Object* self)
{
    gc_untrack(self);
    namespace_clear(self);
    free_object(self);
}

constexpr Member members[] = {
    { .name = "__dict__", .kind = MemberKind::Object, .offset = offsetof(SimpleNamespace, dict) },
};

constexpr Method methods[] = {
    { .name = "__reduce__",
        .call = native<SimpleNamespace, namespace_reduce>,
        .doc = "Return state information for pickling" },
};

} // namespace

constexpr TypeSpec simple_namespace_spec = {
    .name = "types.SimpleNamespace",
    .doc = "A simple attribute-based namespace.\n\nSimpleNamespace(**kwargs)",
    .basic_size = sizeof(SimpleNamespace),
    .dict_offset = offsetof(SimpleNamespace, dict),
    .flags = TypeIsBase,
    .slots = {
        .destroy = namespace_destroy,
        .traverse = namespace_traverse,
        .clear = namespace_clear,
        .repr = unary<SimpleNamespace, namespace_repr>,
        .get_attribute = generic_get_attribute,
        .set_attribute = generic_set_attribute,
        .compare = namespace_compare,
        .init = namespace_init,
        .create = namespace_create,
    },
    .methods = methods,
    .members = members,
};

} // namespace fw
