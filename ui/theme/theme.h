// Every colour, font and measure of the window as a named token. Colour means kind, everywhere the
// same: frame blue, code object violet, function green, cell amber; yellow is now, a green edge is
// pushed, a red edge is about to be popped. Panels name tokens and never colours.
#pragma once

#include "ui/model/styled_text.h"

#include <imgui.h>

#include <array>
#include <cmath>
#include <string>

namespace fw::ui {

enum class ThemeName { Dark, Light };

struct Palette {
    ImU32 background, panel, raised, button, button_hover, line, status;
    ImU32 now_band, now_line, expression, select_band, hover_band;
    ImU32 frame_fill, code_fill, function_fill, cell_fill;
    ImU32 cool; // backwards
    ImU32 overlay; // dims what lies behind a dialog
    std::array<ImU32, static_cast<std::size_t>(Tone::Count)> tones;
};

const Palette& palette(ThemeName name);

// Machine text is mono, human text is the others.
struct Fonts {
    ImFont* mono = nullptr;
    ImFont* mono_bold = nullptr;
    ImFont* mono_small = nullptr;
    ImFont* human = nullptr;
    ImFont* human_medium = nullptr;
    ImFont* human_bold = nullptr;
    ImFont* human_small = nullptr;
};

class Theme {
public:
    // scale 1 is 15 pixel text. Fonts are made for it by load_fonts.
    Theme(ThemeName name, float scale)
        : m_name(name)
        , m_scale(scale)
    {
    }

    ThemeName name() const { return m_name; }
    float scale() const { return m_scale; }
    const Palette& colours() const { return palette(m_name); }
    ImU32 operator[](Tone tone) const { return colours().tones[static_cast<std::size_t>(tone)]; }
    const Fonts& fonts() const { return m_fonts; }

    // A measure of the design, in pixels of the screen.
    float px(float design) const { return std::round(design * m_scale); }
    float row() const { return px(24); } // height of a row of text
    float pad() const { return px(12); }
    float radius() const { return px(8); }

    // Fills the atlas of the current ImGui context and sets ImGui's own style. False with a message
    // when a font file is missing; ImGui's built-in font is used then.
    bool load_fonts(std::string& message);
    void apply_style() const;

private:
    ThemeName m_name;
    float m_scale;
    Fonts m_fonts;
};

// colour with its opacity multiplied by `opacity`.
ImU32 faded(ImU32 colour, float opacity);

} // namespace fw::ui
