"""itertools, all of it, and recipes built from it."""
import itertools as it
import operator


def take(n, iterable):
    return list(it.islice(iterable, n))


def grouper(iterable, n, fill=None):
    return it.zip_longest(*[iter(iterable)] * n, fillvalue=fill)


def pairwise(iterable):
    a, b = it.tee(iterable)
    next(b, None)
    return zip(a, b)


def windows(iterable, n):
    copies = it.tee(iterable, n)
    for index, copy in enumerate(copies):
        for _ in range(index):
            next(copy, None)
    return zip(*copies)


def powerset(items):
    items = list(items)
    return it.chain.from_iterable(it.combinations(items, r) for r in range(len(items) + 1))


def unique(iterable, key=None):
    seen = set()
    for item in iterable:
        mark = item if key is None else key(item)
        if mark not in seen:
            seen.add(mark)
            yield item


def partition(predicate, iterable):
    a, b = it.tee(iterable)
    return list(it.filterfalse(predicate, a)), list(filter(predicate, b))


def round_robin(*iterables):
    pending = len(iterables)
    nexts = it.cycle([iter(i).__next__ for i in iterables])
    while pending:
        try:
            for step in nexts:
                yield step()
        except StopIteration:
            pending -= 1
            nexts = it.cycle(it.islice(nexts, pending))


def run_lengths(text):
    return [(c, len(list(group))) for c, group in it.groupby(text)]


def primes():
    yield 2
    known = []
    for n in it.count(3, 2):
        if all(n % p for p in it.takewhile(lambda p: p * p <= n, known)):
            known.append(n)
            yield n


class Noisy:
    def __init__(self, n):
        self.n = n

    def __iter__(self):
        for i in range(self.n):
            print(f"<{i}>", end="")
            yield i


def endless():
    print(take(4, it.count(10)), take(4, it.count(1, -2)), take(3, it.count(0.5, 0.25)), take(5, it.cycle("ab")), take(2, it.repeat("x")), list(it.repeat(5, 3)))
    print(list(map(pow, range(5), it.repeat(2))), take(3, it.cycle([])), it.count(3), it.repeat(1, 2))


def finite():
    print(list(it.accumulate([1, 2, 3, 4])), list(it.accumulate([3, 1, 5, 2], max)), list(it.accumulate([2, 3], operator.mul, initial=10)), list(it.accumulate([])))
    print(list(it.chain("ab", [1], ())), list(it.chain.from_iterable(["ab", "c"])), list(it.compress("abcd", [1, 0, True, ""])), list(it.starmap(pow, [(2, 3), (3, 2)])))
    print(list(it.dropwhile(lambda n: n < 3, [1, 4, 2, 5])), list(it.takewhile(str.isalpha, "ab1c")), list(it.filterfalse(None, [0, 1, ""])), list(it.islice("abcdefg", 1, 6, 2)), list(it.islice("abc", 2)))
    print(list(it.zip_longest("abc", [1], fillvalue="-")), [(k, list(g)) for k, g in it.groupby([1, 3, 2, 4, 5], lambda n: n % 2)])
    left, right = it.tee(Noisy(3))
    print(next(left), next(left), next(right), list(left), list(right))
    print(list(it.islice(Noisy(5), 2)))


def combinatoric():
    print(list(it.product("ab", [1, 2])), len(list(it.product(range(3), repeat=3))), list(it.product()))
    print(list(it.permutations("abc", 2)), len(list(it.permutations(range(5)))), list(it.permutations("ab", 3)))
    print(list(it.combinations("abcd", 2)), list(it.combinations_with_replacement("ab", 3)), list(it.combinations("ab", 3)))
    print(["".join(p) for p in it.permutations("xyz")], sum(1 for a, b, c in it.combinations(range(1, 20), 3) if a * a + b * b == c * c))


def recipes():
    print(list(grouper("abcdefg", 3, "x")), list(pairwise([1, 4, 9, 16])), list(windows("abcde", 3)), ["".join(s) for s in powerset("abc")])
    print(list(unique("mississippi")), list(unique("aAbB", str.lower)), partition(lambda n: n % 3 == 0, range(10)), list(round_robin("abc", "d", "ef")))
    print(run_lengths("aaabccd"), take(10, primes()), list(map(list, it.groupby("aab")))[0][0], sum(map(operator.mul, [1, 2, 3], [4, 5, 6])))
    words = sorted("apple bat cat axe bar fig".split())
    print({k: list(g) for k, g in it.groupby(words, key=operator.itemgetter(0))}, max(it.chain([3], [7, 1])), dict(zip(it.count(), "abc")))


def lazy():
    log = []

    def spy(n):
        log.append(n)
        return n * 10

    pipeline = it.takewhile(lambda n: n < 40, map(spy, it.count(1)))
    print(log, next(pipeline), log, list(pipeline), log)
    groups = it.groupby("aabbb")
    (first_key, first), (second_key, second) = next(groups), next(groups)
    print(first_key, list(first), second_key, list(second))
    for attempt in (lambda: it.islice([], -1), lambda: next(it.chain()), lambda: list(it.combinations("ab", -1)), lambda: it.count("a"), lambda: list(it.starmap(pow, [5])), lambda: it.repeat(), lambda: list(it.accumulate(["a", 1]))):
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, error)


for part in (endless, finite, combinatoric, recipes, lazy):
    print("==", part.__name__)
    part()
