// What is remembered between runs, as JSON. Where the file lies is the program's business.
#pragma once

#include "ui/layout/layout_tree.h"
#include "ui/theme/theme.h"

#include <string>
#include <vector>

namespace fw::ui {

struct Settings {
    ThemeName theme = ThemeName::Dark;
    float scale = 1; // chosen with Ctrl+plus and Ctrl+minus; the screen's own scale comes on top
    int width = 1600;
    int height = 1000;
    bool timeline_folded = false;
    LayoutTree layout;

    std::string to_json() const;
    // Whatever is missing or wrong in the text keeps its default; false when the text is not JSON
    // at all.
    static bool from_json(
        std::string_view text, const std::vector<std::string>& panels, Settings& settings);
};

} // namespace fw::ui
