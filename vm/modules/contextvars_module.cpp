// The module _contextvars: variables with a value of their own in each context. A context is a dict
// here; CPython keeps a persistent tree. CPython: Python/context.c

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

struct Context : Object {
    Dict* values;
    Object* weakrefs;
    bool is_entered;
};

struct ContextVar : Object {
    Object* name;
    Object* fallback; // or null
};

struct Token : Object {
    Object* variable;
    Object* old_value; // null: it had none
    Context* context;
    bool is_used;
};

enum ContextType : std::uint16_t { ContextT, ContextVarT, TokenT, MissingT };

Type* context_type(ContextType type)
{
    return module_type_at(ModuleBlock::contextvars, type);
}

// The running context is in Runtime::module_state; made when first asked for.
Context*& current_place()
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::contextvars)];
    return reinterpret_cast<Context*&>(place);
}

RefTo<Context> make_context(const Dict* values)
{
    RefTo<Context> context = allocate<Context>(context_type(ContextT));
    context->values = (values ? dict_copy(*values) : make_dict()).release();
    gc_track(context.get());
    return context;
}

Context& current()
{
    Context*& place = current_place();
    if (!place) {
        place = make_context(nullptr).release();
    }
    return *place;
}

void context_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<Context>(self)->values);
    free_object(self);
}

void context_traverse(Object* self, VisitFn visit, void* context)
{
    if (as<Context>(self)->values) {
        visit(as<Context>(self)->values, context);
    }
}

void context_clear(Object* self)
{
    Dict* values = as<Context>(self)->values;
    as<Context>(self)->values = make_dict().release();
    xdecref(values);
}

Result<Ref> context_create(Thread& thread, Type&, Args args)
{
    if (args.count > 0 || args.keyword_count() > 0) {
        return raise(thread, TypeId::TypeError, "Context() does not accept any arguments");
    }
    return Ref(make_context(nullptr));
}

// run(callable, *args, **kwargs)
Result<Ref> context_run(Thread& thread, Context& self, Args args)
{
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "run() missing 1 required positional argument");
    }
    if (self.is_entered) {
        TRY_LET(const RefTo<Str> shown, repr(thread, &self));
        return raise(thread, TypeId::RuntimeError, "cannot enter context: {} is already entered",
            to_utf8(*shown));
    }
    current();
    Context*& place = current_place();
    Context* const former = place;
    place = share(&self).release();
    self.is_entered = true;
    auto result = call(thread, args[0], Args{ args.values + 1, args.count - 1, args.names });
    self.is_entered = false;
    decref(place);
    place = former;
    return result;
}

Result<Ref> context_copy(Thread&, Context& self, Args)
{
    return Ref(make_context(self.values));
}

// The value of a variable, null when it is not set here. CPython: _contextvars_Context_*, which
// check their key
Result<Object*> find_value(Thread& thread, const Context& context, Object* key)
{
    if (key->type != context_type(ContextVarT)) {
        TRY_LET(const RefTo<Str> shown, repr(thread, key));
        return raise(
            thread, TypeId::TypeError, "a ContextVar key was expected, got {}", to_utf8(*shown));
    }
    return dict_get(thread, *context.values, key);
}

Result<Ref> context_item(Thread& thread, Object* self, Object* key)
{
    TRY_LET(Object * value, find_value(thread, *as<Context>(self), key));
    if (!value) {
        return raise_with(thread, exception_type(TypeId::KeyError), key);
    }
    return share(value);
}

Result<bool> context_contains(Thread& thread, Object* self, Object* key)
{
    TRY_LET(Object * value, find_value(thread, *as<Context>(self), key));
    return value != nullptr;
}

Result<std::int64_t> context_length(Thread&, Object* self)
{
    return as<Context>(self)->values->used;
}

Result<Ref> context_iterate(Thread& thread, Object* self)
{
    return get_iterator(thread, as<Context>(self)->values);
}

Result<Ref> context_get(Thread& thread, Context& self, Args args)
{
    TRY_LET(Object * value, find_value(thread, self, args[0]));
    return share(value ? value : args[1] ? args[1] : none());
}

template <const char* const& name> Result<Ref> context_view(Thread& thread, Context& self, Args)
{
    return call_method(thread, self.values, intern(name).get());
}
constexpr const char* keys_name = "keys";
constexpr const char* values_name = "values";
constexpr const char* items_name = "items";

// --- ContextVar

void variable_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<ContextVar>(self)->name);
    xdecref(as<ContextVar>(self)->fallback);
    free_object(self);
}

void variable_traverse(Object* self, VisitFn visit, void* context)
{
    if (as<ContextVar>(self)->fallback) {
        visit(as<ContextVar>(self)->fallback, context);
    }
}

Result<Ref> variable_create(Thread& thread, Type& type, Args args)
{
    static constexpr SignatureShape shape("name, /, *, default=None");
    Object* values[2];
    TRY(bind_arguments(thread, "ContextVar", shape, args, values));
    if (!is_str(values[0])) {
        return raise(thread, TypeId::TypeError, "context variable name must be a str");
    }
    RefTo<ContextVar> variable = allocate<ContextVar>(&type);
    variable->name = share(values[0]).release();
    variable->fallback = values[1] ? share(values[1]).release() : nullptr;
    gc_track(variable.get());
    return Ref(std::move(variable));
}

Result<Ref> variable_get(Thread& thread, ContextVar& self, Args args)
{
    TRY_LET(Object * value, dict_get(thread, *current().values, &self));
    if (!value) {
        value = args[0] ? args[0] : self.fallback;
    }
    if (!value) {
        return raise_with(thread, exception_type(TypeId::LookupError), &self);
    }
    return share(value);
}

Result<Ref> variable_set(Thread& thread, ContextVar& self, Args args)
{
    Context& context = current();
    TRY_LET(Object * old, dict_get(thread, *context.values, &self));
    RefTo<Token> token = allocate<Token>(context_type(TokenT));
    token->variable = share<Object>(&self).release();
    token->old_value = old ? share(old).release() : nullptr;
    token->context = share(&context).release();
    TRY(dict_set(thread, *context.values, &self, args[0]));
    return Ref(std::move(token));
}

Result<Ref> variable_reset(Thread& thread, ContextVar& self, Args args)
{
    if (args[0]->type != context_type(TokenT)) {
        return raise(
            thread, TypeId::TypeError, "expected an instance of Token, got {}", type_name(args[0]));
    }
    auto& token = *as<Token>(args[0]);
    TRY_LET(const RefTo<Str> shown, repr(thread, &token));
    const std::string text = to_utf8(*shown);
    if (token.is_used) {
        return raise(thread, TypeId::RuntimeError, "{} has already been used once", text);
    }
    if (token.variable != &self) {
        return raise(thread, TypeId::ValueError, "{} was created by a different ContextVar", text);
    }
    if (token.context != &current()) {
        return raise(thread, TypeId::ValueError, "{} was created in a different Context", text);
    }
    token.is_used = true;
    Dict& values = *current().values;
    if (token.old_value) {
        TRY(dict_set(thread, values, &self, token.old_value));
    } else {
        TRY(dict_delete(thread, values, &self));
    }
    return make_none();
}

Result<Ref> variable_repr(Thread& thread, ContextVar& self)
{
    TRY_LET(const RefTo<Str> name, repr(thread, self.name));
    std::string text = "<ContextVar name=" + to_utf8(*name);
    if (self.fallback) {
        TRY_LET(const RefTo<Str> fallback, repr(thread, self.fallback));
        text += " default=" + to_utf8(*fallback);
    }
    return Ref(
        make_str(fmt::format("{} at {:#x}>", text, reinterpret_cast<std::uintptr_t>(&self))));
}

// --- Token

void token_destroy(Object* self)
{
    auto* token = as<Token>(self);
    xdecref(token->variable);
    xdecref(token->old_value);
    xdecref(token->context);
    free_object(self);
}

Object* missing()
{
    return dict_get_str(*context_type(TokenT)->dict, intern("MISSING").get());
}

Result<Ref> token_old_value(Thread&, Object* self)
{
    Object* old = as<Token>(self)->old_value;
    return share(old ? old : missing());
}

Result<Ref> token_repr(Thread& thread, Token& self)
{
    TRY_LET(const RefTo<Str> variable, repr(thread, self.variable));
    return Ref(make_str(fmt::format("<Token{} var={} at {:#x}>", self.is_used ? " used" : "",
        to_utf8(*variable), reinterpret_cast<std::uintptr_t>(&self))));
}

Result<Ref> missing_repr(Thread&, Object*)
{
    return Ref(make_str("<Token.MISSING>"));
}

Result<Ref> copy_current(Thread&, Object*, Args)
{
    return Ref(make_context(current().values));
}

constexpr Method context_methods[] = {
    { .name = "run",
        .signature = "*",
        .call = native<Context, context_run>,
        .doc = "Call a function in this context." },
    { .name = "copy", .call = native<Context, context_copy>, .doc = "A copy." },
    { .name = "get",
        .signature = "key, default=None, /",
        .call = native<Context, context_get>,
        .doc = "The value of a variable, or a default." },
    { .name = "keys", .call = native<Context, context_view<keys_name>>, .doc = "Variables." },
    { .name = "values", .call = native<Context, context_view<values_name>>, .doc = "Values." },
    { .name = "items", .call = native<Context, context_view<items_name>>, .doc = "Both." },
};

constexpr Method variable_methods[] = {
    { .name = "get",
        .signature = "default=None, /",
        .call = native<ContextVar, variable_get>,
        .doc = "The value in the current context." },
    { .name = "set",
        .signature = "value, /",
        .call = native<ContextVar, variable_set>,
        .doc = "Set it there; a token to take it back." },
    { .name = "reset",
        .signature = "token, /",
        .call = native<ContextVar, variable_reset>,
        .doc = "Take a set() back." },
};

constexpr Member variable_members[] = {
    { .name = "name", .kind = MemberKind::Object, .offset = offsetof(ContextVar, name) },
};

constexpr Attribute token_attributes[] = {
    { .name = "old_value", .get = token_old_value, .doc = "What the variable was before." },
};

constexpr Member token_members[] = {
    { .name = "var", .kind = MemberKind::Object, .offset = offsetof(Token, variable) },
};

constexpr TypeSpec context_spec = {
    .name = "Context",
    .doc = "The values of context variables.",
    .basic_size = sizeof(Context),
    .weakrefs_offset = offsetof(Context, weakrefs),
    .slots = {
        .destroy = context_destroy,
        .traverse = context_traverse,
        .clear = context_clear,
        .iterate = context_iterate,
        .create = context_create,
        .contains = context_contains,
        .mapping_length = context_length,
        .subscript = context_item,
    },
    .methods = context_methods,
};

constexpr TypeSpec variable_spec = {
    .name = "ContextVar",
    .doc = "A variable with a value in each context.",
    .basic_size = sizeof(ContextVar),
    .slots = {
        .destroy = variable_destroy,
        .traverse = variable_traverse,
        .repr = unary<ContextVar, variable_repr>,
        .create = variable_create,
    },
    .methods = variable_methods,
    .members = variable_members,
};

constexpr TypeSpec token_spec = {
    .name = "Token",
    .doc = "Takes a set() back.",
    .basic_size = sizeof(Token),
    .slots = { .destroy = token_destroy, .repr = unary<Token, token_repr> },
    .attributes = token_attributes,
    .members = token_members,
};

constexpr TypeSpec missing_spec = {
    .name = "Token.MISSING",
    .doc = "There was no value.",
    .slots = { .repr = missing_repr },
};

constexpr Method functions[] = {
    { .name = "copy_context", .call = copy_current, .doc = "A copy of the current context." },
};

} // namespace

Result<RefTo<Module>> make_contextvars_module(Thread&)
{
    make_module_type(ModuleBlock::contextvars, ContextT, context_spec);
    make_module_type(ModuleBlock::contextvars, ContextVarT, variable_spec);
    Type* token = make_module_type(ModuleBlock::contextvars, TokenT, token_spec);
    Type* missing_type = make_module_type(ModuleBlock::contextvars, MissingT, missing_spec);
    const RefTo<Object> mark = allocate<Object>(missing_type);
    dict_set_str(*token->dict, intern("MISSING").get(), mark.get());
    RefTo<Module> module = make_native_module("_contextvars", functions, "Variables of contexts.");
    add_type(*module, context_type(ContextT));
    add_type(*module, context_type(ContextVarT));
    add_type(*module, token);
    return module;
}

} // namespace fw
