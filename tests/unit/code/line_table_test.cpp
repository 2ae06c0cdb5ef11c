// Writing and reading of co_lnotab.
#include "vm/code/line_table.h"

#include <gtest/gtest.h>

namespace fw::code {

namespace {

using Bytes = std::vector<std::uint8_t>;

Bytes table_of(int first_line, std::initializer_list<LineStart> marks)
{
    LineTableWriter writer(first_line);
    for (const LineStart& mark : marks) {
        writer.mark(mark.offset, mark.line);
    }
    return writer.take();
}

} // namespace

TEST(LineTable, SameLineAddsNothing)
{
    EXPECT_TRUE(table_of(1, { { 0, 1 }, { 2, 1 } }).empty());
}

TEST(LineTable, StepsForwardsAndBack)
{
    EXPECT_EQ(table_of(1, { { 0, 1 }, { 6, 3 }, { 10, 2 } }), (Bytes{ 6, 2, 4, 0xff }));
}

TEST(LineTable, LargeStepsAreSplit)
{
    EXPECT_EQ(table_of(1, { { 300, 2 } }), (Bytes{ 255, 0, 45, 1 }));
    EXPECT_EQ(table_of(1, { { 4, 255 } }), (Bytes{ 4, 127, 0, 127, 0, 0 }));
    EXPECT_EQ(table_of(300, { { 4, 1 } }), (Bytes{ 4, 0x80, 0, 0x80, 0, 0xd5 }));
}

TEST(LineTable, ReadsBack)
{
    CodeUnit unit;
    unit.firstlineno = 10;
    unit.code.resize(400);
    unit.lnotab = table_of(10, { { 4, 12 }, { 20, 11 }, { 310, 500 } });
    EXPECT_EQ(line_at(unit, 0), 10);
    EXPECT_EQ(line_at(unit, 4), 12);
    EXPECT_EQ(line_at(unit, 18), 12);
    EXPECT_EQ(line_at(unit, 20), 11);
    EXPECT_EQ(line_at(unit, 309), 11);
    EXPECT_EQ(line_at(unit, 310), 500);
    const std::vector<LineStart> starts = line_starts(unit);
    ASSERT_EQ(starts.size(), 4U);
    EXPECT_EQ(starts[3].offset, 310U);
    EXPECT_EQ(starts[3].line, 500);
    const LineBounds bounds = line_bounds(unit, 6);
    EXPECT_EQ(bounds.start, 4U);
    EXPECT_EQ(bounds.end, 20U);
    EXPECT_EQ(bounds.line, 12);
}

TEST(LineTable, LinesBehindTheCodeWereOptimisedAway)
{
    CodeUnit unit;
    unit.firstlineno = 1;
    unit.code.resize(4);
    unit.lnotab = { 4, 1 };
    EXPECT_EQ(line_starts(unit).size(), 1U);
}

} // namespace fw::code
