# Encodings that the library's codecs know: texts, files of source, and what they reject.
import codecs


def attempt(label, function, *arguments):
    try:
        print(label, "->", ascii(function(*arguments)))
    except Exception as error:
        print(label, "->", type(error).__name__, error)


for encoding in ("koi8-r", "cp1252", "latin9", "CP437", "mac_roman", "Windows-1251", "rot13", "nowhere"):
    attempt(encoding + " read", b"a\xc1\xff".decode, encoding)
    attempt(encoding + " gap", b"\x81".decode, encoding)
    attempt(encoding + " written", "a\xe9\u0430\u20ac".encode, encoding)
    attempt(encoding + " replaced", "a\xe9\u0430\u0431".encode, encoding, "replace")
attempt("str()", str, b"\xc1", "koi8-r")
attempt("bytes()", bytes, "\u0430", "koi8-r")


def compiled(encoding, text):
    source = b"# coding: " + encoding + b"\nvalue = '" + text + b"'\n"
    namespace = {}
    exec(compile(source, "<source>", "exec"), namespace)
    return namespace["value"]


for encoding in (b"koi8-r", b"cp1252", b"latin-1", b"iso8859-15", b"1251", b"ascii", b"utf8", b"rot13", b"none"):
    attempt(encoding, compiled, encoding, b"\xc1")
    attempt(encoding, compiled, encoding, b"\x81")
attempt("eval", eval, b"# coding: koi8-r\n'\xc1'")


# What a codec raises is the cause of an exception that names the codec, if it is a plain one.
def failing(kind, *arguments):
    def convert(data, errors="strict"):
        raise kind(*arguments)

    return codecs.CodecInfo(convert, convert, None, None, name="failing")


class Plain(ValueError):
    pass


class Special(ValueError):
    def __init__(self, *arguments):
        pass


codecs.register({
    "plain": failing(Plain, "message"),
    "special": failing(Special, "message"),
    "twofold": failing(RuntimeError, "message", 5),
    "bare": failing(RuntimeError),
    "number": failing(RuntimeError, 5),
    "system": failing(OSError, 2, "no file"),
    "memory": failing(MemoryError, "full"),
    "stop": failing(StopIteration, "end"),
}.get)
for encoding in ("undefined", "hex", "plain", "special", "twofold", "bare", "number", "system", "memory", "stop"):
    for function in (codecs.encode, codecs.decode):
        try:
            function(b"zz", encoding)
        except Exception as error:
            print(encoding, type(error).__name__, error, repr(error.__cause__), error.__suppress_context__)
attempt("no text", b"".decode, "plain")
