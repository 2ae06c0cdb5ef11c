// Text with meaning instead of colours: what the row builders hand to the panels. No ImGui here.
#pragma once

#include "vm/inspect/picture.h"

#include <string>
#include <vector>

namespace fw::ui {

// What a piece of text is; the theme knows its colour. Kinds keep one colour in every panel.
enum class Tone : std::uint8_t {
    Text,
    Dim,
    Faint,
    Now, // the current instruction or line
    Frame,
    Code,
    Function,
    Cell,
    Pushed,
    Popped,
    Changed,
    Keyword,
    Definition,
    String,
    Number,
    Comment,
    Error,
    Count,
};

enum class Weight : std::uint8_t { Regular, Bold };

struct Span {
    std::string text;
    Tone tone = Tone::Text;
    Weight weight = Weight::Regular;

    bool operator==(const Span&) const = default;
};

using StyledLine = std::vector<Span>;

std::string plain(const StyledLine& line);

// The tone of a value in any panel: functions green, code objects violet, cells amber, frames blue.
Tone tone_of(inspect::Kind kind);

} // namespace fw::ui
