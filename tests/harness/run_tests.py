"""tests/run: builds, runs the parts that it is asked for, prints one summary.

The last line is "N passed, N failed" (", N skipped" when there are any); the exit code is 1 when something failed.
Each GoogleTest case, each golden comparison and each style check counts as one test.
"""

import argparse
import json
import os
import pathlib
import re
import shutil
import subprocess
import sys
import time

TOP = pathlib.Path(__file__).resolve().parents[2]
BUILD = TOP / "build"
HELP = """tests/run [PART...]   sets up, builds, runs the parts, prints one summary

  (nothing)           the optimised and the sanitizer build, then style, unit, ui, golden, corpus and oracle
  unit                the GoogleTest programs of tests/unit, in both builds
  ui                  the panels' tests, in both builds
  golden              the programs of tests/golden and assets/examples against their stored expectations, in both builds
  golden --update [NAME...]   make the expectations again with CPython 3.9, and show which changed
  corpus              what becomes of wrong and doubtful sources, and of the standard library, against stored answers, in both builds
  corpus DIR...       every .py file below the folders, the optimised build against CPython 3.9: code objects or errors
  corpus --update     make the stored answers again with CPython 3.9
  oracle              the stored expectations against CPython 3.9, where it is found
  style               include directions, headers that compile alone, formatting, clang-tidy, house style
  fuzz [TARGET...] [--seconds N]   libFuzzer on the front end and on .pyc files, N seconds a target (60), in a build of its own
  bench [NAME...]     one line a figure: name value unit (limit), medians over interleaved runs

  --release           the optimised build only
"""
# The machine keeps its objects in a region of its own and runs on its own stack; both are foreign to these two checks.
SANITIZER = "detect_leaks=0:detect_stack_use_after_return=0"
PARTS = ["unit", "ui", "golden", "corpus", "oracle", "style", "fuzz", "bench"]


class Summary:
    """What was counted so far, by part."""

    def __init__(self):
        self.passed = self.failed = self.skipped = 0
        self.failures = []

    def add(self, title, passed, failed, skipped, seconds):
        self.passed += passed
        self.failed += failed
        self.skipped += skipped
        text = f"{title}: {passed} passed, {failed} failed"
        if skipped:
            text += f", {skipped} skipped"
        print(f"{text} ({seconds:.0f} s)", flush=True)

    def fail(self, what):
        self.failures.append(what)


def build(kind, summary):
    """Builds everything of one kind; a failure counts as a failed test and what was built is tested all the same."""
    started = time.time()
    status = subprocess.run([TOP / "app/build", kind]).returncode
    if status != 0:
        summary.fail(f"build {kind}")
    summary.add(f"build {kind}", int(status == 0), int(status != 0), 0, time.time() - started)
    program = BUILD / "release/app/framewalk"
    link = BUILD / "framewalk"
    if kind == "release" and program.exists() and (not link.is_symlink() or link.resolve() != program):
        link.unlink(missing_ok=True)
        link.symlink_to(program.relative_to(BUILD))
    return status == 0


def read_cases(path):
    """The cases of one GoogleTest result file: (name, state, message) each."""
    for suite in json.loads(path.read_text(encoding="utf-8", errors="replace")).get("testsuites", []):
        for case in suite.get("testsuite", []):
            name = f"{suite['name']}.{case['name']}"
            if case.get("failures"):
                yield name, "failed", case["failures"][0].get("failure", "")
            elif case.get("result") == "SKIPPED" or case.get("status") == "NOTRUN":
                yield name, "skipped", ""
            else:
                yield name, "passed", ""


def ctest(kind, label, summary):
    """Runs the ctest tests of one label and counts the GoogleTest cases inside them."""
    folder = BUILD / kind
    if not (folder / "CTestTestfile.cmake").exists():
        summary.fail(f"{label} {kind}: nothing was built")
        summary.add(f"{label}, {kind}", 0, 1, 0, 0)
        return
    results = folder / "results"
    shutil.rmtree(results, ignore_errors=True)
    results.mkdir(parents=True)
    started = time.time()
    report = folder / f"ctest-{label}.xml"
    report.unlink(missing_ok=True)
    jobs = str(os.cpu_count() or 2)
    environment = {**os.environ, "ASAN_OPTIONS": SANITIZER, "UBSAN_OPTIONS": "print_stacktrace=1"}
    command = ["ctest", "--test-dir", folder, "-L", f"^{label}$", "-j", jobs, "--output-on-failure", "--output-junit", report]
    ran = subprocess.run(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True, errors="replace", env=environment)
    counts = {"passed": 0, "failed": 0, "skipped": 0}
    for name, state in junit_states(report):
        result = results / f"{name}.json"
        cases = list(read_cases(result)) if result.exists() and result.stat().st_size else []
        for case, outcome, message in cases:
            counts[outcome] += 1
            if outcome == "failed":
                summary.fail(f"{name} ({kind}) {case}")
                print(f"FAILED {name} ({kind}) {case}\n{message}", flush=True)
        # A program that died, or a test without cases of its own, counts as one.
        if not cases or (state == "failed" and not any(outcome == "failed" for _, outcome, _ in cases)):
            counts[state] += 1
            if state == "failed":
                summary.fail(f"{name} ({kind})")
                print(f"FAILED {name} ({kind})\n{output_of(ran.stdout, name)}", flush=True)
    summary.add(f"{label}, {kind}", counts["passed"], counts["failed"], counts["skipped"], time.time() - started)


def junit_states(report):
    """(test name, passed|failed|skipped) of each test in ctest's report."""
    if not report.exists():
        return
    for name, status in re.findall(r'<testcase name="([^"]+)"[^>]*?status="(\w+)"', report.read_text(errors="replace")):
        yield name, {"run": "passed", "notrun": "failed", "disabled": "skipped"}.get(status, "failed")


def output_of(text, name, limit=60):
    """The lines that ctest printed for one failed test."""
    lines = text.splitlines()
    start = next((i for i, line in enumerate(lines) if name in line and ("Start" not in line)), 0)
    return "\n".join(lines[start : start + limit])


def counted(title, command, summary):
    """Runs a harness script whose last line is the usual summary, and adds its counts."""
    started = time.time()
    process = subprocess.Popen(command, stdout=subprocess.PIPE, text=True, errors="replace", cwd=TOP)
    last = ""
    for line in process.stdout:
        if last:
            print(last, flush=True)
        last = line.rstrip("\n")
        if last.startswith("FAILED "):
            summary.fail(last[7:])
    status = process.wait()
    match = re.fullmatch(r"(\d+) passed, (\d+) failed(?:, (\d+) skipped)?", last)
    if not match:
        print(last)
        summary.fail(f"{title}: ended with exit code {status}")
        summary.add(title, 0, 1, 0, time.time() - started)
        return
    passed, failed, skipped = (int(group or 0) for group in match.groups())
    summary.add(title, passed, failed, skipped, time.time() - started)


def main():
    parser = argparse.ArgumentParser(add_help=False)
    parser.add_argument("-h", "--help", action="store_true")
    parser.add_argument("--update", action="store_true")
    parser.add_argument("--release", action="store_true")
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("parts", nargs="*")
    options = parser.parse_intermixed_args()
    first = options.parts[0] if options.parts else ""
    if options.help:
        print(HELP, end="")
        return 0
    names = options.parts[1:] if first in ("bench", "corpus", "fuzz") or options.update else []
    parts = options.parts[:1] if names else options.parts
    for part in parts:
        if part not in PARTS:
            print(f"tests/run: no part {part}; the parts are {', '.join(PARTS)} (see tests/run --help)", file=sys.stderr)
            return 2
    golden = [sys.executable, "tests/harness/golden.py"]
    corpus = [sys.executable, TOP / "tests/harness/corpus.py"]
    pyc = [sys.executable, TOP / "tests/harness/pyc.py"]
    if options.update and first == "corpus":
        return subprocess.run([*corpus, "--update"]).returncode
    if options.update:
        return subprocess.run([*golden, "--update", *names], cwd=TOP).returncode
    if parts == ["fuzz"]:
        summary = Summary()
        if not build("release", summary) or not build("fuzz", summary):
            return 1
        return subprocess.run([sys.executable, "tests/harness/fuzz.py", "--seconds", str(options.seconds), *names], cwd=TOP).returncode
    if parts == ["bench"]:
        summary = Summary()
        if not build("release", summary):
            return 1
        return subprocess.run([sys.executable, "tests/bench/run.py", *names], cwd=TOP).returncode

    if first == "corpus" and names:
        summary = Summary()
        if not build("release", summary):
            return 1
        return subprocess.run([*corpus, "--program", BUILD / "release/app/framewalk", *names]).returncode

    parts = parts or ["style", "unit", "ui", "golden", "corpus", "oracle"]
    summary = Summary()
    kinds = ["release"] if options.release or parts in (["style"], ["oracle"]) else ["release", "sanitize"]
    if parts != ["oracle"]:
        for kind in kinds:
            build(kind, summary)
    for part in parts:
        if part == "oracle":
            counted("oracle", [*golden, "--oracle"], summary)
            counted("oracle, pyc", [*pyc, "--oracle"], summary)
            counted("oracle, corpus", [*corpus, "--oracle"], summary)
        elif part == "style":
            ctest("release", "style", summary)
        elif part == "golden":
            for kind in kinds:
                counted(f"golden, {kind}", [*golden, "--program", BUILD / kind / "app/framewalk"], summary)
                counted(f"pyc, {kind}", [*pyc, "--program", BUILD / kind / "app/framewalk"], summary)
        elif part == "corpus":
            for kind in kinds:
                counted(f"corpus, {kind}", [*corpus, "--program", BUILD / kind / "app/framewalk"], summary)
        else:
            for kind in kinds:
                ctest(kind, part, summary)

    if summary.failures:
        print("\nfailed:")
        for what in summary.failures[:80]:
            print(f"  {what}")
        if len(summary.failures) > 80:
            print(f"  and {len(summary.failures) - 80} more")
    skipped = f", {summary.skipped} skipped" if summary.skipped else ""
    print(f"\n{summary.passed} passed, {summary.failed} failed{skipped}")
    return 1 if summary.failed else 0


if __name__ == "__main__":
    sys.exit(main())
