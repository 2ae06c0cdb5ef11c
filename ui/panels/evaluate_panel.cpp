// See evaluate_panel.h.

#include "ui/panels/evaluate_panel.h"

#include "ui/model/timeline_view.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <cstring>

namespace fw::ui {
namespace {

// Calls `each` with the lines of a text.
template <typename Each> void for_lines(const std::string& text, Each each)
{
    for (std::size_t at = 0; at < text.size();) {
        const std::size_t end = std::min(text.find('\n', at), text.size());
        each(text.substr(at, end - at));
        at = end + 1;
    }
}

} // namespace

EvaluatePanel::EvaluatePanel()
    : Panel({ .id = "evaluate",
        .title = "Evaluate",
        .empty_title = "Ask the program anything here",
        .empty_text
        = "Any expression or call, evaluated in the selected frame at the present step. "
          "It may call, assign, append or print: nothing that it does stays.",
        .shortcut = "Ctrl+Shift+8" })
{
}

void EvaluatePanel::refresh(const View& view)
{
    m_loaded = view.picture->state != inspect::RunState::Empty;
    const inspect::Frame* frame = view.selected_frame();
    m_frame = frame ? frame->name : "";
    m_rows.clear();
    m_earlier.clear();
    for (const auto& each : view.evaluations) {
        const inspect::Evaluation& result = each->result;
        m_earlier.push_back(result.expression);
        m_rows.push_back({ .text = { { "> ", Tone::Faint }, { result.expression } },
            .note = (each->frame.empty() ? "" : each->frame + ", ") + "step " + grouped(each->step),
            .full = result.expression });
        for_lines(result.output, [&](const std::string& line) {
            m_rows.push_back(
                { .text = { { "  " + line, Tone::Dim } }, .note = "printed", .full = line });
        });
        bool first = true;
        for_lines(result.text, [&](const std::string& line) {
            m_rows.push_back({ .text = { { "  " + line, Tone::Now } },
                .note = first ? result.type : "",
                .full = line });
            first = false;
        });
        for_lines(result.error, [&](const std::string& line) {
            m_rows.push_back(
                { .text = { { "  " + line, Tone::Error } }, .note = "", .full = line });
        });
        if (!each->done) {
            m_rows.push_back({ .text = { { "  evaluating", Tone::Faint } },
                .note = "F6 gives it up",
                .full = "" });
        }
    }
    if (m_rows.size() != m_seen && !m_rows.empty()) {
        m_list.reveal(m_rows.size() - 1);
        m_recalled = m_earlier.size();
    }
    m_seen = m_rows.size();
}

bool EvaluatePanel::is_empty() const
{
    return !m_loaded;
}

StyledLine EvaluatePanel::header_note() const
{
    return m_frame.empty() ? StyledLine{}
                           : StyledLine{ { "in frame ", Tone::Faint }, { m_frame, Tone::Frame } };
}

std::string EvaluatePanel::text() const
{
    std::string all;
    for (const Row& row : m_rows) {
        all += plain(row.text) + "\n";
    }
    return all;
}

void EvaluatePanel::recall(int direction)
{
    const int at = std::clamp(
        static_cast<int>(m_recalled) + direction, 0, static_cast<int>(m_earlier.size()));
    m_recalled = static_cast<std::size_t>(at);
    const std::string text = m_recalled < m_earlier.size() ? m_earlier[m_recalled] : "";
    std::snprintf(m_input.data(), m_input.size(), "%s", text.c_str());
}

void EvaluatePanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const float input = theme.px(36);
    ImGui::BeginChild("answers", { 0, ImGui::GetContentRegionAvail().y - input }, 0,
        ImGuiWindowFlags_NoBackground);
    if (m_rows.empty()) {
        ImGui::SetCursorPosX(theme.pad());
        ImGui::TextDisabled("Any expression or call in the selected frame. It may assign, append "
                            "or print: nothing that it does stays.");
    }
    m_list.draw(context, "answer rows",
        { .count = m_rows.size(),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const Row& row = m_rows[index];
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    ImFont* small = theme.fonts().mono_small;
                    const float right = rect.to.x - theme.px(8);
                    const float note = text_width(small, row.note);
                    draw_line(list, theme, theme.fonts().mono,
                        { rect.from.x + theme.px(8),
                            centred(theme.fonts().mono, rect.from.y, rect.height()) },
                        row.text, right - rect.from.x - note - theme.px(24));
                    draw_text(list, small,
                        { right - note, centred(small, rect.from.y, rect.height()) },
                        theme[Tone::Faint], row.note);
                },
            .text = [&](std::size_t index) { return m_rows[index].full; },
            .label = [](std::size_t index) { return "answer " + std::to_string(index + 1); } });
    ImGui::EndChild();

    ImGui::SetCursorPosX(theme.pad());
    ImGui::PushFont(theme.fonts().mono);
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - theme.px(100 + 20));
    if (m_wants_focus) {
        ImGui::SetWindowFocus();
        ImGui::SetKeyboardFocusHere();
        m_wants_focus = false;
    }
    const auto history = [](ImGuiInputTextCallbackData* data) {
        auto& panel = *static_cast<EvaluatePanel*>(data->UserData);
        panel.recall(data->EventKey == ImGuiKey_UpArrow ? -1 : 1);
        data->DeleteChars(0, data->BufTextLen);
        data->InsertChars(0, panel.m_input.data());
        return 0;
    };
    bool go = ImGui::InputTextWithHint("##evaluate", "an expression or a call", m_input.data(),
        m_input.size(), ImGuiInputTextFlags_EnterReturnsTrue | ImGuiInputTextFlags_CallbackHistory,
        history, this);
    ImGui::PopFont();
    ImGui::SameLine();
    go |= ImGui::Button("Evaluate", { theme.px(100), 0 });
    tooltip(theme, "Evaluate  Enter",
        "In the selected frame, at the present step. Nothing that it does stays. Up and Down "
        "recall earlier ones.");
    if (go && m_input.front() != '\0') {
        context.commands.post({ .id = CommandId::Evaluate, .text = m_input.data() });
        m_input.front() = '\0';
        m_wants_focus = true;
    }
}

} // namespace fw::ui
