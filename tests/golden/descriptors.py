"""Descriptors: data and non-data, __set_name__, properties by hand, cached attributes, attribute hooks."""


class Typed:
    """A data descriptor that checks the type and keeps the value in the instance's dictionary."""

    def __init__(self, kind, default=None):
        self.kind = kind
        self.default = default

    def __set_name__(self, owner, name):
        self.name = name
        self.place = "_" + name
        owner.fields = getattr(owner, "fields", ()) + (name,)

    def __get__(self, instance, owner):
        if instance is None:
            return self
        return instance.__dict__.get(self.place, self.default)

    def __set__(self, instance, value):
        if not isinstance(value, self.kind):
            raise TypeError(f"{self.name} must be {self.kind.__name__}, not {type(value).__name__}")
        instance.__dict__[self.place] = value

    def __delete__(self, instance):
        if self.place not in instance.__dict__:
            raise AttributeError(self.name)
        del instance.__dict__[self.place]

    def __repr__(self):
        return f"Typed({self.kind.__name__})"


class Positive(Typed):
    def __set__(self, instance, value):
        super().__set__(instance, value)
        if value <= 0:
            raise ValueError(f"{self.name} must be positive")


class Lazy:
    """A non-data descriptor: the instance's dictionary wins once the value is there."""

    def __init__(self, function):
        self.function = function
        self.__doc__ = function.__doc__

    def __set_name__(self, owner, name):
        self.name = name

    def __get__(self, instance, owner):
        if instance is None:
            return self
        print("  computing", self.name)
        value = instance.__dict__[self.name] = self.function(instance)
        return value


class OurProperty:
    def __init__(self, getter=None, setter=None):
        self.getter, self.setter_function = getter, setter

    def __get__(self, instance, owner):
        return self if instance is None else self.getter(instance)

    def __set__(self, instance, value):
        if self.setter_function is None:
            raise AttributeError("read only")
        self.setter_function(instance, value)

    def setter(self, function):
        return type(self)(self.getter, function)


class OurClassMethod:
    def __init__(self, function):
        self.function = function

    def __get__(self, instance, owner):
        def bound(*args, **options):
            return self.function(owner, *args, **options)

        return bound


class Item:
    name = Typed(str)
    price = Positive(int, 1)
    weight = Typed(float, 0.5)

    def __init__(self, name, **values):
        self.name = name
        for key, value in values.items():
            setattr(self, key, value)

    @Lazy
    def label(self):
        """The text on the shelf."""
        return f"{self.name} for {self.price}"

    @OurProperty
    def cents(self):
        return self.price * 100

    @cents.setter
    def cents(self, value):
        self.price = value // 100

    @OurClassMethod
    def kinds(cls, separator):
        return cls.__name__ + separator + separator.join(cls.fields)


class Book(Item):
    pages = Typed(int)


class Recorder:
    """All attribute hooks."""

    limit = 3

    def __init__(self):
        object.__setattr__(self, "log", [])

    def __getattribute__(self, name):
        if name.startswith("secret"):
            raise AttributeError("hidden " + name)
        return super().__getattribute__(name)

    def __getattr__(self, name):
        if name.startswith("__"):
            raise AttributeError(name)
        self.log.append("get " + name)
        return len(name)

    def __setattr__(self, name, value):
        self.log.append(f"set {name}={value!r}")
        super().__setattr__(name, value)

    def __delattr__(self, name):
        self.log.append("del " + name)
        super().__delattr__(name)

    def __dir__(self):
        return ["b", "a"]


def attempt(action):
    try:
        print(action())
    except Exception as error:
        print(type(error).__name__ + ":", error)


def main():
    item = Item("lamp", price=20)
    print(item.name, item.price, item.weight, vars(item))
    attempt(lambda: setattr(item, "price", -5))
    attempt(lambda: setattr(item, "price", "5"))
    attempt(lambda: Item(3))
    del item.price
    attempt(lambda: item.price)
    attempt(lambda: delattr(item, "price"))
    print(item.label, item.label, sorted(vars(item)))
    item.label = "overwritten"
    print(item.label, Item.label.__doc__, Item.name)
    item.cents = 1234
    print(item.price, item.cents, Item.cents.getter.__name__)
    print(item.kinds("-"), Book.kinds("/"), Book.fields, Item.fields)
    attempt(lambda: setattr(Book("b"), "pages", None))
    item.__dict__["name"] = "shadow"
    print(item.name)

    recorder = Recorder()
    recorder.colour = "red"
    print(recorder.colour, recorder.shape, recorder.secret_key, recorder.limit)
    del recorder.colour
    attempt(lambda: delattr(recorder, "colour"))
    print(recorder.log, dir(recorder), hasattr(recorder, "__x__"), getattr(recorder, "__x__", "none"))

    class Slots:
        __slots__ = ("x", "__dict__")
        y = 5

    slots = Slots()
    slots.x, slots.z = 1, 2
    print(slots.x, slots.y, slots.__dict__, type(Slots.x).__name__)
    del slots.x
    attempt(lambda: slots.x)
    function = Slots.__init__
    print(type(main).__get__(main, item).__self__ is item, "__get__" in dir(main), function is object.__init__)


main()
