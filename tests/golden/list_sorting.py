# golden: out
# list.sort() and sorted(): how often and in which order they compare, keys, errors, changes while sorting.

log = []

class K:
    __slots__ = ('v',)

    def __init__(s, v):
        s.v = v

    def __lt__(s, o):
        log.append((s.v, o.v))
        return s.v < o.v

    def __repr__(s):
        return 'K%d' % s.v

def h(x):
    r = 0
    for t in x:
        for u in t:
            r = (r * 1000003 + u) % (2 ** 61 - 1)
    return r
seed = 12345

def rnd():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return seed >> 33
for n in (0, 1, 2, 3, 5, 10, 31, 32, 63, 64, 65, 100, 127, 128, 500, 1000, 3000):
    for kind in range(7):
        if kind == 0:
            vals = [rnd() % 1000 for _ in range(n)]
        elif kind == 1:
            vals = list(range(n))
        elif kind == 2:
            vals = list(range(n, 0, -1))
        elif kind == 3:
            vals = [i % 7 for i in range(n)]
        elif kind == 4:
            vals = list(range(n // 2)) + list(range(n - n // 2))
        elif kind == 5:
            vals = [i if rnd() % 10 else rnd() % n for i in range(n)]
        else:
            vals = [i * i % 97 for i in range(n)]
        for rev in (False, True):
            for how in (0, 1, 2):
                del log[:]
                if how == 0:
                    l = [K(v) for v in vals]
                    l.sort(reverse=rev)
                    out = [k.v for k in l]
                elif how == 1:
                    l = list(vals)
                    l.sort(key=K, reverse=rev)
                    out = l
                else:
                    l = [(K(v), i) for (i, v) in enumerate(vals)]
                    K.__eq__ = lambda s, o: s.v == o.v
                    try:
                        l.sort(reverse=rev)
                    except TypeError as e:
                        print(e)
                    del K.__eq__
                    out = [b for (a, b) in l]
                print(n, kind, rev, how, len(log), h(log), h([out]))
l = [3, 1, 2]

def k(x):
    print(l, end=' ')
    return x
l.sort(key=k)
print(l)

def k2(x):
    l.append(9)
    return x
try:
    l.sort(key=k2)
except ValueError as e:
    print(e, l)

class B:

    def __lt__(s, o):
        raise ZeroDivisionError('x')
l = [3, B(), 1]
try:
    l.sort()
except Exception as e:
    print(type(e).__name__, e, len(l))
try:
    [1, 'a'].sort()
except TypeError as e:
    print(e)

class N:

    def __init__(s, n):
        s.n = n

    def __lt__(s, o):
        print('lt', s.n, o.n)
        return NotImplemented

    def __gt__(s, o):
        print('gt', s.n, o.n)
        return s.n > o.n
l = [N(2), N(1)]
l.sort()
print([x.n for x in l])
print(sorted([3, 1, 2], key=lambda x: -x), sorted('hello'), sorted([1.5, 0.5, -1.0]), sorted(['b', 'a', 'ሴ']), sorted([(2, 'a'), (1, 'b'), (1, 'a')]))
print(sorted([True, 0, 1.5, False]), sorted([[2], [1], []]), sorted([(), (1,)]), sorted([(1,), ()]))
l = [1, 2, 3]

class E:

    def __init__(s, i):
        s.i = i

    def __lt__(s, o):
        l2.clear()
        return s.i < o.i
l2 = [E(3), E(2), E(1)]
try:
    l2.sort()
except ValueError as e:
    print(e)
print([e.i for e in l2])
