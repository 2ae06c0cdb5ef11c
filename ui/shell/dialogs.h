// What opens over the panels: the palette, the list of keys, the prompts for a step, a file, a
// value and the name of a branch.
#pragma once

#include "ui/panel.h"

#include <array>
#include <filesystem>
#include <string>
#include <vector>

namespace fw::ui {

class Dialogs {
public:
    enum class Which { None, Palette, Keys, GotoStep, OpenFile, ChangeValue, BranchName };

    void open(Which which, const View& view);
    void close() { m_which = Which::None; }
    bool is_open() const { return m_which != Which::None; }
    void set_panels(
        const std::vector<std::unique_ptr<Panel>>& panels, std::vector<std::string> layouts);

    void draw(const Theme& theme, const View& view, CommandQueue& commands);

private:
    struct Entry {
        std::string text;
        std::string note; // the shortcut, or what it is
        std::string help;
        Icon icon = Icon::None;
        bool enabled = true;
        Command command;
    };
    struct PanelName {
        std::string id, title, shortcut;
    };

    void collect(const View& view); // everything that the palette can find
    void match(); // what fits to what is typed
    bool begin(const Theme& theme, const char* id, float width, float height);
    void draw_palette(const Theme& theme, CommandQueue& commands);
    void draw_entry(const Theme& theme, const Entry& entry, bool chosen, bool& pressed) const;
    void draw_keys(const Theme& theme, const View& view, CommandQueue& commands);
    void draw_goto(const Theme& theme, const View& view, CommandQueue& commands);
    void draw_change(const Theme& theme, const View& view, CommandQueue& commands);
    void draw_branch_name(const Theme& theme, const View& view, CommandQueue& commands);
    // A line to type into and a button; true when it was entered.
    bool draw_line(const Theme& theme, const char* label, const char* hint, const char* button);
    void draw_open(const Theme& theme, CommandQueue& commands);
    void list_folder();

    Which m_which = Which::None;
    bool m_fresh = false; // opened in this frame: gets the keyboard
    std::array<char, 1024> m_text{};
    std::vector<PanelName> m_panels;
    std::vector<std::string> m_layouts;
    std::vector<Entry> m_all;
    std::vector<Entry> m_found;
    std::size_t m_chosen = 0;
    std::string m_matched; // the text that m_found belongs to
    std::filesystem::path m_folder;
    std::vector<std::pair<std::string, bool>> m_files; // name, is a folder
    std::string m_problem;
};

} // namespace fw::ui
