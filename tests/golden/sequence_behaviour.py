# golden: out
# Lists, tuples, ranges, slices and lazy iterators: indexing, assignment, growth, errors, deep nesting.

import sys

def t(f):
    try:
        print(repr(f()))
    except BaseException as e:
        print(type(e).__name__, e)
l = list(range(10))
for s in (slice(None), slice(2, 5), slice(-3, None), slice(None, None, -1), slice(8, 2, -2), slice(0, 10, 3), slice(20, 30), slice(5, 2), slice(None, None, 3), slice(-1, -20, -4), slice(2 ** 70), slice(-2 ** 70, 2 ** 70, 2 ** 70)):
    print(s, l[s], tuple(l)[s], '0123456789'[s], range(10)[s], b'0123456789'[s], s.indices(10))
    for v in ([], [1], 'ab', [1, 2, 3], (x for x in 'xyz'), l):
        m = list(l)
        try:
            m[s] = v
            print(m)
        except Exception as e:
            print(type(e).__name__, e)
    m = list(l)
    del m[s]
    print(m, sys.getsizeof(m))
m = [1, 2, 3]
m[1:2] = m
print(m)
m[::2] = m[::-2] if 0 else [0] * len(m[::2])
print(m)
m *= 3
print(m)
m *= 0
print(m, sys.getsizeof(m))
m += 'ab'
print(m)
m += m
print(m)
m.extend(m)
print(len(m))
m.insert(-1, 'I')
m.insert(100, 'E')
m.insert(-100, 'S')
print(m)
print(m.pop(), m.pop(0), m.pop(-2), m)
m.remove('a')
print(m, m.index('b', 1), m.count('a'))
m.reverse()
print(m)
m.clear()
print(m)
t(lambda : [1, 2, 3].index(3, 0, 2))
t(lambda : [1, 2, 3].index(3, -1))
t(lambda : (1, 2, 3).index(3, -100, 100))
t(lambda : [].pop())
t(lambda : [1].pop(1))
t(lambda : [1].pop(-2))
sizes = []
l = []
for i in range(200):
    l.append(i)
    sizes.append(sys.getsizeof(l))
for i in range(200):
    l.pop()
    sizes.append(sys.getsizeof(l))
print(sizes)
print([sys.getsizeof(list(range(n))) for n in range(12)], [sys.getsizeof([0] * n) for n in range(5)], [sys.getsizeof([i for i in range(n)]) for n in range(12)], [sys.getsizeof(list(iter(range(n)))) for n in range(12)], [sys.getsizeof([*range(n)]) for n in range(12)], [sys.getsizeof(list((x for x in range(n)))) for n in range(12)], [sys.getsizeof(sorted(range(n))) for n in range(12)])
print([1, 2] < [1, 3], [1] < [1, 2], [1, 2] == [1, 2], [] < [1], [1] >= [1], (1, 2) < (1, 'a') if 0 else '', (1,) < (2, 'a'), [1] == (1,), [[1]] == [[1.0]])
t(lambda : [1] < ['a'])
t(lambda : [1] < (1,))
t(lambda : (1, 2) < (1, 'a'))
print([1, 2] + [3], (1,) + (2,), [0] * 3, 2 * (1, 2), () * 5, (1, 2) * -1, [None] * 2)
a = (1, 2)
print(a + () is a, () + a is a, a[:] is a, tuple(a) is a, a * 1 is a)

class T(tuple):

    def __new__(c, *a, k=0):
        o = super().__new__(c, a)
        o.k = k
        return o
x = T(1, 2, k=3)
print(x, x.k, x + (3,), type(x[:]), type(x * 1), hash(x) == hash((1, 2)), x == (1, 2), x.__getnewargs__(), len(x), sys.getsizeof(()), sys.getsizeof((1, 2)))
import copy
y = copy.copy(x)
print(y, y.k)

class L(list):

    def __init__(s, *a, k=0):
        super().__init__(*a)
        s.k = k
x = L([1, 2], k=3)
print(x, x.k, type(x[:]), type(x + [1]), x.copy().__class__)
it = iter([1, 2, 3])
next(it)
print(it.__length_hint__(), list(it), it.__length_hint__(), next(it, 'end'))
l = [1, 2, 3]
it = iter(l)
for v in it:
    if v < 10:
        l.append(v + 10)
print(l)
r = reversed([1, 2, 3])
print(next(r), r.__length_hint__(), list(r))
it = iter((1, 2))
it.__setstate__(1)
print(list(it))
print(list(enumerate('ab', 5)), list(enumerate('ab', 2 ** 63 - 1)), list(zip('abc', [1, 2], range(9))), list(zip()), list(map(lambda *a: a, 'ab', [1, 2, 3])), list(filter(None, [0, 1, '', 2])), list(filter(lambda x: x % 2, range(9))), list(map(str, range(3))), list(reversed('abc')), list(reversed(range(5))), list(reversed(range(0, 10, 3))))
z = zip('ab', 'cd')
p = next(z)
q = next(z)
print(p, q, p is q)
e = enumerate('ab')
p = next(e)
q = next(e)
print(p, q)
i1 = id(next(enumerate('a')))

def g():
    yield 1
    raise ValueError('boom')
for f in (lambda : list(zip(g(), g())), lambda : list(map(int, g())), lambda : list(filter(None, g())), lambda : [*g()], lambda : tuple(g()), lambda : set(g()), lambda : dict(g()), lambda : [].extend(g()), lambda : sum(g()), lambda : list(enumerate(g()))):
    t(f)

class S:

    def __getitem__(s, i):
        if i > 3:
            raise IndexError
        return i * i

    def __len__(s):
        return 4
print(list(S()), 9 in S(), 8 in S(), list(reversed(S())), iter(S()).__length_hint__(), tuple(S()), [*S()], max(S()))
c = iter(lambda it=iter('abcXd'): next(it), 'X')
print(list(c), next(c, 'done'))
t(lambda : iter(3))
t(lambda : iter(3, 4))
t(lambda : next([]))
t(lambda : len(3))
t(lambda : 3[0])
t(lambda : [][0])
t(lambda : 3 in 4)
t(lambda : [1][1.0])
t(lambda : 1[0:1])
t(lambda : {}.x)
t(lambda : len(S))
t(lambda : iter(S))
t(lambda : reversed({1}))

class BadIter:

    def __iter__(s):
        return 3
t(lambda : list(BadIter()))
t(lambda : [*BadIter()])
t(lambda : 1 in BadIter())

class LH:

    def __iter__(s):
        return iter([1, 2])

    def __length_hint__(s):
        return self.h

class LH2(LH):

    def __length_hint__(s):
        return -1

class LH3(LH):

    def __length_hint__(s):
        return 'x'

class LH4(LH):

    def __length_hint__(s):
        return NotImplemented

class LH5(LH):

    def __len__(s):
        raise TypeError
t(lambda : list(LH()))
t(lambda : list(LH2()))
t(lambda : list(LH3()))
t(lambda : list(LH4()))
t(lambda : list(LH5()))

class IX:

    def __index__(s):
        return 1
print([1, 2, 3][IX()], (1, 2, 3)[IX():], 'abc'[IX()], range(5)[IX()])
m = [1, 2, 3]
m[IX()] = 'x'
del m[IX() - 0 if 0 else IX()]
print(m)
t(lambda : [0] * 2 ** 62)
t(lambda : (0,) * 2 ** 62)
t(lambda : [0] * 2 ** 64)
r = range(2 ** 70, 2 ** 70 + 5)
print(list(r), r[2], r[-1], r[1:3], len(r), 2 ** 70 + 1 in r, r.index(2 ** 70 + 2), r.count(3), hash(r) == hash(range(2 ** 70, 2 ** 70 + 5)), list(reversed(r)), r == range(2 ** 70, 2 ** 70 + 5))
print(list(range(10, 0, -3)), range(0), bool(range(0)), range(5)[::-1], range(1, 10, 3)[1], range(10).index(5), 5.0 in range(10), 'a' in range(3), range(0, 2) == range(0, 2, 1), range(0, 3, 2) == range(0, 4, 2), range(5).start, range(5).stop, range(5).step)
it = iter(range(5))
next(it)
print(it.__reduce__()[1:], it.__length_hint__(), copy.copy(it).__reduce__()[1:])
it.__setstate__(3)
print(list(it))
it = iter(range(2 ** 70, 2 ** 70 + 9))
next(it)
print(it.__reduce__()[1:], it.__length_hint__(), next(it))
print(range(-2 ** 63, 2 ** 63 - 1)[-1], len(range(-2 ** 61, 2 ** 61)), list(range(2 ** 63 - 3, 2 ** 63)))
t(lambda : len(range(-2 ** 63, 2 ** 63)))
print(slice(1, 2, 3), slice(1) == slice(None, 1, None), slice(1, 2) < slice(1, 3), slice(1).start, slice(1).stop, repr(slice('a', [1], None)), slice(1, 2, 3).__reduce__()[1])

def ff():
    (a, b, *c) = range(5)
    return (a, b, c)
print(ff())
t(lambda : (lambda a, b: 0)(*[1]))
x = [1, 2, 3, 4]
for i in x:
    x.remove(i)
print(x)

class Eq:

    def __eq__(s, o):
        lst.clear()
        return False
lst = [Eq(), Eq(), Eq()]
print(3 in lst, lst)
lst = [Eq(), Eq()]
print(lst.count(3))
lst = [Eq(), Eq()]
t(lambda : lst.index(3) and 0)

class Rp:

    def __repr__(s):
        ll.append(1) if len(ll) < 4 else 0
        return 'R'
ll = [Rp(), Rp()]
print(ll)
print(type(iter({}.values())).__name__, type(iter([])).__name__, type(reversed({}.keys())).__name__)
d = [1]
for _ in range(300):
    d = [d]
print(len(repr(d)))
deep = []
for _ in range(100000):
    deep = [deep]
del deep
deep = ()
for _ in range(100000):
    deep = (deep,)
del deep
deep = {}
for _ in range(100000):
    deep = {1: deep}
del deep
d = []
for _ in range(2000):
    d = [d]
t(lambda : repr(d)[:5])
t(lambda : d == [])
e = []
for _ in range(2000):
    e = [e]
t(lambda : d == e)
