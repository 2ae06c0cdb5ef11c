"""Classes: metaclasses, descriptors, slots, super, operators that give up."""
import sys
class M(type):
    def __new__(m, n, b, ns, **k): print('M.new', n, b, list(ns), k); return super().__new__(m, n, b, ns)
    def __init__(c, n, b, ns, **k): print('M.init', n, k); super().__init__(n, b, ns)
    @classmethod
    def __prepare__(m, n, b, **k): print('prep', n, b, k); return {'pre': 1}
    def __call__(c, *a, **k): print('call', a, k); return super().__call__(*a, **k)
    def __iter__(c): return iter('abc')
    def __len__(c): return 3
    def __getattr__(c, n): return 'M:' + n
    def __instancecheck__(c, o): return o == 5
    def __subclasscheck__(c, o): return o is int
    def __repr__(c): return '<M ' + c.__name__ + '>'
    def __getitem__(c, i): return i
class A(metaclass=M, x=1):
    def __init_subclass__(cls, **k): print('init_sub', cls.__name__, k); super().__init_subclass__()
    a = 5
class B(A, y=2): pass
print(type(A()).__name__, list(A), len(A), A.foo, isinstance(5, A), issubclass(int, A), A, A[3], type(A))
class Desc:
    def __set_name__(s, o, n): print('set_name', o.__name__, n); s.n = n
    def __get__(s, i, o): print('get', s.n, i is None); return 7
    def __set__(s, i, v): print('set', s.n, v)
    def __delete__(s, i): print('delete', s.n)
class ND:
    def __get__(s, i, o): return 'nd'
class C:
    d = Desc(); nd = ND()
    def __init__(s): s.d = 1; s.nd = 'inst'
c = C(); print(c.d, C.d, c.nd, C.nd, c.__dict__); del c.d
class BadName:
    def __set_name__(s, o): pass
try:
    class X: b = BadName()
except RuntimeError as e: print(e, repr(e.__cause__))
class S:
    __slots__ = ('a', '__b', 'c')
    a_ = 1
s = S(); s.a = 1; print(S.__slots__, s.a, S.a, hasattr(s, '__dict__'), [n for n in dir(S) if 'b' in n and not n.startswith('__')])
try: s.z = 1
except AttributeError as e: print(e)
try: s.c
except AttributeError as e: print(e)
try: del s.c
except AttributeError as e: print(e)
try: s.a_ = 1
except AttributeError as e: print(e)
class S2(S): pass
s2 = S2(); s2.z = 1; print(s2.__dict__)
class S3(S): __slots__ = 'd', '__dict__', '__weakref__'
print(S3().__dict__, S3.__slots__)
try:
    class X(S, S3): pass
except TypeError as e: print(e)
class T1: __slots__ = 'a',
class T2: __slots__ = 'b',
try:
    class T3(T1, T2): pass
except TypeError as e: print(e)
class X: pass
class Y(X): pass
try:
    class Z(X, Y): pass
except TypeError as e: print(e)
try:
    class Z(X, X): pass
except TypeError as e: print(e)
class O(Y, X): pass
print([k.__name__ for k in O.__mro__], O.mro() == list(O.__mro__), X.__subclasses__(), O.__bases__, O.__base__)
class Base:
    def f(s): return ['Base']
class L(Base):
    def f(s): return ['L'] + super().f()
class R(Base):
    def f(s): return ['R'] + super().f()
class D(L, R):
    def f(s): return ['D'] + super().f()
    @classmethod
    def cm(cls): return super().__name__ if 0 else cls.__name__
    @staticmethod
    def sm(): return 'sm'
print(D().f(), super(L, D()).f(), super(D, D).f(D()), D.cm(), D().sm(), super(L, D()))
try: super(R, L()).f()
except TypeError as e: print(e)
def nosuper(self): return super().f()
try: nosuper(1)
except RuntimeError as e: print(e)
class NS:
    def f(): return super()
    def g(*a): return super()
    def h(self): del self; return super()
    def i(self):
        def j(): return super()
        return j()
    def k(self): return [super().__repr__ for _ in (1,)]
for n in 'fghik':
    try: print(getattr(NS() if n != 'f' else NS, n)())
    except (RuntimeError, TypeError) as e: print(n, e)
class Cell:
    print('__class__' in dir())
    def f(self): return __class__
print(Cell().f())
X.__name__ = 'Renamed'; print(X, X.__qualname__); X.__qualname__ = 'Q'; print(X)
try: X.__name__ = 5
except TypeError as e: print(e)
try: X.__bases__ = ()
except TypeError as e: print(e)
try: X.__bases__ = (int,)
except TypeError as e: print(e)
try: X.__class__ = 5
except TypeError as e: print(e)
class P1: pass
class P2: pass
p = P1(); p.__class__ = P2; print(type(p).__name__)
try: p.__class__ = int
except TypeError as e: print(e)
try: p.__class__ = S
except TypeError as e: print(e)
try: (5).__class__ = P1
except TypeError as e: print(e)
try: p.__dict__ = 5
except TypeError as e: print(e)
p.__dict__ = {'q': 1}; print(p.q); del p.__dict__; print(p.__dict__)
class Prop:
    @property
    def x(s): 'doc x'; return s._x
    @x.setter
    def x(s, v): s._x = v
    @x.deleter
    def x(s): del s._x
    ro = property(lambda s: 1)
    wo = property(None, lambda s, v: None)
q = Prop(); q.x = 4; print(q.x, Prop.x.__doc__, Prop.x.fget.__name__); del q.x
for op in ('q.x', 'q.ro', 'setattr(q, "ro", 1)', 'q.wo', 'delattr(q, "ro")'):
    try: print(eval(op))
    except AttributeError as e: print(op, e)
class GA:
    def __getattribute__(s, n):
        if n == 'boom': raise AttributeError('ga ' + n)
        return 'GA' + n
    def __getattr__(s, n): return 'fallback' + n
print(GA().x, GA().boom)
class SA:
    def __setattr__(s, n, v): print('sa', n, v); object.__setattr__(s, n, v)
    def __delattr__(s, n): print('da', n); object.__delattr__(s, n)
sa = SA(); sa.x = 1; del sa.x
try: del sa.x
except AttributeError as e: print(e)
class Eq:
    def __eq__(s, o): return True
try: hash(Eq())
except TypeError as e: print(e)
print(Eq.__hash__, Eq() != 1)
class Cmp:
    def __lt__(s, o): print('lt'); return NotImplemented
    def __gt__(s, o): print('gt'); return NotImplemented
try: Cmp() < Cmp()
except TypeError as e: print(e)
class Num:
    def __add__(s, o): print('add'); return NotImplemented
    def __radd__(s, o): print('radd'); return NotImplemented
class Num2(Num):
    def __radd__(s, o): print('radd2'); return 'r2'
for a, b in ((Num(), Num()), (Num(), Num2()), (Num(), 1), (1, Num())):
    try: print(a + b)
    except TypeError as e: print(e)
class IAdd:
    def __iadd__(s, o): return NotImplemented
    def __add__(s, o): return 'added'
i = IAdd(); i += 1; print(i)
class New:
    def __new__(cls, *a): print('new', a); return super().__new__(cls) if a else 5
    def __init__(s, *a): print('init', a)
print(New(), type(New(1)).__name__)
class I(int):
    def __new__(cls, v): return super().__new__(cls, v * 2)
    def __add__(s, o): return I(int(s) + o)
print(I(4), I(4) + 1, type(I(4) * 2), repr(I(3)), I(3).__class__)
try: type('X', (), {'__slots__': ['a', 'a']})
except TypeError as e: print(e)
try: type('X', (type(None),), {})
except TypeError as e: print(e)
try: type('X', (type(lambda: 0),), {})
except TypeError as e: print(e)
class CK:
    def __class_getitem__(cls, k): return (cls.__name__, k)
print(CK[1], list[int], dict[str, int], tuple[()], list[int](), list[int].__origin__)
try: X[1]
except TypeError as e: print(e)
class Mro(type):
    def mro(cls): return [cls, object]
class MR(Base, metaclass=Mro): pass
print(MR.__mro__, hasattr(MR(), 'f'))
class BadMro(type):
    def mro(cls): return [5]
try:
    class BM(metaclass=BadMro): pass
except TypeError as e: print(e)
def deco(c): c.tag = 1; return c
@deco
class DD(*[Base], **{}): 'doc'; __slots__ = ()
print(DD.tag, DD.__doc__, DD.__module__, vars(DD).keys())
print(type.__call__(int, '5'), type('Dyn', (Base,), dict(z=1))().z)
class E1:
    class E2:
        def m(self): pass
print(E1.E2.m.__qualname__, E1.E2)
class Del:
    def __delitem__(s, k): print('delitem', k)
    def __setitem__(s, k, v): print('setitem', k, v)
    def __getitem__(s, k): print('getitem', k); return k
    def __contains__(s, k): return k == 1
    def __call__(s, *a, **k): return a, k
    def __missing__(s, k): return 'm'
dl = Del(); dl[1:2] = 3; del dl[...]; dl[1, 2:3]; print(1 in dl, dl(1, a=2)); dl[0] += 1
class DM(dict):
    def __missing__(s, k): return 'miss' + k
print(DM()['z'], DM().get('z'))
print(object.__subclasshook__(), C.__init_subclass__(), object().__reduce_ex__(2)[0].__name__, sys.getsizeof(object()) > 0)
