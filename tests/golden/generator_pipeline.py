"""Generators as a pipeline: lazy stages, send, throw, close, delegation, and what happens at each end."""


def lines(text):
    for line in text.splitlines():
        yield line.rstrip()


def numbered(items, start=1):
    number = start
    for item in items:
        yield number, item
        number += 1


def fields(rows, separator=","):
    for number, row in rows:
        if row and not row.startswith("#"):
            yield number, [field.strip() for field in row.split(separator)]


def records(rows):
    _, header = next(rows)
    for number, row in rows:
        if len(row) != len(header):
            print(f"  line {number} skipped")
            continue
        yield dict(zip(header, row))


TABLE = """\
name, kind, price
# fruit first
apple, fruit, 3
plum, fruit, 2
broken line

leek, vegetable, 4
onion, vegetable, 1
"""


def averager():
    total = count = 0
    average = None
    while True:
        try:
            value = yield average
        except ValueError as error:
            print("  told:", error)
            total = count = 0
            average = None
            continue
        total += value
        count += 1
        average = total / count


def closing(log):
    try:
        yield 1
        yield 2
    except GeneratorExit:
        log.append("closed early")
        raise
    finally:
        log.append("cleaned up")


def stubborn():
    while True:
        try:
            yield "still here"
        except GeneratorExit:
            pass
        finally:
            if stubborn.tired:
                return


def walk(tree):
    if isinstance(tree, (list, tuple)):
        total = 0
        for branch in tree:
            total += yield from walk(branch)
        return total
    yield tree
    return 1


def relay(log):
    while True:
        result = yield from worker()
        log.append(result)
        if result is None:
            return "relay ends"


def worker():
    collected = []
    while (item := (yield len(collected))) is not None:
        if item == "stop":
            return
        collected.append(item)
    return collected


def countdown(n):
    while n:
        reset = yield n
        n = reset if reset is not None else n - 1


def interleave(*iterables):
    waiting = [iter(one) for one in iterables]
    while waiting:
        for one in list(waiting):
            try:
                yield next(one)
            except StopIteration:
                waiting.remove(one)


def main():
    shop = list(records(fields(numbered(lines(TABLE)))))
    print(shop)
    prices = {}
    for record in shop:
        prices.setdefault(record["kind"], []).append(int(record["price"]))
    print({kind: sum(p) for kind, p in prices.items()})

    average = averager()
    next(average)
    print([average.send(x) for x in (10, 20, 60)])
    print(average.throw(ValueError("start again")), average.send(5))
    average.close()
    try:
        average.send(1)
    except StopIteration as stop:
        print("stopped with", stop.value)

    log = []
    one = closing(log)
    print(next(one))
    one.close()
    print(log, list(one), list(closing(log)), log)

    stubborn.tired = False
    s = stubborn()
    next(s)
    try:
        s.close()
    except RuntimeError as error:
        print("RuntimeError:", error)
    stubborn.tired = True
    s.close()

    tree = [1, [2, (3, 4)], [[5]], 6]
    walker = walk(tree)
    leaves = []
    while True:
        try:
            leaves.append(next(walker))
        except StopIteration as stop:
            print(leaves, "count", stop.value)
            break

    log = []
    r = relay(log)
    print(next(r), r.send("a"), r.send("b"), r.send(None), log)
    print(r.send("c"))
    try:
        r.send("stop")
    except StopIteration as stop:
        print(stop.value, log)

    c = countdown(3)
    print(next(c), c.send(6), next(c), next(c), c.gi_frame.f_locals["n"], c.gi_running)
    print(list(interleave("abc", range(5), [None])))
    total = sum(n * n for n in range(10) if n % 2)
    print(total, max((len(word), word) for word in "a bbb cc".split()))
    for bad in (lambda: (x for x in 5), lambda: countdown(1).send(1), lambda: next(iter([]))):
        try:
            bad()
        except (TypeError, StopIteration) as error:
            print(type(error).__name__, error)

    def leaky():
        yield 1
        raise StopIteration("leak")

    try:
        list(leaky())
    except RuntimeError as error:
        print(error, "|", repr(error.__cause__))


main()
