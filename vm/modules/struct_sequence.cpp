// Named tuples of native modules.

#include "vm/modules/struct_sequence.h"

#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/int.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

std::int64_t type_number(const Type* type, std::string_view name)
{
    Object* value = dict_get_str(*type->dict, intern(name).get());
    return value ? as<Int>(value)->value : 0;
}

RefTo<Tuple> allocate_items(Type* type, std::int64_t all, std::int64_t visible)
{
    RefTo<Tuple> tuple = allocate<Tuple>(type, static_cast<std::size_t>(all));
    for (std::int64_t i = 0; i < all; ++i) {
        tuple->items()[i] = nullptr;
    }
    tuple->length = visible;
    return tuple;
}

Result<Ref> struct_sequence_reduce(Thread&, Object* self, Args)
{
    const auto* tuple = as<Tuple>(self);
    const RefTo<Tuple> items = make_tuple_from(tuple->items(), tuple->length);
    const RefTo<Dict> hidden = make_dict();
    const auto members = self->type->spec->members;
    for (std::size_t i = static_cast<std::size_t>(tuple->length); i < members.size(); ++i) {
        if (Object* item = tuple->items()[i]) {
            dict_set_str(*hidden, intern(members[i].name).get(), item);
        }
    }
    const RefTo<Tuple> arguments = make_tuple({ items.get(), hidden.get() });
    return Ref(make_tuple({ self->type, arguments.get() }));
}

} // namespace

const Method struct_sequence_methods[1] = {
    { .name = "__reduce__", .call = struct_sequence_reduce, .doc = "For pickling." },
};

Type* struct_sequence_base()
{
    return tuple_type();
}

Result<Ref> struct_sequence_repr(Thread& thread, Object* self)
{
    const auto* tuple = as<Tuple>(self);
    std::string text = std::string(type_name(self)) + "(";
    const auto members = self->type->spec->members;
    for (std::int64_t i = 0; i < tuple->length; ++i) {
        TRY_LET(const RefTo<Str> item, repr(thread, (*tuple)[i]));
        text += i > 0 ? ", " : "";
        text += members[static_cast<std::size_t>(i)].name;
        text += "=" + to_utf8(*item);
    }
    return Ref(make_str(text + ")"));
}

void struct_sequence_destroy(Object* self)
{
    gc_untrack(self);
    auto* tuple = as<Tuple>(self);
    const std::size_t all = self->type->spec->members.size();
    for (std::size_t i = 0; i < all; ++i) {
        xdecref(tuple->items()[i]);
    }
    free_object(self);
}

// type(sequence, dict={})
Result<Ref> struct_sequence_create(Thread& thread, Type& type, Args args)
{
    static constexpr SignatureShape shape("sequence, dict={}");
    Object* values[2];
    TRY(bind_arguments(thread, type_name(&type), shape, args, values));
    TRY_LET(const Ref given, sequence_fast(thread, values[0], "constructor requires a sequence"));
    const RefTo<Tuple> items = is_tuple(given.get())
        ? as<Tuple>(share(given.get()))
        : as<Tuple>(sequence_to_tuple(thread, given.get()).take());
    const auto visible = type_number(&type, "n_sequence_fields");
    const auto all = type_number(&type, "n_fields");
    if (items->length < visible || items->length > all) {
        return raise(thread, TypeId::TypeError, "{}() takes {} {}-sequence ({}-sequence given)",
            type_name(&type),
            all == visible                ? "a"
                : items->length < visible ? "an at least"
                                          : "an at most",
            items->length < visible ? visible : all, items->length);
    }
    RefTo<Tuple> made = allocate_items(&type, all, visible);
    for (std::int64_t i = 0; i < all; ++i) {
        Object* item = i < items->length ? (*items)[i] : nullptr;
        if (!item && values[1] && is_dict(values[1])) {
            item = dict_get_str(*as<Dict>(values[1]),
                intern(type.spec->members[static_cast<std::size_t>(i)].name).get());
        }
        made->items()[i] = share(item ? item : none()).release();
    }
    gc_track(made.get());
    return Ref(std::move(made));
}

void ready_struct_sequence(Type& type, const TypeSpec& spec, std::int64_t visible)
{
    type_ready(type, spec);
    const auto add = [&](std::string_view name, std::size_t value) {
        dict_set_str(*type.dict, intern(name).get(), make_int(value).get());
    };
    add("n_sequence_fields", static_cast<std::size_t>(visible));
    add("n_fields", spec.members.size());
    add("n_unnamed_fields", 0);
}

Ref make_struct_sequence(Type* type, std::initializer_list<Ref> items)
{
    const auto all = static_cast<std::int64_t>(items.size());
    RefTo<Tuple> made = allocate_items(type, all, type_number(type, "n_sequence_fields"));
    std::int64_t index = 0;
    for (const Ref& item : items) {
        made->items()[index++] = share(item.get()).release();
    }
    gc_track(made.get());
    return made;
}

} // namespace fw
