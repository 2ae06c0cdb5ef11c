"""Generators driven by hand: send, throw, close, delegation to every kind of iterator."""
import sys
def sub():
    try:
        x = yield 1
        print('sub got', x)
        y = yield 2
        print('sub got', y)
    except ValueError as e:
        print('sub caught', e)
        yield 'after'
    finally:
        print('sub finally')
    return 'ret'
def outer():
    r = yield from sub()
    print('r', r)
    r = yield from [10, 20]
    print('r', r)
    r = yield from range(2)
    r = yield from {'a': 1}
    r = yield from 'xy'
    r = yield from iter(lambda: 1, 1)
    r = yield from map(str, (1, 2))
    return 99
g = outer()
print(next(g), g.send('A'), g.throw(ValueError('v')))
for x in g: print('it', x)
def run(g, *ops):
    for op in ops:
        try:
            if op is None: print('next', next(g))
            elif isinstance(op, BaseException) or isinstance(op, type): print('throw', g.throw(op))
            elif op == 'close': print('close', g.close())
            else: print('send', g.send(op))
        except BaseException as e:
            print('raised', type(e).__name__, e, e.args, repr(e.__context__), repr(e.__cause__), e.__suppress_context__)
run(outer(), None, 5, 'close', None)
run(outer(), None, KeyError('k'), None)
run(outer(), 5, None)
run(outer(), None, 's', 's', None, ValueError, None)
run(outer(), 'close', None)
run(outer(), ValueError('before'), None)
class It:
    def __init__(self): self.n = 0
    def __iter__(self): return self
    def __next__(self):
        self.n += 1
        if self.n > 3: raise StopIteration('itval')
        return self.n
    def send(self, v): print('It.send', v); return 'sent'
    def throw(self, *a): print('It.throw', a); return 'thrown'
    def close(self): print('It.close')
def d():
    r = yield from It()
    print('d r', r)
    return r
run(d(), None, 3, ValueError, KeyError('k'), None, None, None)
run(d(), None, 'close')
run(d(), None, GeneratorExit)
class It2(It):
    def throw(self, t, v=None, tb=None): raise RuntimeError('from throw')
    def close(self): raise OSError('close fails')
def d2():
    try:
        yield from It2()
    except RuntimeError as e:
        print('caught', e, repr(e.__context__))
        yield 'x'
run(d2(), None, ValueError('q'), None)
run(d2(), None, 'close')
class It3(It):
    throw = 5
    close = 6
run((lambda: (yield from It3()))(), None, ValueError('q'))
run((lambda: (yield from It3()))(), None, 'close')
class It4:
    def __iter__(self): return self
    def __next__(self): return 1
run((lambda: (yield from It4()))(), None, 5)
run((lambda: (yield from It4()))(), None, ValueError('w'), None)
run((lambda: (yield from 5))(), None)
def ig():
    try: yield 1
    except GeneratorExit: yield 2
run(ig(), None, 'close')
run(ig(), None, GeneratorExit, None, None)
def si():
    yield 1
    raise StopIteration('inner')
run(si(), None, None)
def si2():
    yield next(iter(()))
run(si2(), None, None)
def rec():
    yield next(me)
me = rec()
run(me, None)
def rec2():
    try:
        yield from me2
    except ValueError as e: print(e)
    yield 3
me2 = rec2()
run(me2, None, None)
def closeself():
    try: me3.close()
    except ValueError as e: print(e)
    try: me3.throw(KeyError)
    except ValueError as e: print(e)
    yield 1
me3 = closeself(); run(me3, None)
g = outer()
print(g.gi_frame.f_lineno, g.gi_running, g.gi_yieldfrom, g.gi_code.co_name, g.__name__, g.__qualname__)
next(g); print(type(g.gi_yieldfrom).__name__, g.gi_frame.f_lineno, g.gi_frame.f_locals)
g.close(); print(g.gi_frame, g.gi_yieldfrom)
try: g.throw(1)
except TypeError as e: print(e)
try: g.throw(ValueError('a'), 'b')
except TypeError as e: print(e)
try: g.throw(ValueError, ValueError('b'))
except ValueError as e: print(e)
try: g.throw(ValueError, ('b', 1))
except ValueError as e: print(e)
try: g.throw(ValueError, 'x', 5)
except TypeError as e: print(e)
try: g.throw()
except TypeError as e: print(e)
try: g.send()
except TypeError as e: print(e)
def ret_tuple():
    return (1, 2)
    yield
def ret_exc():
    return ValueError('x')
    yield
run(ret_tuple(), None); run(ret_exc(), None)
def handled():
    try: 1/0
    except ZeroDivisionError:
        yield sys.exc_info()[0]
        yield sys.exc_info()[0]
    yield sys.exc_info()[0]
h = handled()
try: raise KeyError('outer')
except KeyError:
    print(next(h), sys.exc_info()[0])
print(next(h), sys.exc_info()[0])
print(next(h), sys.exc_info()[0])
def ctx():
    try: yield
    except KeyError: raise ValueError('in gen')
c = ctx(); next(c)
try:
    try: 1/0
    except ZeroDivisionError: c.throw(KeyError('kk'))
except ValueError as e:
    x = e
    while x: print(repr(x)); x = x.__context__
def fin():
    try:
        yield 1
    finally:
        print('fin', sys.exc_info()[0])
f = fin(); next(f); del f
f = fin(); next(f); f = None
def fin_bad():
    try:
        yield 1
    finally:
        1/0
f = (x for x in fin()); next(f); del f
ge = (i*j for i in range(3) for j in range(i))
print(list(ge), list(ge))
print(sum(x for x in range(10) if x % 2), max((len(s), s) for s in ['a', 'bbb', 'cc']))
def inf():
    i = 0
    while True:
        i = (yield i) or i + 1
i = inf(); print(next(i), i.send(10), next(i), i.send(0))
def ysend():
    return [(yield 1), (yield 2)]
run(ysend(), None, 'a', 'b')
g = (yield_ for yield_ in [1]); print(g.__name__, g.__qualname__)
g.__name__ = 'nn'; print(g.__name__)
try: g.__name__ = 3
except TypeError as e: print(e)
try: g.gi_frame = 3
except AttributeError as e: print(e)
print([*sub.__code__.co_varnames], sub.__code__.co_flags, (lambda: (yield)).__code__.co_flags)
