// A program with the world that it runs in, for tests of the time machine.

#pragma once

#include "vm/builtins/program.h"
#include "vm/host/scripted_host.h"
#include "vm/timeline/timeline.h"

#include <filesystem>
#include <fstream>
#include <sstream>
#include <string>
#include <vector>

namespace fw::timeline {

inline std::string read_text(const std::filesystem::path& path)
{
    std::ifstream stream(path, std::ios::binary);
    std::ostringstream text;
    text << stream.rdbuf();
    return text.str();
}

// The examples and the golden programs.
std::vector<std::string> program_files();

inline std::string test_name(const std::string& file)
{
    const std::filesystem::path path(file);
    return path.parent_path().filename().string() + "_" + path.stem().string();
}

// Loaded and about to execute its first opcode.
class History {
public:
    explicit History(const std::string& file, std::optional<std::string> source = {})
        : m_journal_host(m_world, std::make_shared<Journal>())
        , m_program(m_journal_host, { .file = file, .source = std::move(source) })
    {
        m_world.give_input(read_text(std::filesystem::path(file).replace_extension(".in")));
        m_world.end_input();
        const bool loaded = m_program.load();
        FW_ASSERT(loaded);
        m_program.start();
    }

    Machine& machine() { return m_program.machine(); }
    JournalHost& host() { return m_journal_host; }
    Program& program() { return m_program; }
    host::ScriptedHost& world() { return m_world; }

private:
    host::ScriptedHost m_world;
    JournalHost m_journal_host;
    Program m_program;
};

} // namespace fw::timeline
