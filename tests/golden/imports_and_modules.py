# golden: code dis out
"""import in its forms: plain, as, from, several, inside functions, failing; modules as objects; __import__."""
import sys
import math as m
import itertools, functools
from math import pi, sqrt as root
from operator import (
    add,
    mul as times,
)


def inside():
    import random

    from math import floor, ceil

    return random.__name__, floor(2.5), ceil(2.5)


def conditional(which):
    if which:
        from math import sin as function
    else:
        from math import cos as function
    return function(0)


def fallback():
    try:
        import a_module_that_is_not_there as thing
    except ImportError as error:
        thing = None
        return type(error).__name__, str(error), error.name
    finally:
        assert thing is None


def missing_name():
    try:
        from sys import no_such_function
    except ImportError as error:
        return str(error).split(" (")[0]


def shadowed():
    math = "not the module"
    return math, m.sqrt(16)


def by_name(name, attribute):
    module = __import__(name)
    return getattr(module, attribute)


class Lazy:
    """Imports when it is first used."""

    def __init__(self, name):
        self.name = name

    def __getattr__(self, attribute):
        self.module = __import__(self.name)
        value = getattr(self.module, attribute)
        setattr(self, attribute, value)
        return value


class Body:
    from math import hypot
    import math as mathematics

    area = mathematics.pi * 2


def make_module(name, source):
    module = type(sys)(name, "made by hand")
    exec(source, module.__dict__)
    sys.modules[name] = module
    return module


def main():
    print(m.__name__, pi == m.pi, root(9), add(1, 2), times(3, 4), inside(), conditional(True), conditional(False))
    print(fallback(), missing_name(), shadowed(), by_name("math", "tau") == 2 * pi)
    print("math" in sys.modules, sys.modules["math"] is m, type(m).__name__, __name__, __name__ in sys.modules, sys.modules[__name__].root is root)
    lazy = Lazy("operator")
    print("module" in vars(lazy), lazy.neg(5), "module" in vars(lazy), sorted(vars(lazy)))
    print(Body.hypot(3, 4), round(Body.area, 3), Body.mathematics is m)
    shapes = make_module("shapes", "side = 3\ndef area(n=side):\n    return n * n * scale\nscale = 10\n")
    import shapes as again
    from shapes import area, side

    print(again is shapes, area(), side, shapes.__name__, shapes.__doc__, area.__module__, area.__globals__ is vars(shapes))
    shapes.scale = 100
    side = 50
    print(area(), shapes.side, sorted(name for name in dir(shapes) if not name.startswith("__")))
    space = {}
    exec("from shapes import *\nfrom shapes import area as a\nresult = a(2) + side", space)
    print(space["result"], sorted(k for k in space if k != "__builtins__"))
    shapes.__all__ = ["scale"]
    space = {}
    exec("from shapes import *", space)
    print(sorted(k for k in space if k != "__builtins__"))
    del sys.modules["shapes"]
    try:
        import shapes
    except ModuleNotFoundError as error:
        print(error, error.name)
    for source in ("import math.nothing", "from . import x", "from nowhere import y", "import"):
        try:
            exec(source, {"__name__": "plain"})
        except (ImportError, SyntaxError) as error:
            print(f"{source!r}: {type(error).__name__}: {error.msg}")
    try:
        m.nothing
    except AttributeError as error:
        print(error)
    try:
        m.pi = 3
        print(m.pi, pi == 3)
    finally:
        m.pi = pi
    print(functools.reduce(add, itertools.chain([1], [2, 3])), sys.version_info[:2], sys.version_info >= (3, 0), sys.maxsize, sys.byteorder, len(sys.argv))
    print(main.__module__, Lazy.__module__, len.__module__, m.sqrt.__module__, sys.getrecursionlimit(), sys.modules[__name__].__doc__[:6])


main()
