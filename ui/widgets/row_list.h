// A scrolling list of rows of equal height that can be selected and copied: the base of most
// panels. Only the rows on screen are drawn, so a list of a million rows costs as much as a page.
#pragma once

#include "ui/panel.h"

#include <functional>
#include <optional>
#include <string>

namespace fw::ui {

struct RowRect {
    ImVec2 from, to;
    bool hovered = false;

    float height() const { return to.y - from.y; }
};

class RowList {
public:
    struct Rows {
        std::size_t count = 0;
        float height = 0; // 0: the theme's row
        float width
            = 0; // that the widest row needs; more than there is makes the list scroll sideways
        int current = -1; // the row on the one strong band of the panel
        bool now = true; // the band is that of the running frame
        std::function<void(std::size_t row, const RowRect& rect)> draw;
        std::function<std::string(std::size_t row)> text; // in full, for copying
        std::function<void(std::size_t row, float x)> clicked{}; // x from the row's left edge
        std::function<void(std::size_t row)> activated{}; // double click or Enter
        std::function<void(std::size_t row)> menu{}; // further entries of the context menu
        std::function<void(std::size_t row)> hover{}; // tooltip
        std::function<std::string(std::size_t row)> label{}; // name of the row for tests and tools
    };

    // Fills the rest of the current window.
    void draw(DrawContext& context, const char* id, const Rows& rows);

    // Scrolls so that the row is seen at the next draw.
    void reveal(std::size_t row) { m_reveal = static_cast<int>(row); }
    // The same sideways: from and to in pixels from the left edge of the rows.
    void reveal_across(float from, float to) { m_across = ImVec2(from, to); }
    void clear_selection() { m_first = m_last = -1; }
    int cursor() const { return m_last; }

private:
    std::string selected_text(const Rows& rows) const;
    void handle_keys(const Rows& rows);

    int m_first = -1; // selection, in the order of clicking
    int m_last = -1;
    int m_reveal = -1;
    std::optional<ImVec2> m_across; // what is to be seen sideways
    float m_page = 0; // height at the last draw
};

} // namespace fw::ui
