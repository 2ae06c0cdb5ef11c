"""Metaclasses: __prepare__, __new__, __init__, __call__, conflicts, registries, class attributes by meta."""


class Ordered(type):
    """Remembers the order of definitions and forbids doubles."""

    class Namespace(dict):
        def __setitem__(self, key, value):
            if key in self and not key.startswith("__"):
                raise NameError(f"{key} is defined twice")
            super().__setitem__(key, value)

    @classmethod
    def __prepare__(meta, name, bases, **options):
        print("prepare", name, [base.__name__ for base in bases], sorted(options))
        return meta.Namespace(level=options.get("level", 0))

    def __new__(meta, name, bases, namespace, **options):
        cls = super().__new__(meta, name, bases, dict(namespace))
        cls.order = [key for key in namespace if not key.startswith("__")]
        return cls

    def __init__(cls, name, bases, namespace, level=0):
        super().__init__(name, bases, namespace)
        print("init", name, level, cls.order)


class Base(metaclass=Ordered):
    b = 1
    a = 2

    def method(self):
        return "method"


class Derived(Base, level=7):
    z = a = 3


class Singleton(type):
    instances = {}

    def __call__(cls, *args, **options):
        if cls not in cls.instances:
            print("creating", cls.__name__)
            cls.instances[cls] = super().__call__(*args, **options)
        return cls.instances[cls]


class Settings(metaclass=Singleton):
    def __init__(self, size=10):
        self.size = size


class EnumMeta(type):
    def __new__(meta, name, bases, namespace):
        members = {k: v for k, v in namespace.items() if not k.startswith("_") and isinstance(v, int)}
        for key in members:
            del namespace[key]
        cls = super().__new__(meta, name, bases, namespace)
        cls._members = {}
        for key, value in members.items():
            member = object.__new__(cls)
            member.name, member.value = key, value
            cls._members[key] = member
        return cls

    def __getattr__(cls, name):
        try:
            return cls.__dict__["_members"][name]
        except KeyError:
            raise AttributeError(f"{cls.__name__} has no {name}") from None

    def __iter__(cls):
        return iter(cls._members.values())

    def __len__(cls):
        return len(cls._members)

    def __contains__(cls, name):
        return name in cls._members

    def __getitem__(cls, name):
        return cls._members[name]

    def __repr__(cls):
        return f"<enum {cls.__name__}>"


class Enum(metaclass=EnumMeta):
    def __repr__(self):
        return f"{type(self).__name__}.{self.name}"


class Colour(Enum):
    RED = 1
    GREEN = 2
    BLUE = 4

    def mixed(self, other):
        return self.value | other.value


class Interface(type):
    def __instancecheck__(cls, instance):
        return all(hasattr(instance, name) for name in cls.needed)

    def __subclasscheck__(cls, other):
        return all(hasattr(other, name) for name in cls.needed)


class Sized(metaclass=Interface):
    needed = ["__len__"]


class Plugin:
    plugins = []

    def __init_subclass__(cls, **options):
        super().__init_subclass__(**options)
        cls.plugins.append(cls.__name__)

    def __class_getitem__(cls, item):
        return f"{cls.__name__}[{item}]"


class Upper(Plugin):
    pass


class Lower(Upper):
    pass


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", str(error).split("\n")[0])


def function_as_metaclass(name, bases, namespace):
    return sorted(key for key in namespace if not key.startswith("__")), name, bases


class NotAClass(metaclass=function_as_metaclass):
    x = 1

    def f(self):
        pass


def doubled():
    class Twice(metaclass=Ordered):
        x = 1
        x = 2


print(type(Derived).__name__, Derived.level, Base.level, Derived().method(), Derived.order)
attempt(doubled)
print(Settings(5) is Settings(9), Settings().size)
print(Colour, list(Colour), len(Colour), Colour.RED.mixed(Colour.BLUE), Colour["GREEN"].value)
print("RED" in Colour, "PINK" in Colour, isinstance(Colour.RED, Colour))
attempt(lambda: Colour.PINK)
print(isinstance([], Sized), isinstance(5, Sized), issubclass(dict, Sized))
print(Plugin.plugins, Lower[int], Plugin["x"])
print(NotAClass)
attempt(lambda: type("Mixed", (Base, Settings), {}))
attempt(lambda: type("Bad", (int, str), {}))
attempt(lambda: type("Final", (bool,), {}))
Dynamic = type("Dynamic", (Base,), {"c": 3, "__doc__": "made by hand"}) if False else Ordered("Dynamic", (Base,), {"c": 3})
print(Dynamic.order, Dynamic.__mro__[1:] == Base.__mro__, Dynamic.__module__)
print(type(type) is type, isinstance(Ordered, type), type.__mro__)
