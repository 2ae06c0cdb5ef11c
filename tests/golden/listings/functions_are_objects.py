import sys

def greet():
    return "Hello"

print(type(greet))
print(greet.__name__)

def inner():
    frame = sys._getframe()
    print(f"Running on line {frame.f_lineno}")
    print(f"Local vars: {list(frame.f_locals.keys())}")

inner()

def outer(x):
    def inner():
        return x + 1
    return inner

print(outer(1)())
print(outer.__code__.co_cellvars, outer(1).__closure__[0].cell_contents)
