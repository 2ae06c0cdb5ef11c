"""Assignment of all kinds: chains, unpacking, starred targets, augmented, annotated, to attributes and subscripts."""


class Box:
    total = 0

    def __init__(self, **values):
        self.__dict__.update(values)

    def __repr__(self):
        return "Box(" + ", ".join(f"{k}={v!r}" for k, v in sorted(self.__dict__.items())) + ")"

    def __getitem__(self, key):
        print("  get", key)
        return self.__dict__.get(key, 0)

    def __setitem__(self, key, value):
        print("  set", key, value)
        self.__dict__[str(key)] = value

    def __delitem__(self, key):
        print("  del", key)
        del self.__dict__[str(key)]


class Adding:
    """In-place operators of all kinds, and the ones that fall back."""

    def __init__(self, value):
        self.value = value

    def __iadd__(self, other):
        self.value += other
        return self

    def __mul__(self, other):
        return Adding(self.value * other)

    def __isub__(self, other):
        return f"not an Adding any more: {self.value - other}"

    def __imatmul__(self, other):
        self.value = [self.value, other]
        return self


def note(text, value):
    print("  " + text, end=";")
    return value


def chains():
    a = b = c = [1]
    b.append(2)
    print(a, a is b is c)
    x, y = y, x = 1, 2
    print(x, y)
    i = items = [10, 20, 30]
    i, items[items.index(20)] = 1, "two"
    print(i, items)
    i, items[i] = 2, "late"
    print(i, items)


def unpacking():
    a, b = 1, 2
    a, b = b, a
    a, b, c = c, d, e = "xyz"
    print(a, b, c, d, e)
    first, *middle, last = range(6)
    *head, tail = "abc"
    [one, [two, *three]] = [1, (2, 3, 4)]
    (p, q), r = [5, 6], 7
    *nothing, only = [1]
    (single,) = {9}
    print(first, middle, last, head, tail, one, two, three, p, q, r, nothing, only, single)
    box = Box()
    box.x, box["y"], *box.rest = 1, 2, 3, 4
    print(box)
    for index, (name, *values) in enumerate([("a", 1), ("b", 2, 3), ("c",)]):
        print(index, name, values)
    for a, b in {"k": 1}.items():
        print(a, b)
    for source in ([1], [1, 2, 3], 5, "ab", iter([1])):
        try:
            a, b = source
            print("fine", a, b)
        except (ValueError, TypeError) as error:
            print(type(error).__name__, error)
    try:
        a, b, *c = [1]
    except ValueError as error:
        print(error)


def augmented():
    n = 10
    n += 5
    n -= 1
    n *= 3
    n //= 4
    n **= 2
    n %= 77
    n <<= 3
    n >>= 1
    n |= 3
    n &= 14
    n ^= 5
    print(n)
    f = 7
    f /= 2
    print(f)
    items = same = [1]
    items += (2, 3)
    items *= 2
    print(same, items is same)
    items = items + [4]
    print(same, items is same)
    text = "ab"
    text += "c"
    text *= 2
    pair = (1,)
    pair += (2,)
    marks = {1}
    marks |= {2}
    marks -= {1}
    config = {"a": 1}
    config |= {"b": 2}
    print(text, pair, marks, config)
    box = Box(count=1)
    box.count += 1
    box[note("key", "count")] += note("value", 10)
    box.total += 5
    print(box, Box.total)
    adding = original = Adding(3)
    adding += 4
    print(adding is original, adding.value)
    adding *= 2
    print(adding is original, adding.value)
    adding @= "m"
    print(adding.value)
    adding -= [] if False else 0 if isinstance(adding.value, int) else []
    nested = ([1], 2)
    try:
        nested[0] += [5]
    except TypeError as error:
        print(error, nested)


def order():
    box = Box()
    box[note("left key", 1)] = note("right", 2)
    box[note("k1", 1)], box[note("k2", 2)] = note("v1", 1), note("v2", 2)
    note("object", box).attribute = note("value", 3)
    print(box)


def annotated():
    x: int = 5
    y: "nothing yet"
    (z): str = "z"
    box = Box()
    box.a: int = 1
    box["b"]: float = 2.0
    try:
        print(y)
    except UnboundLocalError as error:
        print(error)
    print(x, z, box, annotated.__annotations__)


first: int = 1
second: "str"
third: list = [first]


class Annotated:
    a: int
    b: str = "b"
    for c in range(2):
        d: c = c


try:
    augmented()
except TypeError as error:
    print("TypeError:", error)
chains()
unpacking()
order()
annotated()
print(__annotations__, Annotated.__annotations__, hasattr(Annotated, "a"), Annotated.c)
