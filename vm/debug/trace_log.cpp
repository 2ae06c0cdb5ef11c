// The lock-step log.
// CPython: nothing; the counterpart is oracle/trace39.py

#include "vm/debug/trace_log.h"

#include "vm/eval/frame.h"
#include "vm/inspect/show.h"
#include "vm/object/runtime.h"

#include <fmt/format.h>

namespace fw::debug {

namespace {

// The oracle's program runs under the tracer's own calls, and its tracing ends 40 levels before the
// limit.
constexpr int oracle_margin = 45;
constexpr std::size_t most_samples = 10;

std::string name_of(const Frame& frame)
{
    return to_utf8(*frame.code->name);
}

std::string show_stack(const Frame& frame, bool values)
{
    if (!values) {
        return fmt::format("[{}]", frame.stack_depth());
    }
    std::string text = "[";
    for (Object* const* slot = frame.stack_base(); slot < frame.stack_top; ++slot) {
        text += slot == frame.stack_base() ? "" : "; ";
        text += inspect::show_value(*slot);
    }
    return text + "]";
}

std::string show_blocks(const Frame& frame)
{
    std::string text;
    for (int i = 0; i < frame.block_count; ++i) {
        const Block& block = frame.blocks[static_cast<std::size_t>(i)];
        const bool is_setup = block.kind == BlockKind::SetupFinally;
        const std::int64_t handler = is_setup ? 2 * (block.handler - frame.code->instructions) : -1;
        text += fmt::format("{}{}@{}/{}", text.empty() ? "" : " ",
            is_setup ? "SETUP_FINALLY" : "EXCEPT_HANDLER", handler, block.level);
    }
    return "{" + text + "}";
}

std::string show_locals(const Frame& frame)
{
    std::string text;
    const Code& code = *frame.code;
    const auto add = [&](const Object* name, const Object* value) {
        text += fmt::format("{}{}={}", text.empty() ? "" : " ",
            to_utf8(*static_cast<const Str*>(name)), inspect::show_value(value));
    };
    std::int64_t slot = 0;
    for (const Tuple* variables : { code.varnames, code.cellvars, code.freevars }) {
        for (const Object* name : *variables) {
            const Object* value = frame.fast()[slot];
            if (value && slot >= code.nlocals && value->type == cell_type()) {
                value = static_cast<const Cell*>(value)->content;
            }
            if (value) {
                add(name, value);
            }
            ++slot;
        }
    }
    return "<" + text + ">";
}

} // namespace

TraceLog::TraceLog(TraceOptions options, std::function<void(std::string_view)> write,
    std::function<void()> at_limit)
    : m_options(std::move(options))
    , m_write(std::move(write))
    , m_at_limit(std::move(at_limit))
    , m_left(m_options.limit)
{
}

bool TraceLog::is_wanted(const Frame& frame) const
{
    return m_options.all_files || to_utf8(*frame.code->filename) == m_options.program;
}

void TraceLog::put(const std::string& line)
{
    if (m_left == 0) {
        return;
    }
    --m_left;
    m_write(line);
    if (m_left == 0) {
        m_write(fmt::format("# limit of {} lines reached\n", m_options.limit));
        m_ended = true;
        if (m_at_limit) {
            m_at_limit();
        }
    }
}

std::string TraceLog::head(char kind, int depth, const Traced& traced, const Frame& frame) const
{
    return fmt::format("{} {} {} {} ", kind, depth, traced.serial, name_of(frame));
}

bool TraceLog::near_recursion_limit()
{
    const Thread& thread = runtime().thread;
    if (!m_ended && thread.recursion_depth > thread.recursion_limit - oracle_margin) {
        m_write("# tracing ends: too close to the recursion limit\n");
        m_options.check = false;
        m_ended = true;
    }
    return m_ended;
}

void TraceLog::on_frame_push(const hooks::FramePushEvent& event)
{
    if (m_ended || near_recursion_limit() || !is_wanted(*event.frame)) {
        return;
    }
    const Frame& frame = *event.frame;
    const bool is_new = frame.lasti() < 0;
    if (is_new || m_frames.count(&frame) == 0) {
        m_frames[&frame] = { m_next_serial++, false, {} };
    }
    const std::int32_t line = is_new ? frame.code->firstlineno : frame_line(frame);
    put(head('C', m_depth, m_frames[&frame], frame)
        + fmt::format("L{} {}\n", line, is_new ? "new" : "resume"));
    ++m_depth;
}

void TraceLog::on_opcode(const hooks::OpcodeEvent& event)
{
    if (m_ended || near_recursion_limit()) {
        return;
    }
    const auto known = m_frames.find(event.frame);
    if (known == m_frames.end()) {
        return;
    }
    const Frame& frame = *event.frame;
    std::string line = head('O', m_depth - 1, known->second, frame);
    line += fmt::format("{} {} {} L{} ", event.offset, code::name(event.op),
        code::has_argument(event.op) ? std::to_string(event.argument) : "-", frame_line(frame));
    line += show_stack(frame, m_options.stack);
    if (m_options.blocks) {
        line += " " + show_blocks(frame);
    }
    if (m_options.locals) {
        line += " " + show_locals(frame);
    }
    put(line + "\n");
    if (m_options.check) {
        check_depth(frame, known->second, event);
    }
}

void TraceLog::on_exception_raised(const hooks::ExceptionEvent& event)
{
    if (m_ended || near_recursion_limit()) {
        return;
    }
    const auto known = m_frames.find(event.frame);
    if (known == m_frames.end()) {
        return;
    }
    put(head('E', m_depth - 1, known->second, *event.frame)
        + fmt::format("{} {}\n", event.frame->reported_lasti(), to_utf8(*event.type->name)));
    known->second.has_executed = false;
}

void TraceLog::on_frame_pop(const hooks::FramePopEvent& event)
{
    if (m_ended || near_recursion_limit()) {
        return;
    }
    const auto known = m_frames.find(event.frame);
    if (known == m_frames.end()) {
        return;
    }
    const char* how = event.exit == hooks::FrameExit::Unwind ? "unwind"
        : event.exit == hooks::FrameExit::Return             ? "return"
                                                             : "yield";
    put(head('R', m_depth - 1, known->second, *event.frame)
        + fmt::format("{} {} {}\n", event.frame->reported_lasti(), how,
            event.value ? inspect::show_value(event.value) : "-"));
    if (event.exit != hooks::FrameExit::Yield) {
        m_frames.erase(known);
    }
    --m_depth;
    if (m_depth == 0 && event.exit != hooks::FrameExit::Yield) {
        m_ended = true; // What the program leaves behind is cleaned up untraced.
    }
}

void TraceLog::check_depth(const Frame& frame, Traced& traced, const hooks::OpcodeEvent& event)
{
    using code::Op;
    if (m_first_prefix < 0) {
        m_first_prefix = event.offset;
    }
    if (event.op == Op::EXTENDED_ARG) {
        return;
    }
    const std::int32_t first = m_first_prefix;
    m_first_prefix = -1;
    const std::int64_t depth = frame.stack_depth();
    bool good = depth <= frame.code->stacksize;
    if (traced.has_executed) {
        const Executed& last = traced.executed;
        const code::OpInfo& row = code::info(last.op);
        const std::int64_t target = row.operand == code::Operand::AbsTarget
            ? static_cast<std::int64_t>(last.argument)
            : row.operand == code::Operand::RelTarget
            ? last.offset + 2 + static_cast<std::int64_t>(last.argument)
            : -1;
        std::vector<std::int64_t> expected;
        const bool goes_on = last.op != Op::RERAISE && last.op != Op::RAISE_VARARGS
            && last.op != Op::JUMP_FORWARD && last.op != Op::JUMP_ABSOLUTE
            && last.op != Op::RETURN_VALUE;
        if (first == last.offset + 2 && goes_on) {
            expected.push_back(last.depth
                + code::stack_effect(last.op, last.argument, code::Jump::NotTaken).value_or(0));
        }
        if (last.op == Op::YIELD_FROM && first == last.offset) {
            expected.push_back(last.depth);
        }
        const bool sets_up = last.op == Op::SETUP_FINALLY || last.op == Op::SETUP_WITH
            || last.op == Op::SETUP_ASYNC_WITH;
        if (target == first && !sets_up) {
            expected.push_back(last.depth
                + code::stack_effect(last.op, last.argument, code::Jump::Taken).value_or(0));
        }
        if (!expected.empty()) {
            ++m_checked;
            good = good && std::find(expected.begin(), expected.end(), depth) != expected.end();
        } else if (last.op != Op::RERAISE
            && !(last.op == Op::RAISE_VARARGS && last.argument == 0)) {
            good = false; // It went elsewhere without an exception.
        }
        if (!good) {
            ++m_bad;
            if (m_mismatches.size() < most_samples) {
                m_mismatches.push_back(
                    fmt::format("{}: {} {} {} depth {} -> {} {} depth {} (stacksize {})",
                        name_of(frame), last.offset, code::name(last.op), last.argument, last.depth,
                        first, code::name(event.op), depth, frame.code->stacksize));
            }
        }
    }
    traced.has_executed = true;
    traced.executed = { event.offset, event.op, event.argument, depth };
}

std::string TraceLog::check_report() const
{
    std::string text
        = fmt::format("check: {} lines logged, {} stack transitions checked, {} mismatches\n",
            m_options.limit - m_left, m_checked, m_bad);
    for (const std::string& sample : m_mismatches) {
        text += "  " + sample + "\n";
    }
    return text;
}

} // namespace fw::debug
