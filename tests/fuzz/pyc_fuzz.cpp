// Mutated .pyc files: what is refused is refused with a message; what is accepted runs for some
// steps and does not break the machine. It cannot change any file.
#include "vm/base/assert.h"
#include "vm/builtins/program.h"
#include "vm/code/disassemble.h"
#include "vm/code/pyc.h"
#include "vm/host/scripted_host.h"

#include <cerrno>
#include <cstring>

namespace {

constexpr std::uint64_t most_steps = 20'000;
// A program may well print a list of ten million numbers in one step; here it cannot make one.
constexpr std::size_t most_memory = 32'000'000;

class ReadOnlyHost : public fw::host::ScriptedHost {
public:
    fw::host::Answer answer(const fw::host::Request& request) override
    {
        using fw::host::Call;
        switch (request.call) {
        case Call::Write:
        case Call::Truncate:
        case Call::Remove:
        case Call::RemoveDirectory:
        case Call::MakeDirectory:
        case Call::Rename:
        case Call::ChangeMode:
        case Call::MakeLink:
        case Call::SetTimes:
            return { .error = EACCES };
        case Call::Open:
            if ((request.flags & ~std::uint32_t{ fw::host::OpenRead }) != 0) {
                return { .error = EACCES };
            }
            break;
        case Call::Sleep:
            return {};
        default:
            break;
        }
        return ScriptedHost::answer(request);
    }
};

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    std::string bytes(reinterpret_cast<const char*>(data), size);
    // The header is another matter, and a quick one: mostly it is right.
    constexpr std::string_view good_header("\x61\x0d\r\n\0\0\0\0", 8);
    if (size >= fw::code::pyc_header_size && size % 16 != 0) {
        bytes.replace(0, good_header.size(), good_header);
    }
    const fw::code::PycOutcome outcome = fw::code::read_pyc(bytes, "fuzz.pyc");
    FW_ASSERT(outcome || !outcome.error.empty());
    if (!outcome) {
        return 0;
    }
    fw::code::disassemble_all(*outcome.code);
    fw::code::dump_code(*outcome.code);
    ReadOnlyHost host;
    host.end_input();
    fw::Program program(
        host, { .file = "fuzz.pyc", .source = bytes, .region = { .limit = most_memory } });
    FW_ASSERT(program.load());
    program.start();
    program.machine().run_until(most_steps);
    return 0;
}

// What is wrong often: one byte of the bytecode. The general mutations are libFuzzer's.
extern "C" std::size_t LLVMFuzzerMutate(std::uint8_t* data, std::size_t size, std::size_t most);

extern "C" std::size_t LLVMFuzzerCustomMutator(
    std::uint8_t* data, std::size_t size, std::size_t most, unsigned seed)
{
    if (size <= fw::code::pyc_header_size || seed % 4 == 0) {
        return LLVMFuzzerMutate(data, size, most);
    }
    for (unsigned change = 0; change <= seed / 4 % 3; ++change) {
        const std::size_t room = size - fw::code::pyc_header_size;
        const std::size_t at
            = fw::code::pyc_header_size + (seed / 16 + change * 7919U) * std::size_t{ 31 } % room;
        data[at] = static_cast<std::uint8_t>(seed >> 24) % 2 == 0
            ? static_cast<std::uint8_t>(seed >> 12)
            : static_cast<std::uint8_t>(data[at] + (seed % 5) - 2);
    }
    return size;
}
