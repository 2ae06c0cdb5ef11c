// The files that a program holds open at the end of one line of history. The program knows them by
// numbers of its own, the lowest free one from 3 on as a process has them; behind a number is a
// handle of the real host, or none yet: a line that branched off opens its files anew when it first
// uses them, at the place where it had them, and never truncates one.

#pragma once

#include "vm/timeline/journal.h"

#include <cstdint>
#include <map>
#include <optional>
#include <string>

namespace fw::timeline {

class OpenFiles {
public:
    static constexpr std::int64_t first_number = 3;
    static constexpr std::int64_t last_stream = 2; // 0, 1 and 2 are the standard streams

    // None is open, or those that the journal has left open. The host must outlive them.
    explicit OpenFiles(host::Host& host, std::int64_t lowest_number = first_number)
        : m_host(host)
        , m_lowest_number(lowest_number)
    {
    }
    OpenFiles(host::Host& host, const Journal& journal);
    ~OpenFiles(); // closes all
    OpenFiles(const OpenFiles&) = delete;
    OpenFiles& operator=(const OpenFiles&) = delete;

    bool has(std::int64_t number) const { return m_files.contains(number); }

    // Answers a request about a file: Open, and all that have a handle.
    host::Answer answer(const host::Request& request);

private:
    struct File {
        std::string path;
        std::uint32_t flags = 0;
        std::int64_t position = 0; // of a file not opened anew yet
        bool at_end = false; // the same: its position is its end
        std::optional<std::int64_t> handle; // the real one
    };

    host::Answer open(const host::Request& request);
    host::Answer close(std::int64_t number);
    int open_again(File& file) const; // errno
    void replay(const Entry& entry);

    host::Host& m_host;
    std::int64_t m_lowest_number;
    std::map<std::int64_t, File> m_files;
};

} // namespace fw::timeline
