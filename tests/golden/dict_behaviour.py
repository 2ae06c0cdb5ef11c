# golden: out
# Dicts: order, sizes, views, iteration while changing, updating, subclasses.

import sys
seed = 7

def rnd():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return seed >> 33
for r in range(25):
    d = {}
    n = rnd() % 300
    m = rnd() % 200 + 1
    for i in range(n):
        k = rnd() % m
        if rnd() % 4 == 0:
            d.pop(k, None)
        elif rnd() % 31 == 0 and d:
            d.popitem()
        elif rnd() % 50 == 0:
            d.clear()
        else:
            d[k if rnd() % 2 else 'k%d' % k] = i
    print(list(d.items()), sys.getsizeof(d), list(reversed(d)), sys.getsizeof(d.copy()), sys.getsizeof({**d}), sys.getsizeof(dict(d)))

class H:

    def __init__(s, n):
        s.n = n

    def __hash__(s):
        print('hash', s.n)
        return s.n % 3

    def __eq__(s, o):
        print('eq', s.n, o.n)
        return s.n == o.n

    def __repr__(s):
        return 'H%d' % s.n
d = {H(1): 1, H(4): 2, H(7): 3}
d[H(4)] = 5
print(d)
del d[H(1)]
d[H(10)] = 1
print(H(10) in d, d.get(H(13)), d.setdefault(H(1), 8), d.pop(H(4)))
e = {H(7): 3, H(10): 1, H(1): 8}
print(d == e, d != e)
d2 = {}
d2.update(d)
print(d2)
d3 = {**d}
d4 = d | e
d |= e
print(dict.fromkeys(d), dict.fromkeys([H(1), H(2)], 0))

class D(dict):

    def __missing__(s, k):
        return ('missing', k)
print(D(a=1)['b'], D(a=1)['a'], D(a=1), D({'x': 1}).copy().__class__, type(D() | {}), type({} | D()))

class U:

    def keys(s):
        return ['p', 'q']

    def __getitem__(s, k):
        return k * 2
print(dict(U()), dict([('a', 1), ['b', 2], 'cd']), dict(U(), z=1), {**U()})

def f(**k):
    return k
print(f(**U()))
for bad in ('f(**{1:2})', 'f(a=1,**{"a":2})', 'f(**3)', '{**3}', 'dict([1])', 'dict([(1,2,3)])', 'dict(1)', '{}.update(3)', '{[]:1}', '{}[[]]', '{}.fromkeys(3)', '{} < {}', 'dict(1,2)', '{}.update([(1,)])', '{1:2}.pop()', 'hash({})', '{}|[]'):
    try:
        print(eval(bad))
    except Exception as e:
        print(bad, type(e).__name__, e)
x = {}
x |= [(1, 2)]
print(x)
d = {i: i for i in range(5)}
try:
    for k in d:
        d[k + 100] = 1
except RuntimeError as e:
    print(e)
d = {i: i for i in range(5)}
try:
    for k in d:
        del d[k]
        d[k] = 1
except RuntimeError as e:
    print(e)
d = {0: 1}
try:
    for k in d.items():
        del d[0]
except RuntimeError as e:
    print(e)
d = {i: i * 2 for i in range(5)}
(k, v, i) = (d.keys(), d.values(), d.items())
print(k, v, i, len(k), 3 in k, (3, 6) in i, (3, 7) in i, 3 in i, 8 in v, list(reversed(k)), list(reversed(v)), list(reversed(i)))
print(k & {1, 2, 9}, k | {9}, k - {1}, k ^ {1, 9}, {1, 2, 9} & k, [1, 7] & k if 0 else '', i & {(1, 2)}, k == set(range(5)), k <= {0, 1, 2, 3, 4, 5}, k < k, i >= i, k.isdisjoint([7]), k.isdisjoint([1]), k & d, d.keys() - d)
print(list(k & [3, 1, 99]), list(k & {7: 1, 4: 2}.keys()), list(k - [1, 2]), list({5, 3} - k), list({5, 3} ^ k), list(k | 'ab'))
it = iter(d)
next(it)
print(it.__length_hint__())
print(it.__reduce__()[1])
print(next(it))
it = iter(d.items())
a = next(it)
b = next(it)
print(a, b)
r = reversed(d.items())
print(next(r), r.__length_hint__())
d = {}
d['self'] = d
d['k'] = [d]
print(d)
print(d.values(), d.items())
a = []
a.append(a)
a.append((a,))
print(a)
t = ([],)
t[0].append(t)
print(t)

class V:

    def __eq__(s, o):
        d9.clear()
        return True

    def __hash__(s):
        return 1
d9 = {V(): 1}
print(d9.get(V()), d9)

class V2:

    def __init__(s):
        s.c = 0

    def __eq__(s, o):
        print('cmp', len(d10))
        if len(d10) < 12:
            for i in range(20):
                d10[i + 1000] = i
        return False

    def __hash__(s):
        return 1
d10 = {V2(): 1}
d10[V2()] = 2
print(len(d10))
print({1: 2} == {1: 2.0}, {1: [1]} != {1: [2]}, {1: 2}.__eq__(3), {}.__lt__({}), {'a': 1} | {'b': 2}, {'a': 1}.__or__(3), {'a': 1}.__ror__({'c': 1}))
print({'a': 1}.popitem(), sys.getsizeof({}), sys.getsizeof(dict()), {}.__sizeof__(), dict(a=1).__sizeof__())
d = dict.fromkeys('abc')
d.popitem()
d['z'] = 1
print(d)
d.pop('a')
d['a'] = 5
print(d, list(d.items()), 'b' in d)
print(dict(zip('abc', range(3))), dict(a=1, **{'b': 2}), dict({'a': 1}, a=2))

class M(dict):

    def __iter__(s):
        return iter(['fake'])

    def keys(s):
        return ['fake']

    def __getitem__(s, k):
        return 'v'
print({**M(a=1)}, dict(M(a=1)), M(a=1).copy(), M(a=1) | {})
import copy

class DD(dict):
    pass
q = DD(a=[1])
q.attr = 3
c = copy.copy(q)
print(c, c.attr, copy.deepcopy(q), type(c))

class LL(list):
    pass
q = LL([1, 2])
q.attr = 3
c = copy.deepcopy(q)
print(c, c.attr, type(c))
print(copy.copy((1, 2)), copy.deepcopy(([],)))
print(list({}.fromkeys({3: 1, 1: 2})), list({}.fromkeys({30, 2, 9})))
print({}.__class_getitem__(int), list[int], dict[str, int], set[int], tuple[int, ...], frozenset[str]) if 1 else 0
