"""Complex numbers: arithmetic, a Mandelbrot picture, roots of unity, a Fourier transform, quadratic equations."""
import math


def mandelbrot(width, height, limit=30):
    for row in range(height):
        line = ""
        for column in range(width):
            c = complex(-2.2 + 3.0 * column / width, -1.2 + 2.4 * row / (height - 1))
            z = 0j
            for step in range(limit):
                z = z * z + c
                if abs(z) > 2:
                    break
            else:
                step = limit
            line += " .:-=+*#%@"[min(9, step * 9 // limit)]
        yield line.rstrip()


def roots_of_unity(n):
    return [complex(math.cos(2 * math.pi * k / n), math.sin(2 * math.pi * k / n)) for k in range(n)]


def clean(z, digits=6):
    real, imag = round(z.real, digits) + 0.0, round(z.imag, digits) + 0.0
    return complex(real, imag)


def transform(values, inverse=False):
    n = len(values)
    if n == 1:
        return list(values)
    even, odd = transform(values[::2], inverse), transform(values[1::2], inverse)
    sign = 1 if inverse else -1
    out = [0j] * n
    for k in range(n // 2):
        angle = sign * 2 * math.pi * k / n
        twiddle = complex(math.cos(angle), math.sin(angle)) * odd[k]
        out[k], out[k + n // 2] = even[k] + twiddle, even[k] - twiddle
    return out


def multiply(a, b):
    """Product of polynomials through the transform."""
    size = 1
    while size < len(a) + len(b):
        size *= 2
    fa, fb = (transform(list(map(complex, p)) + [0j] * (size - len(p))) for p in (a, b))
    product = transform([x * y for x, y in zip(fa, fb)], inverse=True)
    return [round((c / size).real) for c in product[: len(a) + len(b) - 1]]


def quadratic(a, b, c):
    d = b * b - 4 * a * c
    root = math.sqrt(d) if d >= 0 else complex(0, math.sqrt(-d))
    return (-b - root) / (2 * a), (-b + root) / (2 * a)


class Gaussian:
    """Whole complex numbers with a remainder."""

    def __init__(self, a, b=0):
        self.a, self.b = a, b

    def __mul__(self, other):
        return Gaussian(self.a * other.a - self.b * other.b, self.a * other.b + self.b * other.a)

    def __sub__(self, other):
        return Gaussian(self.a - other.a, self.b - other.b)

    def norm(self):
        return self.a * self.a + self.b * self.b

    def __floordiv__(self, other):
        n = other.norm()
        top = self * Gaussian(other.a, -other.b)
        return Gaussian((2 * top.a + n) // (2 * n), (2 * top.b + n) // (2 * n))

    def __mod__(self, other):
        return self - self // other * other

    def __bool__(self):
        return self.a != 0 or self.b != 0

    def __complex__(self):
        return complex(self.a, self.b)

    def __repr__(self):
        return f"{self.a}{self.b:+}i"


def gcd(x, y):
    while y:
        x, y = y, x % y
    return x


def main():
    z, w = 3 + 4j, 1 - 2j
    print(z + w, z - w, z * w, z / w, z**2, z**0.5, -z, +z, abs(z), z.conjugate(), z.real, z.imag)
    print(z == 3 + 4j, z != w, 2 * z, z + 1, 1j * 1j, 1j**2, complex("1+2j"), complex(2), complex(1.5, -2), complex("-j"))
    print(repr(1j), -1j, 0j, -0j, 1 + 0j, complex(-0.0, 0.0), 1e20j, 1.5e-7 + 2j, complex(float("inf"), float("nan")), hash(1 + 0j) == 1, hash(1j))
    print(bool(0j), bool(1j), isinstance(z, complex), z in {3 + 4j: 1}, sum([1j, 2, 3.5]), [1j] * 2, f"{z} {z:.2f} {z!r:>10}", str(z))
    for attempt in (lambda: z < w, lambda: z // w, lambda: z % w, lambda: z / 0, lambda: int(z), lambda: complex("x"), lambda: 0j**-1, lambda: math.sqrt(z), lambda: float(1j)):
        try:
            print(attempt())
        except (TypeError, ValueError, ZeroDivisionError) as error:
            print(type(error).__name__, error)
    print("\n".join(mandelbrot(48, 15)))
    print([clean(r) for r in roots_of_unity(4)], clean(sum(roots_of_unity(7))), clean(roots_of_unity(6)[1] ** 6))
    signal = [math.sin(2 * math.pi * k / 8) + 0.5 * math.cos(2 * math.pi * 2 * k / 8) for k in range(8)]
    spectrum = transform([complex(s) for s in signal])
    print([f"{abs(c):.3f}" for c in spectrum])
    back = transform(spectrum, inverse=True)
    print(all(abs(b / 8 - s) < 1e-12 for b, s in zip(back, signal)))
    print(multiply([1, 2, 3], [4, 5]), multiply([1, 1], [1, -1]), multiply(*[[1] * 5] * 2))
    for coefficients in ((1, -3, 2), (1, 0, 4), (1, 2, 5), (2, 4, 2)):
        print(coefficients, *map(clean, map(complex, quadratic(*coefficients))))
    print(gcd(Gaussian(11, 3), Gaussian(1, 8)), complex(Gaussian(2, -3)), Gaussian(7, 1) // Gaussian(2, 1), gcd(Gaussian(12), Gaussian(18)))


main()
