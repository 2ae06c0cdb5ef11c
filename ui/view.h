// What the panels look at: a picture and what the person has selected in it.
#pragma once

#include "vm/inspect/picture.h"

#include <memory>

namespace fw::ui {

struct View {
    std::shared_ptr<const inspect::Picture> picture; // never null
    std::uint64_t stop = 0; // grows with each stop; not when only breakpoints or pages change
    std::size_t frame = 0; // the selected frame; 0 is the running one
    inspect::ObjectId code = 0; // shown in Bytecode and Code objects; 0: the selected frame's
    inspect::ObjectId object = 0; // lit wherever it appears
    int line = 0; // selected in the source; 0: the current one
    int offset = -1; // selected in the bytecode; -1: the current one
    inspect::SourceRange range; // of the selected value, marked in the source

    const inspect::Frame* selected_frame() const;
    const inspect::CodeObject* find_code(inspect::ObjectId id) const;
    const inspect::CodeObject* shown_code() const;
    const inspect::SourceFile* shown_source() const;
    const inspect::Function* find_function(inspect::ObjectId id) const;
    const inspect::Cell* find_cell(inspect::ObjectId id) const;
    // The first line at or after the given one that has instructions; 0 when there is none.
    int line_with_code(const std::string& file, int from) const;
};

} // namespace fw::ui
