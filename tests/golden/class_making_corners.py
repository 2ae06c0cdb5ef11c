# What a program can do while a class is being made, and with the operators of subclasses of sequences.
class E(Exception):
    def __new__(cls, *a, **k): return cls
def g():
    yield
for f in (lambda: next(x) or x.throw(E), lambda: x.throw(E)):
    x = g()
    try: f()
    except BaseException as e: print(type(e), e)
class L(list): pass
class T(tuple): pass
class S(str): pass
class B(bytes): pass
pairs = [((3,), L([1, 2])), ([3], T((1, 2))), ("a", L()), (b"a", T()), (L(), T()), (T(), L()), (1, L([1])),
         (L([1]), 1), ("ab", S("x")), (b"ab", B(b"x")), ([1], S("x"))]
for a, b in pairs:
    for op in ("a + b", "a * b", "b * a", "b + a"):
        try: print(op, eval(op))
        except Exception as e: print(op, type(e).__name__, e)
depth = 0
class Meta(type):
    def mro(cls):
        global depth
        print(cls.__mro__)
        for text in ("super(Meta, cls).foo", "super(cls, cls)", "cls()", "isinstance(1, cls)",
                     "issubclass(cls, int)", "repr(cls)", "dir(cls)[:2]", "cls == 1", "cls.x",
                     "setattr(cls, 'x', 1)", "cls.x", "delattr(cls, 'x')", "cls.__init__ is None"):
            try: print(text, eval(text, {"cls": cls, "Meta": Meta}))
            except Exception as e: print(text, type(e).__name__, e)
        depth += 1
        if depth < 3:
            try:
                class Inner(cls): pass
            except Exception as e: print(type(e).__name__, e)
        return type.mro(cls)
class Made(metaclass=Meta): pass
print(Made.__mro__)
