// The rows of the source panel.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <string>
#include <vector>

namespace fw::ui {

enum class MarkKind : std::uint8_t {
    Expression, // the sub-expression that the current instruction belongs to
    Continued, // its further lines
    CallSite, // the call that a frame waits for
    Selected, // the expression of the opcode selected in the bytecode
};

// A part of a line; bytes, end exclusive.
struct SourceMark {
    MarkKind kind;
    int from = 0;
    int to = 0;
};

struct SourceRow {
    int number = 0;
    StyledLine text;
    std::vector<SourceMark> marks;
    bool current = false; // of the selected frame
    bool waiting = false; // a caller waits here
    bool selected_caller = false; // current, but of a frame that waits
    bool breakpoint = false;
    bool breakpoint_enabled = true;
    bool has_code = false; // a breakpoint here can be hit
    bool mistaken = false; // the program could not be loaded because of this line
};

struct SourceRows {
    std::string path;
    std::string file_text; // that the rows are of
    std::vector<SourceRow> rows;
    int current = 0; // line number; 0: none
    int mistake = 0; // the same
    std::size_t letters = 0; // bytes of the longest line
};

// Takes rows of the same text from `before`, so that a step does not colour the text again.
SourceRows make_source_rows(const View& view, SourceRows before = {});

} // namespace fw::ui
