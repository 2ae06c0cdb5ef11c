# A function is an object around a code object. The code is compiled once and
# never changes; the function adds what is known only at run time: its name,
# its defaults, its globals, its closure, and attributes of its own.
def foo(x, y=2):
    """Add the two."""
    z = x + y
    return z

bar = foo  # a second name for the same object, not a copy
bar.colour = "green"

print(type(foo), foo.__name__, bar is foo)
print(foo.__defaults__, foo.__dict__, foo.__doc__)
print(foo.__globals__ is globals(), foo.__closure__)

code = foo.__code__
print(code.co_varnames, code.co_consts, code.co_stacksize)
print(list(code.co_code))

foo.__code__ = (lambda a, b: a * b).__code__  # another body for the same function
print(bar(10))
