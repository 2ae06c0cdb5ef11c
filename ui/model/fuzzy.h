// Matching of what is typed into the palette.
#pragma once

#include <optional>
#include <string_view>

namespace fw::ui {

// How well the letters of `pattern` appear in `text` in this order, case aside; greater is better,
// none is no match. Beginnings of words and runs count more.
std::optional<int> fuzzy_score(std::string_view pattern, std::string_view text);

} // namespace fw::ui
