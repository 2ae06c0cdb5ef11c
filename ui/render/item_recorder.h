// Receives ImGui's test hooks: which widgets a frame had, by label. Costs nothing when no recorder
// is set.
#pragma once

#include <imgui.h>

#include <string>
#include <unordered_map>

namespace fw::ui {

struct RecordedItem {
    std::string label;
    ImVec2 from, to;
    bool enabled = true;
    int order = 0;
};

class ItemRecorder {
public:
    // From now on the context reports to this recorder.
    void attach(ImGuiContext* context);
    static void detach(ImGuiContext* context);
    void clear() { m_items.clear(); }
    const std::unordered_map<ImGuiID, RecordedItem>& items() const { return m_items; }

    void add(ImGuiID id, ImVec2 from, ImVec2 to, bool enabled);
    void name(ImGuiID id, const char* label);

private:
    std::unordered_map<ImGuiID, RecordedItem> m_items;
};

} // namespace fw::ui
