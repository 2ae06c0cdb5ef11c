// See timeline_strip.h. This file: the slider and what lies under it.

#include "ui/widgets/timeline_strip.h"

#include "ui/widgets/text.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {
namespace {

constexpr float track_height = 26;
constexpr float marks_height = 13;
constexpr float row_height = 18;
constexpr float margin = 5; // above and below
constexpr double zoom_step = 1.25;
constexpr double running_interval = 0.15; // seconds

bool can_travel(const inspect::Picture& picture)
{
    return picture.state != inspect::RunState::Empty && picture.state != inspect::RunState::Running;
}

} // namespace

bool TimelineStrip::Wanted::operator==(const Wanted& other) const
{
    return request.from == other.request.from && request.to == other.request.to
        && request.columns == other.request.columns && request.rows == other.request.rows
        && branch == other.branch && known == other.known && executed == other.executed
        && program == other.program;
}

float TimelineStrip::height(const Theme& theme, float screen_height, Shape shape)
{
    if (shape == Shape::Folded) {
        return theme.px(track_height + 2 * margin);
    }
    const float rows = screen_height < theme.px(860) ? 3 : 4; // with the names of the frames
    return theme.px(track_height + marks_height + rows * row_height + 2 * margin);
}

void TimelineStrip::refresh(const View& view)
{
    const bool other_program = m_picture && m_picture->program != view.picture->program;
    const bool moved = !m_picture || m_picture->step != view.picture->step;
    m_picture = view.picture;
    m_steps.set_known(std::max(m_picture->known_steps, m_picture->step));
    if (other_program || m_picture->state == inspect::RunState::Empty) {
        m_profile = {};
        m_steps.show_all();
    }
    if (m_target && !m_scrubbing && m_picture->state != inspect::RunState::Seeking
        && m_picture->serial != m_target_serial) {
        m_target.reset();
    }
    if (moved && !m_scrubbing) {
        m_steps.reveal(m_picture->step);
    }
    m_drawing_stale = true;
}

std::optional<debug::ProfileRequest> TimelineStrip::take_request()
{
    if (!m_picture || m_picture->state == inspect::RunState::Empty || m_room.width < 1) {
        return std::nullopt;
    }
    // The outline of deep recursion needs more rows than bars have room.
    Wanted wanted{ .request = { .from = static_cast<inspect::Step>(std::floor(m_steps.from())),
                       .to = static_cast<inspect::Step>(std::ceil(m_steps.to())),
                       .columns = static_cast<std::size_t>(m_room.width),
                       .rows = static_cast<std::size_t>(
                           std::max(1.0F, m_room.height / std::max(1.0F, m_room.least))) },
        .branch = m_picture->branch,
        .known = m_steps.known(),
        .executed = m_picture->executed_steps,
        .program = m_picture->program };
    // While the program runs more is known at every look: a few profiles a second do.
    const bool too_soon = m_picture->state == inspect::RunState::Running
        && ImGui::GetTime() < m_asked_time + running_interval;
    if (too_soon || (m_asked && *m_asked == wanted)) {
        return std::nullopt;
    }
    m_asked = std::move(wanted);
    m_asked_time = ImGui::GetTime();
    return m_asked->request;
}

void TimelineStrip::set_profile(inspect::HistoryProfile profile)
{
    m_profile = std::move(profile);
    m_drawing_stale = true;
}

void TimelineStrip::draw(DrawContext& context, ImVec2 from, ImVec2 to, Shape shape)
{
    const Theme& theme = context.theme;
    ImGui::SetCursorScreenPos(from);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    if (m_wants_focus) {
        ImGui::SetNextWindowFocus();
        m_wants_focus = false;
    }
    ImGui::BeginChild("timeline strip", { to.x - from.x, to.y - from.y }, 0,
        ImGuiWindowFlags_NoScrollbar | ImGuiWindowFlags_NoScrollWithMouse
            | ImGuiWindowFlags_NoBackground | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    ImDrawList& list = *ImGui::GetWindowDrawList();
    m_focused = ImGui::IsWindowFocused();
    list.AddRectFilled(from, to, theme.colours().panel, theme.radius());
    list.AddRect(from, to, m_focused ? faded(theme[Tone::Frame], 0.55F) : theme.colours().line,
        theme.radius());
    const float gutter = gutter_width(theme);
    draw_gutter(context, from, { from.x + gutter, to.y }, shape);

    Area area{ .left = from.x + gutter, .shape = shape };
    area.width = std::max(1.0F, std::floor(to.x - area.left - theme.px(16)));
    area.track = from.y + theme.px(margin);
    area.marks = area.track + theme.px(track_height);
    area.frames = area.marks + theme.px(shape == Shape::Folded ? 0 : marks_height);
    area.bottom = to.y - theme.px(margin);
    ImGui::SetCursorScreenPos({ area.left - theme.px(6), area.track });
    ImGui::InvisibleButton("timeline", { area.width + theme.px(12), area.bottom - area.track });
    const bool hovered = ImGui::IsItemHovered();
    handle_mouse(context, area, hovered, ImGui::IsItemActive());
    if (m_focused) {
        handle_keys(context);
    }
    if (ImGui::BeginPopupContextItem("timeline menu")) {
        if (ImGui::MenuItem("Show all steps")) {
            m_steps.show_all();
        }
        for (const CommandId id : { CommandId::AskStep, CommandId::GotoStart, CommandId::GotoEnd,
                 CommandId::FoldTimeline }) {
            const CommandInfo& command = info(id);
            if (ImGui::MenuItem(std::string(command.text).c_str(), first_shortcut(command).c_str(),
                    false, is_enabled(command.enabled, context.view))) {
                context.commands.post(id);
            }
        }
        ImGui::EndPopup();
    }
    update_drawing(theme, area);
    list.PushClipRect({ area.left - theme.px(7), from.y }, { to.x, to.y }, true);
    draw_track(context, area);
    if (shape == Shape::Whole) {
        draw_frames(context, area);
        draw_marks(context, area);
        draw_forks(context, area);
    }
    if (m_picture->state != inspect::RunState::Empty) {
        draw_now(context, area);
        if (hovered) {
            draw_hover(context, area);
        }
    }
    list.PopClipRect();
    ImGui::EndChild();
}

void TimelineStrip::go(DrawContext& context, inspect::Step step)
{
    if (step != shown_step() && can_travel(*m_picture)) {
        m_target = step;
        m_target_serial = m_picture->serial;
        m_target_time = ImGui::GetTime();
        context.commands.post({ .id = CommandId::SeekStep, .number = step });
    }
}

void TimelineStrip::handle_mouse(DrawContext& context, const Area& area, bool hovered, bool held)
{
    const ImGuiIO& io = ImGui::GetIO();
    const double x = io.MousePos.x - area.left;
    const bool scrubbed = m_scrubbing;
    m_scrubbing = held && ImGui::IsMouseDown(0);
    if (m_scrubbing) {
        go(context, m_steps.step_at(x, area.width));
    }
    constexpr double patience = 2; // seconds for an answer to a target that was not possible
    if (m_target && !m_scrubbing && (scrubbed || ImGui::GetTime() > m_target_time + patience)
        && m_picture->state != inspect::RunState::Seeking
        && (m_picture->step == *m_target || ImGui::GetTime() > m_target_time + patience)) {
        m_target.reset();
    }
    if (!hovered) {
        return;
    }
    const TimelineView before = m_steps;
    if (io.MouseWheelH != 0 || (io.MouseWheel != 0 && io.KeyShift)) {
        m_steps.pan(-60.0 * static_cast<double>(io.MouseWheel + io.MouseWheelH), area.width);
    } else if (io.MouseWheel != 0) {
        m_steps.zoom(std::pow(zoom_step, static_cast<double>(io.MouseWheel)), x, area.width);
    }
    if (ImGui::IsMouseDown(2) && io.MouseDelta.x != 0) {
        m_steps.pan(static_cast<double>(-io.MouseDelta.x), area.width);
    }
    if (ImGui::IsMouseDoubleClicked(0)) {
        m_steps.show_all();
    }
    m_drawing_stale |= before.from() != m_steps.from() || before.to() != m_steps.to();
}

void TimelineStrip::handle_keys(DrawContext& context)
{
    const ImGuiIO& io = ImGui::GetIO();
    if (io.KeyCtrl || io.KeyAlt || io.KeyShift || io.WantTextInput) {
        return;
    }
    const auto pressed = [](ImGuiKey key) { return ImGui::IsKeyPressed(key, true); };
    const inspect::Step step = shown_step();
    const inspect::Step known = m_steps.known();
    const auto far = static_cast<inspect::Step>(
        std::max(1.0, std::round((m_steps.to() - m_steps.from()) / 20)));
    if (pressed(ImGuiKey_LeftArrow)) {
        go(context, step > 0 ? step - 1 : 0);
    } else if (pressed(ImGuiKey_RightArrow)) {
        if (step < known) {
            go(context, step + 1);
        } else if (is_enabled(EnabledRule::Stopped, context.view)) {
            context.commands.post(CommandId::StepOpcode);
        }
    } else if (pressed(ImGuiKey_PageUp)) {
        go(context, step > far ? step - far : 0);
    } else if (pressed(ImGuiKey_PageDown)) {
        go(context, std::min(known, step + far));
    } else if (pressed(ImGuiKey_Home)) {
        go(context, 0);
    } else if (pressed(ImGuiKey_End)) {
        go(context, known);
    } else if (pressed(ImGuiKey_Equal) || pressed(ImGuiKey_KeypadAdd)) {
        m_steps.zoom(
            zoom_step, m_steps.pixel_of(static_cast<double>(step), m_room.width), m_room.width);
    } else if (pressed(ImGuiKey_Minus) || pressed(ImGuiKey_KeypadSubtract)) {
        m_steps.zoom(
            1 / zoom_step, m_steps.pixel_of(static_cast<double>(step), m_room.width), m_room.width);
    } else {
        return;
    }
    m_drawing_stale = true;
}

void TimelineStrip::update_drawing(const Theme& theme, const Area& area)
{
    const TimelineRoom room{ .width = area.width,
        .height = std::max(theme.px(row_height), area.bottom - area.frames),
        .row = theme.px(row_height),
        .least = theme.px(4),
        .mark = theme.px(11) };
    if (m_drawing_stale || room.width != m_room.width || room.height != m_room.height
        || room.row != m_room.row) {
        m_room = room;
        m_drawing = make_timeline_drawing(m_profile, m_steps, m_picture->step, room);
        m_drawing_stale = false;
    }
}

void TimelineStrip::draw_track(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float middle = (area.track + area.marks) / 2;
    const float half = theme.px(4);
    const float end = area.left + area.width;
    list.AddRectFilled({ area.left, middle - half }, { end, middle + half },
        faded(theme[Tone::Faint], 0.38F), half);
    const auto at = [&](inspect::Step step) {
        return area.left
            + static_cast<float>(std::clamp(m_steps.pixel_of(static_cast<double>(step), area.width),
                0.0, static_cast<double>(area.width)));
    };
    if (m_picture->state == inspect::RunState::Empty) {
        return;
    }
    const float now = at(shown_step());
    if (now > area.left) {
        list.AddRectFilled({ area.left, middle - half }, { now, middle + half },
            faded(theme.colours().cool, 0.75F), half);
    }
}

// Where branches of history leave this one, and where this one begins.
void TimelineStrip::draw_forks(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float y = area.marks + theme.px(marks_height) / 2 - theme.px(1);
    for (std::size_t i = 1; i < m_picture->branches.size(); ++i) {
        const inspect::Branch& branch = m_picture->branches[i];
        const double x = m_steps.pixel_of(static_cast<double>(branch.from), area.width);
        const bool concerns = i == m_picture->branch || branch.parent == m_picture->branch;
        if (concerns && x >= 0 && x <= static_cast<double>(area.width)) {
            draw_icon(list, Icon::Branch, { area.left + static_cast<float>(x) + theme.px(4), y },
                theme.px(13), theme[i == m_picture->branch ? Tone::Now : Tone::Dim]);
        }
    }
}

void TimelineStrip::draw_frames(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const float now
        = static_cast<float>(m_steps.pixel_of(static_cast<double>(shown_step()), area.width));
    const ImU32 blue = theme[Tone::Frame];
    const float gap = theme.px(1);
    // What lies after the present step is dimmed.
    const auto block = [&](float from, float to, float top, float bottom, float strength) {
        const float split = std::clamp(now, from, to);
        const auto part = [&](float left, float right, float opacity) {
            if (right > left) {
                list.AddRectFilled(
                    { area.left + left, top }, { area.left + right, bottom }, faded(blue, opacity));
            }
        };
        part(from, split, strength);
        part(split, to, strength * 0.42F);
    };
    for (std::size_t x = 0; x < m_drawing.heights.size(); ++x) {
        const auto left = static_cast<float>(x);
        block(left, left + 1, area.frames, area.frames + m_drawing.heights[x], 0.5F);
    }
    ImFont* font = theme.fonts().mono_small;
    for (const TimelineBar& bar : m_drawing.bars) {
        const float top = area.frames + bar.top;
        const float bottom = area.frames + bar.bottom - gap;
        const float right = bar.to - bar.from > 3 * gap ? bar.to - gap : bar.to;
        const float strength = bar.present ? 0.68F : bar.name.empty() ? 0.24F : 0.40F;
        block(bar.from, right, top, bottom, strength);
        const float room = right - bar.from - theme.px(8);
        if (!bar.name.empty() && m_drawing.row >= theme.px(14) && room > theme.px(14)) {
            const bool future = bar.from > now;
            draw_text(list, font,
                { area.left + bar.from + theme.px(4), centred(font, top, bottom - top) },
                theme[future ? Tone::Dim : Tone::Text], bar.name, room);
        }
    }
}

void TimelineStrip::draw_marks(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    const float y = area.marks + theme.px(marks_height) / 2 - theme.px(1);
    for (const TimelineMark& mark : m_drawing.marks) {
        const bool exception = mark.kind == inspect::EventKind::Exception;
        const bool future = mark.first > shown_step();
        draw_icon(*ImGui::GetWindowDrawList(), exception ? Icon::Exception : Icon::Output,
            { area.left + mark.x, y }, theme.px(9),
            faded(theme[exception ? Tone::Error : Tone::Text], future ? 0.5F : 1.0F));
    }
}

void TimelineStrip::draw_now(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    const double place = m_steps.pixel_of(static_cast<double>(shown_step()), area.width);
    if (place < 0 || place > static_cast<double>(area.width)) {
        return;
    }
    const float x = std::round(area.left + static_cast<float>(place));
    const float middle = (area.track + area.marks) / 2;
    const ImU32 yellow = theme.colours().now_line;
    const float half = std::max(1.0F, theme.px(1));
    list.AddRectFilled({ x - half, middle }, { x + half, area.bottom }, yellow);
    const float width = theme.px(5);
    const float height = theme.px(9);
    list.AddRectFilled({ x - width - theme.px(2), middle - height - theme.px(2) },
        { x + width + theme.px(2), middle + height + theme.px(2) }, theme.colours().panel,
        theme.px(5));
    list.AddRectFilled(
        { x - width, middle - height }, { x + width, middle + height }, yellow, theme.px(4));
}

void TimelineStrip::draw_hover(const DrawContext& context, const Area& area) const
{
    const Theme& theme = context.theme;
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const inspect::Step step = m_steps.step_at(mouse.x - area.left, area.width);
    const auto x
        = area.left + static_cast<float>(m_steps.pixel_of(static_cast<double>(step), area.width));
    ImGui::GetWindowDrawList()->AddLine(
        { x, area.track }, { x, area.bottom }, faded(theme[Tone::Text], 0.5F));
    if (m_scrubbing || !ImGui::BeginTooltip()) {
        return;
    }
    const float local = mouse.x - area.left;
    std::string text;
    for (const TimelineMark& mark : m_drawing.marks) {
        if (mouse.y >= area.marks && mouse.y < area.frames
            && std::abs(mark.x - local) < theme.px(7)) {
            text += event_words(mark.kind, mark.count) + "\n";
        }
    }
    std::string name;
    for (const TimelineBar& bar : m_drawing.bars) {
        if (local >= bar.from && local < bar.to && mouse.y >= area.frames + bar.top
            && mouse.y < area.frames + bar.bottom) {
            name = bar.name.empty() ? "several short calls" : bar.name;
            text += "steps " + grouped(bar.first) + " to " + grouped(bar.last) + ", depth "
                + std::to_string(bar.depth) + "\n";
        }
    }
    if (!name.empty()) {
        ImGui::PushFont(theme.fonts().mono_bold);
        ImGui::TextUnformatted(name.c_str());
        ImGui::PopFont();
    }
    text += can_travel(*m_picture) ? "Click: go to step " + grouped(step)
                                   : "step " + grouped(step) + ": pause first (F6)";
    ImGui::TextUnformatted(text.c_str());
    ImGui::EndTooltip();
}

} // namespace fw::ui
