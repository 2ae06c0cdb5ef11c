// History as plain data: places that hold a value and are written, what was written there,
// branches, watches, and what a stretch of steps looks like. Standard types only, as in picture.h.
#pragma once

#include "vm/inspect/ids.h"

#include <array>
#include <cstdint>
#include <map>
#include <string>
#include <vector>

namespace fw::inspect {

// A place that holds a value, named from a picture: valid at the step of that picture, from where
// it is followed both ways.
struct Place {
    enum class Kind : std::uint8_t {
        Local, // `owner` is the frame, `index` the slot in f_localsplus
        Cell, // `owner` is the cell
        Global, // `owner` is the namespace (a dict), `name` the key: also names of module and class
                // bodies
        Attribute, // `owner` is the object, `name` the attribute
        Item, // `owner` is a list, tuple or dict; `index` counts from 0, for a dict in its order
        StackSlot, // `owner` is the frame, `index` counts from the bottom of its value stack
    };
    Kind kind = Kind::Local;
    ObjectId owner = 0;
    int index = 0;
    std::string name; // what a person calls it: "count", "self.total", "items[2]"

    bool operator==(const Place&) const = default;
};

// Which parts of an object are opened in turn: by path (empty for the object itself), the first of
// its parts that is shown.
using OpenParts = std::map<std::string, std::size_t>;

// One write of a place.
struct Write {
    Step step = 0; // of the instruction that writes
    std::string function; // co_name of the frame that executes it
    int line = 0;
    int offset = 0;
    std::string opcode; // "STORE_FAST x"
    std::string old_value; // previews; empty: there was none
    std::string new_value; // empty: deleted
};

struct WriteList {
    Place place;
    std::vector<Write> writes; // ascending
    Step searched_from = 0; // they are all of those at or after this step
    Step searched_to = 0; // and before this one
    bool complete = true; // false: the search was given up, or there are more than fit
};

struct Branch {
    std::string name;
    std::size_t parent = 0; // the main line is its own parent
    Step from = 0; // where it leaves its parent
    Step furthest = 0;
    std::string change; // what was done there: "x = 10"
};

// An expression that is evaluated at each stop, without a trace in the program.
struct Watch {
    std::string expression;
    std::string text; // repr() of the value; empty while it could not be had
    std::string type;
    std::string error; // "NameError: name 'x' is not defined"
    bool changed = false; // since the previous stop
};

struct Evaluation {
    std::string expression;
    std::string text; // repr() of the value, whole; empty for a statement
    std::string type;
    std::string error; // the exception, in one line; or why it did not come to its end
    std::string output; // what it printed
};

enum class EventKind : std::uint8_t { Call, Return, Exception, Output, CellWrite, Collection };
inline constexpr std::size_t event_kinds = 6;

// Frames by depth over a window of steps.
struct HistoryProfile {
    struct Bar {
        Step from = 0;
        Step to = 0;
        int depth = 0; // 0: the module
        std::string name; // co_name; empty: several short calls side by side
        ObjectId code = 0; // 0 where it is not known
    };
    Step from = 0;
    Step to = 0;
    std::vector<Bar> bars;
    std::vector<std::uint16_t> depths; // by column: the greatest number of frames
    std::array<std::vector<std::uint32_t>, event_kinds>
        events; // by kind and column; no cell writes
};

} // namespace fw::inspect
