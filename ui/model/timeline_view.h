// The timeline's arithmetic: which window of steps is shown, which step a pixel is, zooming and
// panning; and what is drawn under the slider: bars of frames by depth, marks of events. Steps are
// places between opcodes: step 3 lies where the third opcode has ended.
#pragma once

#include "ui/model/styled_text.h"
#include "vm/inspect/history.h"

#include <string>
#include <vector>

namespace fw::ui {

class TimelineView {
public:
    // Steps 0 to known can be reached. Follows it while the whole is shown.
    void set_known(inspect::Step known);
    inspect::Step known() const { return m_known; }

    double from() const { return m_from; }
    double to() const { return m_to; }
    bool shows_all() const { return m_all; }

    // Pixels count from the left edge of a strip of this width.
    double pixel_of(double step, double width) const;
    inspect::Step step_at(double pixel, double width) const; // clamped to what can be reached

    // A factor above 1 shows fewer steps; the step under the pixel stays there.
    void zoom(double factor, double pixel, double width);
    void pan(double pixels, double width); // positive: towards later steps
    void show_all();
    void reveal(inspect::Step step); // moves the window when the step lies outside

private:
    void show(double from, double span);

    inspect::Step m_known = 0;
    double m_from = 0;
    double m_to = 1;
    bool m_all = true;
};

// A bar of the drawing, in pixels from the top left of the area.
struct TimelineBar {
    float from = 0, to = 0;
    float top = 0, bottom = 0;
    std::string name; // empty: several short calls
    inspect::Step first = 0, last = 0;
    int depth = 0;
    bool present = false; // on the call stack at the present step
};

struct TimelineMark {
    float x = 0;
    inspect::EventKind kind = inspect::EventKind::Exception;
    std::uint32_t count = 0;
    inspect::Step first = 0, last = 0; // somewhere in these
};

struct TimelineDrawing {
    std::vector<TimelineBar> bars;
    std::vector<float> heights; // instead of bars where frames are too many: by pixel column
    std::vector<TimelineMark> marks;
    float row = 0; // height of a bar
};

// Events that are marked; the others are seen in the bars.
inline constexpr inspect::EventKind marked_events[]
    = { inspect::EventKind::Exception, inspect::EventKind::Output };

// `row` is the height of a bar when there is room; bars get lower when frames are many, and the
// outline alone is drawn when they would be under `least`.
struct TimelineRoom {
    float width = 0, height = 0;
    float row = 0, least = 0;
    float mark = 0; // how far marks must be apart
};
TimelineDrawing make_timeline_drawing(const inspect::HistoryProfile& profile,
    const TimelineView& view, inspect::Step present, const TimelineRoom& room);

std::string grouped(std::uint64_t number); // "12,345"
std::string memory_text(std::size_t bytes); // "12.3 MB"
std::string event_words(inspect::EventKind kind, std::uint32_t count); // "2 exceptions"

} // namespace fw::ui
