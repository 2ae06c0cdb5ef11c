// See text.h.

#include "ui/widgets/text.h"

#include <imgui_internal.h>

#include <algorithm>
#include <cmath>
#include <string>

namespace fw::ui {
namespace {

constexpr std::string_view ellipsis = "\xe2\x80\xa6";

std::string_view until_newline(std::string_view text)
{
    return text.substr(0, text.find('\n'));
}

} // namespace

float text_width(ImFont* font, std::string_view text)
{
    if (text.empty()) {
        return 0; // ImGui would take a null end for "up to the zero".
    }
    return font->CalcTextSizeA(font->FontSize, FLT_MAX, 0, text.data(), text.data() + text.size())
        .x;
}

float draw_text(
    ImDrawList& list, ImFont* font, ImVec2 at, ImU32 colour, std::string_view text, float max_width)
{
    text = until_newline(text);
    if (text.empty()) {
        return 0;
    }
    if (max_width > 0 && text.size() > 512) {
        text = text.substr(
            0, 512); // A huge line is cut by its box anyway; do not measure all of it.
    }
    const float width = text_width(font, text);
    at = { std::floor(at.x), std::floor(at.y) };
    if (max_width <= 0 || width <= max_width) {
        list.AddText(font, font->FontSize, at, colour, text.data(), text.data() + text.size());
        return width;
    }
    const float dots = text_width(font, ellipsis);
    const char* end = text.data();
    const float fitting = font->CalcTextSizeA(font->FontSize, std::max(0.0F, max_width - dots), 0,
                                  text.data(), text.data() + text.size(), &end)
                              .x;
    list.AddText(font, font->FontSize, at, colour, text.data(), end);
    list.AddText(font, font->FontSize, { at.x + fitting, at.y }, colour, ellipsis.data(),
        ellipsis.data() + ellipsis.size());
    return fitting + dots;
}

float draw_line(ImDrawList& list, const Theme& theme, ImFont* font, ImVec2 at,
    const StyledLine& line, float max_width)
{
    const float start = at.x;
    for (const Span& span : line) {
        const float left = max_width > 0 ? max_width - (at.x - start) : 0;
        if (max_width > 0 && left <= 0) {
            break;
        }
        ImFont* used = span.weight == Weight::Bold && font == theme.fonts().mono
            ? theme.fonts().mono_bold
            : span.weight == Weight::Bold ? theme.fonts().human_bold
                                          : font;
        const float width = draw_text(list, used, at, theme[span.tone], span.text, left);
        at.x += width;
        if (max_width > 0 && text_width(used, span.text) > left) {
            break; // cut off: nothing may follow the ellipsis
        }
    }
    return at.x - start;
}

float draw_wrapped(ImDrawList& list, const Theme& theme, ImVec2 at, const StyledLine& text,
    float max_width, float line_height)
{
    ImVec2 pen = at;
    const auto new_line = [&] {
        pen.x = at.x;
        pen.y += line_height;
    };
    for (const Span& span : text) {
        ImFont* font = span.weight == Weight::Bold ? theme.fonts().human_bold : theme.fonts().human;
        std::string_view rest = span.text;
        while (!rest.empty()) {
            if (rest.front() == '\n') {
                new_line();
                rest.remove_prefix(1);
                continue;
            }
            // A word with the blanks that follow it.
            std::size_t end = rest.find_first_of(" \n");
            end = end == std::string_view::npos ? rest.size() : end;
            const std::string_view word = rest.substr(0, end);
            while (end < rest.size() && rest[end] == ' ') {
                ++end;
            }
            if (pen.x > at.x && pen.x + text_width(font, word) > at.x + max_width) {
                new_line();
            }
            draw_text(list, font, pen, theme[span.tone], word);
            pen.x += text_width(font, rest.substr(0, end));
            rest.remove_prefix(end);
        }
    }
    return pen.y + line_height - at.y;
}

float centred(ImFont* font, float top, float height)
{
    return std::floor(top + (height - font->FontSize) / 2);
}

void draw_dashed_rect(ImDrawList& list, ImVec2 from, ImVec2 to, ImU32 colour, float dash)
{
    const auto side = [&](ImVec2 a, ImVec2 b) {
        const float length = std::abs(b.x - a.x) + std::abs(b.y - a.y);
        for (float done = dash; done < length - dash; done += 2 * dash) {
            const float end = std::min(done + dash, length - dash);
            list.AddLine({ a.x + (b.x - a.x) * done / length, a.y + (b.y - a.y) * done / length },
                { a.x + (b.x - a.x) * end / length, a.y + (b.y - a.y) * end / length }, colour);
        }
    };
    side(from, { to.x, from.y });
    side({ to.x, from.y }, to);
    side({ from.x, to.y }, to);
    side(from, { from.x, to.y });
}

void caption(const Theme& theme, std::string_view text)
{
    const ImVec2 at = ImGui::GetCursorScreenPos();
    draw_text(*ImGui::GetWindowDrawList(), theme.fonts().human_small, { at.x, at.y + theme.px(4) },
        theme[Tone::Dim], text);
    ImGui::Dummy({ 1, theme.px(22) });
}

void tooltip(const Theme& theme, std::string_view title, std::string_view text)
{
    if (!ImGui::IsItemHovered(ImGuiHoveredFlags_DelayNormal | ImGuiHoveredFlags_AllowWhenDisabled)
        || !ImGui::BeginTooltip()) {
        return;
    }
    ImGui::PushTextWrapPos(theme.px(420));
    if (!title.empty()) {
        ImGui::PushFont(theme.fonts().human_bold);
        ImGui::TextUnformatted(title.data(), title.data() + title.size());
        ImGui::PopFont();
    }
    ImGui::TextUnformatted(text.data(), text.data() + text.size());
    ImGui::PopTextWrapPos();
    ImGui::EndTooltip();
}

bool icon_button(
    const Theme& theme, const char* id, std::string_view name, const ButtonLook& look, float height)
{
    const float icon = theme.px(13);
    const float pad = theme.px(10);
    ImFont* font = theme.fonts().human;
    const bool has_icon = look.icon != Icon::None;
    const float width = (name.empty() ? 0 : text_width(font, name)) + 2 * pad
        + (has_icon ? icon : 0) + (has_icon && !name.empty() ? theme.px(8) : 0);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    ImGui::BeginDisabled(!look.enabled);
    const bool pressed = ImGui::InvisibleButton(id, { width, height });
    const bool hovered = ImGui::IsItemHovered();
    const bool held = ImGui::IsItemActive();
    ImGui::EndDisabled();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const Palette& colours = theme.colours();
    const ImVec2 end{ at.x + width, at.y + height };
    if (look.framed || hovered) {
        const ImU32 fill = held ? colours.select_band
            : hovered           ? colours.button_hover
                                : colours.button;
        list.AddRectFilled(at, end, fill, theme.px(6));
        if (theme.name() == ThemeName::Light) {
            list.AddRect(at, end, colours.line, theme.px(6));
        }
    }
    if (look.lit) {
        list.AddRect(at, end, colours.now_line, theme.px(6), 0, theme.px(1));
    }
    const float opacity = look.enabled ? 1.0F : 0.38F;
    float x = at.x + pad;
    if (has_icon) {
        draw_icon(list, look.icon, { x + icon / 2, at.y + height / 2 }, icon,
            faded(look.icon_colour, opacity));
        x += icon + theme.px(8);
    }
    draw_text(
        list, font, { x, centred(font, at.y, height) }, faded(theme[Tone::Text], opacity), name);
    return pressed;
}

} // namespace fw::ui
