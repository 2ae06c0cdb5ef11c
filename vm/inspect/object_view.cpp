// See object_view.h.

#include "vm/inspect/object_view.h"

#include "vm/eval/frame.h"
#include "vm/eval/generator.h"
#include "vm/inspect/preview.h"
#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/runtime.h"
#include "vm/types/set.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::inspect {

namespace {

std::string text_of(const Object* object)
{
    bool shortened = false;
    return preview_text(object, preview_length, shortened);
}

std::string name_of(const Object* name)
{
    return name && is_str(name) ? to_utf8(*static_cast<const Str*>(name)) : text_of(name);
}

// A key that can be written down as an expression.
bool is_plain_key(const Object* key)
{
    return is_str(key) || key->type == int_type() || key->type == bool_type() || key == none();
}

// The parts of one object: those that fall into the page are collected, all are counted.
class Parts {
public:
    Parts(const Object* object, const std::string& expression, std::size_t first)
        : m_object(const_cast<Object*>(object))
        , m_expression(expression)
        , m_first(first)
    {
        if (object) {
            add_all();
        }
    }

    std::size_t total() const { return m_total; }
    std::vector<Part> take() { return std::move(m_parts); }

private:
    bool wants() const { return m_total >= m_first && m_total < m_first + parts_page; }

    // `place` names the kind and index; its owner and name are filled in here.
    void add(std::string name, std::string expression, const Object* value,
        std::optional<Place> place = std::nullopt)
    {
        if (wants()) {
            if (place) {
                place->owner = place->owner ? place->owner : id_of(m_object);
                place->name = m_expression + (expression.empty() ? name : expression);
            }
            m_parts.push_back(
                { std::move(name), std::move(expression), make_value(value), std::move(place) });
        }
        ++m_total;
    }

    void add_sequence(Object* const* items, std::int64_t length)
    {
        const auto all = static_cast<std::size_t>(length);
        const std::size_t last = std::min(m_first + parts_page, all);
        for (m_total = std::min(m_first, all); m_total < last;) {
            const std::string name = fmt::format("[{}]", m_total);
            add(name, name, items[m_total],
                Place{ .kind = Place::Kind::Item,
                    .owner = 0,
                    .index = static_cast<int>(m_total),
                    .name = {} });
        }
        m_total = all;
    }

    void add_mapping(const Dict& dict)
    {
        std::int64_t position = 0;
        Object* key;
        Object* value;
        for (int index = 0; dict_next(dict, position, key, value); ++index) {
            if (!wants()) {
                ++m_total;
                continue;
            }
            const std::string name = text_of(key);
            add(name, is_plain_key(key) ? "[" + name + "]" : "", value,
                Place{ .kind = Place::Kind::Item, .owner = 0, .index = index, .name = {} });
        }
    }

    void add_set(const Set& set)
    {
        std::int64_t position = 0;
        while (const SetEntry* entry = set_next(set, position)) {
            add("\xe2\x88\x88", "", entry->key); // "is an element of"
        }
    }

    void add_names(const Dict& dict)
    {
        std::int64_t position = 0;
        Object* key;
        Object* value;
        while (dict_next(dict, position, key, value)) {
            const std::string name = "." + name_of(key);
            add(name, name, value, attribute());
        }
    }

    void add_slots()
    {
        for (const Object* base : *m_object->type->mro) {
            std::int64_t position = 0;
            Object* key;
            Object* value;
            const auto* type = static_cast<const Type*>(base);
            while (has_flag(type, TypeIsHeap) && dict_next(*type->dict, position, key, value)) {
                const auto* member = static_cast<const MemberDescriptor*>(value);
                if (value->type == member_descriptor_type()
                    && member->kind == MemberKind::ObjectOrRaise) {
                    const Object* content = *reinterpret_cast<Object* const*>(
                        reinterpret_cast<const char*>(m_object) + member->offset);
                    if (content) {
                        const std::string name = "." + name_of(key);
                        add(name, name, content, attribute());
                    }
                }
            }
        }
    }

    void add_attributes()
    {
        if (m_object->type->mro) {
            add_slots();
        }
        Dict** const dict = dict_place(m_object);
        if (dict && *dict) {
            add_names(**dict);
        }
    }

    void add_frame(const fw::Frame& frame)
    {
        const auto local = [&](int slot, const Object* name, const Object* value) {
            add(name_of(name), "", value,
                Place{ .kind = Place::Kind::Local,
                    .owner = id_of(&frame),
                    .index = slot,
                    .name = {} });
        };
        const Code& code = *frame.code;
        int slot = 0;
        for (const Object* name : *code.varnames) {
            if (frame.fast()[slot]) {
                local(slot, name, frame.fast()[slot]);
            }
            ++slot;
        }
        for (const Tuple* names : { code.cellvars, code.freevars }) {
            for (const Object* name : *names) {
                add(name_of(name), "", frame.fast()[slot++]);
            }
        }
    }

    void add_exception(const Exception& exception)
    {
        add(".args", ".args", exception.args);
        for (const auto& [name, value] : { std::pair{ ".__cause__", exception.cause },
                 std::pair{ ".__context__", exception.context } }) {
            if (value) {
                add(name, name, value);
            }
        }
    }

    void add_function(const fw::Function& function)
    {
        const auto part = [&](const char* name, const Object* value) {
            add(name, name, value ? value : none());
        };
        part(".__code__", function.code);
        part(".__globals__", function.globals);
        part(".__defaults__", function.defaults);
        part(".__kwdefaults__", function.keyword_defaults);
        part(".__closure__", function.closure);
    }

    void add_all()
    {
        if (is_tuple(m_object)) {
            const auto& tuple = static_cast<const Tuple&>(*m_object);
            add_sequence(tuple.items(), tuple.length);
        } else if (is_list(m_object)) {
            const auto& list = static_cast<const List&>(*m_object);
            add_sequence(list.items, list.length);
        } else if (is_dict(m_object)) {
            add_mapping(static_cast<const Dict&>(*m_object));
        } else if (is_any_set(m_object)) {
            add_set(static_cast<const Set&>(*m_object));
        } else if (m_object->type == cell_type()) {
            add(".cell_contents", ".cell_contents", static_cast<const fw::Cell*>(m_object)->content,
                Place{ .kind = Place::Kind::Cell, .owner = 0, .index = 0, .name = {} });
            return;
        } else if (m_object->type == function_type()) {
            add_function(static_cast<const fw::Function&>(*m_object));
        } else if (m_object->type == method_type()) {
            const auto& method = static_cast<const BoundMethod&>(*m_object);
            add(".__func__", ".__func__", method.function);
            add(".__self__", ".__self__", method.self);
        } else if (kind_of(m_object) == Kind::Generator) {
            if (const fw::Frame* frame = static_cast<const Generator*>(m_object)->frame) {
                add_frame(*frame);
            }
        } else if (m_object->type == frame_type()) {
            add_frame(static_cast<const fw::Frame&>(*m_object));
        } else if (is_exception(m_object)) {
            add_exception(static_cast<const Exception&>(*m_object));
        }
        if (is_type(m_object)) {
            add_names(*static_cast<const Type*>(m_object)->dict);
        } else {
            add_attributes();
        }
    }

    static Place attribute()
    {
        return { .kind = Place::Kind::Attribute, .owner = 0, .index = 0, .name = {} };
    }

    Object* m_object;
    const std::string& m_expression;
    std::size_t m_first;
    std::size_t m_total = 0;
    std::vector<Part> m_parts;
};

struct Page {
    std::size_t total;
    std::size_t first;
    std::size_t shown;
};

// The parts of an object as rows, with the parts of those that are opened below them.
Page add_rows(std::vector<PartRow>& rows, const Object* object, const std::string& expression,
    const std::string& path, int depth, const OpenParts& opened)
{
    const std::size_t first = opened.at(path);
    Parts parts(object, expression, first);
    std::vector<Part> page = parts.take();
    const std::size_t shown = page.size();
    for (Part& part : page) {
        PartRow row;
        row.depth = depth;
        row.path = path + "\n" + part.name;
        const auto* const value = reinterpret_cast<const Object*>(part.value.id);
        const std::string deeper
            = expression + (part.expression.empty() ? "." + part.name : part.expression);
        row.total = Parts(value, deeper, 0).total();
        row.part = std::move(part);
        row.opened = row.total > 0 && opened.contains(row.path);
        const std::size_t at = rows.size();
        rows.push_back(std::move(row));
        if (rows[at].opened) {
            const std::string its_path = rows[at].path;
            const Page its = add_rows(rows, value, deeper, its_path, depth + 1, opened);
            rows[at].first = its.first;
            rows[at].shown = its.shown;
        }
    }
    return { parts.total(), std::min(first, parts.total()), shown };
}

} // namespace

ObjectDetail make_detail(const Object* object, const std::string& name, const OpenParts& opened)
{
    // A whole value for copying, as long as it is a text that a person may want.
    constexpr std::size_t longest = 1'000'000;
    ObjectDetail detail;
    if (!object) {
        return detail;
    }
    detail.found = true;
    detail.value = make_value(object);
    detail.value.text = preview_text(object, longest, detail.value.shortened);
    OpenParts with_root = opened;
    with_root.emplace("", 0);
    const Page page = add_rows(detail.rows, object, name, "", 1, with_root);
    detail.total = page.total;
    detail.first = page.first;
    detail.shown = page.shown;
    return detail;
}

} // namespace fw::inspect
