// See name_rows.h.

#include "ui/model/name_rows.h"

#include "ui/model/history_rows.h"

#include <algorithm>
#include <iterator>

namespace fw::ui {
namespace {

const std::string arrow = "\xe2\x86\x92 "; // an arrow to the right

NameRow local_row(const inspect::Frame& frame, const inspect::Local& local)
{
    const bool through_cell
        = local.storage == inspect::Storage::Cell || local.storage == inspect::Storage::Free;
    NameRow row;
    row.number = local.storage == inspect::Storage::Name ? "" : std::to_string(local.slot);
    row.name = local.name;
    row.name_tone = through_cell ? Tone::Cell : Tone::Text;
    row.changed = local.changed;
    row.object = through_cell ? local.cell : local.value ? local.value->id : 0;
    row.place = place_of_local(frame, local);
    row.full = local.name + " = ";
    if (through_cell) {
        row.value = { { arrow, Tone::Dim }, { "cell ", Tone::Cell }, { arrow, Tone::Dim } };
    }
    if (local.value) {
        row.value.push_back({ local.value->text, tone_of(local.value->kind) });
        row.note = !local.origin.empty() ? "from " + local.origin : value_note(*local.value);
        row.full += local.value->text;
    } else {
        row.unbound = true;
        row.value.push_back({ through_cell ? "empty" : "unbound", Tone::Faint });
        row.note
            = through_cell && !local.origin.empty() ? "from " + local.origin : "not assigned yet";
        row.full += through_cell ? "(empty cell)" : "(unbound)";
    }
    return row;
}

NameRow caption_row(std::string text)
{
    NameRow row;
    row.kind = NameRow::Kind::Caption;
    row.full = text;
    row.name = std::move(text);
    return row;
}

void add_section(std::vector<NameRow>& rows, const inspect::Frame& frame, inspect::Storage storage,
    const char* title)
{
    bool first = true;
    for (const inspect::Local& local : frame.locals) {
        if (local.storage != storage) {
            continue;
        }
        if (first && title) {
            if (!rows.empty()) {
                rows.push_back({ .kind = NameRow::Kind::Blank });
            }
            rows.push_back(caption_row(title));
        }
        first = false;
        rows.push_back(local_row(frame, local));
    }
}

// __name__ and the others that CPython itself puts into every module and class.
bool is_dunder(const std::string& name)
{
    return name.size() > 4 && name.starts_with("__") && name.ends_with("__");
}

// The names of a module or class body: the program's own, or the given ones.
void add_names(std::vector<NameRow>& rows, const inspect::Frame& frame, bool given)
{
    for (const inspect::Local& local : frame.locals) {
        if (local.storage == inspect::Storage::Name && is_dunder(local.name) == given) {
            rows.push_back(local_row(frame, local));
        }
    }
}

void add_given_names(std::vector<NameRow>& rows, const inspect::Frame& frame)
{
    std::vector<NameRow> given;
    add_names(given, frame, true);
    if (given.empty()) {
        return;
    }
    rows.push_back({ .kind = NameRow::Kind::Blank });
    rows.push_back(
        caption_row(frame.kind == inspect::FrameKind::Module ? "names that every module has"
                                                             : "names that every class body has"));
    std::move(given.begin(), given.end(), std::back_inserter(rows));
}

} // namespace

std::string value_note(const inspect::Value& value)
{
    return value.refcount < 0 ? value.type : value.type + "  ref " + std::to_string(value.refcount);
}

std::vector<NameRow> make_local_rows(const View& view)
{
    std::vector<NameRow> rows;
    const inspect::Frame* frame = view.selected_frame();
    if (!frame) {
        return rows;
    }
    add_names(rows, *frame, false);
    add_section(rows, *frame, inspect::Storage::Fast, nullptr);
    add_section(
        rows, *frame, inspect::Storage::Cell, "own variables that inner functions use, in cells");
    add_section(rows, *frame, inspect::Storage::Free, "free variables, through cells");
    if (rows.empty()) {
        rows.push_back(caption_row(frame->kind == inspect::FrameKind::Module
                ? "nothing is bound in the module yet"
                : "this frame has no local variables"));
    }
    if (!frame->events.empty()) {
        rows.push_back({ .kind = NameRow::Kind::Blank });
        rows.push_back(caption_row("what happened in this frame"));
        for (const inspect::FrameEvent& event : frame->events) {
            NameRow row;
            row.kind = NameRow::Kind::Event;
            row.number = std::to_string(event.step);
            if (!event.pushed.empty()) {
                row.value.push_back({ event.pushed + "  ",
                    event.pushed.front() == '-' ? Tone::Popped : Tone::Pushed });
            }
            row.value.push_back({ event.text, Tone::Dim });
            row.full = "step " + row.number + "  " + plain(row.value);
            rows.push_back(std::move(row));
        }
    }
    add_given_names(rows, *frame);
    return rows;
}

std::vector<NameRow> make_namespace_rows(const inspect::NamePage& page)
{
    std::vector<NameRow> rows;
    for (const inspect::Name& each : page.names) {
        NameRow row;
        row.name = each.name;
        row.value = { { each.value.text, tone_of(each.value.kind) } };
        row.note = value_note(each.value);
        row.changed = each.changed;
        row.object = each.value.id;
        row.place = place_of_global(page.dict, each.name);
        row.full = each.name + " = " + each.value.text;
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace fw::ui
