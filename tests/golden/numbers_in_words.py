"""Numbers as text: Roman numerals, words, bases, digits, calendars."""

ROMAN = [(1000, "M"), (900, "CM"), (500, "D"), (400, "CD"), (100, "C"), (90, "XC"), (50, "L"), (40, "XL"), (10, "X"), (9, "IX"), (5, "V"), (4, "IV"), (1, "I")]
ONES = "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen eighteen nineteen".split()
TENS = "_ _ twenty thirty forty fifty sixty seventy eighty ninety".split()
SCALES = ["", "thousand", "million", "billion", "trillion"]
DIGITS = "0123456789abcdefghijklmnopqrstuvwxyz"


def to_roman(number):
    if not 0 < number < 4000:
        raise ValueError("no Roman numeral for %r" % number)
    out = ""
    for value, letters in ROMAN:
        count, number = divmod(number, value)
        out += letters * count
    return out


def from_roman(text):
    values = {letters: value for value, letters in ROMAN if len(letters) == 1}
    total = 0
    for this, after in zip(text, text[1:] + " "):
        value = values[this]
        total += -value if values.get(after, 0) > value else value
    if to_roman(total) != text:
        raise ValueError(f"{text} should be {to_roman(total)}")
    return total


def small(n):
    if n >= 100:
        rest = n % 100
        return ONES[n // 100] + " hundred" + (" and " + small(rest) if rest else "")
    if n >= 20:
        return TENS[n // 10] + ("-" + ONES[n % 10] if n % 10 else "")
    return ONES[n]


def words(n):
    if n < 0:
        return "minus " + words(-n)
    if n == 0:
        return "zero"
    groups = []
    for scale in SCALES:
        n, group = divmod(n, 1000)
        if group:
            groups.append((small(group) + " " + scale).rstrip())
        if not n:
            break
    else:
        raise OverflowError("too large for words")
    return ", ".join(reversed(groups))


def ordinal(n):
    suffix = "th" if n % 100 in (11, 12, 13) else {1: "st", 2: "nd", 3: "rd"}.get(n % 10, "th")
    return f"{n}{suffix}"


def in_base(n, base):
    if n < 0:
        return "-" + in_base(-n, base)
    return (in_base(n // base, base).lstrip("0") if n >= base else "") + DIGITS[n % base]


def fraction(numerator, denominator):
    """The decimal expansion with its period in brackets."""
    whole, rest = divmod(numerator, denominator)
    digits, seen = "", {}
    while rest and rest not in seen:
        seen[rest] = len(digits)
        digit, rest = divmod(rest * 10, denominator)
        digits += str(digit)
    if rest:
        start = seen[rest]
        digits = f"{digits[:start]}({digits[start:]})"
    return f"{whole}.{digits}" if digits else str(whole)


def leap(year):
    return year % 4 == 0 and (year % 100 != 0 or year % 400 == 0)


def weekday(year, month, day):
    if month < 3:
        year, month = year - 1, month + 12
    return (day + 13 * (month + 1) // 5 + year + year // 4 - year // 100 + year // 400 - 2) % 7


def month_table(year, month):
    lengths = [31, 29 if leap(year) else 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31]
    yield "Mo Tu We Th Fr Sa Su"
    cells = ["  "] * weekday(year, month, 1) + [f"{d:2}" for d in range(1, lengths[month - 1] + 1)]
    for start in range(0, len(cells), 7):
        yield " ".join(cells[start : start + 7])


def duration(seconds):
    parts = []
    for name, size in (("day", 86400), ("hour", 3600), ("minute", 60), ("second", 1)):
        count, seconds = divmod(seconds, size)
        if count:
            parts.append(f"{count} {name}{'s' if count != 1 else ''}")
    if not parts:
        return "no time"
    *first, last = parts
    return ", ".join(first) + " and " + last if first else last


def luhn(text):
    digits = [int(c) for c in reversed(text) if c.isdigit()]
    return sum(digits[::2]) + sum(sum(divmod(2 * d, 10)) for d in digits[1::2])


def main():
    for n in (1, 4, 9, 14, 40, 90, 400, 1666, 1994, 2024, 3999):
        print(n, to_roman(n), from_roman(to_roman(n)), end="; ")
    print()
    for bad in ("IIII", "VX", "ABC"):
        try:
            print(from_roman(bad))
        except (ValueError, KeyError) as error:
            print(type(error).__name__, error)
    for n in (0, 13, 21, 100, 342, 1001, 20015, -7, 1234567, 10**12 + 10**6):
        print(n, words(n))
    try:
        words(10**15)
    except OverflowError as error:
        print(error)
    print(*map(ordinal, (1, 2, 3, 4, 11, 12, 13, 21, 102, 111, 113, 1003)))
    print(in_base(255, 2), in_base(255, 16), in_base(-12345, 36), in_base(0, 7), int("9ix", 36), int(in_base(987, 7), 7))
    print(fraction(1, 3), fraction(1, 4), fraction(22, 7), fraction(5, 1), fraction(1, 12), fraction(1, 97)[:40])
    print([year for year in (1900, 1996, 2000, 2023, 2024, 2100) if leap(year)], weekday(2000, 1, 1), weekday(1969, 7, 20))
    print("\n".join(month_table(2024, 2)))
    print(duration(0), duration(1), duration(3661), duration(90000), duration(1000000), sep="; ")
    print(luhn("4539 1488 0343 6467") % 10, luhn("8273 1232 7352 0569") % 10)
    print([n for n in range(1, 1000) if n == sum(int(d) ** len(str(n)) for d in str(n))], sum(map(int, str(2**100))))


main()
