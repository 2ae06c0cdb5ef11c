"""What a str can do: searching, splitting, joining, casing, testing, translating, aligning."""


def words_of(text):
    return text.lower().replace(",", "").replace(".", "").split()


def title_case(text, small=("a", "the", "of", "and", "in")):
    first, *rest = text.split()
    return " ".join([first.capitalize(), *(w if w in small else w.capitalize() for w in rest)])


def camel_to_snake(name):
    out = ""
    for index, c in enumerate(name):
        if c.isupper() and index and (not name[index - 1].isupper() or name[index + 1 : index + 2].islower()):
            out += "_"
        out += c.lower()
    return out


def snake_to_camel(name):
    head, *tail = name.split("_")
    return head + "".join(map(str.capitalize, tail))


def is_palindrome(text):
    letters = [c for c in text.casefold() if c.isalnum()]
    return letters == letters[::-1]


def anagrams(words):
    groups = {}
    for word in words:
        groups.setdefault("".join(sorted(word)), []).append(word)
    return [group for group in groups.values() if len(group) > 1]


def pig_latin(word):
    for index, c in enumerate(word):
        if c in "aeiou":
            return word + "way" if index == 0 else word[index:] + word[:index] + "ay"
    return word + "ay"


def wrap(text, width):
    line = ""
    for word in text.split():
        if line and len(line) + 1 + len(word) > width:
            yield line
            line = word
        else:
            line = f"{line} {word}" if line else word
    if line:
        yield line


def justify(line, width):
    words = line.split(" ")
    if len(words) == 1:
        return line
    gaps, spaces = len(words) - 1, width - sum(map(len, words))
    size, extra = divmod(spaces, gaps)
    return "".join(word + " " * (size + (i < extra)) for i, word in enumerate(words[:-1])) + words[-1]


def parse_query(text):
    result = {}
    for pair in text.lstrip("?").split("&"):
        key, sign, value = pair.partition("=")
        result.setdefault(key, []).append(value if sign else True)
    return result


def main():
    text = "The quick brown fox, jumps over the lazy dog."
    print(len(text), text.upper(), text.lower(), text.swapcase(), text.title(), text.capitalize())
    print(text.find("o"), text.rfind("o"), text.find("cat"), text.index("q"), text.count("o"), text.count(""), text.find("o", 13, 20), "fox" in text)
    print(text.split(), text.split("o"), text.split(" ", 2), text.rsplit(" ", 2), text.split(","), "".split(), "".split(","), " a  b ".split(" "))
    print(text.partition("fox"), text.rpartition("o"), text.partition("zzz"), text.rpartition("zzz"))
    print("-".join("abc"), ", ".join(["one"]), "".join([]), "ab\ncd\r\nef\n".splitlines(), "a\nb".splitlines(True), "x\x0by\x1cz".splitlines())
    print("  pad ".strip() + "|", "  pad ".lstrip() + "|", "  pad ".rstrip() + "|", "xxyxx".strip("x"), "abcba".strip("ab"), "www.example".lstrip("w."))
    print("cat".center(9, "*"), "cat".ljust(6) + "|", "cat".rjust(6), "42".zfill(5), "-42".zfill(5), "cat".center(2), "a\tbc\td".expandtabs(4))
    print("aXbXc".replace("X", "--"), "aaa".replace("a", "b", 2), "abc".replace("", "-"), "prefix_name".removeprefix("prefix_"), "name.py".removesuffix(".py"))
    print("file.py".endswith((".py", ".txt")), "file".startswith("fi"), "file".startswith("le", 2), "abc".startswith(""), "abc".endswith("d"))
    tests = ("abc", "ABC", "Abc Def", "123", "abc1", " \t", "", "½", "²", "é", "a_b", "1a", "Σ")
    methods = (str.isalpha, str.isdigit, str.isalnum, str.isupper, str.islower, str.istitle, str.isspace, str.isidentifier, str.isnumeric, str.isdecimal, str.isascii, str.isprintable)
    for method in methods:
        print(f"{method.__name__:<13}", "".join("y" if method(t) else "." for t in tests))
    print("ß".upper(), "ß".casefold(), "İ".lower() == "i̇", "ŉ".upper(), "ǆ".title(), "ΑΣ".lower(), "éÉ".swapcase(), "straße".casefold() == "STRASSE".casefold())
    print("abc" < "abd", "abc" < "ab", "Z" < "a", "é" > "z", "" < "a", max("hello"), min("hello"), sorted("bca"), "abc" * 2, 0 * "x")
    print(ord("é"), chr(8364), "\u20ac", ascii("é€😀"), repr("it's"), repr('say "hi"'), repr("both ' and \""), repr("\x00\x7f\xa0\u200b\t\\"), "😀"[0] == "😀", len("😀é"))
    print("éa€".encode(), "é".encode("latin-1"), "é€".encode("utf-16-le"), b"\xc3\xa9".decode(), b"\xff".decode("latin-1"), "é".encode("ascii", "replace"), "é".encode("ascii", "backslashreplace"))
    table = str.maketrans("abc", "xyz", "d")
    print("aabbccdd".translate(table), "hello".translate({ord("l"): "L", ord("h"): None}), "x".translate({}), text[4:9][::-1], text[::10], text[-4:-1])
    print("%s has %d items at %.2f each (%5.1f%%) %r %x %c %-5s| %+d %05d" % ("cart", 3, 9.5, 12.34, "q", 255, "z", "ab", 7, 42), "%(a)s-%(b)03d" % {"a": 1, "b": 2})
    print("{} {1} {0}".replace("{} ", "").format("a", "b"), "{:>6}|{:^6}|{:<6}|".format("r", "c", "l"), "{0[1]} {1.real} {k}".format([1, 2], 3j, k="v"), "{{}}".format())
    print(title_case("the lord of the rings and a dragon in spring"), camel_to_snake("parseHTTPResponseCode"), snake_to_camel("the_long_name"))
    print(is_palindrome("A man, a plan, a canal: Panama!"), is_palindrome("not one"), anagrams(["listen", "silent", "cat", "act", "dog", "enlist"]))
    print(" ".join(map(pig_latin, words_of("Smile at the rhythm"))), parse_query("?a=1&b=2&a=3&flag&c="))
    for line in wrap(text + " " + text, 24):
        print(justify(line, 24) + "|")
    for attempt in (lambda: "abc".index("z"), lambda: "abc"[5], lambda: "a" + 1, lambda: "a" * "b", lambda: "".join([1]), lambda: "é".encode("ascii"), lambda: b"\xff".decode(), lambda: "%d" % "x", lambda: "%s %s" % 1, lambda: "{}".format(), lambda: "{a}".format(), lambda: chr(-1), lambda: ord("ab"), lambda: "a".split("")):
        try:
            print(attempt())
        except Exception as error:
            print(type(error).__name__, error)


main()
