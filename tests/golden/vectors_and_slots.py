"""Plane geometry: immutable vectors with slots, convex hull, polygon tests, transformations, named tuples by hand."""
import math
import operator


def record(name, fields):
    """A class of tuples with named fields, made by type()."""
    fields = fields.split()

    def __new__(cls, *args, **options):
        values = list(args)
        for field in fields[len(values) :]:
            try:
                values.append(options.pop(field))
            except KeyError:
                raise TypeError(f"{name}: {field} is missing") from None
        if options or len(values) > len(fields):
            raise TypeError(f"{name} takes {', '.join(fields)}")
        return tuple.__new__(cls, values)

    def __repr__(self):
        return f"{name}({', '.join(f'{f}={v!r}' for f, v in zip(fields, self))})"

    def replace(self, **changes):
        return type(self)(*(changes.get(f, v) for f, v in zip(fields, self)))

    namespace = {"__slots__": (), "__new__": __new__, "__repr__": __repr__, "_replace": replace, "_fields": tuple(fields)}
    for index, field in enumerate(fields):
        namespace[field] = property(operator.itemgetter(index), doc=f"field {index}")
    return type(name, (tuple,), namespace)


Segment = record("Segment", "start end")


class Vector:
    __slots__ = ("x", "y")

    def __init__(self, x, y):
        super().__setattr__("x", x)
        super().__setattr__("y", y)

    def __setattr__(self, name, value):
        raise AttributeError(f"Vector is immutable: {name}")

    __delattr__ = lambda self, name: self.__setattr__(name, None)

    def __iter__(self):
        yield self.x
        yield self.y

    def __add__(self, other):
        return Vector(self.x + other.x, self.y + other.y)

    def __sub__(self, other):
        return Vector(self.x - other.x, self.y - other.y)

    def __mul__(self, factor):
        if isinstance(factor, Vector):
            return self.x * factor.x + self.y * factor.y
        return Vector(self.x * factor, self.y * factor)

    __rmul__ = __mul__

    def __matmul__(self, other):
        return self.x * other.y - self.y * other.x

    def __neg__(self):
        return Vector(-self.x, -self.y)

    def __abs__(self):
        return math.hypot(self.x, self.y)

    def __bool__(self):
        return bool(self.x or self.y)

    def __eq__(self, other):
        return isinstance(other, Vector) and tuple(self) == tuple(other)

    def __lt__(self, other):
        return tuple(self) < tuple(other)

    def __hash__(self):
        return hash(tuple(self))

    def __repr__(self):
        return f"<{self.x:g} {self.y:g}>"

    def __getitem__(self, index):
        return (self.x, self.y)[index]

    def rotated(self, degrees):
        angle = math.radians(degrees)
        c, s = math.cos(angle), math.sin(angle)
        return Vector(round(self.x * c - self.y * s, 9) + 0.0, round(self.x * s + self.y * c, 9) + 0.0)


def hull(points):
    points = sorted(set(points))
    if len(points) < 3:
        return points

    def half(points):
        chain = []
        for p in points:
            while len(chain) >= 2 and (chain[-1] - chain[-2]) @ (p - chain[-2]) <= 0:
                chain.pop()
            chain.append(p)
        return chain[:-1]

    return half(points) + half(points[::-1])


def area(polygon):
    return abs(sum(a @ b for a, b in zip(polygon, polygon[1:] + polygon[:1]))) / 2


def inside(point, polygon):
    result = False
    for a, b in zip(polygon, polygon[1:] + polygon[:1]):
        if (a.y > point.y) != (b.y > point.y) and point.x < (b.x - a.x) * (point.y - a.y) / (b.y - a.y) + a.x:
            result = not result
    return result


def crossing(first, second):
    p, r = first.start, first.end - first.start
    q, s = second.start, second.end - second.start
    denominator = r @ s
    if denominator == 0:
        return None
    t, u = ((q - p) @ s) / denominator, ((q - p) @ r) / denominator
    return p + t * r if 0 <= t <= 1 and 0 <= u <= 1 else None


def closest_pair(points):
    return min(((abs(a - b), a, b) for i, a in enumerate(points) for b in points[:i]), key=operator.itemgetter(0))


class Transform:
    def __init__(self, *steps):
        self.steps = steps

    def __call__(self, vector):
        for step in self.steps:
            vector = step(vector)
        return vector

    def __or__(self, other):
        return Transform(*self.steps, *other.steps)

    @classmethod
    def move(cls, x, y):
        return cls(lambda v: v + Vector(x, y))

    @classmethod
    def turn(cls, degrees):
        return cls(lambda v: v.rotated(degrees))

    @classmethod
    def scale(cls, factor):
        return cls(lambda v: factor * v)


def main():
    a, b = Vector(3, 4), Vector(1, -2)
    print(a + b, a - b, a * b, 2 * a, a * 0.5, a @ b, -a, abs(a), bool(Vector(0, 0)), a == Vector(3.0, 4.0), a != b, a[0], [*a], {a: 1}[Vector(3, 4)])
    x, y = b
    print(x, y, max(a, b), sorted([a, b, Vector(1, -3)]), sum([a, b], Vector(0, 0)), a.rotated(90), len({a, b, Vector(3, 4)}))
    for attempt in (lambda: setattr(a, "x", 1), lambda: setattr(a, "z", 1), lambda: delattr(a, "x"), lambda: a.z, lambda: a.__dict__, lambda: a + 1, lambda: a[2]):
        try:
            print(attempt())
        except (AttributeError, TypeError, IndexError) as error:
            print(type(error).__name__, error)
    points = [Vector(x * 7 % 11, x * x % 13) for x in range(12)]
    edge = hull(points)
    print(edge, area(edge), inside(Vector(5, 5), edge), inside(Vector(20, 5), edge), hull(points[:2]))
    print(closest_pair(points))
    one, two = Segment(Vector(0, 0), Vector(4, 4)), Segment(start=Vector(0, 4), end=Vector(4, 0))
    print(one, crossing(one, two), crossing(one, one._replace(end=Vector(1, 1))), crossing(one, Segment(Vector(5, 0), Vector(6, 0))), one.start is one[0], Segment.end.__doc__)
    for bad in (lambda: Segment(1), lambda: Segment(1, 2, 3), lambda: Segment(1, end=2, more=3), lambda: setattr(one, "start", 5)):
        try:
            bad()
        except (TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    path = Transform.move(1, 0) | Transform.turn(90) | Transform.scale(2)
    print([path(v) for v in (Vector(0, 0), a, b)], path(path(Vector(1, 1))), Segment._fields, isinstance(one, tuple), len(one))


main()
