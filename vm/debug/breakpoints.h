// Breakpoints by line and by instruction: the person's list, and where they stand in the machine.
// They belong to the session, not to the program's state.

#pragma once

#include "vm/inspect/code_view.h"
#include "vm/inspect/picture.h"

#include <string>
#include <vector>

namespace fw {
class Machine;
}

namespace fw::debug {

class Breakpoints {
public:
    void set_line(const std::string& file, int line, bool on);
    void set_opcode(inspect::ObjectId code, std::string code_name, int offset, bool on);
    void clear();

    // Puts all of them into the code objects that the catalog knows, and takes away those that are
    // gone.
    void apply(Machine& machine, const inspect::CodeCatalog& catalog);
    // A new machine has none of them.
    void forget_places() { m_placed.clear(); }
    // The machine stopped on one: counts it.
    void hit(const fw::Code& code, int offset, int line, const std::string& file);

    bool empty() const { return m_list.empty(); }
    bool are_in(const std::string& file) const;
    const std::vector<inspect::Breakpoint>& list() const { return m_list; }

private:
    struct Place {
        const fw::Code* code;
        const code::CodeUnit* unit;
        int offset;

        bool operator==(const Place&) const = default;
    };

    std::vector<inspect::Breakpoint> m_list;
    std::vector<Place> m_placed;
};

} // namespace fw::debug
