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

    void post(Command command)
    {
        {
            const std::lock_guard lock(m_mutex);
            m_commands.push_back(std::move(command));
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
        post([this, id, request](Runner& runner) {
            Reply reply = runner.answer(request);
            const std::lock_guard lock(m_mutex);
            m_replies.emplace(id, std::move(reply));
        });
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

    void work()
    {
        Runner runner;
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
        command = std::move(m_commands.front());
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
    std::deque<Command> m_commands;
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

void Session::set_line_breakpoint(const std::string& file, int line, bool on)
{
    m_impl->post([file, line, on](Runner& runner) {
        runner.breakpoints().set_line(file, line, on);
        runner.breakpoints_changed();
    });
}

void Session::set_opcode_breakpoint(inspect::ObjectId code, int offset, bool on)
{
    m_impl->post(
        [code, offset, on](Runner& runner) { runner.set_opcode_breakpoint(code, offset, on); });
}

void Session::clear_breakpoints()
{
    m_impl->post([](Runner& runner) {
        runner.breakpoints().clear();
        runner.breakpoints_changed();
    });
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
    m_impl->post([frame](Runner& runner) { runner.focus(frame); });
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
