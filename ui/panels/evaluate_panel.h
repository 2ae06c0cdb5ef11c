// A line for any expression or call, evaluated in the selected frame, and what came of it before.
// Nothing that it does stays in the program.
#pragma once

#include "ui/panel.h"
#include "ui/widgets/row_list.h"

#include <array>

namespace fw::ui {

class EvaluatePanel final : public Panel {
public:
    EvaluatePanel();

    void refresh(const View& view) override;
    bool is_empty() const override;
    void draw(DrawContext& context) override;
    std::string text() const override;
    StyledLine header_note() const override;
    void take_keyboard() override { m_wants_focus = true; }

private:
    struct Row {
        StyledLine text;
        std::string note; // at the right
        std::string full;
    };

    void recall(int direction); // an earlier expression into the line

    std::vector<Row> m_rows;
    std::vector<std::string> m_earlier; // expressions, oldest first
    std::size_t m_recalled = 0;
    std::size_t m_seen = 0; // lines of answers
    std::string m_frame;
    bool m_loaded = false;
    bool m_wants_focus = false;
    RowList m_list;
    std::array<char, 4096> m_input{};
};

} // namespace fw::ui
