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
    std::size_t m_digest = 0; // of what the lines were made from
    std::size_t m_letters = 0; // bytes of the longest line
    bool m_waiting = false;
    bool m_wants_focus = false;
    RowList m_list;
    std::array<char, 4096> m_input{};
};

} // namespace fw::ui
