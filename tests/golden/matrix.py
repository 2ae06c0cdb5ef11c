"""Matrices over whole numbers and fractions of them: operator methods, nested comprehensions, recursion."""
import operator
from functools import reduce


class ShapeError(ValueError):
    pass


class Matrix:
    def __init__(self, rows):
        self.rows = [list(row) for row in rows]
        widths = {len(row) for row in self.rows}
        if len(widths) != 1:
            raise ShapeError("rows of different lengths: %s" % sorted(widths))
        self.height = len(self.rows)
        self.width = widths.pop()

    @classmethod
    def identity(cls, size):
        return cls([[1 if i == j else 0 for j in range(size)] for i in range(size)])

    @classmethod
    def from_function(cls, height, width, function):
        return cls((function(i, j) for j in range(width)) for i in range(height))

    def __getitem__(self, place):
        if isinstance(place, tuple):
            i, j = place
            return self.rows[i][j]
        return self.rows[place]

    def __setitem__(self, place, value):
        i, j = place
        self.rows[i][j] = value

    def __eq__(self, other):
        return isinstance(other, Matrix) and self.rows == other.rows

    def _elementwise(self, other, function):
        if (self.height, self.width) != (other.height, other.width):
            raise ShapeError(f"{self.height}x{self.width} and {other.height}x{other.width}")
        return Matrix([[function(a, b) for a, b in zip(left, right)] for left, right in zip(self.rows, other.rows)])

    def __add__(self, other):
        return self._elementwise(other, operator.add)

    def __sub__(self, other):
        return self._elementwise(other, operator.sub)

    def __neg__(self):
        return Matrix([[-x for x in row] for row in self.rows])

    def __mul__(self, factor):
        if not isinstance(factor, (int, float)):
            return NotImplemented
        return Matrix([[x * factor for x in row] for row in self.rows])

    __rmul__ = __mul__

    def __matmul__(self, other):
        if self.width != other.height:
            raise ShapeError("inner sizes %d and %d" % (self.width, other.height))
        columns = list(zip(*other.rows))
        return Matrix([[sum(a * b for a, b in zip(row, column)) for column in columns] for row in self.rows])

    def __pow__(self, exponent):
        result = Matrix.identity(self.height)
        base = self
        while exponent:
            if exponent & 1:
                result = result @ base
            base = base @ base
            exponent >>= 1
        return result

    def __iter__(self):
        for row in self.rows:
            yield from row

    def __len__(self):
        return self.height * self.width

    def __bool__(self):
        return any(self)

    def transpose(self):
        return Matrix(zip(*self.rows))

    def minor(self, i, j):
        return Matrix([row[:j] + row[j + 1 :] for k, row in enumerate(self.rows) if k != i])

    def determinant(self):
        if self.height != self.width:
            raise ShapeError("not square")
        if self.height == 1:
            return self[0, 0]
        total = 0
        for j in range(self.width):
            if self[0, j] == 0:
                continue
            total += (-1) ** j * self[0, j] * self.minor(0, j).determinant()
        return total

    def __str__(self):
        cells = [[str(x) for x in row] for row in self.rows]
        width = max(len(cell) for row in cells for cell in row)
        return "\n".join(" ".join(cell.rjust(width) for cell in row) for row in cells)


def trace(matrix):
    return sum(matrix[i, i] for i in range(matrix.height))


def main():
    a = Matrix([[1, 2], [3, 4]])
    b = Matrix([[0, 1], [1, 0]])
    print(a + b, a - b, -a, 3 * a, a * 2, sep="\n--\n")
    print(a @ b == Matrix([[2, 1], [4, 3]]), a == [[1, 2], [3, 4]])
    fibonacci = Matrix([[1, 1], [1, 0]]) ** 90
    print(fibonacci[0, 1], fibonacci.determinant())
    c = Matrix.from_function(4, 4, lambda i, j: (i + 1) ** j)
    print(c)
    print(c.determinant(), trace(c), sum(c), len(c), bool(c), bool(c - c))
    print(c.transpose()[1], c[2][-1])
    c[0, 0] = 10
    print(c.minor(0, 0).determinant(), c.determinant())
    print(reduce(operator.matmul, [a, b, a, b]).rows)
    for bad in (lambda: a @ Matrix([[1, 2, 3]]), lambda: a + c, lambda: Matrix([[1], [2, 3]]), lambda: a * "x"):
        try:
            bad()
        except ShapeError as error:
            print("ShapeError:", error)
        except TypeError as error:
            print("TypeError:", error)


main()
