// See shell.h. This file: pictures in, commands out. The drawing is in shell_draw.cpp, what is
// asked of the session beside its pictures in shell_requests.cpp.

#include "ui/shell/shell.h"

#include <algorithm>
#include <cmath>

namespace fw::ui {
namespace {

constexpr float least_scale = 0.6F;
constexpr float most_scale = 4;

} // namespace

Shell::Shell(debug::Control& control, Settings settings)
    : m_control(control)
    , m_settings(std::move(settings))
    , m_theme(m_settings.theme, m_settings.scale)
    , m_panels(make_panels())
{
    for (const CommandInfo& each : commands()) {
        for (const std::string& shortcut : all_shortcuts(each)) {
            m_bindings.push_back({ each.id, parse_shortcut(shortcut) });
        }
    }
    m_dialogs.set_panels(m_panels, LayoutTree::names());
    take_picture();
}

Shell::~Shell() = default;

std::vector<std::string> Shell::panel_ids()
{
    std::vector<std::string> ids;
    for (const auto& panel : make_panels()) {
        ids.push_back(panel->id());
    }
    return ids;
}

Panel* Shell::find_panel(std::string_view id) const
{
    const auto at = std::find_if(
        m_panels.begin(), m_panels.end(), [&](const auto& each) { return each->info().id == id; });
    return at == m_panels.end() ? nullptr : at->get();
}

std::string Shell::title() const
{
    const std::string& program = m_view.picture->program;
    return program.empty() ? "Framewalk"
                           : program.substr(program.find_last_of('/') + 1) + " - Framewalk";
}

void Shell::set_window_size(int width, int height)
{
    m_settings.width = width;
    m_settings.height = height;
}

bool Shell::prepare(float screen_scale)
{
    m_chords.read();
    if (screen_scale != m_screen_scale) {
        m_screen_scale = screen_scale;
        m_fonts_stale = true;
    }
    if (!m_fonts_stale) {
        return false;
    }
    m_fonts_stale = false;
    m_theme = Theme(m_settings.theme, m_settings.scale * m_screen_scale);
    m_theme.load_fonts(m_notice);
    m_theme.apply_style();
    return true;
}

void Shell::set_scale(float scale)
{
    m_settings.scale = std::clamp(std::round(scale * 20) / 20, least_scale, most_scale);
    m_fonts_stale = true;
}

// While the program runs its pictures have no frames: the panels keep showing the last stop, only
// what still changes (output, state, speed) is taken over.
void Shell::take_picture()
{
    const std::shared_ptr<const inspect::Picture> now = m_control.picture();
    if (now == m_latest) {
        return;
    }
    const bool other_program = !m_latest || m_latest->program != now->program;
    m_latest = now;
    const auto is_busy = [](const inspect::Picture& picture) {
        return picture.state == inspect::RunState::Running
            || picture.state == inspect::RunState::Seeking;
    };
    const bool busy = is_busy(*now);
    if (m_view.picture && is_busy(*m_view.picture) && !busy) {
        m_notice.clear(); // It was about the run.
    }
    if (busy && now->frames.empty() && m_view.picture && !other_program) {
        auto merged = std::make_shared<inspect::Picture>(*m_view.picture);
        merged->serial = m_view.picture->serial; // the same stop: nothing scrolls
        merged->state = now->state;
        merged->reason = now->reason;
        merged->message = now->message;
        merged->step = now->step;
        merged->known_steps = now->known_steps;
        merged->executed_steps = now->executed_steps;
        merged->progress = now->progress;
        merged->branches = now->branches;
        merged->branch = now->branch;
        merged->history_bytes = now->history_bytes;
        merged->opcodes_per_second = now->opcodes_per_second;
        merged->output = now->output;
        merged->breakpoints = now->breakpoints;
        m_view.picture = std::move(merged);
    } else {
        // On the way to another step the old one is shown, and stays when the way is given up.
        const auto state_of = [](const inspect::Picture& picture) {
            return picture.state == inspect::RunState::Seeking ? inspect::RunState::Stopped
                                                               : picture.state;
        };
        const bool same_stop = m_view.picture && m_view.picture->step == now->step
            && m_view.picture->moment == now->moment && m_view.picture->branch == now->branch
            && state_of(*m_view.picture) == state_of(*now);
        m_view.picture = now;
        m_view.frame = same_stop
            ? std::min(now->focus, std::max<std::size_t>(1, now->frames.size()) - 1)
            : now->focus;
        if (!same_stop) {
            ++m_view.stop;
            m_view.range = {};
            m_view.code = 0;
            m_view.node = 0;
            m_view.line = 0;
            m_view.offset = -1;
            if (other_program || (m_view.place && !m_view.holds(*m_view.place))) {
                m_view.place.reset();
            }
            if (other_program) {
                m_view.inspected.reset();
                m_view.evaluations.clear();
                m_evaluate_request.reset();
            }
        }
    }
    m_stale = true;
}

void Shell::hover_node(inspect::NodeId node)
{
    if (m_view.hovered_node != node) {
        m_view.hovered_node = node;
        m_stale = true;
    }
}

void Shell::refresh_panels()
{
    if (m_stale) {
        m_stale = false;
        for (const auto& panel : m_panels) {
            panel->refresh(m_view);
        }
        m_timeline.refresh(m_view);
    }
}

void Shell::handle_shortcuts()
{
    const ImGuiIO& io = ImGui::GetIO();
    for (const Binding& binding : m_bindings) {
        if ((io.WantTextInput || m_dialogs.is_open()) && is_typing_key(binding.shortcut)) {
            continue;
        }
        const CommandInfo& command = info(binding.id);
        const bool repeat
            = command.enabled == EnabledRule::Stopped || command.enabled == EnabledRule::Past;
        if (m_chords.is_pressed(binding.shortcut, repeat) && is_enabled(command.enabled, m_view)) {
            m_queue.post(binding.id);
        }
    }
    for (const auto& panel : m_panels) {
        if (m_chords.is_pressed(parse_shortcut(panel->info().shortcut), false)) {
            m_queue.post({ .id = CommandId::ShowPanel, .text = panel->id() });
        }
    }
}

void Shell::draw()
{
    take_picture();
    take_replies();
    handle_shortcuts();
    inspect::NodeId hovered = 0;
    for (const Command& command : m_queue.take()) {
        if (command.id == CommandId::HoverNode) {
            hovered = static_cast<inspect::NodeId>(command.number);
        } else {
            execute(command);
        }
    }
    hover_node(hovered);
    ask_for_stages();
    ask_for_object();
    refresh_panels();

    const ImVec2 screen = ImGui::GetIO().DisplaySize;
    ImGui::SetNextWindowPos({ 0, 0 });
    ImGui::SetNextWindowSize(screen);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowRounding, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowBorderSize, 0);
    ImGui::PushStyleVar(ImGuiStyleVar_WindowPadding, ImVec2(0, 0));
    ImGui::Begin("Framewalk", nullptr,
        ImGuiWindowFlags_NoDecoration | ImGuiWindowFlags_NoMove | ImGuiWindowFlags_NoSavedSettings
            | ImGuiWindowFlags_MenuBar | ImGuiWindowFlags_NoBringToFrontOnFocus
            | ImGuiWindowFlags_NoNav | ImGuiWindowFlags_NoScrollWithMouse);
    ImGui::PopStyleVar(3);
    draw_menus();
    draw_toolbar();
    const float status = m_theme.px(34);
    const float top = ImGui::GetCursorScreenPos().y;
    const float edge = m_theme.px(6);
    const TimelineStrip::Shape shape = timeline_shape();
    const float bottom = screen.y - status - edge;
    const float strip = bottom - TimelineStrip::height(m_theme, screen.y, shape);
    draw_panels({ edge, top + edge }, { screen.x - edge, strip - edge });
    DrawContext context{
        .theme = m_theme, .commands = m_queue, .view = m_view, .active = !m_dialogs.is_open()
    };
    m_timeline.draw(context, { edge, strip }, { screen.x - edge, bottom }, shape);
    draw_status({ 0, screen.y - status }, screen);
    ImGui::End();
    m_dialogs.draw(m_theme, m_view, m_queue);
}

void Shell::execute(const Command& command)
{
    m_stale = true;
    if (execute_run(command) || execute_history(command) || execute_layout(command)
        || execute_selection(command) || execute_breakpoint(command)) {
        return;
    }
    switch (command.id) {
    case CommandId::OpenFile:
        m_dialogs.open(Dialogs::Which::OpenFile, m_view);
        break;
    case CommandId::Quit:
        m_quit = true;
        break;
    case CommandId::Palette:
        m_dialogs.open(Dialogs::Which::Palette, m_view);
        break;
    case CommandId::Keys:
        m_dialogs.open(Dialogs::Which::Keys, m_view);
        break;
    case CommandId::CopyPanel:
        if (const Panel* panel = find_panel(m_layout_view.active())) {
            ImGui::SetClipboardText(panel->text().c_str());
            m_notice = "Copied " + std::string(panel->info().title) + ".";
        }
        break;
    case CommandId::CopyText:
        ImGui::SetClipboardText(command.text.c_str());
        break;
    case CommandId::Larger:
        set_scale(m_settings.scale + 0.1F);
        break;
    case CommandId::Smaller:
        set_scale(m_settings.scale - 0.1F);
        break;
    case CommandId::NormalSize:
        set_scale(1);
        break;
    case CommandId::ToggleTheme:
        m_settings.theme = m_settings.theme == ThemeName::Dark ? ThemeName::Light : ThemeName::Dark;
        m_fonts_stale = true;
        break;
    default:
        break;
    }
}

bool Shell::execute_run(const Command& command)
{
    using debug::StepKind;
    m_notice.clear();
    switch (command.id) {
    case CommandId::LoadFile:
        m_control.load({ .file = command.text });
        return true;
    case CommandId::Restart:
        m_control.restart();
        return true;
    case CommandId::StepOpcode:
        m_control.step(StepKind::Opcode);
        return true;
    case CommandId::StepLine:
        m_control.step(StepKind::Line);
        return true;
    case CommandId::StepOver:
        m_control.step(StepKind::Over);
        return true;
    case CommandId::StepInto:
        m_control.step(StepKind::Into);
        return true;
    case CommandId::StepOut:
        m_control.step(StepKind::Out);
        return true;
    case CommandId::Run:
        m_control.run();
        return true;
    case CommandId::Pause:
        m_control.pause();
        m_notice = "Pausing: inside of an instruction that takes long, at its next safe place.";
        return true;
    case CommandId::Stop:
        m_control.stop();
        return true;
    case CommandId::SendInput:
        m_control.send_input(command.text);
        return true;
    case CommandId::EndInput:
        m_control.end_input();
        return true;
    default:
        return false;
    }
}

bool Shell::execute_selection(const Command& command)
{
    switch (command.id) {
    case CommandId::SelectFrame:
        select_frame(command.number);
        return true;
    case CommandId::SelectCaller:
        select_frame(m_view.frame + 1);
        return true;
    case CommandId::SelectCallee:
        select_frame(m_view.frame == 0 ? 0 : m_view.frame - 1);
        return true;
    case CommandId::SelectRunning:
        select_frame(0);
        return true;
    case CommandId::SelectLine:
        m_view.line = static_cast<int>(command.number);
        return true;
    case CommandId::SelectOffset:
        m_view.code = command.object;
        m_view.offset = static_cast<int>(command.number);
        m_view.node = 0;
        if (const inspect::CodeObject* code = m_view.find_code(command.object)) {
            for (const inspect::Instruction& each : code->instructions) {
                if (each.offset == m_view.offset) {
                    m_view.node = each.node;
                }
            }
        }
        return true;
    case CommandId::SelectNode:
        m_view.node = static_cast<inspect::NodeId>(command.number);
        m_view.range = command.range;
        if (command.range.known()) {
            m_view.line = command.range.line;
        }
        return true;
    case CommandId::ShowCode:
        m_view.code = command.object;
        m_view.object = command.object;
        m_view.offset = -1;
        return true;
    case CommandId::SelectObject:
        m_view.object = m_view.object == command.object ? 0 : command.object;
        m_view.range = m_view.object ? command.range : inspect::SourceRange{};
        if (command.place) {
            m_view.place = command.place;
        }
        if (command.object) {
            inspect_object(command);
        }
        return true;
    case CommandId::SelectPlace:
        m_view.place = command.place;
        return true;
    case CommandId::FetchNames:
        m_names_request = m_control.request(debug::NamesRequest{
            .moment = m_view.picture->moment, .dict = command.object, .first = command.number });
        return true;
    case CommandId::Inspect:
        inspect_object(command);
        show_panel("object");
        return true;
    case CommandId::LookInside:
        if (m_view.place) {
            inspect_object({ .id = command.id, .text = m_view.place->name, .place = m_view.place });
            show_panel("object");
        }
        return true;
    case CommandId::OpenPart:
        m_view.opened[command.text] = command.number;
        return true;
    case CommandId::ClosePart:
        m_view.opened.erase(command.text);
        return true;
    default:
        return false;
    }
}

bool Shell::execute_breakpoint(const Command& command)
{
    const inspect::Picture& picture = *m_view.picture;
    const auto toggle_line = [&](const std::string& file, int line) {
        const bool set = std::any_of(picture.breakpoints.begin(), picture.breakpoints.end(),
            [&](const inspect::Breakpoint& each) {
                return each.file == file && each.line == line;
            });
        // A line without instructions is never reached: the next one that has some is meant.
        const int place = set ? line : m_view.line_with_code(file, line);
        if (place > 0) {
            m_control.set_line_breakpoint(file, place, !set);
        } else {
            m_notice = "No line from here on has instructions to stop at.";
        }
    };
    const auto toggle_opcode = [&](inspect::ObjectId code, int offset) {
        const bool set = std::any_of(picture.breakpoints.begin(), picture.breakpoints.end(),
            [&](const inspect::Breakpoint& each) {
                return each.code == code && each.offset == offset;
            });
        m_control.set_opcode_breakpoint(code, offset, !set);
    };
    switch (command.id) {
    case CommandId::SetLineBreakpoint:
        toggle_line(command.text, static_cast<int>(command.number));
        return true;
    case CommandId::SetOpcodeBreakpoint:
        toggle_opcode(command.object, static_cast<int>(command.number));
        return true;
    case CommandId::ToggleBreakpoint:
        if (const inspect::SourceFile* source = m_view.shown_source()) {
            const inspect::Frame* frame = m_view.selected_frame();
            if (const int line = m_view.line > 0 ? m_view.line : frame ? frame->line : 0) {
                toggle_line(source->path, line);
            }
        }
        return true;
    case CommandId::ToggleOpcodeBreakpoint:
        if (const inspect::CodeObject* code = m_view.shown_code()) {
            const inspect::Frame* frame = m_view.selected_frame();
            const int offset = m_view.offset >= 0  ? m_view.offset
                : frame && frame->code == code->id ? frame->lasti
                                                   : 0;
            toggle_opcode(code->id, std::max(0, offset));
        }
        return true;
    case CommandId::ClearBreakpoints:
        m_control.clear_breakpoints();
        return true;
    default:
        return false;
    }
}

void Shell::select_frame(std::size_t index)
{
    if (index >= m_view.picture->frames.size()) {
        return;
    }
    m_view.frame = index;
    m_view.range = {};
    m_view.code = 0;
    m_view.line = 0;
    m_view.offset = -1;
    m_control.focus(index);
}

bool Shell::execute_layout(const Command& command)
{
    LayoutTree& tree = m_settings.layout;
    const std::string active = m_layout_view.active();
    switch (command.id) {
    case CommandId::ShowPanel:
        show_panel(command.text);
        return true;
    case CommandId::SetLayout:
        if (!LayoutTree::named(command.text, tree)) {
            m_notice = "There is no layout \"" + command.text + "\".";
        }
        return true;
    case CommandId::ResetLayout:
        tree = LayoutTree();
        return true;
    case CommandId::FoldTimeline:
        m_settings.timeline_folded = !m_settings.timeline_folded;
        return true;
    case CommandId::FocusTimeline:
        m_timeline.take_keyboard();
        return true;
    case CommandId::ClosePanel:
        tree.close(active);
        return true;
    case CommandId::NextTab:
        cycle_tab(1, false);
        return true;
    case CommandId::PreviousTab:
        cycle_tab(-1, false);
        return true;
    case CommandId::MoveTabRight:
        cycle_tab(1, true);
        return true;
    case CommandId::MoveTabLeft:
        cycle_tab(-1, true);
        return true;
    case CommandId::NextGroup:
        cycle_group(1);
        return true;
    case CommandId::PreviousGroup:
        cycle_group(-1);
        return true;
    case CommandId::MoveToNextGroup: {
        const std::vector<LayoutNode*> groups = tree.groups();
        const auto at = std::find(groups.begin(), groups.end(), tree.group_of(active));
        if (at != groups.end() && groups.size() > 1) {
            const LayoutNode* next
                = std::next(at) == groups.end() ? groups.front() : *std::next(at);
            tree.move(active, next->id, next->tabs.size());
        }
        return true;
    }
    case CommandId::SplitRight:
    case CommandId::SplitBelow:
        if (const LayoutNode* group = tree.group_of(active)) {
            tree.split(
                active, group->id, command.id == CommandId::SplitRight ? Side::Right : Side::Below);
        }
        return true;
    case CommandId::GrowPanel:
        tree.grow(active, 1.15F);
        return true;
    case CommandId::ShrinkPanel:
        tree.grow(active, 1 / 1.15F);
        return true;
    default:
        return false;
    }
}

void Shell::cycle_group(int direction)
{
    const std::vector<LayoutNode*> groups = m_settings.layout.groups();
    const auto count = static_cast<int>(groups.size());
    const auto at = std::find(
        groups.begin(), groups.end(), m_settings.layout.group_of(m_layout_view.active()));
    const int index = at == groups.end() ? 0 : static_cast<int>(at - groups.begin());
    const LayoutNode* next = groups[static_cast<std::size_t>((index + direction + count) % count)];
    m_layout_view.activate(next->tabs[next->active]);
}

void Shell::cycle_tab(int direction, bool move)
{
    LayoutTree& tree = m_settings.layout;
    LayoutNode* group = tree.group_of(m_layout_view.active());
    if (!group) {
        return;
    }
    const auto count = static_cast<int>(group->tabs.size());
    const int to = (static_cast<int>(group->active) + direction + count) % count;
    if (move) {
        std::swap(group->tabs[group->active], group->tabs[static_cast<std::size_t>(to)]);
    }
    group->active = static_cast<std::size_t>(to);
    m_layout_view.activate(group->tabs[group->active]);
}

} // namespace fw::ui
