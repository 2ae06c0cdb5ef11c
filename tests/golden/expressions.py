"""Expressions of all kinds: arithmetic and its precedence, shifts, logic, comparisons, conditionals, subscripts."""


class Noisy:
    """Reports the order in which operands are evaluated and which methods run."""

    def __init__(self, value):
        self.value = value
        print("make", value, end=" ")

    def __add__(self, other):
        return Noisy(f"({self.value}+{other.value})") if isinstance(other, Noisy) else NotImplemented

    def __radd__(self, other):
        return Noisy(f"({other}+>{self.value})")

    def __mul__(self, other):
        return Noisy(f"({self.value}*{other.value})")

    def __neg__(self):
        return Noisy(f"-{self.value}")

    def __bool__(self):
        print("bool", self.value, end=" ")
        return len(str(self.value)) > 1

    def __lt__(self, other):
        print(self.value, "<", other.value, end=" ")
        return self.value < other.value


def arithmetic():
    a, b, c = 17, 5, -3
    print(a + b * c, (a + b) * c, a - b - c, a - (b - c))
    print(a / b, a // b, a % b, -a // b, -a % b, a // -b, a % -b, divmod(-a, b))
    print(2**3**2, (2**3) ** 2, -(2**2), 2**-1, (-2) ** 2)
    print(a & b, a | b, a ^ b, ~a, a << 3, a >> 2, -a >> 2, a & ~b | c ^ b)
    print(+a, -a, --a, +-+a, not a, not not a, ~-a, -~a)
    print(1 + 2.5, 7 // 2.0, 7.5 % 2, -7.5 % 2, 1e3 - 1, 10**20 // 3, True + True, 3 * True)
    print(1 < 2 == True, (1 < 2) == True, 1 + 1 == 2 and 3 * 3 == 9)
    print(0.1 + 0.2, 1e16 + 1, 1 / 3, 2**0.5, 1e-7, 123456789.0 * 10, 5e-324, 1.5e300 * 1e10)


def logic():
    print(0 or "a" or 1, 0 and 1, 1 and 2 and 3, "" or [] or {}, not "" and 1, (0 or 5) and "x")
    x = None
    print(x is None, x is not None, not x is None, 3 in [1, 2, 3], 3 not in (1, 2), "b" in "abc", "d" not in {"d": 1})
    for n in range(-1, 3):
        print("neg" if n < 0 else "zero" if n == 0 else "one" if n == 1 else "many", end=" ")
    print([n if n % 2 else -n for n in range(5)], (lambda: 1 if x else 2)())
    print(1 if 0 else 2 if 0 else 3, (1 if 1 else 2) + 1, 1 if 1 else 2 + 1)


def chains():
    calls = []

    def f(n):
        calls.append(n)
        return n

    print(f(1) < f(2) < f(3), calls)
    calls.clear()
    print(f(1) < f(0) < f(3), calls)
    calls.clear()
    print(f(1) < f(2) > f(0) != f(5) == f(5) <= f(6), calls)
    print(1 < 2 < 3 < 4, 1 < 3 < 2, 3 > 2 > 1, 1 == 1.0 == True, "a" < "b" < "c" in ["c"])
    a = b = [1]
    print(a is b is not None, a == b == [1], [1, 2] < [1, 3] < [2], (1, "a") < (1, "b"), {1} < {1, 2} <= {1, 2})
    n = 5
    print(0 < n < 10 and n != 5 or n == 5, not 0 < n < 3)


def order():
    print((Noisy(1) + Noisy(2) * Noisy(3)).value)
    print((-Noisy(1) + Noisy(2)).value, (5 + Noisy(4)).value)
    print((Noisy(1) or Noisy(2)).value, (Noisy(10) and Noisy(20)).value)
    print(Noisy(1) < Noisy(2) < Noisy(0), "yes" if Noisy(3) else "no")
    d = {}

    def step(n):
        print("step", n, end=" ")
        return n

    d[step(1)] = step(2)
    d[step(3)], d[step(4)] = step(5), step(6)
    print({step(7): step(8), step(9): step(10)}, [step(11), step(12)], d)
    print((step(1), step(2))[step(0)], f"{step(3)}{step(4)}")


def subscripts():
    text, items = "abcdefgh", list(range(8))
    print(text[0], text[-1], text[2:5], text[:3], text[5:], text[:], text[::2], text[::-1], text[-3:-1], text[6:2:-2])
    print(items[1:6:2], items[100:], items[-100:2], items[slice(1, 3)], "x"[0][0][0])

    class Echo:
        def __getitem__(self, key):
            return key

    e = Echo()
    print(e[1], e[1, 2], e[1:2], e[::], e[1:2, ::3], e[..., 0], e[()], e[1,], e[e["k"]])
    nested = {"a": [1, {"b": (2, 3)}]}
    print(nested["a"][1]["b"][0], nested["a"][-1]["b"][-1:], [[1, 2], [3]][0][1], (lambda: [5])()[0])
    print("%s-%s" % (1, 2), "ab" * 2 + "c", [0] * 3 + [1], (1,) + (2,), "a" "b" 'c')


def literals():
    print(0x1F, 0o17, 0b101, 1_000_000, 1_0.5_0, 1e1_0, 0xFFFF_FFFF, 3j, 1.5j * 2j, .5, 5.)
    print(r"\n", "\x41\u00e9\N{BULLET}\101", b"\x00\xffa", rb"\d", "tab\tend", """three
lines \
joined""", '\'"', "\a\b\f\v\\".encode())
    print(None, True, False, ..., Ellipsis is ..., NotImplemented, __debug__, ())
    print(1, 2, sep="-", end="!\n")
    print([], (), {}, set(), {1}, {1: 2}, (1,), [[]], {(): []})


for part in (arithmetic, logic, chains, order, subscripts, literals):
    print("==", part.__name__)
    part()
