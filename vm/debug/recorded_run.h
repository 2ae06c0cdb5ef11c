// Programs run with a recording: as `framewalk run` does, but written down, and again from what was
// written down. Sessions go back and forth in a recording; here it is run from start to end.

#pragma once

#include "vm/builtins/program.h"
#include "vm/host/real_host.h"
#include "vm/timeline/journal_host.h"
#include "vm/timeline/recording.h"

#include <memory>
#include <string>

namespace fw::debug {

// How to make the program of a recording, and what a recording says of a program.
fw::Program::Options program_options(const timeline::RecordedProgram& recorded);
timeline::RecordedProgram recorded_program(
    const fw::Program::Options& options, const Region& region);

// Runs a program on the real host to its end and records it. Output is journalled at the step that
// wrote it, and goes out as `run` lets it go out. What is wrong with the recording goes to stderr
// and changes nothing else. The exit status of the program.
int record_program(const std::string& path, fw::Program::Options options);

// Gives what was recorded to a program made from program_options(), and what that prints to the
// real standard streams, too.
class ReplayHost final : public host::Host {
public:
    explicit ReplayHost(const timeline::Recording& recording);
    ~ReplayHost() override;

    host::Answer answer(const host::Request& request) override;

    bool has_more() const { return m_replay.replaying(); }
    // Why the machine stopped with NoAnswer, and whether that should never be.
    const std::string& trouble() const { return m_replay.trouble(); }
    bool diverged() const { return m_replay.diverged(); }

private:
    timeline::JournalHost m_replay;
    host::RealHost m_real;
    std::unique_ptr<host::Host> m_output;
};

// Whether a file is to be opened as a recording: by its first bytes or its name.
bool is_recording(const std::string& path);
// Opens one. Nothing: the reason is on stderr. A warning of the recording is printed there, too.
std::shared_ptr<const timeline::Recording> open_recording(const std::string& path);

// Runs a recording to where it ends, printing what the program printed. The exit status of the
// program; 1 with a line on stderr when the recording ends early or does not fit.
int run_recording(const timeline::Recording& recording);

} // namespace fw::debug
