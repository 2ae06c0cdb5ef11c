// The two palettes. CSS notation, so that they can be compared with a picture of the design.

#include "ui/theme/theme.h"

namespace fw::ui {
namespace {

constexpr ImU32 css(std::uint32_t rgb, std::uint32_t alpha = 255)
{
    return IM_COL32((rgb >> 16) & 255, (rgb >> 8) & 255, rgb & 255, alpha);
}

constexpr Palette dark {
    .background = css(0x14171c),
    .panel = css(0x1b1f26),
    .raised = css(0x20252d),
    .button = css(0x242a33),
    .button_hover = css(0x313947),
    .line = css(0x2a303a),
    .status = css(0x11141a),
    .now_band = css(0x3a3420),
    .now_line = css(0xffd866),
    .expression = css(0x5a4b16),
    .select_band = css(0x26364d),
    .hover_band = css(0x232932),
    .frame_fill = css(0x1b2636),
    .code_fill = css(0x241f33),
    .function_fill = css(0x1d2a26),
    .cell_fill = css(0x332a18),
    .cool = css(0x6cb0ff),
    .overlay = css(0x0a0c10, 150),
    .tones = {
        css(0xd7dce4), // Text
        css(0x8f98a8), // Dim
        css(0x667081), // Faint
        css(0xffd866), // Now
        css(0x6cb0ff), // Frame
        css(0xb99bff), // Code
        css(0x6fd3a6), // Function
        css(0xffb454), // Cell
        css(0x6fd3a6), // Pushed
        css(0xff7b85), // Popped
        css(0xffd866), // Changed
        css(0xff9db0), // Keyword
        css(0x6fd3a6), // Definition
        css(0xe6c07b), // String
        css(0xd7a9ff), // Number
        css(0x77808f), // Comment
        css(0xff7b85), // Error
    },
};

constexpr Palette light {
    .background = css(0xe9ecf1),
    .panel = css(0xffffff),
    .raised = css(0xf5f6f9),
    .button = css(0xffffff),
    .button_hover = css(0xdfe6f1),
    .line = css(0xcdd3dd),
    .status = css(0xdfe3ea),
    .now_band = css(0xfff1bf),
    .now_line = css(0xc98a00),
    .expression = css(0xffdf70),
    .select_band = css(0xdbe8fb),
    .hover_band = css(0xf0f3f8),
    .frame_fill = css(0xe8f1fd),
    .code_fill = css(0xf1ebfd),
    .function_fill = css(0xe6f6ee),
    .cell_fill = css(0xfff2dc),
    .cool = css(0x1763c4),
    .overlay = css(0x39414f, 90),
    .tones = {
        css(0x1b222d), // Text
        css(0x566072), // Dim
        css(0x7d8797), // Faint
        css(0x8f5f00), // Now
        css(0x1763c4), // Frame
        css(0x6b3fd4), // Code
        css(0x0b7a4b), // Function
        css(0xa65c00), // Cell
        css(0x0b7a4b), // Pushed
        css(0xc4242f), // Popped
        css(0x8f5f00), // Changed
        css(0xb3245a), // Keyword
        css(0x0b7a4b), // Definition
        css(0x8a5a00), // String
        css(0x7a35b8), // Number
        css(0x7a8494), // Comment
        css(0xc4242f), // Error
    },
};

} // namespace

const Palette& palette(ThemeName name)
{
    return name == ThemeName::Dark ? dark : light;
}

ImU32 faded(ImU32 colour, float opacity)
{
    const auto alpha = static_cast<float>((colour >> IM_COL32_A_SHIFT) & 255U) * opacity;
    return (colour & ~IM_COL32_A_MASK) | (static_cast<ImU32>(alpha) << IM_COL32_A_SHIFT);
}

} // namespace fw::ui
