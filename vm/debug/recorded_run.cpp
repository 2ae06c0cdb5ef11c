// Driving a program beside a recording.

#include "vm/debug/recorded_run.h"

#include "vm/timeline/recording_writer.h"

#include <fmt/format.h>

#include <algorithm>
#include <chrono>
#include <condition_variable>
#include <mutex>
#include <thread>

namespace fw::debug {

namespace {

using host::Answer;
using host::Call;
using host::Request;
using host::Stream;

// Some 20 ms between two looks at how far the program is.
constexpr std::uint64_t slice_steps = 1'000'000;

// Lets the standard output of a program that writes at once go out as a buffered one does: when it
// is long, when it is flushed, before input and at the end. Asks the inner host for all else.
class OutputBuffer final : public host::Host {
public:
    explicit OutputBuffer(host::Host& inner)
        : m_inner(inner)
        , m_holds_back(!inner.is_terminal(Stream::Output))
    {
    }
    ~OutputBuffer() override { let_go(); }
    OutputBuffer(const OutputBuffer&) = delete;
    OutputBuffer& operator=(const OutputBuffer&) = delete;

    Answer answer(const Request& request) override
    {
        switch (request.call) {
        case Call::Output:
            if (!m_holds_back || static_cast<Stream>(request.flags) != Stream::Output) {
                break;
            }
            m_held += request.text;
            if (m_held.size() > buffer_size) {
                let_go();
            }
            return { .number = static_cast<std::int64_t>(request.text.size()) };
        case Call::Flush:
        case Call::ReadLine:
            let_go();
            break;
        default:
            break;
        }
        return m_inner.answer(request);
    }

private:
    static constexpr std::size_t buffer_size = 8192; // of sys.stdout

    void let_go()
    {
        if (!m_held.empty()) {
            m_inner.answer({ .call = Call::Output,
                .flags = static_cast<std::uint32_t>(Stream::Output),
                .text = m_held });
            m_held.clear();
        }
    }

    host::Host& m_inner;
    bool m_holds_back;
    std::string m_held;
};

// Flushes a recording from a thread of its own: the program may sleep, wait for input or be inside
// one long opcode.
class Flusher {
public:
    explicit Flusher(timeline::RecordingWriter& writer)
        : m_writer(writer)
        , m_thread([this] { work(); })
    {
    }
    ~Flusher()
    {
        {
            const std::lock_guard lock(m_mutex);
            m_ending = true;
        }
        m_wake.notify_all();
        m_thread.join();
    }
    Flusher(const Flusher&) = delete;
    Flusher& operator=(const Flusher&) = delete;

private:
    using Wait = timeline::RecordingWriter::Wait;
    static constexpr std::chrono::milliseconds interval{ 100 };
    static constexpr int rounds = 5; // after which all goes out, however little it is

    void work()
    {
        std::unique_lock lock(m_mutex);
        for (int round = 1; !m_wake.wait_for(lock, interval, [this] { return m_ending; });
             ++round) {
            m_writer.flush(round % rounds == 0 ? Wait::No : Wait::IfShort);
        }
    }

    timeline::RecordingWriter& m_writer;
    std::mutex m_mutex;
    std::condition_variable m_wake;
    bool m_ending = false;
    std::thread m_thread; // Last: it uses all of the above.
};

void say(const std::string& line)
{
    host::RealHost().write_error(line + "\n");
}

} // namespace

fw::Program::Options program_options(const timeline::RecordedProgram& recorded)
{
    fw::Program::Options options;
    options.file = recorded.file;
    options.source = recorded.source;
    options.arguments = recorded.arguments;
    options.warnings = recorded.warnings;
    options.optimize = recorded.optimize;
    options.output
        = recorded.buffers_output ? fw::Program::Output::Buffered : fw::Program::Output::AtOnce;
    options.absolute_name = recorded.absolute_name;
    options.cleans_up = recorded.cleans_up;
    options.region = { .reserve = recorded.region_reserve, .limit = recorded.region_limit };
    return options;
}

timeline::RecordedProgram recorded_program(
    const fw::Program::Options& options, const Region& region)
{
    return { .file = options.file,
        .source = options.source,
        .arguments = options.arguments,
        .warnings = options.warnings,
        .optimize = options.optimize,
        .buffers_output = options.output == fw::Program::Output::Buffered,
        .absolute_name = options.absolute_name,
        .cleans_up = options.cleans_up,
        .region_reserve = region.reserved(),
        .region_limit = region.limit() };
}

ReplayHost::ReplayHost(const timeline::Recording& recording)
    : m_replay(recording.journal)
    , m_output(std::make_unique<OutputBuffer>(m_real))
{
}

ReplayHost::~ReplayHost() = default;

Answer ReplayHost::answer(const Request& request)
{
    Answer recorded = m_replay.answer(request);
    if (request.call == Call::Output || request.call == Call::Flush) {
        m_output->answer(request);
    }
    return recorded;
}

bool is_recording(const std::string& path)
{
    return path.ends_with(timeline::recording_suffix) || timeline::begins_as_recording(path);
}

std::shared_ptr<const timeline::Recording> open_recording(const std::string& path)
{
    timeline::RecordingOutcome outcome = timeline::open_recording(path);
    if (!outcome) {
        say("framewalk: " + outcome.error);
        return nullptr;
    }
    if (!outcome.recording->warning.empty()) {
        say("framewalk: " + outcome.recording->warning);
    }
    return std::move(outcome.recording);
}

int record_program(const std::string& path, fw::Program::Options options)
{
    host::RealHost real;
    host::RealHost disk;
    if (const auto there = disk.status(path); there
        && (!there.value.is_file() || there.value.size > 0)
        && !timeline::begins_as_recording(path)) {
        say(fmt::format("framewalk: {} is there and is no recording: it is left alone", path));
        return 2;
    }
    options.output = fw::Program::Output::AtOnce;
    std::string error;
    int status = 0;
    {
        OutputBuffer output(real);
        const auto booting = std::make_shared<timeline::Journal>();
        timeline::JournalHost host(output, booting);
        fw::Program program(host, options);
        Machine& machine = program.machine();
        timeline::RecordingWriter writer(disk, path, recorded_program(options, machine.region()));
        if (!writer.error().empty()) {
            say("framewalk: " + writer.error());
            return 2;
        }
        booting->for_each_part([&writer](std::uint64_t base, std::string_view entries) {
            writer.append_encoded(base, entries);
        });
        host.record_to([&writer](std::uint64_t step, const Request& request, const Answer& answer) {
            writer.append(step, request, answer);
        });
        const Flusher flusher(writer);
        if (program.load()) {
            program.start();
            while (machine.run_until(machine.step() + slice_steps) != Machine::Stop::Finished) {
                writer.reached(machine.step());
            }
        } else {
            host.write_error(program.error());
        }
        status = program.exit_status();
        writer.finish(machine.step(), status);
        error = writer.error();
    }
    if (!error.empty()) {
        say("framewalk: " + error);
    }
    return status;
}

int run_recording(const timeline::Recording& recording)
{
    ReplayHost host(recording);
    const auto misfit = [&](std::string_view what) {
        say(fmt::format("framewalk: {} does not fit this machine: {}", recording.name, what));
        return 1;
    };
    try {
        fw::Program program(host, program_options(recording.program));
        Machine& machine = program.machine();
        if (program.load()) {
            program.start();
            Machine::Stop stop
                = machine.run_until(recording.finished() ? Machine::no_limit : recording.steps);
            if (!recording.finished() && stop == Machine::Stop::StepReached && host.has_more()) {
                // What the last opcode did before its end.
                const timeline::Journal& journal = *recording.journal;
                stop = machine.run_until(journal.at(journal.size() - 1).step);
            }
            if (host.diverged()) {
                return misfit(host.trouble());
            }
            if (!recording.finished()) {
                return 1;
            }
            if (stop != Machine::Stop::Finished) {
                return misfit(host.trouble());
            }
        } else {
            host.write_error(program.error());
        }
        if (machine.step() != recording.steps
            || program.exit_status() != recording.exit_status.value_or(-1)) {
            return misfit(fmt::format("it ended at step {} with exit status {}, recorded were {} "
                                      "and {}",
                machine.step(), program.exit_status(), recording.steps,
                recording.exit_status.value_or(-1)));
        }
        return program.exit_status();
    } catch (const timeline::NoAnswer& trouble) {
        return recording.finished() || host.diverged() ? misfit(trouble.what()) : 1;
    }
}

} // namespace fw::debug
