"""Strings: building, splitting, formatting, character loops."""


def caesar(text, shift):
    out = []
    for c in text:
        if "a" <= c <= "z":
            out.append(chr((ord(c) - 97 + shift) % 26 + 97))
        else:
            out.append(c)
    return "".join(out)


def main():
    text = "the quick brown fox jumps over the lazy dog " * 300
    for shift in range(25):
        text = caesar(text, shift)
    lines = [f"{index:05d}: {word!r:>10} {index / 7:.3f}" for index, word in enumerate(text.split() * 50)]
    joined = "\n".join(lines)
    counts = {}
    for line in joined.split("\n"):
        head, _, tail = line.partition(": ")
        counts[tail[:6]] = counts.get(tail[:6], 0) + int(head) % 10
    built = ""
    for n in range(400000):
        built += str(n % 10)
    return len(joined), len(counts), sum(counts.values()), built.count("789"), text[:20]


print(main())
