// One system call or two for each kind of request.

#include "vm/host/real_host.h"

#include <dirent.h>
#include <fcntl.h>
#include <sys/random.h>
#include <sys/stat.h>
#include <time.h>
#include <unistd.h>

#include <algorithm>
#include <cerrno>
#include <climits>
#include <cstdio>
#include <cstdlib>
#include <memory>
#include <utility>

namespace fw::host {

namespace {

constexpr std::int64_t second = 1000000000;
constexpr std::size_t input_chunk = 65536;

Answer failed()
{
    return { .error = errno };
}
Answer done(std::int64_t result)
{
    return result < 0 ? failed() : Answer{ .number = result };
}
int handle_of(const Request& request)
{
    return static_cast<int>(request.handle);
}

std::int64_t nanoseconds(const timespec& time)
{
    return time.tv_sec * second + time.tv_nsec;
}

Answer clock(clockid_t id)
{
    timespec now{};
    clock_gettime(id, &now);
    return { .number = nanoseconds(now) };
}

Answer sleep_for(std::int64_t duration)
{
    timespec left{ duration / second, duration % second };
    while (duration > 0 && nanosleep(&left, &left) != 0 && errno == EINTR) { }
    return {};
}

Answer ask_local_time(std::int64_t seconds)
{
    const time_t when = seconds;
    tm parts{};
    if (!localtime_r(&when, &parts)) {
        return failed();
    }
    return { .text = parts.tm_zone ? parts.tm_zone : "",
        .numbers = { parts.tm_year + 1900, parts.tm_mon + 1, parts.tm_mday, parts.tm_hour,
            parts.tm_min, parts.tm_sec, (parts.tm_wday + 6) % 7, parts.tm_yday + 1, parts.tm_isdst,
            parts.tm_gmtoff } };
}

Answer ask_random(std::int64_t count)
{
    Answer answer;
    answer.text.resize(static_cast<std::size_t>(std::max<std::int64_t>(count, 0)));
    for (std::size_t got = 0; got < answer.text.size();) {
        const ssize_t more = getrandom(answer.text.data() + got, answer.text.size() - got, 0);
        if (more < 0 && errno != EINTR) {
            return failed();
        }
        got += static_cast<std::size_t>(std::max<ssize_t>(more, 0));
    }
    return answer;
}

Answer ask_variable(const std::string& name)
{
    const char* const value = std::getenv(name.c_str());
    return value ? Answer{ .text = value } : Answer{ .error = ENOENT };
}

Answer ask_environment()
{
    Answer answer;
    for (char** entry = environ; entry && *entry; ++entry) {
        answer.names.emplace_back(*entry);
    }
    return answer;
}

// What a C function allocated and the caller frees.
Answer allocated_text(char* text)
{
    const std::unique_ptr<char, void (*)(void*)> owner(text, std::free);
    return text ? Answer{ .text = text } : failed();
}

Answer open_file(const std::string& path, std::uint32_t flags, std::int64_t permissions)
{
    int mode = O_CLOEXEC;
    mode |= (flags & OpenRead) && (flags & OpenWrite) ? O_RDWR
        : flags & OpenWrite                           ? O_WRONLY
                                                      : O_RDONLY;
    mode |= flags & OpenCreate ? O_CREAT : 0;
    mode |= flags & OpenTruncate ? O_TRUNC : 0;
    mode |= flags & OpenAppend ? O_APPEND : 0;
    mode |= flags & OpenExclusive ? O_EXCL | O_CREAT : 0;
    return done(::open(path.c_str(), mode, static_cast<mode_t>(permissions)));
}

Answer read_some(int handle, std::int64_t at_most)
{
    Answer answer;
    answer.text.resize(static_cast<std::size_t>(std::clamp<std::int64_t>(at_most, 0, 1 << 30)));
    ssize_t got = 0;
    do {
        got = ::read(handle, answer.text.data(), answer.text.size());
    } while (got < 0 && errno == EINTR);
    if (got < 0) {
        return failed();
    }
    answer.text.resize(static_cast<std::size_t>(got));
    return answer;
}

Answer write_all(int handle, std::string_view bytes)
{
    std::size_t written = 0;
    while (written < bytes.size()) {
        const ssize_t more = ::write(handle, bytes.data() + written, bytes.size() - written);
        if (more < 0 && errno != EINTR) {
            return { .error = errno, .number = static_cast<std::int64_t>(written) };
        }
        written += static_cast<std::size_t>(std::max<ssize_t>(more, 0));
    }
    return { .number = static_cast<std::int64_t>(written) };
}

Answer ask_seek(const Request& request)
{
    static constexpr std::array<int, 3> origins = { SEEK_SET, SEEK_CUR, SEEK_END };
    return request.flags < origins.size()
        ? done(lseek(handle_of(request), request.number, origins[request.flags]))
        : Answer{ .error = EINVAL };
}

Answer ask_status(int result, const struct stat& status)
{
    if (result != 0) {
        return failed();
    }
    return { .numbers
        = { static_cast<std::int64_t>(status.st_mode), static_cast<std::int64_t>(status.st_ino),
            static_cast<std::int64_t>(status.st_dev), static_cast<std::int64_t>(status.st_nlink),
            status.st_uid, status.st_gid, status.st_size, nanoseconds(status.st_atim),
            nanoseconds(status.st_mtim), nanoseconds(status.st_ctim) } };
}

Answer ask_list(const std::string& path)
{
    const std::unique_ptr<DIR, int (*)(DIR*)> folder(opendir(path.c_str()), closedir);
    if (!folder) {
        return failed();
    }
    Answer answer;
    while (const dirent* const entry = readdir(folder.get())) {
        const std::string_view name = entry->d_name;
        if (name != "." && name != "..") {
            answer.names.emplace_back(name);
        }
    }
    std::sort(answer.names.begin(), answer.names.end());
    return answer;
}

Answer ask_link(const std::string& path)
{
    Answer answer;
    answer.text.resize(PATH_MAX);
    const ssize_t length = readlink(path.c_str(), answer.text.data(), answer.text.size());
    if (length < 0) {
        return { .error = errno };
    }
    answer.text.resize(static_cast<std::size_t>(length));
    return answer;
}

Answer add_link(const std::string& path, const std::string& target, LinkKind kind)
{
    return done(kind == LinkKind::Symbolic ? symlink(target.c_str(), path.c_str())
                                           : link(target.c_str(), path.c_str()));
}

timespec time_of(std::int64_t nanoseconds)
{
    const std::int64_t rest = (nanoseconds % second + second) % second;
    return { .tv_sec = (nanoseconds - rest) / second, .tv_nsec = rest };
}

Answer change_times(const std::string& path, std::int64_t accessed, std::int64_t modified)
{
    const timespec times[2] = { time_of(accessed), time_of(modified) };
    return done(utimensat(AT_FDCWD, path.c_str(), times, 0));
}

} // namespace

Answer RealHost::read_standard_input()
{
    for (;;) {
        const std::size_t end = m_input.find('\n');
        if (end != std::string::npos) {
            Answer answer{ .text = m_input.substr(0, end + 1) };
            m_input.erase(0, end + 1);
            return answer;
        }
        Answer more = read_some(STDIN_FILENO, input_chunk);
        if (more.error != 0) {
            return more;
        }
        if (more.text.empty()) {
            return { .text = std::exchange(m_input, {}) };
        }
        m_input += more.text;
    }
}

// What read_line() has read ahead comes first.
Answer RealHost::read_handle(const Request& request)
{
    if (request.handle == STDIN_FILENO && !m_input.empty() && request.number > 0) {
        Answer answer{ .text = m_input.substr(0, static_cast<std::size_t>(request.number)) };
        m_input.erase(0, answer.text.size());
        return answer;
    }
    return read_some(handle_of(request), request.number);
}

Answer RealHost::answer(const Request& request)
{
    const std::string path(request.path);
    struct stat found { };
    switch (request.call) {
    case Call::Time:
        return clock(CLOCK_REALTIME);
    case Call::Monotonic:
    case Call::PerfCounter:
        return clock(CLOCK_MONOTONIC);
    case Call::ProcessTime:
        return clock(CLOCK_PROCESS_CPUTIME_ID);
    case Call::Sleep:
        return sleep_for(request.number);
    case Call::LocalTime:
        return ask_local_time(request.number);
    case Call::RandomBytes:
        return ask_random(request.number);
    case Call::ProcessId:
        return { .number = getpid() };
    case Call::Variable:
        return ask_variable(path);
    case Call::Environment:
        return ask_environment();
    case Call::CurrentDirectory:
        return allocated_text(getcwd(nullptr, 0));
    case Call::Open:
        return open_file(path, request.flags, request.number);
    case Call::Close:
        return done(::close(handle_of(request)));
    case Call::Read:
        return read_handle(request);
    case Call::Write:
        return write_all(handle_of(request), request.text);
    case Call::Seek:
        return ask_seek(request);
    case Call::Truncate:
        return done(ftruncate(handle_of(request), request.number));
    case Call::HandleStatus:
        return ask_status(fstat(handle_of(request), &found), found);
    case Call::Status:
        return ask_status(
            request.flags ? stat(path.c_str(), &found) : lstat(path.c_str(), &found), found);
    case Call::List:
        return ask_list(path);
    case Call::RealPath:
        return allocated_text(realpath(path.c_str(), nullptr));
    case Call::Remove:
        return done(unlink(path.c_str()));
    case Call::RemoveDirectory:
        return done(rmdir(path.c_str()));
    case Call::MakeDirectory:
        return done(mkdir(path.c_str(), static_cast<mode_t>(request.number)));
    case Call::Rename:
        return done(std::rename(path.c_str(), std::string(request.text).c_str()));
    case Call::ChangeMode:
        return done(chmod(path.c_str(), static_cast<mode_t>(request.number)));
    case Call::ReadLink:
        return ask_link(path);
    case Call::MakeLink:
        return add_link(path, std::string(request.text), static_cast<LinkKind>(request.flags));
    case Call::SetTimes:
        return change_times(path, request.handle, request.number);
    case Call::ReadLine:
        return read_standard_input();
    case Call::Output:
        return write_all(
            static_cast<Stream>(request.flags) == Stream::Error ? STDERR_FILENO : STDOUT_FILENO,
            request.text);
    case Call::Flush:
        return {}; // nothing is held back
    case Call::IsTerminal:
        return { .number = isatty(static_cast<int>(request.flags)) };
    }
    return { .error = ENOSYS };
}

} // namespace fw::host
