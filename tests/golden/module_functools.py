# golden: out
# functools: caches, wrappers, dispatch.
import functools
@functools.lru_cache(maxsize=3)
def g(x): print('calc', x); return x*2
for i in [1,2,3,1,4,2,1,5]: print(g(i))
print(g.cache_info(), g.__name__); g.cache_clear(); print(g.cache_info())
@functools.lru_cache(None)
def fib(n): return n if n < 2 else fib(n-1)+fib(n-2)
print(fib(80), fib.cache_info())
@functools.lru_cache
def h(a, b=2, *, c=3): return (a,b,c)
h(1); h(1.0); h(a=1); h(1, c=3); print(h.cache_info(), h.cache_parameters())
try: h([])
except TypeError as e: print(e)
class A:
    @functools.cached_property
    def x(self): print('x'); return 5
    @functools.lru_cache(2)
    def m(self, y): return y
    @functools.singledispatchmethod
    def sd(self, a): print('base')
    @sd.register
    def _(self, a: int): print('int')
a=A(); print(a.x, a.x, a.m(3)); a.sd(1); a.sd('')
@functools.singledispatch
def sd(a): print('obj')
@sd.register(int)
def _(a): print('int')
sd(1); sd('a'); sd(True)
@functools.total_ordering
class T:
    def __init__(s, v): s.v=v
    def __eq__(s,o): return s.v==o.v
    def __lt__(s,o): return s.v<o.v
print(T(1)>=T(2), T(1)<=T(1))
def deco(f):
    @functools.wraps(f)
    def w(*a): return f(*a)
    return w
@deco
def foo(): "doc"
print(foo.__name__, foo.__doc__, foo.__wrapped__.__name__)
