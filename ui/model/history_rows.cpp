// See history_rows.h.

#include "ui/model/history_rows.h"

#include "ui/model/timeline_view.h"

namespace fw::ui {

std::vector<NameRow> make_watch_rows(const std::vector<inspect::Watch>& watches)
{
    std::vector<NameRow> rows;
    for (const inspect::Watch& watch : watches) {
        NameRow row;
        row.name = watch.expression;
        row.changed = watch.changed;
        row.note = watch.type;
        row.full = watch.expression + " = ";
        if (!watch.error.empty()) {
            row.value = { { watch.error, Tone::Error } };
            row.full += watch.error;
        } else if (watch.text.empty()) {
            row.unbound = true;
            row.value = { { "not known here", Tone::Faint } };
            row.full += "(not known yet)";
        } else {
            row.value = { { watch.text } };
            row.full += watch.text;
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string WriteRow::text() const
{
    return step_text + "  " + function + "  " + line + "  " + opcode + "  " + old_value + " -> "
        + new_value;
}

std::vector<WriteRow> make_write_rows(const inspect::WriteList& list, inspect::Step present)
{
    std::vector<WriteRow> rows;
    for (const inspect::Write& write : list.writes) {
        WriteRow row;
        row.step = write.step;
        row.step_text = grouped(write.step);
        row.function = write.function;
        row.line = "line " + std::to_string(write.line);
        row.opcode = write.opcode;
        row.old_value = write.old_value.empty() ? "nothing" : write.old_value;
        row.old_tone = write.old_value.empty() ? Tone::Faint : Tone::Dim;
        row.new_value = write.new_value.empty() ? "deleted" : write.new_value;
        row.new_tone = write.new_value.empty() ? Tone::Popped : Tone::Text;
        row.present = write.step == present;
        row.future = write.step > present;
        rows.push_back(std::move(row));
    }
    return rows;
}

std::string writes_caption(const inspect::WriteList& list)
{
    const std::size_t count = list.writes.size();
    return (count == 0 ? "No write" : grouped(count) + (count == 1 ? " write" : " writes")) + " of "
        + list.place.name + " in steps " + grouped(list.searched_from) + " to "
        + grouped(list.searched_to) + (list.complete ? "" : ": the search was not finished");
}

std::optional<inspect::Place> place_of_local(
    const inspect::Frame& frame, const inspect::Local& local)
{
    switch (local.storage) {
    case inspect::Storage::Fast:
        return inspect::Place{ .kind = inspect::Place::Kind::Local,
            .owner = frame.id,
            .index = local.slot,
            .name = local.name };
    case inspect::Storage::Cell:
    case inspect::Storage::Free:
        return place_of_cell(local.cell, local.name);
    case inspect::Storage::Name:
        if (frame.names) {
            return place_of_global(frame.names, local.name);
        }
        break;
    }
    return std::nullopt;
}

inspect::Place place_of_slot(const inspect::Frame& frame, int number)
{
    return { .kind = inspect::Place::Kind::StackSlot,
        .owner = frame.id,
        .index = number,
        .name = "stack slot " + std::to_string(number) + " of " + frame.name };
}

inspect::Place place_of_cell(inspect::ObjectId cell, const std::string& name)
{
    return { .kind = inspect::Place::Kind::Cell, .owner = cell, .index = 0, .name = name };
}

inspect::Place place_of_global(inspect::ObjectId dict, const std::string& name)
{
    return { .kind = inspect::Place::Kind::Global, .owner = dict, .index = 0, .name = name };
}

} // namespace fw::ui
