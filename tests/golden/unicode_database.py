"""unicodedata: properties, names, numbers and normal forms of Unicode 13."""
import unicodedata as u


def t(function, *args):
    try:
        print(function.__name__, ascii(args), ascii(function(*args)))
    except Exception as error:
        print(function.__name__, ascii(args), type(error).__name__, error)


for c in "aZ5( \u0301\u00e9\u00bd\u2153\u0663\u00b2\u3042\uac00\u4e00\u0378\u061d\ufb01\u2126\ud800\ue000\U0001f600\U00017000\U0001b170\U0001fae0\U000e0001":
    for f in (u.category, u.bidirectional, u.combining, u.east_asian_width, u.mirrored, u.decomposition):
        t(f, c)
    for f in (u.name, u.decimal, u.digit, u.numeric):
        t(f, c)
        t(f, c, None)
for name in ("LATIN SMALL LETTER A", "latin small letter a", "HANGUL SYLLABLE GA", "CJK UNIFIED IDEOGRAPH-4E00", "LINE FEED", "BELL", "nope", "", 3):
    t(u.lookup, name)
text = "e\u0301 \u00e9 \ufb01 \u2126 \uac00\u1112\u1161\u11ab \u1e9b\u0323 \ud800 \U0001fae0\u0301"
for form in ("NFC", "NFD", "NFKC", "NFKD", "NFX", 3):
    t(u.normalize, form, text)
    t(u.is_normalized, form, "\u00e9")
t(u.normalize, "NFC", 3)
t(u.name, 3)
t(u.name, "ab")
t(u.category, "ab")
print(u.unidata_version)
