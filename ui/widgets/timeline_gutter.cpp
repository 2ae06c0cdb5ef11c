// See timeline_strip.h. This file: what stands at the left of the slider.

#include "ui/widgets/text.h"
#include "ui/widgets/timeline_strip.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {
namespace {

constexpr float line = 24;

std::string branch_words(const inspect::Branch& branch, bool main_line)
{
    return main_line
        ? "the first run"
        : "from step " + grouped(branch.from) + (branch.change.empty() ? "" : ": " + branch.change);
}

} // namespace

float TimelineStrip::gutter_width(const Theme& theme) const
{
    // As wide as the greatest number needs, so that the slider does not move while stepping.
    const std::string most = grouped(m_steps.known());
    const float text = text_width(theme.fonts().human, "step  of ")
        + 2 * text_width(theme.fonts().mono_bold, most);
    return std::max(theme.px(196), std::round(text + theme.px(52)));
}

void TimelineStrip::draw_gutter(DrawContext& context, ImVec2 from, ImVec2 to, Shape shape)
{
    const Theme& theme = context.theme;
    const bool seeking = m_picture->state == inspect::RunState::Seeking;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float top = from.y + theme.px(6);
    const float height = theme.px(line);
    ImGui::SetCursorScreenPos({ from.x + theme.px(4), top });
    const CommandInfo& fold = info(CommandId::FoldTimeline);
    if (icon_button(theme, "fold timeline", {},
            { .icon = shape == Shape::Whole ? Icon::Fold : Icon::Unfold,
                .icon_colour = theme[Tone::Dim],
                .framed = false },
            height)) {
        context.commands.post(CommandId::FoldTimeline);
    }
    tooltip(theme, std::string(fold.text) + "  " + first_shortcut(fold), fold.help);
    float x = from.x + theme.px(37);
    const auto word = [&](std::string_view text, ImFont* font, Tone tone) {
        x += draw_text(list, font, { x, centred(font, top, height) }, theme[tone], text);
    };
    const Fonts& fonts = theme.fonts();
    if (m_picture->state == inspect::RunState::Empty) {
        word("no steps yet", fonts.human, Tone::Dim);
        return;
    }
    word("step ", fonts.human, Tone::Dim);
    word(grouped(shown_step()), fonts.mono_bold, Tone::Now);
    word(" of ", fonts.human, Tone::Dim);
    word(grouped(m_steps.known()), fonts.mono, Tone::Text);
    const float left = from.x + theme.px(12);
    const float width = to.x - left - theme.px(16);
    if (shape == Shape::Folded) {
        return;
    }
    float y = top + theme.px(line + 4);
    if (seeking) {
        draw_progress(context, { left, y }, width);
        y += theme.px(line + 4);
    } else if (m_picture->branches.size() > 1) {
        draw_branches(context, { left, y }, width);
        y += theme.px(line + 4);
    }
    draw_legend(context, { left, y });
    y += theme.px(20);
    const float room = to.y - theme.px(4) - y;
    if (!m_steps.shows_all() && room >= theme.px(20)) {
        ImGui::SetCursorScreenPos({ left, y });
        if (icon_button(theme, "show all steps", "Show all", {}, theme.px(20))) {
            m_steps.show_all();
            m_drawing_stale = true;
        }
        tooltip(theme, "Show all steps", "Also a double click on the timeline.");
    } else if (m_picture->history_bytes > 0 && room >= theme.px(16)) {
        draw_text(list, fonts.human_small, { left, y + theme.px(1) }, theme[Tone::Faint],
            "history " + memory_text(m_picture->history_bytes), width);
    }
}

void TimelineStrip::draw_branches(DrawContext& context, ImVec2 at, float width)
{
    const Theme& theme = context.theme;
    const inspect::Picture& picture = *m_picture;
    const std::size_t present = std::min(picture.branch, picture.branches.size() - 1);
    const float height = theme.px(line);
    ImGui::SetCursorScreenPos(at);
    if (ImGui::InvisibleButton("branches", { width, height })) {
        ImGui::OpenPopup("branch list");
    }
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const bool hovered = ImGui::IsItemHovered();
    list.AddRectFilled(at, { at.x + width, at.y + height },
        hovered ? theme.colours().button_hover : theme.colours().button, theme.px(6));
    if (theme.name() == ThemeName::Light) {
        list.AddRect(at, { at.x + width, at.y + height }, theme.colours().line, theme.px(6));
    }
    draw_icon(list, Icon::Branch, { at.x + theme.px(14), at.y + height / 2 }, theme.px(13),
        theme[Tone::Dim]);
    ImFont* font = theme.fonts().human;
    draw_text(list, font, { at.x + theme.px(28), centred(font, at.y, height) }, theme[Tone::Text],
        picture.branches[present].name, width - theme.px(50));
    draw_icon(list, Icon::Fold, { at.x + width - theme.px(13), at.y + height / 2 }, theme.px(9),
        theme[Tone::Dim]);
    tooltip(theme, "Branch " + picture.branches[present].name,
        branch_words(picture.branches[present], present == 0)
            + "\nAlt+B shows the next branch; a click lists them all.");
    if (!ImGui::BeginPopup("branch list")) {
        return;
    }
    for (std::size_t i = 0; i < picture.branches.size(); ++i) {
        const inspect::Branch& branch = picture.branches[i];
        ImGui::PushID(static_cast<int>(i));
        if (ImGui::MenuItem(
                branch.name.c_str(), branch_words(branch, i == 0).c_str(), i == present)) {
            context.commands.post({ .id = CommandId::SwitchBranch, .number = i });
        }
        ImGui::PopID();
    }
    ImGui::Separator();
    const CommandInfo& rename = info(CommandId::AskBranchName);
    if (ImGui::MenuItem(std::string(rename.text).c_str(), first_shortcut(rename).c_str())) {
        context.commands.post(CommandId::AskBranchName);
    }
    ImGui::EndPopup();
}

void TimelineStrip::draw_progress(DrawContext& context, ImVec2 at, float width)
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float height = theme.px(line);
    const float button = theme.px(66);
    const float bar = width - button - theme.px(8);
    const auto done = static_cast<float>(std::clamp(m_picture->progress, 0.0, 1.0));
    const float thick = theme.px(18);
    const float y = at.y + (height - thick) / 2;
    list.AddRectFilled({ at.x, y }, { at.x + bar, y + thick }, theme.colours().button, theme.px(5));
    list.AddRectFilled({ at.x, y }, { at.x + std::max(theme.px(6), bar * done), y + thick },
        faded(theme.colours().cool, 0.6F), theme.px(5));
    const std::string text = std::to_string(static_cast<int>(done * 100)) + " %";
    ImFont* small = theme.fonts().mono_small;
    draw_text(list, small, { at.x + (bar - text_width(small, text)) / 2, centred(small, y, thick) },
        theme[Tone::Text], text);
    ImGui::SetCursorScreenPos({ at.x + bar + theme.px(8), at.y });
    if (icon_button(theme, "cancel seek", "Cancel", {}, height)) {
        context.commands.post(CommandId::Pause);
    }
    tooltip(theme, "Cancel  " + first_shortcut(info(CommandId::Pause)),
        "Give it up and stay where the program was.");
}

void TimelineStrip::draw_legend(const DrawContext& context, ImVec2 at) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    ImFont* font = theme.fonts().human_small;
    const float height = theme.px(18);
    float x = at.x;
    const auto entry = [&](Icon icon, Tone tone, std::string_view text) {
        draw_icon(list, icon, { x + theme.px(5), at.y + height / 2 }, theme.px(9), theme[tone]);
        x += theme.px(14);
        x += draw_text(list, font, { x, centred(font, at.y, height) }, theme[Tone::Faint], text)
            + theme.px(12);
    };
    entry(Icon::Exception, Tone::Error, "exception");
    entry(Icon::Output, Tone::Text, "output");
}

} // namespace fw::ui
