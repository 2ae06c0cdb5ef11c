// The program's output as lines.
#pragma once

#include "vm/inspect/picture.h"

#include <string>
#include <vector>

namespace fw::ui {

struct OutputLine {
    std::string text;
    inspect::Stream stream = inspect::Stream::Out; // of its first piece
    inspect::Step step = 0; // when its first piece was written
};

// Joins pieces to lines. Terminal sequences are left as they are; a lone carriage return starts the
// line again.
std::vector<OutputLine> make_output_lines(const std::vector<inspect::OutputPiece>& pieces);

} // namespace fw::ui
