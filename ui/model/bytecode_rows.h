// The rows of the bytecode panel: what dis prints, with the current instruction's real values, the
// arrows of jumps laid out in lanes, and the explanation of one opcode.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <string>
#include <vector>

namespace fw::ui {

struct BytecodeRow {
    int offset = 0;
    std::string line; // only on the first row of a line
    std::string name;
    std::string arg;
    StyledLine meaning;
    bool current = false;
    bool executed_last = false; // a caller waits in this instruction
    bool jump_target = false;
    bool breakpoint = false;
    bool first_of_line = false;
    bool lit = false; // of the node chosen in another panel
    inspect::SourceRange range;
};

struct JumpArrow {
    std::size_t from = 0; // rows
    std::size_t to = 0;
    int lane = 0; // 0 is nearest to the text
    bool current = false; // the current instruction may take it
};

struct BytecodeRows {
    inspect::ObjectId code = 0;
    std::string code_name;
    std::vector<BytecodeRow> rows;
    std::vector<JumpArrow> arrows;
    int lanes = 0;
    std::size_t name_letters = 0; // of the longest
    std::size_t arg_letters = 0;
    int current = -1; // row
};

BytecodeRows make_bytecode_rows(const View& view);

struct Explanation {
    StyledLine summary; // "BINARY_ADD takes ...", to be wrapped
    std::string before; // "left  right"
    std::string after; // "sum"
    StyledLine here; // "Here it pops 10 and 4 and will push 14."; empty for other instructions than
                     // the next
};

// Of the row'th instruction of the shown code.
Explanation explain(const View& view, std::size_t row);

// One arrow per jump, so that no two arrows of a lane overlap; short ones are nearest to the text.
void assign_lanes(std::vector<JumpArrow>& arrows, int& lanes);

} // namespace fw::ui
