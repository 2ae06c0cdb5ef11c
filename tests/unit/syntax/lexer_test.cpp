// Tokens: kinds, places, layout.
#include "vm/syntax/lexer.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

// The kinds of the tokens by their texts.
std::string kinds(std::string_view source)
{
    std::string result;
    for (const Token& token : Lexer(source).run()) {
        result += result.empty() ? "" : " ";
        switch (token.kind) {
        case TokenKind::Name:
        case TokenKind::Number:
        case TokenKind::String:
            result += source.substr(token.start, token.end - token.start);
            break;
        case TokenKind::Newline:
            result += "NEWLINE";
            break;
        case TokenKind::Indent:
            result += "INDENT";
            break;
        case TokenKind::Dedent:
            result += "DEDENT";
            break;
        case TokenKind::EndMarker:
            result += "END";
            break;
        default:
            result += token_text(token.kind);
        }
    }
    return result;
}

} // namespace

TEST(Lexer, Operators)
{
    EXPECT_EQ(kinds("a**=b//=c>>=d<<=e...f->g:=h!=i<>j@=k\n"),
        "a **= b //= c >>= d <<= e ... f -> g := h != i <> j @= k NEWLINE END");
}

TEST(Lexer, Keywords)
{
    for (int kind = static_cast<int>(TokenKind::KwFalse);
         kind <= static_cast<int>(TokenKind::KwYield); ++kind) {
        const std::string_view text = token_text(static_cast<TokenKind>(kind));
        EXPECT_EQ(keyword_or_name(text), static_cast<TokenKind>(kind)) << text;
        EXPECT_EQ(keyword_or_name(std::string(text) + "x"), TokenKind::Name);
    }
    EXPECT_EQ(keyword_or_name("print"), TokenKind::Name);
}

TEST(Lexer, Indentation)
{
    EXPECT_EQ(kinds("if a:\n  b\n\n# c\n    # d\n  e\nf\n"),
        "if a : NEWLINE INDENT b NEWLINE e NEWLINE DEDENT f NEWLINE END");
    EXPECT_EQ(kinds("if a:\n\tif b:\n\t  c\n"),
        "if a : NEWLINE INDENT if b : NEWLINE INDENT c NEWLINE DEDENT DEDENT END");
    EXPECT_EQ(kinds("(a,\n   b)\n"), "( a , b ) NEWLINE END");
    EXPECT_EQ(kinds("a \\\n  b\n"), "a b NEWLINE END");
    EXPECT_EQ(kinds("  \f\na\n"), "a NEWLINE END");
}

TEST(Lexer, NumbersEndWhereNamesBegin)
{
    EXPECT_EQ(kinds("1if 0x1for 1.e5 1.real 1_0.0_1e-1_0j 1e\n"),
        "1 if 0x1f or 1.e5 1. real 1_0.0_1e-1_0j 1 e NEWLINE END");
}

TEST(Lexer, StringsKeepTheirLines)
{
    const std::string_view source = "x = '''a\nb'''\n";
    const std::vector<Token> tokens = Lexer(source).run();
    ASSERT_EQ(tokens[2].kind, TokenKind::String);
    EXPECT_EQ(tokens[2].range, (SourceRange{ 1, 4, 2, 4 }));
    EXPECT_EQ(kinds("rb'a' Rb\"b\" f'c' bR'd' u'e' ur 'f'\n"),
        "rb'a' Rb\"b\" f'c' bR'd' u'e' ur 'f' NEWLINE END");
}

} // namespace fw::syntax
