"""Generators: pipelines, delegation, send."""


def naturals(limit):
    n = 0
    while n < limit:
        yield n
        n += 1


def keep(predicate, items):
    for item in items:
        if predicate(item):
            yield item


def tree(depth):
    if depth == 0:
        yield 1
        return
    yield from tree(depth - 1)
    yield depth
    yield from tree(depth - 1)


def adder():
    total = 0
    while True:
        total += yield total


def main():
    result = sum(keep(lambda n: n % 3 == 0, (n * n for n in naturals(900000))))
    result += sum(tree(16))
    total = adder()
    next(total)
    for n in range(600000):
        total.send(n)
    return result + total.send(0)


print(main())
