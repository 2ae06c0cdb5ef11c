// See view.h.

#include "ui/view.h"

#include <algorithm>

namespace fw::ui {

const inspect::Frame* View::selected_frame() const
{
    return frame < picture->frames.size() ? &picture->frames[frame] : nullptr;
}

const inspect::CodeObject* View::find_code(inspect::ObjectId id) const
{
    const auto at = std::find_if(picture->codes.begin(), picture->codes.end(),
        [&](const auto& each) { return each->id == id; });
    return at == picture->codes.end() ? nullptr : at->get();
}

const inspect::CodeObject* View::shown_code() const
{
    if (const inspect::CodeObject* chosen = code ? find_code(code) : nullptr) {
        return chosen;
    }
    if (const inspect::Frame* selected = selected_frame()) {
        return find_code(selected->code);
    }
    return picture->codes.empty() ? nullptr : picture->codes.front().get();
}

const inspect::SourceFile* View::shown_source() const
{
    const inspect::CodeObject* shown = shown_code();
    for (const auto& source : picture->sources) {
        if (!shown || source->path == shown->filename) {
            return source.get();
        }
    }
    return picture->sources.empty() ? nullptr : picture->sources.front().get();
}

const inspect::Function* View::find_function(inspect::ObjectId id) const
{
    const auto at = std::find_if(picture->functions.begin(), picture->functions.end(),
        [&](const inspect::Function& each) { return each.id == id; });
    return at == picture->functions.end() ? nullptr : &*at;
}

const inspect::Cell* View::find_cell(inspect::ObjectId id) const
{
    const auto at = std::find_if(picture->cells.begin(), picture->cells.end(),
        [&](const inspect::Cell& each) { return each.id == id; });
    return at == picture->cells.end() ? nullptr : &*at;
}

inspect::NodeId View::anchor_node() const
{
    if (node != 0) {
        return node;
    }
    const inspect::Frame* selected = selected_frame();
    const inspect::CodeObject* running = selected ? find_code(selected->code) : nullptr;
    if (!running || !stages || running->filename != stages->path) {
        return 0;
    }
    const auto at = std::lower_bound(running->instructions.begin(), running->instructions.end(),
        selected->lasti,
        [](const inspect::Instruction& each, int lasti) { return each.offset < lasti; });
    return at == running->instructions.end() ? 0 : at->node;
}

bool View::is_lit(inspect::NodeId which) const
{
    const inspect::NodeId lit = lit_node();
    return which != 0 && lit != 0
        && (which == lit || (stages && is_node_chosen() && stages->is_within(which, lit)));
}

inspect::SourceRange View::marked_range() const
{
    const inspect::StageNode* hovered = stages ? stages->find(hovered_node) : nullptr;
    return hovered ? hovered->range : range;
}

bool View::holds(const inspect::Place& held) const
{
    using Kind = inspect::Place::Kind;
    switch (held.kind) {
    case Kind::Local:
    case Kind::StackSlot:
        return std::any_of(picture->frames.begin(), picture->frames.end(),
            [&](const inspect::Frame& each) { return each.id == held.owner; });
    case Kind::Cell:
        return find_cell(held.owner) != nullptr;
    default:
        return true;
    }
}

int View::line_with_code(const std::string& file, int from) const
{
    int found = 0;
    for (const auto& each : picture->codes) {
        if (each->filename != file) {
            continue;
        }
        for (const auto& [at, start] : each->lines) {
            if (start >= from && (found == 0 || start < found)) {
                found = start;
            }
        }
    }
    return found;
}

} // namespace fw::ui
