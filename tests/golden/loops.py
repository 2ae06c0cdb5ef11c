"""Loops: while and for with else, break, continue, nested; changes while looping; loops over all kinds of things."""


def search(items, wanted):
    for index, item in enumerate(items):
        if item == wanted:
            break
    else:
        return "not found"
    return index


def smallest_divisor(n):
    d = 2
    while d * d <= n:
        if n % d == 0:
            break
        d += 1
    else:
        d = n
    return d


def nested(limit):
    found = []
    for a in range(1, limit):
        for b in range(a, limit):
            if (a + b) % 7 == 0:
                found.append((a, b))
                break
            if a * b > 30:
                continue
        else:
            found.append((a, "none"))
            if a > 6:
                break
    else:
        found.append("all")
    return found


def with_finally():
    log = []
    for i in range(4):
        try:
            if i == 0:
                continue
            if i == 2:
                break
            log.append(("body", i))
        finally:
            log.append(("finally", i))
    else:
        log.append("else")
    while True:
        try:
            try:
                break
            finally:
                log.append("inner")
        finally:
            log.append("outer")
    return log


def loop_return():
    for i in range(3):
        for j in range(3):
            with_nothing = i * j
            if with_nothing == 2:
                return i, j
    return None


def changing():
    items = [1, 2, 3, 4, 5, 6]
    for item in items:
        if item % 2:
            items.remove(item)
    print(items)
    queue = [1]
    for item in queue:
        if item < 50:
            queue.append(item * 2)
    print(queue)
    table = {"a": 1}
    try:
        for key in table:
            table[key + "a"] = 1
    except RuntimeError as error:
        print(error)
    marks = {1, 2}
    try:
        for mark in marks:
            marks.add(mark + 10)
    except RuntimeError as error:
        print(error)
    for key in list(table):
        del table[key]
    print(table)


def loop_variables():
    for i in range(3):
        i = i * 10
        print(i, end=" ")
    print("after", i)
    for i in []:
        pass
    print("still", i)
    place = {}
    for place["key"] in "abc":
        pass
    print(place)
    for x, (y, *z) in [(1, "ab"), (2, "cde")]:
        print(x, y, z, end="; ")
    print()
    total = 0
    for n in 1, 2, 3:
        total += n
    for n in *range(2), *[10, 20]:
        total += n
    print(total)


def all_kinds():
    for thing in ("ab", b"ab", [1], (2,), {3: 4}, {5}, range(2), iter([6]), {7: 8}.items(), reversed([1, 2]), (n for n in "g")):
        print(type(thing).__name__, [element for element in thing])
    for a, b in zip("abc", range(2)):
        print(a, b, end=" ")
    print(list(map(max, [1, 5], [4, 2])), list(filter(None, [0, 1, "", "a"])))
    for broken in (5, None, print):
        try:
            for _ in broken:
                pass
        except TypeError as error:
            print(error)


def constants():
    n = 0
    while 1:
        n += 1
        if n > 3:
            break
    while 0:
        n = "never"
    while not n > 5:
        n += 1
    else:
        n += 100
    if 0:
        n = "no"
    elif n:
        n += 1000
    while n > 1000 and n % 10 or n == 0:
        n -= 1
    return n


class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        n = self.start
        while n > 0:
            yield n
            n -= 1


class OldSequence:
    def __getitem__(self, index):
        if index >= 3:
            raise IndexError(index)
        return index * index


def guess(target):
    low, high, steps = 0, 100, 0
    while low <= high:
        steps += 1
        middle = (low + high) // 2
        if middle == target:
            return steps
        elif middle < target:
            low = middle + 1
        else:
            high = middle - 1
    return -steps


print(search("hello", "l"), search([], 1), search(range(5), 9))
print([smallest_divisor(n) for n in (2, 9, 35, 97, 121)])
print(nested(5), nested(9))
print(with_finally())
print(loop_return())
changing()
loop_variables()
all_kinds()
print(constants())
print(list(Countdown(4)), max(Countdown(3)), 2 in Countdown(5), list(OldSequence()), 4 in OldSequence())
print([guess(n) for n in (50, 0, 100, 73, 101)])
primes = []
candidate = 2
while len(primes) < 12:
    for p in primes:
        if candidate % p == 0:
            break
    else:
        primes.append(candidate)
    candidate += 1
print(primes, p, candidate)
