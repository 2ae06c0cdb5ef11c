"""Text: counting words and letters, readability, concordance, frequencies as bars, n-grams, distances."""

TEXT = """\
It was a bright cold day in April, and the clocks were striking. The hallway smelt of boiled
cabbage and old rag mats. At one end of it a coloured poster had been tacked to the wall; it
depicted simply an enormous face. "Is it far?" she asked. He said that it was not far at all!

A second paragraph, shorter, follows the first. It has two sentences - or three? Perhaps.
"""
VOWELS = frozenset("aeiouy")


def words(text):
    word = []
    for c in text:
        if c.isalpha() or c == "'" and word:
            word.append(c.lower())
        elif word:
            yield "".join(word)
            word.clear()
    if word:
        yield "".join(word)


def sentences(text):
    current = ""
    for c in text.replace("\n", " "):
        current += c
        if c in ".!?":
            if stripped := current.strip(' "'):
                yield " ".join(stripped.split())
            current = ""


def syllables(word):
    count, previous = 0, False
    for c in word:
        vowel = c in VOWELS
        count += vowel and not previous
        previous = vowel
    if word.endswith("e") and count > 1:
        count -= 1
    return max(count, 1)


class Counter(dict):
    def __init__(self, items=()):
        super().__init__()
        for item in items:
            self[item] += 1

    def __missing__(self, key):
        return 0

    def most_common(self, n=None):
        return sorted(self.items(), key=lambda pair: (-pair[1], pair[0]))[:n]

    def __add__(self, other):
        result = Counter()
        for part in (self, other):
            for key, count in part.items():
                result[key] += count
        return result

    @property
    def total(self):
        return sum(self.values())


def concordance(text, width=14):
    places = {}
    for number, line in enumerate(text.splitlines(), 1):
        for word in words(line):
            places.setdefault(word, []).append(number)
    for word in sorted(places):
        if len(places[word]) > 2:
            yield f"{word:.<{width}}{', '.join(map(str, places[word]))}"


def bars(counter, width=20):
    highest = max(counter.values(), default=1)
    for key, count in counter.most_common(6):
        yield f"{key!r:>6} {'#' * (count * width // highest)} {count / counter.total:.1%}"


def ngrams(items, n):
    items = list(items)
    return zip(*(items[start:] for start in range(n)))


def keyword_in_context(text, word, around=12):
    text = " ".join(text.split())
    start = 0
    while (place := text.lower().find(word, start)) >= 0:
        left, right = text[max(0, place - around) : place], text[place + len(word) : place + len(word) + around]
        yield f"{left:>{around}}[{text[place:place + len(word)]}]{right:<{around}}|"
        start = place + 1


def hamming(a, b):
    if len(a) != len(b):
        raise ValueError(f"lengths differ: {len(a)} and {len(b)}")
    return sum(x != y for x, y in zip(a, b))


def soundex(name):
    codes = {c: digit for digit, letters in zip("123456", ("bfpv", "cgjkqsxz", "dt", "l", "mn", "r")) for c in letters}
    out, previous = name[0].upper(), codes.get(name[0].lower())
    for c in name[1:].lower():
        code = codes.get(c)
        if code and code != previous:
            out += code
        if c not in "hw":
            previous = code
    return (out + "000")[:4]


def report(text):
    all_words, all_sentences = list(words(text)), list(sentences(text))
    lengths = [len(word) for word in all_words]
    score = 206.835 - 1.015 * len(all_words) / len(all_sentences) - 84.6 * sum(map(syllables, all_words)) / len(all_words)
    return {
        "characters": len(text),
        "words": len(all_words),
        "distinct": len(set(all_words)),
        "sentences": len(all_sentences),
        "paragraphs": len([p for p in text.split("\n\n") if p.strip()]),
        "mean length": sum(lengths) / len(lengths),
        "longest": max(all_words, key=len),
        "reading ease": score,
    }


def main():
    for key, figure in report(TEXT).items():
        print(f"{key:<14}{figure:>12.2f}" if isinstance(figure, float) else f"{key:<14}{figure:>12}")
    counter = Counter(words(TEXT))
    print(counter.most_common(8), counter["unicorn"], "unicorn" in counter, counter.total)
    print(*concordance(TEXT), sep="\n")
    print(*bars(Counter(c for c in TEXT.lower() if c.isalpha())), sep="\n")
    print(Counter(ngrams(words(TEXT), 2)).most_common(3), Counter(map("".join, ngrams("banana", 2))), (Counter("ab") + Counter("bc")).most_common())
    print(*keyword_in_context(TEXT, "it was"), *keyword_in_context(TEXT, "far", 6), sep="\n")
    for sentence in sentences(TEXT):
        print(len(sentence), sentence[:30] + ("..." if len(sentence) > 30 else ""))
    print([(word, syllables(word)) for word in "table coloured queue rhythm sentences a".split()], hamming("karolin", "kathrin"))
    print([soundex(name) for name in ("Robert", "Rupert", "Ashcraft", "Tymczak", "Pfister", "Honeyman", "Lee")])
    try:
        hamming("a", "ab")
    except ValueError as error:
        print(error)
    lines = TEXT.splitlines()
    print(max(map(len, lines)), sum(1 for line in lines if not line), sorted({len(word) for word in counter}), " ".join(w[::-1] for w in list(words(lines[0]))[:5]))


main()
