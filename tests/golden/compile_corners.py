# golden: code dis out
"""Source whose code objects are easy to get wrong: constant folding, dead code, jumps, long arguments, docstrings."""


def folded():
    return 2 + 3 * 4, "a" * 3, (1, 2, (3, 4)), -5, not True, ~7, 1 << 10, 7 // 2, 7 / 2, 2**10, "x" "y", b"a" b"b", 10 % 4, (1, 2)[0], "abc"[1]


def not_folded():
    return 2**10000 > 0, "a" * 5000 == "b", 1 // 0 if False else 0, [1, 2][0], {1: 2}[1], (lambda: 3)() + 4, "%s" % 5


def sets_and_lists(x):
    if x in [1, 2, 3]:
        return "list became a tuple"
    if x in {4, 5, 6}:
        return "set became a frozenset"
    for y in [7, 8]:
        if x == y:
            return "loop over a list"
    for y in {9}:
        pass
    return x not in ("a", "b") and x not in [[]]


def dead_code():
    return 1
    print("never")
    while True:
        pass


def constant_conditions():
    if True:
        a = 1
    if False:
        a = 2
    elif 0:
        a = 3
    else:
        b = 4
    if 1:
        c = 5
    else:
        c = 6
    while False:
        d = 7
    if not 0:
        e = 8
    if "text" and ():
        e = 9
    if None or 1:
        f = 10
    return a, b, c, e, f, 1 and 2, 0 or 3, 1 if 0 else 2, not 0 and 5


def jumps(a, b, c):
    if a and b or c:
        r = 1
    elif not (a or b) and c:
        r = 2
    elif a < b < c or not c:
        r = 3
    else:
        r = 4
    while a and not b:
        a -= 1
        if a == 5 or c:
            break
    x = a or b and c or not a
    y = (a if b else c) if c else (b or a)
    assert a or b or not c, f"message {a}"
    assert not (a and b and c and r == 100)
    return r, x, y, a if a else b if b else c


def chained(a, b, c):
    if a < b < c:
        return 1
    if not a < b > c:
        return 2
    while a < b <= c != 5:
        a += 1
    return (a < b < c) is True, a == b == c, [n for n in range(9) if a < n < 7]


def many_names():
    a0 = a1 = a2 = a3 = a4 = a5 = a6 = a7 = a8 = a9 = 0
    (b0, b1), [b2, *b3] = (1, 2), (3, 4, 5)
    return [a0, a1, a2, a3, a4, a5, a6, a7, a8, a9, b0, b1, b2, b3]


def docstring_only():
    """Just this."""


def no_docstring():
    f"not a docstring"
    "nor this"
    5
    ...


def lines_far_apart(
    first,
    second=(
        1
        + 2
    ),
    *,
    third=None
):
    value = [
        first,
        second,

        third,
    ]









    # far below
    return (
        value
        [0],
        len(
            value
        ),
        first
        + second
        if third
        else second
        - first,
    )


def calls(f, *args, **kw):
    return (
        f(), f(1), f(a=1), f(1, a=2), f(*args), f(**kw), f(1, *args), f(*args, 2), f(*args, a=1), f(**kw, b=2),
        f(1, *args, 2, *args, a=1, **kw, c=3), f(x for x in args), f(*args, **kw), (lambda g: g)(f)(*args), "".join(str(a) for a in args),
    )


def recorder(*args, **kw):
    return len(args) * 10 + len(kw)


class Big:
    """A class whose body has everything."""

    x: int = 1
    y: "unset"

    def __init__(self): self.v = [lambda: self, lambda self: self]

    @staticmethod
    def s(a, b=x, *c): return a, b, c

    @property
    def p(self): return __class__, super().__repr__ is not None

    class Inner(object, metaclass=type): z = [i for i in range(2)]

    def g(self): yield from ((yield self) or [], (yield))


def star_expressions(a, *b):
    x = *b, a
    y = [*b, *b]
    z = {**{"a": a}, "b": 1, **dict(c=2)}
    for q in *b, a:
        x += (q,)
    return x, y, z, {*b, a} == {a, *b}, (*b,)


def long_jump(n):
    total = 0
    for i in range(n):
        if i % 2:
            total += i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12 + i * 13
            total -= i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12 + i * 13
            total += i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12 + i * 14
            total -= i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12 + i * 13
            total += i * 1 + i * 2 + i * 3 + i * 4 + i * 5 + i * 6 + i * 7 + i * 8 + i * 9 + i * 10 + i * 11 + i * 12 + i * 13
        else:
            continue
    return total


print(folded(), not_folded())
print([sets_and_lists(x) for x in (1, 5, 8, 9)], dead_code(), constant_conditions())
print([jumps(a, b, c) for a, b, c in ((1, 0, 0), (2, 1, 0), (0, 2, 0), (1, 2, 3))], chained(1, 2, 3), chained(3, 2, 1), chained(2, 4, 3))
print(many_names(), docstring_only.__doc__, no_docstring.__doc__, lines_far_apart(1), lines_far_apart(1, third=2))
print(calls(recorder, 1, 2, k=3)[:13], Big().s(1), Big().p, Big.Inner.z, Big.__annotations__, Big.__doc__, Big().v[1](5))
print(star_expressions(1, 2, 3), long_jump(20), list(Big().g())[1:])
