"""What stands under the name __builtins__ in the globals of code: a dict, a module, anything else, nothing."""
import types, sys
def t(label, f):
    try: print(label, '->', repr(f())[:100])
    except BaseException as e: print(label, '!!', type(e).__name__, e)
class NS:
    def __init__(self): self.__dict__['x']=1
class M(dict):
    def __getitem__(self,k): print('getitem',k); return 7
    def __missing__(self,k): print('missing',k); return 8
class G:
    def __getitem__(self,k):
        print('G',k)
        if k=='boom': raise KeyError(k)
        if k=='val': raise ValueError(k)
        return 9
for bi in (NS(), None, 1, M(), M(len=len), G(), [], types.ModuleType('q'), 'str'):
    n=type(bi).__name__
    t(n+' name', lambda: eval('foo', {'__builtins__': bi}))
    t(n+' len', lambda: eval('len', {'__builtins__': bi}))
    t(n+' boom', lambda: eval('boom', {'__builtins__': bi}))
    t(n+' val', lambda: eval('val', {'__builtins__': bi}))
    t(n+' None', lambda: eval('None', {'__builtins__': bi}))
    t(n+' lambda', lambda: eval('(lambda: foo)()', {'__builtins__': bi}))
    t(n+' lambda boom', lambda: eval('(lambda: boom)()', {'__builtins__': bi}))
    t(n+' import', lambda: exec('import sys', {'__builtins__': bi}))
    t(n+' class', lambda: exec('class A: pass', {'__builtins__': bi}))
    t(n+' printexpr', lambda: exec(compile('1','s','single'), {'__builtins__': bi}))
    t(n+' nested', lambda: exec('def f():\n return (lambda: foo)()\nf()', {'__builtins__': bi}))
    t(n+' f_b', lambda: type(eval('g()', {'__builtins__': bi, 'g': lambda: sys._getframe(1).f_builtins})))
    t(n+' same', lambda: eval('g()', {'__builtins__': bi, 'g': lambda: sys._getframe(1).f_builtins is bi}))
    t(n+' FT', lambda: types.FunctionType((lambda: foo).__code__, {'__builtins__': bi})())
    t(n+' no exc', lambda: exec('try:\n 1/0\nexcept ZeroDivisionError: pass', {'__builtins__': bi}))
    t(n+' assert', lambda: exec('assert 0', {'__builtins__': bi}))
    t(n+' eval', lambda: eval('e("foo")', {'__builtins__': bi, 'e': eval}))
t('nobi', lambda: types.FunctionType((lambda: foo).__code__, {})())
t('nobi2', lambda: types.FunctionType((lambda: len).__code__, {})())
t('nobi3', lambda: eval('g()', {'g': types.FunctionType((lambda: e('len')).__code__, {'e':eval})}))
