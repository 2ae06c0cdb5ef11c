// What the program printed, its errors in red, and the line that input() waits for.
#pragma once

#include "ui/model/output_lines.h"
#include "ui/panel.h"
#include "ui/widgets/row_list.h"

#include <array>

namespace fw::ui {

class OutputPanel final : public Panel {
public:
    OutputPanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;

private:
    void draw_input(DrawContext& context);

    std::vector<OutputLine> m_lines;
    std::size_t m_pieces = 0; // of the picture that the lines were made from,
    std::size_t m_last_piece = 0; // and the length of its last one, which may grow
    bool m_waiting = false;
    bool m_wants_focus = false;
    RowList m_list;
    std::array<char, 4096> m_input{};
};

} // namespace fw::ui
