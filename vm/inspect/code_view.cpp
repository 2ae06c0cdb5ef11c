// Pictures of code objects.
// CPython: Lib/dis.py

#include "vm/inspect/code_view.h"

#include "vm/code/code_unit.h"
#include "vm/code/disassemble.h"
#include "vm/code/instruction.h"
#include "vm/code/line_table.h"
#include "vm/inspect/preview.h"
#include "vm/object/core_objects.h"
#include "vm/object/runtime.h"

#include <algorithm>

namespace fw::inspect {

namespace {

SourceRange to_range(const fw::SourceRange& range)
{
    return { range.line, range.column, range.end_line, range.end_column };
}

std::vector<std::string> strings(const Tuple& names)
{
    std::vector<std::string> texts;
    for (const Object* name : names) {
        texts.push_back(to_utf8(*static_cast<const Str*>(name)));
    }
    return texts;
}

struct FlagName {
    std::uint32_t bit;
    const char* name;
};
constexpr FlagName flag_names[] = { { 0x1, "OPTIMIZED" }, { 0x2, "NEWLOCALS" }, { 0x4, "VARARGS" },
    { 0x8, "VARKEYWORDS" }, { 0x10, "NESTED" }, { 0x20, "GENERATOR" }, { 0x40, "NOFREE" },
    { 0x80, "COROUTINE" }, { 0x100, "ITERABLE_COROUTINE" }, { 0x200, "ASYNC_GENERATOR" } };

std::vector<Instruction> make_instructions(const code::CodeUnit& unit)
{
    std::vector<Instruction> rows;
    const std::vector<std::size_t> targets = code::jump_targets(unit.code);
    std::vector<code::LineStart> starts = code::line_starts(unit);
    code::InstructionReader reader(unit.code);
    for (code::Instruction instruction; reader.next(instruction);) {
        const code::OpInfo& info = code::info(instruction.op);
        Instruction row;
        row.offset = static_cast<int>(instruction.offset);
        row.opcode = static_cast<std::uint8_t>(instruction.op);
        row.name = info.name;
        row.has_arg = code::has_argument(instruction.op);
        row.arg = static_cast<int>(instruction.argument);
        row.meaning = code::argument_meaning(unit, instruction);
        row.line = code::line_at(unit, instruction.offset);
        row.starts_line = std::any_of(starts.begin(), starts.end(),
            [&](const code::LineStart& start) { return start.offset == instruction.offset; });
        row.is_jump_target = std::binary_search(targets.begin(), targets.end(), instruction.offset);
        if (const auto target = code::jump_target(instruction)) {
            row.jump_target = static_cast<int>(*target);
        }
        const code::Origin origin = unit.origin_at(instruction.offset);
        row.range = to_range(origin.range);
        row.node = origin.node;
        row.effect = info.picture;
        row.summary = info.summary;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::shared_ptr<const CodeObject> make_picture(const fw::Code& code, const KnownCode* parent)
{
    auto picture = std::make_shared<CodeObject>();
    picture->id = id_of(&code);
    picture->parent = parent ? id_of(parent->code) : 0;
    picture->name = to_utf8(*code.name);
    picture->qualname = picture->name;
    if (parent && parent->picture->kind != FrameKind::Module) {
        const bool in_class = parent->picture->kind == FrameKind::Class;
        picture->qualname
            = parent->picture->qualname + (in_class ? "." : ".<locals>.") + picture->name;
    }
    picture->filename = to_utf8(*code.filename);
    picture->kind = kind_of_code(code);
    picture->firstlineno = code.firstlineno;
    picture->argcount = code.argcount;
    picture->posonlyargcount = code.posonlyargcount;
    picture->kwonlyargcount = code.kwonlyargcount;
    picture->nlocals = code.nlocals;
    picture->stacksize = code.stacksize;
    picture->flags = static_cast<std::uint32_t>(code.flags);
    for (const FlagName& flag : flag_names) {
        if ((picture->flags & flag.bit) != 0) {
            picture->flag_names.emplace_back(flag.name);
        }
    }
    picture->names = strings(*code.names);
    picture->varnames = strings(*code.varnames);
    picture->freevars = strings(*code.freevars);
    picture->cellvars = strings(*code.cellvars);
    for (const Object* constant : *code.consts) {
        Constant row;
        bool shortened = false;
        row.text = preview_text(constant, preview_length, shortened);
        row.type = to_utf8(*constant->type->name);
        row.code = constant->type == code_type() ? id_of(constant) : 0;
        if (row.code != 0) {
            row.text = "<code object " + row.text + ">";
        }
        picture->consts.push_back(std::move(row));
    }
    picture->code_bytes = code.code->view();
    picture->lnotab = code.lnotab->view();
    if (code.unit) {
        for (const code::LineStart& start : code::line_starts(*code.unit)) {
            picture->lines.emplace_back(static_cast<int>(start.offset), start.line);
        }
        picture->node = code.unit->node;
        picture->instructions = make_instructions(*code.unit);
    }
    return picture;
}

} // namespace

FrameKind kind_of_code(const fw::Code& code)
{
    if ((code.flags & CodeCoroutine) != 0) {
        return FrameKind::Coroutine;
    }
    if (str_equal(*code.name, "<module>")) {
        return FrameKind::Module;
    }
    if (str_equal(*code.name, "<lambda>")) {
        return FrameKind::Lambda;
    }
    for (const char* name : { "<listcomp>", "<setcomp>", "<dictcomp>", "<genexpr>" }) {
        if (str_equal(*code.name, name)) {
            return FrameKind::Comprehension;
        }
    }
    if ((code.flags & CodeGenerator) != 0) {
        return FrameKind::Generator;
    }
    return (code.flags & CodeOptimized) != 0 ? FrameKind::Function : FrameKind::Class;
}

void CodeCatalog::add(const fw::Code& code, const fw::Code* parent)
{
    const auto known = m_known.find(&code);
    if (known != m_known.end()) {
        // A new object may stand where an old one was.
        if (known->second.unit == code.unit && code.unit) {
            return;
        }
        m_order.erase(std::find(m_order.begin(), m_order.end(), &code));
    }
    const KnownCode* parent_entry = parent ? find(parent) : nullptr;
    KnownCode entry;
    entry.code = &code;
    entry.parent = parent;
    entry.unit = code.unit;
    entry.picture = make_picture(code, parent_entry);
    const std::string_view bytes = code.code->view();
    entry.origins = std::make_shared<const StackOrigins>(
        std::span(reinterpret_cast<const std::uint8_t*>(bytes.data()), bytes.size()));
    m_known[&code] = std::move(entry);
    m_order.push_back(&code);
    for (const Object* constant : *code.consts) {
        if (constant->type == code_type()) {
            add(*static_cast<const fw::Code*>(constant), &code);
        }
    }
}

const KnownCode* CodeCatalog::find(const fw::Code* code) const
{
    const auto known = m_known.find(code);
    return known == m_known.end() ? nullptr : &known->second;
}

const KnownCode& CodeCatalog::of(const fw::Code& code)
{
    add(code);
    return *find(&code);
}

std::vector<std::shared_ptr<const CodeObject>> CodeCatalog::pictures() const
{
    std::vector<std::shared_ptr<const CodeObject>> pictures;
    for (const fw::Code* code : m_order) {
        pictures.push_back(m_known.at(code).picture);
    }
    return pictures;
}

const fw::Code* CodeCatalog::owner_of_variable(const fw::Code& user, const std::string& name) const
{
    const KnownCode* entry = find(&user);
    for (const fw::Code* code = entry ? entry->parent : nullptr; code;) {
        for (const Object* cell : *code->cellvars) {
            if (str_equal(*static_cast<const Str*>(cell), std::string_view(name))) {
                return code;
            }
        }
        const KnownCode* next = find(code);
        code = next ? next->parent : nullptr;
    }
    return nullptr;
}

} // namespace fw::inspect
