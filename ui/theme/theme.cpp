// Fonts into the atlas, tokens into ImGui's style.

#include "ui/theme/theme.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <filesystem>

namespace fw::ui {
namespace {

// Latin, Greek, Cyrillic, punctuation, arrows, mathematics, boxes and shapes: what programs and our
// texts use.
constexpr ImWchar machine_ranges[]
    = { 0x20, 0x17f, 0x370, 0x3ff, 0x400, 0x45f, 0x2010, 0x2044, 0x2070, 0x209f, 0x20a0, 0x20bf,
          0x2190, 0x21ff, 0x2200, 0x22ff, 0x2500, 0x25ff, 0xfffd, 0xfffd, 0 };
constexpr ImWchar human_ranges[]
    = { 0x20, 0x17f, 0x2010, 0x2044, 0x2190, 0x2193, 0x21b5, 0x21b5, 0x25b6, 0x25b6, 0 };

// ImGui sizes a font by its line (ascent to descent), designers by its em square.
constexpr float mono_line = 1.32F;
constexpr float human_line = 1.21F;

// The rasteriser rounds each advance up, which sets proportional text too wide: give it even
// spacing back.
void tighten(ImFont& font, float pixels)
{
    const float space = std::round(pixels * 0.28F);
    for (ImFontGlyph& glyph : font.Glyphs) {
        if (glyph.Codepoint == ' ') {
            glyph.AdvanceX = space;
        } else if (glyph.X1 > glyph.X0) {
            const float bearing = glyph.X0 > 0 ? glyph.X0 : 0;
            const float needed = glyph.X1 + std::max(bearing, 1.0F);
            glyph.AdvanceX = std::min(glyph.AdvanceX, needed);
        }
    }
    font.BuildLookupTable();
}

} // namespace

bool Theme::load_fonts(std::string& message)
{
    ImFontAtlas& atlas = *ImGui::GetIO().Fonts;
    atlas.Clear();
    atlas.TexGlyphPadding = 1;
    bool complete = true;
    const auto add = [&](const char* file, float em, float line, const ImWchar* ranges) -> ImFont* {
        std::error_code ignored;
        if (!std::filesystem::exists(file, ignored)) {
            message = std::string("font not found: ") + file + " (third_party/install brings it)";
            complete = false;
            ImFontConfig config;
            config.SizePixels = std::round(em * m_scale);
            return atlas.AddFontDefault(&config);
        }
        ImFontConfig config;
        config.OversampleH = 1;
        config.OversampleV = 1;
        config.PixelSnapH = true;
        return atlas.AddFontFromFileTTF(file, std::round(em * m_scale * line), &config, ranges);
    };
    m_fonts.human = add(FW_FONT_HUMAN, 15, human_line, human_ranges);
    m_fonts.human_medium = add(FW_FONT_HUMAN_MEDIUM, 15, human_line, human_ranges);
    m_fonts.human_bold = add(FW_FONT_HUMAN_BOLD, 15, human_line, human_ranges);
    m_fonts.human_small = add(FW_FONT_HUMAN, 13, human_line, human_ranges);
    m_fonts.mono = add(FW_FONT_MONO, 15, mono_line, machine_ranges);
    m_fonts.mono_bold = add(FW_FONT_MONO_BOLD, 15, mono_line, human_ranges);
    m_fonts.mono_small = add(FW_FONT_MONO, 13, mono_line, machine_ranges);
    atlas.Build();
    if (complete) {
        const float em = std::round(15 * m_scale * human_line);
        for (ImFont* font : { m_fonts.human, m_fonts.human_medium, m_fonts.human_bold }) {
            tighten(*font, em / human_line);
        }
        tighten(*m_fonts.human_small, 13 * m_scale);
    }
    ImGui::GetIO().FontDefault = m_fonts.human;
    return complete;
}

void Theme::apply_style() const
{
    ImGuiStyle style;
    style.WindowPadding = { px(10), px(8) };
    style.FramePadding = { px(8), px(4) };
    style.ItemSpacing = { px(8), px(4) };
    style.ItemInnerSpacing = { px(6), px(4) };
    style.ScrollbarSize = px(11);
    style.GrabMinSize = px(24);
    style.WindowBorderSize = 1;
    style.ChildBorderSize = 0;
    style.PopupBorderSize = 1;
    style.FrameRounding = px(6);
    style.WindowRounding = px(8);
    style.ChildRounding = px(8);
    style.PopupRounding = px(8);
    style.ScrollbarRounding = px(6);
    style.GrabRounding = px(6);
    style.HoverDelayNormal = 0.35F;
    const Palette& from = colours();
    const auto set = [&](ImGuiCol slot, ImU32 colour) {
        style.Colors[slot] = ImGui::ColorConvertU32ToFloat4(colour);
    };
    set(ImGuiCol_Text, (*this)[Tone::Text]);
    set(ImGuiCol_TextDisabled, (*this)[Tone::Faint]);
    set(ImGuiCol_WindowBg, from.background);
    set(ImGuiCol_ChildBg, 0);
    set(ImGuiCol_PopupBg, from.raised);
    set(ImGuiCol_Border, from.line);
    set(ImGuiCol_FrameBg, from.button);
    set(ImGuiCol_FrameBgHovered, from.button_hover);
    set(ImGuiCol_FrameBgActive, from.button_hover);
    set(ImGuiCol_MenuBarBg, from.background);
    set(ImGuiCol_ScrollbarBg, 0);
    set(ImGuiCol_ScrollbarGrab, faded((*this)[Tone::Faint], 0.45F));
    set(ImGuiCol_ScrollbarGrabHovered, faded((*this)[Tone::Faint], 0.75F));
    set(ImGuiCol_ScrollbarGrabActive, (*this)[Tone::Faint]);
    set(ImGuiCol_Button, from.button);
    set(ImGuiCol_ButtonHovered, from.button_hover);
    set(ImGuiCol_ButtonActive, from.select_band);
    set(ImGuiCol_Header, from.select_band);
    set(ImGuiCol_HeaderHovered, from.button_hover);
    set(ImGuiCol_HeaderActive, from.select_band);
    set(ImGuiCol_Separator, from.line);
    set(ImGuiCol_TextSelectedBg, from.select_band);
    set(ImGuiCol_NavHighlight, (*this)[Tone::Frame]);
    set(ImGuiCol_ModalWindowDimBg, from.overlay);
    set(ImGuiCol_CheckMark, (*this)[Tone::Now]);
    ImGui::GetStyle() = style;
}

} // namespace fw::ui
