// See timeline_view.h.

#include "ui/model/timeline_view.h"

#include <algorithm>
#include <cmath>
#include <cstdio>

namespace fw::ui {
namespace {

constexpr double least_span = 8; // steps that are shown at least, where there are so many

// Steps of a column of the profile.
std::pair<inspect::Step, inspect::Step> steps_of_column(
    const inspect::HistoryProfile& profile, std::size_t column, std::size_t columns)
{
    const auto length = static_cast<double>(profile.to - profile.from);
    const auto edge = [&](std::size_t at) {
        return profile.from
            + static_cast<inspect::Step>(
                std::floor(length * static_cast<double>(at) / static_cast<double>(columns)));
    };
    return { edge(column), std::max(edge(column + 1), edge(column) + 1) };
}

void add_bars(TimelineDrawing& drawing, const inspect::HistoryProfile& profile,
    const TimelineView& view, inspect::Step present, float width)
{
    for (const inspect::HistoryProfile::Bar& bar : profile.bars) {
        const auto from = static_cast<float>(std::clamp(
            view.pixel_of(static_cast<double>(bar.from), width), 0.0, static_cast<double>(width)));
        const auto to = static_cast<float>(std::clamp(
            view.pixel_of(static_cast<double>(bar.to), width), 0.0, static_cast<double>(width)));
        if (to <= from) {
            continue;
        }
        const float top = static_cast<float>(bar.depth) * drawing.row;
        drawing.bars.push_back({ .from = from,
            .to = to,
            .top = top,
            .bottom = top + drawing.row,
            .name = bar.name,
            .first = bar.from,
            .last = bar.to,
            .depth = bar.depth,
            .present = bar.from <= present && present < bar.to });
    }
}

void add_heights(TimelineDrawing& drawing, const inspect::HistoryProfile& profile,
    const TimelineView& view, const TimelineRoom& room, int deepest)
{
    const std::size_t columns = profile.depths.size();
    drawing.heights.assign(static_cast<std::size_t>(std::max(0.0F, room.width)), 0);
    for (std::size_t column = 0; column < columns; ++column) {
        const auto [first, last] = steps_of_column(profile, column, columns);
        const double from = view.pixel_of(static_cast<double>(first), room.width);
        const double to = view.pixel_of(static_cast<double>(last), room.width);
        const float height = room.height * static_cast<float>(profile.depths[column])
            / static_cast<float>(deepest);
        for (double x = std::max(0.0, std::floor(from));
             x < to && x < static_cast<double>(drawing.heights.size()); ++x) {
            float& at = drawing.heights[static_cast<std::size_t>(x)];
            at = std::max(at, height);
        }
    }
}

void add_marks(TimelineDrawing& drawing, const inspect::HistoryProfile& profile,
    const TimelineView& view, const TimelineRoom& room)
{
    for (const inspect::EventKind kind : marked_events) {
        const std::vector<std::uint32_t>& events = profile.events[static_cast<std::size_t>(kind)];
        TimelineMark* last = nullptr;
        for (std::size_t column = 0; column < events.size(); ++column) {
            if (events[column] == 0) {
                continue;
            }
            const auto [from, to] = steps_of_column(profile, column, events.size());
            const auto x = static_cast<float>(view.pixel_of(
                (static_cast<double>(from) + static_cast<double>(to)) / 2, room.width));
            if (x < 0 || x > room.width) {
                continue;
            }
            if (last && x - last->x < room.mark) {
                last->count += events[column];
                last->last = to;
                continue;
            }
            drawing.marks.push_back(
                { .x = x, .kind = kind, .count = events[column], .first = from, .last = to });
            last = &drawing.marks.back();
        }
    }
}

} // namespace

void TimelineView::set_known(inspect::Step known)
{
    m_known = known;
    if (m_all) {
        m_from = 0;
        m_to = std::max(1.0, static_cast<double>(known));
    } else {
        show(m_from, m_to - m_from);
    }
}

double TimelineView::pixel_of(double step, double width) const
{
    return (step - m_from) / (m_to - m_from) * width;
}

inspect::Step TimelineView::step_at(double pixel, double width) const
{
    const double step = m_from + (m_to - m_from) * pixel / std::max(1.0, width);
    return static_cast<inspect::Step>(
        std::llround(std::clamp(step, 0.0, static_cast<double>(m_known))));
}

void TimelineView::zoom(double factor, double pixel, double width)
{
    const double share = pixel / std::max(1.0, width);
    const double fixed = m_from + (m_to - m_from) * share;
    const double span = (m_to - m_from) / factor;
    m_all = false;
    show(fixed - std::max(span, least_span) * share, span);
}

void TimelineView::pan(double pixels, double width)
{
    if (!m_all) {
        show(m_from + (m_to - m_from) * pixels / std::max(1.0, width), m_to - m_from);
    }
}

void TimelineView::show_all()
{
    m_all = true;
    set_known(m_known);
}

void TimelineView::reveal(inspect::Step step)
{
    const auto at = static_cast<double>(step);
    const double span = m_to - m_from;
    if (!m_all && (at < m_from || at > m_to)) {
        show(at - span / 2, span);
    }
}

void TimelineView::show(double from, double span)
{
    const double all = std::max(1.0, static_cast<double>(m_known));
    span = std::clamp(span, std::min(least_span, all), all);
    m_from = std::clamp(from, 0.0, all - span);
    m_to = m_from + span;
    m_all = span >= all;
}

TimelineDrawing make_timeline_drawing(const inspect::HistoryProfile& profile,
    const TimelineView& view, inspect::Step present, const TimelineRoom& room)
{
    TimelineDrawing drawing;
    int deepest = 1;
    for (const std::uint16_t depth : profile.depths) {
        deepest = std::max<int>(deepest, depth);
    }
    for (const inspect::HistoryProfile::Bar& bar : profile.bars) {
        deepest = std::max(deepest, bar.depth + 1);
    }
    drawing.row = std::min(room.row, std::floor(room.height / static_cast<float>(deepest)));
    if (drawing.row >= room.least) {
        add_bars(drawing, profile, view, present, room.width);
    } else {
        drawing.row = 0;
        add_heights(drawing, profile, view, room, deepest);
    }
    add_marks(drawing, profile, view, room);
    return drawing;
}

std::string grouped(std::uint64_t number)
{
    std::string digits = std::to_string(number);
    for (std::size_t at = digits.size(); at > 3;) {
        at -= 3;
        digits.insert(at, ",");
    }
    return digits;
}

std::string memory_text(std::size_t bytes)
{
    char text[32];
    if (bytes < 1000 * 1000) {
        std::snprintf(text, sizeof text, "%zu KB", (bytes + 999) / 1000);
    } else {
        std::snprintf(text, sizeof text, "%.1f MB", static_cast<double>(bytes) / 1e6);
    }
    return text;
}

std::string event_words(inspect::EventKind kind, std::uint32_t count)
{
    static constexpr std::string_view names[inspect::event_kinds]
        = { "call", "return", "exception", "output", "cell write", "collection" };
    return grouped(count) + " " + std::string(names[static_cast<std::size_t>(kind)])
        + (count == 1 ? "" : "s");
}

} // namespace fw::ui
