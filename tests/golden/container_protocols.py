# golden: out
# Containers: pickling protocol, sizes, subclasses that override, cycles.

import copyreg

class LL(list):
    pass
q = LL([1, 2])
q.attr = 3
r = q.__reduce_ex__(4)
print(r[0].__name__, r[1:3], list(r[3]), r[4:])

class DD(dict):
    pass
q = DD(a=1)
q.z = 2
r = q.__reduce_ex__(4)
print(r[0].__name__, r[1:3], r[3], list(r[4]))

class SS(set):
    pass
q = SS([1])
q.z = 2
print(q.__reduce_ex__(4))

class FF(frozenset):
    pass
print(FF([1]).__reduce_ex__(4)[1:])

class TT(tuple):
    pass
print(TT((1, 2)).__reduce_ex__(4)[1], [].__reduce_ex__(4)[1], (1,).__reduce_ex__(4)[1])
for x in ((1, 2), {1}, range(3), slice(1), enumerate('a'), zip('a'), map(str, []), filter(None, []), reversed([1]), iter([]), iter({}), iter(set()), iter(range(2 ** 70))):
    print(type(x).__name__, x.__reduce_ex__(4)[1:] if not isinstance(x, (enumerate, zip, map, filter)) else len(x.__reduce_ex__(4)))
import sys
for T in (list, tuple, dict, set, frozenset):

    class Sub(T):
        __slots__ = () if T is tuple else ('a',)

    class Sub2(T):
        pass
    print(T.__name__, sys.getsizeof(T()), sys.getsizeof(Sub()), sys.getsizeof(Sub2()))
print(sys.getsizeof(range(1)), sys.getsizeof(slice(1)), sys.getsizeof({}.keys()), sys.getsizeof(iter({})), sys.getsizeof(zip()), sys.getsizeof(enumerate(())), sys.getsizeof(map(str, ())), sys.getsizeof(iter(())), sys.getsizeof(reversed(())), sys.getsizeof(iter({1})))

class E(enumerate):
    pass

class R(reversed):
    pass

class Z(zip):
    pass

class M(map):
    pass

class F(filter):
    pass
print(list(E('ab', start=3)), list(R([1, 2])), list(Z('ab', 'cd')), list(M(str, [1])), list(F(None, [0, 1])))
try:
    range.__new__(range)
except TypeError as e:
    print(e)
try:

    class X(range):
        pass
except TypeError as e:
    print(e)
try:

    class X(slice):
        pass
except TypeError as e:
    print(e)

class L2(list):

    def append(s, x):
        super().append(x * 2)

    def __getitem__(s, i):
        return ('got', super().__getitem__(i))

    def __len__(s):
        return 99
x = L2([1])
x.append(2)
print(x, x[0], len(x), x[0:1], [*x], x + [1], x == [1, 4], sorted(x), x * 2)

class D2(dict):

    def __getitem__(s, k):
        return 'G'

    def __contains__(s, k):
        return True

    def __setitem__(s, k, v):
        super().__setitem__(k, v * 2)
x = D2(a=1)
x['b'] = 2
print(x, x['zz'], 'q' in x, x.get('a'), {**x}, dict(x), x.setdefault('c', 5), x.pop('b'))
x.update(d=4)
print(x)

class T2(tuple):

    def __getitem__(s, i):
        return 'T'

    def __iter__(s):
        return iter('xy')
x = T2((1, 2))
print(x, x[0], list(x), tuple(x), (*x,), x + (3,), x == (1, 2), 1 in x)
(a, b) = x
print(a, b)

class S2(set):

    def __contains__(s, k):
        return True

    def __len__(s):
        return 7
print(5 in S2(), len(S2()), S2([1]) | {2}, S2([1]) <= {1}, list(S2([3])))

class I:

    def __init__(s):
        s.n = 0

    def __iter__(s):
        return s

    def __next__(s):
        s.n += 1
        if s.n > 3:
            raise StopIteration
        return s.n
print(list(I()), tuple(I()), set(I()), sum(I()), list(zip(I(), I())), list(map(lambda x: x, I())), [*I()], dict(zip(I(), I())), 2 in I(), max(I()), list(enumerate(I())), list(filter(None, I())))

def gen():
    yield 1
    return 5
print(list(gen()), [*gen(), *gen()], {*gen()})
l = [1, 2, 3]
l[:] = (x * 2 for x in l)
print(l)
l = [0] * 5
l[1:4:2] = 'ab'
print(l)
import gc
a = []
a.append(a)
d = {}
d['d'] = d
t = ([],)
t[0].append(t)
s = {1}
del a, d, t

class C:
    pass
c = C()
c.s = {(c,)}
c.d = {c: c}
c.it = iter([c])
c.z = zip([c])
c.m = map(c, [c])
c.e = enumerate([c])
c.r = reversed([c])
c.v = {1: c}.values()
c.ci = iter(C, c)
c.sl = slice(c)
del c
print(gc.collect() > 0)
print([gc.is_tracked(x) for x in ({}, {1: 2}, {1: []}, [], (), {'a': ()}, set(), {1: {}})])
