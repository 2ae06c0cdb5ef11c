# golden: code dis out
"""Exceptions that nobody can catch: what is printed, and what sys.unraisablehook hears."""
import gc
import re
import sys
import weakref


class WithoutAddresses:
    def write(self, text):
        sys.stdout.write(re.sub("0x[0-9a-f]+", "0x...", text))

    def flush(self):
        sys.stdout.flush()


sys.stderr = WithoutAddresses()
def hook(u):
    print("HOOK", type(u).__name__, u.exc_type, repr(u.exc_value), u.exc_traceback is not None, u.err_msg, type(u.object).__name__, len(u), u[0] is u.exc_type)
class A:
    def __del__(self): raise ValueError("in del")
    def __repr__(self): return "<A>"
A()
sys.unraisablehook = hook
A()
def g():
    try: yield 1
    finally: raise KeyError("k")
x = g(); next(x); del x
class B: pass
b = B()
w = weakref.ref(b, lambda r: 1/0)
del b
def bad(u): raise RuntimeError("bad hook")
sys.unraisablehook = bad
A()
sys.unraisablehook = None
A()
del sys.unraisablehook
A()
sys.unraisablehook = sys.__unraisablehook__
A()
class C:
    def __del__(self): raise ValueError("c")
    def __repr__(self): raise TypeError("no repr")
C()
class E2(Exception):
    def __str__(self): raise TypeError("no str")
class D:
    def __del__(self): raise E2("c")
D()
print(sys.__unraisablehook__)
class Args: pass
try: sys.__unraisablehook__(Args())
except Exception as e: print(type(e), e)
try:
    def f(): raise ValueError(1)
    try: f()
    except ValueError: A()
finally: pass
def c(): 
    try:raise OSError(1)
    except OSError as e:
        raise ValueError(2)
class F:
    def __del__(self): c()
F()
sys.stderr = None
A()
