// The rows of Watches and Writes, and the places that the rows of other panels stand for.
#pragma once

#include "ui/model/name_rows.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

std::vector<NameRow> make_watch_rows(const std::vector<inspect::Watch>& watches);

struct WriteRow {
    inspect::Step step = 0;
    std::string step_text; // "1,234"
    std::string function;
    std::string line;
    std::string opcode;
    std::string old_value; // "unbound" where there was none
    std::string new_value; // "deleted"
    Tone old_tone = Tone::Dim;
    Tone new_tone = Tone::Text;
    bool present = false; // the write that is about to happen
    bool future = false; // after the present step

    std::string text() const;
};

std::vector<WriteRow> make_write_rows(const inspect::WriteList& list, inspect::Step present);
// "17 writes of count, in steps 0 to 1,234"
std::string writes_caption(const inspect::WriteList& list);

std::optional<inspect::Place> place_of_local(
    const inspect::Frame& frame, const inspect::Local& local);
inspect::Place place_of_slot(const inspect::Frame& frame, int number);
inspect::Place place_of_cell(inspect::ObjectId cell, const std::string& name);
inspect::Place place_of_global(inspect::ObjectId dict, const std::string& name);

} // namespace fw::ui
