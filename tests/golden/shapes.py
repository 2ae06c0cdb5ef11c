"""Inheritance: cooperative super, method resolution order, mixins, abstract methods by convention."""
import math


class Shape:
    sides = None
    registry = {}

    def __init_subclass__(cls, /, kind=None, **options):
        super().__init_subclass__(**options)
        cls.kind = kind or cls.__name__.lower()
        Shape.registry[cls.kind] = cls

    def __init__(self, name="", **options):
        if options:
            raise TypeError(f"unknown options: {', '.join(sorted(options))}")
        self.name = name or self.kind

    def area(self):
        raise NotImplementedError(f"{type(self).__name__}.area")

    def perimeter(self):
        raise NotImplementedError

    def describe(self):
        return f"{self.name}: area {self.area():.2f}, perimeter {self.perimeter():.2f}"

    def __lt__(self, other):
        return self.area() < other.area()


class Circle(Shape):
    def __init__(self, radius, **options):
        super().__init__(**options)
        self.radius = radius

    def area(self):
        return math.pi * self.radius**2

    def perimeter(self):
        return 2 * math.pi * self.radius


class Polygon(Shape):
    def __init__(self, *points, **options):
        super().__init__(**options)
        self.points = points

    @property
    def edges(self):
        return zip(self.points, self.points[1:] + self.points[:1])

    def area(self):
        return abs(sum(x1 * y2 - x2 * y1 for (x1, y1), (x2, y2) in self.edges)) / 2

    def perimeter(self):
        return sum(math.hypot(x2 - x1, y2 - y1) for (x1, y1), (x2, y2) in self.edges)


class Rectangle(Polygon, kind="box"):
    sides = 4

    def __init__(self, width, height, **options):
        super().__init__((0, 0), (width, 0), (width, height), (0, height), **options)
        self.width, self.height = width, height

    def area(self):
        assert super().area() == self.width * self.height
        return self.width * self.height


class Square(Rectangle):
    def __init__(self, side, **options):
        super(Square, self).__init__(side, side, **options)

    @property
    def side(self):
        return self.width

    @side.setter
    def side(self, value):
        self.width = self.height = value
        self.points = (0, 0), (value, 0), (value, value), (0, value)


class Coloured:
    def __init__(self, *args, colour="white", **options):
        super().__init__(*args, **options)
        self.colour = colour

    def describe(self):
        return f"{self.colour} {super().describe()}"


class Heavy:
    density = 2.5

    def weight(self):
        return self.area() * self.density

    def describe(self):
        return f"{super().describe()}, weight {self.weight():.1f}"


class Plate(Coloured, Heavy, Circle):
    density = 0.5


class Tile(Heavy, Coloured, Square):
    pass


class A:
    def who(self):
        return ["A"]


class B(A):
    def who(self):
        return ["B"] + super().who()


class C(A):
    def who(self):
        return ["C"] + super().who()


class D(B, C):
    def who(self):
        return ["D"] + super().who()


def main():
    shapes = [
        Circle(1.5),
        Polygon((0, 0), (4, 0), (0, 3), name="right triangle"),
        Rectangle(2, 5),
        Square(3, name="small square"),
        Plate(2, colour="blue", name="plate"),
        Tile(1.5, colour="red"),
    ]
    for shape in sorted(shapes):
        print(shape.describe())
    square = shapes[3]
    square.side = 4
    print(square.side, square.describe(), square.sides)
    print([cls.__name__ for cls in Plate.__mro__])
    print([cls.__name__ for cls in Tile.mro()])
    print(sorted(Shape.registry), Shape.registry["box"] is Rectangle)
    print(D().who(), B().who(), D.__bases__)
    print(isinstance(square, Polygon), issubclass(Tile, Shape), isinstance(square, (Circle, Heavy)))
    for make in (lambda: Circle(1, size=3), lambda: Shape().area(), lambda: Circle(), lambda: Coloured(1)):
        try:
            make()
        except (TypeError, NotImplementedError, AttributeError) as error:
            print(type(error).__name__, error)
    try:
        type("Broken", (A, B), {})
    except TypeError as error:
        print("TypeError:", str(error).split("\n")[0])
    print(Circle.area(Plate(1)), Shape.__subclasses__() == [Circle, Polygon])


main()
