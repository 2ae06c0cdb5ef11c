// Encodings and line ends.
#include "vm/syntax/source_text.h"

#include <gtest/gtest.h>

namespace fw::syntax {

TEST(SourceText, LineEnds)
{
    EXPECT_EQ(decode_source("a\r\nb\rc", "f", SourceEncoding::File).text, "a\nb\nc\n");
    EXPECT_EQ(decode_source("", "f", SourceEncoding::File).text, "");
    EXPECT_EQ(decode_source("a\r\n", "f", SourceEncoding::File, LineEnds::Kept).text, "a\r\n");
}

TEST(SourceText, Cookies)
{
    EXPECT_EQ(find_coding_cookie("#!x\n# -*- coding: UTF_8 -*-\n"), "utf-8");
    EXPECT_EQ(find_coding_cookie("# vim: set fileencoding=latin-1 :\n"), "iso-8859-1");
    EXPECT_EQ(find_coding_cookie("x = 1\n# coding: ascii\n"), "");
    EXPECT_EQ(find_coding_cookie("\n\n# coding: ascii\n"), "");
    EXPECT_EQ(decode_source("# coding: latin-1\n'\xe9'\n", "f", SourceEncoding::File).text,
        "# coding: latin-1\n'\u00e9'\n");
    EXPECT_EQ(decode_source("# coding: koi8-r\n'\xc1'\n", "f", SourceEncoding::File).text,
        "# coding: koi8-r\n'\u0430'\n");
    EXPECT_EQ(decode_source("# coding: cp1252\n'\x80'\n", "f", SourceEncoding::File).text,
        "# coding: cp1252\n'\u20ac'\n");
    EXPECT_EQ(decode_source("# coding: cp1252\n'\x81'\n", "f", SourceEncoding::Bytes).error.message,
        "'charmap' codec can't decode byte 0x81 in position 18: character maps to <undefined>");
    EXPECT_EQ(decode_source("\xEF\xBB\xBFx\n", "f", SourceEncoding::File).text, "x\n");
}

TEST(SourceText, Errors)
{
    EXPECT_EQ(decode_source("x\n'\xff'\n", "f.py", SourceEncoding::File).error.message,
        "Non-UTF-8 code starting with '\\xff' in file f.py on line 2, but no encoding declared; "
        "see https://python.org/dev/peps/pep-0263/ for details");
    EXPECT_EQ(decode_source("# coding: nonsense\n", "f", SourceEncoding::File).error.message,
        "encoding problem: nonsense");
    EXPECT_EQ(
        decode_source("\xEF\xBB\xBF# coding: ascii\n", "f", SourceEncoding::File).error.message,
        "encoding problem: ascii with BOM");
    const SourceText null = decode_source(std::string_view("a\0b", 3), "f", SourceEncoding::Utf8);
    EXPECT_EQ(null.error.kind, SyntaxErrorKind::ValueError);
    EXPECT_EQ(null.error.message, "source code string cannot contain null bytes");
}

TEST(SourceText, NullBytesInAFileHideTheRestOfTheLine)
{
    const auto text_of = [](const std::string& bytes) {
        return decode_source(bytes, "f", SourceEncoding::File).text;
    };
    const std::string null(1, '\0');
    EXPECT_EQ(text_of("a" + null + "b\nc\n"), "ac\n");
    EXPECT_EQ(text_of("a" + null + "b\r\nc"), "ac\n");
    EXPECT_EQ(text_of(null + "a\nb\n"), "\nb\n");
    EXPECT_EQ(text_of("a\n" + null), "a\n\n");
    EXPECT_EQ(text_of("a" + null + "\xff"), "a\n");
}

TEST(SourceText, Lines)
{
    EXPECT_EQ(line_of("a\nb\nc", 2), "b\n");
    EXPECT_EQ(line_of("a\nb\nc", 3), "c");
    EXPECT_EQ(line_of("a\n", 5), "");
    EXPECT_EQ(count_characters("\u00e9a", 3), 2);
}

} // namespace fw::syntax
