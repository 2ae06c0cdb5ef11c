// See stack_columns.h.

#include "ui/model/stack_columns.h"

#include "ui/model/history_rows.h"

#include <algorithm>

namespace fw::ui {

namespace {

constexpr int most_free = 4;

} // namespace

std::string kind_word(inspect::FrameKind kind)
{
    switch (kind) {
    case inspect::FrameKind::Module:
        return "module";
    case inspect::FrameKind::Function:
        return "function";
    case inspect::FrameKind::Class:
        return "class body";
    case inspect::FrameKind::Lambda:
        return "lambda";
    case inspect::FrameKind::Comprehension:
        return "comprehension";
    case inspect::FrameKind::Generator:
        return "generator";
    case inspect::FrameKind::Coroutine:
        return "coroutine";
    }
    return {};
}

std::vector<StackColumn> make_stack_columns(const View& view, std::size_t limit)
{
    std::vector<StackColumn> columns;
    const auto& frames = view.picture->frames;
    for (std::size_t i = view.frame; i < frames.size() && columns.size() < limit; ++i) {
        const inspect::Frame& frame = frames[i];
        if (!frame.detailed) {
            continue;
        }
        StackColumn column{ .frame = i,
            .name = frame.name,
            .selected = i == view.frame,
            .stacksize = frame.stacksize };
        const auto used = static_cast<int>(frame.stack.size());
        const int free = std::max(0, frame.stacksize - used);
        const bool folded = free > most_free; // what lies on the stack must not leave the view
        if (folded) {
            column.slots.push_back({ .number = used, .empty = true, .more = free - 1 });
        }
        for (int number = (folded ? used : used + free) - 1; number >= 0; --number) {
            if (number >= used) {
                column.slots.push_back({ .number = number, .empty = true });
                continue;
            }
            const inspect::StackSlot& slot = frame.stack[static_cast<std::size_t>(number)];
            column.slots.push_back({
                .number = number,
                .value = slot.value.text,
                .tone = tone_of(slot.value.kind),
                .kind = slot.value.kind,
                .object = slot.value.id,
                .type = slot.value.type,
                .from = slot.from,
                .pushed = slot.pushed_by_last,
                .popped = slot.popped_by_next,
                .made_by = slot.made_by,
                .place = place_of_slot(frame, number),
            });
        }
        columns.push_back(std::move(column));
    }
    return columns;
}

std::vector<CallRow> make_call_rows(const View& view)
{
    std::vector<CallRow> rows;
    const auto& frames = view.picture->frames;
    for (std::size_t i = 0; i < frames.size(); ++i) {
        const inspect::Frame& frame = frames[i];
        CallRow row{ .frame = i,
            .name = frame.name,
            .running = i == 0,
            .selected = i == view.frame,
            .kind = frame.kind };
        row.line = "line " + std::to_string(frame.line);
        row.lasti = frame.lasti < 0 ? "not begun" : "lasti " + std::to_string(frame.lasti);
        if (i == 0) {
            row.note = "depth " + std::to_string(frame.depth);
        } else if (!frame.calling.empty()) {
            row.note = "calling " + frame.calling;
        }
        const bool plain = frame.kind == inspect::FrameKind::Module
            || frame.kind == inspect::FrameKind::Function
            || frame.kind == inspect::FrameKind::Lambda
            || frame.kind == inspect::FrameKind::Comprehension;
        if (!plain) {
            row.note += (row.note.empty() ? "" : "   ") + kind_word(frame.kind);
        }
        rows.push_back(std::move(row));
    }
    return rows;
}

} // namespace fw::ui
