// See source_rows.h.

#include "ui/model/source_rows.h"

#include "ui/model/highlight.h"

#include <algorithm>
#include <cstdlib>

namespace fw::ui {
namespace {

// Splits a range over the lines that it covers; on later lines it begins at the first letter.
void mark(SourceRows& source, const inspect::SourceRange& range, MarkKind kind)
{
    if (!range.known()) {
        return;
    }
    for (int line = range.line; line <= range.end_line; ++line) {
        if (line < 1 || line > static_cast<int>(source.rows.size())) {
            continue;
        }
        SourceRow& row = source.rows[static_cast<std::size_t>(line - 1)];
        const std::string text = plain(row.text);
        const auto size = static_cast<int>(text.size());
        const auto indent = static_cast<int>(std::min(text.find_first_not_of(" \t"), text.size()));
        const int from = line == range.line ? range.column : indent;
        const int to = line == range.end_line ? range.end_column : size;
        if (from < to && from < size) {
            const bool first = line == range.line;
            row.marks.push_back(
                { .kind = first || kind != MarkKind::Expression ? kind : MarkKind::Continued,
                    .from = std::max(0, from),
                    .to = std::min(to, size) });
        }
    }
}

SourceRow* row_of(SourceRows& source, int line)
{
    return line >= 1 && line <= static_cast<int>(source.rows.size())
        ? &source.rows[static_cast<std::size_t>(line - 1)]
        : nullptr;
}

void reset(SourceRows& source)
{
    source.current = 0;
    source.mistake = 0;
    for (SourceRow& row : source.rows) {
        row.marks.clear();
        row.current = row.waiting = row.selected_caller = row.breakpoint = row.has_code
            = row.mistaken = false;
    }
}

// The line that a message of the compiler names: `File "bad.py", line 2`. 0: none.
int line_of_mistake(const inspect::Picture& picture, const std::string& path)
{
    if (picture.state != inspect::RunState::Failed || picture.known_steps > 0) {
        return 0;
    }
    const std::string place = "File \"" + path + "\", line ";
    const std::size_t at = picture.message.rfind(place);
    return at == std::string::npos ? 0 : std::atoi(picture.message.c_str() + at + place.size());
}

} // namespace

SourceRows make_source_rows(const View& view, SourceRows before)
{
    const inspect::SourceFile* file = view.shown_source();
    if (!file) {
        return {};
    }
    SourceRows source = std::move(before);
    const bool same
        = source.path == file->path && source.file_text == file->text && !source.rows.empty();
    if (!same) {
        source = {};
        source.path = file->path;
        source.file_text = file->text;
        int number = 0;
        for (StyledLine& line : highlight_python(file->text)) {
            source.letters = std::max(source.letters, plain(line).size());
            source.rows.push_back({ .number = ++number, .text = std::move(line) });
        }
        if (!source.rows.empty() && source.rows.size() > 1 && source.rows.back().text.empty()) {
            source.rows.pop_back(); // after the last newline
        }
    }
    reset(source);
    const inspect::Picture& picture = *view.picture;
    for (const auto& code : picture.codes) {
        if (code->filename != source.path) {
            continue;
        }
        for (const auto& [offset, line] : code->lines) {
            if (SourceRow* row = row_of(source, line)) {
                row->has_code = true;
            }
        }
    }
    for (const inspect::Breakpoint& breakpoint : picture.breakpoints) {
        if (SourceRow* row
            = breakpoint.file == source.path ? row_of(source, breakpoint.line) : nullptr) {
            row->breakpoint = true;
            row->breakpoint_enabled = breakpoint.enabled;
        }
    }
    for (std::size_t i = 0; i < picture.frames.size(); ++i) {
        const inspect::Frame& frame = picture.frames[i];
        if (frame.file != source.path) {
            continue;
        }
        SourceRow* row = row_of(source, frame.line);
        if (i == view.frame) {
            source.current = row ? frame.line : 0;
            if (row) {
                row->current = true;
                row->selected_caller = i > 0;
            }
            mark(source, i == 0 ? frame.current : frame.call_site,
                i == 0 ? MarkKind::Expression : MarkKind::CallSite);
        } else if (i > 0) {
            if (row) {
                row->waiting = true;
            }
            mark(source, frame.call_site, MarkKind::CallSite);
        }
    }
    if (SourceRow* row = row_of(source, line_of_mistake(picture, source.path))) {
        row->mistaken = true;
        source.mistake = row->number;
    }
    mark(source, view.marked_range(), MarkKind::Selected);
    if (const inspect::CodeObject* code = view.offset >= 0 ? view.shown_code() : nullptr) {
        for (const inspect::Instruction& each : code->instructions) {
            if (each.offset == view.offset) {
                mark(source, each.range, MarkKind::Selected);
            }
        }
    }
    return source;
}

} // namespace fw::ui
