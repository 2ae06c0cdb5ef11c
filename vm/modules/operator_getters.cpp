// operator.itemgetter, attrgetter and methodcaller.
// CPython: Modules/_operator.c

#include "vm/modules/operator_getters.h"

#include "vm/modules/iterator_state.h"
#include "vm/object/list.h"
#include "vm/object/repr_guard.h"

#include <vector>

namespace fw {

namespace {

// itemgetter: the items. attrgetter: the names, each a str or a tuple of the parts of a dotted one.
struct Getter : IteratorState<1> {
    Tuple& wanted() { return *as<Tuple>(references[0]); }
};

constexpr Slots callable_slots(Slots slots)
{
    slots.iterate = nullptr;
    slots.next = nullptr;
    return slots;
}

NextItem no_next(Thread&, Getter&)
{
    return {};
}

Result<void> check_one_argument(Thread& thread, std::string_view name, Args args)
{
    TRY(check_no_keywords(thread, name, args));
    if (args.count != 1) {
        return raise(thread, TypeId::TypeError, "{} expected 1 argument, got {}", name, args.count);
    }
    return {};
}

// One thing alone, several as a tuple.
template <class Fetch> Result<Ref> fetch_all(Tuple& wanted, Fetch fetch)
{
    if (wanted.length == 1) {
        return fetch(wanted[0]);
    }
    RefTo<Tuple> result = make_tuple(wanted.length);
    for (std::int64_t i = 0; i < wanted.length; ++i) {
        result->items()[i] = make_none().release();
    }
    for (std::int64_t i = 0; i < wanted.length; ++i) {
        TRY_LET(Ref item, fetch(wanted[i]));
        decref((*result)[i]);
        result->items()[i] = item.release();
    }
    return result;
}

std::string joined(const Tuple& parts)
{
    std::string text;
    for (Object* part : parts) {
        text += (text.empty() ? "" : ".") + to_utf8(*as<Str>(part));
    }
    return text;
}

template <bool dotted> Result<Ref> getter_repr(Thread& thread, Getter& self)
{
    const std::string name(type_name(&self));
    ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str(name + "(...)");
    }
    std::string text = name + "(";
    const char* separator = "";
    for (Object* wanted : self.wanted()) {
        Ref shown = share(wanted);
        if (dotted && is_tuple(wanted)) {
            shown = make_str(joined(*as<Tuple>(wanted)));
        }
        TRY_LET(const RefTo<Str> part, repr(thread, shown.get()));
        text += separator + to_utf8(*part);
        separator = ", ";
    }
    return make_str(text + ")");
}

Result<Ref> itemgetter_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "itemgetter", args));
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "itemgetter expected 1 argument, got 0");
    }
    return make_state<Getter>(
        type, { make_tuple_from(args.values, static_cast<std::int64_t>(args.count)) });
}

Result<Ref> itemgetter_call(Thread& thread, Object* callable, Args args)
{
    TRY(check_one_argument(thread, "itemgetter", args));
    return fetch_all(as<Getter>(callable)->wanted(),
        [&](Object* item) { return get_item(thread, args[0], item); });
}

Result<Ref> getter_reduce(Thread&, Getter& self, Args)
{
    return make_tuple({ self.type, self[0] });
}

Result<Ref> attrgetter_create(Thread& thread, Type& type, Args args)
{
    TRY(check_no_keywords(thread, "attrgetter", args));
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "attrgetter expected 1 argument, got 0");
    }
    RefTo<Tuple> names = make_tuple(static_cast<std::int64_t>(args.count));
    for (std::size_t i = 0; i < args.count; ++i) {
        names->items()[i] = make_none().release();
    }
    for (std::size_t i = 0; i < args.count; ++i) {
        if (!is_str(args[i])) {
            return raise(thread, TypeId::TypeError, "attribute name must be a string");
        }
        const std::string text = to_utf8(*as<Str>(args[i]));
        const RefTo<List> parts = make_list();
        std::size_t start = 0;
        for (std::size_t dot = 0; dot != std::string::npos; start = dot + 1) {
            dot = text.find('.', start);
            list_append(*parts, intern(std::string_view(text).substr(start, dot - start)));
        }
        Ref name = parts->length == 1 ? share((*parts)[0])
                                      : Ref(make_tuple_from(parts->items, parts->length));
        decref((*names)[static_cast<std::int64_t>(i)]);
        names->items()[i] = name.release();
    }
    return make_state<Getter>(type, { names });
}

Result<Ref> dotted_attribute(Thread& thread, Object* object, Object* name)
{
    if (!is_tuple(name)) {
        return get_attribute(thread, object, as<Str>(name));
    }
    Ref value = share(object);
    for (Object* part : *as<Tuple>(name)) {
        TRY_SET(value, get_attribute(thread, value.get(), as<Str>(part)));
    }
    return value;
}

Result<Ref> attrgetter_call(Thread& thread, Object* callable, Args args)
{
    TRY(check_one_argument(thread, "attrgetter", args));
    return fetch_all(as<Getter>(callable)->wanted(),
        [&](Object* name) { return dotted_attribute(thread, args[0], name); });
}

Result<Ref> attrgetter_reduce(Thread&, Getter& self, Args)
{
    const RefTo<Tuple> names = make_tuple(self.wanted().length);
    for (std::int64_t i = 0; i < names->length; ++i) {
        Object* name = self.wanted()[i];
        names->items()[i]
            = (is_tuple(name) ? Ref(make_str(joined(*as<Tuple>(name)))) : share(name)).release();
    }
    return make_tuple({ self.type, names.get() });
}

// The name, the positional arguments, the values of the keywords, the names of the keywords.
struct MethodCaller : IteratorState<4> { };

NextItem no_method_next(Thread&, MethodCaller&)
{
    return {};
}

Result<Ref> methodcaller_create(Thread& thread, Type& type, Args args)
{
    if (args.count < 1) {
        return raise(
            thread, TypeId::TypeError, "methodcaller needs at least one argument, the method name");
    }
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "method name must be a string");
    }
    RefTo<Str> name = share(as<Str>(args[0]));
    if (name->type == str_type()) {
        intern_in_place(name);
    }
    const auto keywords = static_cast<std::int64_t>(args.keyword_count());
    return make_state<MethodCaller>(type,
        { name, make_tuple_from(args.values + 1, static_cast<std::int64_t>(args.count) - 1),
            make_tuple_from(args.values + args.count, keywords),
            keywords ? Ref(share(args.names)) : Ref() });
}

Result<Ref> methodcaller_call(Thread& thread, Object* callable, Args args)
{
    TRY(check_one_argument(thread, "methodcaller", args));
    auto& self = *as<MethodCaller>(callable);
    TRY_LET(const Ref method, get_attribute(thread, args[0], as<Str>(self[0])));
    std::vector<Object*> values(as<Tuple>(self[1])->begin(), as<Tuple>(self[1])->end());
    const std::size_t count = values.size();
    values.insert(values.end(), as<Tuple>(self[2])->begin(), as<Tuple>(self[2])->end());
    return call(thread, method.get(),
        Args{ .values = values.data(), .count = count, .names = as<Tuple>(self[3]) });
}

Result<Ref> methodcaller_repr(Thread& thread, MethodCaller& self)
{
    const std::string type(type_name(&self));
    ReprGuard guard(thread, &self);
    if (guard.repeated()) {
        return make_str(type + "(...)");
    }
    TRY_LET(const RefTo<Str> name, repr(thread, self[0]));
    std::string text = type + "(" + to_utf8(*name);
    for (Object* value : *as<Tuple>(self[1])) {
        TRY_LET(const RefTo<Str> shown, repr(thread, value));
        text += ", " + to_utf8(*shown);
    }
    const Tuple& values = *as<Tuple>(self[2]);
    for (std::int64_t i = 0; i < values.length; ++i) {
        TRY_LET(const RefTo<Str> shown, repr(thread, values[i]));
        text += ", " + to_utf8(*as<Str>((*as<Tuple>(self[3]))[i])) + "=" + to_utf8(*shown);
    }
    return make_str(text + ")");
}

constexpr Method itemgetter_methods[] = {
    { .name = "__reduce__", .call = native<Getter, getter_reduce>, .doc = "For pickling." },
};
constexpr Method attrgetter_methods[] = {
    { .name = "__reduce__", .call = native<Getter, attrgetter_reduce>, .doc = "For pickling." },
};

template <class T, NextItem next(Thread&, T&)>
constexpr Slots getter_slots(CreateFn create, CallFn call_slot, UnaryFn repr_slot)
{
    Slots slots = callable_slots(state_slots<T, next>(create));
    slots.call = call_slot;
    slots.repr = repr_slot;
    return slots;
}

} // namespace

constexpr TypeSpec itemgetter_spec = {
    .name = "operator.itemgetter",
    .doc = "itemgetter(item, ...): a callable that fetches the items of its argument.",
    .basic_size = sizeof(Getter),
    .slots = getter_slots<Getter, no_next>(
        itemgetter_create, itemgetter_call, unary<Getter, getter_repr<false>>),
    .methods = itemgetter_methods,
};

constexpr TypeSpec attrgetter_spec = {
    .name = "operator.attrgetter",
    .doc = "attrgetter(name, ...): a callable that fetches the attributes of its argument.",
    .basic_size = sizeof(Getter),
    .slots = getter_slots<Getter, no_next>(
        attrgetter_create, attrgetter_call, unary<Getter, getter_repr<true>>),
    .methods = attrgetter_methods,
};

constexpr TypeSpec methodcaller_spec = {
    .name = "operator.methodcaller",
    .doc = "methodcaller(name, ...): a callable that calls the method of its argument.",
    .basic_size = sizeof(MethodCaller),
    .slots = getter_slots<MethodCaller, no_method_next>(
        methodcaller_create, methodcaller_call, unary<MethodCaller, methodcaller_repr>),
};

} // namespace fw
