// The module _functools: reduce, cmp_to_key and partial. lru_cache has its own file.
// CPython: Modules/_functoolsmodule.c

#include "vm/modules/functools_module.h"

#include "vm/modules/iterator_state.h"
#include "vm/modules/module_support.h"
#include "vm/object/dict.h"
#include "vm/object/int.h"
#include "vm/object/repr_guard.h"
#include "vm/types/container_support.h"

#include <vector>

namespace fw {

namespace {

// --- reduce

Result<Ref> functools_reduce(Thread& thread, Object*, Args args)
{
    Result<Ref> made = get_iterator(thread, args[1]);
    if (made.failed()) {
        if (pending_is(thread, exception_type(TypeId::TypeError))) {
            clear_exception(thread);
            return raise(thread, TypeId::TypeError, "reduce() arg 2 must support iteration");
        }
        return Raised{};
    }
    const Ref iterator = made.take();
    Ref total = args[2] ? share(args[2]) : Ref();
    while (true) {
        const Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            break;
        }
        if (!total) {
            total = item;
            continue;
        }
        TRY_SET(total, call(thread, args[0], { total.get(), item.get() }));
    }
    if (!iteration_ended(thread)) {
        return Raised{};
    }
    if (!total) {
        return raise(thread, TypeId::TypeError, "reduce() of empty sequence with no initial value");
    }
    return total;
}

// --- cmp_to_key

struct KeyWrapper : IteratorState<2> { }; // the comparing function, the wrapped object or null

NextItem key_next(Thread&, KeyWrapper&)
{
    return {};
}

Result<Ref> functools_cmp_to_key(Thread&, Object*, Args args)
{
    return make_state<KeyWrapper>(
        *functools_type(FunctoolsType::key_wrapper), { share(args[0]), Ref() });
}

Result<Ref> key_call(Thread& thread, Object* callable, Args args)
{
    constexpr SignatureShape shape("obj");
    Object* values[1];
    TRY(bind_arguments(thread, "K", shape, args, values));
    return make_state<KeyWrapper>(*functools_type(FunctoolsType::key_wrapper),
        { share((*as<KeyWrapper>(callable))[0]), share(values[0]) });
}

Result<Ref> key_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if (right->type != left->type) {
        return raise(thread, TypeId::TypeError, "other argument must be K instance");
    }
    auto& mine = *as<KeyWrapper>(left);
    auto& other = *as<KeyWrapper>(right);
    if (!mine[1] || !other[1]) {
        return raise(thread, TypeId::AttributeError, "object");
    }
    TRY_LET(const Ref answer, call(thread, mine[0], { mine[1], other[1] }));
    return compare(thread, answer.get(), make_int(0).get(), op);
}

constexpr Member key_members[] = {
    { .name = "obj",
        .kind = MemberKind::Object,
        .offset = reference_offset(1),
        .read_only = false,
        .doc = "The wrapped object." },
};

constexpr Slots key_slots()
{
    Slots slots = state_slots<KeyWrapper, key_next>(nullptr);
    slots.iterate = nullptr;
    slots.next = nullptr;
    slots.call = key_call;
    slots.compare = key_compare;
    return slots;
}

// --- partial

// The function, the positional arguments (a tuple), the keywords (a dict), its own __dict__.
struct Partial : IteratorState<4> {
    Object* weakrefs;

    Tuple& arguments() { return *as<Tuple>(references[1]); }
    Dict& keywords() { return *as<Dict>(references[2]); }
};

NextItem partial_next(Thread&, Partial&)
{
    return {};
}

Result<Ref> partial_create(Thread& thread, Type& type, Args args)
{
    if (args.count < 1) {
        return raise(thread, TypeId::TypeError, "type 'partial' takes at least one argument");
    }
    Object* function = args[0];
    if (!is_callable(function)) {
        return raise(thread, TypeId::TypeError, "the first argument must be callable");
    }
    RefTo<Dict> keywords = make_dict();
    std::vector<Object*> arguments;
    RefTo<Partial> inner; // A partial of a partial is one.
    if (function->type == functools_type(FunctoolsType::partial)
        && type.flags == function->type->flags && !(*as<Partial>(function))[3]) {
        inner = share(as<Partial>(function));
        function = (*inner)[0];
        arguments.assign(inner->arguments().begin(), inner->arguments().end());
        keywords = dict_copy(inner->keywords());
    }
    arguments.insert(arguments.end(), args.values + 1, args.values + args.count);
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        TRY(dict_set(thread, *keywords, (*args.names)[static_cast<std::int64_t>(i)],
            args.values[args.count + i]));
    }
    return make_state<Partial>(type,
        { share(function),
            make_tuple_from(arguments.data(), static_cast<std::int64_t>(arguments.size())),
            keywords });
}

Result<Ref> partial_call(Thread& thread, Object* callable, Args args)
{
    const RefTo<Partial> self = share(as<Partial>(callable));
    const Ref function = share((*self)[0]);
    const Ref kept = share((*self)[1]);
    const Tuple& first = *as<Tuple>(kept.get());
    std::vector<Object*> values(first.begin(), first.end());
    values.insert(values.end(), args.values, args.values + args.count);
    const std::size_t count = values.size();
    if (self->keywords().used == 0) {
        values.insert(values.end(), args.values + args.count,
            args.values + args.count + args.keyword_count());
        return call(thread, function.get(),
            Args{ .values = values.data(), .count = count, .names = args.names });
    }
    const RefTo<Dict> keywords = dict_copy(self->keywords());
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        TRY(dict_set(thread, *keywords, (*args.names)[static_cast<std::int64_t>(i)],
            args.values[args.count + i]));
    }
    const RefTo<Tuple> positional
        = make_tuple_from(values.data(), static_cast<std::int64_t>(count));
    return call_with(thread, function.get(), positional.get(), keywords.get());
}

Result<Ref> partial_repr(Thread& thread, Partial& self)
{
    const std::string name = self.type == functools_type(FunctoolsType::partial)
        ? std::string("functools.partial")
        : to_utf8(*self.type->name);
    ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str("...");
    }
    TRY_LET(const RefTo<Str> function, repr(thread, self[0]));
    std::string text = name + "(" + to_utf8(*function);
    const Ref arguments = share(self[1]);
    for (Object* argument : *as<Tuple>(arguments.get())) {
        TRY_LET(const RefTo<Str> shown, repr(thread, argument));
        text += ", " + to_utf8(*shown);
    }
    const RefTo<Dict> keywords = dict_copy(self.keywords());
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*keywords, position, key, value)) {
        TRY_LET(const RefTo<Str> shown_key, str(thread, key));
        TRY_LET(const RefTo<Str> shown, repr(thread, value));
        text += ", " + to_utf8(*shown_key) + "=" + to_utf8(*shown);
    }
    return make_str(text + ")");
}

Result<Ref> partial_reduce(Thread&, Partial& self, Args)
{
    const RefTo<Tuple> arguments = make_tuple({ self[0] });
    const RefTo<Tuple> state
        = make_tuple({ self[0], self[1], self[2], self[3] ? self[3] : none() });
    return make_tuple({ self.type, arguments.get(), state.get() });
}

Result<Ref> partial_set_state(Thread& thread, Partial& self, Args args)
{
    Object* state = args[0];
    const Tuple* parts = is_tuple(state) ? as<Tuple>(state) : nullptr;
    if (!parts || parts->length != 4 || !is_callable((*parts)[0]) || !is_tuple((*parts)[1])
        || ((*parts)[2] != none() && !is_dict((*parts)[2]))) {
        return raise(thread, TypeId::TypeError, "invalid partial state");
    }
    TRY_LET(Ref arguments, sequence_to_tuple(thread, (*parts)[1]));
    self.set(0, share((*parts)[0]));
    self.set(1, std::move(arguments));
    self.set(2, (*parts)[2] == none() ? Ref(make_dict()) : Ref(dict_copy(*as<Dict>((*parts)[2]))));
    self.set(3, (*parts)[3] == none() ? Ref() : share((*parts)[3]));
    return make_none();
}

constexpr Method partial_methods[] = {
    { .name = "__reduce__", .call = native<Partial, partial_reduce>, .doc = "For pickling." },
    { .name = "__setstate__",
        .signature = "state, /",
        .call = native<Partial, partial_set_state>,
        .doc = "For unpickling." },
    { .name = "__class_getitem__",
        .signature = "object, /",
        .call = container_class_getitem,
        .doc = "A generic alias.",
        .kind = MethodKind::Class },
};

constexpr Member partial_members[] = {
    { .name = "func",
        .kind = MemberKind::Object,
        .offset = reference_offset(0),
        .doc = "The function that calls go to." },
    { .name = "args",
        .kind = MemberKind::Object,
        .offset = reference_offset(1),
        .doc = "The positional arguments that calls start with." },
    { .name = "keywords",
        .kind = MemberKind::Object,
        .offset = reference_offset(2),
        .doc = "The keyword arguments that calls get." },
};

constexpr Slots partial_slots()
{
    Slots slots = state_slots<Partial, partial_next>(partial_create);
    slots.iterate = nullptr;
    slots.next = nullptr;
    slots.call = partial_call;
    slots.repr = unary<Partial, partial_repr>;
    return slots;
}

Result<Ref> partial_dict(Thread&, Object* self)
{
    auto& partial = *as<Partial>(self);
    if (!partial[3]) {
        partial.set(3, make_dict());
    }
    return share(partial[3]);
}

constexpr Attribute partial_attributes[] = {
    { .name = "__dict__", .get = partial_dict },
};

constexpr Method functions[] = {
    { .name = "reduce",
        .signature = "function, sequence, initial=None, /",
        .call = functools_reduce,
        .doc = "function(...function(function(a, b), c)..., z) over the items of the sequence." },
    { .name = "cmp_to_key",
        .signature = "mycmp",
        .call = functools_cmp_to_key,
        .doc = "A key function that orders as the comparing function does." },
};

} // namespace

constexpr TypeSpec key_wrapper_spec = {
    .name = "functools.KeyWrapper",
    .basic_size = sizeof(KeyWrapper),
    .slots = key_slots(),
    .members = key_members,
};

constexpr TypeSpec partial_spec = {
    .name = "functools.partial",
    .doc = "partial(func, *args, **keywords): func with some of its arguments given.",
    .basic_size = sizeof(Partial),
    .dict_offset = reference_offset(3),
    .weakrefs_offset = reference_offset(4),
    .flags = TypeIsBase,
    .slots = partial_slots(),
    .methods = partial_methods,
    .attributes = partial_attributes,
    .members = partial_members,
};

Result<RefTo<Module>> make_functools_module(Thread&)
{
    RefTo<Module> module = make_native_module("_functools", functions, "Tools for functions.");
    const auto ready = [](FunctoolsType type, const TypeSpec& spec) {
        return make_module_type(ModuleBlock::functools, static_cast<std::uint16_t>(type), spec);
    };
    add_type(*module, ready(FunctoolsType::partial, partial_spec));
    ready(FunctoolsType::key_wrapper, key_wrapper_spec);
    ready(FunctoolsType::lru_link, lru_link_spec);
    Type* cache = ready(FunctoolsType::lru_cache, lru_cache_spec);
    add_to_module(*module, "_lru_cache_wrapper", cache);
    return module;
}

} // namespace fw
