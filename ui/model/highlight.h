// Colours of Python source, line by line: enough to read by, not a tokenizer. Strings over several
// lines and prefixes are understood; a program with errors is coloured as far as it goes.
#pragma once

#include "ui/model/styled_text.h"

#include <string_view>

namespace fw::ui {

// One styled line for each line of the text; the spans of a line join to the line itself.
std::vector<StyledLine> highlight_python(std::string_view text);

} // namespace fw::ui
