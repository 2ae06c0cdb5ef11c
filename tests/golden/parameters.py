"""Every kind of parameter and argument, defaults, annotations, and the errors of wrong calls."""


def plain(a, b):
    return a, b


def defaults(a, b=2, c=3):
    return a, b, c


def star(a, *rest):
    return a, rest


def keywords(a, **options):
    return a, options


def keyword_only(a, *, b, c=30):
    return a, b, c


def positional_only(a, b=20, /):
    return a, b


def everything(a, b=2, /, c=3, *rest, d, e=5, **options):
    return a, b, c, rest, d, e, options


def annotated(a: int, b: "text" = 1, *rest: tuple, c: float = 2.0, **options: dict) -> str:
    local: int = a
    return str(local + b)


def mutable(item, items=[]):
    items.append(item)
    return items


def fresh(item, items=None):
    if items is None:
        items = []
    items.append(item)
    return items


def evaluated_once(value, when=len("abc")):
    return value, when


class Callable:
    def __init__(self, factor=1):
        self.factor = factor

    def __call__(self, *numbers, **options):
        return self.factor * sum(numbers) + options.get("plus", 0)

    def method(self, x, /, *, y=0):
        return self.factor * x + y


class Mapping:
    """Just enough of a mapping for **."""

    def __init__(self, **items):
        self.items = items

    def keys(self):
        return self.items

    def __getitem__(self, key):
        return self.items[key] * 2


def noisy(value, log=[]):
    log.append(value)
    print("eval", value, end="; ")
    return value


def attempt(call, *args, **options):
    try:
        print(call.__name__, call(*args, **options))
    except TypeError as error:
        print("TypeError:", error)


def main():
    print(plain(1, 2), plain(b=1, a=2), plain(*"xy"), plain(**{"a": 5, "b": 6}), plain(1, *[2]))
    print(defaults(1), defaults(1, 5), defaults(1, c=9), defaults(*[7], **dict(b=8)))
    print(star(1), star(1, 2, 3), star(*range(4)), star(0, *"ab", *"cd", 9))
    print(keywords(1), keywords(1, x=2, **{"y": 3}), keywords(a=1, **{"not a name": 4}))
    print(keyword_only(1, b=2), keyword_only(b=2, c=3, a=1))
    print(positional_only(1), positional_only(1, 2))
    print(everything(1, d=4))
    print(everything(1, 2, 3, 4, 5, 6, d=7, e=8, f=9, a=10))
    print(everything(*(1, 2), *[3], d=0, **{"b": 1}, **{"z": 2}))
    print(annotated(1), annotated.__annotations__, annotated.__defaults__, annotated.__kwdefaults__)
    print(mutable(1), mutable(2), mutable(3, [0]), mutable.__defaults__)
    print(fresh(1), fresh(2), fresh(3, [0]), evaluated_once(1))
    double = Callable(2)
    print(double(1, 2, plus=1), double.method(3, y=4), Callable.method(double, 5))
    print(keywords(0, **Mapping(p=1, q=2)))
    print(dict(**Mapping(m=4), n=1), [*range(3), *"ab"], {*"aa", *"b"} == {"a", "b"}, (*[1], 2))
    print(star(noisy(1), *[noisy(2)], noisy(3)), keywords(noisy(4), x=noisy(5), **{"y": noisy(6)}))

    attempt(plain, 1)
    attempt(plain)
    attempt(plain, 1, 2, 3)
    attempt(plain, 1, 2, c=3)
    attempt(plain, 1, a=2)
    attempt(defaults)
    attempt(defaults, 1, 2, 3, 4)
    attempt(keyword_only, 1)
    attempt(keyword_only, 1, 2)
    attempt(positional_only, a=1)
    attempt(positional_only, 1, b=2)
    attempt(everything, d=1)
    attempt(lambda: 1, 2)
    attempt(double.method, x=3)
    attempt(Callable, 1, 2)
    for source in ("plain(*5)", "plain(**5)", "plain(1, **{1: 2})", "keywords(1, a=2)", "plain(1, **{'b': 2}, **{'b': 3})"):
        try:
            print(eval(source, globals()))
        except TypeError as error:
            print(source, "->", error)

    identity = lambda x, *y, z=(lambda q: q)(3), **w: (x, y, z, w)
    print(identity(1), identity(1, 2, z=4, v=5), identity.__name__)
    pairs = [(lambda a, b=b: (a, b)) for b in range(3)]
    print([pair(b) for b, pair in enumerate(pairs)])
    everything.__defaults__ = (50, 60)
    print(everything(1, d=2), main.__code__.co_argcount, everything.__code__.co_flags & 0x0C)


main()
