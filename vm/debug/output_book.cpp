// Output by step.

#include "vm/debug/output_book.h"

namespace fw::debug {

namespace {

// An instruction is counted when it asks: what it prints belongs to its own step.
inspect::Step step_of(std::uint64_t asked_at)
{
    return asked_at > 0 ? asked_at - 1 : 0;
}

} // namespace

void OutputBook::go_back_to(std::size_t entry)
{
    while (!m_marks.empty() && m_marks.back().entry >= entry) {
        const Mark mark = m_marks.back();
        m_marks.pop_back();
        while (m_pieces.size() > mark.piece + 1) {
            m_bytes -= m_pieces.back().text.size();
            m_pieces.pop_back();
        }
        std::string& text = m_pieces.back().text;
        m_bytes -= text.size() - mark.length;
        text.resize(mark.length);
        if (text.empty()) {
            m_pieces.pop_back();
        }
    }
}

void OutputBook::add(
    std::size_t entry, inspect::Stream stream, std::string_view text, inspect::Step step)
{
    if (text.empty() || m_bytes > most_bytes) {
        return;
    }
    if (m_bytes + text.size() > most_bytes) {
        stream = inspect::Stream::Error;
        text = "\n[more than 16 MiB of output: the rest is not shown]\n";
        m_bytes = most_bytes;
    }
    if (m_pieces.empty() || m_pieces.back().stream != stream || m_pieces.back().step != step) {
        m_pieces.push_back({ stream, {}, step });
    }
    m_marks.push_back({ entry, m_pieces.size() - 1, m_pieces.back().text.size() });
    m_pieces.back().text += text;
    m_bytes += text.size();
}

const std::vector<inspect::OutputPiece>& OutputBook::up_to_now(const timeline::JournalHost& host)
{
    using timeline::Journal;
    const Journal& journal = *host.journal();
    if (&journal != m_journal || journal.generation() != m_generation) {
        m_journal = &journal;
        m_generation = journal.generation();
        m_entries = 0;
        m_marks.clear();
        m_pieces.clear();
        m_bytes = 0;
    }
    const std::size_t now = host.cursor();
    if (now < m_entries) {
        go_back_to(now);
    }
    journal.for_each(m_entries, now,
        Journal::mask_of(host::Call::Output) | Journal::mask_of(host::Call::ReadLine),
        [this](std::size_t index, const timeline::Entry& entry) {
            if (entry.call == host::Call::ReadLine) {
                add(index, inspect::Stream::Input, entry.answer.text, step_of(entry.step));
                return;
            }
            const bool is_error = entry.flags == static_cast<std::uint32_t>(host::Stream::Error);
            add(index, is_error ? inspect::Stream::Error : inspect::Stream::Out, entry.text,
                step_of(entry.step));
        });
    m_entries = now;
    return m_pieces;
}

} // namespace fw::debug
