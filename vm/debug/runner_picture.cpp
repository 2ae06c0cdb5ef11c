// What a session shows of its program.

#include "vm/code/pyc.h"
#include "vm/debug/evaluator.h"
#include "vm/debug/runner.h"
#include "vm/debug/stages.h"
#include "vm/eval/frame.h"
#include "vm/inspect/closure_view.h"
#include "vm/inspect/frame_view.h"
#include "vm/inspect/narrate.h"
#include "vm/inspect/object_view.h"
#include "vm/inspect/preview.h"
#include "vm/timeline/recording.h"

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

namespace {

// The file of that name next to the program: a .pyc may have come with its source.
std::string beside(const std::string& program, const std::string& file)
{
    return program.substr(0, program.rfind('/') + 1) + file.substr(file.rfind('/') + 1);
}

} // namespace

std::shared_ptr<const inspect::SourceFile> Runner::source_of(const std::string& file)
{
    auto& known = m_sources[file];
    if (!known) {
        // What the program read is what it runs, wherever the file is by now.
        std::string text;
        const bool is_text = m_program && !code::is_pyc(m_program->source(), m_loaded.file);
        if (is_text && file == m_program->filename()) {
            text = m_program->source();
        } else if (auto content = m_host->journal()->file_content(file)) {
            text = std::move(*content);
        } else if (m_world) {
            auto read = m_world->read_file(file);
            if (!read) {
                read = m_world->read_file(beside(m_loaded.file, file));
            }
            text = std::move(read.value);
            if (!read && !file.starts_with('<')) {
                text = "# There is no source file " + file + "\n";
            }
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
    if (picture.step != m_marks.step || picture.branch != m_marks.branch) {
        m_previous_marks = std::move(m_marks);
    }
    Marks marks{ .step = picture.step, .branch = picture.branch };
    for (inspect::Frame& frame : picture.frames) {
        const auto before = m_previous_marks.locals.find(frame.id);
        for (inspect::Local& local : frame.locals) {
            if (local.value) {
                local.changed = take_mark(marks.locals[frame.id],
                    before == m_previous_marks.locals.end() ? nullptr : &before->second, local.name,
                    *local.value);
            }
        }
    }
    for (inspect::Name& name : picture.globals.names) {
        name.changed = take_mark(marks.globals,
            m_previous_marks.globals.empty() ? nullptr : &m_previous_marks.globals, name.name,
            name.value);
    }
    for (inspect::Cell& cell : picture.cells) {
        const std::string now = cell.content ? mark(*cell.content) : "empty";
        const auto before = m_previous_marks.cells.find(cell.id);
        cell.changed = before != m_previous_marks.cells.end() && before->second != now;
        marks.cells[cell.id] = now;
    }
    m_marks = std::move(marks);
}

void Runner::add_history(inspect::Picture& picture)
{
    picture.step = machine().step();
    picture.executed_steps = m_timeline->furthest();
    picture.known_steps = std::max(m_timeline->furthest(),
        m_loaded.recording && m_timeline->branch() == 0 ? m_loaded.recording->steps
                                                        : inspect::Step{ 0 });
    picture.history_bytes = m_timeline->bytes();
    for (const timeline::Timeline::BranchInfo& branch : m_timeline->branches()) {
        picture.branches.push_back(
            { branch.name, branch.parent, branch.from, branch.furthest, branch.change });
    }
    picture.branch = m_timeline->branch();
    picture.watches = m_watches;
    picture.writes = m_writes;
    picture.output = m_output.up_to_now(*m_host);
    // Stopped where an exception is raised that nobody catches: what the program will say of it.
    if (m_reason == inspect::StopReason::Exception && m_exception
        && m_state == inspect::RunState::Stopped) {
        picture.output.push_back(
            { inspect::Stream::Error, m_exception->traceback, m_timeline->furthest() });
    }
}

std::uint64_t Runner::moment()
{
    const Moment now{ .start = m_starts,
        .branch = m_timeline ? m_timeline->branch() : 0,
        .step = m_timeline ? machine().step() : 0 };
    if (now != m_last_moment) {
        m_last_moment = now;
        ++m_moment;
    }
    return m_moment;
}

inspect::Picture Runner::take_picture()
{
    inspect::Picture picture;
    picture.moment = moment();
    picture.state = m_state;
    picture.reason = m_reason;
    picture.message = m_message;
    picture.opcodes_per_second = m_speed;
    picture.exit_code = m_exit_code;
    picture.program = m_loaded.recording ? m_loaded.recording->program.file : m_loaded.file;
    picture.breakpoints = m_breakpoints.list();
    picture.exception = m_exception;
    if (m_timeline) {
        add_history(picture);
    } else if (!m_load_error.empty()) {
        picture.output.push_back({ inspect::Stream::Error, m_load_error, 0 });
    }
    if (can_look()) {
        add_frames(picture);
        mark_changes(picture);
    }
    picture.codes = m_catalog.pictures();
    add_sources(picture);
    return picture;
}

inspect::HistoryProfile Runner::profile(const ProfileRequest& request) const
{
    inspect::HistoryProfile answer;
    answer.from = request.from;
    answer.to = request.to;
    const timeline::Index::Profile profile
        = m_timeline->profile({ request.from, request.to, request.columns, request.rows });
    std::map<const code::CodeUnit*, inspect::ObjectId> ids;
    for (const auto& code : m_catalog.pictures()) {
        ids[m_catalog.find(reinterpret_cast<const Code*>(code->id))->unit] = code->id;
    }
    for (const timeline::Index::Bar& bar : profile.bars) {
        const auto id = ids.find(bar.unit);
        answer.bars.push_back({ bar.from, bar.to, bar.depth, bar.unit ? bar.unit->name : "",
            bar.unit && id != ids.end() ? id->second : 0 });
    }
    answer.depths = profile.depths;
    const auto counts = [&](inspect::EventKind to, timeline::EventKind from) {
        answer.events[static_cast<std::size_t>(to)]
            = profile.counts[static_cast<std::size_t>(from)];
    };
    counts(inspect::EventKind::Call, timeline::EventKind::Call);
    counts(inspect::EventKind::Return, timeline::EventKind::Return);
    counts(inspect::EventKind::Exception, timeline::EventKind::Exception);
    counts(inspect::EventKind::Output, timeline::EventKind::Output);
    counts(inspect::EventKind::Collection, timeline::EventKind::Collection);
    return answer;
}

namespace {

// Runs nothing; ids are addresses: only those that the present picture can have told are looked at,
// while the machine stands still.
inspect::NamePage names_of(const NamesRequest& request)
{
    const auto* const object = reinterpret_cast<const Object*>(request.dict);
    if (!object || !is_dict(object)) {
        return {};
    }
    return inspect::make_name_page(*static_cast<const Dict*>(object), request.first, request.count);
}

} // namespace

Reply Runner::answer(const Request& request)
{
    constexpr inspect::Step most_steps = 1'000'000'000;
    if (const auto* wanted = std::get_if<ProfileRequest>(&request)) {
        return m_timeline ? profile(*wanted) : inspect::HistoryProfile{};
    }
    if (const auto* wanted = std::get_if<NamesRequest>(&request)) {
        return can_look() && wanted->moment == moment() ? names_of(*wanted) : inspect::NamePage{};
    }
    if (const auto* wanted = std::get_if<EvaluateRequest>(&request)) {
        if (!can_look()) {
            return inspect::Evaluation{ .expression = wanted->expression,
                .text = {},
                .type = {},
                .error = m_running ? "the program is running: pause it first"
                                   : "no frame is there to evaluate it in: go back a step",
                .output = {} };
        }
        fw::Frame* frame = machine().thread().frame;
        for (std::size_t i = 0; i < wanted->frame && frame && frame->back; ++i) {
            frame = frame->back;
        }
        return evaluate_aside(*m_timeline, frame, wanted->expression, most_steps);
    }
    if (const auto* stages = std::get_if<StagesRequest>(&request)) {
        return make_stages(stages->path, stages->text);
    }
    const auto& wanted = std::get<ObjectRequest>(request);
    const auto* const object = reinterpret_cast<const Object*>(wanted.object);
    return can_look() && wanted.moment == moment()
        ? inspect::make_detail(object, wanted.name, wanted.opened)
        : inspect::ObjectDetail{};
}

} // namespace fw::debug
