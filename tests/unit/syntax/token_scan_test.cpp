// Tokens as the tokenize module sees them, against CPython 3.9.18.
#include "vm/syntax/token_scan.h"

#include <gtest/gtest.h>

namespace fw::syntax {

TEST(TokenScan, EqualsTheModules)
{
    const std::string source = "# c\n"
                               "if x:\n"
                               "\ty = (1,\n"
                               "\t# d\n"
                               "\t\t0x_fg)\n"
                               "\n"
                               "  # e\n"
                               "\303\251 = \"\"\"a\n"
                               "b\303\251\"\"\" + 'c\\\n"
                               "d' $ ?\n"
                               "\"unterminated\n"
                               "x\302\262 = 1_000.e5j; 077 f\"{a}\" \\\n"
                               "  -> z";
    const std::string expected
        = "0,0-0,0:            ENCODING       'utf-8'        \n"
          "1,0-1,3:            COMMENT        '# c'          \n"
          "1,3-1,4:            NL             '\\n'           \n"
          "2,0-2,2:            NAME           'if'           \n"
          "2,3-2,4:            NAME           'x'            \n"
          "2,4-2,5:            OP             ':'            \n"
          "2,5-2,6:            NEWLINE        '\\n'           \n"
          "3,0-3,1:            INDENT         '\\t'           \n"
          "3,1-3,2:            NAME           'y'            \n"
          "3,3-3,4:            OP             '='            \n"
          "3,5-3,6:            OP             '('            \n"
          "3,6-3,7:            NUMBER         '1'            \n"
          "3,7-3,8:            OP             ','            \n"
          "3,8-3,9:            NL             '\\n'           \n"
          "4,1-4,4:            COMMENT        '# d'          \n"
          "4,4-4,5:            NL             '\\n'           \n"
          "5,2-5,6:            NUMBER         '0x_f'         \n"
          "5,6-5,7:            NAME           'g'            \n"
          "5,7-5,8:            OP             ')'            \n"
          "5,8-5,9:            NEWLINE        '\\n'           \n"
          "6,0-6,1:            NL             '\\n'           \n"
          "7,2-7,5:            COMMENT        '# e'          \n"
          "7,5-7,6:            NL             '\\n'           \n"
          "8,0-8,0:            DEDENT         ''             \n"
          "8,0-8,1:            NAME           '\303\251'            \n"
          "8,2-8,3:            OP             '='            \n"
          "8,4-9,5:            STRING         '\"\"\"a\\nb\303\251\"\"\"'  \n"
          "9,6-9,7:            OP             '+'            \n"
          "9,8-10,2:           STRING         \"'c\\\\\\nd'\"     \n"
          "10,2-10,3:          ERRORTOKEN     ' '            \n"
          "10,3-10,4:          ERRORTOKEN     '$'            \n"
          "10,4-10,5:          ERRORTOKEN     ' '            \n"
          "10,5-10,6:          ERRORTOKEN     '?'            \n"
          "10,6-10,7:          NEWLINE        '\\n'           \n"
          "11,0-11,1:          ERRORTOKEN     '\"'            \n"
          "11,1-11,13:         NAME           'unterminated' \n"
          "11,13-11,14:        NEWLINE        '\\n'           \n"
          "12,0-12,2:          NAME           'x\302\262'           \n"
          "12,3-12,4:          OP             '='            \n"
          "12,5-12,14:         NUMBER         '1_000.e5j'    \n"
          "12,14-12,15:        OP             ';'            \n"
          "12,16-12,17:        NUMBER         '0'            \n"
          "12,17-12,19:        NUMBER         '77'           \n"
          "12,20-12,26:        STRING         'f\"{a}\"'       \n"
          "13,2-13,4:          OP             '->'           \n"
          "13,5-13,6:          NAME           'z'            \n"
          "13,6-13,7:          NEWLINE        ''             \n"
          "14,0-14,0:          ENDMARKER      ''             \n";
    const TokenScan scan = scan_tokens(source);
    EXPECT_EQ(scan.error, "");
    EXPECT_EQ(dump(scan), expected);
}

TEST(TokenScan, EmptySource)
{
    EXPECT_EQ(dump(scan_tokens("")),
        "0,0-0,0:            ENCODING       'utf-8'        \n"
        "1,0-1,0:            ENDMARKER      ''             \n");
}

TEST(TokenScan, Errors)
{
    const TokenScan open = scan_tokens("(a\n");
    EXPECT_EQ(open.error, "EOF in multi-line statement");
    EXPECT_EQ(open.error_line, 2);
    EXPECT_EQ(scan_tokens("\"\"\"a\n").error, "EOF in multi-line string");
    EXPECT_EQ(scan_tokens("if a:\n    b\n  c\n").error,
        "unindent does not match any outer indentation level");
}

// A character that is cut off is no character.
TEST(TokenScan, BytesThatAreNoUtf8)
{
    EXPECT_EQ(scan_tokens("x = f(\xff\xff").error, "invalid or missing encoding declaration");
    EXPECT_EQ(scan_tokens("caf\xe9").error, "invalid or missing encoding declaration");
}

} // namespace fw::syntax
