// What can be done with a place that holds a value, as entries of a context menu: its writes before
// and after, all of them, changing it, watching it.
#pragma once

#include "ui/panel.h"

namespace fw::ui {

// Whether the menu leads to the panel Object.
enum class Inside : std::uint8_t { Offered, ShownHere };

void place_menu(DrawContext& context, const inspect::Place& place, Inside inside = Inside::Offered);

} // namespace fw::ui
