// The session's thread and its queue of commands.

#include "vm/debug/session.h"

#include "vm/debug/runner.h"

#include <condition_variable>
#include <deque>
#include <map>
#include <mutex>
#include <thread>

namespace fw::debug {

class Session::Impl {
public:
    using Command = std::function<void(Runner&)>;

    explicit Impl(std::function<void()> on_news)
        : m_on_news(std::move(on_news))
        , m_picture(std::make_shared<const inspect::Picture>())
        , m_thread([this] { work(); })
    {
    }

    ~Impl()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
            interrupt_locked();
        }
        m_wake.notify_all();
        m_thread.join();
    }

    Impl(const Impl&) = delete;
    Impl& operator=(const Impl&) = delete;

    // A command that takes the program somewhere else gives up one that is still on its way, and
    // takes the place of its own kind while that waits.
    enum class Kind : std::uint8_t { Quiet, Moves, Seeks };

    void post(Command command, Kind kind = Kind::Moves)
    {
        {
            const std::lock_guard lock(m_mutex);
            if (kind == Kind::Seeks && !m_commands.empty()
                && m_commands.back().kind == Kind::Seeks) {
                m_commands.back().command = std::move(command);
            } else {
                m_commands.push_back({ std::move(command), kind });
            }
            interrupt_locked();
        }
        m_wake.notify_all();
    }

    RequestId request(Request request)
    {
        RequestId id;
        {
            const std::lock_guard lock(m_mutex);
            id = ++m_last_request;
        }
        post(
            [this, id, request](Runner& runner) {
                Reply reply = runner.answer(request);
                const std::lock_guard lock(m_mutex);
                m_replies.emplace(id, std::move(reply));
            },
            Kind::Quiet);
        return id;
    }

    std::optional<Reply> take_reply(RequestId id)
    {
        const std::lock_guard lock(m_mutex);
        const auto found = m_replies.find(id);
        if (found == m_replies.end()) {
            return std::nullopt;
        }
        Reply reply = std::move(found->second);
        m_replies.erase(found);
        return reply;
    }

    std::shared_ptr<const inspect::Picture> picture() const
    {
        const std::lock_guard lock(m_mutex);
        return m_picture;
    }

    std::shared_ptr<const inspect::Picture> wait()
    {
        std::unique_lock lock(m_mutex);
        m_idle_change.wait(lock, [this] { return m_idle && m_commands.empty(); });
        return m_picture;
    }

private:
    // While the program runs, pictures show only its progress, a few times a second.
    static constexpr std::chrono::milliseconds progress_interval{ 250 };

    void interrupt_locked()
    {
        if (m_runner) {
            m_runner->interrupt();
        }
    }

    // Called by the runner on its way: the last picture stays, with how far it has come.
    bool show_progress(double done)
    {
        {
            const std::lock_guard lock(m_mutex);
            auto picture = std::make_shared<inspect::Picture>(*m_picture);
            picture->state = inspect::RunState::Seeking;
            picture->progress = done;
            picture->serial = ++m_serial;
            m_picture = std::move(picture);
            for (const Waiting& waiting : m_commands) {
                if (waiting.kind != Kind::Quiet) {
                    return false;
                }
            }
            if (m_ending) {
                return false;
            }
        }
        if (m_on_news) {
            m_on_news();
        }
        return true;
    }

    void work()
    {
        Runner runner([this](double done) { return show_progress(done); });
        {
            const std::lock_guard lock(m_mutex);
            m_runner = &runner;
        }
        auto last_progress = std::chrono::steady_clock::now();
        while (true) {
            bool did_something = false;
            for (Command command; take_command(command, runner.is_running());
                 did_something = true) {
                command(runner);
            }
            {
                const std::lock_guard lock(m_mutex);
                if (m_ending) {
                    m_runner = nullptr;
                    return;
                }
            }
            const bool was_running = runner.is_running();
            if (was_running) {
                runner.run_slice();
            }
            const auto now = std::chrono::steady_clock::now();
            const bool progress
                = was_running && runner.is_running() && now - last_progress > progress_interval;
            if (did_something || progress || (was_running && !runner.is_running())) {
                last_progress = now;
                publish(runner);
            }
        }
    }

    // Waits for a command unless the program runs. False: there is none now.
    bool take_command(Command& command, bool running)
    {
        std::unique_lock lock(m_mutex);
        if (m_commands.empty() && !running && !m_ending && !m_has_news) {
            m_idle = true;
            m_idle_change.notify_all();
            m_wake.wait(lock, [this] { return !m_commands.empty() || m_ending; });
        }
        m_has_news = false;
        if (m_commands.empty() || m_ending) {
            return false;
        }
        m_idle = false;
        command = std::move(m_commands.front().command);
        m_commands.pop_front();
        // What the command did is published before the next wait.
        m_has_news = true;
        return true;
    }

    void publish(Runner& runner)
    {
        auto picture = std::make_shared<inspect::Picture>(runner.take_picture());
        {
            const std::lock_guard lock(m_mutex);
            picture->serial = ++m_serial;
            m_picture = std::move(picture);
        }
        if (m_on_news) {
            m_on_news();
        }
    }

    std::function<void()> m_on_news;
    mutable std::mutex m_mutex;
    std::condition_variable m_wake;
    std::condition_variable m_idle_change;
    struct Waiting {
        Command command;
        Kind kind;
    };
    std::deque<Waiting> m_commands;
    std::map<RequestId, Reply> m_replies;
    std::shared_ptr<const inspect::Picture> m_picture;
    Runner* m_runner = nullptr; // while the thread runs
    RequestId m_last_request = 0;
    std::uint64_t m_serial = 0;
    bool m_ending = false;
    bool m_idle = false;
    bool m_has_news = false;
    std::thread m_thread; // Last: it uses all of the above.
};

Session::Session(std::function<void()> on_news)
    : m_impl(std::make_unique<Impl>(std::move(on_news)))
{
}

Session::~Session() = default;

void Session::load(Program program)
{
    m_impl->post([program = std::move(program)](Runner& runner) { runner.load(program); });
}

void Session::restart()
{
    m_impl->post([](Runner& runner) { runner.restart(); });
}

void Session::run()
{
    m_impl->post([](Runner& runner) { runner.run_until(endless); });
}

void Session::pause()
{
    m_impl->post([](Runner& runner) { runner.pause(); });
}

void Session::stop()
{
    m_impl->post([](Runner& runner) { runner.stop(); });
}

void Session::step(StepKind kind)
{
    m_impl->post([kind](Runner& runner) { runner.step(kind); });
}

void Session::run_to_step(inspect::Step step)
{
    m_impl->post([step](Runner& runner) { runner.run_until(step); });
}

void Session::seek(inspect::Step step)
{
    m_impl->post([step](Runner& runner) { runner.seek(step); }, Impl::Kind::Seeks);
}

void Session::step_back(StepKind kind)
{
    m_impl->post([kind](Runner& runner) { runner.step_back(kind); });
}

void Session::run_back()
{
    m_impl->post([](Runner& runner) { runner.run_back(); });
}

void Session::find_event(inspect::EventKind kind, Direction direction)
{
    m_impl->post([kind, direction](Runner& runner) {
        if (direction == Direction::Back) {
            runner.find_previous_event(kind);
        } else {
            runner.find_next_event(kind);
        }
    });
}

void Session::find_write(inspect::Place place, Direction direction)
{
    m_impl->post([place = std::move(place), direction](Runner& runner) {
        if (direction == Direction::Back) {
            runner.find_previous_write(place);
        } else {
            runner.find_next_write(place);
        }
    });
}

void Session::list_writes(inspect::Place place)
{
    m_impl->post([place = std::move(place)](Runner& runner) { runner.list_writes(place); });
}

void Session::change(inspect::Place place, std::string expression)
{
    m_impl->post([place = std::move(place), expression = std::move(expression)](
                     Runner& runner) { runner.change(place, expression); });
}

void Session::switch_branch(std::size_t branch)
{
    m_impl->post([branch](Runner& runner) { runner.switch_branch(branch); });
}

void Session::rename_branch(std::size_t branch, std::string name)
{
    m_impl->post(
        [branch, name = std::move(name)](Runner& runner) { runner.rename_branch(branch, name); },
        Impl::Kind::Quiet);
}

void Session::add_watch(std::string expression)
{
    m_impl->post(
        [expression = std::move(expression)](Runner& runner) { runner.add_watch(expression); },
        Impl::Kind::Quiet);
}

void Session::remove_watch(std::size_t index)
{
    m_impl->post([index](Runner& runner) { runner.remove_watch(index); }, Impl::Kind::Quiet);
}

void Session::set_line_breakpoint(const std::string& file, int line, bool on)
{
    m_impl->post(
        [file, line, on](Runner& runner) {
            runner.breakpoints().set_line(file, line, on);
            runner.breakpoints_changed();
        },
        Impl::Kind::Quiet);
}

void Session::set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on)
{
    m_impl->post(
        [code, offset, on](Runner& runner) { runner.set_opcode_breakpoint(code, offset, on); },
        Impl::Kind::Quiet);
}

void Session::clear_breakpoints()
{
    m_impl->post(
        [](Runner& runner) {
            runner.breakpoints().clear();
            runner.breakpoints_changed();
        },
        Impl::Kind::Quiet);
}

void Session::send_input(std::string line)
{
    m_impl->post([line = std::move(line)](Runner& runner) { runner.send_input(line); });
}

void Session::end_input()
{
    m_impl->post([](Runner& runner) { runner.end_input(); });
}

void Session::focus(std::size_t frame)
{
    m_impl->post([frame](Runner& runner) { runner.focus(frame); }, Impl::Kind::Quiet);
}

std::shared_ptr<const inspect::Picture> Session::picture() const
{
    return m_impl->picture();
}

RequestId Session::request(Request request)
{
    return m_impl->request(request);
}

std::optional<Reply> Session::take_reply(RequestId id)
{
    return m_impl->take_reply(id);
}

std::shared_ptr<const inspect::Picture> Session::wait()
{
    return m_impl->wait();
}

} // namespace fw::debug
