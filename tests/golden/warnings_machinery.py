# The machinery of warnings: filters, registries, actions, places, what a program replaces in it.
import warnings, sys, io
sys.stderr = io.StringIO()
def show(label):
    print(label, repr(sys.stderr.getvalue().replace(__file__, "FILE"))); sys.stderr = io.StringIO()
def f(level=1, cat=None, msg="m"):
    warnings.warn(msg, cat, level)
f(); f(); show("default twice")
f(2); f(2); show("level 2")
print(sorted(map(str, __warningregistry__)))
f(cat=DeprecationWarning); show("dep")
f(cat=PendingDeprecationWarning); show("pend")
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter("always")
    f(); f(); f(cat=ResourceWarning)
    print([(str(x.message), x.category.__name__, x.lineno, x.line, x.source) for x in w])
for action in ("error","ignore","always","default","module","once","bogus"):
    with warnings.catch_warnings():
        warnings.resetwarnings()
        try:
            if action == "bogus": warnings.filters.append((action, None, Warning, None, 0)); warnings._filters_mutated()
            else: warnings.simplefilter(action)
            for i in range(3): f(msg="x%d" % (i // 2))
        except Exception as e: print(type(e), e)
    show(action)
for bad in [(), (1,), ("m", int), ("m", 3), ("m", None, "x")]:
    try: warnings.warn(*bad)
    except Exception as e: print(type(e).__name__, e)
for kw in [dict(message="a",category=UserWarning,filename="f.py",lineno=3),
           dict(message="a",category=UserWarning,filename="f.py",lineno=3,module=None),
           dict(message="a",category=UserWarning,filename="f.py",lineno=3,module="zz",registry={}),
           dict(message="a",category=UserWarning,filename="f.py",lineno=3,registry=3),
           dict(message="a",category=UserWarning,filename=5,lineno=3),
           dict(message="a",category=int,filename="f.py",lineno=3),
           dict(message=UserWarning("inst"),category=int,filename="",lineno=3),
           dict(message="a",category=UserWarning,filename=__file__,lineno=2)]:
    try: print(warnings.warn_explicit(**kw))
    except Exception as e: print(type(e).__name__, e)
    show(sorted(kw))
class L:
    def get_source(self, n): return "a\nb line\nc"
try: warnings.warn_explicit("q", UserWarning, "nof", 2, module_globals={"__loader__": L(), "__name__":"n"})
except Exception as e: print(e)
show("loader")
warnings.filterwarnings("error", message="spec.*", category=UserWarning, module="__main__", lineno=0)
try: f(msg="special")
except UserWarning as e: print("raised", e)
def mine(message, category, filename, lineno, file=None, line=None): print("mine", message, category, lineno)
warnings.showwarning = mine
f(msg="via mine")
print(warnings.filters[:1], warnings.defaultaction, warnings.onceregistry)
try: exec("assert (1, 'x')")
except SyntaxError as e: print(e)
warnings.simplefilter("error")
try: exec("x = 1\nassert (1, 'x')")
except SyntaxError as e: print(e, e.lineno, e.offset, e.text)
try: exec("'\\d'")
except SyntaxError as e: print(e, e.lineno, e.offset, e.text)
try: not NotImplemented
except DeprecationWarning as e: print(e)
import _warnings
print(sorted(dir(_warnings)))
