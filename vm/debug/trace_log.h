// The lock-step log: every opcode that the program's own frames execute, with its value stack, line
// for line as oracle/trace39.py writes it for CPython. An observer; the run does not notice it.

#pragma once

#include "vm/hooks/observer.h"

#include <cstdint>
#include <functional>
#include <string>
#include <string_view>
#include <unordered_map>
#include <vector>

namespace fw::debug {

struct TraceOptions {
    std::string program; // Frames whose co_filename is this are logged.
    std::uint64_t limit = 1000000; // lines
    bool blocks = false; // append the block stack
    bool locals = false; // append fast locals, cells and free variables
    bool stack = true; // false: only its depth
    bool all_files = false; // frames of other files too
    bool check = false; // verify stack depths against the stack effects
};

class TraceLog final : public hooks::Observer {
public:
    // `write` gets whole lines, with their newline. `at_limit` is called once when the limit is
    // reached.
    TraceLog(TraceOptions options, std::function<void(std::string_view)> write,
        std::function<void()> at_limit = {});

    static constexpr std::initializer_list<hooks::Event> events = { hooks::Event::Opcode,
        hooks::Event::FramePush, hooks::Event::FramePop, hooks::Event::ExceptionRaised };

    void on_opcode(const hooks::OpcodeEvent& event) override;
    void on_frame_push(const hooks::FramePushEvent& event) override;
    void on_frame_pop(const hooks::FramePopEvent& event) override;
    void on_exception_raised(const hooks::ExceptionEvent& event) override;

    // "check: N lines logged, N stack transitions checked, N mismatches" and samples of these.
    std::string check_report() const;

private:
    struct Executed { // the last opcode of a frame, for `check`
        std::int32_t offset;
        code::Op op;
        std::uint32_t argument;
        std::int64_t depth;
    };
    struct Traced {
        std::uint64_t serial;
        bool has_executed;
        Executed executed;
    };

    bool is_wanted(const Frame& frame) const;
    bool near_recursion_limit();
    void put(const std::string& line);
    std::string head(char kind, int depth, const Traced& traced, const Frame& frame) const;
    void check_depth(const Frame& frame, Traced& traced, const hooks::OpcodeEvent& event);

    TraceOptions m_options;
    std::function<void(std::string_view)> m_write;
    std::function<void()> m_at_limit;
    std::uint64_t m_left;
    bool m_ended = false;
    int m_depth = 0; // traced frames that are active now
    std::uint64_t m_next_serial = 0;
    std::unordered_map<const Frame*, Traced> m_frames;
    std::int32_t m_first_prefix
        = -1; // offset of the first EXTENDED_ARG of the instruction that is under way
    std::uint64_t m_checked = 0;
    std::vector<std::string> m_mismatches;
    std::uint64_t m_bad = 0;
};

} // namespace fw::debug
