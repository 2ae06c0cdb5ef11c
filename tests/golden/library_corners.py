# Corners of the built-in library: what broken objects raise, encodings of the library, hexadecimal floats.
import codecs, contextvars, itertools, re, sys, weakref
from collections import deque
class Broken:
    def __iter__(self): return self
    def __next__(self): return 1
    def __getattr__(self, attr): 1/0
def g(): yield from Broken()
for f in (lambda x: x.send(1), lambda x: x.throw(AttributeError)):
    gi = g(); next(gi)
    try: print(f(gi))
    except Exception as e: print(type(e), e)
class BadLen:
    def __iter__(self): return iter(range(10))
    def __len__(self): raise RuntimeError('hello')
class BadHint:
    def __iter__(self): return iter(range(10))
    def __length_hint__(self): raise RuntimeError('hello')
for b in BadLen(), BadHint():
    for f in (list, tuple, lambda b: [].extend(b), lambda b: list(map(str, b)), set, bytearray, lambda b: [*b],
              lambda b: bytearray().extend(b), lambda b: b"".join(b), sorted, dict.fromkeys, lambda b: [1].__iadd__(b)):
        try: print(f(b))
        except Exception as e: print(type(e), e)
for t in ['0x1p-1074', '0x1p-1075', '0x1.8p-1075', '0x.fffffffffffffcp-1022', '0x.fffffffffffff8p-1022', '0x.8p-1074',
          '0x1.0000000000000801p0', '0x1.00000000000008p0', '0x3p-1075', '0x0.ffffffffffffecp-1022',
          '0x0.ffffffffffffffp-1022', '0x1.fffffffffffff7p1023', '0x1.fffffffffffff8p1023', '0x' + '0' * 99 + '1.8',
          '0x.' + '0' * 99 + '1p400', '-0x1' + '0' * 40 + 'p-160', '0x1p999999999999999999999', '0x0p999999999999999999999',
          '0x1p-999999999999999999999', ' 1.8 ', '0x', '1p', 'nan', '-inf', 'abc', '0x.p1', '1.p+']:
    try: print(t, float.fromhex(t).hex())
    except Exception as e: print(t, type(e), e)
d = deque(); it = iter(d); back = reversed(d); d.append(1)
for i in it, back:
    try: next(i)
    except Exception as e: print(type(e), e)
for f in (lambda: contextvars.Context(1), lambda: contextvars.copy_context()[1], lambda: 1 in contextvars.copy_context(),
          lambda: contextvars.copy_context().get(1)):
    try: print(f())
    except Exception as e: print(type(e), e)
a, b = itertools.tee("ab"); print(weakref.ref(a)() is a)
for s in ("'%.*d' % (2**40, 1)", "'%.99999999999999999999d' % 1", "'%.2147483648d' % 1", "'%*d|%-*d' % (5, 1, 4, 2)"):
    try: print(eval(s))
    except Exception as e: print(type(e), e)
for r in (range(2**70), range(2**62, 2**63, 2), range(9223372036854775806, 9223372036854775807, 2), range(5)):
    print(type(iter(r)), type(reversed(range(2**70))))
class C:
    @property
    def f(self): "doc f"
    @f.getter
    def f2(self): "doc f2"
    f3 = f.setter(lambda self, value: None)
    @f3.getter
    def f4(self): "doc f4"
print(C.f.__doc__, C.f2.__doc__, C.f3.__doc__, C.f4.__doc__)
for enc in ("latin9", "L1", "cp-1252", "utf8-sig", "UTF_16LE", "iso-8859-15", "mac_roman", "koi8r", "cp1252", "u8", "646", "rot13"):
    try: print(enc, "\xe9".encode(enc), b"\xe9".decode(enc))
    except Exception as e: print(enc, type(e), e)
def search(name):
    if name == "twice": return codecs.CodecInfo(lambda s, e="strict": (s.encode() * 2, len(s)), lambda b, e="strict": (bytes(b).decode() * 2, len(b)), name="twice")
    if name == "bad": return (lambda *a: (1, 2), lambda *a: 3, None, None)
codecs.register(search)
print("ab".encode("twice"), b"ab".decode("TWICE"), str(b"x", "twice"))
for f in (lambda: "a".encode("bad"), lambda: b"a".decode("bad")):
    try: print(f())
    except Exception as e: print(type(e), e)
print(re.compile("\xdf", re.I).match("\u1e9e"), re.match("É", "é", re.I), re.match("[À-Ö]", "é", re.I))
