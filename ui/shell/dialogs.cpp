// See dialogs.h.

#include "ui/shell/dialogs.h"

#include "ui/model/fuzzy.h"
#include "ui/model/timeline_view.h"
#include "ui/widgets/text.h"

#include <algorithm>
#include <charconv>
#include <cmath>

namespace fw::ui {
namespace {

constexpr std::size_t most_found = 200;

bool is_number(std::string_view text)
{
    return !text.empty()
        && std::all_of(text.begin(), text.end(), [](char c) { return c >= '0' && c <= '9'; });
}

std::uint64_t number_of(std::string_view text)
{
    std::uint64_t number = 0;
    std::from_chars(text.data(), text.data() + text.size(), number);
    return number;
}

bool escape_pressed()
{
    return ImGui::IsKeyPressed(ImGuiKey_Escape, false);
}

} // namespace

void Dialogs::set_panels(
    const std::vector<std::unique_ptr<Panel>>& panels, std::vector<std::string> layouts)
{
    for (const auto& panel : panels) {
        m_panels.push_back(
            { panel->id(), std::string(panel->info().title), std::string(panel->info().shortcut) });
    }
    m_layouts = std::move(layouts);
}

void Dialogs::open(Which which, const View& view)
{
    m_which = which;
    m_fresh = true;
    m_text.fill('\0');
    m_chosen = 0;
    m_problem.clear();
    if (which == Which::Palette) {
        collect(view);
        m_matched = "?"; // anything but the empty text
        match();
    } else if (which == Which::OpenFile) {
        std::error_code ignored;
        if (m_folder.empty()) {
            const std::filesystem::path program(view.picture->program);
            m_folder = std::filesystem::absolute(
                program.has_parent_path() ? program.parent_path() : ".", ignored)
                           .lexically_normal();
        }
        list_folder();
    }
}

void Dialogs::draw(const Theme& theme, const View& view, CommandQueue& commands)
{
    if (m_which == Which::None) {
        return;
    }
    // A shade over the panels; the dialog is focused and so above it.
    ImGui::SetNextWindowPos({ 0, 0 });
    ImGui::SetNextWindowSize(ImGui::GetIO().DisplaySize);
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.colours().overlay);
    ImGui::Begin("shade", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoInputs | ImGuiWindowFlags_NoSavedSettings
            | ImGuiWindowFlags_NoFocusOnAppearing);
    ImGui::End();
    ImGui::PopStyleColor();
    switch (m_which) {
    case Which::None:
        return;
    case Which::Palette:
        draw_palette(theme, commands);
        break;
    case Which::Keys:
        draw_keys(theme, view, commands);
        break;
    case Which::GotoStep:
        draw_goto(theme, view, commands);
        break;
    case Which::OpenFile:
        draw_open(theme, commands);
        break;
    case Which::ChangeValue:
        draw_change(theme, view, commands);
        break;
    case Which::BranchName:
        draw_branch_name(theme, view, commands);
        break;
    }
    m_fresh = false;
}

// A window in the middle of the upper part, over everything; a click beside it closes it.
bool Dialogs::begin(const Theme& theme, const char* id, float width, float height)
{
    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    const ImVec2 size{ std::min(theme.px(width), screen.x - theme.px(24)),
        std::min(theme.px(height), screen.y - theme.px(90)) };
    ImGui::SetNextWindowPos({ std::floor((screen.x - size.x) / 2), theme.px(70) });
    ImGui::SetNextWindowSize(size);
    if (m_fresh) {
        ImGui::SetNextWindowFocus();
    }
    ImGui::PushStyleColor(ImGuiCol_WindowBg, theme.colours().panel);
    ImGui::PushStyleColor(ImGuiCol_Border, faded(theme[Tone::Frame], 0.6F));
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(theme.px(16), theme.px(14)));
    ImGui::Begin(id, nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings
            | ImGuiWindowFlags_NoNav);
    ImGui::PopStyleVar();
    ImGui::PopStyleColor(2);
    const ImVec2 corner = ImGui::GetWindowPos();
    const ImVec2 mouse = ImGui::GetIO().MousePos;
    const bool outside = mouse.x < corner.x || mouse.y < corner.y || mouse.x >= corner.x + size.x
        || mouse.y >= corner.y + size.y;
    if (escape_pressed() || (!m_fresh && ImGui::IsMouseClicked(0) && outside)) {
        close();
    }
    return true;
}

void Dialogs::collect(const View& view)
{
    m_all.clear();
    for (const CommandInfo& each : commands()) {
        m_all.push_back({ .text = std::string(each.text),
            .note = first_shortcut(each),
            .help = std::string(each.help),
            .icon = each.icon,
            .enabled = is_enabled(each.enabled, view),
            .command = { .id = each.id } });
    }
    for (const PanelName& panel : m_panels) {
        m_all.push_back({ .text = "Show " + panel.title,
            .note = panel.shortcut,
            .help = "Bring the panel to the front.",
            .icon = Icon::Layout,
            .command = { .id = CommandId::ShowPanel, .text = panel.id } });
    }
    for (const std::string& name : m_layouts) {
        m_all.push_back({ .text = "Layout " + name,
            .note = "layout",
            .help = "Arrange the panels.",
            .icon = Icon::Layout,
            .command = { .id = CommandId::SetLayout, .text = name } });
    }
    for (const auto& code : view.picture->codes) {
        m_all.push_back({ .text = "code " + code->qualname,
            .note = "line " + std::to_string(code->firstlineno),
            .help = "Show the bytecode of this code object.",
            .icon = Icon::Code,
            .command = { .id = CommandId::ShowCode, .object = code->id } });
    }
    for (std::size_t i = 0; i < view.picture->frames.size() && i < 1000; ++i) {
        const inspect::Frame& frame = view.picture->frames[i];
        m_all.push_back({ .text = "frame " + frame.name,
            .note = "line " + std::to_string(frame.line),
            .help = "Move every panel to this frame.",
            .icon = Icon::Frame,
            .command = { .id = CommandId::SelectFrame, .number = i } });
    }
    for (std::size_t i = 0; i < view.picture->branches.size(); ++i) {
        const inspect::Branch& branch = view.picture->branches[i];
        m_all.push_back({ .text = "branch " + branch.name,
            .note = "from step " + grouped(branch.from),
            .help = branch.change,
            .icon = Icon::Branch,
            .command = { .id = CommandId::SwitchBranch, .number = i } });
    }
    for (const inspect::Name& name : view.picture->globals.names) {
        m_all.push_back({ .text = name.name,
            .note = name.value.type,
            .help = "A global name: light its object wherever it appears.",
            .icon = icon_of(name.value.kind),
            .command = { .id = CommandId::SelectObject, .object = name.value.id } });
    }
}

void Dialogs::match()
{
    const std::string typed = m_text.data();
    if (typed == m_matched) {
        return;
    }
    m_matched = typed;
    m_chosen = 0;
    m_found.clear();
    if (is_number(typed)) {
        m_found.push_back({ .text = "Go to step " + typed,
            .help = "Back or forward; what has not been executed yet is.",
            .icon = Icon::Goto,
            .command = { .id = CommandId::GotoStep, .number = number_of(typed) } });
        m_found.push_back({ .text = "Select line " + typed,
            .help = "Show that line of the source.",
            .icon = Icon::Line,
            .command = { .id = CommandId::SelectLine, .number = number_of(typed) } });
    }
    std::vector<std::pair<int, const Entry*>> scored;
    for (const Entry& entry : m_all) {
        if (const auto score = fuzzy_score(typed, entry.text)) {
            scored.emplace_back(*score, &entry);
        }
    }
    if (!typed.empty()) {
        std::stable_sort(scored.begin(), scored.end(),
            [](const auto& a, const auto& b) { return a.first > b.first; });
    }
    for (std::size_t i = 0; i < scored.size() && i < most_found; ++i) {
        m_found.push_back(*scored[i].second);
    }
}

void Dialogs::draw_palette(const Theme& theme, CommandQueue& queue)
{
    begin(theme, "palette", 720, 520);
    ImGui::SetNextItemWidth(-1);
    if (m_fresh) {
        ImGui::SetKeyboardFocusHere();
    }
    const bool enter = ImGui::InputTextWithHint("##palette text",
        "Command, panel, function, name, or a step number", m_text.data(), m_text.size(),
        ImGuiInputTextFlags_EnterReturnsTrue);
    match();
    bool scroll = false;
    if (ImGui::IsKeyPressed(ImGuiKey_DownArrow) && m_chosen + 1 < m_found.size()) {
        ++m_chosen;
        scroll = true;
    }
    if (ImGui::IsKeyPressed(ImGuiKey_UpArrow) && m_chosen > 0) {
        --m_chosen;
        scroll = true;
    }
    ImGui::Dummy({ 1, theme.px(4) });
    ImGui::BeginChild("found", { 0, 0 }, 0, ImGuiWindowFlags_NoNav);
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    bool run = enter;
    for (std::size_t i = 0; i < m_found.size(); ++i) {
        bool pressed = false;
        ImGui::PushID(static_cast<int>(i));
        draw_entry(theme, m_found[i], i == m_chosen, pressed);
        ImGui::PopID();
        if (scroll && i == m_chosen) {
            ImGui::SetScrollHereY();
        }
        if (pressed) {
            m_chosen = i;
            run = true;
        }
    }
    ImGui::PopStyleVar();
    if (m_found.empty()) {
        ImGui::TextDisabled("Nothing has these letters in this order.");
    }
    ImGui::EndChild();
    ImGui::End();
    if (run && m_chosen < m_found.size() && m_found[m_chosen].enabled) {
        close();
        queue.post(m_found[m_chosen].command);
    }
}

void Dialogs::draw_entry(const Theme& theme, const Entry& entry, bool chosen, bool& pressed) const
{
    const float height = theme.px(32);
    const ImVec2 at = ImGui::GetCursorScreenPos();
    const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
    pressed = ImGui::InvisibleButton(("entry " + entry.text).c_str(), { width, height });
    ImDrawList& list = *ImGui::GetWindowDrawList();
    if (chosen || ImGui::IsItemHovered()) {
        list.AddRectFilled(at, { at.x + width, at.y + height },
            chosen ? theme.colours().select_band : theme.colours().hover_band, theme.px(6));
    }
    const float opacity = entry.enabled ? 1.0F : 0.4F;
    draw_icon(list, entry.icon, { at.x + theme.px(18), at.y + height / 2 }, theme.px(13),
        faded(theme[Tone::Dim], opacity));
    ImFont* font = theme.fonts().human;
    const float top = centred(font, at.y, height);
    const float text_end = at.x + theme.px(38)
        + draw_text(list, font, { at.x + theme.px(38), top }, faded(theme[Tone::Text], opacity),
            entry.text, width * 0.5F);
    const float note_width = text_width(theme.fonts().mono_small, entry.note);
    const float note_x = at.x + width - note_width - theme.px(12);
    draw_text(list, theme.fonts().mono_small,
        { note_x, centred(theme.fonts().mono_small, at.y, height) },
        faded(theme[Tone::Now], opacity), entry.note);
    draw_text(list, theme.fonts().human_small,
        { text_end + theme.px(16), centred(theme.fonts().human_small, at.y, height) },
        faded(theme[Tone::Faint], opacity), entry.help,
        std::max(1.0F, note_x - text_end - theme.px(32)));
}

void Dialogs::draw_keys(const Theme& theme, const View& view, CommandQueue& queue)
{
    begin(theme, "keys", 980, 900);
    ImGui::PushFont(theme.fonts().human_bold);
    ImGui::TextUnformatted("Keys and commands");
    ImGui::PopFont();
    ImGui::SameLine(ImGui::GetWindowWidth() - theme.px(100));
    if (ImGui::Button("Close", { theme.px(80), 0 })) {
        close();
    }
    ImGui::TextDisabled(
        "Click a row to do it. Ctrl+P finds commands, panels and names by a part of their name.");
    ImGui::BeginChild("key list", { 0, 0 }, 0, ImGuiWindowFlags_NoNav);
    std::string_view menu;
    const auto row = [&](const std::string& text, const std::string& keys, std::string_view help,
                         bool enabled) {
        const float height = theme.px(27);
        const ImVec2 at = ImGui::GetCursorScreenPos();
        const float width = std::max(1.0F, ImGui::GetContentRegionAvail().x);
        const bool pressed = ImGui::InvisibleButton(("do " + text).c_str(), { width, height });
        ImDrawList& list = *ImGui::GetWindowDrawList();
        if (ImGui::IsItemHovered()) {
            list.AddRectFilled(
                at, { at.x + width, at.y + height }, theme.colours().hover_band, theme.px(5));
        }
        const float opacity = enabled ? 1.0F : 0.45F;
        const float top = centred(theme.fonts().human, at.y, height);
        draw_text(list, theme.fonts().mono_small,
            { at.x + theme.px(8), centred(theme.fonts().mono_small, at.y, height) },
            faded(theme[Tone::Now], opacity), keys, theme.px(196));
        draw_text(list, theme.fonts().human, { at.x + theme.px(210), top },
            faded(theme[Tone::Text], opacity), text, theme.px(210));
        draw_text(list, theme.fonts().human_small,
            { at.x + theme.px(430), centred(theme.fonts().human_small, at.y, height) },
            faded(theme[Tone::Dim], opacity), help, width - theme.px(440));
        tooltip(theme, text, help);
        return pressed && enabled;
    };
    ImGui::PushStyleVar(ImGuiStyleVar_ItemSpacing, ImVec2(0, 0));
    for (const CommandInfo& each : commands()) {
        if (each.menu != menu) {
            menu = each.menu;
            ImGui::Dummy({ 1, theme.px(8) });
            caption(theme, menu);
        }
        std::string keys;
        for (const std::string& key : all_shortcuts(each)) {
            keys += (keys.empty() ? "" : ", ") + key;
        }
        if (row(std::string(each.text), keys, each.help, is_enabled(each.enabled, view))) {
            close();
            queue.post(each.id);
        }
    }
    ImGui::Dummy({ 1, theme.px(8) });
    caption(theme, "Panels");
    for (const PanelName& panel : m_panels) {
        if (row(panel.title, panel.shortcut,
                "Bring the panel to the front; open it when it is closed.", true)) {
            close();
            queue.post({ .id = CommandId::ShowPanel, .text = panel.id });
        }
    }
    ImGui::Dummy({ 1, theme.px(8) });
    caption(theme, "In a panel");
    row("Move the selection", "Up, Down",
        "Shift extends it. A click or a drag with the mouse selects rows too.", false);
    row("Copy the selected rows", "Ctrl+C",
        "In full, nothing shortened. Also in the menu of the right mouse button.", false);
    ImGui::PopStyleVar();
    ImGui::EndChild();
    ImGui::End();
}

bool Dialogs::draw_line(const Theme& theme, const char* label, const char* hint, const char* button)
{
    if (m_fresh) {
        ImGui::SetKeyboardFocusHere();
    }
    ImGui::SetNextItemWidth(ImGui::GetContentRegionAvail().x - theme.px(110));
    const bool entered = ImGui::InputTextWithHint(
        label, hint, m_text.data(), m_text.size(), ImGuiInputTextFlags_EnterReturnsTrue);
    ImGui::SameLine();
    return ImGui::Button(button, { theme.px(100), 0 }) || entered;
}

void Dialogs::draw_goto(const Theme& theme, const View& view, CommandQueue& queue)
{
    begin(theme, "goto", 520, 132);
    ImGui::TextUnformatted("Go to which step?");
    ImGui::TextDisabled("Now at step %s; steps 0 to %s are known, later ones are executed.",
        grouped(view.picture->step).c_str(), grouped(view.picture->known_steps).c_str());
    if (draw_line(theme, "##step", "", "Go") && is_number(m_text.data())) {
        close();
        queue.post({ .id = CommandId::GotoStep, .number = number_of(m_text.data()) });
    }
    ImGui::End();
}

void Dialogs::draw_change(const Theme& theme, const View& view, CommandQueue& queue)
{
    begin(theme, "change value", 600, 132);
    const std::string name = view.place ? view.place->name : "";
    ImGui::Text("The new value of %s", name.c_str());
    ImGui::TextDisabled("Any expression. A second branch of history begins here; the first stays.");
    if (draw_line(theme, "##value", "an expression", "Change") && m_text.front() != '\0') {
        close();
        queue.post({ .id = CommandId::ChangePlace, .text = m_text.data(), .place = view.place });
    }
    ImGui::End();
}

void Dialogs::draw_branch_name(const Theme& theme, const View& view, CommandQueue& queue)
{
    begin(theme, "branch name", 520, 132);
    const std::size_t present = view.picture->branch;
    const std::string now
        = present < view.picture->branches.size() ? view.picture->branches[present].name : "";
    ImGui::TextUnformatted("A name for this branch of history");
    ImGui::TextDisabled("It is called \"%s\" now.", now.c_str());
    if (draw_line(theme, "##branch", "", "Name it") && m_text.front() != '\0') {
        close();
        queue.post({ .id = CommandId::RenameBranch, .text = m_text.data(), .number = present });
    }
    ImGui::End();
}

void Dialogs::list_folder()
{
    m_files.clear();
    std::error_code error;
    for (const auto& entry : std::filesystem::directory_iterator(m_folder, error)) {
        const std::string name = entry.path().filename().string();
        std::error_code ignored;
        const bool folder = entry.is_directory(ignored);
        const std::string extension = entry.path().extension().string();
        if (name.front() != '.'
            && (folder || extension == ".py" || extension == ".pyc" || extension == ".fwrec")) {
            m_files.emplace_back(name, folder);
        }
    }
    std::sort(m_files.begin(), m_files.end(), [](const auto& a, const auto& b) {
        return a.second != b.second ? a.second : a.first < b.first;
    });
    m_problem = error ? "Cannot read this folder: " + error.message() : "";
}

void Dialogs::draw_open(const Theme& theme, CommandQueue& queue)
{
    begin(theme, "open file", 760, 620);
    ImGui::TextUnformatted("Open a Python program");
    ImGui::TextDisabled("%s", m_folder.string().c_str());
    const bool go = draw_line(theme, "##path", "path, or choose below", "Open");
    if (!m_problem.empty()) {
        ImGui::PushStyleColor(ImGuiCol_Text, theme[Tone::Error]);
        ImGui::TextWrapped("%s", m_problem.c_str());
        ImGui::PopStyleColor();
    }
    ImGui::BeginChild("files", { 0, 0 }, 0, ImGuiWindowFlags_NoNav);
    std::filesystem::path chosen;
    if (m_folder.has_parent_path() && ImGui::Selectable("..  (folder above)")) {
        chosen = m_folder.parent_path();
    }
    for (const auto& [name, folder] : m_files) {
        if (ImGui::Selectable((name + (folder ? "/" : "")).c_str())) {
            chosen = m_folder / name;
        }
    }
    ImGui::EndChild();
    ImGui::End();
    if (go && m_text.front() != '\0') {
        chosen = m_folder / m_text.data(); // an absolute path stays itself
    }
    if (chosen.empty()) {
        return;
    }
    std::error_code error;
    if (std::filesystem::is_directory(chosen, error)) {
        m_folder = chosen.lexically_normal();
        m_text.fill('\0');
        list_folder();
    } else if (!std::filesystem::exists(chosen, error)) {
        m_problem = "There is no file " + chosen.string();
    } else {
        close();
        queue.post({ .id = CommandId::LoadFile, .text = chosen.string() });
    }
}

} // namespace fw::ui
