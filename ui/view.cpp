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

namespace {

// What a place of the picture holds; nothing when the picture does not tell.
std::optional<inspect::ObjectId> content_of(const View& view, const inspect::Place& place)
{
    using Kind = inspect::Place::Kind;
    const auto id_of = [](const std::optional<inspect::Value>& value) {
        return value ? value->id : inspect::ObjectId{ 0 };
    };
    if (place.kind == Kind::Cell) {
        return view.find_cell(place.owner) ? place.owner : inspect::ObjectId{ 0 };
    }
    if (place.kind == Kind::Global && view.picture->globals.dict == place.owner) {
        for (const inspect::Name& each : view.picture->globals.names) {
            if (each.name == place.name) {
                return each.value.id;
            }
        }
    }
    for (const inspect::Frame& frame : view.picture->frames) {
        const auto slot = static_cast<std::size_t>(place.index);
        if (place.kind == Kind::StackSlot && frame.id == place.owner) {
            return slot < frame.stack.size() ? frame.stack[slot].value.id : inspect::ObjectId{ 0 };
        }
        for (const inspect::Local& local : frame.locals) {
            const bool fast = place.kind == Kind::Local && frame.id == place.owner
                && local.storage == inspect::Storage::Fast && local.slot == place.index;
            const bool named = place.kind == Kind::Global && frame.names == place.owner
                && local.storage == inspect::Storage::Name;
            if ((fast || named) && local.name == place.name) {
                return id_of(local.value);
            }
        }
    }
    return std::nullopt;
}

// Whether the picture shows an object of this id anywhere.
bool mentions(const View& view, inspect::ObjectId id)
{
    const auto is_it = [&](const auto& each) { return each.value.id == id; };
    const auto has
        = [&](const auto& values) { return std::any_of(values.begin(), values.end(), is_it); };
    const inspect::Picture& picture = *view.picture;
    return view.find_cell(id) || view.find_function(id) || has(picture.globals.names)
        || has(picture.builtins.names)
        || std::any_of(picture.frames.begin(), picture.frames.end(), [&](const auto& frame) {
               return has(frame.stack)
                   || std::any_of(frame.locals.begin(), frame.locals.end(),
                       [&](const auto& local) { return local.value && local.value->id == id; });
           });
}

} // namespace

inspect::ObjectId View::find_inspected() const
{
    if (!inspected) {
        return 0;
    }
    if (inspected->place) {
        if (const auto content = content_of(*this, *inspected->place)) {
            return *content;
        }
    }
    return inspected->object != 0 && mentions(*this, inspected->object) ? inspected->object : 0;
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
