// The host of a machine that goes back in time: what was answered once is answered again from the
// journal, without asking anybody; what comes after is asked of the real host and journalled. A
// recording has no real host: at its end the machine stops for good.
//
// A replayed request must be the one that was answered, at the same step. If it is not, history
// would be untrue from there on, so the machine stops with Machine::Stop::NoAnswer and trouble()
// says what differs. The same stop comes at the end of a recording.

#pragma once

#include "vm/timeline/journal.h"
#include "vm/timeline/open_files.h"

#include <cstdint>
#include <functional>
#include <map>
#include <memory>
#include <stdexcept>
#include <string>
#include <vector>

namespace fw::timeline {

// Thrown instead of the stop where there is no fiber that could stop: while booting and loading.
class NoAnswer : public std::runtime_error {
public:
    using std::runtime_error::runtime_error;
};

class JournalHost final : public host::Host {
public:
    // With a host to ask, which must outlive this one, or a finished recording's journal alone.
    JournalHost(host::Host& inner, std::shared_ptr<Journal> journal);
    explicit JournalHost(std::shared_ptr<Journal> recorded);
    ~JournalHost() override;

    host::Answer answer(const host::Request& request) override;

    // --- where it is

    const std::shared_ptr<Journal>& journal() const { return m_journal; }
    // How many entries the machine has had so far. Kept beside each checkpoint and put back with
    // it.
    std::size_t cursor() const { return m_cursor; }
    // The machine was put back to a moment of this line of history, which may be another line. The
    // files that a line has open are its own: they stay as they are while another line goes on.
    void set_position(std::shared_ptr<Journal> journal, std::size_t cursor);
    void set_cursor(std::size_t cursor) { set_position(m_journal, cursor); }
    bool replaying() const { return m_cursor < m_journal->size(); }

    // Why the machine stopped with NoAnswer; empty when it did not. set_position() forgets it.
    const std::string& trouble() const { return m_trouble; }
    // Of that: whether the journal had something else, which should never be.
    bool diverged() const { return m_diverged; }

    // --- who wants to know

    // What is printed for the first time, not when it is replayed. `step` counts the opcode at
    // work.
    using OutputListener
        = std::function<void(std::uint64_t step, host::Stream stream, std::string_view text)>;
    void on_output(OutputListener listener) { m_output_listener = std::move(listener); }

    // Answers of the real host go there and not into the journal: for recording a run that nobody
    // goes back in, however long it is.
    using Sink = std::function<void(
        std::uint64_t step, const host::Request& request, const host::Answer& answer)>;
    void record_to(Sink sink) { m_sink = std::move(sink); }

    // --- looking without touching

    // While it exists, an expression is evaluated whose effects will be rolled back: nothing is
    // journalled or replayed. Output is kept for the caller, input is at its end, nothing sleeps.
    // The world can be read but not changed (EROFS), and files that the program has open are out of
    // reach (EBADF), since their positions are the program's.
    class Evaluation {
    public:
        explicit Evaluation(JournalHost& host);
        ~Evaluation();
        Evaluation(const Evaluation&) = delete;
        Evaluation& operator=(const Evaluation&) = delete;

        const std::string& output() const { return m_output; } // both streams, as written

    private:
        friend class JournalHost;

        host::Answer answer(const host::Request& request);

        static constexpr std::int64_t first_number = 1 << 20; // apart from the program's files

        JournalHost& m_host;
        std::unique_ptr<host::Host> m_own_world; // when the journal is a recording
        host::Host& m_world;
        OpenFiles m_files;
        std::string m_output;
    };

private:
    struct Line {
        std::weak_ptr<Journal> journal;
        std::uint64_t generation = 0;
        std::unique_ptr<OpenFiles> files;
    };

    bool replay(const host::Request& request, host::Answer& answer);
    host::Answer ask_live(const host::Request& request);
    void stop();
    OpenFiles& files();

    host::Host* m_inner = nullptr;
    std::shared_ptr<Journal> m_journal;
    std::size_t m_cursor = 0;
    std::vector<Line> m_lines; // those that have files open
    std::string m_trouble;
    bool m_diverged = false;
    OutputListener m_output_listener;
    Sink m_sink;
    Evaluation* m_evaluation = nullptr;
};

} // namespace fw::timeline
