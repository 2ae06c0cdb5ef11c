// See software_raster.h. Nearly all of a window is axis-aligned rectangles (glyphs and panels), so
// pairs of triangles that make one are drawn as such; the rest goes through edge functions.

#include "ui/render/software_raster.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {
namespace {

struct Clip {
    int x0, y0, x1, y1;
};

struct Colour {
    float r, g, b, a; // 0 to 255
};

Colour unpack(ImU32 colour)
{
    return { static_cast<float>((colour >> IM_COL32_R_SHIFT) & 255),
        static_cast<float>((colour >> IM_COL32_G_SHIFT) & 255),
        static_cast<float>((colour >> IM_COL32_B_SHIFT) & 255),
        static_cast<float>((colour >> IM_COL32_A_SHIFT) & 255) };
}

class Raster {
public:
    Raster(Image& image, const unsigned char* atlas, int atlas_width, int atlas_height)
        : m_image(image)
        , m_atlas(atlas)
        , m_width(atlas_width)
        , m_height(atlas_height)
    {
    }

    void triangles(const ImDrawVert* vertices, const ImDrawIdx* indices, unsigned count,
        const Clip& clip, ImVec2 offset, ImVec2 scale)
    {
        const auto at = [&](unsigned i) {
            ImDrawVert vertex = vertices[indices[i]];
            vertex.pos
                = { (vertex.pos.x - offset.x) * scale.x, (vertex.pos.y - offset.y) * scale.y };
            return vertex;
        };
        for (unsigned i = 0; i + 2 < count; i += 3) {
            const ImDrawVert a = at(i);
            const ImDrawVert b = at(i + 1);
            const ImDrawVert c = at(i + 2);
            if (i + 5 < count && indices[i + 3] == indices[i] && indices[i + 4] == indices[i + 2]) {
                const ImDrawVert d = at(i + 5);
                if (is_rectangle(a, b, c, d)) {
                    rectangle(a, c, clip);
                    i += 3;
                    continue;
                }
            }
            triangle(a, b, c, clip);
        }
    }

private:
    static bool is_rectangle(
        const ImDrawVert& a, const ImDrawVert& b, const ImDrawVert& c, const ImDrawVert& d)
    {
        return a.col == b.col && b.col == c.col && c.col == d.col && a.pos.y == b.pos.y
            && b.pos.x == c.pos.x && c.pos.y == d.pos.y && d.pos.x == a.pos.x && a.uv.y == b.uv.y
            && b.uv.x == c.uv.x && c.uv.y == d.uv.y && d.uv.x == a.uv.x && a.pos.x <= c.pos.x
            && a.pos.y <= c.pos.y;
    }

    // Coverage of the atlas at a texel position, bilinear.
    float sample(float u, float v) const
    {
        u = std::clamp(u - 0.5F, 0.0F, static_cast<float>(m_width - 1));
        v = std::clamp(v - 0.5F, 0.0F, static_cast<float>(m_height - 1));
        const int x = static_cast<int>(u);
        const int y = static_cast<int>(v);
        const float fx = u - static_cast<float>(x);
        const float fy = v - static_cast<float>(y);
        const int x1 = std::min(x + 1, m_width - 1);
        const int y1 = std::min(y + 1, m_height - 1);
        const auto texel
            = [&](int tx, int ty) { return static_cast<float>(m_atlas[ty * m_width + tx]); };
        const float top = texel(x, y) + (texel(x1, y) - texel(x, y)) * fx;
        const float bottom = texel(x, y1) + (texel(x1, y1) - texel(x, y1)) * fx;
        return top + (bottom - top) * fy;
    }

    void blend(int x, int y, const Colour& colour, float coverage)
    {
        std::uint32_t& pixel
            = m_image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(m_image.width)
                + static_cast<std::size_t>(x)];
        constexpr float half = 0.5F; // rounds: a channel is never negative
        const float alpha = colour.a * coverage * (1.0F / (255 * 255));
        const auto mix = [&](int shift, float value) {
            const float old = static_cast<float>((pixel >> shift) & 255);
            return static_cast<std::uint32_t>(old + (value - old) * alpha + half) << shift;
        };
        pixel = mix(0, colour.r) | mix(8, colour.g) | mix(16, colour.b) | 0xff000000U;
    }

    void rectangle(const ImDrawVert& low, const ImDrawVert& high, const Clip& clip)
    {
        // Pixels whose centre is inside.
        const int x0 = std::max(clip.x0, static_cast<int>(std::ceil(low.pos.x - 0.5F)));
        const int y0 = std::max(clip.y0, static_cast<int>(std::ceil(low.pos.y - 0.5F)));
        const int x1 = std::min(clip.x1, static_cast<int>(std::ceil(high.pos.x - 0.5F)));
        const int y1 = std::min(clip.y1, static_cast<int>(std::ceil(high.pos.y - 0.5F)));
        if (x0 >= x1 || y0 >= y1) {
            return;
        }
        const Colour colour = unpack(low.col);
        if (low.uv.x == high.uv.x && low.uv.y == high.uv.y) {
            fill(x0, y0, x1, y1, colour);
            return;
        }
        const float width = static_cast<float>(m_width);
        const float height = static_cast<float>(m_height);
        const float du = (high.uv.x - low.uv.x) * width / (high.pos.x - low.pos.x);
        const float dv = (high.uv.y - low.uv.y) * height / (high.pos.y - low.pos.y);
        const bool exact = std::abs(du - 1) < 0.001F && std::abs(dv - 1) < 0.001F
            && low.pos.x == std::floor(low.pos.x) && low.pos.y == std::floor(low.pos.y);
        for (int y = y0; y < y1; ++y) {
            const float v = low.uv.y * height + (static_cast<float>(y) + 0.5F - low.pos.y) * dv;
            for (int x = x0; x < x1; ++x) {
                const float u = low.uv.x * width + (static_cast<float>(x) + 0.5F - low.pos.x) * du;
                const float coverage = exact
                    ? static_cast<float>(
                        m_atlas[static_cast<int>(v) * m_width + static_cast<int>(u)])
                    : sample(u, v);
                if (coverage > 0) {
                    blend(x, y, colour, coverage);
                }
            }
        }
    }

    void fill(int x0, int y0, int x1, int y1, const Colour& colour)
    {
        for (int y = y0; y < y1; ++y) {
            if (colour.a >= 255) {
                const auto row
                    = m_image.pixels.begin() + static_cast<std::ptrdiff_t>(y) * m_image.width;
                const std::uint32_t value = static_cast<std::uint32_t>(colour.r)
                    | static_cast<std::uint32_t>(colour.g) << 8
                    | static_cast<std::uint32_t>(colour.b) << 16 | 0xff000000U;
                std::fill(row + x0, row + x1, value);
                continue;
            }
            for (int x = x0; x < x1; ++x) {
                blend(x, y, colour, 255);
            }
        }
    }

    void triangle(ImDrawVert a, ImDrawVert b, ImDrawVert c, const Clip& clip)
    {
        float area
            = (b.pos.x - a.pos.x) * (c.pos.y - a.pos.y) - (b.pos.y - a.pos.y) * (c.pos.x - a.pos.x);
        if (area == 0) {
            return;
        }
        if (area < 0) {
            std::swap(b, c);
            area = -area;
        }
        const float left = std::min({ a.pos.x, b.pos.x, c.pos.x });
        const float right = std::max({ a.pos.x, b.pos.x, c.pos.x });
        const float top = std::min({ a.pos.y, b.pos.y, c.pos.y });
        const float bottom = std::max({ a.pos.y, b.pos.y, c.pos.y });
        const int x0 = std::max(clip.x0, static_cast<int>(std::floor(left)));
        const int x1 = std::min(clip.x1, static_cast<int>(std::ceil(right)) + 1);
        const int y0 = std::max(clip.y0, static_cast<int>(std::floor(top)));
        const int y1 = std::min(clip.y1, static_cast<int>(std::ceil(bottom)) + 1);
        const Colour ca = unpack(a.col);
        const Colour cb = unpack(b.col);
        const Colour cc = unpack(c.col);
        const bool one_texel
            = a.uv.x == b.uv.x && a.uv.y == b.uv.y && a.uv.x == c.uv.x && a.uv.y == c.uv.y;
        const float width = static_cast<float>(m_width);
        const float height = static_cast<float>(m_height);
        const float texel = one_texel ? sample(a.uv.x * width, a.uv.y * height) : 0;
        const auto edge = [](const ImVec2& from, const ImVec2& to, float x, float y) {
            return (to.x - from.x) * (y - from.y) - (to.y - from.y) * (x - from.x);
        };
        // A pixel whose centre lies on an edge belongs to the triangle on one side only.
        const auto owns = [](const ImVec2& from, const ImVec2& to) {
            return to.y < from.y || (to.y == from.y && to.x > from.x);
        };
        const bool own_a = owns(b.pos, c.pos);
        const bool own_b = owns(c.pos, a.pos);
        const bool own_c = owns(a.pos, b.pos);
        for (int y = y0; y < y1; ++y) {
            const float py = static_cast<float>(y) + 0.5F;
            for (int x = x0; x < x1; ++x) {
                const float px = static_cast<float>(x) + 0.5F;
                const float wa = edge(b.pos, c.pos, px, py);
                const float wb = edge(c.pos, a.pos, px, py);
                const float wc = edge(a.pos, b.pos, px, py);
                const bool inside = (wa > 0 || (wa == 0 && own_a)) && (wb > 0 || (wb == 0 && own_b))
                    && (wc > 0 || (wc == 0 && own_c));
                if (!inside) {
                    continue;
                }
                const float fa = wa / area;
                const float fb = wb / area;
                const float fc = wc / area;
                const Colour colour{ ca.r * fa + cb.r * fb + cc.r * fc,
                    ca.g * fa + cb.g * fb + cc.g * fc, ca.b * fa + cb.b * fb + cc.b * fc,
                    ca.a * fa + cb.a * fb + cc.a * fc };
                const float coverage = one_texel
                    ? texel
                    : sample((a.uv.x * fa + b.uv.x * fb + c.uv.x * fc) * width,
                        (a.uv.y * fa + b.uv.y * fb + c.uv.y * fc) * height);
                blend(x, y, colour, coverage);
            }
        }
    }

    Image& m_image;
    const unsigned char* m_atlas;
    int m_width;
    int m_height;
};

} // namespace

Image rasterise(const ImDrawData& data, ImU32 background)
{
    Image image;
    image.width = static_cast<int>(data.DisplaySize.x * data.FramebufferScale.x);
    image.height = static_cast<int>(data.DisplaySize.y * data.FramebufferScale.y);
    image.pixels.assign(
        static_cast<std::size_t>(image.width) * static_cast<std::size_t>(image.height),
        background | 0xff000000U);
    unsigned char* atlas = nullptr;
    int width = 0;
    int height = 0;
    ImGui::GetIO().Fonts->GetTexDataAsAlpha8(&atlas, &width, &height);
    Raster raster(image, atlas, width, height);
    for (const ImDrawList* list : data.CmdLists) {
        for (const ImDrawCmd& command : list->CmdBuffer) {
            if (command.UserCallback) {
                continue; // our panels have none
            }
            const Clip clip{
                std::max(0,
                    static_cast<int>(
                        (command.ClipRect.x - data.DisplayPos.x) * data.FramebufferScale.x)),
                std::max(0,
                    static_cast<int>(
                        (command.ClipRect.y - data.DisplayPos.y) * data.FramebufferScale.y)),
                std::min(image.width,
                    static_cast<int>(
                        (command.ClipRect.z - data.DisplayPos.x) * data.FramebufferScale.x)),
                std::min(image.height,
                    static_cast<int>(
                        (command.ClipRect.w - data.DisplayPos.y) * data.FramebufferScale.y)),
            };
            raster.triangles(list->VtxBuffer.Data + command.VtxOffset,
                list->IdxBuffer.Data + command.IdxOffset, command.ElemCount, clip, data.DisplayPos,
                data.FramebufferScale);
        }
    }
    return image;
}

} // namespace fw::ui
