"""A program that ends with an uncaught exception inside nested calls, a comprehension, a generator and a lambda."""
import sys


class Parser:
    """Reads nested lists of numbers."""

    def __init__(self, text):
        self.tokens = text.replace("(", " ( ").replace(")", " ) ").split()

    def parse(self):
        result = [self.item() for _ in iter(lambda: bool(self.tokens), False)]
        return result

    def item(self):
        token = self.tokens.pop(0)
        if token == "(":
            items = []
            while self.tokens[0] != ")":
                items.append(self.item())
            self.tokens.pop(0)
            return items
        return int(token)


def total(thing):
    return sum(total(part) for part in thing) if isinstance(thing, list) else thing


def safely(action, *args):
    try:
        return action(*args)
    except (ValueError, IndexError) as error:
        trace = error.__traceback__
        names = []
        while trace:
            names.append((trace.tb_frame.f_code.co_name, trace.tb_lineno))
            trace = trace.tb_next
        return type(error).__name__, str(error), names


class Resource:
    opened = []

    def __init__(self, name):
        self.name = name

    def __enter__(self):
        self.opened.append(self.name)
        return self

    def __exit__(self, kind, value, trace):
        self.opened.remove(self.name)
        print("closing", self.name, kind and kind.__name__)


def failing_generator(limit):
    for n in range(limit):
        if n == 3:
            raise KeyError("generator", n)
        yield n


def middle(n):
    with Resource("outer"), Resource("inner"):
        values = {k: v for k, v in zip("abcdef", failing_generator(n))}
    return values


def convert(error):
    try:
        raise error
    except LookupError as lookup:
        raise RuntimeError("conversion failed") from lookup


def last_words():
    try:
        middle(5)
    except KeyError as error:
        handler = lambda e: convert(e)
        try:
            handler(error)
        finally:
            print("opened:", Resource.opened, file=sys.stderr)
            print("finally", sys.exc_info()[0].__name__)


print(Parser("1 (2 3 (4)) 5").parse(), total(Parser("1 (2 3 (4)) 5").parse()))
print(safely(lambda: Parser("1 (2").parse()))
print(safely(lambda: Parser("1 two").parse()))
print(safely(total, []), middle(3))
last_words()
print("never printed")
