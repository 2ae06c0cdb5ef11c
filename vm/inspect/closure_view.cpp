// Pictures of closures.

#include "vm/inspect/closure_view.h"

#include "vm/eval/generator.h"
#include "vm/inspect/preview.h"
#include "vm/object/gc.h"
#include "vm/object/runtime.h"

#include <algorithm>
#include <unordered_map>
#include <unordered_set>

namespace fw::inspect {

namespace {

// More functions or cells than these are no picture any more.
constexpr std::size_t most_functions = 400;
constexpr std::size_t most_cells = 800;

class Collector {
public:
    Collector(CodeCatalog& catalog, const std::function<bool(const fw::Code&)>& is_own)
        : m_catalog(catalog)
        , m_is_own(is_own)
    {
    }

    // Everything alive is either tracked by the collector of cycles or in a frame.
    void walk_heap()
    {
        for (GcGeneration& generation : runtime().gc.generations) {
            for (GcHead* head = generation.head.next; head != &generation.head; head = head->next) {
                const Object* object = gc_object(head);
                if (object->type == function_type()) {
                    add_function(static_cast<const fw::Function*>(object));
                } else if (object->type == generator_type() || object->type == coroutine_type()) {
                    if (const fw::Frame* frame = static_cast<const Generator*>(object)->frame) {
                        add_frame(*frame);
                    }
                }
            }
        }
    }

    void add_frame(const fw::Frame& frame)
    {
        const fw::Code& code = *frame.code;
        if (!m_is_own(code)) {
            return;
        }
        m_catalog.add(code);
        const std::int64_t cells = code.cellvars->length;
        for (std::int64_t i = 0; i < cells + code.freevars->length; ++i) {
            const Object* cell = frame.fast()[code.nlocals + i];
            const Object* name = i < cells ? (*code.cellvars)[i] : (*code.freevars)[i - cells];
            add_cell(cell, name, code, i < cells ? &frame : nullptr);
        }
    }

    void name_by(const Dict& names, const std::string& prefix, int depth)
    {
        std::int64_t position = 0;
        Object* key;
        Object* value;
        while (dict_next(names, position, key, value)) {
            if (!is_str(key)) {
                continue;
            }
            add_name(value, prefix + to_utf8(*as<Str>(key)));
            if (depth == 0 && is_type(value) && has_flag(as<Type>(value), TypeIsHeap)) {
                name_by(*as<Type>(value)->dict, to_utf8(*as<Str>(key)) + ".", depth + 1);
            }
        }
    }

    void name_by(const fw::Frame& frame)
    {
        const fw::Code& code = *frame.code;
        for (std::int64_t i = 0; (code.flags & CodeOptimized) != 0 && i < code.varnames->length;
             ++i) {
            if (const Object* value = frame.fast()[i]) {
                add_name(value, to_utf8(*as<Str>((*code.varnames)[i])));
            }
        }
    }

    Closures take()
    {
        Closures closures;
        // The address grows with the age only by chance: functions come in the order of their
        // source, then of memory.
        std::sort(m_functions.begin(), m_functions.end(),
            [](const fw::Function* left, const fw::Function* right) {
                return std::pair(left->code->firstlineno, left)
                    < std::pair(right->code->firstlineno, right);
            });
        for (const fw::Function* function : m_functions) {
            closures.functions.push_back(make_function(*function));
        }
        for (const Object* cell : m_cell_order) {
            closures.cells.push_back(m_cells.at(cell));
        }
        return closures;
    }

private:
    void add_function(const fw::Function* function)
    {
        if (m_functions.size() >= most_functions || !m_is_own(*function->code)) {
            return;
        }
        m_catalog.add(*function->code);
        m_functions.push_back(function);
        for (std::int64_t i = 0; function->closure && i < function->closure->length; ++i) {
            add_cell(
                (*function->closure)[i], (*function->code->freevars)[i], *function->code, nullptr);
        }
    }

    void add_cell(
        const Object* object, const Object* name, const fw::Code& user, const fw::Frame* owner)
    {
        if (!object || object->type != cell_type() || m_cells.size() >= most_cells) {
            return;
        }
        const bool is_new = m_cells.count(object) == 0;
        Cell& cell = m_cells[object];
        if (is_new) {
            m_cell_order.push_back(object);
            cell.id = id_of(object);
            cell.made_at = gc_birth(object);
            cell.written_at = static_cast<const fw::Cell*>(object)->written_at;
            cell.name = to_utf8(*static_cast<const Str*>(name));
            if (const Object* content = static_cast<const fw::Cell*>(object)->content) {
                cell.content = make_value(content);
            }
            if (const fw::Code* code = m_catalog.owner_of_variable(user, cell.name)) {
                cell.owner = to_utf8(*code->name);
            }
        }
        if (owner) {
            cell.owner = to_utf8(*owner->code->name);
            cell.owner_frame = id_of(owner);
        }
    }

    void add_name(const Object* value, std::string name)
    {
        if (value->type == function_type()) {
            std::vector<std::string>& names = m_names[value];
            if (names.size() < 4 && std::find(names.begin(), names.end(), name) == names.end()) {
                names.push_back(std::move(name));
            }
        }
    }

    Function make_function(const fw::Function& function)
    {
        Function view;
        view.id = id_of(&function);
        view.made_at = gc_birth(&function);
        view.name = to_utf8(*function.name);
        view.qualname = to_utf8(*function.qualname);
        view.module
            = function.module && is_str(function.module) ? to_utf8(*as<Str>(function.module)) : "";
        view.code = id_of(function.code);
        view.globals = id_of(function.globals);
        for (std::int64_t i = 0; function.closure && i < function.closure->length; ++i) {
            view.closure.push_back(id_of((*function.closure)[i]));
        }
        const std::int64_t defaults = function.defaults ? function.defaults->length : 0;
        for (std::int64_t i = 0; i < defaults; ++i) {
            const std::int64_t parameter = function.code->argcount - defaults + i;
            view.defaults.push_back(
                { parameter >= 0 ? to_utf8(*as<Str>((*function.code->varnames)[parameter])) : "",
                    make_value((*function.defaults)[i]) });
        }
        std::int64_t position = 0;
        Object* key;
        Object* value;
        while (function.keyword_defaults
            && dict_next(*function.keyword_defaults, position, key, value)) {
            view.keyword_defaults.push_back(
                { is_str(key) ? to_utf8(*as<Str>(key)) : "", make_value(value) });
        }
        const auto names = m_names.find(&function);
        if (names != m_names.end()) {
            view.known_as = names->second;
        }
        return view;
    }

    CodeCatalog& m_catalog;
    const std::function<bool(const fw::Code&)>& m_is_own;
    std::vector<const fw::Function*> m_functions;
    std::unordered_map<const Object*, Cell> m_cells;
    std::vector<const Object*> m_cell_order;
    std::unordered_map<const Object*, std::vector<std::string>> m_names;
};

} // namespace

Closures take_closures(
    const Thread& thread, CodeCatalog& catalog, const std::function<bool(const fw::Code&)>& is_own)
{
    Collector collector(catalog, is_own);
    std::unordered_set<const Dict*> namespaces;
    for (const fw::Frame* frame = thread.frame; frame; frame = frame->back) {
        collector.add_frame(*frame);
    }
    collector.walk_heap();
    for (const fw::Frame* frame = thread.frame; frame; frame = frame->back) {
        if (is_own(*frame->code) && namespaces.insert(frame->globals).second) {
            collector.name_by(*frame->globals, "", 0);
        }
        collector.name_by(*frame);
    }
    return collector.take();
}

} // namespace fw::inspect
