// Token soup: the input is a row of numbers of tokens, so that what the parser gets is made of
// whole words of the language and nests, indents and dedents as lines do.
#include "tests/fuzz/front_end.h"

#include <array>

namespace {

// What cannot be a token by itself steers the lines: a newline, one more level, one less.
enum class Step { Newline, Indent, Dedent };

constexpr std::array words{ "False", "None", "True", "and", "as", "assert", "async", "await",
    "break", "class", "continue", "def", "del", "elif", "else", "except", "finally", "for", "from",
    "global", "if", "import", "in", "is", "lambda", "nonlocal", "not", "or", "pass", "raise",
    "return", "try", "while", "with", "yield", "yield from", "(", ")", "[", "]", "{", "}", ",", ":",
    ".", ";", "@", "=", "->",
    "+=", "-=", "*=", "/=", "//=", "%=", "@=", "&=", "|=", "^=", ">>=", "<<=", "**=", ":=", "+",
    "-", "*", "**", "/", "//", "%", "<<", ">>", "&", "|", "^", "~", "<", ">",
    "<=", ">=", "==", "!=", "...", "a", "b", "c", "__class__", "super", "print", "_", "0", "1",
    "2.5", "3j", "10**9", "1e400", "'a'", "b'b'", "f'{a}'", "f'{a!r:{b}}'", "'''x'''",
    "u'\\N{BULLET}'", "rb'\\x'", "f'{a=}'", "1_000", "0xff", "# comment", "__debug__",
    "def f(a, b=1, /, c=2, *d, e, f=3, **g):", "class A(B, metaclass=C):", "for a in b:",
    "async for a in b:", "with a as b, c:", "async with a:", "try:", "except A as b:", "finally:",
    "lambda *a, b=1, **c:", "[a for a in b if c]", "(a async for a in b)", "{**a, 'b': c}",
    "from __future__ import annotations", "nonlocal a", "global a", "a: int = 1", "*a, b = c",
    "a if b else c", "not a", "print(*a, **b)", "await a", "yield a", "return a", "del a[b], c.d",
    "raise A from b", "assert a, b", "import a.b as c", "from . import *", "a = b = c", "a[b:c:d]",
    "a[..., 1]", "a < b < c", "a is not b", "a not in b",
    "while a:", "if a:", "elif b:", "else:", "continue", "break", "pass", "@a", "async def f():" };

std::string text_of(const std::uint8_t* data, std::size_t size)
{
    std::string text;
    std::size_t level = 0;
    bool at_start = true;
    for (std::size_t i = 0; i < size; ++i) {
        const std::size_t number = data[i];
        if (number >= words.size()) {
            const auto step = static_cast<Step>((number - words.size()) % 3);
            level += step == Step::Indent && level < 120 ? 1 : 0;
            level -= step == Step::Dedent && level > 0 ? 1 : 0;
            text += '\n';
            at_start = true;
            continue;
        }
        text += at_start ? std::string(level, ' ') : " ";
        at_start = false;
        text += words[number];
        const std::string_view word = words[number];
        if (word.size() > 1 && word.ends_with(':')) { // a statement that wants a block
            text += '\n';
            level += level < 120 ? 1 : 0;
            at_start = true;
        }
    }
    return text;
}

} // namespace

extern "C" int LLVMFuzzerTestOneInput(const std::uint8_t* data, std::size_t size)
{
    fw::fuzz::compile_text(text_of(data, size), fw::syntax::Mode::Exec, {});
    return 0;
}
