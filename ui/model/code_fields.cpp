// See code_fields.h.

#include "ui/model/code_fields.h"

#include "ui/model/stack_columns.h"

#include <algorithm>
#include <cstdio>

namespace fw::ui {
namespace {

std::string counted(std::size_t count, const char* word)
{
    return std::to_string(count) + " " + word + (count == 1 ? "" : "s");
}

std::string bytes_text(const std::string& bytes)
{
    std::string text;
    char digits[4];
    for (std::size_t i = 0; i < bytes.size(); ++i) {
        std::snprintf(digits, sizeof digits, "%02x", static_cast<unsigned char>(bytes[i]));
        text += digits;
        if (i % 2 == 1 && i + 1 < bytes.size()) {
            text += ' ';
        }
    }
    return text.empty() ? "(empty)" : text;
}

class Fields {
public:
    void caption(std::string text)
    {
        m_rows.push_back({ .kind = FieldRow::Kind::Caption, .name = std::move(text) });
    }

    void field(std::string name, std::string value, std::string note = {})
    {
        m_rows.push_back({ .name = std::move(name),
            .value = { { std::move(value) } },
            .note = std::move(note) });
    }

    void number(std::string name, int value, std::string note)
    {
        field(std::move(name), std::to_string(value), std::move(note));
    }

    void table(const std::string& name, const std::vector<std::string>& entries, Tone tone,
        const std::string& note)
    {
        field(name, entries.empty() ? "()" : counted(entries.size(), "name"), note);
        for (std::size_t i = 0; i < entries.size(); ++i) {
            m_rows.push_back({ .kind = FieldRow::Kind::Entry,
                .name = std::to_string(i),
                .value = { { entries[i], tone } } });
        }
    }

    void entry(FieldRow row)
    {
        row.kind = FieldRow::Kind::Entry;
        m_rows.push_back(std::move(row));
    }

    std::vector<FieldRow> take() { return std::move(m_rows); }

private:
    std::vector<FieldRow> m_rows;
};

void add_numbers(Fields& fields, const inspect::CodeObject& code)
{
    fields.field("co_name", code.name, kind_word(code.kind));
    fields.field("co_filename", code.filename);
    fields.number("co_firstlineno", code.firstlineno, "line of the def");
    fields.number("co_argcount", code.argcount, "positional parameters");
    fields.number("co_posonlyargcount", code.posonlyargcount, "of these, positional only");
    fields.number("co_kwonlyargcount", code.kwonlyargcount, "keyword only parameters");
    fields.number("co_nlocals", code.nlocals, "fast local slots");
    fields.number("co_stacksize", code.stacksize, "slots of the value stack");
    std::string flags;
    for (const std::string& name : code.flag_names) {
        flags += (flags.empty() ? "" : " | ") + name;
    }
    char text[16];
    std::snprintf(text, sizeof text, "0x%02x", code.flags);
    fields.field("co_flags", text, flags);
}

void add_tables(Fields& fields, const View& view, const inspect::CodeObject& code)
{
    fields.table("co_varnames", code.varnames, Tone::Text, "arguments, then other locals");
    fields.table(
        "co_cellvars", code.cellvars, Tone::Cell, "own variables that inner functions use");
    fields.table("co_freevars", code.freevars, Tone::Cell, "variables of outer functions");
    fields.table("co_names", code.names, Tone::Text, "globals, attributes, modules");
    fields.field("co_consts", counted(code.consts.size(), "constant"));
    for (std::size_t i = 0; i < code.consts.size(); ++i) {
        const inspect::Constant& constant = code.consts[i];
        const inspect::CodeObject* nested = constant.code ? view.find_code(constant.code) : nullptr;
        fields.entry({ .name = std::to_string(i),
            .value = { { nested ? "code " + nested->name : constant.text,
                nested ? Tone::Code : Tone::Text } },
            .note = constant.type,
            .code = constant.code });
    }
    fields.field("co_code", bytes_text(code.code_bytes), counted(code.code_bytes.size(), "byte"));
    fields.field("co_lnotab", bytes_text(code.lnotab), counted(code.lines.size(), "line start"));
    for (const auto& [offset, line] : code.lines) {
        fields.entry({ .name = std::to_string(offset),
            .value = { { "line " + std::to_string(line), Tone::Dim } } });
    }
}

void add_sharers(Fields& fields, const View& view, const inspect::CodeObject& code)
{
    const inspect::Picture& picture = *view.picture;
    const auto functions = std::count_if(picture.functions.begin(), picture.functions.end(),
        [&](const inspect::Function& each) { return each.code == code.id; });
    fields.caption(functions == 0 ? "no function object uses it"
            : functions == 1
            ? "1 function object uses it"
            : counted(static_cast<std::size_t>(functions), "function object") + " share it");
    for (const inspect::Function& function : picture.functions) {
        if (function.code == code.id) {
            std::string names;
            for (const std::string& name : function.known_as) {
                names += (names.empty() ? "" : ", ") + name;
            }
            fields.entry({ .name = "",
                .value = { { "function " + function.qualname, Tone::Function },
                    { "  " + names, Tone::Text } },
                .note = (function.made_at == 0
                                ? ""
                                : "made at step " + std::to_string(function.made_at) + "  ")
                    + hex(function.id),
                .object = function.id });
        }
    }
    const auto frames = std::count_if(picture.frames.begin(), picture.frames.end(),
        [&](const inspect::Frame& each) { return each.code == code.id; });
    fields.caption(frames == 0 ? "no live frame executes it"
            : frames == 1
            ? "1 live frame executes it"
            : counted(static_cast<std::size_t>(frames), "live frame") + " execute it");
    for (const inspect::Frame& frame : picture.frames) {
        if (frame.code == code.id) {
            fields.entry({ .name = "",
                .value = { { "frame " + frame.name, Tone::Frame },
                    { "  line " + std::to_string(frame.line) + ", lasti "
                            + std::to_string(frame.lasti),
                        Tone::Dim } },
                .note = "depth " + std::to_string(frame.depth),
                .object = frame.id });
        }
    }
}

} // namespace

std::string hex(inspect::ObjectId id)
{
    char text[24];
    std::snprintf(text, sizeof text, "0x%llx", static_cast<unsigned long long>(id));
    return text;
}

std::vector<CodeTreeRow> make_code_tree(const View& view)
{
    std::vector<CodeTreeRow> rows;
    const inspect::Picture& picture = *view.picture;
    const inspect::CodeObject* shown = view.shown_code();
    const auto add = [&](const auto& self, const inspect::CodeObject& code, int depth) -> void {
        CodeTreeRow row{ .code = code.id, .depth = depth, .name = code.name };
        row.shown = shown && shown->id == code.id;
        row.note = "line " + std::to_string(code.firstlineno);
        std::size_t functions = 0;
        std::size_t frames = 0;
        for (const inspect::Function& function : picture.functions) {
            functions += function.code == code.id;
        }
        for (const inspect::Frame& frame : picture.frames) {
            frames += frame.code == code.id;
        }
        row.running = frames > 0;
        if (functions > 0) {
            row.note += ", " + counted(functions, "function");
        }
        if (frames > 0) {
            row.note += ", " + counted(frames, "frame");
        }
        rows.push_back(std::move(row));
        for (const auto& child : picture.codes) {
            if (child->parent == code.id && depth < 64) {
                self(self, *child, depth + 1);
            }
        }
    };
    for (const auto& code : picture.codes) {
        if (!code->parent || !view.find_code(code->parent)) {
            add(add, *code, 0);
        }
    }
    return rows;
}

std::vector<FieldRow> make_code_fields(const View& view)
{
    Fields fields;
    if (const inspect::CodeObject* code = view.shown_code()) {
        add_sharers(fields, view, *code);
        fields.caption("fields");
        add_numbers(fields, *code);
        add_tables(fields, view, *code);
    }
    return fields.take();
}

} // namespace fw::ui
