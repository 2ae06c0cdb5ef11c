// The timeline above the status line: a slider over all known steps, marks of events and the frames
// by depth below it, and at its left the step, the branch of history and the progress of a search.
// It posts commands; whoever owns it asks the session for the profile that it wants.
#pragma once

#include "ui/model/timeline_view.h"
#include "ui/panel.h"
#include "vm/debug/session.h"

#include <optional>
#include <string>

namespace fw::ui {

class TimelineStrip {
public:
    enum class Shape : std::uint8_t { Whole, Folded };

    void refresh(const View& view);
    static float height(const Theme& theme, float screen_height, Shape shape);
    void draw(DrawContext& context, ImVec2 from, ImVec2 to, Shape shape);
    void take_keyboard() { m_wants_focus = true; }
    bool has_keyboard() const { return m_focused; }

    // What must be asked for so that the next draw has the right profile; each once.
    std::optional<debug::ProfileRequest> take_request();
    void set_profile(inspect::HistoryProfile profile);

private:
    struct Area { // of the slider and what lies under it
        float left = 0, width = 0;
        float track = 0, marks = 0, frames = 0, bottom = 0; // y
        Shape shape = Shape::Whole;
    };
    struct Wanted { // what a profile depends on
        debug::ProfileRequest request;
        std::size_t branch = 0;
        inspect::Step known = 0;
        inspect::Step executed = 0;
        std::string program;

        bool operator==(const Wanted& other) const;
    };

    void handle_mouse(DrawContext& context, const Area& area, bool hovered, bool held);
    void handle_keys(DrawContext& context);
    void go(DrawContext& context, inspect::Step step);
    void update_drawing(const Theme& theme, const Area& area);
    void draw_track(const DrawContext& context, const Area& area) const;
    void draw_frames(const DrawContext& context, const Area& area) const;
    void draw_marks(const DrawContext& context, const Area& area) const;
    void draw_forks(const DrawContext& context, const Area& area) const;
    void draw_now(const DrawContext& context, const Area& area) const;
    void draw_hover(const DrawContext& context, const Area& area) const;

    // timeline_gutter.cpp
    float gutter_width(const Theme& theme) const;
    void draw_gutter(DrawContext& context, ImVec2 from, ImVec2 to, Shape shape);
    void draw_branches(DrawContext& context, ImVec2 at, float width);
    void draw_progress(DrawContext& context, ImVec2 at, float width);
    void draw_legend(const DrawContext& context, ImVec2 at) const;

    inspect::Step shown_step() const { return m_target ? *m_target : m_picture->step; }

    std::shared_ptr<const inspect::Picture> m_picture;
    TimelineView m_steps;
    inspect::HistoryProfile m_profile;
    TimelineDrawing m_drawing;
    TimelineRoom m_room;
    bool m_drawing_stale = true;
    std::optional<Wanted> m_asked;
    double m_asked_time = -1;
    std::optional<inspect::Step> m_target; // where the person has sent the program
    std::uint64_t m_target_serial = 0; // of the picture then
    double m_target_time = 0;
    bool m_scrubbing = false;
    bool m_wants_focus = false;
    bool m_focused = false;
};

} // namespace fw::ui
