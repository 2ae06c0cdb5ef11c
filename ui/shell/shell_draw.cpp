// The frame around the panels: menus, toolbar, status line.

#include "ui/shell/shell.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <array>
#include <cmath>
#include <imgui_internal.h>
#include <vector>

namespace fw::ui {
namespace {

constexpr std::array<std::string_view, 9> menus{ "File", "Edit", "Run", "History", "Variable",
    "Branch", "Frame", "View", "Help" };

// The text of a tooltip: what it does, and why it does not do it now.
std::string help_of(const CommandInfo& command, const View& view)
{
    const std::string reason = obstacle(command.enabled, view);
    return std::string(command.help) + (reason.empty() ? "" : "\n\nNot now: " + reason);
}

std::string state_text(const inspect::Picture& picture)
{
    using inspect::RunState;
    using inspect::StopReason;
    switch (picture.state) {
    case RunState::Empty:
        return "no program";
    case RunState::Running:
        return "running";
    case RunState::Seeking:
        return "on the way";
    case RunState::WaitingForInput:
        return "waiting for input";
    case RunState::Finished:
        return "finished, exit code " + std::to_string(picture.exit_code);
    case RunState::Failed:
        return "failed";
    case RunState::Stopped:
        break;
    }
    switch (picture.reason) {
    case StopReason::Start:
        return "stopped: start";
    case StopReason::Breakpoint:
        return "stopped: breakpoint";
    case StopReason::Pause:
        return "stopped: pause";
    case StopReason::StepReached:
        return "stopped: step reached";
    case StopReason::Exception:
        return "stopped: exception";
    default:
        return "stopped: step";
    }
}

// A line above it in its menu.
bool begins_group(CommandId id)
{
    return id == CommandId::GotoStart || id == CommandId::PreviousCall || id == CommandId::AskWatch;
}

bool is_back(const CommandInfo& command)
{
    return command.enabled == EnabledRule::Past;
}

// The last line of a message says what happened.
std::string last_line(std::string text)
{
    while (!text.empty() && text.back() == '\n') {
        text.pop_back();
    }
    const std::size_t end = text.rfind('\n');
    return end == std::string::npos ? text : text.substr(end + 1);
}

StyledLine sentence(const inspect::Picture& picture)
{
    using inspect::RunState;
    switch (picture.state) {
    case RunState::Empty:
        return { { "Open a program with Ctrl+O to watch it run, one opcode at a time.",
            Tone::Dim } };
    case RunState::Running:
        return { { "Running. ", Tone::Now },
            { picture.message.empty() ? "Pause (F6) shows where it is." : picture.message,
                Tone::Dim } };
    case RunState::Seeking:
        return { { "On the way to another step. ", Tone::Now },
            { picture.message.empty() ? "Cancel (F6) stays here." : picture.message, Tone::Dim } };
    case RunState::WaitingForInput:
        return { { "The program waits for a line of input.", Tone::Now } };
    case RunState::Failed:
        if (picture.exception && !picture.exception->type.empty()) {
            return { { picture.exception->type
                    + (picture.exception->message.empty() ? "" : ": " + picture.exception->message),
                Tone::Error } };
        }
        return { { last_line(picture.message), Tone::Error } };
    case RunState::Finished:
        return { { picture.message.empty() || picture.message == state_text(picture)
                ? "The program has ended. Back (Shift+F8) and the timeline lead to its steps."
                : picture.message } };
    case RunState::Stopped:
        break;
    }
    if (!picture.next.sentence.empty()) {
        return { { picture.next.sentence } };
    }
    return { { picture.message, Tone::Dim } };
}

} // namespace

void Shell::draw_menus()
{
    if (ImGui::IsKeyPressed(ImGuiKey_Escape, false)) {
        ImGui::ClosePopupsExceptModals(); // ImGui itself does it with keyboard navigation only.
    }
    ImGui::PushStyleVar(ImGuiStyleVar_FramePadding, ImVec2(m_theme.px(8), m_theme.px(8)));
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(m_theme.px(12), m_theme.px(9)));
    if (!ImGui::BeginMenuBar()) {
        ImGui::PopStyleVar(2);
        return;
    }
    ImGui::SetCursorPosX(m_theme.px(14));
    ImGui::PushFont(m_theme.fonts().human_bold);
    ImGui::TextUnformatted("Framewalk");
    ImGui::PopFont();
    ImGui::Dummy({ m_theme.px(6), 1 });
    const auto entry = [&](const CommandInfo& command) {
        if (ImGui::MenuItem(std::string(command.text).c_str(), first_shortcut(command).c_str(),
                false, is_enabled(command.enabled, m_view))) {
            m_queue.post(command.id);
        }
        tooltip(m_theme, command.text, help_of(command, m_view));
    };
    for (const std::string_view menu : menus) {
        if (menu == "Help") { // Panels come before it.
            if (ImGui::BeginMenu("Panels")) {
                for (const auto& panel : m_panels) {
                    if (ImGui::MenuItem(std::string(panel->info().title).c_str(),
                            std::string(panel->info().shortcut).c_str(),
                            m_settings.layout.is_open(panel->info().id))) {
                        m_queue.post({ .id = CommandId::ShowPanel, .text = panel->id() });
                    }
                }
                ImGui::EndMenu();
            }
        }
        if (ImGui::BeginMenu(std::string(menu).c_str())) {
            for (const CommandInfo& command : commands()) {
                if (command.menu == menu) {
                    if (begins_group(command.id)) {
                        ImGui::Separator();
                    }
                    entry(command);
                }
            }
            if (menu == "View" && ImGui::BeginMenu("Layouts")) {
                for (const std::string& name : LayoutTree::names()) {
                    if (ImGui::MenuItem(name.c_str())) {
                        m_queue.post({ .id = CommandId::SetLayout, .text = name });
                    }
                }
                ImGui::EndMenu();
            }
            ImGui::EndMenu();
        }
    }
    ImGui::EndMenuBar();
    ImGui::PopStyleVar(2);
}

void Shell::draw_toolbar()
{
    const Theme& theme = m_theme;
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const float height = theme.px(47);
    const float button = theme.px(31);
    const ImVec2 at{ 0, ImGui::GetCursorScreenPos().y };
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddLine({ 0, at.y + height }, { screen.x, at.y + height }, theme.colours().line);
    const float y = at.y + std::floor((height - button) / 2);

    // What goes back stands in a mirror of what goes forward. When there is no room, first the
    // words of the search button go, then the names of what goes back, then all names; the icons
    // stay.
    std::vector<const CommandInfo*> tools;
    float forward_names = theme.px(490);
    float back_names = 0;
    std::size_t back = 0;
    for (const CommandInfo& each : commands()) {
        if (each.button.empty()) {
            continue;
        }
        const float name = text_width(theme.fonts().human, each.button) + theme.px(8);
        forward_names += theme.px(40);
        if (is_back(each)) {
            back_names += name;
            tools.insert(tools.begin(), &each);
            ++back;
        } else {
            forward_names += name;
            tools.push_back(&each);
        }
    }
    const auto restart = std::find_if(tools.begin(), tools.end(),
        [](const CommandInfo* each) { return each->id == CommandId::Restart; });
    std::rotate(tools.begin(), restart, restart + 1);
    const bool with_names = forward_names < screen.x;
    const bool with_back_names = forward_names + back_names < screen.x;
    const bool with_search
        = forward_names + (with_back_names ? back_names : 0) + theme.px(190) < screen.x;

    float x = theme.px(12);
    const auto place = [&] { ImGui::SetCursorScreenPos({ x, y }); };
    const auto after = [&] { x = ImGui::GetItemRectMax().x + theme.px(6); };
    const auto separator = [&] {
        list.AddLine({ x + theme.px(3), y + theme.px(3) },
            { x + theme.px(3), y + button - theme.px(3) }, theme.colours().line);
        x += theme.px(12);
    };
    const auto tool
        = [&](const CommandInfo& command, std::string_view name, ImU32 colour, bool framed) {
              place();
              const bool enabled = is_enabled(command.enabled, m_view);
              const std::string id = "tool " + std::string(command.name);
              if (icon_button(theme, id.c_str(), name,
                      { .icon = command.icon,
                          .icon_colour = colour,
                          .enabled = enabled,
                          .framed = framed },
                      button)) {
                  m_queue.post(command.id);
              }
              tooltip(theme, std::string(command.text) + "  " + first_shortcut(command),
                  help_of(command, m_view));
              after();
          };

    ImFont* human = theme.fonts().human;
    const std::string program = m_view.picture->program.empty()
        ? "no program"
        : m_view.picture->program.substr(m_view.picture->program.find_last_of('/') + 1);
    x += draw_text(list, human, { x + theme.px(4), centred(human, y, button) }, theme[Tone::Dim],
             program, theme.px(190))
        + theme.px(14);
    separator();
    for (std::size_t i = 0; i < tools.size(); ++i) {
        const CommandInfo& command = *tools[i];
        if (i == 1 || i == 1 + back || command.id == CommandId::Run) {
            separator();
        }
        const ImU32 colour = command.id == CommandId::Restart || is_back(command)
            ? theme.colours().cool
            : command.id == CommandId::Stop ? theme[Tone::Popped]
                                            : theme.colours().now_line;
        const bool named = is_back(command) ? with_back_names : with_names;
        tool(command, named ? command.button : std::string_view{}, colour, true);
    }

    // At the right end: search, then the small ones.
    const std::array small{ CommandId::OpenFile, CommandId::Smaller, CommandId::Larger,
        CommandId::ToggleTheme, CommandId::Keys };
    const float small_width = theme.px(33) + theme.px(6);
    const std::string_view search = with_search ? "Search anything   Ctrl P" : "";
    const float search_width = text_width(human, search) + theme.px(13 + 20 + 8);
    const float right = screen.x - theme.px(10) - static_cast<float>(small.size()) * small_width
        - search_width - theme.px(6);
    x = std::max(x, right);
    tool(info(CommandId::Palette), search, theme[Tone::Dim], true);
    for (const CommandId id : small) {
        tool(info(id), {}, theme[Tone::Dim], false);
    }
    ImGui::SetCursorScreenPos({ 0, at.y + height });
}

void Shell::draw_status(ImVec2 from, ImVec2 to)
{
    const Theme& theme = m_theme;
    const inspect::Picture& picture = *m_view.picture;
    ImDrawList& list = *ImGui::GetWindowDrawList();
    list.AddRectFilled(from, to, theme.colours().status);
    list.AddLine(from, { to.x, from.y }, theme.colours().line);
    ImFont* mono = theme.fonts().mono;
    const float height = to.y - from.y;
    const float top = centred(mono, from.y, height);
    float x = from.x + theme.px(14);
    const std::string step = "step " + grouped(picture.step);
    x += draw_text(list, theme.fonts().mono_bold, { x, top }, theme[Tone::Now], step)
        + theme.px(18);

    std::string note = state_text(picture);
    if (picture.opcodes_per_second >= 1) {
        note += "   " + grouped(static_cast<std::uint64_t>(picture.opcodes_per_second))
            + " opcodes/s";
    }
    const float note_x = to.x - text_width(mono, note) - theme.px(14);
    draw_text(list, mono, { note_x, top }, theme[Tone::Dim], note);
    const StyledLine words
        = m_notice.empty() ? sentence(picture) : StyledLine{ { m_notice, Tone::Now } };
    draw_line(list, theme, mono, { x, top }, words, std::max(1.0F, note_x - x - theme.px(20)));

    ImGui::SetCursorScreenPos(from);
    ImGui::InvisibleButton("status line", { to.x - from.x, height });
    tooltip(theme, step, plain(words) + "\n" + note);
    if (ImGui::BeginPopupContextItem("status menu")) {
        if (ImGui::MenuItem("Copy")) {
            const std::string all = step + "  " + plain(words) + "  " + note;
            ImGui::SetClipboardText(all.c_str());
        }
        ImGui::EndPopup();
    }
}

void Shell::draw_panels(ImVec2 from, ImVec2 to)
{
    m_layout_view.draw(m_settings.layout, m_theme, from, to,
        { .find = [&](std::string_view id) { return find_panel(id); },
            .draw =
                [&](Panel& panel, bool active) {
                    DrawContext context{ .theme = m_theme,
                        .commands = m_queue,
                        .view = m_view,
                        .active = active && !m_dialogs.is_open() };
                    if (panel.is_empty()) {
                        panel.draw_empty(context);
                    } else {
                        panel.draw(context);
                    }
                } });
}

} // namespace fw::ui
