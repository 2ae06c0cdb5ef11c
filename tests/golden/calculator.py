"""A calculator: tokens, a recursive-descent parser into tuples, an evaluator, a printer, derivatives."""
import math
import operator

OPERATORS = {"+": operator.add, "-": operator.sub, "*": operator.mul, "/": operator.truediv, "^": operator.pow}
FUNCTIONS = {"sin": math.sin, "sqrt": math.sqrt, "max": max, "abs": abs}
PRECEDENCE = {"+": 1, "-": 1, "*": 2, "/": 2, "neg": 3, "^": 4}


class CalcError(Exception):
    pass


def tokenize(text):
    i = 0
    while i < len(text):
        c = text[i]
        if c.isspace():
            i += 1
        elif c.isdigit() or c == ".":
            start = i
            while i < len(text) and (text[i].isdigit() or text[i] == "."):
                i += 1
            number = text[start:i]
            try:
                yield "number", float(number) if "." in number else int(number)
            except ValueError:
                raise CalcError(f"bad number {number}") from None
        elif c.isalpha():
            start = i
            while i < len(text) and text[i].isalnum():
                i += 1
            yield "name", text[start:i]
        elif c in "+-*/^(),=":
            i += 1
            yield "sign", c
        else:
            raise CalcError(f"unexpected {c!r} at {i}")
    yield "end", None


class Parser:
    def __init__(self, text):
        self.tokens = list(tokenize(text))
        self.position = 0

    @property
    def current(self):
        return self.tokens[self.position]

    def accept(self, *signs):
        kind, value = self.current
        if kind == "sign" and value in signs:
            self.position += 1
            return value
        return None

    def expect(self, sign):
        if not self.accept(sign):
            raise CalcError(f"expected {sign!r}, found {self.current[1]!r}")

    def statement(self):
        if self.current[0] == "name" and self.tokens[self.position + 1] == ("sign", "="):
            name = self.current[1]
            self.position += 2
            tree = ("assign", name, self.expression())
        else:
            tree = self.expression()
        if self.current[0] != "end":
            raise CalcError(f"left over: {self.current[1]!r}")
        return tree

    def expression(self):
        left = self.term()
        while sign := self.accept("+", "-"):
            left = (sign, left, self.term())
        return left

    def term(self):
        left = self.factor()
        while sign := self.accept("*", "/"):
            left = (sign, left, self.factor())
        return left

    def factor(self):
        if self.accept("-"):
            return ("neg", self.factor())
        base = self.atom()
        if self.accept("^"):
            return ("^", base, self.factor())
        return base

    def atom(self):
        kind, value = self.current
        self.position += 1
        if kind == "number":
            return value
        if kind == "name":
            if self.accept("("):
                arguments = [self.expression()]
                while self.accept(","):
                    arguments.append(self.expression())
                self.expect(")")
                return ("call", value, *arguments)
            return ("name", value)
        if (kind, value) == ("sign", "("):
            tree = self.expression()
            self.expect(")")
            return tree
        raise CalcError("something is missing" if kind == "end" else f"unexpected {value!r}")


def evaluate(tree, names):
    if not isinstance(tree, tuple):
        return tree
    head, *rest = tree
    if head == "name":
        try:
            return names[rest[0]]
        except KeyError:
            raise CalcError(f"unknown name {rest[0]}")
    if head == "assign":
        names[rest[0]] = result = evaluate(rest[1], names)
        return result
    if head == "call":
        name, *arguments = rest
        if name not in FUNCTIONS:
            raise CalcError(f"unknown function {name}")
        return FUNCTIONS[name](*(evaluate(argument, names) for argument in arguments))
    values = [evaluate(branch, names) for branch in rest]
    if head == "neg":
        return -values[0]
    try:
        return OPERATORS[head](*values)
    except ZeroDivisionError as error:
        raise CalcError("division by zero") from error


def show(tree, outer=0):
    if not isinstance(tree, tuple):
        return str(tree)
    head, *rest = tree
    if head == "name":
        return rest[0]
    if head == "assign":
        return f"{rest[0]} = {show(rest[1])}"
    if head == "call":
        return f"{rest[0]}({', '.join(show(a) for a in rest[1:])})"
    level = PRECEDENCE[head]
    if head == "neg":
        text = "-" + show(rest[0], level)
    elif head == "^":
        text = show(rest[0], level + 1) + "^" + show(rest[1], level)
    else:
        text = f"{show(rest[0], level)} {head} {show(rest[1], level + 1)}"
    return f"({text})" if level < outer else text


def simplify(tree):
    if not isinstance(tree, tuple) or tree[0] in ("name", "call"):
        return tree
    head, *rest = (tree[0], *map(simplify, tree[1:]))
    if all(isinstance(r, (int, float)) for r in rest):
        return evaluate((head, *rest), {})
    if head == "*" and 0 in rest:
        return 0
    if head == "*" and 1 in rest:
        return rest[1 - rest.index(1)]
    if head == "+" and 0 in rest:
        return rest[1 - rest.index(0)]
    if head == "^" and rest[1] == 1:
        return rest[0]
    return (head, *rest)


def derive(tree, x):
    if not isinstance(tree, tuple):
        return 0
    head, *rest = tree
    if head == "name":
        return int(rest[0] == x)
    if head in "+-":
        return (head, derive(rest[0], x), derive(rest[1], x))
    if head == "*":
        a, b = rest
        return ("+", ("*", derive(a, x), b), ("*", a, derive(b, x)))
    if head == "^":
        return ("*", ("*", rest[1], ("^", rest[0], rest[1] - 1)), derive(rest[0], x))
    raise CalcError(f"cannot derive {head}")


def main():
    names = {"pi": math.pi}
    for line in (
        "1 + 2 * 3", "(1 + 2) * 3", "2 ^ 3 ^ 2", "-2 ^ 2", "(-2) ^ 2", "10 - 4 - 3", "a = 3", "b = a * a + .5", "a * b",
        "sqrt(a * a + 16) / 2", "max(1, a, 2) - abs(-7)", "sin(pi / 2)", "c", "1 +", "(1", "2 $ 3", "1 2", "7 / (a - 3)",
        "1.2.3", "tan(1)", ")", "", "2 ^ 0.5 ^ 2",
    ):
        try:
            tree = Parser(line).statement()
            print(f"{show(tree)} -> {evaluate(tree, names)}")
        except CalcError as error:
            print(f"{line!r}: {error}")
    for line in ("3 * x ^ 2 + 2 * x + 1", "(x + 1) * (x - 1)", "x ^ 3 - 5", "x / 2"):
        tree = Parser(line).statement()
        try:
            slope = simplify(derive(tree, "x"))
            print(show(tree), "=>", show(slope), "at 2:", evaluate(slope, {"x": 2}))
        except CalcError as error:
            print(show(tree), "=>", error)


main()
