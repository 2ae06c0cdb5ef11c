// What a session shows of its program.

#include "vm/debug/runner.h"
#include "vm/eval/frame.h"
#include "vm/inspect/closure_view.h"
#include "vm/inspect/frame_view.h"
#include "vm/inspect/narrate.h"
#include "vm/inspect/preview.h"

#include <fstream>
#include <sstream>

namespace fw::debug {

namespace {

constexpr std::size_t page_size = 200;

// What a change is judged by: another object, or the same one with another look.
std::string mark(const inspect::Value& value)
{
    return std::to_string(value.id) + " " + value.text;
}

bool take_mark(std::map<std::string, std::string>& marks,
    const std::map<std::string, std::string>* before, const std::string& name,
    const inspect::Value& value)
{
    const std::string now = mark(value);
    marks[name] = now;
    if (!before) {
        return false;
    }
    const auto old = before->find(name);
    return old == before->end() || old->second != now;
}

std::string slice_of(const std::string& text, const inspect::SourceRange& range)
{
    std::istringstream lines(text);
    std::string line;
    for (int number = 1; std::getline(lines, line); ++number) {
        if (number == range.line) {
            const auto start = static_cast<std::size_t>(range.column);
            const bool one_line = range.end_line == range.line;
            const std::size_t end
                = one_line ? static_cast<std::size_t>(range.end_column) : line.size();
            if (start > line.size()) {
                return "";
            }
            return line.substr(start, end - start) + (one_line ? "" : " …");
        }
    }
    return "";
}

} // namespace

std::shared_ptr<const inspect::SourceFile> Runner::source_of(const std::string& file)
{
    auto& known = m_sources[file];
    if (!known) {
        std::string text;
        if (m_program && file == m_program->filename() && m_loaded.source) {
            text = *m_loaded.source;
        } else {
            std::ifstream stream(file, std::ios::binary);
            std::ostringstream content;
            content << stream.rdbuf();
            text = content.str();
        }
        known = std::make_shared<const inspect::SourceFile>(
            inspect::SourceFile{ file, std::move(text) });
    }
    return known;
}

std::string Runner::source_text(const std::string& file, const inspect::SourceRange& range)
{
    return range.known() ? slice_of(source_of(file)->text, range) : "";
}

void Runner::add_frames(inspect::Picture& picture)
{
    Thread& thread = m_program->machine().thread();
    const auto source = [this](const std::string& file, const inspect::SourceRange& range) {
        return source_text(file, range);
    };
    inspect::FrameViews views(m_catalog, source, m_diary.last_executed());
    picture.frames = views.take(thread, m_focus);
    std::size_t index = 0;
    const fw::Frame* focused = thread.frame;
    for (const fw::Frame* frame = thread.frame; frame; frame = frame->back, ++index) {
        if (picture.frames[index].detailed) {
            picture.frames[index].events = m_diary.events_of(*frame);
            picture.frames[index].pushed_at = m_diary.pushed_at(*frame);
        }
        if (index == m_focus) {
            focused = frame;
        }
    }
    picture.focus = m_focus < picture.frames.size() ? m_focus : 0;
    if (!thread.frame) {
        return;
    }
    picture.next = inspect::narrate_next(*thread.frame, m_catalog, picture.frames.front().stack);
    picture.globals = inspect::make_name_page(*focused->globals, 0, page_size);
    picture.builtins = inspect::make_name_page(*focused->builtins, 0, page_size);
    const std::function<bool(const Code&)> own
        = [this](const Code& code) { return to_utf8(*code.filename) == m_program->filename(); };
    inspect::Closures closures = inspect::take_closures(thread, m_catalog, own);
    picture.functions = std::move(closures.functions);
    picture.cells = std::move(closures.cells);
    m_cell_book.fill(picture.cells);
}

void Runner::add_sources(inspect::Picture& picture)
{
    if (m_program) {
        picture.sources.push_back(source_of(m_program->filename()));
    }
    for (const inspect::Frame& frame : picture.frames) {
        const auto source = source_of(frame.file);
        if (std::find(picture.sources.begin(), picture.sources.end(), source)
            == picture.sources.end()) {
            picture.sources.push_back(source);
        }
    }
}

void Runner::mark_changes(inspect::Picture& picture)
{
    std::map<inspect::ObjectId, std::map<std::string, std::string>> locals;
    for (inspect::Frame& frame : picture.frames) {
        const auto before = m_previous_locals.find(frame.id);
        for (inspect::Local& local : frame.locals) {
            if (local.value) {
                local.changed = take_mark(locals[frame.id],
                    before == m_previous_locals.end() ? nullptr : &before->second, local.name,
                    *local.value);
            }
        }
    }
    std::map<std::string, std::string> globals;
    for (inspect::Name& name : picture.globals.names) {
        name.changed = take_mark(globals,
            m_previous_globals.empty() ? nullptr : &m_previous_globals, name.name, name.value);
    }
    std::map<inspect::ObjectId, std::string> cells;
    for (inspect::Cell& cell : picture.cells) {
        const std::string now = cell.content ? mark(*cell.content) : "empty";
        const auto before = m_previous_cells.find(cell.id);
        cell.changed = before != m_previous_cells.end() && before->second != now;
        cells[cell.id] = now;
    }
    m_previous_locals = std::move(locals);
    m_previous_globals = std::move(globals);
    m_previous_cells = std::move(cells);
}

inspect::Picture Runner::take_picture()
{
    inspect::Picture picture;
    picture.state = m_state;
    picture.reason = m_reason;
    picture.message = m_message;
    picture.step = m_last_step;
    picture.known_steps = m_furthest;
    picture.opcodes_per_second = m_speed;
    picture.exit_code = m_exit_code;
    picture.program = m_loaded.file;
    picture.breakpoints = m_breakpoints.list();
    picture.output = m_output;
    if (m_output_cut) {
        picture.output.push_back({ inspect::Stream::Error,
            "\n[more than 16 MiB of output: the rest is not kept]\n", m_last_step });
    }
    picture.exception = m_exception;
    if (can_look()) {
        add_frames(picture);
        mark_changes(picture);
    }
    picture.codes = m_catalog.pictures();
    add_sources(picture);
    return picture;
}

Reply Runner::answer(const Request& request)
{
    // Ids are addresses: only those that the present picture can have told are looked at, while the
    // machine stands still.
    if (const auto* names = std::get_if<NamesRequest>(&request)) {
        const auto* object = reinterpret_cast<const Object*>(names->dict);
        if (!can_look() || !object || object->type != dict_type()) {
            return inspect::NamePage{};
        }
        return inspect::make_name_page(
            *static_cast<const Dict*>(object), names->first, names->count);
    }
    const auto& wanted = std::get<ObjectRequest>(request);
    const auto* object = reinterpret_cast<const Object*>(wanted.object);
    if (!can_look() || !object) {
        return inspect::ObjectDetail{};
    }
    return inspect::make_detail(object, wanted.first_child, wanted.children);
}

} // namespace fw::debug
