// The software renderer: right pixels, the same every time, every theme and size.

#include "tests/ui/window_test.h"

#include <cmath>
#include <set>

namespace fw::test {
namespace {

std::uint32_t pixel(const ui::Image& image, int x, int y)
{
    return image.pixels[static_cast<std::size_t>(y) * static_cast<std::size_t>(image.width)
        + static_cast<std::size_t>(x)];
}

// Draws shapes alone.
class Shapes : public testing::Test {
protected:
    Shapes()
        : m_context(ImGui::CreateContext())
    {
        ImGui::GetIO().IniFilename = nullptr;
        ImGui::GetIO().DisplaySize = { 64, 48 };
        ImGui::GetIO().DeltaTime = 0.1F;
        ImGui::GetIO().Fonts->Build();
        ImGui::NewFrame();
    }
    ~Shapes() override { ImGui::DestroyContext(m_context); }

    ui::Image draw()
    {
        ImGui::Render();
        return ui::rasterise(*ImGui::GetDrawData(), IM_COL32(10, 20, 30, 255));
    }

    ImDrawList& list() { return *ImGui::GetForegroundDrawList(); }

    ImGuiContext* m_context;
};

TEST_F(Shapes, ARectangleCoversItsPixelsAndNoOthers)
{
    list().AddRectFilled({ 10, 5 }, { 20, 15 }, IM_COL32(255, 0, 0, 255));
    const ui::Image image = draw();
    ASSERT_EQ(image.width, 64);
    ASSERT_EQ(image.height, 48);
    EXPECT_EQ(pixel(image, 9, 5), IM_COL32(10, 20, 30, 255));
    EXPECT_EQ(pixel(image, 10, 5), IM_COL32(255, 0, 0, 255));
    EXPECT_EQ(pixel(image, 19, 14), IM_COL32(255, 0, 0, 255));
    EXPECT_EQ(pixel(image, 20, 14), IM_COL32(10, 20, 30, 255));
    EXPECT_EQ(pixel(image, 19, 15), IM_COL32(10, 20, 30, 255));
}

TEST_F(Shapes, AlphaBlends)
{
    list().AddRectFilled({ 0, 0 }, { 8, 8 }, IM_COL32(210, 120, 230, 128));
    const std::uint32_t mixed = pixel(draw(), 4, 4);
    EXPECT_NEAR(static_cast<double>(mixed & 255), 110, 1);
    EXPECT_NEAR(static_cast<double>((mixed >> 8) & 255), 70, 1);
    EXPECT_NEAR(static_cast<double>((mixed >> 16) & 255), 130, 1);
}

TEST_F(Shapes, TrianglesThatShareAnEdgeNeitherOverlapNorGap)
{
    ImGui::GetForegroundDrawList()->Flags = 0; // no soft edges
    list().AddTriangleFilled({ 0, 0 }, { 40, 0 }, { 40, 40 }, IM_COL32(255, 255, 255, 100));
    list().AddTriangleFilled({ 0, 0 }, { 40, 40 }, { 0, 40 }, IM_COL32(255, 255, 255, 100));
    const ui::Image image = draw();
    std::set<std::uint32_t> colours;
    for (int y = 0; y < 40; ++y) {
        for (int x = 0; x < 40; ++x) {
            colours.insert(pixel(image, x, y));
        }
    }
    EXPECT_EQ(colours.size(), 1U);
}

TEST_F(Shapes, ClipRectanglesHold)
{
    list().PushClipRect({ 0, 0 }, { 10, 10 });
    list().AddRectFilled({ 0, 0 }, { 64, 48 }, IM_COL32(255, 255, 255, 255));
    list().PopClipRect();
    const ui::Image image = draw();
    EXPECT_EQ(pixel(image, 9, 9), IM_COL32(255, 255, 255, 255));
    EXPECT_EQ(pixel(image, 10, 9), IM_COL32(10, 20, 30, 255));
}

TEST(Render, TheSameEveryTime)
{
    TestWindow first(closures_at_step_34());
    TestWindow second(closures_at_step_34());
    EXPECT_EQ(first.window.picture().pixels, second.window.picture().pixels);
}

TEST(Render, KindsHaveTheirColours)
{
    TestWindow test(closures_at_step_34());
    const ui::Image image = test.window.picture();
    const std::set<std::uint32_t> colours(image.pixels.begin(), image.pixels.end());
    for (const ui::Tone tone :
        { ui::Tone::Frame, ui::Tone::Code, ui::Tone::Function, ui::Tone::Cell, ui::Tone::Popped }) {
        EXPECT_TRUE(colours.contains(test.shell().theme()[tone])) << static_cast<int>(tone);
    }
}

// WCAG: 4.5 to 1 for text. What is faint on purpose must still reach 3 to 1.
TEST(Render, TextIsReadableInBothThemes)
{
    const auto luminance = [](ImU32 colour) {
        const auto part = [&](int shift) {
            const double value = static_cast<double>((colour >> shift) & 255) / 255;
            return value <= 0.03928 ? value / 12.92 : std::pow((value + 0.055) / 1.055, 2.4);
        };
        return 0.2126 * part(IM_COL32_R_SHIFT) + 0.7152 * part(IM_COL32_G_SHIFT)
            + 0.0722 * part(IM_COL32_B_SHIFT);
    };
    for (const ui::ThemeName name : { ui::ThemeName::Dark, ui::ThemeName::Light }) {
        const ui::Palette& palette = ui::palette(name);
        const double panel = luminance(palette.panel);
        for (std::size_t i = 0; i < palette.tones.size(); ++i) {
            const double text = luminance(palette.tones[i]);
            const double contrast = (std::max(text, panel) + 0.05) / (std::min(text, panel) + 0.05);
            const auto tone = static_cast<ui::Tone>(i);
            EXPECT_GE(contrast, tone == ui::Tone::Faint || tone == ui::Tone::Comment ? 3.0 : 4.5)
                << (name == ui::ThemeName::Dark ? "dark " : "light ") << i;
        }
    }
}

TEST(Render, SmallAndLargeWindowsDraw)
{
    for (const float scale : { 0.6F, 2.0F, 4.0F }) {
        ui::Settings settings;
        settings.scale = scale;
        FakeControl control(many_closures());
        ui::Headless window(control, std::move(settings), 320, 240);
        window.frames(3);
        EXPECT_EQ(window.picture().width, 320);
    }
}

} // namespace
} // namespace fw::test
