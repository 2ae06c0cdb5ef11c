"""Conway's game of life over sets, with patterns, and an elementary cellular automaton."""

GLIDER = """\
.#.
..#
###"""
BLINKER = "###"
ACORN = """\
.#.....
...#...
##..###"""


def parse(text, offset=(0, 0)):
    row0, column0 = offset
    return {
        (row0 + r, column0 + c) for r, line in enumerate(text.split("\n")) for c, cell in enumerate(line) if cell == "#"
    }


def neighbours(cell):
    r, c = cell
    return ((r + dr, c + dc) for dr in (-1, 0, 1) for dc in (-1, 0, 1) if dr or dc)


def step(alive):
    counts = {}
    for cell in alive:
        for near in neighbours(cell):
            counts[near] = counts.get(near, 0) + 1
    return {cell for cell, count in counts.items() if count == 3 or count == 2 and cell in alive}


def bounds(alive):
    if not alive:
        return 0, 0, -1, -1
    rows, columns = zip(*alive)
    return min(rows), min(columns), max(rows), max(columns)


def show(alive):
    top, left, bottom, right = bounds(alive)
    return "\n".join(
        "".join("#" if (r, c) in alive else "." for c in range(left, right + 1)) for r in range(top, bottom + 1)
    )


def normalised(alive):
    top, left, _, _ = bounds(alive)
    return frozenset((r - top, c - left) for r, c in alive)


def period(alive, limit=50):
    """(generation of first repeat, period, moved by) of a pattern, up to translation."""
    seen = {}
    for generation in range(limit):
        key = normalised(alive)
        if key in seen:
            before, place = seen[key]
            top, left, *_ = bounds(alive)
            return before, generation - before, (top - place[0], left - place[1])
        seen[key] = generation, bounds(alive)[:2]
        alive = step(alive)
    return None


def rotated(alive):
    return {(c, -r) for r, c in alive}


class Torus:
    """The same on a board that closes around its edges, as lists."""

    def __init__(self, height, width, alive=()):
        self.cells = [[(r, c) in alive for c in range(width)] for r in range(height)]
        self.generation = 0

    def __iter__(self):
        while True:
            yield self
            self.advance()

    def advance(self):
        height, width = len(self.cells), len(self.cells[0])

        def count(r, c):
            return sum(self.cells[(r + dr) % height][(c + dc) % width] for dr in (-1, 0, 1) for dc in (-1, 0, 1) if (dr, dc) != (0, 0))

        self.cells = [
            [(n := count(r, c)) == 3 or (n == 2 and self.cells[r][c]) for c in range(width)] for r in range(height)
        ]
        self.generation += 1

    def population(self):
        return sum(map(sum, self.cells))

    def __str__(self):
        return "\n".join("".join(".#"[cell] for cell in row) for row in self.cells)


def rule(number):
    table = [number >> bits & 1 for bits in range(8)]

    def advance(row):
        padded = [0] + row + [0]
        return [table[4 * a + 2 * b + c] for a, b, c in zip(padded, padded[1:], padded[2:])]

    return advance


def main():
    glider = parse(GLIDER)
    for _ in range(4):
        glider = step(glider)
    print(show(glider), bounds(glider))
    print(period(parse(GLIDER)), period(parse(BLINKER)), period(parse("##\n##")), period(set()), period(parse(ACORN), 5))
    print(show(rotated(parse(GLIDER))))
    acorn = parse(ACORN)
    sizes = []
    for generation in range(16):
        sizes.append(len(acorn))
        acorn = step(acorn)
    print(sizes)
    torus = Torus(6, 6, parse(GLIDER))
    for state in torus:
        if state.generation in (0, 3, 24):
            print(state.generation, state.population())
            print(state)
        if state.generation == 24:
            break
    print(torus.cells == Torus(6, 6, parse(GLIDER)).cells)
    row = [0] * 31
    row[15] = 1
    advance = rule(90)
    for _ in range(8):
        print("".join(" *"[cell] for cell in row).rstrip())
        row = advance(row)
    thirty = rule(30)
    row = [0] * 10 + [1] + [0] * 10
    centre = []
    for _ in range(10):
        centre.append(row[10])
        row = thirty(row)
    print(centre, parse(GLIDER) ^ step(parse(GLIDER)) == step(parse(GLIDER)) - parse(GLIDER) | parse(GLIDER) - step(parse(GLIDER)))


main()
