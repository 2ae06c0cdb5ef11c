# Functions, lambdas, decorators, classes.
def plain():
    "Docstring."
    work()
def with_return(a, b): return a + b
def parameters(p, /, q, r=1, *args, k, s=2, t=u, **kwargs):
    return
def annotated(p: int, q: 'text' = x, *r: T, s: S = 1, **t: U) -> R:
    pass
@first
@second.third(4)
def decorated(): pass
def outer(x):
    y = x
    def inner(z=y):
        return x + y + z
    return inner, lambda w: w + y
def generator():
    sent = yield
    yield sent, 1
    result = yield from other()
    return result
class Empty: pass
class Base(A, B, metaclass=M, **options):
    """Text."""
    field: int = 0
    def method(self):
        return super().method() + __class__.field
@register
class Decorated(Base):
    other = field
    def __private(self): return self.__hidden
key = lambda: (yield)
if x:
    def conditional(): ...
