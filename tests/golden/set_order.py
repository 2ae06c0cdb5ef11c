# golden: out
# The order, sizes and algebra of sets, and what __hash__ and __eq__ see.

seed = 99

def rnd():
    global seed
    seed = (seed * 6364136223846793005 + 1442695040888963407) % 2 ** 64
    return seed >> 33

def mk(n, m):
    return {rnd() % m for _ in range(n)}
import sys
for r in range(40):
    a = mk(rnd() % 60, rnd() % 200 + 1)
    b = mk(rnd() % 60, rnd() % 200 + 1)
    for x in list(a)[::3]:
        a.discard(x)
    print(list(a), list(b), list(a | b), list(a & b), list(a - b), list(a ^ b), a < b, a <= b, a == b, a > b, a >= b, a.isdisjoint(b), sys.getsizeof(a | b))
    c = a.copy()
    c |= b
    print(list(c))
    c = a.copy()
    c &= b
    print(list(c))
    c = a.copy()
    c -= b
    print(list(c))
    c = a.copy()
    c ^= b
    print(list(c))
    print(list(a.union(list(b), [1, 2])), list(a.intersection(list(b))), list(a.difference(list(b))), list(a.symmetric_difference(list(b))), list(a.difference({k: 1 for k in b})), list(a.symmetric_difference(dict.fromkeys(b))))
    print(hash(frozenset(a)), len(a), list(frozenset(a)), list(set(dict.fromkeys(a))))
    p = []
    while a and len(p) < 5:
        p.append(a.pop())
    print(p, list(a))
words = 'the quick brown fox jumps over the lazy dog and runs away from it all again'.split()
s = set(words)
print(s)
print(list(s))
print(sorted(s))
print({w[0] for w in words}, frozenset(words))
print(set('abracadabra'), set((1.5, 2.5, (1, 2), True, 'x', b'y')))
print({1, True, 1.0}, {0, False}, len({float('nan'), float('nan')}))
try:
    for x in s:
        s.add(x + '!')
except RuntimeError as e:
    print(e)

class H:

    def __init__(s, n):
        s.n = n

    def __hash__(s):
        print('hash', s.n)
        return s.n % 3

    def __eq__(s, o):
        print('eq', s.n, o.n)
        return s.n == o.n
t = {H(1), H(4), H(7), H(1)}
print(len(t))
print(H(4) in t)
t.discard(H(7))
t.add(H(10))
u = {H(2), H(4)}
t & u
t | u
t - u
t ^ u
t == u

class S(set):

    def __init__(s, x=(), y=0):
        super().__init__(x)
        s.y = y

    def __repr__(s):
        return 'S' + super().__repr__()
import copy
z = S([1, 2], 5)
z2 = copy.copy(z)
print(z2, z2.y, z.__reduce__(), copy.deepcopy({1, (2, 3)}), copy.copy(frozenset([1])))

class F(frozenset):
    pass
print(F([1, 2]), F([1]) == frozenset([1]), hash(F([1])) == hash(frozenset([1])), F(), S())
a = {1}

class R:

    def __init__(s):
        s.s = None

    def __repr__(s):
        return repr(s.s)
r = R()
q = {r}
r.s = q
print(q)
e = set(range(100))
it = iter(e)
next(it)
print(it.__length_hint__())
e.clear()
print(e, it.__length_hint__(), sys.getsizeof(e))
for op in ('__sub__', '__rsub__', '__and__', '__ior__'):
    print(getattr({1}, op)([1]))
try:
    {1} | [1]
except TypeError as x:
    print(x)
try:
    hash({1})
except TypeError as x:
    print(x)
try:
    {1}.union(a=1)
except TypeError as x:
    print(x)
try:
    {1}.add()
except TypeError as x:
    print(x)
try:
    frozenset([1]).add(2)
except AttributeError as x:
    print(x)
print(frozenset() is frozenset(), frozenset([]) is frozenset(), {1, 2}.__contains__(1), {frozenset([1])}.remove({1}))
try:
    {1}.remove({1})
except KeyError as x:
    print(x)
