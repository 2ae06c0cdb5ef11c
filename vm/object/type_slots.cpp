// The table of special methods, and the slots that a class' attributes ask for.
// CPython: slotdefs, update_one_slot, add_operators in Objects/typeobject.c

#include "vm/object/type_slots.h"

#include "vm/object/arguments.h"
#include "vm/object/descriptors.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/slot_functions.h"
#include "vm/object/slot_wrappers.h"
#include "vm/object/type_internal.h"

namespace fw {

namespace {

// A slot's function without its type; its own type keeps the row and the slot in step.
template <class Function> SlotFunction erase(Function function, Function)
{
    return reinterpret_cast<SlotFunction>(function);
}
template <class Function> SlotFunction erase(std::nullptr_t, Function)
{
    return nullptr;
}

bool takes_keywords(WrapperFn wrapper)
{
    return wrapper == &wrap_init || wrapper == &wrap_call;
}

const SlotRow all_rows[] = {
#define FW_SLOT(name, member, function, wrapper, doc)                                              \
    { &Names::name, offsetof(Slots, member), erase<decltype(Slots::member)>(function, nullptr),    \
        wrapper, doc, takes_keywords(wrapper) },
#include "vm/object/slots.def"
#undef FW_SLOT
};

Str* row_name(const SlotRow& row)
{
    return names().*row.name;
}

// When one name fills several slots, the only one of them that the type has. CPython:
// resolve_slotdups.
bool is_only_slot(const Type& type, const SlotRow& row)
{
    bool found = false;
    std::size_t where = 0;
    for (const SlotRow& other : all_rows) {
        if (other.name != row.name || !read_slot(type.slots, other.offset)) {
            continue;
        }
        if (found) {
            return true; // Several: no duplicate is resolved.
        }
        found = true;
        where = other.offset;
    }
    return !found || where == row.offset;
}

Result<Ref> new_wrapper(Thread& thread, Object* self, Args args);

// Sets the slot that the row and those after it describe; the row behind them. CPython:
// update_one_slot.
const SlotRow* update_slot(Type& type, const SlotRow* row, const SlotRow* end)
{
    const std::size_t offset = row->offset;
    SlotFunction specific = nullptr;
    SlotFunction generic = nullptr;
    bool use_generic = false;
    for (; row != end && row->offset == offset; ++row) {
        Object* found = type_lookup(&type, row_name(*row));
        if (!found) {
            continue;
        }
        if (found->type == wrapper_descriptor_type()
            && static_cast<WrapperDescriptor*>(found)->row->name == row->name) {
            const auto* wrapper = static_cast<WrapperDescriptor*>(found);
            if (is_only_slot(type, *row)) {
                generic = row->function;
            }
            if ((!specific || specific == wrapper->wrapped) && wrapper->row->wrapper == row->wrapper
                && is_subtype(&type, wrapper->owner)) {
                specific = wrapper->wrapped;
            } else {
                use_generic = true;
            }
        } else if (found->type == builtin_function_type() && offset == offsetof(Slots, create)
            && static_cast<BuiltinFunction*>(found)->method->call == &new_wrapper) {
            specific = reinterpret_cast<SlotFunction>(
                static_cast<Type*>(static_cast<BuiltinFunction*>(found)->self)->slots.create);
        } else if (found == none() && offset == offsetof(Slots, hash)) {
            specific = reinterpret_cast<SlotFunction>(&hash_not_implemented);
        } else {
            use_generic = true;
            generic = row->function;
        }
    }
    write_slot(type.slots, offset, specific && !use_generic ? specific : generic);
    return row;
}

void update_slots_named(Type& type, Str* name)
{
    const SlotRow* const end = std::end(all_rows);
    for (const SlotRow* row = all_rows; row != end;) {
        const SlotRow* first = row;
        bool named = false;
        while (row != end && row->offset == first->offset) {
            named = named || row_name(*row) == name;
            ++row;
        }
        if (named) {
            update_slot(type, first, end);
        }
    }
}

// `X.__new__` of a native type: checks what it is asked to make. CPython: tp_new_wrapper.
Result<Ref> new_wrapper(Thread& thread, Object* self, Args args)
{
    const auto* type = static_cast<Type*>(self);
    const std::string_view name = type_name(type);
    if (args.count == 0) {
        return raise(thread, TypeId::TypeError, "{}.__new__(): not enough arguments", name);
    }
    if (!is_type(args[0])) {
        return raise(thread, TypeId::TypeError, "{}.__new__(X): X is not a type object ({})", name,
            type_name(args[0]));
    }
    auto* made = static_cast<Type*>(args[0]);
    if (!is_subtype(made, type)) {
        return raise(thread, TypeId::TypeError, "{}.__new__({}): {} is not a subtype of {}", name,
            type_name(made), type_name(made), name);
    }
    const Type* native = made;
    while (native && native->slots.create == &slot_create) {
        native = native->base;
    }
    if (native && native->slots.create != type->slots.create) {
        return raise(thread, TypeId::TypeError, "{}.__new__({}) is not safe, use {}.__new__()",
            name, type_name(made), type_name(native));
    }
    return type->slots.create(thread, *made, Args{ args.values + 1, args.count - 1, args.names });
}

constexpr Method new_method = {
    .name = "__new__",
    .signature = "*",
    .call = &new_wrapper,
    .doc = "Create and return a new object.  See help(type) for accurate signature.",
};

} // namespace

std::span<const SlotRow> slot_rows()
{
    return all_rows;
}

void add_slot_wrappers(Type& type)
{
    for (const SlotRow& row : all_rows) {
        const SlotFunction function = read_slot(type.slots, row.offset);
        if (!row.wrapper || !function || dict_get_str(*type.dict, row_name(row))) {
            continue;
        }
        if (function == reinterpret_cast<SlotFunction>(&hash_not_implemented)) {
            dict_set_str(*type.dict, row_name(row), none());
            continue;
        }
        const Ref wrapper = make_wrapper_descriptor(&type, row, function);
        dict_set_str(*type.dict, row_name(row), wrapper.get());
    }
    if (type.slots.create && !dict_get_str(*type.dict, names().new_)) {
        const Ref function = make_builtin(new_method, &type, nullptr).take();
        dict_set_str(*type.dict, names().new_, function.get());
    }
}

void update_all_slots(Type& type)
{
    const SlotRow* const end = std::end(all_rows);
    for (const SlotRow* row = all_rows; row != end;) {
        row = update_slot(type, row, end);
    }
}

void update_slots(Type& type, Str* name)
{
    update_slots_named(type, name);
    for_each_subclass(type, [name](Type& subclass) {
        if (!dict_get_str(*subclass.dict, name)) { // It has its own.
            update_slots(subclass, name);
        }
    });
}

} // namespace fw
