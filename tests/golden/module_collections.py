# golden: out
# collections: named tuples, Counter, OrderedDict, ChainMap, deque.
from collections import *
P = namedtuple('P', 'x y', defaults=[5]); p = P(1); print(p, p.x, p._asdict(), p._replace(x=9), P._fields, P(1,2) == (1,2), P.x)
try: P()
except TypeError as e: print(e)
c = Counter('abracadabra'); print(c, c.most_common(2), c['zz'], c + c, c - Counter('aaa'), sorted(c.elements())); c.update('aaa'); print(c)
o = OrderedDict([(1,2),(3,4)]); o.move_to_end(1); print(o, list(reversed(o)), o.popitem(last=False), o == {1:2}); 
m = ChainMap({'a':1},{'a':2,'b':3}); print(m, m['b'], dict(m), list(m))
class U(UserDict): pass
u = U(a=1); u['b']=2; print(u, UserList([1,2]), UserString('ab'))
import collections.abc
print(isinstance([], collections.abc.Sequence), isinstance({}, collections.abc.Mapping), issubclass(dict, collections.abc.Hashable), isinstance(5, collections.abc.Iterable))
print(deque([1]), defaultdict(int))
