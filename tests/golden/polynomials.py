"""Polynomials and fractions of our own: operator overloading in both directions, mixed types, printing."""
from math import gcd


class Fraction:
    __slots__ = ("top", "bottom")

    def __new__(cls, top, bottom=1):
        if isinstance(top, str):
            top, _, bottom = top.partition("/")
            top, bottom = int(top), int(bottom or 1)
        if bottom == 0:
            raise ZeroDivisionError(f"Fraction({top}, 0)")
        common = gcd(top, bottom) * (-1 if bottom < 0 else 1)
        self = super().__new__(cls)
        object.__setattr__(self, "top", top // common)
        object.__setattr__(self, "bottom", bottom // common)
        return self

    def __setattr__(self, name, value):
        raise AttributeError("fractions do not change")

    @staticmethod
    def of(value):
        return value if isinstance(value, Fraction) else Fraction(value)

    def _operator(function):
        def forward(self, other):
            if not isinstance(other, (int, Fraction)):
                return NotImplemented
            other = Fraction.of(other)
            return Fraction(*function(self.top, self.bottom, other.top, other.bottom))

        def backward(self, other):
            if not isinstance(other, int):
                return NotImplemented
            return Fraction(*function(other, 1, self.top, self.bottom))

        return forward, backward

    __add__, __radd__ = _operator(lambda a, b, c, d: (a * d + c * b, b * d))
    __sub__, __rsub__ = _operator(lambda a, b, c, d: (a * d - c * b, b * d))
    __mul__, __rmul__ = _operator(lambda a, b, c, d: (a * c, b * d))
    __truediv__, __rtruediv__ = _operator(lambda a, b, c, d: (a * d, b * c))
    del _operator

    def __pow__(self, n):
        return Fraction(self.top**n, self.bottom**n) if n >= 0 else Fraction(self.bottom**-n, self.top**-n)

    def __neg__(self):
        return Fraction(-self.top, self.bottom)

    def __abs__(self):
        return Fraction(abs(self.top), self.bottom)

    def __eq__(self, other):
        other = Fraction.of(other)
        return (self.top, self.bottom) == (other.top, other.bottom)

    def __lt__(self, other):
        other = Fraction.of(other)
        return self.top * other.bottom < other.top * self.bottom

    def __hash__(self):
        return hash(self.top) if self.bottom == 1 else hash((self.top, self.bottom))

    def __float__(self):
        return self.top / self.bottom

    def __int__(self):
        return int(self.top / self.bottom)

    def __round__(self, digits=0):
        return round(float(self), digits)

    def __floor__(self):
        return self.top // self.bottom

    def __bool__(self):
        return self.top != 0

    def __str__(self):
        return str(self.top) if self.bottom == 1 else f"{self.top}/{self.bottom}"

    def __repr__(self):
        return f"Fraction({self.top}, {self.bottom})"


class Polynomial:
    def __init__(self, *coefficients):
        items = list(coefficients)
        while items and not items[-1]:
            items.pop()
        self.items = tuple(items)

    @property
    def degree(self):
        return len(self.items) - 1

    def __call__(self, x):
        result = 0
        for c in reversed(self.items):
            result = result * x + c
        return result

    def __getitem__(self, power):
        return self.items[power] if power < len(self.items) else 0

    def __add__(self, other):
        if not isinstance(other, Polynomial):
            other = Polynomial(other)
        return Polynomial(*(self[i] + other[i] for i in range(max(len(self.items), len(other.items)))))

    __radd__ = __add__

    def __neg__(self):
        return Polynomial(*(-c for c in self.items))

    def __sub__(self, other):
        return self + -other

    def __rsub__(self, other):
        return -self + other

    def __mul__(self, other):
        if not isinstance(other, Polynomial):
            return Polynomial(*(c * other for c in self.items))
        result = [0] * max(len(self.items) + len(other.items) - 1, 0)
        for i, a in enumerate(self.items):
            for j, b in enumerate(other.items):
                result[i + j] += a * b
        return Polynomial(*result)

    __rmul__ = __mul__

    def __divmod__(self, other):
        quotient, rest = Polynomial(), self
        while rest.degree >= other.degree:
            factor = Fraction.of(rest.items[-1]) / other.items[-1]
            term = Polynomial(*[0] * (rest.degree - other.degree), factor)
            quotient, rest = quotient + term, rest - term * other
        return quotient, rest

    def __floordiv__(self, other):
        return divmod(self, other)[0]

    def __mod__(self, other):
        return divmod(self, other)[1]

    def __pow__(self, n):
        result = Polynomial(1)
        for _ in range(n):
            result *= self
        return result

    def __eq__(self, other):
        return self.items == (other.items if isinstance(other, Polynomial) else (other,))

    def __matmul__(self, other):
        """Composition."""
        return sum((other**i * c for i, c in enumerate(self.items)), Polynomial())

    def derivative(self):
        return Polynomial(*(i * c for i, c in enumerate(self.items) if i))

    def __str__(self):
        parts = []
        for power, c in reversed(list(enumerate(self.items))):
            if not c:
                continue
            sign = "-" if c < 0 else "+"
            size = abs(c)
            body = "" if size == 1 and power else str(size)
            body += "" if power == 0 else "x" if power == 1 else f"x^{power}"
            parts.append((sign, body))
        if not parts:
            return "0"
        (sign, first), *rest = parts
        return ("-" if sign == "-" else "") + first + "".join(f" {s} {b}" for s, b in rest)


def main():
    half, third = Fraction(1, 2), Fraction("2/6")
    print(half + third, half - third, half * third, half / third, 1 + half, 1 - third, 3 * half, 2 / third, -half, abs(-half))
    print(half**3, third**-2, half == Fraction(2, 4), half < third, sorted([half, third, Fraction(2, 5)]), float(third), int(Fraction(-7, 2)), round(third, 3))
    print({half: "h", Fraction(2): "two"}[Fraction(4, 2)], hash(Fraction(3)) == hash(3), bool(Fraction(0)), sum([half, third, third * half]), max(half, third))
    for attempt in (lambda: Fraction(1, 0), lambda: half + "x", lambda: half / 0, lambda: setattr(half, "top", 3), lambda: "x" * half, lambda: 1.5 + half):
        try:
            print(attempt())
        except (ArithmeticError, TypeError, AttributeError) as error:
            print(type(error).__name__, error)
    p, q = Polynomial(-1, 0, 1), Polynomial(1, 1)
    print(p, "|", q, "|", p + q, "|", p - q, "|", p * q, "|", 2 * p + 1, "|", 5 - p, "|", -q, "|", Polynomial(), "|", q**3)
    print(*divmod(p, q), "|", p // q, "|", p % Polynomial(2, 1), "|", Polynomial(1, 2, 3) // Polynomial(0, 2), "|", p @ q, "|", q @ p)
    print(p(3), q(half), p.derivative(), (p**3).derivative(), p.degree, Polynomial().degree, p == Polynomial(-1, 0, 1, 0), p[7], Polynomial(5) == 5)
    harmonic = [sum((Fraction(1, k) for k in range(1, n + 1)), Fraction(0)) for n in range(1, 8)]
    print(*harmonic, sep=", ")
    x, terms = Fraction(415, 93), []
    while x:
        whole = x.__floor__()
        terms.append(whole)
        x = x - whole
        if x:
            x = 1 / x
    print(terms, (Polynomial(1, 1) ** 8).items)


main()
