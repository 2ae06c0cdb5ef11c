// The only door to the world: clocks, randomness, environment, files, standard streams. Every call
// is a plain-data request and a plain-data answer through one virtual function, so that a decorator
// (a journal) can record and replay all of it, output included. It knows no Python objects; errors
// are errno numbers.

#pragma once

#include <array>
#include <cstdint>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace fw::host {

enum class Call : std::uint8_t {
#define FW_CALL(name) name,
#include "vm/host/calls.def"
#undef FW_CALL
};

// "Open", "ReadLine", ...
std::string_view name_of(Call call);
inline constexpr std::size_t call_count = 0
#define FW_CALL(name) +1
#include "vm/host/calls.def"
#undef FW_CALL
    ;

enum class Stream : std::uint32_t { Input, Output, Error };
enum OpenFlags : std::uint32_t {
    OpenRead = 1,
    OpenWrite = 2,
    OpenCreate = 4,
    OpenTruncate = 8,
    OpenAppend = 16,
    OpenExclusive = 32,
};
enum class LinkKind : std::uint32_t { Hard, Symbolic };
enum class SeekFrom : std::uint32_t { Start, Current, End };

struct Request {
    Call call;
    std::int64_t handle = 0;
    std::int64_t number = 0;
    std::uint32_t flags = 0;
    std::string_view path = {};
    std::string_view text = {};
};

struct Answer {
    int error = 0; // errno; 0 when it went well
    bool pending = false; // not available yet: suspend and ask again
    std::int64_t number = 0;
    std::string text;
    std::vector<std::int64_t> numbers;
    std::vector<std::string> names;

    bool operator==(const Answer&) const = default;
};

// A value, or the errno that says why there is none.
template <typename T> struct Outcome {
    int error = 0;
    T value{};

    explicit operator bool() const { return error == 0; }
};

struct FileStatus {
    std::int64_t mode = 0; // type and permissions, as st_mode
    std::int64_t inode = 0;
    std::int64_t device = 0;
    std::int64_t links = 0;
    std::int64_t user = 0;
    std::int64_t group = 0;
    std::int64_t size = 0;
    std::int64_t accessed_ns = 0;
    std::int64_t modified_ns = 0;
    std::int64_t changed_ns = 0;

    bool is_directory() const { return (mode & 0170000) == 0040000; }
    bool is_file() const { return (mode & 0170000) == 0100000; }
};

struct LocalTime {
    int year = 0; // 2026
    int month = 0; // 1 to 12
    int day = 0;
    int hour = 0;
    int minute = 0;
    int second = 0;
    int weekday = 0; // Monday is 0
    int day_of_year = 0; // from 1
    int summer_time = 0;
    int offset = 0; // seconds east of Greenwich
    std::string zone;
};

class Host {
public:
    virtual ~Host() = default;

    // The one way in. Called with operator new set to malloc's memory, whatever the caller's fiber
    // does; the request's texts must be copied to be kept. Never throws but std::bad_alloc.
    virtual Answer answer(const Request& request) = 0;

    // Asks and hands the answer over in the caller's own memory.
    Answer ask(const Request& request);

    std::int64_t time_ns() { return number(Call::Time); }
    std::int64_t monotonic_ns() { return number(Call::Monotonic); }
    std::int64_t perf_counter_ns() { return number(Call::PerfCounter); }
    std::int64_t process_time_ns() { return number(Call::ProcessTime); }
    void sleep_ns(std::int64_t duration);
    LocalTime local_time(std::int64_t seconds);
    std::string random_bytes(std::size_t count);
    std::int64_t process_id() { return number(Call::ProcessId); }

    std::optional<std::string> variable(std::string_view name);
    std::vector<std::string> environment();
    Outcome<std::string> current_directory();

    Outcome<std::int64_t> open(std::string_view path, unsigned flags, int permissions = 0666);
    int close(std::int64_t handle); // errno
    Outcome<std::string> read(std::int64_t handle, std::size_t at_most); // empty at the end
    Outcome<std::string> read_all(std::int64_t handle);
    // To the handles 1 and 2: output.
    Outcome<std::int64_t> write(std::int64_t handle, std::string_view bytes);
    Outcome<std::int64_t> seek(std::int64_t handle, std::int64_t offset, SeekFrom from);
    Outcome<std::int64_t> tell(std::int64_t handle) { return seek(handle, 0, SeekFrom::Current); }
    int truncate(std::int64_t handle, std::int64_t size);
    Outcome<FileStatus> status(std::int64_t handle);
    Outcome<FileStatus> status(std::string_view path, bool follow_links = true);
    bool exists(std::string_view path) { return bool(status(path)); }
    Outcome<std::vector<std::string>> list(std::string_view path);
    Outcome<std::string> real_path(std::string_view path);
    int remove(std::string_view path);
    int remove_directory(std::string_view path);
    int make_directory(std::string_view path, int permissions = 0777);
    int rename(std::string_view from, std::string_view to);
    int change_mode(std::string_view path, int permissions);
    Outcome<std::string> read_link(std::string_view path);
    int make_link(std::string_view path, std::string_view target, LinkKind kind);
    int set_times(std::string_view path, std::int64_t accessed_ns, std::int64_t modified_ns);
    Outcome<std::string> read_file(std::string_view path); // open, read, close

    // A line with its newline, empty at the end of the input. Nothing when it is not available yet:
    // suspend, ask again.
    std::optional<std::string> read_line();
    int write_out(std::string_view text) { return output(Stream::Output, text); }
    int write_error(std::string_view text) { return output(Stream::Error, text); }
    int output(Stream stream, std::string_view text);
    // The program wants what it wrote to be seen now.
    void flush(Stream stream);
    bool is_terminal(Stream stream);

protected:
    Host() = default;
    Host(const Host&) = default;
    Host& operator=(const Host&) = default;

private:
    std::int64_t number(Call call);
};

} // namespace fw::host
