// Numbers of the program, handles of the host, and what the journal tells about both.

#include "vm/timeline/open_files.h"

#include "vm/base/assert.h"

#include <cerrno>

namespace fw::timeline {

using host::Answer;
using host::Call;
using host::Request;

OpenFiles::OpenFiles(host::Host& host, const Journal& journal)
    : OpenFiles(host)
{
    constexpr Journal::CallMask calls = Journal::mask_of(Call::Open) | Journal::mask_of(Call::Close)
        | Journal::mask_of(Call::Read) | Journal::mask_of(Call::Write)
        | Journal::mask_of(Call::Seek);
    journal.for_each(calls, [this](const Entry& entry) { replay(entry); });
}

OpenFiles::~OpenFiles()
{
    for (const auto& [number, file] : m_files) {
        if (file.handle) {
            m_host.answer({ .call = Call::Close, .handle = *file.handle });
        }
    }
}

void OpenFiles::replay(const Entry& entry)
{
    const Answer& answer = entry.answer;
    if (entry.call == Call::Open) {
        if (answer.error == 0) {
            m_files[answer.number] = { std::string(entry.path), entry.flags, 0, false, {} };
        }
        return;
    }
    const auto found = m_files.find(entry.handle);
    if (found == m_files.end()) {
        return;
    }
    File& file = found->second;
    switch (entry.call) {
    case Call::Close:
        m_files.erase(found);
        return;
    case Call::Read:
        file.position += static_cast<std::int64_t>(answer.text.size());
        return;
    case Call::Write:
        file.position += answer.number;
        file.at_end = file.at_end || (file.flags & host::OpenAppend) != 0;
        return;
    case Call::Seek:
        if (answer.error == 0) {
            file.position = answer.number;
            file.at_end = false;
        }
        return;
    default:
        FW_UNREACHABLE();
    }
}

int OpenFiles::open_again(File& file) const
{
    constexpr std::uint32_t once = host::OpenCreate | host::OpenTruncate | host::OpenExclusive;
    const Answer opened
        = m_host.answer({ .call = Call::Open, .flags = file.flags & ~once, .path = file.path });
    if (opened.error != 0) {
        return opened.error;
    }
    file.handle = opened.number;
    const host::SeekFrom from = file.at_end ? host::SeekFrom::End : host::SeekFrom::Start;
    // What cannot seek (a pipe, a terminal) goes on where it is.
    m_host.answer({ .call = Call::Seek,
        .handle = opened.number,
        .number = file.at_end ? 0 : file.position,
        .flags = static_cast<std::uint32_t>(from) });
    return 0;
}

Answer OpenFiles::open(const Request& request)
{
    Answer opened = m_host.answer(request);
    if (opened.error != 0) {
        return opened;
    }
    std::int64_t number = m_lowest_number;
    while (m_files.contains(number)) {
        ++number;
    }
    m_files[number] = { std::string(request.path), request.flags, 0, false, opened.number };
    opened.number = number;
    return opened;
}

Answer OpenFiles::close(std::int64_t number)
{
    const auto found = m_files.find(number);
    if (found == m_files.end()) {
        return { .error = EBADF };
    }
    const std::optional<std::int64_t> handle = found->second.handle;
    m_files.erase(found);
    return handle ? m_host.answer({ .call = Call::Close, .handle = *handle }) : Answer{};
}

Answer OpenFiles::answer(const Request& request)
{
    if (request.call == Call::Open) {
        return open(request);
    }
    if (request.handle >= 0 && request.handle <= last_stream) {
        // The process's own streams are not the program's to close.
        return request.call == Call::Close ? Answer{} : m_host.answer(request);
    }
    if (request.call == Call::Close) {
        return close(request.handle);
    }
    const auto found = m_files.find(request.handle);
    if (found == m_files.end()) {
        return { .error = EBADF };
    }
    File& file = found->second;
    if (!file.handle) {
        if (const int error = open_again(file)) {
            return { .error = error };
        }
    }
    Request real = request;
    real.handle = *file.handle;
    return m_host.answer(real);
}

} // namespace fw::timeline
