// A window without a window: an ImGui context that is drawn by software and driven by events from
// code. The command `shot` and the tests use it. What was on screen in the last frame can be found
// by its label.
#pragma once

#include "ui/render/software_raster.h"
#include "ui/shell/shell.h"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::ui {

// A widget of the last frame, as ImGui's test hooks reported it.
struct SeenItem {
    std::string label;
    ImGuiID id = 0;
    ImVec2 from, to; // of the visible part
    bool enabled = true;
};

class Headless {
public:
    Headless(
        debug::Control& control, Settings settings, int width, int height, float screen_scale = 1);
    ~Headless();
    Headless(const Headless&) = delete;
    Headless& operator=(const Headless&) = delete;

    Shell& shell() { return *m_shell; }
    void frame();
    void frames(int count);
    Image picture();

    // The first visible widget whose label is the text, "##" and what follows aside.
    std::optional<SeenItem> find(std::string_view label) const;
    const std::vector<SeenItem>& seen() const { return m_seen; }
    const std::string& clipboard() const { return m_clipboard; }

    // Each takes the frames that a person would need. False when there is no such widget.
    bool click(std::string_view label, int button = 0);
    bool double_click(std::string_view label);
    // Turns the wheel over the middle of the window until the widget is seen.
    void scroll_to(std::string_view label);
    void click_at(ImVec2 at, int button = 0);
    void move_mouse(ImVec2 at);
    void drag(ImVec2 from, ImVec2 to);
    void press(std::string_view shortcut); // "Ctrl+Shift+F5"
    void type(std::string_view text);
    bool choose_menu(std::string_view menu, std::string_view entry);

private:
    ImGuiContext* m_context = nullptr;
    std::unique_ptr<Shell> m_shell;
    float m_screen_scale;
    std::vector<SeenItem> m_seen;
    std::string m_clipboard;
};

} // namespace fw::ui
