// The rows of Locals, Globals and Builtins.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

struct NameRow {
    enum class Kind : std::uint8_t { Caption, Variable, Event, Blank };

    Kind kind = Kind::Variable;
    std::string number; // slot, or the step of an event
    std::string name;
    Tone name_tone = Tone::Text;
    StyledLine value;
    std::string note; // at the right: type and reference count, or where a free variable comes from
    bool changed = false;
    bool unbound = false;
    inspect::ObjectId object = 0;
    std::optional<inspect::Place> place; // where the value lives
    std::string full; // for copying
};

// Fast locals, then cells and free variables, then what happened in the frame.
std::vector<NameRow> make_local_rows(const View& view);
std::vector<NameRow> make_namespace_rows(const inspect::NamePage& page);

std::string value_note(const inspect::Value& value); // "int  ref 7"

} // namespace fw::ui
