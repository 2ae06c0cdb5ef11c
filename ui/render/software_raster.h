// Draws ImDrawData into memory, without a GPU or a display: for `framewalk shot`, the tests and the
// CI. Meant to show what OpenGL shows, not to animate: 1600x1000 takes some tens of milliseconds.
#pragma once

#include <imgui.h>

#include <cstdint>
#include <string>
#include <vector>

namespace fw::ui {

struct Image {
    int width = 0;
    int height = 0;
    std::vector<std::uint32_t> pixels; // R, G, B, A in this order in memory
};

// The atlas of the current ImGui context is the only texture.
Image rasterise(const ImDrawData& data, ImU32 background);

bool write_png(const Image& image, const std::string& path);

} // namespace fw::ui
