"""The errors of calls: of functions written in Python, of methods, of built-in ones."""
def t(f, *a, **k):
    try: print(f(*a, **k))
    except TypeError as e: print(e)
def f0(): return 'f0'
def f1(a): return a
def f2(a, b=2): return a, b
def f3(a, b, c=3, *args, d, e=5, **kw): return a, b, c, args, d, e, kw
def f4(*, x): return x
def f5(a, /, b, *, c): return a, b, c
def f6(a, b, c, d): pass
def f7(*, x, y, z): pass
def f8(a, /, **kw): return a, kw
def f9(a, b=1, /, c=2): return a, b, c
class K:
    def m(self, a): return a
    @classmethod
    def c(cls, a): return a
    @staticmethod
    def s(a): return a
    def __init__(self, q=1): pass
    def nos(): pass
    def __call__(self, z): return z
t(f0, 1); t(f0, 1, 2); t(f0, x=1); t(f1); t(f1, 1, 2); t(f1, b=1); t(f1, 1, a=1); t(f1, a=1)
t(f2); t(f2, 1, 2, 3); t(f2, b=1); t(f2, 1, c=3); t(f2, 1, b=4)
t(f3); t(f3, 1); t(f3, 1, 2); t(f3, 1, 2, d=4); t(f3, 1, 2, 3, 4, 5, d=6, z=7, e=8); t(f3, d=1, a=1); t(f3, 1, 2, a=3, d=1)
t(f4); t(f4, 1); t(f4, x=1); t(f4, 1, x=1); t(f4, y=1); t(f4, 1, 2, x=3)
t(f5); t(f5, 1); t(f5, 1, 2); t(f5, 1, 2, c=3); t(f5, a=1, b=2, c=3); t(f5, 1, b=2, c=3); t(f5, 1, 2, 3); t(f5, 1, 2, 3, c=4)
t(f6); t(f6, 1); t(f6, 1, 2); t(f6, 1, 2, 3); t(f6, 1, 2, 3, 4, 5); t(f6, a=1); t(f6, d=1)
t(f7); t(f7, x=1); t(f7, x=1, y=2); t(f7, 1)
t(f8, 1, a=2); t(f8, a=2); t(f9); t(f9, 1, b=2); t(f9, 1, 2, 3, 4); t(f9, a=1, b=2)
k = K()
t(k.m); t(k.m, 1); t(k.m, 1, 2); t(K.m); t(K.m, 1); t(k.c); t(k.c, 1, 2); t(K.c); t(k.s); t(k.s, 1, 2); t(k.nos); t(K.nos); t(K, 1, 2); t(K, z=1); t(k); t(k, 1, 2)
class N:
    pass
t(N, 1); t(N, a=1)
class O:
    def __new__(cls, a): return object.__new__(cls)
t(O); t(O, 1, 2)
class P(O):
    def __init__(self, a, b): pass
t(P, 1); t(P, 1, 2)
class Q:
    def __init__(self): return 5
t(Q)
class I2(int):
    pass
t(I2, 'x', 10) if 0 else None
t(lambda: 0, 1); t((lambda x: x).__call__); t(type('X', (), {'__init__': lambda s, a: None}))
t(f1, *[1, 2], **{'a': 1}); t(f1, **{'a': 1, 'zz': 2}); t(dict, 1, 2); t(print, sep=5); t(int, 1, 2, 3); t(int, x=1); t(int, base=3); t(str, 1, 2, 3, 4); t(bool, 1, 2); t(bool, x=1); t(list, 1); t(list, 1, 2); t(list, x=1); t(tuple, x=1); t(float, x=1); t(set, 1, 2); t(set, x=1); t(frozenset, 1); t(range, stop=1); t(zip, a=1); t(map, None); t(reversed); t(reversed, [], 1); t(object, 1); t(type); t(type, 1, 2); t(super, 1, 2, 3); t(property, 1, 2, 3, 4, 5); t(sorted); t(sorted, [], 1); t(sorted, [], foo=1); t(sum); t(sum, 1, 2, 3); t(sum, [], begin=1); t(pow, 1); t(pow, 1, 2, 3, 4); t(divmod, 1); t(isinstance, 1); t(print, 1, foo=2); t(getattr); t(max); t(min, key=1); t(iter); t(iter, 1, 2, 3); t(next); t(next, 1, 2, 3); t('a'.split, 1, 2, 3); t('a'.split, foo=1); t('a'.join); t('a'.replace, 1); t('a'.startswith); t('a'.startswith, 1); t('a'.strip, 1); t('a'.strip, 1, 2); t('a'.format_map); t({}.get); t({}.get, 1, 2, 3); t({}.update, 1); t({}.update, 1, 2); t({}.setdefault); t({}.pop); t([].index); t([].pop, 'a'); t([].insert, 1, 2, 3); t(chr); t(chr, 'a'); t(hex, 'a'); t(bin, 1.5); t(ord); t(callable); t(id, 1, 2); t(input, 1, 2); t(vars, 1, 2); t(dir, 1, 2); t(eval); t(eval, 1); t(eval, '1', 2); t(eval, '1', {}, 2); t(exec, '1', 2); t(exec, '1', {}, 2); t(compile); t(compile, 1, 2, 3); t(open); t(round); t(round, 1, 2, 3); t(bytes, 1, 2); t(bytes, 'a', 1); t(complex, 'a', 1); t(complex, 1, 'a'); t(complex, []); t(slice); t(slice, 1, 2, 3, 4); t(memoryview); t(bytearray, 1, 2); t(filter, 1); t(filter, x=1); t(hash); t(__import__); t(globals, 1); t(locals, 1); t(abs, 1, 2); t(any); t(all, 5); t(ascii); t(delattr, 1); t(setattr, 1, 2); t(format); t(format, 1, 2); t(format, 1, 2, 3); t(oct, []); t(issubclass, 1, 2)
print(f3.__defaults__, f3.__kwdefaults__, f5.__code__.co_posonlyargcount)
f2.__defaults__ = (9,); t(f2, 1); f2.__defaults__ = None; t(f2, 1); f3.__kwdefaults__ = {'d': 'dd'}; t(f3, 1, 2)
def g(a, b, *c, **d): return a, b, c, d
t(g, *range(3), 4, *'xy', k=1, **{'l': 2}); t(g, *(), **{}); t(g, **{'a': 1, 'b': 2, 'c': 3})
try: g(*None)
except TypeError as e: print(e)
try: g(**None)
except TypeError as e: print(e)
try: g(**[1])
except TypeError as e: print(e)
try: g(1, 2, **{3: 4})
except TypeError as e: print(e)
try: g(1, 2, k=1, **{'k': 4})
except TypeError as e: print(e)
try: k.m(*5)
except TypeError as e: print(e)
try: k.m(**5)
except TypeError as e: print(e)
try: len(*5)
except TypeError as e: print(e)
try: len(**5)
except TypeError as e: print(e)
class Bad:
    def __iter__(self): raise TypeError('mine')
    def keys(self): raise TypeError('keys')
try: g(*Bad())
except TypeError as e: print(e)
try: g(**Bad())
except TypeError as e: print(e)
class M:
    def keys(self): return ['a', 'b']
    def __getitem__(self, k): return k * 2
t(g, **M()); print({**M()})
class M2:
    def keys(self): return ['a', 'b']
try: g(**M2())
except TypeError as e: print(e)
try: {**M2()}
except TypeError as e: print(e)
class S(str): pass
print(g(1, 2, **{S('zz'): 3}))
