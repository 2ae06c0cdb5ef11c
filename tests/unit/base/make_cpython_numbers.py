"""Writes what CPython 3.9 says about hashes, float text and UTF-8, for cpython_numbers_test.cpp.

Run it as: PYTHONHASHSEED=0 python3.9 tests/unit/base/make_cpython_numbers.py > tests/unit/base/cpython_numbers.txt
"""
import random
import struct

random.seed(39)


def bits(value):
    return "%016x" % struct.unpack("<Q", struct.pack("<d", value))[0]


def random_double():
    kind = random.randrange(5)
    if kind == 0:
        return struct.unpack("<d", struct.pack("<Q", random.getrandbits(64)))[0]
    if kind == 1:
        return random.uniform(-1000, 1000)
    if kind == 2:
        return round(random.uniform(-1000, 1000), random.randrange(5))
    if kind == 3:
        return float(random.randrange(-10 ** 17, 10 ** 17) // 10 ** random.randrange(17))
    return random.randrange(1, 10 ** 6) * 10.0 ** random.randrange(-30, 30)


EDGES = [0.0, -0.0, 1.0, -1.0, 0.1, 0.5, 1.5, 2.5, 1e16, 1e17, 9999999999999998.0, 1e-4, 1e-5, 0.00012345, 123456789.0,
         5e-324, 2.2250738585072014e-308, 1.7976931348623157e308, float("inf"), float("-inf"), float("nan"), 2.0 ** 53,
         2.0 ** 61 - 1, 2.0 ** 61, 2.0 ** 100, 1e22, 1e23, 0.3, 2 / 3, 999999.5, 0.999999, 9.5, 99.95]
doubles = EDGES + [random_double() for _ in range(400)]

for value in doubles:
    print("repr", bits(value), repr(value))
    print("hash_double", bits(value), hash(value))
for value in doubles:
    for _ in range(4):
        code = random.choice("eEfFgG")
        precision = random.choice([0, 1, 2, 3, 6, 6, 10, 17, 20, 40])
        flags = random.choice(["", "", "+", "#", "+#"])
        print("format", bits(value), code, precision, flags or ".", ("%" + flags + "." + str(precision) + code) % value)
for code, precision in (("f", 1200), ("e", 1200), ("g", 1200)):
    for value in (5e-324, 1.7976931348623157e308, 0.1):
        print("format", bits(value), code, precision, ".", ("%." + str(precision) + code) % value)

texts = ["1", "1.", ".5", "1e5", "1E+5", "1e-5", "1e400", "-1e400", "1e-400", "0e400", "inf", "-Infinity", "nan", "+1.5",
         "0.1", "4.9e-324", "2.4703282292062327e-324", "2.4703282292062328e-324", "1.7976931348623159e308",
         "1.797693134862315807e308", "9007199254740993", "0." + "0" * 400 + "1", "1" + "0" * 400, "0." + "0" * 400 + "1e401",
         "1" + "0" * 400 + "e-400", "8.5e99999999999", "8.5e-99999999999", "123456789012345678901234567890.5",
         "", ".", "e5", "1e", "1e+", "--1", "1x", "0x10", "infinit", "nano", "1.5.", "1__0", "+", "-.e3"]
texts += [repr(value) for value in doubles[40:120]]
texts += ["%d.%de%d" % (random.randrange(10 ** 25), random.randrange(10 ** 25), random.randrange(-340, 300)) for _ in range(200)]
for text in texts:
    try:
        print("parse", text or '""', bits(float(text)) if "_" not in text and text != "nan" else "nan" if text == "nan" else "bad")
    except ValueError:
        print("parse", text or '""', "bad")

for length in list(range(0, 40)) + [63, 64, 65, 200]:
    data = bytes(random.randrange(256) for _ in range(length))
    print("hash_bytes", data.hex() or '""', hash(data))
for text in ("a", "abc", "hello world", "caf\u00e9", "\u20ac uro", "\U0001f600 x", "\ud800"):
    width = 1 if max(text) < "\u0100" else 2 if max(text) < "\U00010000" else 4
    units = b"".join(ord(c).to_bytes(width, "little") for c in text)
    print("hash_bytes", units.hex(), hash(text))
for value in [0, 1, -1, -2, 2 ** 61 - 1, 2 ** 61, 2 ** 61 - 2, -(2 ** 61 - 1), 2 ** 63 - 1, -2 ** 63] + [
        random.randrange(-2 ** 63, 2 ** 63) for _ in range(50)]:
    print("hash_int", value, hash(value))
for size in range(1, 12):
    for _ in range(5):
        value = random.getrandbits(64 * size) | 1 << (64 * size - 1)
        sign = random.choice((1, -1))
        print("hash_limbs", "%x" % value, sign, hash(sign * value))
for _ in range(30):
    value = complex(random.choice(doubles[:18]), random.choice(doubles[:18]))
    print("hash_complex", bits(value.real), bits(value.imag), hash(value))
for length in range(0, 10):
    for _ in range(4):
        items = [random.randrange(-2 ** 60, 2 ** 60) for _ in range(length)]
        print("hash_tuple", hash(tuple(items)), *items)
        print("hash_frozenset", hash(frozenset(items)), *items)
print("hash_tuple", hash((-1, 0, 1)), -2, 0, 1)

samples = [b"", b"abc", "h\u00e9llo \u20ac \U0001f600".encode(), b"\x80", b"a\xff", b"\xc0\x80", b"\xc3", b"\xc3(", b"\xe2\x82",
           b"\xe2(\xa1", b"\xe0\x80\x80", b"\xed\xa0\x80", b"\xf0\x9f\x98", b"\xf0\x80\x80\x80", b"\xf4\x90\x80\x80", b"\xf5",
           b"ok\xf0\x9f(", b"\xf0\x9f\x98(", b"\xe2\x82\xac\xe2\x82", b"\xed\x9f\xbf", b"\xee\x80\x80"]
samples += [bytes(random.choice(b"a\x80\xbf\xc2\xc3\xe0\xe2\xed\xf0\xf4\xa0\x9f\x90") for _ in range(random.randrange(1, 9)))
            for _ in range(300)]
for data in samples:
    try:
        text = data.decode("utf-8")
        print("utf8", data.hex() or '""', "good", *[ord(c) for c in text])
    except UnicodeDecodeError as error:
        print("utf8", data.hex(), "bad", error.start, error.end, error.reason)
