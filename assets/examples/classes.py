# A class statement runs its body as a function whose locals become the
# class's namespace: LOAD_BUILD_CLASS, a call, a frame named Shape. super()
# works through a cell, __class__, that the compiler adds to methods that name
# it.
class Shape:
    sides = 0

    def __init__(self, name):
        self.name = name

    def describe(self):
        return f"{self.name} with {self.sides} sides"


class Square(Shape):
    sides = 4

    def __init__(self, size):
        super().__init__("square")
        self.size = size

    @property
    def area(self):
        return self.size ** 2

    def __add__(self, other):
        return Square(self.size + other.size)


big = Square(2) + Square(3)
print(big.describe(), big.area)
print([kind.__name__ for kind in Square.__mro__])
print(Square.__init__.__closure__[0].cell_contents is Square)
print(vars(big))
