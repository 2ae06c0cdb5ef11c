// The module _ast: the classes of syntax trees, for the library's ast and those who build trees.
// What turns trees into objects and back is in ast_to_object and ast_to_tree.
// CPython: Python/Python-ast.c

#include "vm/base/region.h"
#include "vm/eval/import.h"
#include "vm/modules/ast_objects.h"
#include "vm/modules/ast_types.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

#include <vector>

namespace fw {

namespace {

struct AstObject : Object {
    Dict* dict;
};

enum class Positions : std::uint8_t { NoPosition, Position };

struct ClassRow {
    const char* name;
    AstClass base;
    Positions positions;
    std::string_view asdl;
};

constexpr ClassRow rows[] = {
    { "AST", AstClass::AST_, Positions::NoPosition, "" },
#define FW_AST_CLASS(name, base, position, asdl)                                                   \
    { #name, AstClass::base##_, Positions::position, asdl },
#include "vm/modules/ast_classes.def"
#undef FW_AST_CLASS
};

struct FieldNames {
    std::vector<Ref> all;
    std::vector<Ref> optional;
};

// From "Return(expr? value)". The docstrings of classes with subclasses have a "=" and no fields.
FieldNames fields_in(std::string_view asdl)
{
    FieldNames names;
    std::size_t at = asdl.find('(');
    if (at == std::string_view::npos || asdl.find('=') != std::string_view::npos) {
        return names;
    }
    while (at < asdl.size() - 1) {
        const std::size_t end = asdl.find_first_of(",)", at + 1);
        const std::size_t blank = asdl.rfind(' ', end);
        names.all.emplace_back(intern(asdl.substr(blank + 1, end - blank - 1)));
        if (asdl[blank - 1] == '?') {
            names.optional.push_back(names.all.back());
        }
        at = end + (asdl[end] == ',' ? 1 : 0);
    }
    return names;
}

RefTo<Tuple> tuple_of(const std::vector<Ref>& items)
{
    RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        tuple->items()[i] = share(items[i].get()).release();
    }
    return tuple;
}

Result<Ref> ast_create(Thread&, Type& type, Args)
{
    RefTo<AstObject> node = allocate<AstObject>(&type);
    gc_track(node.get());
    return Ref(std::move(node));
}

// Positional arguments are the fields in their order. CPython: ast_type_init
Result<void> ast_init(Thread& thread, Object* self, Args args)
{
    Ref fields;
    TRY_LET(const bool found, find_attribute(thread, self->type, intern("_fields").get(), fields));
    std::int64_t count = 0;
    if (found) {
        TRY_SET(count, length(thread, fields.get()));
    }
    if (static_cast<std::int64_t>(args.count) > count) {
        return raise(thread, TypeId::TypeError,
            "{} constructor takes at most {} positional argument{}", to_utf8(*self->type->name),
            count, count == 1 ? "" : "s");
    }
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(const Ref name, get_index(thread, fields.get(), static_cast<std::int64_t>(i)));
        if (!is_str(name.get())) {
            return raise(thread, TypeId::TypeError, "attribute name must be string, not '{}'",
                type_name(name.get()));
        }
        TRY(set_attribute(thread, self, as<Str>(name.get()), args[i]));
    }
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        Str* name = as<Str>((*args.names)[static_cast<std::int64_t>(i)]);
        for (std::size_t given = 0; given < args.count; ++given) {
            TRY_LET(
                const Ref field, get_index(thread, fields.get(), static_cast<std::int64_t>(given)));
            TRY_LET(const bool same, equal(thread, field.get(), name));
            if (same) {
                return raise(thread, TypeId::TypeError, "{} got multiple values for argument '{}'",
                    to_utf8(*self->type->name), to_utf8(*name));
            }
        }
        TRY(set_attribute(thread, self, name, args.values[args.count + i]));
    }
    return {};
}

// CPython: ast_type_reduce
Result<Ref> ast_reduce(Thread& thread, Object& self, Args)
{
    Ref dict;
    TRY_LET(const bool found, find_attribute(thread, &self, intern("__dict__").get(), dict));
    if (!found) {
        return make_tuple({ static_cast<Object*>(self.type), runtime().empty_tuple });
    }
    return make_tuple({ static_cast<Object*>(self.type), runtime().empty_tuple, dict.get() });
}

Result<Ref> ast_get_dict(Thread&, Object* self)
{
    Dict** place = dict_place(self);
    if (!*place) {
        *place = make_dict().release();
    }
    return share<Object>(*place);
}

Result<void> ast_set_dict(Thread& thread, Object* self, Object* value)
{
    if (!value) {
        return raise(thread, TypeId::TypeError, "cannot delete __dict__");
    }
    if (!is_dict(value)) {
        return raise(thread, TypeId::TypeError, "__dict__ must be set to a dictionary, not a '{}'",
            type_name(value));
    }
    Dict** place = dict_place(self);
    Dict* old = *place;
    *place = share(as<Dict>(value)).release();
    xdecref(old);
    return {};
}

void ast_traverse(Object* self, VisitFn visit, void* context)
{
    if (Dict* dict = as<AstObject>(self)->dict) {
        visit(dict, context);
    }
}

void ast_clear(Object* self)
{
    Dict* old = as<AstObject>(self)->dict;
    as<AstObject>(self)->dict = nullptr;
    xdecref(old);
}

void ast_destroy(Object* self)
{
    gc_untrack(self);
    xdecref(as<AstObject>(self)->dict);
    free_object(self);
}

constexpr Method ast_methods[] = {
    { .name = "__reduce__", .call = native<Object, ast_reduce>, .doc = nullptr },
};

constexpr Attribute ast_attributes[] = {
    { .name = "__dict__", .get = ast_get_dict, .set = ast_set_dict, .doc = nullptr },
};

constexpr TypeSpec ast_spec = {
    .name = "ast.AST",
    .basic_size = sizeof(AstObject),
    .dict_offset = offsetof(AstObject, dict),
    .flags = TypeIsBase,
    .slots = {
        .destroy = ast_destroy,
        .traverse = ast_traverse,
        .clear = ast_clear,
        .get_attribute = generic_get_attribute,
        .set_attribute = generic_set_attribute,
        .init = ast_init,
        .create = ast_create,
    },
    .methods = ast_methods,
    .attributes = ast_attributes,
};

bool is_leaf_of(AstClass base)
{
    return base == AstClass::expr_context_ || base == AstClass::boolop_
        || base == AstClass::operator_ || base == AstClass::unaryop_ || base == AstClass::cmpop_;
}

Result<void> make_class(Thread& thread, AstTypes& types, std::size_t index)
{
    const ClassRow& row = rows[index];
    const FieldNames fields = fields_in(row.asdl);
    const RefTo<Dict> dict = make_dict();
    types.fields[index] = tuple_of(fields.all).release();
    dict_set_str(*dict, intern("_fields").get(), types.fields[index]);
    dict_set_str(*dict, names().module, Ref(intern("ast")).get());
    dict_set_str(*dict, names().doc, Ref(make_str(row.asdl)).get());
    for (const Ref& name : fields.optional) {
        dict_set_str(*dict, as<Str>(name.get()), none());
    }
    if (row.positions == Positions::Position) {
        std::vector<Ref> attributes;
        for (Str* name : types.attributes) {
            attributes.emplace_back(share(name));
        }
        dict_set_str(*dict, intern("_attributes").get(), tuple_of(attributes).get());
        // These two may be left out.
        dict_set_str(*dict, types.attributes[2], none());
        dict_set_str(*dict, types.attributes[3], none());
    } else if (row.base == AstClass::AST_) {
        dict_set_str(*dict, intern("_attributes").get(), runtime().empty_tuple);
    }
    const RefTo<Tuple> bases = make_tuple({ static_cast<Object*>(types.type_of(row.base)) });
    TRY_LET(Ref made,
        type_create(thread, *type_type(), intern(row.name).get(), bases.get(), dict.get(), Args{}));
    Type* type = as<Type>(made.release());
    types.classes[index] = type;
    if (is_leaf_of(row.base)) {
        TRY_LET(Ref instance, call(thread, type, Args{}));
        types.instances[index] = instance.release();
    }
    return {};
}

Result<void> make_classes(Thread& thread, AstTypes& types)
{
    Type* root = make_module_type(ModuleBlock::ast, 0, ast_spec);
    dict_set_str(*root->dict, intern("_fields").get(), runtime().empty_tuple);
    dict_set_str(*root->dict, intern("_attributes").get(), runtime().empty_tuple);
    type_modified(root);
    types.classes[0] = root;
    types.fields[0] = share(runtime().empty_tuple).release();
    for (std::size_t i = 0; i < types.attributes.size(); ++i) {
        types.attributes[i] = intern(ast_attribute_names[i]).release();
    }
    for (std::size_t i = 1; i < std::size(rows); ++i) {
        TRY(make_class(thread, types, i));
    }
    return {};
}

} // namespace

Result<const AstTypes*> ast_types(Thread& thread)
{
    void*& place = runtime().module_state[static_cast<std::size_t>(ModuleState::ast)];
    if (!place) {
        auto* types = new (region_allocate(sizeof(AstTypes))) AstTypes{};
        TRY(make_classes(thread, *types));
        place = types;
    }
    return static_cast<const AstTypes*>(place);
}

AstClass ast_class_of(syntax::NodeKind kind)
{
    switch (kind) {
#define MODULE(name)                                                                               \
    case syntax::NodeKind::name:                                                                   \
        return AstClass::name##_;
#define STATEMENT(name, type) MODULE(name)
#define EXPRESSION(name, type) MODULE(name)
#define PART(name, type) MODULE(name)
#include "vm/syntax/node_kind.def"
    }
    return AstClass::AST_;
}

std::string_view ast_class_name(AstClass id)
{
    return rows[static_cast<std::size_t>(id)].name;
}

Result<bool> is_ast_object(Thread& thread, Object* object)
{
    TRY_LET(const AstTypes* types, ast_types(thread));
    return is_instance(thread, object, types->type_of(AstClass::AST_));
}

Result<RefTo<Module>> make_ast_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("_ast", {});
    TRY_LET(const AstTypes* types, ast_types(thread));
    add_to_module(*module, "AST", types->type_of(AstClass::AST_));
    add_to_module(*module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000);
    add_to_module(*module, "PyCF_ONLY_AST", 0x400);
    add_to_module(*module, "PyCF_TYPE_COMMENTS", 0x1000);
    for (std::size_t i = 1; i < std::size(rows); ++i) {
        add_to_module(*module, rows[i].name, types->classes[i]);
    }
    return module;
}

} // namespace fw
