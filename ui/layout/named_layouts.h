// The layouts that come with the program.
#pragma once

#include "ui/layout/layout_tree.h"

namespace fw::ui {

// Null when there is none of that name.
std::unique_ptr<LayoutNode> make_named_layout(std::string_view name);
std::vector<std::string> named_layouts();
// The layout for a person who has not chosen one, by the height of the window in pixels of scale 1:
// the three rows of "default" need room.
std::string layout_for_height(float height);

} // namespace fw::ui
