// The module _symtable: the compiler's symbol table as objects, for the library's symtable.
// CPython: Modules/symtablemodule.c, ste_... in Python/symtable.c

#include "vm/compile/compile.h"
#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/modules/module_types.h"
#include "vm/modules/source_decode.h"
#include "vm/modules/source_support.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"

namespace fw {

namespace {

using compile::Scope;

struct SymtableEntry : Object {
    Object* id;
    Object* name;
    Object* symbols;
    Object* varnames;
    Object* children;
    std::int32_t nested;
    std::int32_t type;
    std::int32_t lineno;
};

constexpr Object* SymtableEntry::*entry_objects[] = { &SymtableEntry::id, &SymtableEntry::name,
    &SymtableEntry::symbols, &SymtableEntry::varnames, &SymtableEntry::children };

constexpr int scope_offset = 11;
constexpr int scope_mask = 15;

// CPython: _Py_block_ty
enum BlockType : std::int32_t { FunctionBlock, ClassBlock, ModuleBlockType };

void entry_traverse(Object* self, VisitFn visit, void* context)
{
    for (const auto member : entry_objects) {
        if (Object* object = as<SymtableEntry>(self)->*member) {
            visit(object, context);
        }
    }
}

void entry_destroy(Object* self)
{
    gc_untrack(self);
    for (const auto member : entry_objects) {
        xdecref(as<SymtableEntry>(self)->*member);
    }
    free_object(self);
}

Result<Ref> entry_repr(Thread&, SymtableEntry& self)
{
    return make_str(fmt::format("<symtable entry {}({}), line {}>", to_utf8(*as<Str>(self.name)),
        int_to_decimal(*as<Int>(self.id)), self.lineno));
}

constexpr Member entry_members[] = {
    { "id", MemberKind::Object, offsetof(SymtableEntry, id) },
    { "name", MemberKind::Object, offsetof(SymtableEntry, name) },
    { "symbols", MemberKind::Object, offsetof(SymtableEntry, symbols) },
    { "varnames", MemberKind::Object, offsetof(SymtableEntry, varnames) },
    { "children", MemberKind::Object, offsetof(SymtableEntry, children) },
    { "nested", MemberKind::Int32, offsetof(SymtableEntry, nested) },
    { "type", MemberKind::Int32, offsetof(SymtableEntry, type) },
    { "lineno", MemberKind::Int32, offsetof(SymtableEntry, lineno) },
};

constexpr TypeSpec entry_spec = {
    .name = "symtable entry",
    .basic_size = sizeof(SymtableEntry),
    .slots = {
        .destroy = entry_destroy,
        .traverse = entry_traverse,
        .repr = unary<SymtableEntry, entry_repr>,
    },
    .members = entry_members,
};

Type* entry_type()
{
    return module_type_at(ModuleBlock::symtable, 0);
}

std::int32_t block_type(compile::ScopeKind kind)
{
    switch (kind) {
    case compile::ScopeKind::Module:
        return ModuleBlockType;
    case compile::ScopeKind::Class:
        return ClassBlock;
    case compile::ScopeKind::Function:
        break;
    }
    return FunctionBlock;
}

Result<Ref> make_entry(Thread& thread, const Scope& scope)
{
    RecursionGuard guard(thread);
    TRY(guard.enter(" during compilation"));
    const RefTo<SymtableEntry> entry = allocate<SymtableEntry>(entry_type());
    gc_track(entry.get());
    entry->id = make_int(scope.node).release();
    entry->name = intern(*scope.name).release();
    entry->nested = scope.nested ? 1 : 0;
    entry->type = block_type(scope.kind);
    entry->lineno = scope.kind == compile::ScopeKind::Module ? 0 : scope.range.line;
    const RefTo<Dict> symbols = make_dict();
    entry->symbols = share<Object>(symbols.get()).release();
    for (const compile::Symbol& symbol : scope.symbols) {
        const int binding = static_cast<int>(symbol.binding);
        dict_set_str(*symbols, intern(*symbol.name).get(),
            make_int(static_cast<int>(symbol.facts) | (binding << scope_offset)).get());
    }
    const RefTo<List> varnames = make_list();
    entry->varnames = share<Object>(varnames.get()).release();
    for (const compile::Identifier name : scope.parameters) {
        list_append(*varnames, intern(*name));
    }
    const RefTo<List> children = make_list();
    entry->children = share<Object>(children.get()).release();
    for (const Scope* child : scope.children) {
        TRY_LET(Ref inner, make_entry(thread, *child));
        list_append(*children, std::move(inner));
    }
    return Ref(entry);
}

Result<syntax::Mode> mode_argument(Thread& thread, Object* object)
{
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError, "symtable() argument 3 must be str, not {}",
            type_name(object));
    }
    const Str& text = *as<Str>(object);
    if (str_equal(text, "exec")) {
        return syntax::Mode::Exec;
    }
    if (str_equal(text, "eval")) {
        return syntax::Mode::Eval;
    }
    if (str_equal(text, "single")) {
        return syntax::Mode::Single;
    }
    return raise(
        thread, TypeId::ValueError, "symtable() arg 3 must be 'exec' or 'eval' or 'single'");
}

// Tree and table are in the region, since making objects of them may start the collector.
Result<Ref> make_symtable(Thread& thread, Object*, Args args)
{
    TRY_LET(const RefTo<Str> filename, filename_argument(thread, args[1]));
    TRY_LET(const syntax::Mode mode, mode_argument(thread, args[2]));
    syntax::SourceEncoding encoding{};
    TRY_LET(const std::string source,
        source_text(thread, args[0], "symtable", "string or bytes", encoding));
    std::string decoded;
    TRY_LET(
        const bool is_other, decode_declared(thread, source, filename.get(), encoding, decoded));
    const std::string& text = is_other ? decoded : source;
    syntax::ParseOutcome parsed = syntax::parse(text, to_utf8(*filename), mode, encoding);
    if (!parsed) {
        return raise_syntax_error(thread, parsed.error, filename.get());
    }
    const compile::SymbolsOutcome outcome = compile::symbols_of(*parsed.tree);
    if (!outcome.table) {
        return raise_syntax_error(thread, outcome.error, filename.get());
    }
    return make_entry(thread, outcome.table->top());
}

constexpr Method functions[] = {
    { .name = "symtable",
        .signature = "source, filename, startstr, /",
        .call = make_symtable,
        .doc = "Return symbol and scope dictionaries used internally by compiler." },
};

} // namespace

Result<RefTo<Module>> make_symtable_module(Thread&)
{
    make_module_type(ModuleBlock::symtable, 0, entry_spec);
    RefTo<Module> module = make_native_module("_symtable", functions);
    const std::pair<const char*, int> numbers[] = {
        { "USE", compile::Used },
        { "DEF_GLOBAL", compile::DeclaredGlobal },
        { "DEF_NONLOCAL", compile::DeclaredNonlocal },
        { "DEF_LOCAL", compile::Assigned },
        { "DEF_PARAM", compile::Parameter },
        { "DEF_FREE", 32 },
        { "DEF_FREE_CLASS", compile::FreeInClass },
        { "DEF_IMPORT", compile::Imported },
        { "DEF_BOUND", compile::BoundHere },
        { "DEF_ANNOT", compile::Annotated },
        { "TYPE_FUNCTION", FunctionBlock },
        { "TYPE_CLASS", ClassBlock },
        { "TYPE_MODULE", ModuleBlockType },
        { "LOCAL", static_cast<int>(compile::Binding::Local) },
        { "GLOBAL_EXPLICIT", static_cast<int>(compile::Binding::GlobalExplicit) },
        { "GLOBAL_IMPLICIT", static_cast<int>(compile::Binding::GlobalImplicit) },
        { "FREE", static_cast<int>(compile::Binding::Free) },
        { "CELL", static_cast<int>(compile::Binding::Cell) },
        { "SCOPE_OFF", scope_offset },
        { "SCOPE_MASK", scope_mask },
    };
    for (const auto& [name, number] : numbers) {
        add_to_module(*module, name, number);
    }
    return module;
}

} // namespace fw
