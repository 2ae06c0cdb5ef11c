"""Recursion: mutual, deep, endless; RecursionError and MemoryError that the program survives."""
import sys


def is_even(n):
    return n == 0 or is_odd(n - 1)


def is_odd(n):
    return n != 0 and is_even(n - 1)


def depth_reached():
    depth = 0

    def down():
        nonlocal depth
        depth += 1
        down()

    try:
        down()
    except RecursionError as error:
        return depth > 900, str(error)


def hofstadter(n):
    return n - male(female(n - 1)) if n else 0


def female(n):
    return n - male(female(n - 1)) if n > 0 else 1


def male(n):
    return n - female(male(n - 1)) if n > 0 else 0


def flatten(thing):
    if not isinstance(thing, list):
        return [thing]
    return [leaf for part in thing for leaf in flatten(part)]


def ackermann(m, n, memory={}):
    key = m, n
    if key not in memory:
        if m == 0:
            memory[key] = n + 1
        elif n == 0:
            memory[key] = ackermann(m - 1, 1)
        else:
            memory[key] = ackermann(m - 1, ackermann(m, n - 1))
    return memory[key]


def gray(bits):
    if bits == 0:
        return [""]
    before = gray(bits - 1)
    return ["0" + code for code in before] + ["1" + code for code in reversed(before)]


def dragon(order, turn="R"):
    return dragon(order - 1, "R") + turn + dragon(order - 1, "L") if order else ""


def sierpinski(order):
    if order == 0:
        return ["*"]
    small = sierpinski(order - 1)
    pad = " " * 2 ** (order - 1)
    return [pad + line + pad for line in small] + [line + " " + line for line in small]


def koch(order):
    return koch(order - 1).replace("F", "F+F-F-F+F") if order else "F"


class Endless:
    def __getattr__(self, name):
        return getattr(self, name + "x")


class Mirror:
    def __init__(self, other=None):
        self.other = other or Mirror(self)

    def __repr__(self):
        return f"Mirror({self.other!r})"

    def __eq__(self, other):
        return self.other == other.other


class Tower:
    def __add__(self, other):
        return self + other

    def __hash__(self):
        return hash(self)

    def __iter__(self):
        yield from self


def trampoline(function, *args):
    result = function(*args)
    while callable(result):
        result = result()
    return result


def count_down(n, total=0):
    return total if n == 0 else lambda: count_down(n - 1, total + n)


def survive(title, action):
    try:
        action()
    except RecursionError as error:
        print(title, type(error).__name__, str(error).split(" while")[0])
    except MemoryError as error:
        print(title, type(error).__name__, error)
    except OverflowError as error:
        print(title, type(error).__name__, error)
    else:
        print(title, "fine")


def main():
    print(is_even(100), is_odd(77), is_even(301))
    print(depth_reached())
    print([female(n) for n in range(12)], [male(n) for n in range(12)], hofstadter(10))
    print(flatten([1, [2, [3, [], [[4]]], 5]]), ackermann(2, 9), gray(3), dragon(4), koch(2))
    print("\n".join(line.rstrip() for line in sierpinski(3)))
    print(trampoline(count_down, 5000))
    loop = []
    loop.append(loop)
    table = {}
    table["self"] = table
    table["list"] = [table, loop]
    print(loop, table)
    survive("getattr", lambda: Endless().a)
    survive("repr", lambda: repr(Mirror()))
    survive("add", lambda: Tower() + 1)
    survive("hash", lambda: hash(Tower()))
    survive("iter", lambda: list(Tower()))
    survive("compare", lambda: Mirror() == Mirror())
    survive("big list", lambda: [0] * 10**12)
    survive("big text", lambda: "x" * 10**13)
    survive("too big", lambda: [0] * 10**20)
    survive("again", lambda: is_even(10**6))
    survive("shallow", lambda: is_even(100))
    limit = sys.getrecursionlimit()
    sys.setrecursionlimit(200)
    try:
        survive("low limit", lambda: is_even(300))
    finally:
        sys.setrecursionlimit(limit)
    survive("high again", lambda: is_even(300))
    for bad in (0, -5, "x"):
        try:
            sys.setrecursionlimit(bad)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)


main()
