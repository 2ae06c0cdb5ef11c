// Icons, drawn as shapes: they scale with the text and need no font. Kinds have an icon as well as
// a colour.
#pragma once

#include "ui/theme/theme.h"

namespace fw::ui {

enum class Icon : std::uint8_t {
    None,
    Open,
    Restart,
    Step,
    Line,
    Over,
    Into,
    Out,
    Run,
    StepBack, // the mirrored ones
    LineBack,
    OverBack,
    OutBack,
    RunBack,
    GotoStart,
    GotoEnd,
    Pause,
    Stop,
    Goto,
    Breakpoint,
    Clear,
    Up,
    Down,
    Search,
    Help,
    Theme,
    Larger,
    Smaller,
    Copy,
    Close,
    Layout,
    Current, // the arrow in a gutter
    Fold,
    Unfold,
    Change,
    Watch,
    Branch,
    // events
    Exception,
    Output,
    Write,
    // kinds
    Frame,
    FrameNow,
    Code,
    Function,
    Cell,
    Value,
    Type,
    Module,
    Generator,
};

// Draws into the square of side `size` around `centre`.
void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour);

Icon icon_of(inspect::Kind kind);

} // namespace fw::ui
