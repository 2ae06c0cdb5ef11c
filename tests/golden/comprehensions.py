"""Comprehensions: list, set, dict and generator; conditions, nesting, scopes, closures, walrus."""


def primes_below(limit):
    composite = {multiple for n in range(2, int(limit**0.5) + 1) for multiple in range(n * n, limit, n)}
    return [n for n in range(2, limit) if n not in composite]


def transpose(rows):
    return [[row[i] for row in rows] for i in range(len(rows[0]))]


def flatten(items):
    return [leaf for item in items for leaf in (flatten(item) if isinstance(item, list) else [item])]


def invert(mapping):
    return {value: key for key, value in mapping.items()}


def group(words):
    return {length: sorted(w for w in words if len(w) == length) for length in sorted({len(w) for w in words})}


def pythagorean(limit):
    return [
        (a, b, c)
        for c in range(1, limit)
        for b in range(1, c)
        for a in range(1, b)
        if a * a + b * b == c * c
        if a % 2 or b % 2
    ]


class Table:
    width = 3
    rows = [[r * 3 + c for c in range(3)] for r in range(width)]
    squares = [n * n for n in range(width)]

    def __init__(self, factor):
        self.factor = factor
        self.scaled = [[cell * self.factor for cell in row] for row in self.rows]

    def cells(self):
        return ((r, c, cell) for r, row in enumerate(self.scaled) for c, cell in enumerate(row))


def scopes():
    x = "outer"
    result = [x for x in range(3)]
    print(x, result)
    functions = [lambda: i for i in range(3)]
    print([f() for f in functions], [f() for f in [lambda i=i: i for i in range(3)]])
    offset = 10
    print([[offset + i + j for j in range(2)] for i in range(2)])
    generator = (n + offset for n in range(3))
    offset = 100
    print(list(generator))
    source = [1, 2]
    lazy = (n for n in source)
    source = [3, 4]
    print(list(lazy))
    print([y for n in range(5) if (y := n * n) % 2 == 0], y)
    total = 0
    print([total := total + n for n in range(5)], total)


def counter():
    count = 0

    def touch(n):
        nonlocal count
        count += 1
        return n

    print(any(touch(n) > 2 for n in range(10)), count)
    print(all(touch(n) < 2 for n in range(10)), count)
    print(next((touch(n) for n in range(10) if n > 5), None), count)
    print(sum(1 for _ in filter(None, (touch(n) % 2 for n in range(4)))), count)


def starred():
    pairs = [(1, (2, 3)), (4, (5, 6))]
    print([a + b * c for a, (b, c) in pairs], [(first, rest) for first, *rest in ("abc", "de", "f")])
    print({k: v for k, v in zip("abc", range(3)) if v}, {**{c: 0 for c in "xy"}, "y": 1})
    print([*(n for n in range(3)), *[n for n in "ab"]], {*(n % 3 for n in range(9))})
    grid = [[0] * 3 for _ in range(2)]
    for grid[1][2] in [5, 6]:
        pass
    print(grid, [d["k"] for d in [{"k": i} for i in range(3)]])


def game(board):
    lines = [*board, *zip(*board), [board[i][i] for i in range(3)], [board[i][2 - i] for i in range(3)]]
    return next((line[0] for line in lines if len(set(line)) == 1 and line[0] != " "), None)


def errors():
    for attempt in (
        lambda: [1 / n for n in (1, 0)],
        lambda: {[]: 1 for _ in range(1)},
        lambda: [a for a, b in [(1, 2, 3)]],
        lambda: list(undefined for _ in range(1)),
        lambda: [n for n in None],
    ):
        try:
            attempt()
        except Exception as error:
            print(type(error).__name__, error)


def main():
    print(primes_below(50))
    print(transpose([[1, 2, 3], [4, 5, 6]]), flatten([1, [2, [3, [4]], 5], [[6]]]))
    print(invert({"a": 1, "b": 2}), group("the quick brown fox jumps over a lazy dog".split()))
    print(pythagorean(30))
    table = Table(2)
    print(Table.rows, Table.squares, table.scaled, sum(cell for _, _, cell in table.cells()))
    scopes()
    counter()
    starred()
    print(game(["xox", "oxo", "  x"]), game(["ooo", "xx ", "   "]), game(["   "] * 3))
    errors()
    print([[i * j for j in range(1, 4) if j != i] for i in range(1, 4) if i != 2])
    print({(i, j): i ^ j for i in range(3) for j in range(i)}, [x for x in (y for y in (z for z in range(3)))])
    print([lambda x: x * k for k in range(3)][0](10), type(n for n in ()).__name__)
    print("".join(c if c.isalpha() else "_" for c in "a1b2"), max((v, k) for k, v in {"p": 3, "q": 7}.items()))


main()
