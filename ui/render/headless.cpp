// See headless.h.

#include "ui/render/headless.h"

#include "ui/render/item_recorder.h"
#include "ui/shell/shortcut.h"

#include <algorithm>

namespace fw::ui {

Headless::Headless(
    debug::Control& control, Settings settings, int width, int height, float screen_scale)
    : m_context(ImGui::CreateContext())
    , m_screen_scale(screen_scale)
{
    ImGui::SetCurrentContext(m_context);
    ImGuiIO& io = ImGui::GetIO();
    io.IniFilename = nullptr;
    io.LogFilename = nullptr;
    io.ConfigInputTrickleEventQueue = false; // the driver makes its own frames
    io.DisplaySize = { static_cast<float>(width), static_cast<float>(height) };
    io.BackendFlags |= ImGuiBackendFlags_RendererHasVtxOffset;
    io.ClipboardUserData = &m_clipboard;
    io.SetClipboardTextFn
        = [](void* data, const char* text) { *static_cast<std::string*>(data) = text; };
    io.GetClipboardTextFn = [](void* data) { return static_cast<std::string*>(data)->c_str(); };
    m_shell = std::make_unique<Shell>(control, std::move(settings));
}

Headless::~Headless()
{
    ImGui::SetCurrentContext(m_context);
    m_shell.reset();
    ImGui::DestroyContext(m_context);
}

void Headless::frame()
{
    ImGui::SetCurrentContext(m_context);
    ImGui::GetIO().DeltaTime = 1.0F / 60;
    ItemRecorder recorder;
    recorder.attach(m_context);
    if (m_shell->prepare(m_screen_scale)) {
        ImGui::GetIO().Fonts->SetTexID(nullptr);
    }
    ImGui::NewFrame();
    m_shell->draw();
    ImGui::Render();
    std::vector<std::pair<int, SeenItem>> items;
    for (const auto& [id, item] : recorder.items()) {
        items.emplace_back(
            item.order, SeenItem{ item.label, id, item.from, item.to, item.enabled });
    }
    std::sort(
        items.begin(), items.end(), [](const auto& a, const auto& b) { return a.first < b.first; });
    m_seen.clear();
    for (auto& [order, item] : items) {
        m_seen.push_back(std::move(item));
    }
    ItemRecorder::detach(m_context);
}

void Headless::frames(int count)
{
    for (int i = 0; i < count; ++i) {
        frame();
    }
}

Image Headless::picture()
{
    ImGui::SetCurrentContext(m_context);
    return rasterise(*ImGui::GetDrawData(), m_shell->theme().colours().background);
}

std::optional<SeenItem> Headless::find(std::string_view label) const
{
    for (const SeenItem& item : m_seen) {
        if (std::string_view(item.label).substr(0, item.label.find("##")) == label
            || item.label == label) {
            return item;
        }
    }
    return std::nullopt;
}

void Headless::move_mouse(ImVec2 at)
{
    ImGui::SetCurrentContext(m_context);
    ImGui::GetIO().AddMousePosEvent(at.x, at.y);
    frame();
}

void Headless::click_at(ImVec2 at, int button)
{
    move_mouse(at);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(button, true);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(button, false);
    frames(3);
}

bool Headless::click(std::string_view label, int button)
{
    const std::optional<SeenItem> item = find(label);
    if (!item) {
        return false;
    }
    click_at({ (item->from.x + item->to.x) / 2, (item->from.y + item->to.y) / 2 }, button);
    return true;
}

void Headless::scroll_to(std::string_view label)
{
    const ImVec2 size = ImGui::GetIO().DisplaySize;
    move_mouse({ size.x / 2, size.y / 2 });
    for (int i = 0; i < 60 && !find(label); ++i) {
        ImGui::GetIO().AddMouseWheelEvent(0, -2);
        frames(2);
    }
}

bool Headless::double_click(std::string_view label)
{
    const std::optional<SeenItem> item = find(label);
    if (!item) {
        return false;
    }
    move_mouse({ (item->from.x + item->to.x) / 2, (item->from.y + item->to.y) / 2 });
    for (int i = 0; i < 2; ++i) {
        ImGui::GetIO().AddMouseButtonEvent(0, true);
        frame();
        ImGui::GetIO().AddMouseButtonEvent(0, false);
        frame();
    }
    frames(2);
    return true;
}

void Headless::drag(ImVec2 from, ImVec2 to)
{
    move_mouse(from);
    frame();
    ImGui::GetIO().AddMouseButtonEvent(0, true);
    frame();
    for (int i = 1; i <= 4; ++i) {
        const float part = static_cast<float>(i) / 4;
        move_mouse({ from.x + (to.x - from.x) * part, from.y + (to.y - from.y) * part });
    }
    ImGui::GetIO().AddMouseButtonEvent(0, false);
    frames(3);
}

void Headless::press(std::string_view text)
{
    ImGui::SetCurrentContext(m_context);
    const Shortcut shortcut = parse_shortcut(text);
    ImGuiIO& io = ImGui::GetIO();
    const auto modifiers = [&](bool down) {
        if (shortcut.ctrl) {
            io.AddKeyEvent(ImGuiMod_Ctrl, down);
        }
        if (shortcut.shift) {
            io.AddKeyEvent(ImGuiMod_Shift, down);
        }
        if (shortcut.alt) {
            io.AddKeyEvent(ImGuiMod_Alt, down);
        }
    };
    modifiers(true);
    io.AddKeyEvent(shortcut.key, true);
    frame();
    io.AddKeyEvent(shortcut.key, false);
    modifiers(false);
    frames(3);
}

void Headless::type(std::string_view text)
{
    ImGui::SetCurrentContext(m_context);
    ImGui::GetIO().AddInputCharactersUTF8(std::string(text).c_str());
    frames(2);
}

bool Headless::choose_menu(std::string_view menu, std::string_view entry)
{
    if (!click(menu)) {
        return false;
    }
    // The menu and its entry may have the same name; the entry is drawn later.
    for (auto item = m_seen.rbegin(); item != m_seen.rend(); ++item) {
        if (item->label == entry) {
            click_at({ (item->from.x + item->to.x) / 2, (item->from.y + item->to.y) / 2 });
            return true;
        }
    }
    return false;
}

} // namespace fw::ui
