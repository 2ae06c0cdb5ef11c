"""Lists, tuples, ranges, slices, bytes: methods, slice assignment, copies, comparison, packing."""


def list_methods():
    items = [3, 1]
    items.append(4)
    items.extend((1, 5))
    items.extend(n for n in (9, 2))
    items.insert(0, "first")
    items.insert(-1, "before last")
    items.insert(100, "end")
    print(items, items.pop(), items.pop(0), items.index(1), items.count(1), items.index(1, 2))
    items.remove("before last")
    items.reverse()
    print(items, items.copy() == items, items.copy() is items, sorted(items), items * 2, [0] + items)
    items.sort(reverse=True)
    print(items, items.clear(), items, len(items), [] == [], [[]] * 2)
    for attempt in (lambda: [].pop(), lambda: [1].remove(2), lambda: [1].index(2), lambda: [1][1], lambda: [1] + (2,), lambda: [1].__getitem__("a"), lambda: [1].insert("x", 1), lambda: [1].extend(5), lambda: (1,)[2], lambda: [1] * 1.5):
        try:
            attempt()
        except Exception as error:
            print(type(error).__name__, error)


def slices():
    items = list("abcdefgh")
    print(items[2:5], items[:-2], items[-3:], items[::3], items[::-2], items[5:1:-1], items[10:], items[-100:2], items[3:3])
    items[2:4] = "XYZ"
    print("".join(items))
    items[1:1] = ["in", "sert"]
    items[:2] = []
    print("".join(items))
    items[::2] = range(5)
    print(items)
    items[-2:] = items
    print(items)
    del items[1:-1:2]
    print(items)
    items[len(items) :] = ["tail"]
    items[:] = items[::-1]
    print(items, slice(1, 10, 2).indices(6), slice(None, None, -1).indices(4), slice(1, 2) == slice(1, 2), repr(slice(3)))
    try:
        items[::2] = [1]
    except ValueError as error:
        print(error)
    try:
        items[0:1] = 5
    except TypeError as error:
        print(error)


def sharing():
    row = [0, 0]
    grid = [row] * 2
    separate = [row[:] for _ in range(2)]
    grid[0][0] = 1
    print(grid, separate, grid[0] is grid[1])
    a = [1, [2, 3]]
    b, c = a, a[:]
    b.append(4)
    c[1].append("shared")
    print(a, b, c, a is b, a == c)
    loop = [1]
    loop.append(loop)
    print(loop, loop[1][1][0], ([1, 2], loop))
    pair = ([],)
    pair[0].append("inside a tuple")
    print(pair, (1, 2) + (3,), (0,) * 3, (), (1,), 1 in (1, 2), ("a", 1) < ("a", 2), (1, 2, 3).index(2), (1, 1).count(1))


def ranges():
    r = range(2, 20, 3)
    print(r, list(r), len(r), r[2], r[-1], r[1:3], r[::-1], 8 in r, 9 in r, r.index(11), r.start, r.stop, r.step, r == range(2, 18, 3))
    print(list(range(5, 0, -2)), list(range(0)), range(3) == range(0, 3, 1), bool(range(0)), sum(range(101)), max(range(3)), range(10)[3:], hash(range(3)) == hash(range(0, 3)))
    print(10**20 in range(10**21), len(range(0, 10**15, 7)), range(10**20)[10**19], list(reversed(range(3))), range(0, -5, -2)[::-1])


def byte_strings():
    data = b"hello \x00\xff"
    print(data, data[0], data[1:3], len(data), data.hex(), list(data[-2:]), b"a" + b"b", b"ab" * 2, 104 in data, b"ell" in data)
    print(data.find(b"l"), data.split(), data.upper(), data.replace(b"l", b"L"), b",".join([b"1", b"2"]), bytes(3), bytes([65, 66]), bytes("é", "utf-8"), bytes.fromhex("00 ff 10"))
    buffer = bytearray(b"abc")
    buffer[0] = 90
    buffer.append(33)
    buffer += b"xyz"
    buffer[1:3] = b"--"
    del buffer[-1]
    print(buffer, bytes(buffer), buffer.pop(), buffer.decode(), buffer == b"Z--!x", bytearray(2), b"\n\t'\"", b"a" < b"b", b"%d-%s" % (5, b"x"))
    for attempt in (lambda: bytes([256]), lambda: b"a" + "b", lambda: b"abc"[5], lambda: bytes("x"), lambda: b"\xff".decode("ascii"), lambda: bytearray(b"a").append(300), lambda: bytes.fromhex("0g")):
        try:
            attempt()
        except Exception as error:
            print(type(error).__name__, error)


def functions():
    print(list(enumerate("ab", 5)), list(zip("abc", range(2), [True] * 9)), list(map(pow, [2, 3], [3, 2])), list(filter(str.isdigit, "a1b2")), list(reversed("abc")))
    print(any([]), all([]), any([0, "x"]), all([1, ""]), sum([[1], [2]], []), sum((0.5, 1)), min(3, 1, 2), max("ab", "b", key=len), min([], default="none"), max([[1], [0, 9]]))
    print(sorted([3, 1, 2], key=lambda n: -n), len({1: 2}), [*range(3), *"xy"], (*[1, 2], 3), divmod(17, 5), abs(-3), round(3.7), hash(()) == hash(()))
    it = iter([1, 2, 3])
    print(next(it), list(it), next(it, "done"), list(iter(lambda c=[3]: c.append(c.pop() - 1) or c[0], 0)), list(zip(*[iter("abcdef")] * 2)), [list(g) for g in ([1], (2, 3))])


def rotations(items):
    return [items[i:] + items[:i] for i in range(len(items))]


def spiral(rows):
    out = []
    while rows:
        first, *rest = rows
        out.extend(first)
        rows = list(zip(*rest))[::-1]
    return out


def chunks(items, size):
    return [items[i : i + size] for i in range(0, len(items), size)]


for part in (list_methods, slices, sharing, ranges, byte_strings, functions):
    print("==", part.__name__)
    part()
print(rotations("abcd"), spiral([[1, 2, 3], [4, 5, 6], [7, 8, 9]]), chunks(list(range(7)), 3), chunks("", 2))
