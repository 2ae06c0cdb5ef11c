// A panel has two moments: refresh(view) once per stop makes rows, draw(context) once per frame
// draws them. It posts commands and changes nothing. The layout owns its frame, title and place.
#pragma once

#include "ui/command.h"
#include "ui/theme/theme.h"
#include "ui/view.h"

#include <memory>
#include <string>
#include <string_view>
#include <vector>

namespace fw::ui {

struct DrawContext {
    const Theme& theme;
    CommandQueue& commands;
    const View& view;
    bool active; // the panel has the keyboard
};

class Panel {
public:
    struct Info {
        std::string_view id; // in saved layouts
        std::string_view title;
        std::string_view empty_title; // what the panel says while it has nothing to show
        std::string_view empty_text;
        std::string_view shortcut; // shows the panel
    };

    explicit Panel(Info info)
        : m_info(info)
    {
    }
    virtual ~Panel() = default;
    Panel(const Panel&) = delete;
    Panel& operator=(const Panel&) = delete;

    const Info& info() const { return m_info; }
    std::string id() const { return std::string(m_info.id); }

    virtual void refresh(const View& view) = 0;
    virtual bool is_empty() const = 0;
    virtual void draw(DrawContext& context) = 0; // only when not empty

    // Its text line, when it has one, gets the keyboard at the next draw.
    virtual void take_keyboard() { }

    // The whole of it as plain text, for copying and for screen readers.
    virtual std::string text() const = 0;
    // At the right end of the header, "code add_x".
    virtual StyledLine header_note() const { return {}; }

    void draw_empty(const DrawContext& context) const;

private:
    Info m_info;
};

// One of each, in the order of the Panels menu.
std::vector<std::unique_ptr<Panel>> make_panels();

} // namespace fw::ui
