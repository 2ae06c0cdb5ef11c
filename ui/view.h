// What the panels look at: a picture and what the person has selected in it.
#pragma once

#include "vm/inspect/picture.h"
#include "vm/inspect/stages.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

// What was evaluated for the person, and where.
struct Evaluated {
    inspect::Evaluation result;
    inspect::Step step = 0;
    std::string frame;
    bool done = false; // false: the answer has not come yet
};

// What the panel Object shows: where it was found, to find it again at another step.
struct Inspected {
    inspect::ObjectId object = 0;
    std::string name; // what a person calls it
    std::optional<inspect::Place> place;
};

struct View {
    std::shared_ptr<const inspect::Picture> picture; // never null
    std::uint64_t stop = 0; // grows with each stop; not when only breakpoints or pages change
    std::size_t frame = 0; // the selected frame; 0 is the running one
    inspect::ObjectId code = 0; // shown in Bytecode and Code objects; 0: the selected frame's
    inspect::ObjectId object = 0; // lit wherever it appears
    int line = 0; // selected in the source; 0: the current one
    int offset = -1; // selected in the bytecode; -1: the current one
    inspect::SourceRange range; // of the selected value, marked in the source
    std::shared_ptr<const inspect::Stages> stages; // of the shown source; null while not known
    inspect::NodeId node = 0; // selected in a panel of the stages or as an opcode; 0: none
    inspect::NodeId hovered_node = 0; // goes before the selected one
    std::optional<inspect::Place> place; // the selected variable, cell or stack slot
    std::vector<std::shared_ptr<const Evaluated>> evaluations; // oldest first
    std::optional<Inspected> inspected;
    inspect::OpenParts opened; // of the inspected object
    std::shared_ptr<const inspect::ObjectDetail> detail; // null while not known
    std::shared_ptr<const inspect::ObjectDetail> detail_before; // at the stop before; may be null

    const inspect::Frame* selected_frame() const;
    const inspect::CodeObject* find_code(inspect::ObjectId id) const;
    const inspect::CodeObject* shown_code() const;
    const inspect::SourceFile* shown_source() const;
    const inspect::Function* find_function(inspect::ObjectId id) const;
    const inspect::Cell* find_cell(inspect::ObjectId id) const;
    // The inspected object in this picture; 0 when it is not there (any more).
    inspect::ObjectId find_inspected() const;
    // The place is still in the picture: its frame, cell or namespace is there.
    bool holds(const inspect::Place& place) const;
    // The first line at or after the given one that has instructions; 0 when there is none.
    int line_with_code(const std::string& file, int from) const;

    // The selected node, else that of the selected frame's instruction; 0 when there is none.
    inspect::NodeId anchor_node() const;
    // The node whose tokens, tree, names and instructions are lit: the hovered one or the anchor.
    inspect::NodeId lit_node() const { return hovered_node != 0 ? hovered_node : anchor_node(); }
    bool is_node_chosen() const { return hovered_node != 0 || node != 0; }
    // Whether the node is the lit one or a part of it.
    bool is_lit(inspect::NodeId which) const;
    // Marked in the source beside what is current.
    inspect::SourceRange marked_range() const;
};

} // namespace fw::ui
