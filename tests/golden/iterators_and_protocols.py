"""Protocols: iterators, containers, callables, comparison, truth, conversion, attribute fallbacks, pickless copies."""


class Countdown:
    """Its own iterator: can be walked once."""

    def __init__(self, n):
        self.n = n

    def __iter__(self):
        return self

    def __next__(self):
        if self.n <= 0:
            raise StopIteration
        self.n -= 1
        return self.n + 1

    def __length_hint__(self):
        return self.n


class Ring:
    def __init__(self, *items):
        self.items = list(items)

    def __getitem__(self, index):
        if isinstance(index, slice):
            return [self[i] for i in range(index.start or 0, index.stop, index.step or 1)]
        return self.items[index % len(self.items)]

    def __len__(self):
        return len(self.items)

    def __contains__(self, thing):
        return thing == "anything" or thing in self.items

    def __iter__(self):
        return iter(self.items)

    def __reversed__(self):
        return (item for item in self.items[::-1])

    def __bool__(self):
        return "stop" not in self.items

    def __call__(self, *functions):
        return Ring(*(f(item) for item in self for f in functions))

    def __copy__(self):
        return Ring(*self.items)


class Temperature:
    def __init__(self, degrees):
        self.degrees = degrees

    def __int__(self):
        return int(self.degrees)

    def __float__(self):
        return float(self.degrees)

    def __index__(self):
        return round(self.degrees)

    def __complex__(self):
        return complex(self.degrees, 1)

    def __bytes__(self):
        return b"T%d" % int(self)

    def __round__(self, digits=None):
        return f"round({digits})"

    def __trunc__(self):
        return "trunc"

    def __floor__(self):
        return "floor"

    def __ceil__(self):
        return "ceil"

    def __divmod__(self, other):
        return "divmod", other

    def __rdivmod__(self, other):
        return "rdivmod", other

    def __abs__(self):
        return "abs"

    def __invert__(self):
        return "invert"

    def __pos__(self):
        return "pos"


class Compared:
    """Rich comparison with reflected and missing methods."""

    def __init__(self, name):
        self.name = name

    def __lt__(self, other):
        print(f"{self.name}.lt", end=" ")
        return NotImplemented

    def __gt__(self, other):
        print(f"{self.name}.gt", end=" ")
        return True

    def __eq__(self, other):
        print(f"{self.name}.eq", end=" ")
        return NotImplemented


class Child(Compared):
    def __gt__(self, other):
        print(f"{self.name}.child.gt", end=" ")
        return "child"


class Operand:
    def __init__(self, name):
        self.name = name

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        return f"{self.name}.{name}"

    def __add__(self, other):
        return f"{self.name}+{getattr(other, 'name', other)}"

    def __radd__(self, other):
        return f"{other}(+){self.name}"

    def __rsub__(self, other):
        return NotImplemented

    def __len__(self):
        return -1

    def __str__(self):
        return 5

    def __hash__(self):
        return "no"


def attempt(title, action):
    try:
        print(title, action())
    except Exception as error:
        print(title, type(error).__name__ + ":", error)


def main():
    import math
    import operator

    c = Countdown(5)
    print(next(c), list(c), list(c), next(c, "empty"), operator.length_hint(Countdown(7)), sum(Countdown(4)), 3 in Countdown(5))
    a, b, *rest = Countdown(4)
    print(a, b, rest, list(zip(Countdown(2), Countdown(3))), dict(enumerate(Countdown(2))), max(Countdown(3)), "-".join(map(str, Countdown(3))))
    ring = Ring(1, 2, 3)
    print(ring[4], ring[-1], ring[1:6:2], len(ring), 2 in ring, "anything" in ring, 9 in ring, list(reversed(ring)), bool(ring), bool(Ring("stop")))
    print(list(ring(lambda n: n * 10, str)), [*ring, *ring], not Ring("stop"), "yes" if ring else "no", ring.__copy__().items, callable(ring), callable(5))
    t = Temperature(21.7)
    print(int(t), float(t), complex(t), bytes(t), [10, 20, 30][Temperature(1)], range(100)[Temperature(41.6)], hex(t), bin(Temperature(5)), "abc"[: Temperature(2)])
    print(round(t), round(t, 2), math.trunc(t), math.floor(t), math.ceil(t), divmod(t, 3), divmod(3, t), abs(t), ~t, +t, operator.index(t), "%d" % t, f"{int(t):>5}")
    x, y, child = Compared("x"), Compared("y"), Child("c")
    attempt("x < y", lambda: x < y)
    attempt("x > y", lambda: x > y)
    attempt("x < child", lambda: x < child)
    attempt("x > child", lambda: x > child)
    attempt("x == y", lambda: x == y)
    attempt("x != y", lambda: x != y)
    attempt("x == x", lambda: x == x)
    attempt("x in [x]", lambda: x in [x])
    attempt("x in [y]", lambda: x in [y])
    attempt("x < 5", lambda: x < 5)
    attempt("5 < x", lambda: 5 < x)
    attempt("max", lambda: max([x, y]) is x)
    o, p = Operand("o"), Operand("p")
    print(o.anything, o + p, o + 5, 5 + o, hasattr(o, "zzz"), hasattr(o, "__iter__"))
    for title, action in (
        ("5 - o", lambda: 5 - o), ("o - 5", lambda: o - 5), ("len", lambda: len(o)), ("str", lambda: str(o)), ("hash", lambda: hash(o)),
        ("iter", lambda: iter(o)), ("call", lambda: o()), ("item", lambda: o[0]), ("in", lambda: 1 in o), ("neg", lambda: -o), ("int", lambda: int(o)),
        ("index", lambda: [1][o]), ("float", lambda: float(o)), ("next", lambda: next(o)), ("set", lambda: o.__setitem__), ("with", lambda: reversed(o)),
    ):
        attempt(title, action)

    class Bad:
        def __iter__(self):
            return 5

        def __bool__(self):
            return "yes"

        def __index__(self):
            return 1.5

        def __repr__(self):
            return None

        def __contains__(self, x):
            return [x]

        def __lt__(self, other):
            return []

    bad = Bad()
    for title, action in (("iter", lambda: list(bad)), ("bool", lambda: not bad), ("index", lambda: [1][bad]), ("repr", lambda: repr(bad)), ("in", lambda: 0 in bad), ("lt", lambda: bad < 1), ("sort", lambda: len(sorted([Bad(), Bad()])))):
        attempt(title, action)


main()
