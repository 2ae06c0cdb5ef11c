"""Compiled files: what is in the .pyc that framewalk writes is what is in CPython's, and either machine runs the other's.

  pyc.py --program PATH [NAME...]   write a .pyc of every golden program: its content against the stored digest of
                                    CPython's, its header, and what it prints when it is run (no CPython needed)
  pyc.py --oracle [NAME...]         CPython 3.9's digests against the stored ones; round trips: CPython runs our .pyc,
                                    the optimised build runs CPython's, and both print the same
  pyc.py --update [NAME...]         store CPython 3.9's digests again; golden.py --update does it, too

tests/golden/expected/pyc.digests has a line for each program: its name, the digest of the content of CPython's .pyc, the
digest of its very bytes, or `-` where ours are others, and the digest of what it prints. The content is the marshal data with every reference written
out: which objects CPython writes as references depends on who else holds them at that moment.
The last line is the summary.
"""

import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import struct
import sys

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cpython  # noqa: E402
import golden  # noqa: E402

TOP = golden.TOP
DIGESTS = golden.EXPECTED / "pyc.digests"
COMPILED = TOP / "build/pyc"  # always the same place: programs say where they are
HEADER = 16
MAGIC = b"a\r\r\n"


class Content:
    """Marshal data as one canonical row of bytes: references written out, sets sorted, strings of one kind."""

    def __init__(self, data):
        self.data, self.at, self.shared = data, 0, []

    def take(self, count):
        self.at += count
        piece = self.data[self.at - count : self.at]
        if len(piece) != count:
            raise ValueError("marshal data too short")
        return piece

    def number(self, layout="<i"):
        return struct.unpack(layout, self.take(struct.calcsize(layout)))[0]

    def items(self, count):
        return [self.read() for _ in range(count)]

    def read(self):
        code = self.take(1)[0]
        kind = chr(code & 0x7F)
        if kind == "r":
            return self.shared[self.number()]
        place = None
        if code & 0x80:
            place = len(self.shared)
            self.shared.append(None)
        value = self.read_kind(kind)
        if place is not None:
            self.shared[place] = value
        return value

    def read_kind(self, kind):
        if kind in "NFT.":
            return kind.encode()
        if kind in "iI":
            return b"i%d;" % self.number("<i" if kind == "i" else "<q")
        if kind == "l":
            size = self.number()
            digits = [self.number("<H") for _ in range(abs(size))]
            value = sum(digit << 15 * place for place, digit in enumerate(digits))
            return b"i%d;" % (-value if size < 0 else value)
        if kind in "gy":
            return kind.encode() + self.take(8 if kind == "g" else 16)
        if kind in "stuaAzZ":
            text = self.take(self.take(1)[0] if kind in "zZ" else self.number())
            return (b"b" if kind == "s" else b"s") + b"%d;" % len(text) + text
        if kind in "()<>[":
            items = self.items(self.take(1)[0] if kind == ")" else self.number())
            if kind in "<>":
                items.sort()
            return {")": b"("}.get(kind, kind.encode()) + b"%d;" % len(items) + b"".join(items)
        if kind == "c":
            return b"c" + self.take(24) + b"".join(self.items(8)) + self.take(4) + self.read()
        raise ValueError(f"type code {kind!r} in the .pyc of a program")


def digest(data):
    return hashlib.sha256(data).hexdigest()[:16]


def content_digest(data):
    return digest(Content(data[HEADER:]).read())


def stored_rows():
    lines = DIGESTS.read_text().splitlines() if DIGESTS.exists() else []
    return {line.split()[0]: line.split()[1:] for line in lines}


def compiled_by(command, output):
    """(bytes of the .pyc, what was said on stderr)"""
    _, err, status = golden.execute(command)
    if status != 0 or not output.exists():
        return None, err.decode("utf-8", "replace")
    return output.read_bytes(), ""


def ours(framewalk, program, output):
    return compiled_by([framewalk, "compile", program.path, "-o", output], output)


def theirs(python, program, output):
    call = "import py_compile, sys; py_compile.compile(sys.argv[1], sys.argv[2], doraise=True)"
    return compiled_by([python, "-c", call, program.path, output], output)


def place_of(program):
    folder = COMPILED / program.name.replace("/", "_")  # its own: programs import what lies beside them
    folder.mkdir(parents=True, exist_ok=True)
    return folder / f"{program.path.stem}.pyc"


def printed(command, program, output):
    out, err, status = golden.execute([*command, output.relative_to(TOP)], program.stdin)
    text = out.decode("utf-8", "replace")
    if err:
        text += "--- stderr\n" + err.decode("utf-8", "replace")
    return golden.anywhere(text) + f"--- exit code {status}\n"


def header(program):
    status = (TOP / program.path).stat()
    return MAGIC + struct.pack("<III", 0, int(status.st_mtime) & 0xFFFFFFFF, status.st_size & 0xFFFFFFFF)


def check_ours(framewalk, program, rows, output):
    data, error = ours(framewalk, program, output)
    if data is None:
        return "  it cannot be compiled: " + error
    row = rows.get(program.name)
    if row is None:
        return "  no digest is stored; make it with: tests/run golden --update " + program.path.stem
    if data[:HEADER] != header(program):
        return f"  the header is {data[:HEADER].hex()}, not {header(program).hex()}"
    if content_digest(data) != row[0]:
        return "  what is in the .pyc is not what is in CPython's; see tests/run golden, kind code"
    if row[1] != "-" and digest(data[HEADER:]) != row[1]:
        return "  the bytes are not CPython's any more: other objects are written as references"
    if row[2] != "-":
        text = printed([framewalk, "run"], program, output)
        if digest(text.encode()) != row[2]:
            # As a rule it is what the program prints when it is run from its source.
            stored = program.expected("out").read_bytes().decode("utf-8", "replace")
            return "  the .pyc prints something else\n" + golden.differing_lines(stored, text)
    return ""


def check_oracle(python, framewalk, program, rows, output):
    data, error = theirs(python, program, output)
    if data is None:
        return "  CPython cannot compile it: " + error
    row = rows.get(program.name)
    if row is None or content_digest(data) != row[0]:
        return "  CPython's digest is another one than the stored one"
    if framewalk is None or "out" not in program.kinds:
        return ""
    texts = {"CPython's .pyc on CPython": printed([python], program, output)}
    texts["CPython's .pyc on ours"] = printed([framewalk, "run"], program, output)
    output.unlink()
    data, error = ours(framewalk, program, output)
    if data is None:
        return "  it cannot be compiled: " + error
    texts["our .pyc on CPython"] = printed([python], program, output)
    want = texts["CPython's .pyc on CPython"]
    for title, text in texts.items():
        if text != want:
            return f"  {title}:\n" + golden.differing_lines(want, text)
    return ""


def update(found, python, framewalk):
    rows = stored_rows()
    for program in found:
        output = place_of(program)
        data, error = theirs(python, program, output)
        if data is None:
            print(f"FAILED pyc {program.path}\n{error}")
            return 1
        row = [content_digest(data), "-", "-"]
        if "out" in program.kinds:
            row[2] = digest(printed([python], program, output).encode())
        output.unlink()
        mine = ours(framewalk, program, output)[0] if framewalk.exists() else None
        if mine is not None and mine[HEADER:] == data[HEADER:]:
            row[1] = digest(data[HEADER:])
        if rows.get(program.name) != row:
            print(f"changed: the .pyc of {program.name}")
        rows[program.name] = row
    known = {program.name for program in golden.programs([])}
    lines = [f"{name} {' '.join(row)}" for name, row in sorted(rows.items()) if name in known]
    DIGESTS.write_text("\n".join(lines) + "\n")
    return 0


def report(found, title, check):
    failed = 0
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for program, account in zip(found, pool.map(lambda program: check(program, place_of(program)), found)):
            if account:
                failed += 1
                print(f"FAILED {title} {program.path}\n{account}", flush=True)
    print(f"{len(found) - failed} passed, {failed} failed")
    return 1 if failed else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--oracle", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    found = golden.programs(options.names)
    rows = stored_rows()
    framewalk = pathlib.Path(options.program or TOP / "build/release/app/framewalk")
    if options.oracle or options.update:
        python, version = cpython.find()
        if not python or version < golden.REFERENCE:
            print("pyc: no CPython 3.9.18 here: nothing compared")
            print(f"0 passed, 0 failed, {len(found)} skipped")
            return 1 if options.update else 0
        if options.update:
            return update(found, python, framewalk)
        framewalk = framewalk if framewalk.exists() else None
        return report(found, "pyc, oracle", lambda *job: check_oracle(python, framewalk, job[0], rows, job[1]))
    if not framewalk.exists():
        print(f"FAILED pyc: {framewalk} was not built")
        print("0 passed, 1 failed")
        return 1
    return report(found, "pyc", lambda *job: check_ours(framewalk.resolve(), job[0], rows, job[1]))


if __name__ == "__main__":
    sys.exit(main())
