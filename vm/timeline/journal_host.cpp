// Replaying, asking, evaluating.

#include "vm/timeline/journal_host.h"

#include "vm/base/assert.h"
#include "vm/base/fiber.h"
#include "vm/base/region_new.h"
#include "vm/eval/eval.h"
#include "vm/host/real_host.h"
#include "vm/object/runtime.h"

#include <fmt/format.h>

#include <algorithm>
#include <cerrno>
#include <utility>

namespace fw::timeline {

using host::Answer;
using host::Call;
using host::Request;

namespace {

// Booting and loading are before the first step.
std::uint64_t step_now()
{
    return Fiber::running() ? runtime().thread.step() : 0;
}

bool is_about_a_file(Call call)
{
    switch (call) {
    case Call::Open:
    case Call::Close:
    case Call::Read:
    case Call::Write:
    case Call::Seek:
    case Call::Truncate:
    case Call::HandleStatus:
        return true;
    default:
        return false;
    }
}

} // namespace

JournalHost::JournalHost(host::Host& inner, std::shared_ptr<Journal> journal)
    : m_inner(&inner)
    , m_journal(std::move(journal))
{
}

JournalHost::JournalHost(std::shared_ptr<Journal> recorded)
    : m_journal(std::move(recorded))
{
}

JournalHost::~JournalHost() = default;

Answer JournalHost::answer(const Request& request)
{
    if (m_evaluation) {
        return m_evaluation->answer(request);
    }
    for (;;) {
        if (!replaying() && m_inner) {
            return ask_live(request);
        }
        // Nothing else is alive here while the fiber is stopped: it may be put back in time then.
        if (Answer answer; replay(request, answer)) {
            return answer;
        }
        stop();
    }
}

bool JournalHost::replay(const Request& request, Answer& answer)
{
    const std::uint64_t step = step_now();
    if (!replaying()) {
        m_trouble = fmt::format(
            "the recording ends here: it has no answer to {} at step {}", describe(request), step);
        return false;
    }
    Entry entry = m_journal->at(m_cursor);
    if (entry.step != step || !entry.matches(request)) {
        m_diverged = true;
        m_trouble = fmt::format("the replay left its history: {} was asked at step {}, but answer "
                                "{} of the journal is to {} at step {}",
            describe(request), step, m_cursor, entry.description(), entry.step);
        return false;
    }
    ++m_cursor;
    answer = std::move(entry.answer);
    return true;
}

void JournalHost::stop()
{
    if (!Fiber::running()) {
        throw NoAnswer(m_trouble);
    }
    const InsideRegion as_the_fiber_does;
    suspend(runtime().thread, Suspension::NoAnswer);
}

Answer JournalHost::ask_live(const Request& request)
{
    Answer answer
        = is_about_a_file(request.call) ? files().answer(request) : m_inner->answer(request);
    if (answer.pending) {
        return answer;
    }
    const std::uint64_t step = step_now();
    if (m_sink) {
        m_sink(step, request, answer);
    } else {
        m_journal->append(step, request, answer);
        ++m_cursor;
    }
    if (request.call == Call::Output && m_output_listener) {
        m_output_listener(step, static_cast<host::Stream>(request.flags), request.text);
    }
    return answer;
}

OpenFiles& JournalHost::files()
{
    std::erase_if(m_lines, [](const Line& line) { return line.journal.expired(); });
    const auto found = std::find_if(m_lines.begin(), m_lines.end(),
        [this](const Line& line) { return line.journal.lock() == m_journal; });
    if (found == m_lines.end()) {
        m_lines.push_back({ m_journal, m_journal->generation(),
            std::make_unique<OpenFiles>(*m_inner, *m_journal) });
        return *m_lines.back().files;
    }
    if (found->generation != m_journal->generation()) {
        found->files = std::make_unique<OpenFiles>(*m_inner, *m_journal);
        found->generation = m_journal->generation();
    }
    return *found->files;
}

void JournalHost::set_position(std::shared_ptr<Journal> journal, std::size_t cursor)
{
    FW_ASSERT(journal && cursor <= journal->size());
    m_journal = std::move(journal);
    m_cursor = cursor;
    m_trouble.clear();
    m_diverged = false;
}

JournalHost::Evaluation::Evaluation(JournalHost& host)
    : m_host(host)
    , m_own_world(host.m_inner ? nullptr : std::make_unique<host::RealHost>())
    , m_world(host.m_inner ? *host.m_inner : *m_own_world)
    , m_files(m_world, first_number)
{
    FW_ASSERT(!m_host.m_evaluation);
    m_host.m_evaluation = this;
}

JournalHost::Evaluation::~Evaluation()
{
    m_host.m_evaluation = nullptr;
}

Answer JournalHost::Evaluation::answer(const Request& request)
{
    constexpr std::uint32_t changes = host::OpenWrite | host::OpenCreate | host::OpenTruncate
        | host::OpenAppend | host::OpenExclusive;
    switch (request.call) {
    case Call::Output:
        m_output += request.text;
        return { .number = static_cast<std::int64_t>(request.text.size()) };
    case Call::ReadLine:
    case Call::Sleep:
    case Call::IsTerminal:
        return {};
    case Call::Open:
        return request.flags & changes ? Answer{ .error = EROFS } : m_files.answer(request);
    case Call::Truncate:
    case Call::Remove:
    case Call::RemoveDirectory:
    case Call::MakeDirectory:
    case Call::Rename:
    case Call::ChangeMode:
    case Call::MakeLink:
    case Call::SetTimes:
        return { .error = EROFS };
    default:
        break;
    }
    if (!is_about_a_file(request.call)) {
        return m_world.answer(request);
    }
    return m_files.has(request.handle) ? m_files.answer(request) : Answer{ .error = EBADF };
}

} // namespace fw::timeline
