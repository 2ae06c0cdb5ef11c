"""What CPython 3.9 makes of many sources at once: its code objects, or its errors and warnings.

  corpus.py --program PATH DIR...   compare the program with CPython 3.9 over every .py file below the folders
  corpus.py --program PATH          compare the program with the stored answers (no CPython needed)
  corpus.py --oracle                compare CPython 3.9 with the stored answers
  corpus.py --update                store CPython 3.9's answers again

Stored are, in tests/corpus: sources.jsonl, one list a line, a source and its answer; and library.digests, what becomes of
the files of CPython 3.9's standard library, by the hash of each file, so that other versions of a file are skipped.
Both sides run compile_answers.py. The last line is the summary; of what differs, the first difference is shown.
"""

import argparse
import concurrent.futures
import hashlib
import json
import os
import pathlib
import subprocess
import sys
import tempfile

sys.path.insert(0, str(pathlib.Path(__file__).resolve().parent))
import cpython  # noqa: E402

TOP = pathlib.Path(__file__).resolve().parents[2]
ANSWERS = TOP / "tests/harness/compile_answers.py"
SOURCES = TOP / "tests/corpus/sources.jsonl"
DIGESTS = TOP / "tests/corpus/library.digests"
BROUGHT = TOP / "build/third_party/python3.9/usr/lib/python3.9"
SKIPPED_FOLDERS = {"test", "tests", "site-packages", "idle_test", "lib2to3", "__pycache__"}
ENVIRONMENT = {
    **os.environ,
    "PYTHONHASHSEED": "0",
    "PYTHONDONTWRITEBYTECODE": "1",
    "LANG": "C.UTF-8",
    "ASAN_OPTIONS": "detect_leaks=0:detect_stack_use_after_return=0",
    "UBSAN_OPTIONS": "print_stacktrace=1",
}
JOBS = 2
BATCH = 200


def ask_batch(command, cases, full):
    """The answers to some cases, from one process; from another one behind a case that ended it."""
    answers = []
    while len(answers) < len(cases):
        with tempfile.NamedTemporaryFile("w", suffix=".jsonl", encoding="utf-8") as file:
            file.writelines(json.dumps(case) + "\n" for case in cases[len(answers) :])
            file.flush()
            words = [*map(str, command), str(ANSWERS), file.name] + (["--full"] if full else [])
            done = subprocess.run(words, capture_output=True, text=True, errors="replace", env=ENVIRONMENT)
        answers += [json.loads(line) for line in done.stdout.splitlines()]
        if len(answers) < len(cases):
            answers.append(["ended", done.returncode, done.stderr[-2000:]])
    return answers


def ask(command, cases, full=False):
    """One answer a case, in their order."""
    batches = [cases[i : i + BATCH] for i in range(0, len(cases), BATCH)]
    with concurrent.futures.ThreadPoolExecutor(JOBS) as pool:
        return [answer for answers in pool.map(lambda batch: ask_batch(command, batch, full), batches) for answer in answers]


def first_difference(ours, theirs):
    """Where two answers part: a field of a code object, or a part of an error."""
    if ours[0] == theirs[0] == "code":
        for number, (left, right) in enumerate(zip(ours[1].split("\n"), theirs[1].split("\n"))):
            if left != right:
                return f"line {number} of the code objects\n  ours    {left[:400]}\n  CPython {right[:400]}"
    return f"the answer\n  ours    {json.dumps(ours)[:600]}\n  CPython {json.dumps(theirs)[:600]}"


def report(name, ours, theirs):
    print(f"FAILED {name}: {first_difference(ours, theirs)}")


def compare_folders(program, python, folders):
    """Every source below the folders, ours against CPython's."""
    files = sorted({path.resolve() for folder in folders for path in pathlib.Path(folder).rglob("*.py") if path.is_file()})
    files += [pathlib.Path(folder).resolve() for folder in folders if pathlib.Path(folder).is_file()]
    cases = [[str(file), "exec", "file"] for file in files]
    with concurrent.futures.ThreadPoolExecutor(2) as pool:
        ours, theirs = pool.map(lambda command: ask(command, cases), ([program, "run"], [python]))
    failed = [i for i, (left, right) in enumerate(zip(ours, theirs)) if left != right]
    for i in failed[:40]:
        full = (ask_batch([program, "run"], [cases[i]], True)[0], ask_batch([python], [cases[i]], True)[0])
        report(cases[i][0], *full)
    rejected = sum(answer[0] != "code" for answer in theirs)
    print(f"{len(files)} files, {rejected} of them rejected by CPython")
    return len(files) - len(failed), len(failed)


def stored_sources():
    """(case, answer) of each line."""
    for line in SOURCES.read_text(encoding="utf-8").splitlines():
        yield json.loads(line)


def source_hash(path):
    return hashlib.sha256(path.read_bytes()).hexdigest()[:16]


def library_files(folders):
    """The library's own sources, without its tests: path below the library, and the file."""
    for folder in folders:
        for path in sorted(folder.rglob("*.py")):
            relative = path.relative_to(folder)
            if path.is_file() and not SKIPPED_FOLDERS.intersection(relative.parts):
                yield str(relative), path


def check_sources(command):
    cases, answers = zip(*stored_sources())
    failed = 0
    for case, ours, theirs in zip(cases, ask(command, list(cases)), answers):
        if ours != theirs:
            failed += 1
            report(json.dumps(case)[:400], ours, theirs)
    return len(cases) - failed, failed


def check_library(command, folders):
    """Files that the list does not know are skipped: they are another version's."""
    known = dict(line.rsplit(" ", 1) for line in DIGESTS.read_text().splitlines())
    files = [(f"{name} {source_hash(path)}", path) for name, path in library_files(folders)]
    files = [(key, path) for key, path in files if key in known]
    failed = 0
    for (key, path), ours in zip(files, ask(command, [[str(path), "exec", "file"] for _, path in files])):
        if ours[:2] != ["code", known[key]]:
            failed += 1
            print(f"FAILED {path}: ours {json.dumps(ours)[:200]}, stored {known[key]}")
    return len(files) - failed, failed


def update(python, folders):
    cases = [case for case, _ in stored_sources()]
    with SOURCES.open("w", encoding="utf-8") as file:
        for case, answer in zip(cases, ask([python], cases)):
            file.write(json.dumps([case, answer]) + "\n")
    files = list(library_files(folders))
    answers = ask([python], [[str(path), "exec", "file"] for _, path in files])
    lines = {f"{name} {source_hash(path)} {answer[1]}\n" for (name, path), answer in zip(files, answers) if answer[0] == "code"}
    DIGESTS.write_text("".join(sorted(lines)))
    print(f"{len(cases)} sources, {len(lines)} files of the library")


def main():
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--program")
    parser.add_argument("--oracle", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("folders", nargs="*")
    options = parser.parse_args()
    python, version = cpython.find()
    folders = [folder for folder in (BROUGHT,) if folder.exists()]
    if python:
        folders.append(pathlib.Path(python).resolve().parents[1] / "lib/python3.9")
    if not options.program and not python:
        print("no CPython 3.9 on this machine\n0 passed, 0 failed, 1 skipped")
        return 0
    if options.update:
        update(python, folders)
        return 0
    if options.folders:
        if not python:
            print("no CPython 3.9 to compare with\n0 passed, 0 failed, 1 skipped")
            return 0
        passed, failed = compare_folders(options.program, python, options.folders)
    else:
        command = [options.program, "run"] if options.program else [python]
        if not options.program and version < (3, 9, 18):
            print(f"CPython {'.'.join(map(str, version))} is not the one that made the answers\n0 passed, 0 failed, 1 skipped")
            return 0
        passed, failed = check_sources(command)
        more_passed, more_failed = check_library(command, folders)
        passed, failed = passed + more_passed, failed + more_failed
    print(f"{passed} passed, {failed} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
