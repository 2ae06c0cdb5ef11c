"""The message digests under hashlib where it has no OpenSSL, around the sizes of their blocks."""
import _blake2
import _md5
import _sha1
import _sha256
import _sha3
import _sha512

makers = [_md5.md5, _sha1.sha1, _sha256.sha224, _sha256.sha256, _sha512.sha384, _sha512.sha512, _sha3.sha3_224, _sha3.sha3_256, _sha3.sha3_384,
    _sha3.sha3_512, _sha3.shake_128, _sha3.shake_256, _blake2.blake2b, _blake2.blake2s]
for maker in makers:
    for data in (b'', b'abc', b'x' * 63, b'y' * 64, b'z' * 128, b'q' * 129, b'u' * 115, b'w' * 1000):
        made = maker(data)
        print(made.name, made.block_size, made.digest_size, len(data),
            made.hexdigest(400) if made.name.startswith('shake') else made.hexdigest())
print(_blake2.blake2b(b'a', key=b'k', salt=b's', person=b'p', digest_size=20).hexdigest())
print(_blake2.blake2s(b'a' * 100, key=b'k', salt=b's', person=b'p', digest_size=20, fanout=2, depth=3, leaf_size=70000,
    node_offset=2 ** 40, node_depth=2, inner_size=9, last_node=True).hexdigest())
for bad in (dict(digest_size=0), dict(digest_size=65), dict(key=b'k' * 65), dict(salt=b's' * 17), dict(person=b'p' * 17),
        dict(fanout=256), dict(depth=0), dict(node_depth=-1), dict(inner_size=65), dict(leaf_size=-1),
        dict(leaf_size=2 ** 32)):
    try:
        print(_blake2.blake2b(b'a', **bad))
    except (ValueError, OverflowError) as error:
        print(bad, type(error).__name__, error)
h = _sha256.sha256(b'a')
copy = h.copy()
copy.update(b'b')
print(h.hexdigest(), copy.hexdigest(), h.digest() == h.digest())
for wrong in ('text', 3):
    try:
        h.update(wrong)
    except TypeError as error:
        print(error)
