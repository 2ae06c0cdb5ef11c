# golden: out
# _functools: reduce, cmp_to_key, partial.
import _functools as functools
from _functools import *
print(reduce(lambda a,b:a+b, [1,2,3]), reduce(lambda a,b:a+b, [], 5))
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
tr(reduce, 1, []); tr(reduce, 1, 5); 
K = cmp_to_key(lambda a,b: b-a)
print(sorted([3,1,2], key=K), K(1) < K(2)); tr(hash, K(1)); tr(lambda: K(1) < 2)
def f(*a, **k): return a, k
p = partial(f, 1, x=2); print(p(3, y=4), p(3, x=5), p.func is f, p.args, p.keywords)
q = partial(p, 7, z=1); print(q.args, q.keywords, q.func is f)
print(repr(partial(int, base=2))); p.foo = 1; print(p.__dict__); tr(partial); tr(partial, 1)
