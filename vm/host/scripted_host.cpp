// Answers what it was told to, and asks the real host for the rest.

#include "vm/host/scripted_host.h"

#include "vm/base/region_new.h"

namespace fw::host {

void ScriptedHost::give_input(std::string_view text)
{
    const OutsideRegion scope;
    while (!text.empty()) {
        const std::size_t end = text.find('\n');
        m_lines.emplace_back(text.substr(0, end)).push_back('\n');
        text.remove_prefix(end == std::string_view::npos ? text.size() : end + 1);
    }
}

std::string ScriptedHost::captured(Stream stream) const
{
    std::string all;
    for (const Piece& piece : m_output) {
        all += piece.stream == stream ? piece.text : "";
    }
    return all;
}

std::string ScriptedHost::captured() const
{
    std::string all;
    for (const Piece& piece : m_output) {
        all += piece.text;
    }
    return all;
}

Answer ScriptedHost::next_line()
{
    m_waits = m_lines.empty() && !m_input_ended;
    if (m_lines.empty()) {
        return { .pending = m_waits };
    }
    Answer answer{ .text = std::move(m_lines.front()) };
    m_lines.pop_front();
    return answer;
}

// For who reads standard input by its handle, and cannot wait.
Answer ScriptedHost::read_given(std::int64_t at_most)
{
    if (m_lines.empty() || at_most <= 0) {
        return {};
    }
    std::string& line = m_lines.front();
    Answer answer{ .text = line.substr(0, static_cast<std::size_t>(at_most)) };
    line.erase(0, answer.text.size());
    if (line.empty()) {
        m_lines.pop_front();
    }
    return answer;
}

Answer ScriptedHost::keep(Stream stream, std::string_view text)
{
    if (m_output.empty() || m_output.back().stream != stream) {
        m_output.push_back({ stream, {} });
    }
    m_output.back().text += text;
    if (m_listener) {
        m_listener(stream, text);
    }
    return { .number = static_cast<std::int64_t>(text.size()) };
}

Answer ScriptedHost::scripted_random(std::int64_t count)
{
    Answer answer;
    for (; count > 0; --count) {
        m_random = m_random * 6364136223846793005U + 1442695040888963407U;
        answer.text.push_back(static_cast<char>(m_random >> 56));
    }
    return answer;
}

Answer ScriptedHost::answer(const Request& request)
{
    switch (request.call) {
    case Call::ReadLine:
        return next_line();
    case Call::Read:
        if (request.handle == static_cast<std::int64_t>(Stream::Input)) {
            return read_given(request.number);
        }
        break;
    case Call::Output:
        return keep(static_cast<Stream>(request.flags), request.text);
    case Call::IsTerminal:
        return {};
    default:
        break;
    }
    if (m_clock == Clock::Real) {
        return RealHost::answer(request);
    }
    switch (request.call) {
    case Call::Time:
        m_elapsed += tick;
        return { .number = first_moment + m_elapsed };
    case Call::Monotonic:
    case Call::PerfCounter:
    case Call::ProcessTime:
        m_elapsed += tick;
        return { .number = m_elapsed };
    case Call::Sleep:
        m_elapsed += request.number;
        return {};
    case Call::RandomBytes:
        return scripted_random(request.number);
    default:
        return RealHost::answer(request);
    }
}

} // namespace fw::host
