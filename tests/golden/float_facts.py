"""Floating point: representation, rounding, comparison, special values, math functions, numeric methods."""
import math
from itertools import accumulate


def bisect_root(f, low, high, epsilon=1e-12):
    sign = f(low) > 0
    steps = 0
    while high - low > epsilon:
        middle = (low + high) / 2
        if (f(middle) > 0) == sign:
            low = middle
        else:
            high = middle
        steps += 1
    return low, steps


def newton(f, derivative, x):
    for step in range(50):
        after = x - f(x) / derivative(x)
        if abs(after - x) < 1e-15 * abs(x):
            return after, step
        x = after
    raise ArithmeticError("no convergence")


def simpson(f, a, b, n=100):
    h = (b - a) / n
    total = f(a) + f(b)
    for k in range(1, n):
        total += f(a + k * h) * (4 if k % 2 else 2)
    return total * h / 3


def runge_kutta(f, y, t, end, steps):
    h = (end - t) / steps
    for _ in range(steps):
        k1 = f(t, y)
        k2 = f(t + h / 2, y + h * k1 / 2)
        k3 = f(t + h / 2, y + h * k2 / 2)
        k4 = f(t + h, y + h * k3)
        y += h * (k1 + 2 * k2 + 2 * k3 + k4) / 6
        t += h
    return y


def exp_series(x):
    term = total = 1.0
    n = 1
    while total + term != total:
        term *= x / n
        total += term
        n += 1
    return total


def kahan(numbers):
    total = correction = 0.0
    for number in numbers:
        y = number - correction
        t = total + y
        correction = (t - total) - y
        total = t
    return total


def machine_epsilon():
    e = 1.0
    while 1.0 + e / 2 != 1.0:
        e /= 2
    return e


def statistics(values):
    n = len(values)
    mean = math.fsum(values) / n
    variance = sum((v - mean) ** 2 for v in values) / (n - 1)
    ordered = sorted(values)
    median = ordered[n // 2] if n % 2 else (ordered[n // 2 - 1] + ordered[n // 2]) / 2
    return mean, median, math.sqrt(variance)


def main():
    print(0.1 + 0.2 == 0.3, math.isclose(0.1 + 0.2, 0.3), 0.1 + 0.2, 1.1 * 3, 1e308 * 10, -1e308 * 10)
    print(repr(1.0), repr(1e22), repr(1e-5), repr(123456.789e3), 1e15, 1e16, 1e17, 0.0001, 0.00001, 100.0, 1.7976931348623157e308, 5e-324)
    inf, nan = float("inf"), float("nan")
    print(inf, -inf, nan, inf - inf, inf * 0, nan == nan, nan != nan, inf > 1e308, nan < 1, [nan] == [nan], max(1, nan), -0.0 == 0.0, -0.0)
    print([round(x) for x in (0.5, 1.5, 2.5, -0.5, -1.5, 2.675, 1e20)], [round(x, 2) for x in (2.675, 1.005, 3.14159, -2.5)], round(1234.5, -2), round(2.5, 0))
    print(math.floor(-2.5), math.ceil(-2.5), math.trunc(-2.5), int(-2.5), -7.5 // 2, -7.5 % 2, divmod(7.5, -2), math.fmod(-7.5, 2))
    print((0.75).as_integer_ratio(), (2.0).is_integer(), (0.1).hex(), float.fromhex("0x1.8p+1"), math.frexp(10.0), math.ldexp(0.625, 4), math.modf(-3.25))
    print(math.pi, math.e, math.tau, math.sqrt(2), math.hypot(3, 4), math.hypot(1, 2, 3), math.degrees(math.pi), math.radians(180))
    print([f"{f(0.5):.12f}" for f in (math.sin, math.cos, math.tan, math.asin, math.acos, math.atan, math.sinh, math.cosh, math.tanh, math.exp, math.log1p, math.expm1)])
    print(math.log(100, 10), math.log10(1000), math.log2(8), math.log(math.e), math.pow(2, 0.5), math.atan2(1, -1), math.copysign(3, -0.0))
    print(math.gamma(5), math.lgamma(10), math.erf(0.5), math.comb(10, 3), math.perm(5, 2), math.prod([1.5, 2, 3]), math.dist((0, 0), (3, 4)), math.fabs(-2))
    print(math.isinf(inf), math.isnan(nan), math.isfinite(1e308), math.gcd(12, 18), math.lcm(4, 6), math.ulp(1.0), math.nextafter(1.0, 2.0))
    print(hash(1.0) == hash(1), hash(0.5), hash(1e300), hash(inf), 1.0 == True, {1: "a", 1.0: "b", True: "c"}, 2**53 + 1 == float(2**53 + 1), 10**400 > 1e308)
    print(sum([0.1] * 10), math.fsum([0.1] * 10), kahan([0.1] * 10), machine_epsilon(), list(accumulate([0.1] * 4)))
    print(bisect_root(lambda x: x * x - 2, 0, 2), newton(lambda x: x**3 - x - 2, lambda x: 3 * x * x - 1, 1.5))
    print(simpson(math.sin, 0, math.pi), runge_kutta(lambda t, y: y, 1.0, 0.0, 1.0, 50), exp_series(1), exp_series(-2))
    print(statistics([2.5, 3.5, 1.0, 9.25, 4.75]), statistics([1, 2, 3, 4]))
    print([float(text) for text in ("1e3", " -2.5 ", "1_0.5", ".5", "5.", "Infinity", "-nan")][:6], 1_000.5, 1e-3, 0x10 * 1.0)
    for attempt in (lambda: 1.0 / 0, lambda: 1.0 % 0, lambda: math.sqrt(-1), lambda: math.log(0), lambda: float("abc"), lambda: int(nan), lambda: int(inf), lambda: 2.0**5000, lambda: math.exp(1000), lambda: math.factorial(-1), lambda: round(inf)):
        try:
            print(attempt())
        except (ArithmeticError, ValueError) as error:
            print(type(error).__name__, error)
    table = [(x / 4, math.sin(x / 4), (x / 4) ** 2) for x in range(-2, 3)]
    for x, s, q in table:
        print(f"{x:+6.2f} {s:+.6f} {q:8.4f} {x:e} {s:g} {q!r}")


main()
