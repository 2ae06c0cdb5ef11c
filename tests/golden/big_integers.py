"""Whole numbers of any size: factorials, powers, division, bits, conversion, integer roots."""
from math import factorial, gcd, isqrt


def power(base, exponent, modulus=None):
    result = 1
    while exponent:
        if exponent % 2:
            result = result * base if modulus is None else result * base % modulus
        base = base * base if modulus is None else base * base % modulus
        exponent //= 2
    return result


def pi_digits(count):
    """Gibbons' spigot."""
    q, r, t, k, n, l = 1, 0, 1, 1, 3, 3
    digits = []
    while len(digits) < count:
        if 4 * q + r - t < n * t:
            digits.append(n)
            q, r, n = 10 * q, 10 * (r - n * t), 10 * (3 * q + r) // t - 10 * n
        else:
            q, r, t, k, n, l = q * k, (2 * q + r) * l, t * l, k + 1, (q * (7 * k + 2) + r * l) // (t * l), l + 2
    return "".join(map(str, digits))


def root(n, k):
    low, high = 0, 1 << -(-n.bit_length() // k) + 1
    while low < high - 1:
        middle = (low + high) // 2
        if middle**k <= n:
            low = middle
        else:
            high = middle
    return low


def karatsuba(x, y):
    if x < 0 or y < 0:
        return karatsuba(abs(x), abs(y)) * (-1 if (x < 0) != (y < 0) else 1)
    if x < 1 << 64 or y < 1 << 64:
        return x * y
    half = max(x.bit_length(), y.bit_length()) // 2
    mask = (1 << half) - 1
    x1, x0 = x >> half, x & mask
    y1, y0 = y >> half, y & mask
    high, low = karatsuba(x1, y1), karatsuba(x0, y0)
    middle = karatsuba(x1 + x0, y1 + y0) - high - low
    return (high << 2 * half) + (middle << half) + low


def digits_sum(n):
    total = 0
    while n:
        n, digit = divmod(n, 10)
        total += digit
    return total


def two_complement(n, bits):
    return f"{n & (1 << bits) - 1:0{bits}b}"


def fermat(n):
    return 2**2**n + 1


def collatz_peak(n):
    peak = n
    while n != 1:
        n = n // 2 if n % 2 == 0 else 3 * n + 1
        peak = max(peak, n)
    return peak


def main():
    f = factorial(60)
    print(f, f.bit_length(), len(str(f)), digits_sum(f), f % 2**56, f // factorial(58))
    print(2**200, -(2**100), 7**77 % 10**20, power(3, 500) == 3**500, power(3, 10**18, 10**9 + 7), pow(3, 10**18, 10**9 + 7))
    a, b = 123456789012345678901234567890, -987654321098765432109876543210
    print(a + b, a - b, a * b, b // a, b % a, divmod(a, -1234567), divmod(b, 10**15))
    print(a & b, a | b, a ^ b, ~a, b >> 20, b >> 200, a << 10, a & 0xFFFF, (a ^ b) & -(a ^ b))
    print(a == a + 0, a < b, abs(b) > a, hash(a), hash(2**61 - 1), hash(2**61), hash(-1), hash(-(2**61 - 1)) == 0, bool(a))
    print(hex(a), oct(a), bin(2**70 + 5), int("ff" * 10, 16), int("-1_000_000"), int("z" * 12, 36), int(" 42 "), int("0b101", 0))
    print(float(2**80), a / b, 10**30 / 10**10, int(1e20), int(-2.9), round(12345, -2), round(2**70, -15), 2**0.5 * 10**20 // 1)
    print(isqrt(10**40 + 1), root(10**40, 4), root(2**100 - 1, 5), gcd(factorial(20), 2**70), gcd(a, b))
    print(pi_digits(60))
    x, y = 3**400, 7**350
    print(karatsuba(x, y) == x * y, karatsuba(-x, y) == -x * y, (x * y).bit_length(), (x**3 + y) % (x + 1))
    print(two_complement(-5, 8), two_complement(5, 8), two_complement(-(2**63), 64)[:4], (-1).bit_length(), (255).to_bytes(2, "big"))
    print((10**25).to_bytes(12, "little").hex(), int.from_bytes(b"\xff\xfe", "big", signed=True), int.from_bytes(bytes(range(12)), "little"))
    print([fermat(n) for n in range(5)], fermat(5) % 641, fermat(7) % 59649589127497217)
    print([collatz_peak(n) for n in (27, 255, 703)], sum(range(10**6)), max(2**64, 2**63, -(2**65)), sorted([2**70, -(2**70), 0]))
    print(f"{a:,} {a:_} {a:x} {a:+} {a:40} {2**64:e} {10**22:g}", "%d %x %o" % (b, a, 2**40), str(-(10**50)), repr(2**63))
    for attempt in (lambda: 10**5 // 0, lambda: 2**10 % 0, lambda: int("12x"), lambda: 1 << -1, lambda: float(10**400), lambda: (256).to_bytes(1, "big"), lambda: int("9", 8), lambda: pow(2, -1, 4), lambda: divmod(2**70, 0)):
        try:
            print(attempt())
        except (ArithmeticError, ValueError) as error:
            print(type(error).__name__, error)
    print(pow(3, -1, 11), pow(2**70, -1, 10**9 + 7), 3 ** -2, (-2) ** 101, 0**0, 10**18 * 10**18 == 10**36, True + 2**64, 5 // -2, -5 // 2, -5 % 3)


main()
