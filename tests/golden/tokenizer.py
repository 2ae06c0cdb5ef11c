"""A tokenizer for a little language, as a generator over characters, and what can be counted in its tokens."""

KEYWORDS = frozenset(["let", "if", "then", "else", "while", "do", "end", "fn"])
TWO = {"==", "!=", "<=", ">=", "->", "&&", "||"}
ONE = set("+-*/%<>=(){}[],;:.")


class Token:
    def __init__(self, kind, text, line, column):
        self.kind, self.text = kind, text
        self.line, self.column = line, column

    def __repr__(self):
        return "%s(%r)@%d:%d" % (self.kind, self.text, self.line, self.column)

    def __eq__(self, other):
        return (self.kind, self.text) == (other.kind, other.text)

    def __hash__(self):
        return hash((self.kind, self.text))


class TokenizeError(SyntaxError):
    def __init__(self, message, line, column):
        SyntaxError.__init__(self, message)
        self.where = line, column


def tokenize(source):
    position, line, start_of_line = 0, 1, 0
    end = len(source)
    while position < end:
        c = source[position]
        column = position - start_of_line + 1
        if c == "\n":
            line += 1
            position += 1
            start_of_line = position
            continue
        if c in " \t\r":
            position += 1
            continue
        if c == "#":
            while position < end and source[position] != "\n":
                position += 1
            continue
        if c.isdigit():
            begin = position
            while position < end and (source[position].isdigit() or source[position] == "_"):
                position += 1
            kind = "int"
            if position + 1 < end and source[position] == "." and source[position + 1].isdigit():
                kind = "float"
                position += 1
                while position < end and source[position].isdigit():
                    position += 1
            yield Token(kind, source[begin:position], line, column)
        elif c.isalpha() or c == "_":
            begin = position
            while position < end and (source[position].isalnum() or source[position] == "_"):
                position += 1
            word = source[begin:position]
            yield Token("keyword" if word in KEYWORDS else "name", word, line, column)
        elif c in "\"'":
            begin = position
            position += 1
            while position < end and source[position] != c:
                if source[position] == "\n":
                    raise TokenizeError("line ends inside a string", line, column)
                if source[position] == "\\":
                    position += 1
                position += 1
            if position >= end:
                raise TokenizeError("file ends inside a string", line, column)
            position += 1
            yield Token("string", source[begin:position], line, column)
        elif (pair := source[position : position + 2]) in TWO:
            position += 2
            yield Token("operator", pair, line, column)
        elif c in ONE:
            position += 1
            yield Token("operator", c, line, column)
        else:
            raise TokenizeError(f"strange character {c!r}", line, column)
    yield Token("end", "", line, position - start_of_line + 1)


PROGRAM = """\
# numbers and names
let total = 0; let step_2 = 1_000
while total <= 12.5 do
    total = total + step_2 * (3 -> 4) % 7
end
fn greet(name) "hello, \\"" + name + 'x' end
if a != b && c then d else e.f[0]
"""


def histogram(items):
    counts = {}
    for item in items:
        counts[item] = counts.get(item, 0) + 1
    return sorted(counts.items(), key=lambda pair: (-pair[1], pair[0]))


def main():
    tokens = list(tokenize(PROGRAM))
    for token in tokens[:12]:
        print(token)
    print(len(tokens), tokens[-1])
    for kind, count in histogram(token.kind for token in tokens):
        print(f"{kind:10}{count:4}")
    print([text for text, _ in histogram(t.text for t in tokens if t.kind == "name")])
    distinct = set(tokens)
    print(len(distinct), Token("keyword", "let", 0, 0) in distinct)
    lines = {}
    for token in tokens:
        lines.setdefault(token.line, []).append(token.text)
    for number, texts in lines.items():
        print(number, "|".join(texts))
    for bad in ("let x = 'abc", 'y = "a\nb"', "  let $ = 3", ""):
        try:
            last = None
            for last in tokenize(bad):
                pass
            print("fine, the last is", last)
        except TokenizeError as error:
            print(type(error).__name__, error, error.where)


main()
