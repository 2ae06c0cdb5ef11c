// The rows of the panel Object: one object as a tree that is opened part by part.
#pragma once

#include "ui/model/styled_text.h"
#include "ui/view.h"

#include <optional>
#include <string>
#include <vector>

namespace fw::ui {

struct ObjectRow {
    // Earlier and Later lead to the parts before and after the page that is shown.
    enum class Kind : std::uint8_t { Whole, Part, Earlier, Later };

    Kind kind = Kind::Part;
    int depth = 0;
    std::string path; // of the part; of the object whose page is turned
    std::string name;
    StyledLine value;
    std::string note; // type, length and reference count
    bool openable = false;
    bool opened = false;
    bool changed = false; // since the previous stop
    std::size_t first = 0; // of Earlier and Later: where the next page begins
    std::size_t end = 0; // and the first or the last page
    inspect::ObjectId object = 0;
    std::optional<inspect::Place> place;
    std::string full; // for copying
};

// Empty while nothing is known of an object.
std::vector<ObjectRow> make_object_rows(const View& view);

} // namespace fw::ui
