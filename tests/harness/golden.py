"""Golden programs: what CPython 3.9 says of each is stored, and compared with what framewalk says.

  golden.py --program PATH [NAME...]   compare the program's answers with the stored ones (no CPython needed)
  golden.py --oracle [NAME...]         compare CPython 3.9's answers with the stored ones
  golden.py --update [NAME...]         store CPython 3.9's answers again

The programs are tests/golden/*.py, tests/golden/listings/*.py and assets/examples/*.py. The expectations of NAME, in tests/golden/expected:
  NAME.code    the code objects, in full                      framewalk code FILE    oracle/dump_code.py FILE
  NAME.dis     digests of the disassembly, 50 lines each      framewalk dis FILE     python3.9 -m dis FILE
  NAME.trace   digests of the trace, 100 lines each           framewalk trace FILE   oracle/trace39.py FILE
  NAME.out     stdout, stderr and exit code                   framewalk run FILE     python3.9 FILE
                and once more through a recording     framewalk run --record REC FILE; framewalk run REC (kind `replay`)
A NAME.listing beside a program is a published listing, which the disassembly must contain, addresses and file names aside.
A first line `# golden: code dis` in a program restricts it to these. NAME.in, where it exists, is its stdin.
The last line is the summary; each difference is shown from its first line on.
"""

import argparse
import concurrent.futures
import difflib
import hashlib
import os
import pathlib
import re
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cpython  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
EXPECTED = TOP / "tests/golden/expected"
ORACLE = TOP / "tests/harness/oracle"
KINDS = ("code", "dis", "trace", "out")
TRACE_LIMIT = 20000
CHUNK = {"dis": 50, "trace": 100}
REFERENCE = (3, 9, 18)
ENVIRONMENT = {
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "PATH": os.environ.get("PATH", ""),
    "HOME": os.environ.get("HOME", "/"),
    "LANG": "C.UTF-8",
    "ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}


class Program:
    """One golden program and where its expectations are."""

    def __init__(self, path):
        self.path = path.relative_to(TOP)
        self.name = path.stem if path.parts[-2] == "golden" else f"{path.parts[-2]}/{path.stem}"
        first = path.open(encoding="utf-8", errors="replace").readline()
        chosen = re.match(r"# golden: (.*)", first)
        self.kinds = chosen[1].split() if chosen else KINDS
        self.replays = "out" in self.kinds
        if path.with_suffix(".listing").exists():
            self.kinds = (*self.kinds, "listing")
        given = path.with_suffix(".in")
        self.stdin = given.read_bytes() if given.exists() else b""

    def expected(self, kind):
        if kind == "listing":
            return TOP / self.path.with_suffix(".listing")
        if kind == "replay":
            kind = "out"
        return EXPECTED / f"{self.name}.{kind}"


def programs(names):
    folders = ("tests/golden", "tests/golden/listings", "assets/examples")
    found = [Program(path) for folder in folders for path in sorted((TOP / folder).glob("*.py"))]
    if names:
        wanted = {name.removesuffix(".py") for name in names}
        found = [program for program in found if program.name in wanted or program.path.stem in wanted]
    return found


def execute(command, stdin=b"", timeout=120):
    try:
        done = subprocess.run(
            [str(word) for word in command], input=stdin, capture_output=True, cwd=TOP, env=ENVIRONMENT, timeout=timeout
        )
    except subprocess.TimeoutExpired as error:
        return error.stdout or b"", b"no end after %d seconds\n" % timeout, -1
    return done.stdout, done.stderr, done.returncode


class CPython:
    """Asks the real one."""

    def __init__(self, python):
        self.python = python

    @staticmethod
    def kinds(program):
        return program.kinds

    def command(self, kind, program, log):
        return {
            "code": [self.python, ORACLE / "dump_code.py", program.path],
            "dis": [self.python, "-m", "dis", program.path],
            "listing": [self.python, "-m", "dis", program.path],
            "trace": [self.python, ORACLE / "trace39.py", "-n", TRACE_LIMIT, "-o", log, program.path],
            "out": [self.python, program.path],
        }[kind]


class Framewalk:
    """Asks ours."""

    def __init__(self, program):
        self.program = program

    @staticmethod
    def kinds(program):
        return (*program.kinds, "replay") if program.replays else program.kinds

    def record(self, program, recording):
        execute([self.program, "run", "--record", recording, program.path], program.stdin)

    def command(self, kind, program, log):
        return {
            "code": [self.program, "code", program.path],
            "dis": [self.program, "dis", program.path],
            "listing": [self.program, "dis", program.path],
            "trace": [self.program, "trace", "-n", TRACE_LIMIT, "-o", log, program.path],
            "out": [self.program, "run", program.path],
            "replay": [self.program, "run", log],
        }[kind]


def answer(machine, kind, program):
    """The full text of one answer; for `out` with stderr and exit code behind it."""
    with tempfile.TemporaryDirectory() as folder:
        log = pathlib.Path(folder) / "trace"
        if kind == "replay":
            machine.record(program, log)
        out, err, status = execute(machine.command(kind, program, log), b"" if kind == "replay" else program.stdin)
        if kind == "trace":
            text = log.read_text(errors="replace") if log.exists() else ""
            if not text:
                text = f"(no trace, exit code {status})\n" + err.decode("utf-8", "replace")
            return anywhere(text)
    text = out.decode("utf-8", "replace")
    if kind in ("out", "replay"):
        if err:
            text += "--- stderr\n" + err.decode("utf-8", "replace")
        return anywhere(text) + f"--- exit code {status}\n"
    if status != 0:
        text += f"(exit code {status})\n" + err.decode("utf-8", "replace")
    if kind == "listing":
        return without_places(text)
    return re.sub(r"0x[0-9a-f]{6,}", "0x", text) if kind == "dis" else text


def without_places(listing):
    return re.sub(r'at 0x[0-9a-f]*, file "[^"]*"', 'at 0x, file ""', listing)


def anywhere(text):
    """The text without the place of this checkout."""
    return text.replace(f"{TOP}/", "")


def stored_form(kind, text):
    """What is stored of an answer: `dis` and `trace` as digests of so many lines each."""
    size = CHUNK.get(kind)
    if not size:
        return text
    lines = text.splitlines()
    rows = [f"{len(lines)} lines"]
    for start in range(0, len(lines), size):
        digest = hashlib.sha256("\n".join(lines[start : start + size]).encode()).hexdigest()[:16]
        rows.append(f"{start + 1} {digest}")
    return "\n".join(rows) + "\n"


def difference(kind, stored, text, reference):
    """A readable account of where an answer differs; `reference` is CPython's full text where it can be had."""
    if reference is not None and stored_form(kind, reference) == stored:
        return differing_lines(reference, text)
    if kind not in CHUNK:
        return differing_lines(stored, text)
    size, lines = CHUNK[kind], text.splitlines()
    for want, have in zip(stored.splitlines()[1:], stored_form(kind, text).splitlines()[1:]):
        if want != have:
            start = int(have.split()[0]) - 1
            shown = "\n".join(lines[start : start + 6])
            return f"  the first difference is in lines {start + 1} to {start + size}, which begin here as\n{shown}"
    return f"  expected {stored.splitlines()[0]}, got {len(lines)} lines, the last:\n" + "\n".join(lines[-4:])


def differing_lines(want, have, limit=14):
    rows = []
    want_lines, have_lines = want.splitlines(), have.splitlines()
    same = 0
    while same < min(len(want_lines), len(have_lines)) and want_lines[same] == have_lines[same]:
        same += 1
    start = max(0, same - 3)
    window = slice(start, start + 40)
    for row in difflib.unified_diff(want_lines[window], have_lines[window], "CPython", "here", lineterm="", n=3):
        rows.append(f"  {row[:200]}")
    return f"  first difference at line {same + 1}\n" + "\n".join(rows[2 : limit + 2])


def without_lines(text):
    """A code dump without its line tables, which differ between 3.9.2 and 3.9.18 in a few with and try statements."""
    return re.sub(r"(?m)^lnotab .*$", "lnotab", text)


def compare(machine, program, kind, exact, python):
    """(passed|failed|skipped, account) of one expectation."""
    path = program.expected(kind)
    if not path.exists():
        return "failed", "  no expectation is stored; make it with: tests/run golden --update " + program.path.stem
    stored = path.read_bytes().decode("utf-8", "replace")
    text = answer(machine, kind, program)
    if kind == "listing":
        stored = without_places(stored)
        return ("passed", "") if stored in text else ("failed", differing_lines(stored, text))
    if stored_form(kind, text) == stored:
        return "passed", ""
    if not exact:
        older = without_lines(answer(machine, "code", program))
        known = program.expected("code").read_text()
        if kind == "code" and without_lines(stored) == older:
            return "passed", ""
        if kind in ("dis", "trace") and without_lines(known) == older:
            return "skipped", ""
    reference = answer(CPython(python), kind, program) if python and exact and kind in CHUNK else None
    return "failed", difference(kind, stored, text, reference)


def update(found, python, version):
    if version < REFERENCE:
        print(f"golden: CPython {'.'.join(map(str, version))} is older than the reference 3.9.18: its line tables differ")
        return 1
    machine = CPython(python)

    def make(job):
        program, kind = job
        path = program.expected(kind)
        text = stored_form(kind, answer(machine, kind, program)).encode()
        if path.exists() and path.read_bytes() == text:
            return 0
        path.parent.mkdir(parents=True, exist_ok=True)
        print(f"{'changed' if path.exists() else 'new'}: {path.relative_to(TOP)}", flush=True)
        path.write_bytes(text)
        return 1

    work = [(program, kind) for program in found for kind in program.kinds if kind != "listing"]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        changed = sum(pool.map(make, work))
    print(f"golden: {changed} of {len(work)} expectations changed")
    import pyc  # which reads this module

    return pyc.update(found, python, TOP / "build/release/app/framewalk")


def report(found, machine, title, exact, python):
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    work = [(program, kind) for program in found for kind in machine.kinds(program)]
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        results = pool.map(lambda job: compare(machine, *job, exact, python), work)
        for (program, kind), (outcome, account) in zip(work, results):
            counts[outcome] += 1
            if outcome == "failed":
                print(f"FAILED {title} {kind} {program.path}\n{account}", flush=True)
    skipped = f", {counts['skipped']} skipped" if counts["skipped"] else ""
    print(f"{counts['passed']} passed, {counts['failed']} failed{skipped}")
    return 1 if counts["failed"] else 0


def main():
    parser = argparse.ArgumentParser(usage=__doc__)
    parser.add_argument("--program")
    parser.add_argument("--oracle", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--kind", choices=(*KINDS, "listing", "replay"), help="this kind only")
    parser.add_argument("names", nargs="*")
    options = parser.parse_args()
    found = programs(options.names)
    if options.kind:
        for program in found:
            program.kinds = [kind for kind in program.kinds if kind == options.kind]
            program.replays = program.replays and options.kind == "replay"
    python, version = cpython.find()
    if options.oracle or options.update:
        if not python:
            print("golden: no CPython 3.9 here (third_party/install brings one): nothing compared")
            print(f"0 passed, 0 failed, {sum(len(program.kinds) for program in found)} skipped")
            return 1 if options.update else 0
        print(f"golden: CPython {'.'.join(map(str, version))} at {python}", flush=True)
        if options.update:
            return update(found, python, version)
        return report(found, CPython(python), "oracle", version >= REFERENCE, None)
    program = pathlib.Path(options.program or TOP / "build/framewalk")
    if not program.exists():
        print(f"FAILED golden: {program} was not built")
        print("0 passed, 1 failed")
        return 1
    kind = program.parts[-3] if program.parts[-2] == "app" else str(program)
    return report(found, Framewalk(program.resolve()), f"golden ({kind})", True, python)


if __name__ == "__main__":
    sys.exit(main())
