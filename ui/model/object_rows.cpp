// See object_rows.h.

#include "ui/model/object_rows.h"

#include "ui/model/name_rows.h"
#include "ui/model/timeline_view.h"

#include <algorithm>
#include <map>

namespace fw::ui {
namespace {

// One page of the parts of an object.
struct Page {
    int depth;
    std::string path;
    std::size_t total;
    std::size_t first;
    std::size_t shown;
};

std::string mark(const inspect::Value& value)
{
    return std::to_string(value.id) + " " + value.text;
}

std::string note_of(const inspect::Value& value, std::size_t parts)
{
    return value_note(value)
        + (parts > 0 ? "  " + grouped(parts) + (parts == 1 ? " part" : " parts") : "");
}

class Rows {
public:
    explicit Rows(const View& view)
    {
        if (view.detail_before) {
            m_before[""] = mark(view.detail_before->value);
            for (const inspect::PartRow& row : view.detail_before->rows) {
                m_before[row.path] = mark(row.part.value);
            }
        }
    }

    void add_whole(const inspect::ObjectDetail& detail, const std::string& name)
    {
        constexpr std::size_t most = 400; // more than a line shows
        ObjectRow row;
        row.kind = ObjectRow::Kind::Whole;
        row.name = name;
        std::size_t length = std::min(most, detail.value.text.size());
        while (length < detail.value.text.size() && length > 0
            && (static_cast<unsigned char>(detail.value.text[length]) & 0xc0) == 0x80) {
            --length; // Not in the middle of a character.
        }
        row.value = { { detail.value.text.substr(0, length), tone_of(detail.value.kind) } };
        row.note = note_of(detail.value, detail.total);
        row.changed = has_changed("", detail.value);
        row.object = detail.value.id;
        row.full = name + " = " + detail.value.text;
        m_rows.push_back(std::move(row));
        begin({ 1, "", detail.total, detail.first, detail.shown });
    }

    void add(const inspect::PartRow& from)
    {
        end_below(from.depth);
        ObjectRow row;
        row.depth = from.depth;
        row.path = from.path;
        row.name = from.part.name;
        row.value = { { from.part.value.text, tone_of(from.part.value.kind) } };
        row.note = note_of(from.part.value, from.total);
        row.openable = from.total > 0;
        row.opened = from.opened;
        row.changed = has_changed(from.path, from.part.value);
        row.object = from.part.value.id;
        row.place = from.part.place;
        row.full = std::string(static_cast<std::size_t>(from.depth) * 2, ' ') + from.part.name
            + " = " + from.part.value.text;
        m_rows.push_back(std::move(row));
        if (from.opened) {
            begin({ from.depth + 1, from.path, from.total, from.first, from.shown });
        }
    }

    std::vector<ObjectRow> take()
    {
        end_below(0);
        return std::move(m_rows);
    }

private:
    bool has_changed(const std::string& path, const inspect::Value& value) const
    {
        if (m_before.empty()) {
            return false;
        }
        const auto before = m_before.find(path);
        return before != m_before.end() && before->second != mark(value);
    }

    void turn(const Page& page, ObjectRow::Kind kind, const std::string& name, std::size_t first,
        std::size_t end)
    {
        ObjectRow row;
        row.kind = kind;
        row.depth = page.depth;
        row.path = page.path;
        row.name = name;
        row.full = std::string(static_cast<std::size_t>(page.depth) * 2, ' ') + name;
        row.first = first;
        row.end = end;
        m_rows.push_back(std::move(row));
    }

    void begin(Page page)
    {
        if (page.first > 0) {
            turn(page, ObjectRow::Kind::Earlier, grouped(page.first) + " before these",
                page.first - std::min(page.first, page.shown > 0 ? page.shown : page.first), 0);
        }
        m_open.push_back(std::move(page));
    }

    // The pages of what is not above a row of this depth have ended.
    void end_below(int depth)
    {
        while (!m_open.empty() && m_open.back().depth > depth) {
            const Page page = std::move(m_open.back());
            m_open.pop_back();
            const std::size_t next = page.first + page.shown;
            if (next < page.total && page.shown > 0) {
                const std::size_t last = (page.total - 1) / page.shown * page.shown;
                turn(page, ObjectRow::Kind::Later,
                    grouped(page.total - next) + " more, " + grouped(page.total) + " in all", next,
                    last);
            }
        }
    }

    std::map<std::string, std::string> m_before;
    std::vector<ObjectRow> m_rows;
    std::vector<Page> m_open; // from the outermost to the innermost
};

} // namespace

std::vector<ObjectRow> make_object_rows(const View& view)
{
    if (!view.inspected || !view.detail || !view.detail->found) {
        return {};
    }
    Rows rows(view);
    rows.add_whole(*view.detail, view.inspected->name);
    for (const inspect::PartRow& row : view.detail->rows) {
        rows.add(row);
    }
    return rows.take();
}

} // namespace fw::ui
