// The value stacks of the selected frame and its callers, side by side, and the rows of the call
// stack.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

struct SlotRow {
    int number = 0;
    bool empty = false; // room that co_stacksize reserves
    int more = 0; // this row stands for so many further free slots above it
    std::string value;
    Tone tone = Tone::Text;
    inspect::Kind kind = inspect::Kind::Value;
    inspect::ObjectId object = 0;
    std::string type;
    std::string from;
    bool pushed = false; // by the last instruction
    bool popped = false; // by the next one
    inspect::SourceRange made_by;
    std::optional<inspect::Place> place; // none: free
};

struct StackColumn {
    std::size_t frame = 0;
    std::string name;
    bool selected = false;
    int stacksize = 0;
    std::vector<SlotRow> slots; // top first
};

std::vector<StackColumn> make_stack_columns(const View& view, std::size_t limit = 32);

struct CallRow {
    std::size_t frame = 0;
    std::string name;
    std::string line;
    std::string lasti;
    std::string note; // "depth 1", "calling add_4(10)"
    bool running = false;
    bool selected = false;
    inspect::FrameKind kind = inspect::FrameKind::Function;
};

std::vector<CallRow> make_call_rows(const View& view);

std::string kind_word(inspect::FrameKind kind);

} // namespace fw::ui
