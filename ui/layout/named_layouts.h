// The layouts that come with the program.
#pragma once

#include "ui/layout/layout_tree.h"

namespace fw::ui {

// Null when there is none of that name.
std::unique_ptr<LayoutNode> make_named_layout(std::string_view name);
std::vector<std::string> named_layouts();

} // namespace fw::ui
