"""Huffman codes, run lengths and a dictionary coder: bits, bytes, trees as tuples."""


def frequencies(text):
    counts = {}
    for c in text:
        counts[c] = counts.get(c, 0) + 1
    return counts


def build(counts):
    nodes = sorted((count, symbol) for symbol, count in counts.items())
    forest = [(count, number, symbol) for number, (count, symbol) in enumerate(nodes)]
    number = len(forest)
    while len(forest) > 1:
        forest.sort(key=lambda node: node[:2], reverse=True)
        low, high = forest.pop(), forest.pop()
        forest.append((low[0] + high[0], number, (low[2], high[2])))
        number += 1
    return forest[0][2] if forest else None


def codes(tree, prefix=""):
    match = type(tree)
    if match is tuple:
        left, right = tree
        return {**codes(left, prefix + "0"), **codes(right, prefix + "1")}
    return {tree: prefix or "0"}


def encode(text, table):
    return "".join(table[c] for c in text)


def decode(bits, tree):
    if not isinstance(tree, tuple):
        return tree * len(bits)
    out, node = [], tree
    for bit in bits:
        node = node[bit == "1"]
        if not isinstance(node, tuple):
            out.append(node)
            node = tree
    if node is not tree:
        raise ValueError("the bits end inside a symbol")
    return "".join(out)


def pack(bits):
    padding = -len(bits) % 8
    bits += "0" * padding
    return bytes([padding]) + bytes(int(bits[i : i + 8], 2) for i in range(0, len(bits), 8))


def unpack(data):
    padding, *rest = data
    bits = "".join(f"{byte:08b}" for byte in rest)
    return bits[: len(bits) - padding] if padding else bits


def run_lengths(text):
    if not text:
        return []
    runs, previous, count = [], text[0], 0
    for c in text:
        if c == previous:
            count += 1
        else:
            runs.append((previous, count))
            previous, count = c, 1
    runs.append((previous, count))
    return runs


def expand(runs):
    return "".join(c * count for c, count in runs)


def lzw(text):
    known = {chr(code): code for code in range(128)}
    word = ""
    for c in text:
        if word + c in known:
            word += c
            continue
        yield known[word]
        known[word + c] = len(known)
        word = c
    if word:
        yield known[word]


def unlzw(numbers):
    known = [chr(code) for code in range(128)]
    numbers = iter(numbers)
    word = known[next(numbers)]
    out = [word]
    for number in numbers:
        if number < len(known):
            entry = known[number]
        elif number == len(known):
            entry = word + word[0]
        else:
            raise ValueError("not a code: %d" % number)
        known.append(word + entry[0])
        out.append(entry)
        word = entry
    return "".join(out)


def move_to_front(text):
    alphabet = sorted(set(text))
    ranks = []
    for c in text:
        rank = alphabet.index(c)
        ranks.append(rank)
        alphabet.insert(0, alphabet.pop(rank))
    return ranks


def checksum(data):
    a, b = 1, 0
    for byte in data:
        a = (a + byte) % 65521
        b = (b + a) % 65521
    return b << 16 | a


def crc32(data):
    value = 0xFFFFFFFF
    for byte in data:
        value ^= byte
        for _ in range(8):
            value = value >> 1 ^ (0xEDB88320 if value & 1 else 0)
    return value ^ 0xFFFFFFFF


def main():
    text = "she sells sea shells by the sea shore"
    tree = build(frequencies(text))
    table = codes(tree)
    for symbol in sorted(table, key=lambda s: (len(table[s]), table[s])):
        print(repr(symbol), table[symbol], frequencies(text)[symbol])
    bits = encode(text, table)
    print(bits, len(bits), len(text) * 8)
    data = pack(bits)
    print(data.hex(), len(data), unpack(data) == bits, decode(unpack(data), tree) == text)
    try:
        decode(bits[:-1], tree)
    except ValueError as error:
        print(error)
    print(codes(build({"x": 3})), decode("000", "x"), build({}))
    runs = run_lengths("aaabccddddd")
    print(runs, expand(runs), run_lengths(""), run_lengths("z"))
    song = "to be or not to be or to be or not" * 2
    numbers = list(lzw(song))
    print(numbers, len(numbers), len(song), unlzw(numbers) == song, unlzw(lzw("aaaaaaa")))
    try:
        unlzw([97, 500])
    except ValueError as error:
        print(error)
    print(move_to_front("bananaaa"), hex(checksum(b"Wikipedia")), hex(crc32(b"123456789")), hex(crc32(data)))


main()
