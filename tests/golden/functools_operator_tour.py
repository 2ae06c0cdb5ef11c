"""functools and operator: partial, reduce, caches, wraps, ordering, dispatch, getters; function composition."""
import functools
import operator


@functools.lru_cache(maxsize=3)
def slow_square(n):
    print("computing", n, end="; ")
    return n * n


@functools.lru_cache
def binomial(n, k):
    return 1 if k in (0, n) else binomial(n - 1, k - 1) + binomial(n - 1, k)


@functools.total_ordering
class Version:
    def __init__(self, *parts):
        self.parts = parts

    def __eq__(self, other):
        return self.parts == other.parts if isinstance(other, Version) else NotImplemented

    def __lt__(self, other):
        return self.parts < other.parts if isinstance(other, Version) else NotImplemented


class Circle:
    def __init__(self, radius):
        self.radius = radius

    @functools.cached_property
    def area(self):
        print("area of", self.radius, end="; ")
        return 3 * self.radius**2

    def scale(self, factor, *, offset=0):
        return self.radius * factor + offset

    double = functools.partialmethod(scale, 2)
    shifted = functools.partialmethod(scale, 1, offset=100)


@functools.singledispatch
def describe(thing):
    return f"something: {thing!r}"


@describe.register(int)
@describe.register(float)
def _(thing):
    return f"number {thing}"


@describe.register(list)
def describe_list(thing):
    return "list of " + ", ".join(map(describe, thing))


@describe.register(str)
def _(thing):
    return f"text of {len(thing)}"


def logged(function):
    @functools.wraps(function)
    def wrapper(*args, **options):
        """Wrapper's own."""
        return function(*args, **options)

    return wrapper


@logged
def documented(a: int, b=2) -> int:
    """Adds."""
    return a + b


def compose(*functions):
    return functools.reduce(lambda f, g: lambda x: f(g(x)), functions, lambda x: x)


def curry(function, count):
    def collect(*args):
        return function(*args) if len(args) >= count else lambda *more: collect(*args, *more)

    return collect


def caching():
    for n in (2, 3, 2, 4, 5, 2, 5):
        print(slow_square(n), end=" ")
    print(slow_square.cache_info())
    slow_square.cache_clear()
    print(slow_square(5), slow_square.cache_info(), slow_square.__wrapped__(6))
    print(binomial(30, 15), binomial.cache_info().currsize, slow_square.__name__)
    circle = Circle(2)
    print(circle.area, circle.area, circle.__dict__, circle.double(), circle.double(offset=1), circle.shifted(), Circle(5).scale(3))


def partials():
    binary = functools.partial(int, base=2)
    print(binary("1011"), binary.func is int, binary.args, binary.keywords, functools.partial(pow, 2)(10), functools.partial(print, "a", sep="-")("b", "c"))
    nested = functools.partial(functools.partial(max, 5), 3)
    print(nested(4), nested(9), nested.args, list(map(functools.partial(operator.add, 10), range(3))))
    print(functools.reduce(operator.mul, range(1, 8)), functools.reduce(lambda a, b: b + a, "abc"), functools.reduce(max, [3], 9), functools.reduce(operator.add, [], "empty"))
    print(compose(str, abs, int)("-5"), compose()(3), curry(lambda a, b, c: (a, b, c), 3)(1)(2)(3), curry(pow, 2)(2, 5))
    try:
        functools.reduce(operator.add, [])
    except TypeError as error:
        print(error)


def ordering():
    versions = [Version(1, 10), Version(1, 9), Version(2)]
    print(max(versions).parts, min(versions).parts, Version(1) >= Version(0), Version(1) <= Version(1), Version(1) > Version(2), Version(1) != Version(1, 0))
    try:
        Version(1) > 5
    except TypeError as error:
        print(error)
    by_last = functools.cmp_to_key(lambda a, b: (a[-1] > b[-1]) - (a[-1] < b[-1]))
    print(sorted(["xb", "ya", "zc"], key=by_last), by_last("a") < by_last("b"))


def dispatch():
    print(describe(5), describe(2.5), describe("abc"), describe([1, "x", [None]]), describe(True), describe({}), describe.dispatch(bool).__name__)
    print(documented.__name__, documented.__doc__, documented(1), documented.__wrapped__ is not documented, documented.__annotations__)


def operators():
    a, b = 17, 5
    for name in "add sub mul truediv floordiv mod pow and_ or_ xor lshift rshift lt le eq ne ge gt".split():
        print(name, getattr(operator, name)(a, b), end="; ")
    print(operator.neg(a), operator.pos(a), operator.inv(a), operator.not_(a), operator.truth([]), operator.index(True), operator.concat("a", "b"))
    record = {"name": "Ann", "tags": ["x", "y"], "age": 31}
    print(operator.itemgetter("name")(record), operator.itemgetter("age", "name")(record), operator.itemgetter(slice(1, 3))("abcd"), operator.itemgetter(-1)([1, 2]))
    print(operator.attrgetter("real", "imag")(3 + 4j), operator.attrgetter("__class__.__name__")(record), operator.methodcaller("upper")("abc"), operator.methodcaller("split", ",", maxsplit=1)("a,b,c"))
    items = [1, 2, 3]
    operator.setitem(items, 0, "new")
    operator.delitem(items, 1)
    print(items, operator.contains(items, 3), operator.countOf("banana", "a"), operator.indexOf("banana", "n"), operator.iadd(items, [9]), operator.getitem(items, -1), operator.is_(items, items))
    print(sorted([("b", 1), ("a", 2)], key=operator.itemgetter(1)), list(map(operator.sub, [5, 6], [1, 2])), operator.matmul.__name__, operator.length_hint(iter([1, 2])))


for part in (caching, partials, ordering, dispatch, operators):
    print("==", part.__name__)
    part()
