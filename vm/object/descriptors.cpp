// Making descriptors and reading members. What programs see of them is in
// vm/types/descriptor_types.cpp. CPython: Objects/descrobject.c, Python/structmember.c

#include "vm/object/descriptors.h"

#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

template <class T> T& field(Object* object, std::uint32_t offset)
{
    return *reinterpret_cast<T*>(reinterpret_cast<char*>(object) + offset);
}

} // namespace

Result<Ref> make_builtin(const Method& method, Object* self, Str* module_name)
{
    const RefTo<BuiltinFunction> function = allocate<BuiltinFunction>(builtin_function_type());
    function->method = &method;
    function->self = Ref::share(self).release();
    function->module = RefTo<Str>::share(module_name).release();
    function->signature = make_signature(method.signature);
    gc_track(function.get());
    return Ref(function);
}

Ref make_bound_builtin(const MethodDescriptor& descriptor, Object* self)
{
    const RefTo<BuiltinFunction> function = allocate<BuiltinFunction>(builtin_function_type());
    function->method = descriptor.method;
    function->self = share(self).release();
    function->signature = copy_signature(descriptor.signature);
    gc_track(function.get());
    return function;
}

Ref make_wrapper_descriptor(Type* owner, const SlotRow& row, SlotFunction wrapped)
{
    const RefTo<WrapperDescriptor> descriptor
        = allocate<WrapperDescriptor>(wrapper_descriptor_type());
    descriptor->row = &row;
    descriptor->owner = share(owner).release();
    descriptor->wrapped = wrapped;
    gc_track(descriptor.get());
    return descriptor;
}

Ref make_method_descriptor(Type* owner, const Method& method)
{
    if (method.kind == MethodKind::Static) {
        const Ref function = make_builtin(method, owner, nullptr).take();
        // __new__ stands as it is, other functions as static methods.
        return method.name == std::string_view("__new__") ? function
                                                          : make_staticmethod(function.get());
    }
    Type* type = method.kind == MethodKind::Class ? classmethod_descriptor_type()
                                                  : method_descriptor_type();
    const RefTo<MethodDescriptor> descriptor = allocate<MethodDescriptor>(type);
    descriptor->method = &method;
    descriptor->owner = share(owner).release();
    descriptor->name = intern(method.name).release();
    descriptor->signature = make_signature(method.signature);
    gc_track(descriptor.get());
    return descriptor;
}

Ref make_member_descriptor(Type* owner, Str* name, const Member& member)
{
    const RefTo<MemberDescriptor> descriptor = allocate<MemberDescriptor>(member_descriptor_type());
    descriptor->owner = share(owner).release();
    descriptor->name = share(name).release();
    descriptor->kind = member.kind;
    descriptor->read_only = member.read_only;
    descriptor->offset = member.offset;
    descriptor->doc = member.doc;
    gc_track(descriptor.get());
    return descriptor;
}

Ref make_getset_descriptor(Type* owner, const Attribute& attribute)
{
    const RefTo<GetSetDescriptor> descriptor = allocate<GetSetDescriptor>(getset_descriptor_type());
    descriptor->owner = share(owner).release();
    descriptor->name = intern(attribute.name).release();
    descriptor->attribute = &attribute;
    gc_track(descriptor.get());
    return descriptor;
}

Ref make_staticmethod(Object* callable)
{
    const RefTo<StaticMethod> method = allocate<StaticMethod>(staticmethod_type());
    method->callable = share(callable).release();
    gc_track(method.get());
    return method;
}

Ref make_classmethod(Object* callable)
{
    const RefTo<ClassMethod> method = allocate<ClassMethod>(classmethod_type());
    method->callable = share(callable).release();
    gc_track(method.get());
    return method;
}

Ref make_mapping_proxy(Object* mapping)
{
    const RefTo<MappingProxy> proxy = allocate<MappingProxy>(mapping_proxy_type());
    proxy->mapping = share(mapping).release();
    gc_track(proxy.get());
    return proxy;
}

RefTo<Str> descriptor_qualname(const Type* owner, std::string_view name)
{
    std::string text = to_utf8(*owner->qualname);
    text += ".";
    text += name;
    return make_str(text);
}

Result<Ref> read_member(Thread& thread, const MemberDescriptor& member, Object* object)
{
    switch (member.kind) {
    case MemberKind::Object:
    case MemberKind::ObjectOrRaise: {
        Object* value = field<Object*>(object, member.offset);
        if (value) {
            return share(value);
        }
        if (member.kind == MemberKind::Object) {
            return make_none();
        }
        return raise_with(thread, exception_type(TypeId::AttributeError), member.name);
    }
    case MemberKind::Int64:
        return make_int(field<std::int64_t>(object, member.offset));
    case MemberKind::Int32:
        return make_int(field<std::int32_t>(object, member.offset));
    case MemberKind::Bool:
        return make_bool(field<bool>(object, member.offset));
    }
    FW_UNREACHABLE();
}

Result<void> write_member(
    Thread& thread, const MemberDescriptor& member, Object* object, Object* value)
{
    if (member.read_only) {
        return raise(thread, TypeId::AttributeError, "readonly attribute");
    }
    switch (member.kind) {
    case MemberKind::Object:
    case MemberKind::ObjectOrRaise: {
        Object*& place = field<Object*>(object, member.offset);
        if (!value && !place && member.kind == MemberKind::ObjectOrRaise) {
            return raise_with(thread, exception_type(TypeId::AttributeError), member.name);
        }
        const Ref old = Ref::adopt(place);
        place = Ref::share(value).release();
        return {};
    }
    case MemberKind::Int64:
    case MemberKind::Int32: {
        if (!value) {
            return raise(thread, TypeId::TypeError, "can't delete numeric/char attribute");
        }
        TRY_LET(std::int64_t number, to_int64(thread, value));
        if (member.kind == MemberKind::Int64) {
            field<std::int64_t>(object, member.offset) = number;
        } else {
            field<std::int32_t>(object, member.offset) = static_cast<std::int32_t>(number);
        }
        return {};
    }
    case MemberKind::Bool:
        if (!value || value->type != bool_type()) {
            return raise(thread, TypeId::TypeError, "attribute value type must be bool");
        }
        field<bool>(object, member.offset) = value == true_object();
        return {};
    }
    FW_UNREACHABLE();
}

} // namespace fw
