// See icons.h. Coordinates run from -1 to 1 around the centre.

#include "ui/theme/icons.h"

#include <cmath>
#include <initializer_list>
#include <numbers>
#include <utility>

namespace fw::ui {
namespace {

constexpr float pi = std::numbers::pi_v<float>;

enum class Facing : std::uint8_t { Right, Left };

class Pen {
public:
    Pen(ImDrawList& list, ImVec2 centre, float size, ImU32 colour, Facing facing)
        : m_list(list)
        , m_centre(centre)
        , m_half(size / 2)
        , m_colour(colour)
        , m_width(std::max(1.0F, size / 9))
        , m_facing(facing)
    {
    }

    ImVec2 at(float x, float y) const
    {
        return { m_centre.x + (m_facing == Facing::Left ? -x : x) * m_half,
            m_centre.y + y * m_half };
    }

    void line(std::initializer_list<ImVec2> points)
    {
        for (const ImVec2& point : points) {
            m_list.PathLineTo(at(point.x, point.y));
        }
        m_list.PathStroke(m_colour, 0, m_width);
    }

    void arc(float x, float y, float radius, float from, float to)
    {
        if (m_facing == Facing::Left) {
            from = 1 - std::exchange(to, 1 - from);
        }
        m_list.PathArcTo(at(x, y), radius * m_half, from * pi, to * pi);
        m_list.PathStroke(m_colour, 0, m_width);
    }

    void triangle(ImVec2 a, ImVec2 b, ImVec2 c)
    {
        // Clockwise on the screen: else the soft edge lies inside, and shows where it is
        // translucent.
        const ImVec2 p = at(a.x, a.y);
        const ImVec2 q = at(b.x, b.y);
        const ImVec2 r = at(c.x, c.y);
        const float turn = (q.x - p.x) * (r.y - p.y) - (q.y - p.y) * (r.x - p.x);
        m_list.AddTriangleFilled(p, turn < 0 ? r : q, turn < 0 ? q : r, m_colour);
    }

    void box(float x0, float y0, float x1, float y1, float rounding = 0)
    {
        m_list.AddRect(at(x0, y0), at(x1, y1), m_colour, rounding * m_half, 0, m_width);
    }

    void block(float x0, float y0, float x1, float y1, float rounding = 0)
    {
        if (m_facing == Facing::Left) {
            std::swap(x0, x1);
        }
        m_list.AddRectFilled(at(x0, y0), at(x1, y1), m_colour, rounding * m_half);
    }

    void dot(float x, float y, float radius)
    {
        m_list.AddCircleFilled(at(x, y), radius * m_half, m_colour);
    }

    void ring(float x, float y, float radius)
    {
        m_list.AddCircle(at(x, y), radius * m_half, m_colour, 0, m_width);
    }

    void polygon(int corners, float radius, float turn, bool filled)
    {
        for (int i = 0; i < corners; ++i) {
            const float angle
                = (turn + 2.0F * static_cast<float>(i) / static_cast<float>(corners)) * pi;
            m_list.PathLineTo(at(radius * std::cos(angle), radius * std::sin(angle)));
        }
        if (filled) {
            m_list.PathFillConvex(m_colour);
        } else {
            m_list.PathStroke(m_colour, ImDrawFlags_Closed, m_width);
        }
    }

private:
    ImDrawList& m_list;
    ImVec2 m_centre;
    float m_half;
    ImU32 m_colour;
    float m_width;
    Facing m_facing;
};

// What goes back is what goes forward in a mirror.
Icon forward_of(Icon icon)
{
    switch (icon) {
    case Icon::StepBack:
        return Icon::Step;
    case Icon::LineBack:
        return Icon::Line;
    case Icon::OverBack:
        return Icon::Over;
    case Icon::OutBack:
        return Icon::Out;
    case Icon::RunBack:
        return Icon::Run;
    case Icon::GotoStart:
        return Icon::GotoEnd;
    default:
        return icon;
    }
}

bool draw_control(Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::Step:
        pen.triangle({ -0.7F, -0.8F }, { -0.7F, 0.8F }, { 0.8F, 0 });
        return true;
    case Icon::Line:
        pen.triangle({ -0.85F, -0.8F }, { -0.85F, 0.8F }, { 0.35F, 0 });
        pen.block(0.5F, -0.8F, 0.8F, 0.8F);
        return true;
    case Icon::Over:
        pen.arc(-0.05F, 0.35F, 0.75F, 1.0F, 1.85F);
        pen.triangle({ 0.2F, 0.05F }, { 1.0F, -0.2F }, { 0.85F, 0.6F });
        pen.dot(-0.05F, 0.65F, 0.2F);
        return true;
    case Icon::Into:
        pen.line({ { -0.75F, -0.7F }, { 0.2F, -0.7F }, { 0.2F, 0.3F } });
        pen.triangle({ -0.3F, 0.15F }, { 0.7F, 0.15F }, { 0.2F, 0.85F });
        return true;
    case Icon::Out:
        pen.line({ { -0.5F, 0.8F }, { -0.5F, -0.25F }, { 0.3F, -0.25F } });
        pen.triangle({ 0.15F, -0.75F }, { 0.15F, 0.25F }, { 0.85F, -0.25F });
        return true;
    case Icon::Run:
        pen.triangle({ -0.9F, -0.75F }, { -0.9F, 0.75F }, { 0.05F, 0 });
        pen.triangle({ 0.0F, -0.75F }, { 0.0F, 0.75F }, { 0.95F, 0 });
        return true;
    case Icon::Pause:
        pen.block(-0.6F, -0.75F, -0.15F, 0.75F);
        pen.block(0.2F, -0.75F, 0.65F, 0.75F);
        return true;
    case Icon::Stop:
        pen.block(-0.7F, -0.7F, 0.7F, 0.7F, 0.15F);
        return true;
    case Icon::Restart:
        pen.arc(0, 0, 0.75F, -0.3F, 1.25F);
        pen.triangle({ -0.95F, -0.9F }, { -0.15F, -0.7F }, { -0.75F, -0.1F });
        return true;
    case Icon::Goto:
        pen.line({ { -0.9F, 0 }, { 0.2F, 0 } });
        pen.triangle({ 0.0F, -0.5F }, { 0.0F, 0.5F }, { 0.6F, 0 });
        pen.block(0.7F, -0.7F, 0.9F, 0.7F);
        return true;
    case Icon::GotoEnd:
        pen.triangle({ -0.6F, -0.7F }, { -0.6F, 0.7F }, { 0.4F, 0 });
        pen.block(0.5F, -0.7F, 0.75F, 0.7F);
        return true;
    case Icon::Breakpoint:
        pen.dot(0, 0, 0.7F);
        return true;
    case Icon::Clear:
        pen.ring(0, 0, 0.75F);
        pen.line({ { -0.5F, 0.5F }, { 0.5F, -0.5F } });
        return true;
    case Icon::Current:
        pen.triangle({ -0.6F, -0.7F }, { -0.6F, 0.7F }, { 0.7F, 0 });
        return true;
    default:
        return false;
    }
}

bool draw_tool(Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::Open:
        pen.line({ { -0.85F, 0.65F }, { -0.85F, -0.65F }, { -0.3F, -0.65F }, { -0.05F, -0.35F },
            { 0.85F, -0.35F }, { 0.85F, 0.65F }, { -0.9F, 0.65F } });
        return true;
    case Icon::Up:
        pen.line({ { -0.7F, 0.1F }, { 0, -0.6F }, { 0.7F, 0.1F } });
        pen.line({ { 0, -0.6F }, { 0, 0.8F } });
        return true;
    case Icon::Down:
        pen.line({ { -0.7F, -0.1F }, { 0, 0.6F }, { 0.7F, -0.1F } });
        pen.line({ { 0, 0.6F }, { 0, -0.8F } });
        return true;
    case Icon::Search:
        pen.ring(-0.2F, -0.2F, 0.55F);
        pen.line({ { 0.2F, 0.2F }, { 0.8F, 0.8F } });
        return true;
    case Icon::Help:
        pen.ring(0, 0, 0.9F);
        pen.arc(0, -0.2F, 0.32F, -1.0F, 0.35F);
        pen.line({ { 0.1F, 0.1F }, { 0, 0.35F } });
        pen.dot(0, 0.58F, 0.13F);
        return true;
    case Icon::Theme:
        pen.ring(0, 0, 0.8F);
        pen.triangle({ 0, -0.75F }, { 0, 0.75F }, { 0.75F, 0 });
        pen.dot(0.25F, 0, 0.5F);
        return true;
    case Icon::Larger:
        pen.line({ { -0.8F, 0 }, { 0.8F, 0 } });
        pen.line({ { 0, -0.8F }, { 0, 0.8F } });
        return true;
    case Icon::Smaller:
        pen.line({ { -0.8F, 0 }, { 0.8F, 0 } });
        return true;
    case Icon::Copy:
        pen.box(-0.75F, -0.75F, 0.3F, 0.35F, 0.15F);
        pen.box(-0.3F, -0.3F, 0.75F, 0.8F, 0.15F);
        return true;
    case Icon::Close:
        pen.line({ { -0.6F, -0.6F }, { 0.6F, 0.6F } });
        pen.line({ { -0.6F, 0.6F }, { 0.6F, -0.6F } });
        return true;
    case Icon::Layout:
        pen.box(-0.85F, -0.75F, 0.85F, 0.75F, 0.2F);
        pen.line({ { -0.1F, -0.75F }, { -0.1F, 0.75F } });
        pen.line({ { -0.1F, 0 }, { 0.85F, 0 } });
        return true;
    default:
        return false;
    }
}

bool draw_history(Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::Fold:
        pen.triangle({ -0.7F, -0.4F }, { 0, 0.5F }, { 0.7F, -0.4F });
        return true;
    case Icon::Unfold:
        pen.triangle({ -0.4F, -0.7F }, { -0.4F, 0.7F }, { 0.5F, 0 });
        return true;
    case Icon::Change: // a pencil
        pen.line({ { -0.8F, 0.8F }, { -0.6F, 0.2F }, { 0.5F, -0.9F }, { 0.9F, -0.5F },
            { -0.2F, 0.6F }, { -0.85F, 0.8F } });
        return true;
    case Icon::Watch: // an eye
        pen.arc(0, 0.55F, 1.05F, 1.15F, 1.85F);
        pen.arc(0, -0.55F, 1.05F, 0.15F, 0.85F);
        pen.dot(0, 0, 0.3F);
        return true;
    case Icon::Branch:
        pen.line({ { -0.9F, 0.5F }, { 0.9F, 0.5F } });
        pen.line({ { -0.4F, 0.5F }, { 0.1F, -0.5F }, { 0.9F, -0.5F } });
        return true;
    case Icon::Exception:
        pen.polygon(4, 0.95F, 0, true);
        return true;
    case Icon::Output:
        pen.block(-0.8F, -0.6F, 0.8F, -0.2F);
        pen.block(-0.8F, 0.15F, 0.3F, 0.55F);
        return true;
    case Icon::Write:
        pen.line({ { 0, -0.9F }, { 0, 0.2F } });
        pen.triangle({ -0.5F, 0 }, { 0, 0.6F }, { 0.5F, 0 });
        pen.line({ { -0.8F, 0.85F }, { 0.8F, 0.85F } });
        return true;
    default:
        return false;
    }
}

void draw_kind(Pen& pen, Icon icon)
{
    switch (icon) {
    case Icon::Frame:
        pen.box(-0.7F, -0.7F, 0.7F, 0.7F, 0.2F);
        break;
    case Icon::FrameNow:
        pen.box(-0.7F, -0.7F, 0.7F, 0.7F, 0.2F);
        pen.block(-0.35F, -0.35F, 0.35F, 0.35F);
        break;
    case Icon::Code: // a sheet of instructions
        pen.box(-0.6F, -0.85F, 0.6F, 0.85F, 0.15F);
        pen.line({ { -0.25F, -0.35F }, { 0.25F, -0.35F } });
        pen.line({ { -0.25F, 0 }, { 0.25F, 0 } });
        pen.line({ { -0.25F, 0.35F }, { 0.25F, 0.35F } });
        break;
    case Icon::Function: // takes from the left, gives to the right
        pen.ring(0, 0, 0.5F);
        pen.line({ { -0.95F, 0 }, { -0.5F, 0 } });
        pen.line({ { 0.5F, 0 }, { 0.95F, 0 } });
        break;
    case Icon::Cell:
        pen.polygon(6, 0.85F, 0, false);
        pen.dot(0, 0, 0.28F);
        break;
    case Icon::Type:
        pen.polygon(4, 0.85F, 0, false);
        break;
    case Icon::Module:
        pen.block(-0.7F, -0.7F, 0.7F, -0.3F);
        pen.box(-0.7F, -0.7F, 0.7F, 0.7F);
        break;
    case Icon::Generator:
        pen.box(-0.7F, -0.7F, 0.7F, 0.7F, 0.2F);
        pen.block(-0.35F, -0.35F, -0.1F, 0.35F);
        pen.block(0.1F, -0.35F, 0.35F, 0.35F);
        break;
    case Icon::Value:
        pen.dot(0, 0, 0.3F);
        break;
    default:
        break;
    }
}

} // namespace

void draw_icon(ImDrawList& list, Icon icon, ImVec2 centre, float size, ImU32 colour)
{
    const Icon shape = forward_of(icon);
    Pen pen(list, { std::round(centre.x), std::round(centre.y) }, size, colour,
        shape == icon ? Facing::Right : Facing::Left);
    icon = shape;
    if (!draw_control(pen, icon) && !draw_tool(pen, icon) && !draw_history(pen, icon)) {
        draw_kind(pen, icon);
    }
}

Icon icon_of(inspect::Kind kind)
{
    switch (kind) {
    case inspect::Kind::Function:
    case inspect::Kind::Builtin:
    case inspect::Kind::Method:
        return Icon::Function;
    case inspect::Kind::Code:
        return Icon::Code;
    case inspect::Kind::Cell:
        return Icon::Cell;
    case inspect::Kind::Frame:
        return Icon::Frame;
    case inspect::Kind::Generator:
        return Icon::Generator;
    case inspect::Kind::Type:
        return Icon::Type;
    case inspect::Kind::Module:
        return Icon::Module;
    default:
        return Icon::Value;
    }
}

} // namespace fw::ui
