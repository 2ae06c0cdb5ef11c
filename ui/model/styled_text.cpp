// See styled_text.h.

#include "ui/model/styled_text.h"

namespace fw::ui {

std::string plain(const StyledLine& line)
{
    std::string text;
    for (const Span& span : line) {
        text += span.text;
    }
    return text;
}

Tone tone_of(inspect::Kind kind)
{
    switch (kind) {
    case inspect::Kind::Function:
    case inspect::Kind::Builtin:
    case inspect::Kind::Method:
        return Tone::Function;
    case inspect::Kind::Code:
        return Tone::Code;
    case inspect::Kind::Cell:
        return Tone::Cell;
    case inspect::Kind::Frame:
    case inspect::Kind::Generator:
        return Tone::Frame;
    case inspect::Kind::Exception:
        return Tone::Error;
    case inspect::Kind::Null:
        return Tone::Faint;
    default:
        return Tone::Text;
    }
}

} // namespace fw::ui
