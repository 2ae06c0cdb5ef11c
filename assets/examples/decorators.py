# @count above `def` is a call: greet = count(greet). The wrapper keeps the
# undecorated function in a cell, and the number of calls in another one.
def count(function):
    calls = 0

    def wrapper(*args, **kwargs):
        nonlocal calls
        calls += 1
        print(f"call {calls} of {function.__name__}")
        return function(*args, **kwargs)

    return wrapper


def repeat(times):
    def decorate(function):
        def wrapper(*args):
            return [function(*args) for _ in range(times)]
        return wrapper
    return decorate


@count
def greet(name):
    return f"Hello, {name}!"


@repeat(times=3)
def cube(x):
    return x ** 3


print(greet("Ada"))
print(greet(name="Grace"))
print(cube(2))
print(greet.__code__.co_freevars, greet.__closure__[1].cell_contents.__name__)
