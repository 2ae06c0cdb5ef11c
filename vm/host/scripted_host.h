// A host for tests and sessions: given input lines, captured output, and on request a clock and
// randomness that are the same in every run. Files, environment and the rest are the real ones. Not
// thread-safe: feed it on the machine's thread.

#pragma once

#include "vm/host/real_host.h"

#include <deque>
#include <functional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::host {

class ScriptedHost : public RealHost {
public:
    enum class Clock { Real, Scripted };

    explicit ScriptedHost(Clock clock = Clock::Scripted)
        : m_clock(clock)
    {
    }

    // Input arrives line by line; a missing newline at the end of `text` is added. Until the end is
    // told, reading beyond what was given is answered with "pending".
    void give_input(std::string_view text);
    void end_input() { m_input_ended = true; }
    bool waits_for_input() const { return m_waits; } // the last answer was "pending"

    struct Piece {
        Stream stream;
        std::string text;
    };
    // Everything that was written, in order; neighbouring pieces of one stream are joined.
    const std::vector<Piece>& output_pieces() const { return m_output; }
    std::string captured(Stream stream) const;
    std::string captured() const; // both, interleaved as written
    void clear_captured() { m_output.clear(); }

    // Called for each write beside keeping it.
    void on_output(std::function<void(Stream, std::string_view)> listener)
    {
        m_listener = std::move(listener);
    }

    Answer answer(const Request& request) override;

private:
    Answer next_line();
    Answer read_given(std::int64_t at_most);
    Answer keep(Stream stream, std::string_view text);
    Answer scripted_random(std::int64_t count);

    static constexpr std::int64_t first_moment = 1600000000000000000; // 2020-09-13 12:26:40 UTC
    static constexpr std::int64_t tick = 1000; // each look at a clock takes a microsecond

    Clock m_clock;
    std::int64_t m_elapsed = 0;
    std::uint64_t m_random = 39;
    std::deque<std::string> m_lines;
    bool m_input_ended = false;
    bool m_waits = false;
    std::vector<Piece> m_output;
    std::function<void(Stream, std::string_view)> m_listener;
};

} // namespace fw::host
