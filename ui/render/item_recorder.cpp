// The functions that Dear ImGui calls when it is built with IMGUI_ENABLE_TEST_ENGINE.

#include "ui/render/item_recorder.h"

#include <imgui_internal.h>

#include <algorithm>

namespace fw::ui {

void ItemRecorder::attach(ImGuiContext* context)
{
    context->TestEngine = this;
    context->TestEngineHookItems = true;
}

void ItemRecorder::detach(ImGuiContext* context)
{
    context->TestEngine = nullptr;
    context->TestEngineHookItems = false;
}

void ItemRecorder::add(ImGuiID id, ImVec2 from, ImVec2 to, bool enabled)
{
    RecordedItem& item = m_items[id];
    item.from = from;
    item.to = to;
    item.enabled = enabled;
    item.order = static_cast<int>(m_items.size());
}

void ItemRecorder::name(ImGuiID id, const char* label)
{
    if (const auto item = m_items.find(id); item != m_items.end() && label) {
        item->second.label = label;
    }
}

} // namespace fw::ui

void ImGuiTestEngineHook_ItemAdd(
    ImGuiContext* context, ImGuiID id, const ImRect& box, const ImGuiLastItemData* data)
{
    auto* recorder = static_cast<fw::ui::ItemRecorder*>(context->TestEngine);
    if (!recorder || id == 0 || !context->CurrentWindow) {
        return;
    }
    ImRect visible = box;
    visible.ClipWithFull(context->CurrentWindow->ClipRect);
    if (visible.Max.x > visible.Min.x && visible.Max.y > visible.Min.y) {
        const bool disabled
            = ((data ? data->InFlags : context->CurrentItemFlags) & ImGuiItemFlags_Disabled) != 0;
        recorder->add(id, visible.Min, visible.Max, !disabled);
    }
}

void ImGuiTestEngineHook_ItemInfo(
    ImGuiContext* context, ImGuiID id, const char* label, ImGuiItemStatusFlags /*flags*/)
{
    if (auto* recorder = static_cast<fw::ui::ItemRecorder*>(context->TestEngine)) {
        recorder->name(id, label);
    }
}

void ImGuiTestEngineHook_Log(ImGuiContext* /*context*/, const char* /*format*/, ...) { }

const char* ImGuiTestEngine_FindItemDebugLabel(ImGuiContext* /*context*/, ImGuiID /*id*/)
{
    return nullptr;
}
