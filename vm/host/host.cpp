// The typed calls, each packed into a request.

#include "vm/host/host.h"

#include "vm/base/region_new.h"

#include <algorithm>
#include <cerrno>

namespace fw::host {

namespace {

Outcome<std::int64_t> number_of(const Answer& answer)
{
    return { answer.error, answer.number };
}
Outcome<std::string> text_of(Answer answer)
{
    return { answer.error, std::move(answer.text) };
}

// Whoever answers may be a file that was tampered with: what callers rely on is made sure of.
Outcome<std::int64_t> written_of(const Answer& answer, std::size_t size)
{
    const bool possible = answer.number >= 0 && static_cast<std::uint64_t>(answer.number) <= size;
    if (answer.error == 0 && (!possible || (answer.number == 0 && size > 0))) {
        return { EIO, 0 };
    }
    return { answer.error, answer.number };
}

Outcome<FileStatus> status_of(const Answer& answer)
{
    if (answer.error != 0 || answer.numbers.size() != 10) {
        return { answer.error != 0 ? answer.error : EIO, {} };
    }
    const std::vector<std::int64_t>& all = answer.numbers;
    return { 0,
        { all[0], all[1], all[2], all[3], all[4], all[5], all[6], all[7], all[8], all[9] } };
}

constexpr std::array<std::string_view, call_count> call_names = {
#define FW_CALL(name) #name,
#include "vm/host/calls.def"
#undef FW_CALL
};

} // namespace

std::string_view name_of(Call call)
{
    return call_names[static_cast<std::size_t>(call)];
}

// The copy is made by the caller's rule, what the host made is given back by its address.
Answer Host::ask(const Request& request)
{
    const Answer theirs = [&] {
        const OutsideRegion scope;
        return answer(request);
    }();
    return Answer(theirs);
}

std::int64_t Host::number(Call call)
{
    return ask({ .call = call }).number;
}

void Host::sleep_ns(std::int64_t duration)
{
    ask({ .call = Call::Sleep, .number = duration });
}

LocalTime Host::local_time(std::int64_t seconds)
{
    Answer answer = ask({ .call = Call::LocalTime, .number = seconds });
    answer.numbers.resize(10);
    const auto part = [&](std::size_t i) { return static_cast<int>(answer.numbers[i]); };
    return { part(0), std::clamp(part(1), 1, 12), part(2), part(3), part(4), part(5),
        std::clamp(part(6), 0, 6), part(7), part(8), part(9), std::move(answer.text) };
}

std::string Host::random_bytes(std::size_t count)
{
    std::string bytes
        = ask({ .call = Call::RandomBytes, .number = static_cast<std::int64_t>(count) }).text;
    bytes.resize(count);
    return bytes;
}

std::optional<std::string> Host::variable(std::string_view name)
{
    Answer answer = ask({ .call = Call::Variable, .path = name });
    if (answer.error != 0) {
        return std::nullopt;
    }
    return std::move(answer.text);
}

std::vector<std::string> Host::environment()
{
    return ask({ .call = Call::Environment }).names;
}

Outcome<std::string> Host::current_directory()
{
    return text_of(ask({ .call = Call::CurrentDirectory }));
}

Outcome<std::int64_t> Host::open(std::string_view path, unsigned flags, int permissions)
{
    return number_of(
        ask({ .call = Call::Open, .number = permissions, .flags = flags, .path = path }));
}

int Host::close(std::int64_t handle)
{
    return ask({ .call = Call::Close, .handle = handle }).error;
}

Outcome<std::string> Host::read(std::int64_t handle, std::size_t at_most)
{
    Answer answer = ask(
        { .call = Call::Read, .handle = handle, .number = static_cast<std::int64_t>(at_most) });
    answer.text.resize(std::min(answer.text.size(), at_most));
    return text_of(std::move(answer));
}

Outcome<std::string> Host::read_all(std::int64_t handle)
{
    Outcome<std::string> all;
    for (;;) {
        Outcome<std::string> part = read(handle, std::size_t{ 1 } << 20);
        if (!part || part.value.empty()) {
            all.error = part.error;
            return all;
        }
        all.value += part.value;
    }
}

Outcome<std::int64_t> Host::write(std::int64_t handle, std::string_view bytes)
{
    const bool is_stream = handle == static_cast<std::int64_t>(Stream::Output)
        || handle == static_cast<std::int64_t>(Stream::Error);
    const Request request = is_stream
        ? Request{ .call = Call::Output,
              .flags = static_cast<std::uint32_t>(handle),
              .text = bytes }
        : Request{ .call = Call::Write, .handle = handle, .text = bytes };
    return written_of(ask(request), bytes.size());
}

Outcome<std::int64_t> Host::seek(std::int64_t handle, std::int64_t offset, SeekFrom from)
{
    return number_of(ask({ .call = Call::Seek,
        .handle = handle,
        .number = offset,
        .flags = static_cast<std::uint32_t>(from) }));
}

int Host::truncate(std::int64_t handle, std::int64_t size)
{
    return ask({ .call = Call::Truncate, .handle = handle, .number = size }).error;
}

Outcome<FileStatus> Host::status(std::int64_t handle)
{
    return status_of(ask({ .call = Call::HandleStatus, .handle = handle }));
}

Outcome<FileStatus> Host::status(std::string_view path, bool follow_links)
{
    return status_of(ask({ .call = Call::Status, .flags = follow_links ? 1U : 0U, .path = path }));
}

Outcome<std::vector<std::string>> Host::list(std::string_view path)
{
    Answer answer = ask({ .call = Call::List, .path = path });
    return { answer.error, std::move(answer.names) };
}

Outcome<std::string> Host::real_path(std::string_view path)
{
    return text_of(ask({ .call = Call::RealPath, .path = path }));
}

int Host::remove(std::string_view path)
{
    return ask({ .call = Call::Remove, .path = path }).error;
}

int Host::remove_directory(std::string_view path)
{
    return ask({ .call = Call::RemoveDirectory, .path = path }).error;
}

int Host::make_directory(std::string_view path, int permissions)
{
    return ask({ .call = Call::MakeDirectory, .number = permissions, .path = path }).error;
}

int Host::rename(std::string_view from, std::string_view to)
{
    return ask({ .call = Call::Rename, .path = from, .text = to }).error;
}

int Host::change_mode(std::string_view path, int permissions)
{
    return ask({ .call = Call::ChangeMode, .number = permissions, .path = path }).error;
}

Outcome<std::string> Host::read_link(std::string_view path)
{
    return text_of(ask({ .call = Call::ReadLink, .path = path }));
}

int Host::make_link(std::string_view path, std::string_view target, LinkKind kind)
{
    return ask({ .call = Call::MakeLink,
                   .flags = static_cast<std::uint32_t>(kind),
                   .path = path,
                   .text = target })
        .error;
}

int Host::set_times(std::string_view path, std::int64_t accessed_ns, std::int64_t modified_ns)
{
    return ask(
        { .call = Call::SetTimes, .handle = accessed_ns, .number = modified_ns, .path = path })
        .error;
}

Outcome<std::string> Host::read_file(std::string_view path)
{
    const auto handle = open(path, OpenRead);
    if (!handle) {
        return { handle.error, {} };
    }
    auto content = read_all(handle.value);
    close(handle.value);
    return content;
}

std::optional<std::string> Host::read_line()
{
    Answer answer = ask({ .call = Call::ReadLine });
    if (answer.pending) {
        return std::nullopt;
    }
    return std::move(answer.text);
}

int Host::output(Stream stream, std::string_view text)
{
    return ask({ .call = Call::Output, .flags = static_cast<std::uint32_t>(stream), .text = text })
        .error;
}

void Host::flush(Stream stream)
{
    ask({ .call = Call::Flush, .flags = static_cast<std::uint32_t>(stream) });
}

bool Host::is_terminal(Stream stream)
{
    return ask({ .call = Call::IsTerminal, .flags = static_cast<std::uint32_t>(stream) }).number
        != 0;
}

} // namespace fw::host
