// Functions written in C++: len, [].append.
// CPython: Objects/methodobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <bit>

namespace fw {

namespace {

// Whether `self` is the module that the function is in, not an object that it is bound to.
bool belongs_to_module(const BuiltinFunction& function)
{
    return !function.self || is_instance_of(function.self, module_type());
}

Result<Ref> function_call(Thread& thread, Object* callable, Args args)
{
    auto* function = static_cast<BuiltinFunction*>(callable);
    RecursionGuard guard(thread);
    TRY(guard.enter(" while calling a Python object"));
    return call_native(
        thread, function, *function->method, function->signature, function->self, args);
}

Result<Ref> function_repr(Thread&, BuiltinFunction& function)
{
    if (belongs_to_module(function)) {
        return Ref(make_str(fmt::format("<built-in function {}>", function.method->name)));
    }
    return Ref(
        make_str(fmt::format("<built-in method {} of {} object at 0x{:x}>", function.method->name,
            type_name(function.self), std::bit_cast<std::uintptr_t>(function.self))));
}

Result<Ref> function_compare(Thread&, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual)
        || left->type != builtin_function_type() || right->type != builtin_function_type()) {
        return make_not_implemented();
    }
    const auto* a = static_cast<BuiltinFunction*>(left);
    const auto* b = static_cast<BuiltinFunction*>(right);
    const bool same = a->self == b->self && a->method->call == b->method->call;
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> function_hash(Thread&, Object* self)
{
    const auto* function = static_cast<BuiltinFunction*>(self);
    const auto mixed = std::rotr(std::bit_cast<std::uint64_t>(function->self), 4)
        ^ std::rotr(std::bit_cast<std::uint64_t>(function->method->call), 4);
    const auto hash = std::bit_cast<std::int64_t>(mixed);
    return hash == -1 ? -2 : hash;
}

void function_traverse(Object* self, VisitFn visit, void* context)
{
    const auto* function = static_cast<BuiltinFunction*>(self);
    visit_members(visit, context, { function->self, function->module });
}

void function_clear(Object* self)
{
    auto* function = static_cast<BuiltinFunction*>(self);
    drop_member(function->self);
    drop_member(function->module);
}

void function_destroy(Object* self)
{
    gc_untrack(self);
    function_clear(self);
    release_signature(static_cast<BuiltinFunction*>(self)->signature);
    free_object(self);
}

Result<Ref> get_name(Thread&, Object* self)
{
    return Ref(intern(static_cast<BuiltinFunction*>(self)->method->name));
}

Result<Ref> get_qualname(Thread&, Object* self)
{
    const auto& function = *static_cast<BuiltinFunction*>(self);
    if (belongs_to_module(function)) {
        return Ref(intern(function.method->name));
    }
    const Type* owner
        = is_type(function.self) ? static_cast<const Type*>(function.self) : function.self->type;
    return Ref(descriptor_qualname(owner, function.method->name));
}

Result<Ref> get_module(Thread&, Object* self)
{
    Object* module = static_cast<BuiltinFunction*>(self)->module;
    return module ? share(module) : make_none();
}

Result<Ref> get_self(Thread&, Object* self)
{
    Object* bound = static_cast<BuiltinFunction*>(self)->self;
    return bound ? share(bound) : make_none();
}

Result<Ref> get_doc(Thread&, Object* self)
{
    return method_doc(*static_cast<BuiltinFunction*>(self)->method);
}

Result<Ref> get_text_signature(Thread&, Object* self)
{
    const auto& function = *static_cast<BuiltinFunction*>(self);
    const char* first = belongs_to_module(function) ? "$module"
        : is_type(function.self)                    ? "$type"
                                                    : "$self";
    return method_text_signature(*function.method, first);
}

Result<Ref> function_reduce(Thread& thread, BuiltinFunction& function, Args)
{
    const RefTo<Str> name = intern(function.method->name);
    if (belongs_to_module(function)) {
        return Ref(name);
    }
    return reduce_to_getattr(thread, function.self, name.get());
}

constexpr Attribute attributes[] = {
    { .name = "__name__", .get = get_name },
    { .name = "__qualname__", .get = get_qualname },
    { .name = "__module__", .get = get_module },
    { .name = "__self__", .get = get_self },
    { .name = "__doc__", .get = get_doc },
    { .name = "__text_signature__", .get = get_text_signature },
};

constexpr Method methods[] = {
    { .name = "__reduce__",
        .call = native<BuiltinFunction, function_reduce>,
        .doc = "Helper for pickle." },
};

} // namespace

constexpr TypeSpec builtin_function_spec = {
    .name = "builtin_function_or_method",
    .basic_size = sizeof(BuiltinFunction),
    .weakrefs_offset = offsetof(BuiltinFunction, weakrefs),
    .slots = {
        .destroy = function_destroy,
        .traverse = function_traverse,
        .clear = function_clear,
        .repr = unary<BuiltinFunction, function_repr>,
        .hash = function_hash,
        .call = function_call,
        .get_attribute = generic_get_attribute,
        .compare = function_compare,
    },
    .methods = methods,
    .attributes = attributes,
};

} // namespace fw
