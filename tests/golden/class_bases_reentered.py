"""__bases__ assigned while a metaclass' mro() runs; a failing mro() leaves everything as it was."""


class Meta(type):
    ready = False
    log = []

    def mro(cls):
        if Meta.ready:
            Meta.log.append(cls.__name__)
            action = actions.get(cls.__name__)
            if action:
                action()
        return type.mro(cls)


actions = {}


class A(metaclass=Meta):
    pass


class B1(A):
    pass


class B2(A):
    pass


def assign(cls, bases):
    try:
        cls.__bases__ = bases
    except (TypeError, ValueError) as error:
        print(type(error).__name__, error)


# Two classes that try to become each other's base.
actions["B1"] = lambda: assign(B2, (B1,))
actions["B2"] = lambda: assign(B1, (B2,))
Meta.ready = True
assign(B1, B1.__bases__ + ())
print(Meta.log)
for cls in (A, B1, B2):
    print(cls.__name__, [c.__name__ for c in cls.__mro__], [c.__name__ for c in cls.__bases__])

# mro() assigns other bases of its own class: the newer ones stay.
Meta.ready = False


class X(metaclass=Meta):
    pass


class Y(metaclass=Meta):
    pass


class Z(metaclass=Meta):
    pass


class C(X):
    pass


class D(C):
    pass


def once():
    del actions["C"]
    C.__bases__ = (Z,)


actions["C"] = once
Meta.ready = True
C.__bases__ = (Y,)
Meta.ready = False
print([c.__name__ for c in C.__mro__], [c.__name__ for c in C.__bases__])
print([c.__name__ for c in D.__mro__])


# A subclass whose mro() fails takes the new order of the others back.
def fail():
    raise ValueError("no order")


actions["D"] = fail
Meta.ready = True
assign(C, (X,))
Meta.ready = False
for cls in (C, D):
    print([c.__name__ for c in cls.__mro__], [c.__name__ for c in cls.__bases__])

# dict.fromkeys into a dict that a class hands out, with items already.
shared = {i: i for i in range(10)}


class Shared(dict):
    def __new__(cls):
        return shared


print(Shared.fromkeys({"a": 1, "b": 2}) is shared, len(shared))
print(len(Shared.fromkeys({"c"})), len(Shared.fromkeys(["d"])))


# Contexts in a circle that the program made.
def circle():
    try:
        raise ValueError(1)
    except ValueError as error:
        error.__context__ = error
        raise TypeError(2)


def longer_circle():
    a, b, c = ValueError("a"), ValueError("b"), ValueError("c")
    a.__context__, b.__context__, c.__context__ = b, c, b
    try:
        raise a
    except ValueError:
        raise TypeError("d")


for function in (circle, longer_circle):
    try:
        function()
    except TypeError as error:
        link, texts = error, []
        while link and len(texts) < 6:
            texts.append(repr(link))
            link = link.__context__
        print(texts)
