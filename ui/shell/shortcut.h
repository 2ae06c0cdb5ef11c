// Key combinations as written in command.def: "Ctrl+Shift+F5".
#pragma once

#include <imgui.h>

#include <string_view>
#include <vector>

namespace fw::ui {

struct Shortcut {
    ImGuiKey key = ImGuiKey_None;
    bool ctrl = false, shift = false, alt = false;

    bool valid() const { return key != ImGuiKey_None; }
    bool operator==(const Shortcut&) const = default;
};

Shortcut parse_shortcut(std::string_view text);

// Which combinations were pressed. ImGui keeps one state of the modifiers a frame, so that a quick
// Ctrl+P between two slow frames is lost; this reads the queued events in their order instead.
class ChordReader {
public:
    void read(); // before each NewFrame
    // In this frame; with `repeat` also while the key is held down.
    bool is_pressed(const Shortcut& shortcut, bool repeat) const;

private:
    std::vector<Shortcut> m_pressed;
    unsigned m_last_event = 0;
    Shortcut m_modifiers; // after the last event that was read
};

// Writing needs this key: it is not a shortcut while a text is being edited.
bool is_typing_key(const Shortcut& shortcut);

} // namespace fw::ui
