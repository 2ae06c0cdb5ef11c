# golden: out
# _collections: deque, defaultdict, the getters of named tuples.
from _collections import *
from _collections import _count_elements, _tuplegetter
d = deque([1,2,3], maxlen=3); d.append(4); d.appendleft(0); print(d, len(d), d[1], d[-1], d.maxlen, bool(deque()))
d = deque(range(10)); d.rotate(3); print(d); d.rotate(-5); print(d); del d[2]; d.insert(2, 'x'); print(d, d.index('x'), d.count(3), 5 in d)
d.remove('x'); d.reverse(); d.extendleft('ab'); print(d, d.pop(), d.popleft(), list(reversed(d)), d.copy() == d, d < deque([1]))
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
tr(deque().pop); tr(deque().popleft); tr(deque([1]).remove, 2); tr(deque([1]).index, 2); tr(deque, 1); tr(deque, [], -1); tr(deque, [], 'a'); tr(hash, deque()); tr(lambda: deque()+[1]); tr(lambda: deque([1])*3); tr(lambda: deque([1])[5]); tr(deque([1],1).insert, 0, 1)
def it():
    d = deque([1,2])
    for x in d: d.append(x)
tr(it)
r = deque(); r.append(r); print(r)
q = deque('abc'); q += 'd'; q *= 2; print(q, deque[int], deque('ab') + deque('c'))
dd = defaultdict(list); dd['a'].append(1); dd['b']; print(dd, dd.default_factory, dict(dd)); tr(lambda: defaultdict()['x']); tr(defaultdict, 1); print(defaultdict(int, a=1) | {'b': 2}, {'b': 2} | defaultdict(int), dd.copy(), defaultdict(None, {1:2}))
c = {}; _count_elements(c, 'abracadabra'); print(c)
class P(tuple): x = _tuplegetter(0, 'doc'); 
p = P((5,6)); print(p.x, P.x, P.x.__doc__)
def s(): p.x = 1
tr(s)
