"""Scopes: late binding, cells, comprehensions, exec and locals, and what is a syntax error."""
fs = [lambda: i for i in range(3)]; print([f() for f in fs])
def mk():
    out = []
    for i in range(3):
        def f(j=i): return i, j
        out.append(f)
    return out
print([f() for f in mk()])
def counter():
    n = 0
    def inc(by=1):
        nonlocal n; n += by; return n
    def get(): return n
    return inc, get
inc, get = counter(); inc(); inc(5); print(get(), inc.__closure__[0].cell_contents, inc.__code__.co_freevars)
def delcell():
    x = 1
    def g(): return x
    del x
    try: g()
    except NameError as e: print(e, type(e).__name__)
    try: x
    except UnboundLocalError as e: print(e)
    x = 2; print(g())
delcell()
def unb():
    try: print(y)
    except UnboundLocalError as e: print(e)
    y = 1
unb()
try: inc.__closure__[0].cell_contents = 50; print(get())
except Exception as e: print(e)
del inc.__closure__[0].cell_contents
try: get()
except NameError as e: print(e)
try: get.__closure__[0].cell_contents
except ValueError as e: print(e)
x = 'g'
class A:
    x = 'c'
    l = [x for _ in range(1)]
    l2 = [y for y in x]
    def f(self): return x
    z = (lambda: x)()
print(A.l, A.l2, A().f(), A.z)
def f():
    x = 'f'
    class B:
        print(x); x = 'b'; print(x)
        def g(self): return x
    return B().g()
print(f())
def f():
    global newg; newg = 5
    exec('loc = 1'); print('loc' in locals(), locals())
    l = locals(); l['q'] = 9; a = 1; print(locals() is l, l)
    return eval('a + 1'), [eval('x') for _ in (1,)]
print(f(), newg)
d = {}; exec('def h(): return k\nk = 3\nv = h()', d); print(d['v'], sorted(k for k in d if k != '__builtins__'))
exec('p = 1', d, e := {}); print(e, 'p' in d)
class M(dict):
    def __getitem__(s, k): print('get', k); return dict.__getitem__(s, k)
    def __missing__(s, k): raise KeyError(k)
    def __setitem__(s, k, v): print('set', k); dict.__setitem__(s, k, v)
    def __delitem__(s, k): print('del', k); dict.__delitem__(s, k)
exec('a = 1; b = a; del a; print(b)', {}, M())
try: exec('nonexist', {}, M())
except NameError as e: print(e)
try: exec('del nonexist', {}, {})
except NameError as e: print(e)
print([i for i in range(3) if (w := i) > 0], w)
def wal():
    print([y := 1, y ** 2], {z: (y := z) for z in (1, 2)}, y)
    return any((hit := n) > 2 for n in range(5)) and hit
print(wal())
print([[i + j for j in range(2)] for i in range(2)], {i: j for i, j in zip('ab', 'cd')}, {i for i in 'aab'}, list((i, j) for i in range(2) for j in range(i)))
try: [undefined for _ in (1,)]
except NameError as e: print(e)
def nl():
    a = b = c = 0
    def l1():
        nonlocal a
        def l2():
            nonlocal a, b
            a, b = a + 1, b + 2
            return locals()
        r = l2(); a += 10
        return r, sorted(locals())
    return l1(), a, b, locals()['c']
print(nl())
for s in ('nonlocal x', 'def f():\n nonlocal zz', 'def f():\n x = 1\n global x', 'def f(a):\n global a', 'def f(a, a): pass', 'def f():\n print(x)\n global x', 'def f(a):\n nonlocal a', 'class C:\n nonlocal q', '[x for x in (yield)]', 'def f(): [(yield) for _ in x]', 'return 1', 'yield 1', 'await x', 'continue', 'lambda: (yield)', '[i := 0 for i in x]', '(x := 1) = 2', 'f(a=1, a=2)', 'f(**k, *a)', 'f(a for a in b, c)', '*a = 1', '*a, *b = 1', 'del f()', 'x + 1 = 2', 'a, b += 1', 'for 1 in x: pass', 'with a as 1: pass', 'def f(a=1, b): pass', 'def f(*): pass', 'import a.b as c.d', 'from a import *, b', 'def f():\n from a import *', 'try: pass', 'else: pass', "f'{'", "f'{}'", "f'{a!x}'", "'abc", '"""abc', '1a', '0777', '1__0', '$', 'a b', 'print 1', 'exec "x"', '(', ')', '[1, 2', '{1: 2, 3}', 'x = {1, 2: 3}', 'if x:\npass', ' x', 'if 1:\n  a\n b', '\tx\n        y', 'async def f(): yield from x', 'async def f(): return 1; yield', 'def f(): async with a: pass', 'a = *b', 'return', 'None = 1', 'True.x = 1', 'def None(): pass', 'x: int: str', '(a, b): int', 'assert (1, 2)', 'raise a from', 'global x, y; x: int', '__debug__ = 1', 'def f(x): x = 1; global x', 'a if b', 'lambda x=: 1', 'b"é"', "'\\N{nope}'", "'\\x1'", '1 if 2 else', 'not', 'for x in', 'while', 'class', 'class A(', 'def f', '@', '@x', 'x..y', 'x.1', '1.x', '1..real', '"a" b"c"', 'f"{a b}"', 'f"{lambda x: 1}"', 'f"{*a}"', 'f"{a:{b:{c}}}"', 'f"{\\n}"', 'f"}"', 'f"{#}"', 'x = yield = 1', 'with open(x) as f, : pass', 'del', 'pass 1', 'break', 'finally: pass', 'except: pass', 'try:\n pass\nexcept:\n pass\nexcept A:\n pass'):
    try: compile(s, 'f', 'exec'); print(repr(s), 'ok')
    except SyntaxError as e: print(repr(s), type(e).__name__, e.msg, e.lineno, e.offset, repr(e.text))
