// Drawing styled text, and the small parts that several panels are made of.
#pragma once

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <functional>
#include <string_view>

namespace fw::ui {

float text_width(ImFont* font, std::string_view text);

// Draws the text with its top left at `at`; cut off at max_width with an ellipsis when that is
// given. Returns the width.
float draw_text(ImDrawList& list, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text,
    float max_width = 0);
float draw_line(ImDrawList& list, const Theme& theme, ImFont* font, ImVec2 at,
    const StyledLine& line, float max_width = 0);

// Draws paragraphs broken at max_width; bold spans in the bold font. Returns the height.
float draw_wrapped(ImDrawList& list, const Theme& theme, ImVec2 at, const StyledLine& text,
    float max_width, float line_height);

// The y at which text of this font stands in the middle of a row.
float centred(ImFont* font, float top, float height);

void draw_dashed_rect(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float dash);

// A dim caption above a part of a panel; moves the cursor below it.
void caption(const Theme& theme, std::string_view text);

// Shows a tooltip for the last item: a bold first line, then wrapped text.
void tooltip(const Theme& theme, std::string_view title, std::string_view text);

// An icon alone, or an icon with a name, on a rounded button. True when pressed.
struct ButtonLook {
    Icon icon = Icon::None;
    ImU32 icon_colour = 0;
    bool enabled = true;
    bool framed = true;
    bool lit = false;
};
bool icon_button(const Theme& theme, const char* id, std::string_view name, const ButtonLook& look,
    float height);

} // namespace fw::ui
