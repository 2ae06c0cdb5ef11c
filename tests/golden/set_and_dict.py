"""Sets and dictionaries: order, algebra, views, comparison, hashing of our own classes, defaults, merging."""


class Card:
    suits = "CDHS"

    def __init__(self, text):
        self.rank, self.suit = text[:-1], text[-1]

    def __eq__(self, other):
        return isinstance(other, Card) and (self.rank, self.suit) == (other.rank, other.suit)

    def __hash__(self):
        return hash((self.rank, self.suit))

    def __repr__(self):
        return self.rank + self.suit


class Clash:
    """All of them in one bucket."""

    compared = 0

    def __init__(self, n):
        self.n = n

    def __hash__(self):
        return 42

    def __eq__(self, other):
        Clash.compared += 1
        return self.n == other.n


class Default(dict):
    def __init__(self, factory, *args, **items):
        super().__init__(*args, **items)
        self.factory = factory

    def __missing__(self, key):
        value = self[key] = self.factory()
        return value


class Frozen(dict):
    def __setitem__(self, key, value):
        raise TypeError("frozen")

    def __hash__(self):
        return hash(frozenset(self.items()))


def set_algebra():
    a, b = set(range(8)), set(range(4, 12))
    print(a | b, a & b, a - b, a ^ b, a <= b, a & b <= a, a.isdisjoint({99}), a > {1, 2}, len(a))
    print(a.union([20], (21,)), a.intersection(range(3), [1, 2]), a.difference("x", [0]), a.symmetric_difference([0, 100]))
    c = a.copy()
    c.add(50)
    c.discard(0)
    c.discard("not there")
    c.remove(1)
    c.update([60], {61})
    c.difference_update({60})
    c.intersection_update(range(55))
    c.symmetric_difference_update({2, 77})
    print(sorted(c), c.pop() in range(100), len(c))
    c |= {1}
    c &= {1, 2, 3, 50}
    c ^= {3}
    c -= {50}
    print(c, frozenset("ab") | {"c"} == {"a", "b", "c"}, {frozenset([1, 2]): "key"}[frozenset([2, 1])], hash(frozenset()) == hash(frozenset([])))
    print({1, True, 1.0}, {0: "a", False: "b"}, set("hello") == set("olleh"), {(1, 2), (2, 1)} == {(2, 1), (1, 2)})
    print(list({3, 1, 2}), list({"a", "b", "c", "d"}), {5, 40, 13, 21}, set(), frozenset([1]), repr({(), ""}))
    print(sorted({"pear", "fig", "apple"}), list({x % 7 for x in range(0, 100, 11)}), {"x"} | {"y"}, {-1, -2}, {2**61 - 1, 0, 2**61})
    for attempt in (lambda: {[]}, lambda: set().pop(), lambda: {1}.remove(2), lambda: {1} + {2}, lambda: {1} | [2], lambda: {} | [], lambda: {{}: 1}):
        try:
            attempt()
        except Exception as error:
            print(type(error).__name__, error)


def dict_order():
    d = dict(b=1, a=2)
    d["c"] = 3
    d["b"] = 10
    del d["a"]
    d["a"] = 4
    print(d, list(d), list(reversed(d)), list(d.items())[-1], d.popitem(), d.pop("zz", None), d.pop("c"), d)
    print({**d, "x": 1, **{"b": 0}}, d | {"z": 26}, dict([("k", 1)], j=2), dict.fromkeys("abc", 0), dict(zip("xy", [1, 2])))
    d.update({"m": 1}, n=2)
    d.update([("o", 3)])
    print(d, d.get("q"), d.get("q", 5), d.setdefault("b", 99), d.setdefault("new", []), "b" in d, len(d), d == dict(reversed(list(d.items()))))
    d.clear()
    print(d, not d, {1: 2} == {1.0: 2.0}, {1: 2} != {1: 3}, {"a": {"b": [1]}}["a"]["b"][0])


def views():
    d = {"a": 1, "b": 2}
    keys, values, items = d.keys(), d.values(), d.items()
    d["c"] = 3
    print(keys, values, items, len(keys), "c" in keys, 3 in values, ("a", 1) in items, ("a", 2) in items)
    print(keys & {"a", "z"}, keys | ["q"] == {"a", "b", "c", "q"}, items - {("a", 1)} == {("b", 2), ("c", 3)}, keys == {"a", "b", "c"}, keys.isdisjoint("xyz"))
    print([k for k in keys], max(values), sorted(items, key=lambda item: -item[1]), list(zip(*items)))
    print(sum(values), dict(map(reversed, items)), {v: k for k, v in items}, type(iter(keys)).__name__)


def hashing():
    hand = [Card(text) for text in "10H KS 10H 2C KS AD".split()]
    print(set(hand) == {Card("10H"), Card("KS"), Card("2C"), Card("AD")}, len(set(hand)), Card("2C") in hand, {Card("KS"): 1}[Card("KS")])
    clashes = {Clash(n): n for n in range(6)}
    before = Clash.compared
    print(clashes[Clash(4)], Clash.compared - before, Clash(99) in clashes, len(clashes))
    letters = Default(list)
    for word in "apple avocado banana blueberry cherry".split():
        letters[word[0]].append(word)
    print(letters, letters.get("z"), "z" in letters, Default(int, a=1)["b"])
    frozen = Frozen(a=1)
    print({frozen: "yes"}[Frozen(a=1)], hash(frozen) == hash(Frozen(a=1)))
    try:
        frozen["b"] = 2
    except TypeError as error:
        print(error)

    class NoHash:
        def __eq__(self, other):
            return True

    try:
        {NoHash()}
    except TypeError as error:
        print(error)
    print(NoHash.__hash__, NoHash() == 5, hash("") == 0, hash((1, 2)) == hash((1, 2)), hash(1.5) == hash(1.5))


def programs():
    text = "it was the best of times it was the worst of times"
    counts = {}
    for word in text.split():
        counts[word] = counts.get(word, 0) + 1
    print(counts, sorted(counts, key=lambda w: (-counts[w], w))[:3], max(counts.values()))
    stock, order = {"apple": 5, "pear": 2}, {"apple": 3, "fig": 1}
    print({k: stock.get(k, 0) - order.get(k, 0) for k in stock.keys() | order.keys()} == {"apple": 2, "pear": 2, "fig": -1})
    first, second = set("ab cd ef".split()), set("cd gh".split())
    print(sorted(first - second), sorted(first ^ second), sorted(first & second), len(first | second) / len(first))
    nested = {}
    for path in ("a/b/c", "a/d", "e"):
        place = nested
        for part in path.split("/"):
            place = place.setdefault(part, {})
    print(nested)


for part in (set_algebra, dict_order, views, hashing, programs):
    print("==", part.__name__)
    part()
