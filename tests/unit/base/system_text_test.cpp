// The system's bytes as text and back.

#include "vm/base/system_text.h"

#include "vm/base/utf8.h"

#include <gtest/gtest.h>

namespace fw {
namespace {

TEST(SystemText, BytesThatAreNoUtf8AreKept)
{
    EXPECT_EQ(text_from_system("plain"), "plain");
    EXPECT_EQ(text_from_system("h\xc3\xa9"), "h\xc3\xa9");
    EXPECT_EQ(text_from_system("a\xff"), "a\xed\xb3\xbf"); // U+DCFF
    EXPECT_EQ(text_from_system("\xc3"), "\xed\xb3\x83");
    for (const std::string bytes : { "", "plain", "h\xc3\xa9", "\xff\xfe.txt", "a\xc3",
             "\xed\xb2\x80", "\xe2\x82", "\xf0\x9f\x90\x8d\x80", "\xed\x9f\xbf" }) {
        const std::string text = text_from_system(bytes);
        EXPECT_TRUE(measure_utf8(text, Surrogates::Allow).good()) << bytes;
        EXPECT_EQ(text_to_system(text), bytes);
    }
    EXPECT_EQ(text_to_system("\xed\xa0\x80"), "\xed\xa0\x80"); // U+D800 stands for no byte
}

} // namespace
} // namespace fw
