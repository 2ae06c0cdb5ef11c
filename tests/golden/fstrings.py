"""f-strings: conversions, format specs, nesting, quoting, debugging, expressions of all kinds inside."""
import math


class Money:
    def __init__(self, amount):
        self.amount = amount

    def __format__(self, spec):
        if spec == "long":
            return f"{self.amount:.2f} crowns"
        return f"{self.amount:{spec or 'd'}}kr"

    def __str__(self):
        return "some money"

    def __repr__(self):
        return f"Money({self.amount})"


def table(rows, widths, headers):
    line = "+" + "+".join("-" * (width + 2) for width in widths) + "+"
    out = [line, "|" + "|".join(f" {header:^{width}} " for header, width in zip(headers, widths)) + "|", line]
    for name, count, price in rows:
        out.append(f"| {name:<{widths[0]}} | {count:>{widths[1]}} | {price:{widths[2]}.2f} |")
    out.append(line)
    return "\n".join(out)


def numbers():
    n, x = 1234567, 3.14159265
    print(f"{n:d}|{n:10d}|{n:<10}|{n:^10}|{n:>10}|{n:010}|{n:+}|{n: }|{n:,}|{n:_}")
    print(f"{255:x} {255:X} {255:#x} {255:o} {255:#o} {255:b} {255:#b} {255:#010x} {65:c} {12345678:_b}")
    print(f"{x:f}|{x:.2f}|{x:8.3f}|{x:<8.1f}|{x:e}|{x:.3E}|{x:g}|{x:.3g}|{x:%}|{0.256:.1%}|{x:08.2f}|{x:+.1f}")
    print(f"{1e10:g} {1e-5:g} {123456789.0:g} {1e100} {1e16} {1e15} {-0.0} {float('inf'):f} {float('nan'):5.1f}")
    print(f"{-n:,} {-5:05d} {5:=+5d} {-5:*=6d} {n:15,.2f} {0:,} {1e6:,.1f} {True:d} {True} {True:5}|")
    print(f"{1+2j} {3-4j:.1f} {2**100} {2**100:,} {2**100:e}")


def texts():
    word, empty = "crème", ""
    print(f"[{word}] [{word:8}] [{word:>8}] [{word:^8}] [{word:*^9}] [{word:.3}] [{word:7.2}] [{empty:3}]")
    print(f"{word!r} {word!s} {word!a} {word!r:>10} {'quote' + chr(39)!r}")
    print(f'{"nested"} {"a" + "b"} {{braces}} {{{word}}} {"{}".format(5)} }}{{')
    print(f"{'é':>{2 + 3}} {'x':{'<'}{4}}| {word:{'*'}^{10}}")
    print(rf"raw \n {word} {1:\x{0}}" if False else rf"raw \n {word}")
    print(f"one " "plain " f"{word} " 'and' f' {2 + 2}')
    print(f"""lines
  {word}
  {
    1 + 1
  }""")


def expressions():
    items, pairs = [3, 1, 2], {"a": 1, "b": {"c": [10, 20]}}
    print(f"{items[0]} {items[-1:]} {sorted(items)} {pairs['a']} {pairs['b']['c'][1]} {len(items)}")
    print(f"{[n * n for n in items]} {sum(n for n in items)} { {n: -n for n in items} } { {1, 2} }")
    print(f"{(lambda n: n * 2)(4)} {1 if items else 2} {items and 'yes'} {not items} {3 > 2 > 1} {1 != 2}")
    print(f"{math.pi:.{len(items)}f} {math.floor(2.7)} {max(items, key=lambda n: -n)} {'-'.join(map(str, items))}")
    print(f"{(y := 5)} {y + 1} {y:=5} {y!r:>3} {'a' if y == 5 else 'b'!r}")
    print(f"{items!r:>12}|{None!s:>6}|{str(pairs)[:8]}|{print.__name__}|{items.index(2)}")


def debugging():
    a, name = 41, "x"
    print(f"{a=} {a + 1=} {name=} {name=!s} {a=:5d} { a = } {name=:>5} {len(name)=}")
    print(f"{a=!r:^8}|{[a]=}|{a == 41=}")


def custom():
    m = Money(25)
    print(f"{m} {m:long} {m:05} {m!s} {m!r} {m!s:>12} {m=} {m=:long}")
    print("{} {:long} {!r}".format(m, m, m), format(m), format(m, "x"), "%s %r" % (m, m))
    widths = 8, 5, 9
    rows = [("apple", 3, 1.5), ("fig", 120, 22.125), ("plum jam", 1, 1000)]
    print(table(rows, widths, ("name", "n", "price")))


def errors():
    for source in ("f'{5:d}{\"a\":d}'", "f'{5.5:d}'", "f'{[]:5}'", "f'{undefined}'", "f'{1/0}'", "f'{5:q}'", "f'{5:.2d}'"):
        try:
            print(eval(source))
        except Exception as error:
            print(type(error).__name__, error)


def nested_functions():
    def outer(n):
        def inner():
            return f"{n}" + (f"({outer(n - 1)})" if n else "")

        return inner()

    print(outer(3), [f"{i}{j}" for i in "ab" for j in range(2)], f"{''.join(f'{c}{c}' for c in 'xyz')}")


for part in (numbers, texts, expressions, debugging, custom, errors, nested_functions):
    print("==", part.__name__)
    part()
