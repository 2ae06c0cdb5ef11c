// See shortcut.h.

#include "ui/shell/shortcut.h"

#include <imgui_internal.h>

#include <algorithm>
#include <array>
#include <utility>

namespace fw::ui {
namespace {

constexpr std::array<std::pair<std::string_view, ImGuiKey>, 18> named{ {
    { "Space", ImGuiKey_Space },
    { "Tab", ImGuiKey_Tab },
    { "Enter", ImGuiKey_Enter },
    { "Backspace", ImGuiKey_Backspace },
    { "Delete", ImGuiKey_Delete },
    { "Escape", ImGuiKey_Escape },
    { "Up", ImGuiKey_UpArrow },
    { "Down", ImGuiKey_DownArrow },
    { "Left", ImGuiKey_LeftArrow },
    { "Right", ImGuiKey_RightArrow },
    { "PageUp", ImGuiKey_PageUp },
    { "PageDown", ImGuiKey_PageDown },
    { "Home", ImGuiKey_Home },
    { "End", ImGuiKey_End },
    { "=", ImGuiKey_Equal },
    { "-", ImGuiKey_Minus },
    { "KeypadAdd", ImGuiKey_KeypadAdd },
    { "KeypadSubtract", ImGuiKey_KeypadSubtract },
} };

ImGuiKey parse_key(std::string_view text)
{
    for (const auto& [name, key] : named) {
        if (name == text) {
            return key;
        }
    }
    if (text.size() == 1 && text[0] >= 'A' && text[0] <= 'Z') {
        return static_cast<ImGuiKey>(ImGuiKey_A + (text[0] - 'A'));
    }
    if (text.size() == 1 && text[0] >= '0' && text[0] <= '9') {
        return static_cast<ImGuiKey>(ImGuiKey_0 + (text[0] - '0'));
    }
    if (text.size() >= 2 && text[0] == 'F') {
        int number = 0;
        for (const char c : text.substr(1)) {
            number = number * 10 + (c - '0');
        }
        if (number >= 1 && number <= 12) {
            return static_cast<ImGuiKey>(ImGuiKey_F1 + number - 1);
        }
    }
    return ImGuiKey_None;
}

} // namespace

Shortcut parse_shortcut(std::string_view text)
{
    Shortcut shortcut;
    const auto take = [&](std::string_view modifier) {
        if (text.size() > modifier.size() && text.substr(0, modifier.size()) == modifier) {
            text.remove_prefix(modifier.size());
            return true;
        }
        return false;
    };
    for (bool more = true; more;) {
        more = false;
        if (take("Ctrl+")) {
            shortcut.ctrl = more = true;
        }
        if (take("Shift+")) {
            shortcut.shift = more = true;
        }
        if (take("Alt+")) {
            shortcut.alt = more = true;
        }
    }
    shortcut.key = parse_key(text);
    return shortcut;
}

void ChordReader::read()
{
    const ImGuiContext& context = *ImGui::GetCurrentContext();
    m_pressed.clear();
    for (const ImGuiInputEvent& event : context.InputEventsQueue) {
        if (event.EventId <= m_last_event) {
            continue; // Left over from an earlier frame, and read then.
        }
        m_last_event = event.EventId;
        if (event.Type == ImGuiInputEventType_Focus) {
            m_modifiers = {};
        }
        if (event.Type != ImGuiInputEventType_Key) {
            continue;
        }
        const bool down = event.Key.Down;
        switch (event.Key.Key) {
        case ImGuiMod_Ctrl:
            m_modifiers.ctrl = down;
            break;
        case ImGuiMod_Shift:
            m_modifiers.shift = down;
            break;
        case ImGuiMod_Alt:
            m_modifiers.alt = down;
            break;
        default:
            if (down) {
                m_pressed.push_back(m_modifiers);
                m_pressed.back().key = event.Key.Key;
            }
            break;
        }
    }
}

bool ChordReader::is_pressed(const Shortcut& shortcut, bool repeat) const
{
    if (!shortcut.valid()) {
        return false;
    }
    if (std::find(m_pressed.begin(), m_pressed.end(), shortcut) != m_pressed.end()) {
        return true;
    }
    const ImGuiIO& io = ImGui::GetIO();
    return repeat && io.KeyCtrl == shortcut.ctrl && io.KeyShift == shortcut.shift
        && io.KeyAlt == shortcut.alt && ImGui::IsKeyPressed(shortcut.key, true)
        && !ImGui::IsKeyPressed(shortcut.key, false);
}

bool is_typing_key(const Shortcut& shortcut)
{
    const bool function_key = shortcut.key >= ImGuiKey_F1 && shortcut.key <= ImGuiKey_F12;
    const bool edits_text = shortcut.ctrl
        && (shortcut.key == ImGuiKey_A || shortcut.key == ImGuiKey_C || shortcut.key == ImGuiKey_V
            || shortcut.key == ImGuiKey_X || shortcut.key == ImGuiKey_Z
            || shortcut.key == ImGuiKey_Home || shortcut.key == ImGuiKey_End);
    return edits_text || (!shortcut.ctrl && !shortcut.alt && !function_key);
}

} // namespace fw::ui
