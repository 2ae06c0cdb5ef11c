"""Old ciphers: Caesar, Vigenere, rail fence, substitution, an XOR stream, a toy RSA."""
import string

ALPHABET = string.ascii_lowercase


def caesar(text, shift):
    def move(c):
        if c.islower():
            return chr((ord(c) - ord("a") + shift) % 26 + ord("a"))
        if c.isupper():
            return move(c.lower()).upper()
        return c

    return "".join(map(move, text))


def break_caesar(text, common="etaoinshr"):
    def score(candidate):
        return sum(common.find(c) >= 0 for c in candidate.lower())

    return max(((score(caesar(text, -shift)), -shift) for shift in range(26)))[1] * -1


def vigenere(text, key, direction=1):
    shifts = [ALPHABET.index(c) for c in key]
    out, place = [], 0
    for c in text:
        if c in ALPHABET:
            out.append(caesar(c, direction * shifts[place % len(shifts)]))
            place += 1
        else:
            out.append(c)
    return "".join(out)


def fence_order(length, rails):
    pattern = [*range(rails), *range(rails - 2, 0, -1)] or [0]
    return sorted(range(length), key=lambda i: pattern[i % len(pattern)])


def fence(text, rails):
    return "".join(text[i] for i in fence_order(len(text), rails))


def unfence(text, rails):
    out = [""] * len(text)
    for c, place in zip(text, fence_order(len(text), rails)):
        out[place] = c
    return "".join(out)


class Substitution:
    def __init__(self, keyword):
        seen = dict.fromkeys(keyword + ALPHABET)
        self.key = "".join(c for c in seen if c in ALPHABET)
        self.table = str.maketrans(ALPHABET, self.key)
        self.back = str.maketrans(self.key, ALPHABET)

    def encode(self, text):
        return text.translate(self.table)

    def decode(self, text):
        return text.translate(self.back)


def key_stream(seed):
    state = seed
    while True:
        state ^= state << 13 & 0xFFFFFFFF
        state ^= state >> 17
        state ^= state << 5 & 0xFFFFFFFF
        yield state & 0xFF


def xor(data, seed):
    return bytes(a ^ b for a, b in zip(data, key_stream(seed)))


def extended_gcd(a, b):
    if not b:
        return a, 1, 0
    g, x, y = extended_gcd(b, a % b)
    return g, y, x - a // b * y


def inverse(a, modulus):
    g, x, _ = extended_gcd(a, modulus)
    if g != 1:
        raise ValueError(f"{a} has no inverse modulo {modulus}")
    return x % modulus


def make_keys(p, q, e=17):
    n, totient = p * q, (p - 1) * (q - 1)
    return (e, n), (inverse(e, totient), n)


def rsa(message, key):
    exponent, n = key
    return pow(message, exponent, n)


MORSE = dict(zip("abcdefghijklmnopqrstuvwxyz", ".- -... -.-. -.. . ..-. --. .... .. .--- -.- .-.. -- -. --- .--. --.- .-. ... - ..- ...- .-- -..- -.-- --..".split()))


def morse(text):
    return " / ".join(" ".join(MORSE[c] for c in word if c in MORSE) for word in text.lower().split())


def unmorse(code):
    back = {v: k for k, v in MORSE.items()}
    return " ".join("".join(back.get(sign, "?") for sign in word.split()) for word in code.split("/"))


def polybius(text):
    square = ALPHABET.replace("j", "")
    return [divmod(square.index(c), 5) for c in text.replace("j", "i")]


def main():
    text = "Meet me at the old bridge, after Midnight!"
    hidden = caesar(text, 7)
    print(hidden, caesar(hidden, -7) == text, caesar("xyz", 3), break_caesar(hidden))
    secret = vigenere("attack at dawn", "lemon")
    print(secret, vigenere(secret, "lemon", -1))
    for rails in (2, 3, 4):
        print(rails, fence("wearediscovered", rails), unfence(fence("wearediscovered", rails), rails))
    substitution = Substitution("zebras")
    print(substitution.key, substitution.encode("flee at once"), substitution.decode(substitution.encode("flee at once")))
    data = xor("naïve café".encode(), 2463534242)
    print(data.hex(), xor(data, 2463534242).decode())
    public, private = make_keys(61, 53)
    numbers = [rsa(ord(c), public) for c in "Hi!"]
    print(public, private, numbers, "".join(chr(rsa(n, private)) for n in numbers))
    big_public, big_private = make_keys(2**61 - 1, 2**89 - 1, 65537)
    message = int.from_bytes(b"a longer message", "big")
    print(rsa(message, big_public) % 10**12, rsa(rsa(message, big_public), big_private).to_bytes(16, "big"))
    try:
        make_keys(7, 13, 9)
    except ValueError as error:
        print(error)
    print(morse("SOS we sink"), unmorse(morse("SOS we sink")), unmorse("... ..-.-"))
    print(polybius("joke"), "".join(str(r + 1) + str(c + 1) for r, c in polybius("code")))
    counts = sorted(((hidden.lower().count(c), c) for c in set(hidden.lower()) if c.isalpha()), reverse=True)
    print(counts[:4], ALPHABET[::-1].translate({ord("z"): "Z", ord("y"): None, 120: 65}))


main()
