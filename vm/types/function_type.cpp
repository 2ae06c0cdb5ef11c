// Python functions as objects: a code object with its globals, defaults and closure. How they run
// is eval's; the call slot only forwards.
// CPython: Objects/funcobject.c

#include "vm/object/all_specs.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/descriptor_support.h"

#include <bit>

namespace fw {

namespace {

Function& as_function(Object* self)
{
    return *static_cast<Function*>(self);
}

Result<Ref> function_call(Thread& thread, Object* callable, Args args)
{
    return runtime().call_function(thread, callable, args);
}

Result<Ref> function_get(Thread&, Object* self, Object* instance, Type*)
{
    if (!instance || instance == none()) {
        return share(self);
    }
    return make_method(self, instance);
}

Result<Ref> function_repr(Thread&, Function& self)
{
    return Ref(make_str(fmt::format(
        "<function {} at 0x{:x}>", to_utf8(*self.qualname), std::bit_cast<std::uintptr_t>(&self))));
}

std::int64_t free_count(const Code& code)
{
    return code.freevars->length;
}

RefTo<Function> new_function(Code* code, Dict* globals)
{
    RefTo<Function> function = allocate<Function>(function_type());
    function->code = share(code).release();
    function->globals = share(globals).release();
    function->name = share(code->name).release();
    function->qualname = share(code->name).release();
    // A string as the first constant is the docstring.
    Object* doc
        = code->consts->length > 0 && is_str((*code->consts)[0]) ? (*code->consts)[0] : none();
    function->doc = share(doc).release();
    function->module = Ref::share(dict_get_str(*globals, names().name)).release();
    gc_track(function.get());
    return function;
}

// types.FunctionType(code, globals, name=None, argdefs=None, closure=None)
Result<Ref> function_create(Thread& thread, Type&, Args args)
{
    constexpr SignatureShape shape("code, globals, name=None, argdefs=None, closure=None");
    Object* values[5];
    TRY(bind_arguments(thread, "function", shape, args, values));
    const auto given = [&](std::size_t index) {
        return values[index] && values[index] != none() ? values[index] : nullptr;
    };
    if (values[0]->type != code_type()) {
        return raise(thread, TypeId::TypeError, "function() argument 'code' must be code, not {}",
            type_name(values[0]));
    }
    if (!is_dict(values[1])) {
        return raise(thread, TypeId::TypeError,
            "function() argument 'globals' must be dict, not {}", type_name(values[1]));
    }
    auto* code = static_cast<Code*>(values[0]);
    if (given(2) && !is_str(values[2])) {
        return raise(thread, TypeId::TypeError, "arg 3 (name) must be None or string");
    }
    if (given(3) && !is_tuple(values[3])) {
        return raise(thread, TypeId::TypeError, "arg 4 (defaults) must be None or tuple");
    }
    const bool has_closure = values[4] && is_tuple(values[4]);
    if (!has_closure && (free_count(*code) || given(4))) {
        return raise_message(thread, TypeId::TypeError,
            free_count(*code) ? "arg 5 (closure) must be tuple"
                              : "arg 5 (closure) must be None or tuple");
    }
    const std::int64_t cells = has_closure ? static_cast<Tuple*>(values[4])->length : 0;
    if (cells != free_count(*code)) {
        return raise(thread, TypeId::ValueError, "{} requires closure of length {}, not {}",
            to_utf8(*code->name), free_count(*code), cells);
    }
    for (std::int64_t i = 0; i < cells; ++i) {
        Object* cell = (*static_cast<Tuple*>(values[4]))[i];
        if (cell->type != cell_type()) {
            return raise(thread, TypeId::TypeError, "arg 5 (closure) expected cell, found {}",
                type_name(cell));
        }
    }
    RefTo<Function> function = new_function(code, static_cast<Dict*>(values[1]));
    if (given(2)) {
        const Ref old = Ref::adopt(function->name);
        function->name = share(static_cast<Str*>(values[2])).release();
    }
    if (given(3)) {
        function->defaults = share(static_cast<Tuple*>(values[3])).release();
    }
    if (cells) {
        function->closure = share(static_cast<Tuple*>(values[4])).release();
    }
    return Ref(function);
}

void function_traverse(Object* self, VisitFn visit, void* context)
{
    const Function& f = as_function(self);
    visit_members(visit, context,
        { f.code, f.globals, f.module, f.defaults, f.keyword_defaults, f.doc, f.name, f.dict,
            f.closure, f.annotations, f.qualname });
}

void function_clear(Object* self)
{
    // Not the code, name and qualname: they are in no cycle, and a function always has them.
    Function& function = as_function(self);
    drop_member(function.globals);
    drop_member(function.module);
    drop_member(function.defaults);
    drop_member(function.keyword_defaults);
    drop_member(function.doc);
    drop_member(function.dict);
    drop_member(function.closure);
    drop_member(function.annotations);
}

void function_destroy(Object* self)
{
    gc_untrack(self);
    function_clear(self);
    Function& function = as_function(self);
    drop_member(function.code);
    drop_member(function.name);
    drop_member(function.qualname);
    free_object(self);
}

template <class T> void replace(T*& member, Object* value)
{
    T* old = member;
    xincref(value);
    member = static_cast<T*>(value);
    xdecref(old);
}

Result<Ref> get_code(Thread&, Object* self)
{
    return share<Object>(as_function(self).code);
}

Result<void> set_code(Thread& thread, Object* self, Object* value)
{
    if (!value || value->type != code_type()) {
        return raise(thread, TypeId::TypeError, "__code__ must be set to a code object");
    }
    Function& function = as_function(self);
    const std::int64_t cells = function.closure ? function.closure->length : 0;
    const std::int64_t wanted = free_count(*static_cast<Code*>(value));
    if (cells != wanted) {
        return raise(thread, TypeId::ValueError,
            "{}() requires a code object with {} free vars, not {}", to_utf8(*function.name), cells,
            wanted);
    }
    replace(function.code, value);
    return {};
}

Result<Ref> get_name(Thread&, Object* self)
{
    return share<Object>(as_function(self).name);
}

Result<void> set_name(Thread& thread, Object* self, Object* value)
{
    if (!value || !is_str(value)) {
        return raise(thread, TypeId::TypeError, "__name__ must be set to a string object");
    }
    replace(as_function(self).name, value);
    return {};
}

Result<Ref> get_qualname(Thread&, Object* self)
{
    return share<Object>(as_function(self).qualname);
}

Result<void> set_qualname(Thread& thread, Object* self, Object* value)
{
    if (!value || !is_str(value)) {
        return raise(thread, TypeId::TypeError, "__qualname__ must be set to a string object");
    }
    replace(as_function(self).qualname, value);
    return {};
}

Result<Ref> get_defaults(Thread&, Object* self)
{
    Tuple* defaults = as_function(self).defaults;
    return defaults ? share<Object>(defaults) : make_none();
}

Object* value_or_null(Object* value)
{
    return value == none() ? nullptr : value;
}

Result<void> set_defaults(Thread& thread, Object* self, Object* value)
{
    value = value_or_null(value);
    if (value && !is_tuple(value)) {
        return raise(thread, TypeId::TypeError, "__defaults__ must be set to a tuple object");
    }
    replace(as_function(self).defaults, value);
    return {};
}

Result<Ref> get_keyword_defaults(Thread&, Object* self)
{
    Dict* defaults = as_function(self).keyword_defaults;
    return defaults ? share<Object>(defaults) : make_none();
}

Result<void> set_keyword_defaults(Thread& thread, Object* self, Object* value)
{
    value = value_or_null(value);
    if (value && !is_dict(value)) {
        return raise(thread, TypeId::TypeError, "__kwdefaults__ must be set to a dict object");
    }
    replace(as_function(self).keyword_defaults, value);
    return {};
}

Result<Ref> get_annotations(Thread&, Object* self)
{
    Function& function = as_function(self);
    if (!function.annotations) {
        function.annotations = make_dict().release();
    }
    return share<Object>(function.annotations);
}

Result<void> set_annotations(Thread& thread, Object* self, Object* value)
{
    value = value_or_null(value);
    if (value && !is_dict(value)) {
        return raise(thread, TypeId::TypeError, "__annotations__ must be set to a dict object");
    }
    replace(as_function(self).annotations, value);
    return {};
}

Result<Ref> get_dict(Thread&, Object* self)
{
    Function& function = as_function(self);
    if (!function.dict) {
        function.dict = make_dict().release();
    }
    return share<Object>(function.dict);
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
    replace(as_function(self).dict, value);
    return {};
}

constexpr Attribute attributes[] = {
    { .name = "__code__", .get = get_code, .set = set_code },
    { .name = "__defaults__", .get = get_defaults, .set = set_defaults },
    { .name = "__kwdefaults__", .get = get_keyword_defaults, .set = set_keyword_defaults },
    { .name = "__annotations__", .get = get_annotations, .set = set_annotations },
    { .name = "__dict__", .get = get_dict, .set = set_dict },
    { .name = "__name__", .get = get_name, .set = set_name },
    { .name = "__qualname__", .get = get_qualname, .set = set_qualname },
};

constexpr Member members[] = {
    { .name = "__closure__", .kind = MemberKind::Object, .offset = offsetof(Function, closure) },
    { .name = "__doc__",
        .kind = MemberKind::Object,
        .offset = offsetof(Function, doc),
        .read_only = false },
    { .name = "__globals__", .kind = MemberKind::Object, .offset = offsetof(Function, globals) },
    { .name = "__module__",
        .kind = MemberKind::Object,
        .offset = offsetof(Function, module),
        .read_only = false },
};

} // namespace

constexpr TypeSpec function_spec = {
    .name = "function",
    .doc = "Create a function object.",
    .basic_size = sizeof(Function),
    .dict_offset = offsetof(Function, dict),
    .weakrefs_offset = offsetof(Function, weakrefs),
    .flags = TypeIsMethodDescriptor,
    .slots = {
        .destroy = function_destroy,
        .traverse = function_traverse,
        .clear = function_clear,
        .repr = unary<Function, function_repr>,
        .call = function_call,
        .get_attribute = generic_get_attribute,
        .set_attribute = generic_set_attribute,
        .descriptor_get = function_get,
        .create = function_create,
    },
    .attributes = attributes,
    .members = members,
};

} // namespace fw
