// The type `object`: what every object can do.
// CPython: Objects/typeobject.c (PyBaseObject_Type)

#include "vm/object/all_specs.h"
#include "vm/object/core_objects.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/reduce.h"
#include "vm/object/type_internal.h"
#include "vm/object/type_slots.h"

#include <bit>

namespace fw {

namespace {

bool has_any(Args args)
{
    return args.count > 0 || args.keyword_count() > 0;
}

Raised raise_abstract(Thread& thread, const Type& type)
{
    Object* methods = dict_get_str(*type.dict, names().abstractmethods);
    const Ref keep = Ref::share(methods);
    TRY_LET(Ref sorted, sequence_to_list(thread, keep ? keep.get() : runtime().empty_tuple));
    const RefTo<Str> sort = intern("sort");
    TRY(call_method(thread, sorted.get(), sort.get()));
    const List& list = *as<List>(sorted.get());
    std::string text;
    for (std::int64_t i = 0; i < list.length; ++i) {
        TRY_LET(RefTo<Str> item, str(thread, list[i]));
        text += (i ? ", " : "") + to_utf8(*item);
    }
    return raise(thread, TypeId::TypeError,
        "Can't instantiate abstract class {} with abstract method{} {}", type_name(&type),
        list.length > 1 ? "s" : "", text);
}

Result<Ref> object_repr(Thread& thread, Object* self)
{
    Type* type = self->type;
    std::string module;
    auto found = type_module(thread, *type);
    if (found.failed()) {
        clear_exception(thread);
    } else if (is_str(found.value().get())) {
        module = to_utf8(*static_cast<Str*>(found.value().get()));
    }
    const std::string name = module.empty() || module == "builtins"
        ? std::string(type_name(type))
        : module + "." + to_utf8(*type->qualname);
    return Ref(
        make_str(fmt::format("<{} object at 0x{:x}>", name, std::bit_cast<std::uintptr_t>(self))));
}

Result<Ref> object_str(Thread& thread, Object* self)
{
    const UnaryFn repr_slot = self->type->slots.repr;
    return repr_slot ? repr_slot(thread, self) : object_repr(thread, self);
}

// As CPython's _Py_HashPointer: the address rotated by four bits.
Result<std::int64_t> object_hash(Thread&, Object* self)
{
    const auto hash = std::bit_cast<std::int64_t>(std::rotr(std::bit_cast<std::uint64_t>(self), 4));
    return hash == -1 ? -2 : hash;
}

Result<Ref> object_compare(Thread& thread, Object* self, Object* other, CompareOp op)
{
    if (op == CompareOp::Equal) {
        return self == other ? make_bool(true) : make_not_implemented();
    }
    if (op == CompareOp::NotEqual && self->type->slots.compare) {
        // The opposite of ==, unless that cannot say.
        TRY_LET(Ref same, self->type->slots.compare(thread, self, other, CompareOp::Equal));
        if (same.get() == not_implemented()) {
            return same;
        }
        TRY_LET(bool truth, is_true(thread, same.get()));
        return make_bool(!truth);
    }
    return make_not_implemented();
}

Result<Ref> object_format(Thread& thread, Object& self, Args args)
{
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "__format__() argument must be str, not {}",
            type_name(args[0]));
    }
    if (static_cast<Str*>(args[0])->length > 0) {
        return raise(thread, TypeId::TypeError, "unsupported format string passed to {}.__format__",
            type_name(&self));
    }
    return str(thread, &self);
}

Result<Ref> object_dir_method(Thread& thread, Object& self, Args)
{
    RefTo<Dict> found = make_dict();
    Ref own;
    TRY_LET(bool has_dict, find_attribute(thread, &self, names().dict, own));
    if (has_dict && is_dict(own.get())) {
        found = dict_copy(*as<Dict>(own.get()));
    }
    Ref type;
    TRY_LET(bool has_class, find_attribute(thread, &self, names().class_, type));
    if (has_class) {
        TRY(merge_class_dict(thread, *found, type.get()));
    }
    return sequence_to_list(thread, found.get());
}

Result<Ref> object_size_of(Thread&, Object& self, Args)
{
    std::int64_t size = reported_size(self.type);
    if (self.type->item_size) {
        // Instances of variable size keep their length right behind the header.
        size += static_cast<std::int64_t>(self.type->item_size)
            * *reinterpret_cast<std::int64_t*>(&self + 1);
    }
    return make_int(size);
}

Result<Ref> object_init_subclass(Thread&, Object&, Args)
{
    return make_none();
}

Result<Ref> object_subclass_hook(Thread&, Object&, Args)
{
    return make_not_implemented();
}

Result<Ref> get_class(Thread&, Object* self)
{
    return share<Object>(self->type);
}

// CPython: object_set_class.
Result<void> set_class(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "can't delete __class__ attribute");
    }
    if (!is_type(value)) {
        return raise(thread, TypeId::TypeError, "__class__ must be set to a class, not '{}' object",
            type_name(value));
    }
    auto* new_type = static_cast<Type*>(value);
    Type* old_type = self->type;
    const bool modules = is_subtype(new_type, module_type()) && is_subtype(old_type, module_type());
    if (!modules && !(has_flag(new_type, TypeIsHeap) && has_flag(old_type, TypeIsHeap))) {
        return raise(thread, TypeId::TypeError,
            "__class__ assignment only supported for heap types or ModuleType subclasses");
    }
    if (!same_layout(new_type, old_type)) {
        return raise(thread, TypeId::TypeError,
            "__class__ assignment: '{}' object layout differs from '{}'", type_name(new_type),
            type_name(old_type));
    }
    if (has_flag(new_type, TypeIsHeap)) {
        incref(new_type);
    }
    self->type = new_type;
    if (has_flag(old_type, TypeIsHeap)) {
        decref(old_type);
    }
    return {};
}

constexpr Attribute attributes[] = {
    { .name = "__class__", .get = get_class, .set = set_class, .doc = "the object's class" },
};

constexpr Method methods[] = {
    { .name = "__reduce_ex__",
        .signature = "protocol, /",
        .call = native<Object, object_reduce_ex>,
        .doc = "Helper for pickle." },
    { .name = "__reduce__", .call = native<Object, object_reduce>, .doc = "Helper for pickle." },
    { .name = "__subclasshook__",
        .signature = "*",
        .call = native<Object, object_subclass_hook>,
        .doc = "What issubclass() asks first; NotImplemented: the usual way.",
        .kind = MethodKind::Class },
    { .name = "__init_subclass__",
        .call = native<Object, object_init_subclass>,
        .doc = "Called when a class is subclassed; does nothing unless overridden.",
        .kind = MethodKind::Class },
    { .name = "__format__",
        .signature = "format_spec, /",
        .call = native<Object, object_format>,
        .doc = "Default object formatter." },
    { .name = "__sizeof__",
        .call = native<Object, object_size_of>,
        .doc = "Size of object in memory, in bytes." },
    { .name = "__dir__",
        .call = native<Object, object_dir_method>,
        .doc = "Default dir() implementation." },
};

} // namespace

// Arguments that nobody takes are an error, unless the other of __new__ and __init__ is written in
// Python and takes them.
Result<Ref> object_create(Thread& thread, Type& type, Args args)
{
    if (has_any(args)) [[unlikely]] {
        if (type.slots.create != &object_create) {
            return raise(thread, TypeId::TypeError,
                "object.__new__() takes exactly one argument (the type to instantiate)");
        }
        if (type.slots.init == &object_init) {
            return raise(thread, TypeId::TypeError, "{}() takes no arguments", type_name(&type));
        }
    }
    if (has_flag(&type, TypeIsAbstract)) [[unlikely]] {
        return raise_abstract(thread, type);
    }
    Ref made = Ref::adopt(allocate_object(&type));
    if (has_flag(&type, TypeHasGc)) {
        gc_track(made.get());
    }
    return made;
}

Result<void> object_init(Thread& thread, Object* self, Args args)
{
    if (has_any(args)) [[unlikely]] {
        const Type* type = self->type;
        if (type->slots.init != &object_init) {
            return raise(thread, TypeId::TypeError,
                "object.__init__() takes exactly one argument (the instance to initialize)");
        }
        if (type->slots.create == &object_create) {
            return raise(thread, TypeId::TypeError,
                "{}.__init__() takes exactly one argument (the instance to initialize)",
                type_name(type));
        }
    }
    return {};
}

constexpr TypeSpec object_spec = {
    .name = "object",
    .doc = "The base class of the class hierarchy.\n\nWhen called, it accepts no arguments and "
           "returns a new featureless\n"
           "instance that has no instance attributes and cannot be given any.\n",
    .flags = TypeIsBase,
    .slots = {
        .repr = object_repr,
        .str = object_str,
        .hash = object_hash,
        .get_attribute = generic_get_attribute,
        .set_attribute = generic_set_attribute,
        .compare = object_compare,
        .init = object_init,
        .create = object_create,
    },
    .methods = methods,
    .attributes = attributes,
};

} // namespace fw
