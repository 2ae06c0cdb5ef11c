// See highlight.h.

#include "ui/model/highlight.h"

#include <algorithm>
#include <array>
#include <cctype>

namespace fw::ui {
namespace {

constexpr std::array<std::string_view, 35> keywords{ "False", "None", "True", "and", "as", "assert",
    "async", "await", "break", "class", "continue", "def", "del", "elif", "else", "except",
    "finally", "for", "from", "global", "if", "import", "in", "is", "lambda", "nonlocal", "not",
    "or", "pass", "raise", "return", "try", "while", "with", "yield" };

bool is_word(char c)
{
    return std::isalnum(static_cast<unsigned char>(c)) || c == '_' || (c & 0x80);
}

bool is_string_prefix(std::string_view word)
{
    return word.size() <= 2 && word.find_first_not_of("rRbBuUfF") == std::string_view::npos;
}

class Highlighter {
public:
    explicit Highlighter(std::string_view text)
        : m_text(text)
    {
    }

    std::vector<StyledLine> run()
    {
        m_lines.emplace_back();
        while (m_at < m_text.size()) {
            next();
        }
        return std::move(m_lines);
    }

private:
    char peek(std::size_t ahead = 0) const
    {
        return m_at + ahead < m_text.size() ? m_text[m_at + ahead] : '\0';
    }

    // Puts text[m_at, end) with its tone, split at the ends of lines.
    void emit(std::size_t end, Tone tone)
    {
        while (m_at < end) {
            const std::size_t stop = std::min(m_text.find('\n', m_at), end);
            if (stop > m_at) {
                std::string piece(m_text.substr(m_at, stop - m_at));
                std::erase(piece, '\r');
                StyledLine& line = m_lines.back();
                if (!line.empty() && line.back().tone == tone) {
                    line.back().text += piece;
                } else {
                    line.push_back({ std::move(piece), tone });
                }
            }
            m_at = stop;
            if (m_at < end) {
                m_lines.emplace_back();
                ++m_at;
            }
        }
    }

    std::size_t string_end(std::size_t quote) const
    {
        const char mark = m_text[quote];
        const bool triple = m_text.substr(quote, 3) == std::string(3, mark);
        std::size_t at = quote + (triple ? 3 : 1);
        for (; at < m_text.size(); ++at) {
            if (m_text[at] == '\\') {
                ++at;
            } else if (triple && m_text.substr(at, 3) == std::string(3, mark)) {
                return at + 3;
            } else if (!triple && m_text[at] == mark) {
                return at + 1;
            } else if (!triple && m_text[at] == '\n') {
                return at;
            }
        }
        return std::min(at, m_text.size());
    }

    void next()
    {
        const char c = peek();
        if (c == '#') {
            emit(std::min(m_text.find('\n', m_at), m_text.size()), Tone::Comment);
        } else if (c == '"' || c == '\'') {
            emit(string_end(m_at), Tone::String);
        } else if (std::isdigit(static_cast<unsigned char>(c))) {
            std::size_t end = m_at;
            while (end < m_text.size()
                && (is_word(m_text[end]) || m_text[end] == '.'
                    || ((m_text[end] == '+' || m_text[end] == '-')
                        && (m_text[end - 1] == 'e' || m_text[end - 1] == 'E')))) {
                ++end;
            }
            emit(end, Tone::Number);
        } else if (is_word(c)) {
            word();
        } else {
            if (c == '@' && m_lines.back().size() <= 1 && only_blanks()) {
                m_defines = true; // A decorator's name reads like a definition.
            }
            emit(m_at + 1, Tone::Text);
        }
    }

    bool only_blanks() const
    {
        const std::string line = plain(m_lines.back());
        return line.find_first_not_of(" \t") == std::string::npos;
    }

    void word()
    {
        std::size_t end = m_at;
        while (end < m_text.size() && is_word(m_text[end])) {
            ++end;
        }
        const std::string_view text = m_text.substr(m_at, end - m_at);
        if (end < m_text.size() && (m_text[end] == '"' || m_text[end] == '\'')
            && is_string_prefix(text)) {
            emit(string_end(end), Tone::String);
            return;
        }
        const bool keyword = std::find(keywords.begin(), keywords.end(), text) != keywords.end();
        const Tone tone = keyword ? Tone::Keyword : m_defines ? Tone::Definition : Tone::Text;
        m_defines = text == "def" || text == "class";
        emit(end, tone);
    }

    std::string_view m_text;
    std::size_t m_at = 0;
    bool m_defines = false;
    std::vector<StyledLine> m_lines;
};

} // namespace

std::vector<StyledLine> highlight_python(std::string_view text)
{
    return Highlighter(text).run();
}

} // namespace fw::ui
