// The timeline's arithmetic and drawing, and the rows of Watches and Writes.

#include "tests/ui/closures_picture.h"
#include "ui/model/history_rows.h"
#include "ui/model/timeline_view.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

namespace fw::ui {
namespace {

using inspect::EventKind;

constexpr double width = 1000;

TEST(TimelineView, ShowsAllAndFollowsWhatIsKnown)
{
    TimelineView view;
    view.set_known(47);
    EXPECT_EQ(view.step_at(0, width), 0U);
    EXPECT_EQ(view.step_at(width, width), 47U);
    EXPECT_DOUBLE_EQ(view.pixel_of(47, width), width);
    view.set_known(100);
    EXPECT_EQ(view.step_at(width, width), 100U);
    EXPECT_TRUE(view.shows_all());
}

TEST(TimelineView, PixelsBesideTheStripAreItsEnds)
{
    TimelineView view;
    view.set_known(47);
    EXPECT_EQ(view.step_at(-300, width), 0U);
    EXPECT_EQ(view.step_at(width + 300, width), 47U);
}

TEST(TimelineView, EveryStepHasItsPixel)
{
    TimelineView view;
    view.set_known(47);
    for (inspect::Step step = 0; step <= 47; ++step) {
        EXPECT_EQ(view.step_at(view.pixel_of(static_cast<double>(step), width), width), step);
    }
}

TEST(TimelineView, NothingKnownIsOneStepWide)
{
    TimelineView view;
    view.set_known(0);
    EXPECT_EQ(view.step_at(500, width), 0U);
    EXPECT_DOUBLE_EQ(view.to(), 1);
}

TEST(TimelineView, ZoomingKeepsTheStepUnderThePointer)
{
    TimelineView view;
    view.set_known(1000000);
    const inspect::Step before = view.step_at(300, width);
    view.zoom(100, 300, width);
    EXPECT_FALSE(view.shows_all());
    EXPECT_NEAR(view.to() - view.from(), 10000, 1);
    EXPECT_EQ(view.step_at(300, width), before);
    view.zoom(1.0 / 100, 300, width);
    EXPECT_TRUE(view.shows_all());
}

TEST(TimelineView, ZoomEndsAtAFewSteps)
{
    TimelineView view;
    view.set_known(1000000);
    view.zoom(1e12, 500, width);
    EXPECT_NEAR(view.to() - view.from(), 8, 0.001);
    TimelineView small;
    small.set_known(3);
    small.zoom(1e12, 500, width);
    EXPECT_TRUE(small.shows_all());
}

TEST(TimelineView, PanningStopsAtTheEnds)
{
    TimelineView view;
    view.set_known(1000);
    view.zoom(10, 500, width);
    view.pan(-1e6, width);
    EXPECT_DOUBLE_EQ(view.from(), 0);
    view.pan(1e6, width);
    EXPECT_DOUBLE_EQ(view.to(), 1000);
    view.show_all();
    EXPECT_DOUBLE_EQ(view.from(), 0);
}

TEST(TimelineView, AStepOutsideIsBroughtIntoView)
{
    TimelineView view;
    view.set_known(1000);
    view.zoom(10, 0, width);
    EXPECT_DOUBLE_EQ(view.to(), 100);
    view.reveal(50);
    EXPECT_DOUBLE_EQ(view.from(), 0);
    view.reveal(700);
    EXPECT_DOUBLE_EQ(view.from(), 650);
}

inspect::HistoryProfile profile_of_47()
{
    inspect::HistoryProfile profile;
    profile.to = 47;
    profile.bars = { { .from = 0, .to = 47, .depth = 0, .name = "<module>", .code = 1 },
        { .from = 8, .to = 14, .depth = 1, .name = "make_add_x", .code = 2 },
        { .from = 31, .to = 36, .depth = 1, .name = "add_x", .code = 3 } };
    profile.depths.assign(47, 1);
    profile.events[static_cast<std::size_t>(EventKind::Output)].assign(47, 0);
    profile.events[static_cast<std::size_t>(EventKind::Output)][43] = 1;
    profile.events[static_cast<std::size_t>(EventKind::Output)][44] = 2;
    return profile;
}

constexpr TimelineRoom room{ .width = 470, .height = 72, .row = 18, .least = 4, .mark = 11 };

TEST(TimelineDrawing, BarsStandByDepthAndThePresentOnesAreMarked)
{
    TimelineView view;
    view.set_known(47);
    const TimelineDrawing drawing = make_timeline_drawing(profile_of_47(), view, 34, room);
    ASSERT_EQ(drawing.bars.size(), 3U);
    EXPECT_FLOAT_EQ(drawing.bars[0].to, 470);
    EXPECT_FLOAT_EQ(drawing.bars[1].from, 80);
    EXPECT_FLOAT_EQ(drawing.bars[1].top, 18);
    EXPECT_TRUE(drawing.bars[0].present);
    EXPECT_FALSE(drawing.bars[1].present);
    EXPECT_TRUE(drawing.bars[2].present);
}

TEST(TimelineDrawing, MarksThatAreTooCloseAreOne)
{
    TimelineView view;
    view.set_known(47);
    const TimelineDrawing drawing = make_timeline_drawing(profile_of_47(), view, 34, room);
    ASSERT_EQ(drawing.marks.size(), 1U);
    EXPECT_EQ(drawing.marks[0].count, 3U);
    EXPECT_EQ(event_words(drawing.marks[0].kind, drawing.marks[0].count), "3 outputs");
    EXPECT_FLOAT_EQ(drawing.marks[0].x, 435);
}

TEST(TimelineDrawing, ManyFramesMakeLowBarsAndThenAnOutline)
{
    TimelineView view;
    view.set_known(47);
    inspect::HistoryProfile profile = profile_of_47();
    profile.depths[20] = 12;
    EXPECT_FLOAT_EQ(make_timeline_drawing(profile, view, 34, room).row, 6);
    profile.depths[20] = 800;
    const TimelineDrawing outline = make_timeline_drawing(profile, view, 34, room);
    EXPECT_TRUE(outline.bars.empty());
    ASSERT_EQ(outline.heights.size(), 470U);
    EXPECT_FLOAT_EQ(outline.heights[205], 72);
    EXPECT_LT(outline.heights[100], 1);
}

TEST(TimelineDrawing, AnOlderProfileStandsWhereItsStepsAre)
{
    TimelineView view;
    view.set_known(94); // the profile is of the first half
    const TimelineDrawing drawing = make_timeline_drawing(profile_of_47(), view, 90, room);
    EXPECT_FLOAT_EQ(drawing.bars[0].to, 235);
}

TEST(TimelineWords, AreForPeople)
{
    EXPECT_EQ(grouped(1234567), "1,234,567");
    EXPECT_EQ(grouped(12), "12");
    EXPECT_EQ(memory_text(12300000), "12.3 MB");
    EXPECT_EQ(memory_text(4096), "5 KB");
    EXPECT_EQ(event_words(EventKind::Exception, 1), "1 exception");
}

TEST(HistoryRows, WatchesShowValuesAndErrors)
{
    const std::vector<NameRow> rows
        = make_watch_rows({ { .expression = "x + y", .text = "14", .type = "int", .changed = true },
            { .expression = "z", .error = "NameError: name 'z' is not defined" },
            { .expression = "later" } });
    EXPECT_EQ(plain(rows[0].value), "14");
    EXPECT_TRUE(rows[0].changed);
    EXPECT_EQ(rows[0].note, "int");
    EXPECT_EQ(rows[1].value[0].tone, Tone::Error);
    EXPECT_TRUE(rows[2].unbound);
}

TEST(HistoryRows, WritesShowOldAndNew)
{
    inspect::WriteList list;
    list.place.name = "count";
    list.searched_to = 1234;
    list.writes = {
        { .step = 20, .function = "f", .line = 3, .opcode = "STORE_FAST count", .new_value = "1" },
        { .step = 1034,
            .function = "f",
            .line = 5,
            .opcode = "DELETE_FAST count",
            .old_value = "1" }
    };
    const std::vector<WriteRow> rows = make_write_rows(list, 1034);
    EXPECT_EQ(rows[0].text(), "20  f  line 3  STORE_FAST count  nothing -> 1");
    EXPECT_EQ(rows[1].text(), "1,034  f  line 5  DELETE_FAST count  1 -> deleted");
    EXPECT_FALSE(rows[0].present);
    EXPECT_TRUE(rows[1].present);
    EXPECT_EQ(writes_caption(list), "2 writes of count in steps 0 to 1,234");
    list.complete = false;
    EXPECT_THAT(writes_caption(list), testing::EndsWith("the search was not finished"));
}

TEST(HistoryRows, PlacesNameFrameCellAndNamespace)
{
    const inspect::Picture picture = test::closures_at_step_34();
    const inspect::Frame& add_x = picture.frames.front();
    std::vector<inspect::Place> places;
    for (const inspect::Local& local : add_x.locals) {
        places.push_back(*place_of_local(add_x, local));
    }
    ASSERT_EQ(places.size(), 2U);
    EXPECT_EQ(places[0].kind, inspect::Place::Kind::Local);
    EXPECT_EQ(places[0].owner, add_x.id);
    EXPECT_EQ(places[0].index, 0);
    EXPECT_EQ(places[1].kind, inspect::Place::Kind::Cell);
    EXPECT_EQ(places[1].owner, add_x.locals[1].cell);
    EXPECT_EQ(place_of_slot(add_x, 1).name, "stack slot 1 of add_x");
}

} // namespace
} // namespace fw::ui
