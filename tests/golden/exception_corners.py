"""Exceptions: chains, nested finally, with, what their attributes accept."""
import sys
def tb(e):
    t = e.__traceback__; r = []
    while t: r.append((t.tb_frame.f_code.co_name, t.tb_lineno, t.tb_lasti)); t = t.tb_next
    return r
def chain(e, ind=0):
    print(' ' * ind, type(e).__name__, e.args, e.__suppress_context__, tb(e))
    if e.__cause__: print(' ' * ind, 'cause'); chain(e.__cause__, ind + 1)
    elif e.__context__: print(' ' * ind, 'ctx'); chain(e.__context__, ind + 1)
def a():
    for i in range(4):
        try:
            if i == 1: continue
            if i == 3: break
            print('body', i)
        finally:
            print('fin', i)
            if i == 2: return 'returned'
    return 'end'
print(a())
def b():
    try: return 1
    finally: return 2
def c():
    while True:
        try: 1/0
        finally: break
    return 'swallowed'
def d():
    for x in (1, 2):
        try: raise ValueError(x)
        except ValueError as e:
            try: raise KeyError from e
            except KeyError as k:
                print(repr(k.__cause__), repr(k.__context__))
                continue
        finally: print('d fin', x)
    else: print('else')
print(b(), c(), d())
def f1():
    try:
        try: 1/0
        finally: [][1]
    except IndexError as e: chain(e)
f1()
def f2():
    try: raise ValueError('a')
    except ValueError:
        try: raise TypeError('b')
        except TypeError:
            try: raise KeyError('c') from None
            except KeyError as e: chain(e); raise
try: f2()
except KeyError as e: chain(e)
try: raise
except RuntimeError as e: print(e)
def f3():
    try: 1/0
    except ZeroDivisionError as e:
        f3b()
def f3b():
    raise
try: f3()
except ZeroDivisionError as e: chain(e)
try: raise 5
except TypeError as e: print(e)
try: raise ValueError from 5
except TypeError as e: print(e)
try: raise int
except TypeError as e: print(e)
try: raise ValueError from KeyError
except ValueError as e: chain(e)
class Bad(Exception):
    def __init__(self): raise OSError('init')
try: raise Bad
except OSError as e: chain(e)
class NotExc(Exception):
    def __new__(cls): return 7
try: raise NotExc
except TypeError as e: print(e)
try:
    try: 1/0
    except 5: pass
except TypeError as e: print(e)
try:
    try: 1/0
    except (ValueError, 5): pass
except TypeError as e: print(e); chain(e)
try:
    try: 1/0
    except (ValueError, (KeyError, ZeroDivisionError)): pass
except BaseException as e: print(e); chain(e)
def cyc():
    a = ValueError('a'); b = ValueError('b')
    try:
        try: raise a
        except ValueError: raise b
    except ValueError:
        try: raise a
        except ValueError as e: chain(e)
cyc()
def same():
    e = ValueError('same')
    try: raise e
    except ValueError:
        try: raise e
        except ValueError as x: chain(x)
same()
class Ctx:
    def __init__(self, n, swallow=False, fail=None, efail=None): self.n, self.s, self.f, self.ef = n, swallow, fail, efail
    def __enter__(self):
        print('enter', self.n)
        if self.ef: raise self.ef
        return self.n
    def __exit__(self, t, v, tb_):
        print('exit', self.n, t and t.__name__, v, tb_ and tb_.tb_lineno)
        if self.f: raise self.f
        return self.s
with Ctx(1) as x, Ctx(2) as y: print(x, y)
with Ctx(1, True), Ctx(2): 1/0
try:
    with Ctx(1, fail=KeyError('e1')), Ctx(2, fail=ValueError('e2')): 1/0
except KeyError as e: chain(e)
try:
    with Ctx(1), Ctx(2, efail=ValueError('enter')): print('no')
except ValueError as e: chain(e)
def w():
    for i in range(3):
        with Ctx(i):
            if i == 0: continue
            if i == 1: break
    with Ctx('r'): return 'ret'
print(w())
for o in (5, type('A', (), {'__enter__': lambda s: 1})(), type('B', (), {'__exit__': lambda s, *a: 1})(),  type('C', (), {'__exit__': lambda s: 1, '__enter__': lambda s: 1})()):
    try:
        with o: pass
    except (AttributeError, TypeError) as e: print(type(e).__name__, e)
class T:
    def __bool__(self): raise ValueError('bool')
class C2:
    def __enter__(self): return self
    def __exit__(self, *a): return T()
try:
    with C2(): 1/0
except ValueError as e: chain(e)
with C2(): pass
def nested():
    try:
        try:
            try: 1/0
            finally: print('f1')
        except KeyError: print('no')
        else: print('no')
        finally: print('f2')
    except ZeroDivisionError as e:
        print('caught', e)
        return 'r'
    finally:
        print('f3', sys.exc_info())
print(nested(), sys.exc_info())
try:
    try: x = e
    except NameError as n: print(n)
    e = 3
    try: 1/0
    except ZeroDivisionError as e: pass
    print(e)
except NameError as n: print(n)
def g():
    try: 1/0
    except Exception as ee: del ee
    try: ee
    except UnboundLocalError as u: print(u)
g()
e = ValueError(1); e.__context__ = e2 = KeyError(2); e.__cause__ = e2; print(e.__suppress_context__)
try: e.__cause__ = 5
except TypeError as t: print(t)
try: e.__context__ = 5
except TypeError as t: print(t)
try: e.__traceback__ = 5
except TypeError as t: print(t)
try: del e.__traceback__
except TypeError as t: print(t)
try: e.args = 5
except TypeError as t: print(t)
e.args = [1, 2]; print(repr(e), str(e), e.with_traceback(None) is e)
try: e.with_traceback(3)
except TypeError as t: print(t)
try: assert 0, 'msg'
except AssertionError as a: chain(a)
try: assert ()
except AssertionError as a: chain(a)
try: assert 0, (1, 2)
except AssertionError as a: chain(a)
for cls, args in [(OSError, (2, 'no', 'file')), (OSError, (13, 'p')), (OSError, ('a',)), (KeyError, ('k',)), (KeyError, ()), (StopIteration, (1, 2)), (SystemExit, ((1, 2),)), (UnicodeDecodeError, ('u8', b'abc', 1, 2, 'why')), (UnicodeEncodeError, ('u8', 'a\xe9', 1, 2, 'why')), (ImportError, ('m',)), (SyntaxError, ('m', ('f', 1, 2, 'text'))), (OSError, (17, 'x', 'f', None, 'g'))]:
    x = cls(*args); print(type(x).__name__, repr(x), str(x), x.args, vars(x) if hasattr(x, '__dict__') else '')
try: UnicodeDecodeError(1)
except TypeError as t: print(t)
try: ImportError(foo=3)
except TypeError as t: print(t)
x = ImportError('a', name='n', path='p'); print(x.name, x.path, x.msg, repr(x))
try: ValueError(a=3)
except TypeError as t: print(t)
class E2(Exception):
    def __str__(self): return 'custom'
    def __init__(self, a, b): self.a = a
print(E2(1, 2).args, str(E2(1, 2)), repr(E2(1, 2)))
try: E2(1)
except TypeError as t: print(t)
def loop_exc():
    for i in range(3):
        try:
            yield i
        except Exception as e: print('le', repr(e), sys.exc_info()[0])
print(list(loop_exc()))
