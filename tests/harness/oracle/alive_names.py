#!/usr/bin/env python3.9
"""Writes vm/code/marshal_alive.def: the strings that a CPython 3.9 which compiles a file has interned for itself.

  python3.9 alive_names.py > vm/code/marshal_alive.def

marshal gives a number to every object with more than one reference. A name that is in a file once gets one when the
interpreter uses the same string: in its own types and modules, and in those that py_compile imports. Which these are
can be seen from outside: a file with very many strings is compiled in a fresh process, as py_compile does it, and those
with a number are the ones. The candidates are all the words in the interpreter and in its library.
"""
import pathlib
import re
import subprocess
import sys
import sysconfig
import tempfile

HEAD = """\
// Strings that a CPython 3.9 which compiles a file has interned for its own use, between blanks: names
// of its types, modules and functions. Made by tests/harness/oracle/alive_names.py; a string literal.
"""
WORD = re.compile(rb"[A-Za-z0-9_]{2,60}")
SHARED = {0xDA, 0xC1}  # interned ASCII, short and long, with a number


def candidates():
    library = pathlib.Path(sysconfig.get_path("stdlib"))
    files = list(library.glob("*.py"))
    for folder in ("collections", "encodings", "importlib", "json"):
        files += (library / folder).glob("*.py")
    files.append(pathlib.Path(sys.executable).resolve())
    files += pathlib.Path(sysconfig.get_config_var("LIBDIR")).glob("libpython3.9*.so.*")
    words = set()
    for file in files:
        words.update(WORD.findall(file.read_bytes()))
    # A linker stores a word that is the end of another one only once.
    for word in list(words):
        ends = [match.start() for match in re.finditer(rb"_", word)]
        words.update(word[end:] for end in ends)
        words.update(word[end + 1 :] for end in ends)
        words.add(word[2:])
    words = {word for word in words if len(word) > 1}
    return sorted(word.decode() for word in words)


def alive(words):
    """Those of the words that have a number in the compiled file."""
    with tempfile.TemporaryDirectory() as folder:
        source, compiled = f"{folder}/words.py", f"{folder}/words.pyc"
        with open(source, "w") as file:
            file.write("_ = (\n" + "".join(f"{word!r},\n" for word in words) + ")\n")
        command = f"import py_compile; py_compile.compile({source!r}, {compiled!r})"
        subprocess.run([sys.executable, "-I", "-c", command], check=True)
        data = pathlib.Path(compiled).read_bytes()
    found = []
    position = data.index(b"(" + len(words).to_bytes(4, "little")) + 5
    for word in words:
        head = data[position]
        if head in SHARED:
            found.append(word)
        position += 2 + len(word)
        assert data[position - len(word) : position] == word.encode(), word
    return found


def main():
    print(HEAD, end="")
    line = ""
    for word in alive(candidates()):
        if len(line) + len(word) > 94:
            print(f'"{line}"')
            line = ""
        line += word + " "
    print(f'"{line}"')


main()
