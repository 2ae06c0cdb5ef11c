"""del in all its forms: names, attributes, items, slices, in functions, classes and modules."""


class Recorder:
    def __init__(self):
        self.log = []

    def __delitem__(self, key):
        self.log.append(key)

    def __delattr__(self, name):
        self.log.append("." + name)


class Guarded:
    def __init__(self, name):
        self.name = name

    def __del__(self):
        print("  gone:", self.name)


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def names():
    a, b, c = 1, 2, 3
    del a
    try:
        print(a)
    except UnboundLocalError as error:
        print(error)
    a = "again"
    del b, c
    print(a, sorted(locals()))
    (d) = [e] = [5]
    del (d), [e]
    print(sorted(locals()))
    try:
        del d
    except UnboundLocalError as error:
        print(error)


def cells():
    value = "kept"

    def show():
        return value

    def drop():
        nonlocal value
        del value

    print(show())
    drop()
    attempt(show)
    attempt(drop)
    value = "new"
    print(show())


def module_level():
    global temporary
    temporary = 5
    print("temporary" in globals())
    del temporary
    print("temporary" in globals())
    attempt(lambda: temporary)
    try:
        del temporary
    except NameError as error:
        print(error)


def items():
    numbers = list(range(12))
    del numbers[0]
    del numbers[-1], numbers[4]
    print(numbers)
    del numbers[2:4]
    print(numbers)
    del numbers[::2]
    print(numbers)
    del numbers[10:], numbers[:1]
    print(numbers)
    del numbers[:]
    print(numbers)
    table = {"a": 1, "b": {"c": [1, 2, 3], "d": 4}}
    del table["a"], table["b"]["d"], table["b"]["c"][1]
    print(table)

    def missing_key():
        del table["zzz"]

    def missing_item():
        del numbers[0]

    def of_tuple():
        del (1, 2)[0]

    def of_string():
        s = "abc"
        del s[0]

    for action in (missing_key, missing_item, of_tuple, of_string):
        attempt(action)
    recorder = Recorder()
    del recorder[1], recorder[1:2], recorder["a", ...], recorder.x, recorder[recorder.log[0]]
    print(recorder.log)


def attributes():
    class Point:
        kind = "point"

        def __init__(self):
            self.x = self.y = 0

    point = Point()
    del point.x
    attempt(lambda: point.x)

    def class_attribute():
        del point.kind

    attempt(class_attribute)
    del Point.kind
    attempt(lambda: point.kind)
    del Point.__init__
    print(vars(point), vars(Point()))


class Body:
    a = 1
    b = [a]
    del a
    try:
        del missing
    except NameError as error:
        message = str(error)


def lifetimes():
    one = Guarded("one")
    two = one
    del one
    print("still there:", two.name)
    del two
    three = Guarded("three")
    three = None
    print("replaced", three)
    items = [Guarded("in list"), Guarded("in list too")]
    del items[0]
    items.clear()
    Guarded("never named")
    for number in range(2):
        loop = Guarded(f"loop {number}")
    print("end of function")


def in_handlers():
    error = "before"
    try:
        1 / 0
    except ZeroDivisionError as error:
        print("inside:", error)
    print("error" in locals())
    try:
        error
    except UnboundLocalError as problem:
        print(problem)
    for i in range(3):
        try:
            if i == 1:
                continue
            raise ValueError(i)
        except ValueError as e:
            print(e.args)
            del e


names()
cells()
module_level()
items()
attributes()
print(Body.b, Body.message, hasattr(Body, "a"))
lifetimes()
in_handlers()
