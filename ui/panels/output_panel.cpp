// See output_panel.h.

#include "ui/panels/output_panel.h"

#include "ui/widgets/text.h"

#include <algorithm>
#include <functional>
#include <string_view>

namespace fw::ui {
namespace {

constexpr std::size_t most_letters = 2'000; // of a line, as far as one can scroll sideways

std::size_t digest_of(const std::vector<inspect::OutputPiece>& pieces)
{
    std::size_t digest = pieces.size();
    for (const inspect::OutputPiece& piece : pieces) {
        constexpr std::size_t odd = 0x9e3779b97f4a7c15;
        digest = (digest ^ std::hash<std::string_view>()(piece.text)) * odd
            + static_cast<std::size_t>(piece.step) + static_cast<std::size_t>(piece.stream);
    }
    return digest;
}

} // namespace

OutputPanel::OutputPanel()
    : Panel({ .id = "output",
        .title = "Output",
        .empty_title = "What the program prints appears here",
        .empty_text = "Standard output, and errors in red. When the program calls input(), a line "
                      "to type its answer into appears below.",
        .shortcut = "Ctrl+9" })
{
}

void OutputPanel::refresh(const View& view)
{
    const inspect::Picture& picture = *view.picture;
    // Another branch, or an edited program, may print as many pieces of the same lengths.
    const std::size_t digest = digest_of(picture.output);
    if (digest != m_digest) {
        m_digest = digest;
        m_lines = make_output_lines(picture.output);
        m_letters = 0;
        for (const OutputLine& line : m_lines) {
            m_letters = std::max(m_letters, std::min(line.text.size(), most_letters));
        }
        if (!m_lines.empty()) {
            m_list.reveal(m_lines.size() - 1);
        }
    }
    const bool waiting = picture.state == inspect::RunState::WaitingForInput;
    m_wants_focus = m_wants_focus || (waiting && !m_waiting);
    m_waiting = waiting;
}

bool OutputPanel::is_empty() const
{
    return m_lines.empty() && !m_waiting;
}

StyledLine OutputPanel::header_note() const
{
    return m_waiting ? StyledLine{ { "waiting for input", Tone::Now } } : StyledLine{};
}

std::string OutputPanel::text() const
{
    std::string all;
    for (const OutputLine& line : m_lines) {
        all += line.text + "\n";
    }
    return all;
}

void OutputPanel::draw(DrawContext& context)
{
    const Theme& theme = context.theme;
    const float input_height = m_waiting ? theme.px(40) : 0;
    ImGui::BeginChild("output text", { 0, ImGui::GetContentRegionAvail().y - input_height }, 0,
        ImGuiWindowFlags_NoBackground);
    // The steps stand at the right as long as they leave room for the lines. Where they do not, the
    // lines of a narrow panel are scrolled.
    const float letters = theme.fonts().mono->GetCharAdvance('0') * static_cast<float>(m_letters);
    const float room = ImGui::GetContentRegionAvail().x;
    const bool with_steps = room > theme.px(700) || letters + theme.px(140) < room;
    m_list.draw(context, "output rows",
        { .count = m_lines.size(),
            .width = with_steps ? 0 : letters + theme.px(24),
            .draw =
                [&](std::size_t index, const RowRect& rect) {
                    const OutputLine& line = m_lines[index];
                    ImDrawList& list = *ImGui::GetWindowDrawList();
                    const Tone tone = line.stream == inspect::Stream::Error ? Tone::Error
                        : line.stream == inspect::Stream::Input             ? Tone::Frame
                                                                            : Tone::Text;
                    const float top = centred(theme.fonts().mono, rect.from.y, rect.height());
                    const float right = rect.to.x - theme.px(8);
                    const std::string step = "step " + std::to_string(line.step);
                    ImFont* small = theme.fonts().mono_small;
                    const float step_width = with_steps ? text_width(small, step) : 0;
                    draw_text(list, theme.fonts().mono, { rect.from.x + theme.px(8), top },
                        theme[tone], line.text, right - rect.from.x - step_width - theme.px(24));
                    if (with_steps) {
                        draw_text(list, small,
                            { right - step_width, centred(small, rect.from.y, rect.height()) },
                            theme[Tone::Faint], step);
                    }
                },
            .text = [&](std::size_t index) { return m_lines[index].text; },
            .hover =
                [&](std::size_t index) {
                    tooltip(theme, "Printed at step " + std::to_string(m_lines[index].step),
                        m_lines[index].text.substr(0, most_letters));
                },
            .label = [](std::size_t index) { return "output " + std::to_string(index + 1); } });
    ImGui::EndChild();
    if (m_waiting) {
        draw_input(context);
    }
}

void OutputPanel::draw_input(DrawContext& context)
{
    const Theme& theme = context.theme;
    ImGui::SetCursorPosX(theme.pad());
    ImGui::PushFont(theme.fonts().mono);
    // In a narrow panel the buttons are as wide as their words.
    const float room = ImGui::GetContentRegionAvail().x - theme.px(40);
    const float button = room > theme.px(400) ? theme.px(90) : theme.px(54);
    ImGui::SetNextItemWidth(room - 2 * button);
    if (m_wants_focus) {
        ImGui::SetWindowFocus(); // A child window has a focus scope of its own.
        ImGui::SetKeyboardFocusHere();
        m_wants_focus = false;
    }
    bool send = ImGui::InputTextWithHint("##input", "the program waits for a line", m_input.data(),
        m_input.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::PopFont();
    ImGui::SameLine();
    send |= ImGui::Button("Send", { button, 0 });
    tooltip(theme, "Send  Enter", "Give the line to the program.");
    ImGui::SameLine();
    if (ImGui::Button("End", { button, 0 })) {
        context.commands.post(CommandId::EndInput);
    }
    tooltip(theme, "End of input  Ctrl+D", "input() raises EOFError.");
    if (send) {
        context.commands.post({ .id = CommandId::SendInput, .text = m_input.data() });
        m_input.front() = '\0';
        m_wants_focus = true; // The next input() may come before a picture without one.
    }
}

} // namespace fw::ui
