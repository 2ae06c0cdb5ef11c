"""One sequence, eight ways to compute it: recursion, memory, loops, generators, matrices, closed form."""
import functools
import itertools
import math


def recursive(n):
    return n if n < 2 else recursive(n - 1) + recursive(n - 2)


def remembered(n, memory={0: 0, 1: 1}):
    if n not in memory:
        memory[n] = remembered(n - 1) + remembered(n - 2)
    return memory[n]


@functools.lru_cache(maxsize=None)
def cached(n):
    if n < 2:
        return n
    return cached(n - 1) + cached(n - 2)


def loop(n):
    a, b = 0, 1
    for _ in range(n):
        a, b = b, a + b
    return a


def generate():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def generated(n):
    return next(itertools.islice(generate(), n, None))


def multiply(p, q):
    (a, b), (c, d) = p
    (e, f), (g, h) = q
    return (a * e + b * g, a * f + b * h), (c * e + d * g, c * f + d * h)


def by_matrix(n):
    result = (1, 0), (0, 1)
    power = (1, 1), (1, 0)
    while n:
        n, odd = divmod(n, 2)
        if odd:
            result = multiply(result, power)
        power = multiply(power, power)
    return result[0][1]


def doubling(n):
    def pair(k):
        if k == 0:
            return 0, 1
        a, b = pair(k // 2)
        c = a * (2 * b - a)
        d = a * a + b * b
        return (d, c + d) if k % 2 else (c, d)

    return pair(n)[0]


def closed(n):
    root = math.sqrt(5)
    return round(((1 + root) / 2) ** n / root)


class Sequence:
    """Indexable without end; keeps what it has computed."""

    def __init__(self):
        self.known = [0, 1]

    def __getitem__(self, n):
        if isinstance(n, slice):
            return [self[i] for i in range(n.start or 0, n.stop, n.step or 1)]
        while len(self.known) <= n:
            self.known.append(self.known[-1] + self.known[-2])
        return self.known[n]

    def __call__(self, n):
        return self[n]


def zeckendorf(n):
    """n as a sum of Fibonacci numbers that are not neighbours."""
    parts = []
    numbers = list(itertools.takewhile(lambda f: f <= n, generate()))
    while n > 0:
        largest = numbers.pop()
        if largest <= n:
            parts.append(largest)
            n -= largest
    return parts


def main():
    ways = [recursive, remembered, cached, loop, generated, by_matrix, doubling, closed, Sequence()]
    for n in (0, 1, 2, 7, 12):
        results = {way(n) for way in ways}
        print(n, results, len(results) == 1)
    for way in ways[1:7]:
        text = str(way(300))
        print(f"{way.__name__:>10} {text[:6]}...{text[-6:]} {len(text)} digits")
    print(cached.cache_info().misses, cached.cache_info().hits > 0)
    sequence = Sequence()
    print(sequence[5:15], sequence[0:30:10], len(sequence.known))
    for n in (1, 4, 33, 100, 1000):
        print(n, "=", " + ".join(map(str, zeckendorf(n))))
    print([f for f in itertools.islice(generate(), 40) if f % 3 == 0])
    print(math.gcd(loop(24), loop(36)) == loop(12))
    ratio = [loop(k + 1) / loop(k) for k in range(1, 9)]
    print(" ".join("%.4f" % r for r in ratio))
    print(sum(itertools.islice(generate(), 20)) == loop(21) - 1)


main()
