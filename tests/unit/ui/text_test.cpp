// Colours of source text, and the palette's matching.

#include "ui/model/fuzzy.h"
#include "ui/model/highlight.h"

#include <gtest/gtest.h>

namespace fw::ui {
namespace {

Tone tone_of_word(const StyledLine& line, const std::string& word)
{
    for (const Span& span : line) {
        if (span.text.find(word) != std::string::npos) {
            return span.tone;
        }
    }
    return Tone::Count;
}

TEST(Highlight, TheSpansAreTheText)
{
    const std::string text = "def f(x):\n    '''doc\n    string'''\n    return rb\"a\\\"b\" + 0x1F "
                             " # end\n@decorate\nclass A: pass";
    std::string again;
    for (const StyledLine& line : highlight_python(text)) {
        again += (again.empty() ? "" : "\n") + plain(line);
    }
    EXPECT_EQ(again, text);
}

TEST(Highlight, KnowsKeywordsStringsNumbersAndComments)
{
    const auto lines = highlight_python(
        "def f(x):\n    return f'{x}' + 1e-5 # why\n'''a\nb''' if None else defer\n");
    EXPECT_EQ(tone_of_word(lines[0], "def"), Tone::Keyword);
    EXPECT_EQ(tone_of_word(lines[0], "f"), Tone::Keyword); // of "def"
    EXPECT_EQ(lines[0][2].tone, Tone::Definition);
    EXPECT_EQ(tone_of_word(lines[1], "f'{x}'"), Tone::String);
    EXPECT_EQ(tone_of_word(lines[1], "1e-5"), Tone::Number);
    EXPECT_EQ(tone_of_word(lines[1], "# why"), Tone::Comment);
    EXPECT_EQ(tone_of_word(lines[3], "b'''"), Tone::String);
    EXPECT_EQ(tone_of_word(lines[3], "defer"), Tone::Text);
}

TEST(Highlight, BrokenProgramsAreColouredAsFarAsTheyGo)
{
    EXPECT_EQ(highlight_python("x = 'open\ny = 2").size(), 2U);
    EXPECT_EQ(highlight_python("'''never closed\n\n").size(), 3U);
    EXPECT_EQ(highlight_python("").size(), 1U);
    EXPECT_EQ(highlight_python("'\\").size(), 1U);
}

TEST(Fuzzy, BeginningsOfWordsWin)
{
    EXPECT_FALSE(fuzzy_score("xyz", "Step over"));
    EXPECT_TRUE(fuzzy_score("", "anything"));
    EXPECT_GT(fuzzy_score("so", "Step over"), fuzzy_score("so", "Search anything more"));
    EXPECT_GT(fuzzy_score("step", "Step out"), fuzzy_score("step", "Show the panel"));
    EXPECT_TRUE(fuzzy_score("STEP", "step"));
}

} // namespace
} // namespace fw::ui
