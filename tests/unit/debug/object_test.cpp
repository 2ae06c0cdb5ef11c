// What is in an object: its parts with the places where they are kept, followed and changed.

#include "vm/debug/session.h"

#include <gtest/gtest.h>

#include <algorithm>

namespace fw::debug {
namespace {

using inspect::ObjectDetail;
using inspect::PartRow;
using inspect::Picture;
using inspect::Place;
using PicturePtr = std::shared_ptr<const Picture>;

class ObjectTest : public testing::Test {
protected:
    PicturePtr run_to(const std::string& source, int line)
    {
        session.load({ .file = "<string>", .source = source, .arguments = {} });
        session.set_line_breakpoint("<string>", line, true);
        session.run();
        return session.wait();
    }
    ObjectDetail ask(ObjectRequest request)
    {
        const RequestId id = session.request(std::move(request));
        session.wait();
        const auto reply = session.take_reply(id);
        return reply ? std::get<ObjectDetail>(*reply) : ObjectDetail{};
    }
    ObjectDetail detail(
        const Picture& picture, const std::string& name, inspect::OpenParts opened = {})
    {
        for (const inspect::Name& row : picture.globals.names) {
            if (row.name == name) {
                return ask({ .moment = picture.moment,
                    .object = row.value.id,
                    .name = name,
                    .opened = std::move(opened) });
            }
        }
        return {};
    }
    static const PartRow& row(const ObjectDetail& of, const std::string& name)
    {
        static const PartRow none;
        const auto at = std::find_if(of.rows.begin(), of.rows.end(),
            [&](const PartRow& each) { return each.part.name == name; });
        EXPECT_NE(at, of.rows.end()) << name;
        return at == of.rows.end() ? none : *at;
    }
    static std::string parts(const ObjectDetail& of)
    {
        std::string all;
        for (const PartRow& each : of.rows) {
            all += std::to_string(each.depth) + " " + each.part.name + " = " + each.part.value.text
                + "\n";
        }
        return all;
    }
    PicturePtr writes(const Place& place)
    {
        session.list_writes(place);
        return session.wait();
    }

    Session session;
};

constexpr const char* shapes = "class Point:\n"
                               "    kind = 'point'\n"
                               "    def __init__(self, x):\n"
                               "        self.x = x\n"
                               "class Slim:\n"
                               "    __slots__ = ('a', 'b')\n"
                               "points = [Point(1), Point(2)]\n"
                               "table = {'k': points, (1, 2): None}\n"
                               "slim = Slim()\n"
                               "slim.b = 5\n"
                               "points[0].x = points[0].x\n"
                               "points[1] = points[1]\n"
                               "table['k'] = table['k']\n"
                               "Point.kind = 'spot'\n"
                               "many = list(range(1000))\n"
                               "def count():\n"
                               "    total = 7\n"
                               "    yield total\n"
                               "g = count()\n"
                               "next(g)\n"
                               "end = 0\n";

TEST_F(ObjectTest, PartsOpenInTurn)
{
    const PicturePtr picture = run_to(shapes, 21);
    const ObjectDetail closed = detail(*picture, "points");
    EXPECT_EQ(parts(closed), "1 [0] = <Point x=1>\n1 [1] = <Point x=2>\n");
    const ObjectDetail opened = detail(*picture, "points", { { closed.rows[1].path, 0 } });
    EXPECT_EQ(parts(opened), "1 [0] = <Point x=1>\n1 [1] = <Point x=2>\n2 .x = 2\n");
    EXPECT_EQ(opened.rows[2].part.place->name, "points[1].x");
    EXPECT_EQ(parts(detail(*picture, "slim")), "1 .b = 5\n");
    EXPECT_EQ(parts(detail(*picture, "g")), "1 total = 7\n");
    EXPECT_EQ(row(detail(*picture, "table"), "'k'").part.place->name, "table['k']");
}

TEST_F(ObjectTest, LongListsComeInPages)
{
    const PicturePtr picture = run_to(shapes, 21);
    const ObjectDetail first = detail(*picture, "many");
    EXPECT_EQ(first.total, 1000U);
    EXPECT_EQ(first.rows.size(), 100U);
    const ObjectDetail last = detail(*picture, "many", { { "", 950 } });
    EXPECT_EQ(last.first, 950U);
    ASSERT_EQ(last.shown, 50U);
    EXPECT_EQ(last.rows.back().part.value.text, "999");
    EXPECT_EQ(detail(*picture, "many", { { "", 5000 } }).shown, 0U);
}

TEST_F(ObjectTest, WritesOfPartsAreFound)
{
    PicturePtr picture = run_to(shapes, 21);
    // The same value stored again is a write, too.
    const ObjectDetail points = detail(*picture, "points");
    const ObjectDetail first = detail(*picture, "points", { { points.rows[0].path, 0 } });
    picture = writes(*row(first, ".x").part.place);
    ASSERT_EQ(picture->writes.writes.size(), 2U);
    EXPECT_EQ(picture->writes.writes[1].line, 11);
    picture = writes(*row(points, "[1]").part.place);
    ASSERT_EQ(picture->writes.writes.size(), 2U);
    EXPECT_EQ(picture->writes.writes[1].opcode, "STORE_SUBSCR");
    picture = writes(*row(detail(*picture, "table"), "'k'").part.place);
    ASSERT_EQ(picture->writes.writes.size(), 2U);
    EXPECT_EQ(picture->writes.writes[1].line, 13);
    picture = writes(*row(detail(*picture, "Point"), ".kind").part.place);
    ASSERT_EQ(picture->writes.writes.size(), 2U);
    EXPECT_EQ(picture->writes.writes[1].old_value, "'point'");
    EXPECT_EQ(picture->writes.writes[1].new_value, "'spot'");
}

TEST_F(ObjectTest, AttributesOfClassesAndItemsAreChanged)
{
    PicturePtr picture = run_to("class A:\n    n = 1\na = A()\nd = {'k': 1}\nprint(a.n, d)\n", 5);
    session.change(*row(detail(*picture, "A"), ".n").part.place, "20");
    picture = session.wait();
    session.change(*row(detail(*picture, "d"), "'k'").part.place, "[3]");
    session.run();
    picture = session.wait();
    EXPECT_EQ(picture->branches.size(), 3U);
    EXPECT_EQ(picture->output.back().text.substr(0, 14), "20 {'k': [3]}\n");
}

TEST_F(ObjectTest, AnAnswerAboutAnotherMomentIsNone)
{
    const PicturePtr picture = run_to(shapes, 21);
    const inspect::ObjectId id = picture->globals.names.back().value.id;
    session.seek(3);
    EXPECT_FALSE(ask({ .moment = picture->moment, .object = id, .name = "x", .opened = {} }).found);
    session.seek(picture->step);
    EXPECT_NE(session.wait()->moment, picture->moment);
}

TEST_F(ObjectTest, NamesOfAClassBodyAreFollowed)
{
    PicturePtr picture = run_to("class A:\n    n = 1\n    n = 2\n    m = 3\n", 4);
    const inspect::Frame& body = picture->frames.front();
    ASSERT_NE(body.names, 0U);
    ASSERT_NE(body.names, body.globals);
    picture = writes({ Place::Kind::Global, body.names, 0, "n" });
    ASSERT_EQ(picture->writes.writes.size(), 2U);
    EXPECT_EQ(picture->writes.writes[1].opcode, "STORE_NAME n");
}

} // namespace
} // namespace fw::debug
