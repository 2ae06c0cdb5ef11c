"""Decorators: plain, with arguments, classes as decorators, stacked, on methods and on classes."""
import functools


def shout(function):
    @functools.wraps(function)
    def wrapper(*args, **options):
        return str(function(*args, **options)).upper() + "!"

    return wrapper


def repeat(times, separator=" "):
    def decorate(function):
        @functools.wraps(function)
        def wrapper(*args, **options):
            return separator.join(str(function(*args, **options)) for _ in range(times))

        return wrapper

    return decorate


class Counted:
    """Counts the calls; works for functions and for methods."""

    def __init__(self, function):
        functools.update_wrapper(self, function)
        self.function = function
        self.calls = 0

    def __call__(self, *args, **options):
        self.calls += 1
        return self.function(*args, **options)

    def __get__(self, instance, owner=None):
        if instance is None:
            return self
        return functools.partial(self, instance)


def register(registry, name=None):
    def add(thing):
        registry[name or thing.__name__] = thing
        return thing

    return add


def typed(**types):
    def decorate(function):
        names = function.__code__.co_varnames[: function.__code__.co_argcount]

        @functools.wraps(function)
        def wrapper(*args, **options):
            for name, value in {**dict(zip(names, args)), **options}.items():
                wanted = types.get(name, object)
                if not isinstance(value, wanted):
                    raise TypeError(f"{function.__name__}: {name} is {type(value).__name__}, not {wanted.__name__}")
            return function(*args, **options)

        return wrapper

    return decorate


def ordered(cls):
    """Adds the other comparisons to a class with __lt__ and __eq__."""
    cls.__le__ = lambda self, other: self < other or self == other
    cls.__gt__ = lambda self, other: not self <= other
    cls.__ge__ = lambda self, other: not self < other
    return cls


def singleton(cls):
    instances = {}

    @functools.wraps(cls, updated=())
    def get(*args):
        if args not in instances:
            instances[args] = cls(*args)
        return instances[args]

    return get


commands = {}


@register(commands)
def hello(name="world"):
    """Greets."""
    return f"hello {name}"


@register(commands, name="loud")
@shout
@repeat(3, separator=", ")
def again(word):
    """Says it again."""
    return word


@Counted
def fib(n):
    return n if n < 2 else fib(n - 1) + fib(n - 2)


@typed(width=int, label=str)
def bar(width, label="*", *rest, fill=None):
    return label * width + (fill or "")


@ordered
class Version:
    def __init__(self, text):
        self.parts = tuple(map(int, text.split(".")))

    def __lt__(self, other):
        return self.parts < other.parts

    def __eq__(self, other):
        return self.parts == other.parts

    def __repr__(self):
        return "v" + ".".join(map(str, self.parts))


@singleton
class Connection:
    made = 0

    def __init__(self, name):
        type(self).made += 1
        self.name = name


class Tool:
    @Counted
    def use(self, times=1):
        return times * 2

    @staticmethod
    @shout
    def motto():
        return "measure twice"

    @classmethod
    @repeat(2)
    def kind(cls):
        return cls.__name__

    @property
    @shout
    def label(self):
        return "label"


class Hammer(Tool):
    pass


def trace(log, level=[0]):
    def decorate(function):
        def wrapper(*args):
            log.append("  " * level[0] + f"{function.__name__}{args}")
            level[0] += 1
            try:
                result = function(*args)
            finally:
                level[0] -= 1
            log.append("  " * level[0] + f"-> {result}")
            return result

        return wrapper

    return decorate


log = []


@trace(log)
def power(base, exponent):
    if exponent == 0:
        return 1
    half = power(base, exponent // 2)
    return half * half * (base if exponent % 2 else 1)


print(hello(), again("ho"), again.__name__, again.__doc__, again.__wrapped__("x"))
print(sorted(commands), commands["loud"]("hey"))
print(fib(12), fib.calls, fib.__name__)
print(bar(3), bar(2, "ab"), bar(1, label="-", fill=">"))
for bad in (lambda: bar("3"), lambda: bar(3, 3), lambda: bar(width=None)):
    try:
        bad()
    except TypeError as error:
        print(error)
a, b = Version("1.10"), Version("1.9.3")
print(a > b, a >= b, a <= b, a < b, sorted([a, b, Version("0.1")]))
print(Connection("a") is Connection("a"), Connection("b").made, Connection.__name__)
tool, hammer = Tool(), Hammer()
print(tool.use(), hammer.use(21), Tool.use.calls, Tool.motto(), Hammer.kind(), hammer.label)
print(power(3, 5))
print("\n".join(log))
