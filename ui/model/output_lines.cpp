// See output_lines.h.

#include "ui/model/output_lines.h"

namespace fw::ui {

std::vector<OutputLine> make_output_lines(const std::vector<inspect::OutputPiece>& pieces)
{
    std::vector<OutputLine> lines;
    bool open = false; // the last line has not ended
    for (const inspect::OutputPiece& piece : pieces) {
        for (const char c : piece.text) {
            if (!open) {
                lines.push_back({ .stream = piece.stream, .step = piece.step });
                open = true;
            }
            if (c == '\n') {
                open = false;
            } else if (c == '\r') {
                lines.back().text.clear();
            } else {
                lines.back().text += c;
            }
        }
    }
    return lines;
}

} // namespace fw::ui
