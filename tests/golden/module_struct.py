# golden: out
# struct: formats, errors.
import struct
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print(struct.pack('<hiq?5s3p', -1, 70000, -5, True, b'abc', b'xyz'), struct.pack('>I d f', 1, 2.5, 0.1), struct.calcsize('bhilqP'), struct.calcsize('<bhilq'))
print(struct.unpack('<hh', b'\x01\x00\xff\xff'), struct.unpack_from('>H', b'abcdef', 2), list(struct.iter_unpack('<H', b'abcd')))
s = struct.Struct('<2sB'); print(s.pack(b'ab', 255), s.size, s.format, s.unpack(b'xy\x01'))
tr(struct.pack, 'b', 200); tr(struct.pack, 'B', -1); tr(struct.pack, 'i', 2**40); tr(struct.pack, '<I', -1); tr(struct.pack, 'q', 2**63); tr(struct.pack, 'Q', -1); tr(struct.pack, 'h', 1.5); tr(struct.pack, 'd', 'x'); tr(struct.pack, 'i'); tr(struct.unpack, 'i', b'a'); tr(struct.calcsize, 'z'); tr(struct.pack, 'c', b'ab'); tr(struct.pack, 's', 1); tr(struct.pack, '5'); tr(struct.unpack_from, 'i', b'abc')
tr(struct.pack, '>h', 70000); tr(struct.pack, 'f', 1e300)
