// Key combinations as written in command.def: "Ctrl+Shift+F5".
#pragma once

#include <imgui.h>

#include <string_view>

namespace fw::ui {

struct Shortcut {
    ImGuiKey key = ImGuiKey_None;
    bool ctrl = false, shift = false, alt = false;

    bool valid() const { return key != ImGuiKey_None; }
    bool operator==(const Shortcut&) const = default;
};

Shortcut parse_shortcut(std::string_view text);
// Pressed in this frame, with exactly these modifiers.
bool is_pressed(const Shortcut& shortcut, bool repeat);
// Writing needs this key: it is not a shortcut while a text is being edited.
bool is_typing_key(const Shortcut& shortcut);

} // namespace fw::ui
