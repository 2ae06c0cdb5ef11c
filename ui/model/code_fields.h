// The code objects of a program as a tree, and one of them in full: fields, tables, and who shares
// it.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <string>
#include <vector>

namespace fw::ui {

struct CodeTreeRow {
    inspect::ObjectId code = 0;
    int depth = 0;
    std::string name;
    std::string note; // "line 2, 2 functions, 1 frame"
    bool shown = false;
    bool running = false; // a live frame executes it
};

std::vector<CodeTreeRow> make_code_tree(const View& view);

struct FieldRow {
    enum class Kind : std::uint8_t { Caption, Field, Entry };

    Kind kind = Kind::Field;
    std::string name; // "co_argcount"; the index of an entry
    StyledLine value;
    std::string note;
    inspect::ObjectId code = 0; // an entry that leads to a code object
    inspect::ObjectId object = 0;
};

// Every co_ field of the shown code object, its tables, then the functions and frames that share
// it.
std::vector<FieldRow> make_code_fields(const View& view);

std::string hex(inspect::ObjectId id);

} // namespace fw::ui
