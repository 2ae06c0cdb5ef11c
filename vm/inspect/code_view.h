// Pictures of code objects: all co_ fields, the instructions with their meanings, and the tree that
// code objects form through co_consts. A code object never changes, so its picture is made once.

#pragma once

#include "vm/inspect/picture.h"
#include "vm/inspect/stack_origins.h"

#include <memory>
#include <unordered_map>
#include <vector>

namespace fw {
struct Code;
}

namespace fw::inspect {

FrameKind kind_of_code(const fw::Code& code);

// What is known of one code object.
struct KnownCode {
    const fw::Code* code = nullptr;
    const fw::Code* parent = nullptr; // whose co_consts holds it
    const code::CodeUnit* unit = nullptr; // tells it from another object at its address
    std::shared_ptr<const CodeObject> picture;
    std::shared_ptr<const StackOrigins> origins;
};

// The code objects of the program's own files. Made anew for each run: addresses of a former run
// mean nothing.
class CodeCatalog {
public:
    // Adds a code object and those in its constants; the outermost one that leads to it is its
    // root.
    void add(const fw::Code& code, const fw::Code* parent = nullptr);
    const KnownCode* find(const fw::Code* code) const;
    // Of any code object, known or not (library code is looked up when a frame of it is shown).
    const KnownCode& of(const fw::Code& code);

    // Parents before children, in the order of their addition.
    std::vector<std::shared_ptr<const CodeObject>> pictures() const;

    // The code object in whose frames the variable's cell is made, seen from `user`, which has it
    // as a free variable.
    const fw::Code* owner_of_variable(const fw::Code& user, const std::string& name) const;

private:
    std::unordered_map<const fw::Code*, KnownCode> m_known;
    std::vector<const fw::Code*> m_order;
};

} // namespace fw::inspect
