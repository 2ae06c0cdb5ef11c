// See fuzzy.h.

#include "ui/model/fuzzy.h"

#include <cctype>

namespace fw::ui {

std::optional<int> fuzzy_score(std::string_view pattern, std::string_view text)
{
    const auto lower = [](char c) { return std::tolower(static_cast<unsigned char>(c)); };
    const auto starts_word = [&](std::size_t at) {
        return at == 0 || !std::isalnum(static_cast<unsigned char>(text[at - 1]))
            || (std::isupper(static_cast<unsigned char>(text[at]))
                && std::islower(static_cast<unsigned char>(text[at - 1])));
    };
    int score = 0;
    std::size_t at = 0;
    bool in_run = false;
    for (const char wanted : pattern) {
        if (wanted == ' ') {
            in_run = false;
            continue;
        }
        // Prefer the beginning of a word to the next place where the letter happens to be.
        std::size_t found = std::string_view::npos;
        if (in_run && at < text.size() && lower(text[at]) == lower(wanted)) {
            found = at;
        }
        for (std::size_t i = at; found == std::string_view::npos && i < text.size(); ++i) {
            if (lower(text[i]) == lower(wanted) && starts_word(i)) {
                found = i;
            }
        }
        for (std::size_t i = at; found == std::string_view::npos && i < text.size(); ++i) {
            if (lower(text[i]) == lower(wanted)) {
                found = i;
            }
        }
        if (found == std::string_view::npos) {
            return std::nullopt;
        }
        score += 1 + (starts_word(found) ? 6 : 0) + (in_run && found == at ? 6 : 0);
        at = found + 1;
        in_run = true;
    }
    return score * 4 - static_cast<int>(text.size()) / 8;
}

} // namespace fw::ui
