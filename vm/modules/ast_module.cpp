// The module _ast: the classes of syntax trees, for the library's ast and those who build trees.
// compile() makes no trees for programs; `framewalk ast` shows them. CPython: Python/Python-ast.c

#include "vm/eval/import.h"
#include "vm/modules/io.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

struct AstClass {
    const char* name;
    const char* base;
    const char* fields;
    bool has_position;
};

constexpr AstClass classes[] = {
#define FW_AST_CLASS(name, base, fields, position) { #name, #base, fields, position },
#include "vm/modules/ast_classes.def"
#undef FW_AST_CLASS
};

RefTo<Tuple> words(std::string_view text)
{
    std::vector<Ref> found;
    while (!text.empty()) {
        const std::size_t end = std::min(text.find(' '), text.size());
        found.push_back(intern(text.substr(0, end)));
        text.remove_prefix(std::min(end + 1, text.size()));
    }
    RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(found.size()));
    for (std::size_t i = 0; i < found.size(); ++i) {
        tuple->items()[i] = found[i].release();
    }
    return tuple;
}

Result<Ref> ast_create(Thread&, Type& type, Args)
{
    RefTo<IoObject> node = allocate<IoObject>(&type);
    gc_track(node.get());
    return Ref(std::move(node));
}

// Positional arguments are the fields in their order. CPython: ast_type_init
Result<void> ast_init(Thread& thread, Object* self, Args args)
{
    TRY_LET(const Ref fields, get_attribute(thread, self->type, intern("_fields").get()));
    TRY_LET(const Ref names, sequence_to_tuple(thread, fields.get()));
    const Tuple& tuple = *as<Tuple>(names.get());
    if (static_cast<std::int64_t>(args.count) > tuple.length) {
        return raise(thread, TypeId::TypeError,
            "{} constructor takes at most {} positional argument{}", type_name(self), tuple.length,
            tuple.length == 1 ? "" : "s");
    }
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY(set_attribute(thread, self, as<Str>(tuple[static_cast<std::int64_t>(i)]), args[i]));
    }
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        TRY(set_attribute(thread, self, as<Str>((*args.names)[static_cast<std::int64_t>(i)]),
            args.values[args.count + i]));
    }
    return {};
}

void ast_destroy(Object* self)
{
    gc_untrack(self);
    io_drop_members(*as<IoObject>(self));
    free_object(self);
}

constexpr TypeSpec ast_spec = {
    .name = "ast.AST",
    .doc = "A node of a syntax tree.",
    .basic_size = sizeof(IoObject),
    .dict_offset = offsetof(IoObject, dict),
    .weakrefs_offset = offsetof(IoObject, weakrefs),
    .flags = TypeIsBase,
    .slots = {
        .destroy = ast_destroy,
        .traverse = io_traverse,
        .init = ast_init,
        .create = ast_create,
    },
};

Result<void> add_class(Thread& thread, Module& module, const AstClass& row)
{
    const RefTo<Dict> dict = make_dict();
    dict_set_str(*dict, names().module, Ref(intern("ast")).get());
    dict_set_str(*dict, intern("_fields").get(), words(row.fields).get());
    dict_set_str(*dict, intern("_attributes").get(),
        words(row.has_position ? "lineno col_offset end_lineno end_col_offset" : "").get());
    if (row.has_position) {
        // These two may be left out.
        dict_set_str(*dict, intern("end_lineno").get(), none());
        dict_set_str(*dict, intern("end_col_offset").get(), none());
    }
    Object* base = dict_get_str(*module.dict, intern(row.base).get());
    const RefTo<Tuple> bases = make_tuple({ base });
    TRY_LET(const Ref made,
        type_create(thread, *type_type(), intern(row.name).get(), bases.get(), dict.get(), Args{}));
    add_to_module(module, row.name, made.get());
    return {};
}

} // namespace

Result<RefTo<Module>> make_ast_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("_ast", {}, "The classes of syntax trees.");
    Type* root = make_module_type(ModuleBlock::other, 0, ast_spec);
    dict_set_str(*root->dict, intern("_fields").get(), runtime().empty_tuple);
    dict_set_str(*root->dict, intern("_attributes").get(), runtime().empty_tuple);
    type_modified(root);
    add_type(*module, root);
    for (const AstClass& row : classes) {
        TRY(add_class(thread, *module, row));
    }
    add_to_module(*module, "PyCF_ONLY_AST", 0x400);
    add_to_module(*module, "PyCF_TYPE_COMMENTS", 0x1000);
    add_to_module(*module, "PyCF_ALLOW_TOP_LEVEL_AWAIT", 0x2000);
    return module;
}

} // namespace fw
