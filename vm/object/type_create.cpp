// Making a class: type(name, bases, namespace). Metaclass, base, layout, __slots__, hooks.
// CPython: Objects/typeobject.c (type_new)

#include "vm/object/arguments.h"
#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"
#include "vm/object/exception.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/type_internal.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

constexpr std::uint32_t word = sizeof(Object*);

// What is added to the instances of the base.
struct Layout {
    std::vector<RefTo<Str>> slots; // mangled, sorted
    bool has_slots = false; // __slots__ was given
    bool add_dict = false;
    bool add_weakrefs = false;
};

// Whether CPython's instances have items behind the struct: then neither slots nor weak references
// can be added. (Our ints and classes are of one size, and still follow the rule.)
bool is_variable_sized(const Type& type)
{
    return type.item_size != 0 || has_flag(&type, TypeIntSubclass | TypeTypeSubclass);
}

bool is_identifier(const Str& text)
{
    if (text.length == 0) {
        return false;
    }
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t c = text.at(i);
        const bool letter
            = (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || c == '_' || c >= 128;
        if (!letter && !(i > 0 && c >= '0' && c <= '9')) {
            return false;
        }
    }
    return true;
}

// "__x" in class C is "_C__x". CPython: _Py_Mangle.
RefTo<Str> mangle(const Str& class_name, Str* name)
{
    const std::string text = to_utf8(*name);
    if (!text.starts_with("__") || text.ends_with("__") || text.find('.') != std::string::npos) {
        return share(name);
    }
    std::string prefix = to_utf8(class_name);
    prefix.erase(0, prefix.find_first_not_of('_'));
    if (prefix.empty()) {
        return share(name);
    }
    return intern("_" + prefix + text);
}

Result<void> read_slot_names(Thread& thread, const Type& base, const Str& class_name,
    const Dict& dict, Object* given, Layout& layout)
{
    const bool may_add_dict = base.dict_offset == 0;
    const bool may_add_weakrefs = base.weakrefs_offset == 0 && !is_variable_sized(base);
    Ref names_given;
    if (is_str(given)) {
        names_given = make_tuple({ given });
    } else {
        TRY_SET(names_given, sequence_to_tuple(thread, given));
    }
    const Tuple& all = *as<Tuple>(names_given.get());
    if (all.length > 0 && is_variable_sized(base)) {
        return raise(thread, TypeId::TypeError,
            "nonempty __slots__ not supported for subtype of '{}'", type_name(&base));
    }
    for (Object* item : all) {
        if (!is_str(item)) {
            return raise(thread, TypeId::TypeError, "__slots__ items must be strings, not '{}'",
                type_name(item));
        }
        auto* name = static_cast<Str*>(item);
        if (!is_identifier(*name)) {
            return raise(thread, TypeId::TypeError, "__slots__ must be identifiers");
        }
        if (str_equal(*name, "__dict__")) {
            if (!may_add_dict || layout.add_dict) {
                return raise(
                    thread, TypeId::TypeError, "__dict__ slot disallowed: we already got one");
            }
            layout.add_dict = true;
        } else if (str_equal(*name, "__weakref__")) {
            if (!may_add_weakrefs || layout.add_weakrefs) {
                return raise(thread, TypeId::TypeError,
                    "__weakref__ slot disallowed: either we already got one, or __itemsize__ != 0");
            }
            layout.add_weakrefs = true;
        } else {
            RefTo<Str> mangled = mangle(class_name, name);
            intern_in_place(mangled);
            const bool in_namespace
                = mangled.get() == names().qualname || mangled.get() == names().classcell;
            if (!in_namespace && dict_get_str(dict, mangled.get())) {
                return raise(thread, TypeId::ValueError,
                    "{} in __slots__ conflicts with class variable", str_repr_utf8(*mangled));
            }
            layout.slots.push_back(std::move(mangled));
        }
    }
    std::stable_sort(layout.slots.begin(), layout.slots.end(),
        [](const RefTo<Str>& left, const RefTo<Str>& right) {
            return str_compare(*left, *right) < 0;
        });
    return {};
}

// Secondary bases may have a __dict__ or weak references that the primary one lacks.
void add_from_other_bases(const Type& base, const Tuple& bases, Layout& layout)
{
    for (Object* item : bases) {
        const auto* other = static_cast<Type*>(item);
        if (other == &base) {
            continue;
        }
        if (base.dict_offset == 0 && other->dict_offset != 0) {
            layout.add_dict = true;
        }
        if (base.weakrefs_offset == 0 && !is_variable_sized(base) && other->weakrefs_offset != 0) {
            layout.add_weakrefs = true;
        }
    }
}

Result<Ref> instance_dict_get(Thread& thread, Object* self)
{
    Dict** place = dict_place(self);
    if (!place) {
        return raise(thread, TypeId::AttributeError,
            "This object has no __dict__"); // Only by taking the descriptor to another type.
    }
    if (!*place) {
        *place = make_dict().release();
    }
    return share<Object>(*place);
}

Result<void> instance_dict_set(Thread& thread, Object* self, Object* value)
{
    Dict** place = dict_place(self);
    if (!place) {
        return raise(thread, TypeId::AttributeError, "This object has no __dict__");
    }
    if (value && !is_dict(value)) {
        return raise(thread, TypeId::TypeError, "__dict__ must be set to a dictionary, not a '{}'",
            type_name(value));
    }
    const Ref old = Ref::adopt(*place);
    xincref(value);
    *place = static_cast<Dict*>(value);
    return {};
}

Result<Ref> instance_weakrefs_get(Thread& thread, Object* self)
{
    WeakRef** place = weakrefs_place(self);
    if (!place) {
        return raise(thread, TypeId::AttributeError, "This object has no __weakref__");
    }
    return *place ? share<Object>(*place) : make_none();
}

constexpr Attribute instance_dict = {
    .name = "__dict__",
    .get = &instance_dict_get,
    .set = &instance_dict_set,
    .doc = "dictionary for instance variables (if defined)",
};
constexpr Attribute instance_weakrefs = {
    .name = "__weakref__",
    .get = &instance_weakrefs_get,
    .doc = "list of weak references to the object (if defined)",
};

// Functions with these names are static or class methods without saying so.
template <class Make> void convert_method(Dict& dict, Str* name, Make make)
{
    Object* value = dict_get_str(dict, name);
    if (value && value->type == function_type()) {
        const Ref converted = make(value);
        dict_set_str(dict, name, converted.get());
    }
}

Result<void> set_namespace_names(Thread& thread, Type& type, Str* name)
{
    Dict& dict = *type.dict;
    if (!dict_get_str(dict, names().module) && thread.frame && runtime().globals_of_frame) {
        const Dict* globals = runtime().globals_of_frame(thread.frame);
        if (Object* module = dict_get_str(*globals, names().name)) {
            dict_set_str(dict, names().module, module);
        }
    }
    type.name = share(name).release();
    const Ref qualname = Ref::share(dict_get_str(dict, names().qualname));
    if (!qualname) {
        type.qualname = share(name).release();
        return {};
    }
    if (!is_str(qualname.get())) {
        return raise(thread, TypeId::TypeError, "type __qualname__ must be a str, not {}",
            type_name(qualname.get()));
    }
    type.qualname = share(as<Str>(qualname.get())).release();
    dict_delete_str(dict, names().qualname);
    return {};
}

void lay_out(Type& type, const Layout& layout)
{
    const Type& base = *type.base;
    std::uint32_t end = base.basic_size;
    type.item_size = base.item_size;
    type.dict_offset = base.dict_offset;
    type.weakrefs_offset = base.weakrefs_offset;
    if (!layout.slots.empty()) {
        RefTo<Tuple> slot_names = make_tuple(static_cast<std::int64_t>(layout.slots.size()));
        for (std::size_t i = 0; i < layout.slots.size(); ++i) {
            Str* slot = layout.slots[i].get();
            slot_names->items()[i] = share<Object>(slot).release();
            const Member member = {
                .name = nullptr,
                .kind = MemberKind::ObjectOrRaise,
                .offset = end,
                .read_only = false,
                .doc = nullptr,
            };
            const Ref descriptor = make_member_descriptor(&type, slot, member);
            dict_set_str(*type.dict, slot, descriptor.get());
            end += word;
        }
        type.slot_names = slot_names.release();
    }
    if (layout.add_dict) {
        type.dict_offset
            = base.item_size ? -static_cast<std::int32_t>(word) : static_cast<std::int32_t>(end);
        end += word;
        if (!dict_get_str(*type.dict, names().dict)) {
            const Ref descriptor = make_getset_descriptor(&type, instance_dict);
            dict_set_str(*type.dict, names().dict, descriptor.get());
        }
    }
    if (layout.add_weakrefs) {
        type.weakrefs_offset = static_cast<std::int32_t>(end);
        end += word;
        if (!dict_get_str(*type.dict, names().weakref)) {
            const Ref descriptor = make_getset_descriptor(&type, instance_weakrefs);
            dict_set_str(*type.dict, names().weakref, descriptor.get());
        }
    }
    type.basic_size = end;
}

Result<void> take_class_cell(Thread& thread, Type& type)
{
    const Ref cell = Ref::share(dict_get_str(*type.dict, names().classcell));
    if (!cell) {
        return {};
    }
    if (cell->type != cell_type()) {
        return raise(thread, TypeId::TypeError, "__classcell__ must be a nonlocal cell, not {}",
            type_name(cell.get()));
    }
    const Ref old = Ref::adopt(as<Cell>(cell.get())->content);
    incref(&type);
    as<Cell>(cell.get())->content = &type;
    dict_delete_str(*type.dict, names().classcell);
    return {};
}

// CPython: set_names().
Result<void> call_set_name(Thread& thread, Type& type)
{
    const RefTo<Dict> items = dict_copy(*type.dict);
    std::int64_t position = 0;
    Object* key = nullptr;
    Object* value = nullptr;
    while (dict_next(*items, position, key, value)) {
        Ref function;
        bool unbound = false;
        TRY_LET(
            bool found, find_special_method(thread, value, names().set_name, function, unbound));
        if (!found) {
            continue;
        }
        Object* const arguments[] = { value, &type, key };
        const Args args
            = unbound ? Args{ arguments, 3, nullptr } : Args{ arguments + 1, 2, nullptr };
        if (!call(thread, function.get(), args).failed()) {
            continue;
        }
        const SavedException cause = save_exception(thread);
        auto shown = repr(thread, key);
        const std::string key_text = shown.failed() ? std::string("?") : to_utf8(*shown.value());
        const Raised failed = raise(thread, TypeId::RuntimeError,
            "Error calling __set_name__ on '{}' instance {} in '{}'", type_name(value), key_text,
            type_name(&type));
        auto* raised = static_cast<Exception*>(thread.exception);
        as<Exception>(cause.exception.get())->traceback = Ref(cause.traceback).release();
        raised->cause = Ref(cause.exception).release();
        xdecref(raised->context);
        raised->context = Ref(cause.exception).release();
        raised->suppress_context = true;
        return failed;
    }
    return {};
}

// super(type, type).__init_subclass__(**keywords)
Result<void> call_init_subclass(Thread& thread, Type& type, Args keywords)
{
    TRY_LET(Ref parent, call(thread, super_type(), { &type, &type }));
    TRY_LET(Ref function, get_attribute(thread, parent.get(), names().init_subclass));
    TRY(call(thread, function.get(), Args{ keywords.values + keywords.count, 0, keywords.names }));
    return {};
}

bool is_solid(const Type* type, const Type* base)
{
    if (type->item_size || base->item_size) {
        return type->basic_size != base->basic_size || type->item_size != base->item_size;
    }
    std::uint32_t size = type->basic_size;
    const auto ends_with = [&size](std::int32_t offset) {
        return offset > 0 && static_cast<std::uint32_t>(offset) + word == size;
    };
    if (type->weakrefs_offset && !base->weakrefs_offset && ends_with(type->weakrefs_offset)
        && has_flag(type, TypeIsHeap)) {
        size -= word;
    }
    if (type->dict_offset && !base->dict_offset && ends_with(type->dict_offset)
        && has_flag(type, TypeIsHeap)) {
        size -= word;
    }
    return size != base->basic_size;
}

} // namespace

// The nearest ancestor that determines the layout of instances: __dict__ and weak references do not
// count. CPython: solid_base.
Type* solid_base(Type* type)
{
    Type* base = type->base ? solid_base(type->base) : object_type();
    return is_solid(type, base) ? type : base;
}

Result<Type*> best_base(Thread& thread, const Tuple& bases)
{
    Type* base = nullptr;
    Type* winner = nullptr;
    for (Object* item : bases) {
        if (!is_type(item)) {
            return raise(thread, TypeId::TypeError, "bases must be types");
        }
        auto* candidate_base = static_cast<Type*>(item);
        if (!has_flag(candidate_base, TypeIsBase)) {
            return raise(thread, TypeId::TypeError, "type '{}' is not an acceptable base type",
                type_name(candidate_base));
        }
        Type* candidate = solid_base(candidate_base);
        if (!winner) {
            winner = candidate;
            base = candidate_base;
        } else if (is_subtype(winner, candidate)) {
            continue;
        } else if (is_subtype(candidate, winner)) {
            winner = candidate;
            base = candidate_base;
        } else {
            return raise(
                thread, TypeId::TypeError, "multiple bases have instance lay-out conflict");
        }
    }
    return base;
}

Result<Type*> most_derived_metaclass(Thread& thread, Type* metaclass, const Tuple& bases)
{
    Type* winner = metaclass;
    for (Object* base : bases) {
        if (is_subtype(winner, base->type)) {
            continue;
        }
        if (is_subtype(base->type, winner)) {
            winner = base->type;
            continue;
        }
        return raise(thread, TypeId::TypeError,
            "metaclass conflict: the metaclass of a derived class must be a (non-strict) subclass "
            "of the metaclasses of all its bases");
    }
    return winner;
}

Result<Ref> type_create(
    Thread& thread, Type& metaclass, Str* name, Tuple* given_bases, Dict* given_dict, Args keywords)
{
    const RefTo<Tuple> bases
        = given_bases->length ? share(given_bases) : make_tuple({ object_type() });
    TRY_LET(Type * base, best_base(thread, *bases));
    const std::string utf8_name = to_utf8(*name);
    if (utf8_name.find('\0') != std::string::npos) {
        return raise(thread, TypeId::ValueError, "type name must not contain null characters");
    }
    const RefTo<Dict> dict = dict_copy(*given_dict);
    Layout layout;
    if (Object* slots = dict_get_str(*dict, names().slots)) {
        layout.has_slots = true;
        TRY(read_slot_names(thread, *base, *name, *dict, slots, layout));
        add_from_other_bases(*base, *bases, layout);
    } else {
        layout.add_dict = base->dict_offset == 0;
        layout.add_weakrefs = base->weakrefs_offset == 0 && !is_variable_sized(*base);
    }

    RefTo<Type> made = allocate<Type>(&metaclass);
    Type& type = *made;
    type.flags = TypeIsHeap | TypeIsBase;
    type.base = share(base).release();
    type.bases = share(bases.get()).release();
    type.dict = share(dict.get()).release();
    type.utf8_name = static_cast<char*>(region_allocate(utf8_name.size() + 1));
    std::copy_n(utf8_name.c_str(), utf8_name.size() + 1, type.utf8_name);
    if (!gc_is_tracked(&type)) {
        gc_track(&type);
    }
    TRY(set_namespace_names(thread, type, name));
    convert_method(*type.dict, names().new_, make_staticmethod);
    convert_method(*type.dict, names().init_subclass, make_classmethod);
    convert_method(*type.dict, names().class_getitem, make_classmethod);
    lay_out(type, layout);
    if (!dict_get_str(*type.dict, names().doc)) {
        dict_set_str(*type.dict, names().doc, none());
    }
    if (type.basic_size > base->basic_size) {
        type.flags |= TypeHasGc;
    }
    if (has_flag(base, TypeHasGc) || has_flag(&type, TypeHasGc)) {
        type.slots.traverse = &heap_traverse;
        type.slots.clear = &heap_clear;
    }
    type.slots.destroy = &heap_destroy;
    TRY(take_class_cell(thread, type));

    TRY(update_mro(thread, type));
    inherit_from_bases(type);
    for (Object* item : *type.bases) {
        add_subclass(*static_cast<Type*>(item), type);
    }
    type.flags |= TypeIsReady;
    update_all_slots(type);
    TRY(call_set_name(thread, type));
    TRY(call_init_subclass(thread, type, keywords));
    return made;
}

// type.__new__(metaclass, name, bases, namespace, **keywords)
Result<Ref> type_new(Thread& thread, Type& metaclass, Args args)
{
    constexpr const char* expected[] = { "str", "tuple", "dict" };
    const auto wrong = [&](std::size_t index) {
        return raise(thread, TypeId::TypeError, "type.__new__() argument {} must be {}, not {}",
            index + 1, expected[index], type_name(args[index]));
    };
    if (args.count != 3) {
        return raise(thread, TypeId::TypeError,
            "type.__new__() takes exactly 3 arguments ({} given)", args.count);
    }
    if (!is_str(args[0])) {
        return wrong(0);
    }
    if (!is_tuple(args[1])) {
        return wrong(1);
    }
    if (!is_dict(args[2])) {
        return wrong(2);
    }
    auto* bases = static_cast<Tuple*>(args[1]);
    for (Object* base : *bases) {
        if (is_type(base)) {
            continue;
        }
        Ref entries;
        TRY_LET(bool resolves, find_attribute(thread, base, names().mro_entries, entries));
        if (resolves) {
            return raise(thread, TypeId::TypeError,
                "type() doesn't support MRO entry resolution; use types.new_class()");
        }
    }
    TRY_LET(Type * winner, most_derived_metaclass(thread, &metaclass, *bases));
    if (winner != &metaclass && winner->slots.create != &type_new) {
        return winner->slots.create(thread, *winner, args);
    }
    return type_create(
        thread, *winner, static_cast<Str*>(args[0]), bases, static_cast<Dict*>(args[2]), args);
}

} // namespace fw
