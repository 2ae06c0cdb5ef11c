"""Closures: cells read and written, functions made and called in a loop."""


def counter():
    count = 0

    def increment(step):
        nonlocal count
        count += step
        return count

    return increment


def compose(f, g):
    return lambda x: f(g(x))


def main():
    total = 0
    for _ in range(3500):
        tick = counter()
        for step in range(600):
            total += tick(step) & 7
    chain = lambda x: x + 1
    for _ in range(6):
        chain = compose(chain, chain)
    for n in range(20000):
        total += chain(n)
    return total


print(main())
