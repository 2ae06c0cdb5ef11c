// The whole window: menu, toolbar, panels, status line, dialogs, shortcuts. It turns commands into
// calls of debug::Control and never waits for the program. No platform window and no GL here:
// whoever owns the ImGui context calls prepare(), NewFrame, draw(), Render.
#pragma once

#include "ui/layout/layout_view.h"
#include "ui/panel.h"
#include "ui/settings.h"
#include "ui/shell/dialogs.h"
#include "ui/shell/shortcut.h"
#include "ui/widgets/timeline_strip.h"
#include "vm/debug/session.h"

#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

class Shell {
public:
    Shell(debug::Control& control, Settings settings);
    ~Shell();

    // Before NewFrame: reads the keys, makes fonts and style when theme or size have changed. True
    // when the font texture is new.
    bool prepare(float screen_scale);
    void draw();

    void post(Command command) { m_queue.post(std::move(command)); }
    bool wants_quit() const { return m_quit; }
    const Settings& settings() const { return m_settings; }
    void set_window_size(int width, int height);

    const View& view() const { return m_view; }
    const Theme& theme() const { return m_theme; }
    Panel* find_panel(std::string_view id) const;
    const std::string& active_panel() const { return m_layout_view.active(); }
    bool dialog_is_open() const { return m_dialogs.is_open(); }
    bool timeline_has_keyboard() const { return m_timeline.has_keyboard(); }
    static std::vector<std::string> panel_ids();
    // A line for the title of the platform's window.
    std::string title() const;

private:
    struct Binding {
        CommandId id;
        Shortcut shortcut;
    };

    void take_picture();
    void take_replies();
    // Asks for the compiler's stages of the shown source once a panel shows them.
    void ask_for_stages();
    void inspect_object(const Command& command);
    void ask_for_object();
    void take_object();
    void hover_node(inspect::NodeId node);
    void refresh_panels();
    void handle_shortcuts();
    void execute(const Command& command);
    bool execute_run(const Command& command);
    bool execute_history(const Command& command);
    bool execute_find(const Command& command);
    bool execute_place(const Command& command);
    bool execute_branch(const Command& command);
    void evaluate(const std::string& expression);
    void take_evaluation();
    void ask_profile();
    void show_panel(const std::string& panel);
    TimelineStrip::Shape timeline_shape() const;
    bool execute_layout(const Command& command);
    bool execute_selection(const Command& command);
    bool execute_breakpoint(const Command& command);
    void select_frame(std::size_t index);
    void cycle_group(int direction);
    void cycle_tab(int direction, bool move);
    void set_scale(float scale);

    void draw_menus();
    void draw_toolbar();
    void draw_status(ImVec2 from, ImVec2 to);
    void draw_panels(ImVec2 from, ImVec2 to);

    debug::Control& m_control;
    Settings m_settings;
    Theme m_theme;
    float m_screen_scale = 1;
    bool m_fonts_stale = true;
    std::vector<std::unique_ptr<Panel>> m_panels;
    LayoutView m_layout_view;
    CommandQueue m_queue;
    std::vector<Binding> m_bindings;
    ChordReader m_chords;
    Dialogs m_dialogs;
    View m_view;
    std::shared_ptr<const inspect::Picture> m_latest; // as published
    std::optional<debug::RequestId> m_names_request;
    std::optional<debug::RequestId> m_stages_request;
    std::shared_ptr<const inspect::SourceFile> m_stages_source; // that m_view.stages are of
    // What was asked last about the inspected object.
    struct ObjectQuestion {
        std::uint64_t moment = 0;
        inspect::ObjectId object = 0;
        std::string name;
        inspect::OpenParts opened;

        bool operator==(const ObjectQuestion&) const = default;
    };
    ObjectQuestion m_object_question;
    std::optional<debug::RequestId> m_object_request;
    std::uint64_t m_object_moment = 0; // that View::detail is of
    std::optional<debug::RequestId> m_profile_request;
    std::optional<debug::RequestId> m_evaluate_request; // of the last evaluation in the view
    std::uint64_t m_evaluate_stop = 0; // View::stop when it was asked
    TimelineStrip m_timeline;
    bool m_stale = true; // rows must be made again
    bool m_quit = false;
    std::string m_notice; // one line about something of the window itself
};

} // namespace fw::ui
