"""Coroutines and asynchronous generators, run by a loop of a few lines."""
import sys, types
@types.coroutine
def pause(x):
    r = yield ('pause', x)
    return r
def drive(co, show=True):
    val = None
    while True:
        try:
            got = co.send(val)
            if show: print('  loop got', got)
            val = 'v'
        except StopIteration as e:
            return e.value
async def ag(n):
    try:
        for i in range(n):
            await pause(i)
            x = yield i
            print('asent', x)
    finally:
        print('ag fin')
        await pause('fin')
async def main():
    async for v in ag(3): print('v', v)
    else: print('else')
    print([v async for v in ag(2)])
    print({v: await pause(v) async for v in ag(2) if v})
    g = ag(3)
    print(await g.__anext__(), await g.asend('X'))
    try: print(await g.athrow(ValueError, 'boo'))
    except ValueError as e: print('caught', e)
    try: await g.__anext__()
    except StopAsyncIteration as e: print('SAI', e.args)
    g = ag(3); await g.__anext__(); print(await g.aclose())
    print(await g.aclose())
    try: await g.asend(1)
    except StopAsyncIteration as e: print('SAI', e.args)
    g = ag(1)
    try: await g.asend(1)
    except TypeError as e: print(e)
    a = g.__anext__()
    print(await a)
    try: await a
    except RuntimeError as e: print(e)
    a = g.aclose(); await a
    try: await a
    except RuntimeError as e: print(e)
    async def bad():
        try: yield 1
        except GeneratorExit: yield 2
    b = bad(); await b.__anext__()
    try: await b.aclose()
    except RuntimeError as e: print(e)
    async def si():
        yield 1
        raise StopIteration('z')
    try:
        async for x in si(): print(x)
    except RuntimeError as e: print(e, repr(e.__cause__), repr(e.__context__))
    async def sai():
        yield 1
        raise StopAsyncIteration('z')
    try:
        async for x in sai(): print(x)
    except RuntimeError as e: print(e, repr(e.__cause__))
    return 'done'
print(drive(main()))
g = ag(2)
print(type(g), g.__name__, g.__qualname__, g.ag_running, g.ag_await, g.ag_frame.f_lineno, g.ag_code.co_flags)
s = g.asend(None)
print(s.send(None), g.ag_running, g.ag_await is not None)
s2 = g.asend(None)
try: s2.send(None)
except RuntimeError as e: print(e)
try: g.aclose().send(None)
except RuntimeError as e: print(e)
try: g.athrow(ValueError).send(None)
except RuntimeError as e: print(e)
try: s.send('w')
except StopIteration as e: print('SI', e.value)
try: s.send('w')
except RuntimeError as e: print(e)
c = g.aclose()
try: c.send(5)
except RuntimeError as e: print(e)
print(c.send(None))
try: print(c.throw(KeyError('in')))
except BaseException as e: print(type(e), e)
try: c.send(None)
except BaseException as e: print(type(e), e)
try: c.throw(ValueError)
except BaseException as e: print(type(e), e)
s = g.asend(None); print(s.close())
try: s.send(None)
except RuntimeError as e: print(e)
try: s.throw(ValueError)
except RuntimeError as e: print(e)
class CM:
    async def __aenter__(self): print('aenter'); return await pause('in')
    async def __aexit__(self, *a): print('aexit', a[0]); await pause('out'); return a[0] is ValueError
async def w():
    async with CM() as c, CM():
        print(c)
    async with CM():
        raise ValueError('sup')
    try:
        async with CM(): raise KeyError('thru')
    except KeyError as e: print('got', e)
    for i in range(2):
        async with CM():
            if i: break
            continue
    async with CM(): return 'wret'
print(drive(w()))
class AI:
    def __init__(self): self.n = 0
    def __aiter__(self): return self
    async def __anext__(self):
        self.n += 1
        if self.n > 2: raise StopAsyncIteration
        return self.n
async def f():
    async for x in AI(): print('ai', x)
    print([x async for x in AI()], {x async for x in AI()})
    print([await pause(y) for y in (1, 2)])
    g = (x * 2 async for x in AI())
    print(type(g))
    async for y in g: print('ge', y)

drive(f(), False)
def errs(src):
    d = {}
    exec('async def f(o):\n    ' + src, {'AI': AI}, d)
    for o in (5, AI(), type('A', (), {'__aiter__': lambda s: 5})(), type('B', (), {'__aiter__': lambda s: s, '__anext__': lambda s: 5})(), type('C', (), {'__await__': lambda s: 5})(), type('D', (), {'__await__': lambda s: iter([1])})(), type('E', (), {'__aenter__': lambda s: 5, '__aexit__': lambda s, *a: 6})(), type('F', (), {'__await__': lambda s: f2()})()):
        try: print(src, '->', drive(d['f'](o), False))
        except Exception as e: print(src, type(o).__name__, type(e).__name__, e)
async def f2(): pass
import warnings; warnings.simplefilter('ignore')
errs('await o'); errs('async for x in o: pass'); errs('async with o: pass')
async def twice():
    c = f2(); await c
    try: await c
    except RuntimeError as e: print(e)
drive(twice())
async def p(): await pause(1)
c = p(); c.send(None)
async def q(): await c
try: q().send(None)
except RuntimeError as e: print(e)
try: c.send(None)
except StopIteration as e: print('end', e.value)
def notco(): yield from f2()
try: next(notco())
except TypeError as e: print(e)
@types.coroutine
def isco(): return (yield from f2())
try: next(isco())
except StopIteration as e: print('ok', e.value)
try: iter(f2())
except TypeError as e: print(e)
try: f2().__next__
except AttributeError as e: print(e)
w1 = f2().__await__(); print(type(w1))
try: next(w1)
except StopIteration: print('si')
c = p(); print(c.cr_running, c.cr_await, c.cr_origin, c.cr_frame is not None); c.send(None); print(type(c.cr_await)); c.close(); print(c.cr_frame)
try: c.send(None)
except RuntimeError as e: print(e)
c = p(); c.close(); c.close()
c = p()
try: c.throw(ValueError('t'))
except ValueError as e: print(e)
try: c.send(1)
except RuntimeError as e: print(e)
c = p()
try: c.send(1)
except TypeError as e: print(e)
c.close()
async def unfinished():
    try: yield 1
    finally: print('unf')
g = unfinished()
try: g.__anext__().send(None)
except StopIteration as e: print(e.value)
del g
async def inner_throw():
    try: await pause('a')
    except ValueError as e: print('it', e); await pause('b')
    return 5
async def outer_throw(): return await inner_throw() + 1
c = outer_throw(); print(c.send(None)); print(c.throw(ValueError('zz')))
try: c.send(None)
except StopIteration as e: print(e.value)
