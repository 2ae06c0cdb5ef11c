"""Runs the fuzz targets: tests/run fuzz [TARGET] [--seconds N].

The corpus is made anew from assets/examples and tests/golden and grows in build/fuzz/corpus. What a target finds (a
crash, a sanitizer's report, a leak, more than two seconds for one input) is kept in build/fuzz/findings/TARGET.
The last line is "N passed, N failed"; each target counts as one test.
"""

import argparse
import os
import pathlib
import random
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
FUZZ = TOP / "build/fuzz"
TARGETS = ["tokens", "source", "compile", "pyc"]
LARGEST = {"tokens": 400, "source": 4000, "compile": 4000, "pyc": 8000}
# The machine has a stack and a memory of its own, in which objects are left as they are when it ends.
NO_LEAKS = {"pyc"}
SLOWEST = 10  # seconds for one input: a sanitized program on a busy machine is five times slower


def programs():
    return sorted((TOP / "assets/examples").glob("*.py")) + sorted((TOP / "tests/golden").glob("*.py"))


def make_corpus(target, folder):
    """The seeds of a target: source files, compiled files, or random rows of tokens."""
    folder.mkdir(parents=True, exist_ok=True)
    if target == "tokens":
        choose = random.Random(39)
        for number in range(200):
            row = bytes(choose.randrange(256) for _ in range(choose.randrange(4, 120)))
            (folder / f"seed{number}").write_bytes(row)
    for program in [] if target == "tokens" else programs():
        if target == "pyc":
            compiled = folder / f"seed_{program.stem}"
            subprocess.run([TOP / "build/release/app/framewalk", "compile", program, "-o", compiled], check=False)
        else:
            # A whole program is more than one mutation can go through: pieces of it.
            text = program.read_bytes()
            size = LARGEST[target]
            for start in range(0, len(text), size):
                piece = text[start : start + size]
                (folder / f"seed_{program.stem}_{start}").write_bytes(piece[piece.find(b"\n") + 1 :] if start else piece)


def run(target, seconds):
    """True: nothing was found."""
    corpus, findings = FUZZ / "corpus" / target, FUZZ / "findings" / target
    make_corpus(target, corpus)
    findings.mkdir(parents=True, exist_ok=True)
    command = [
        FUZZ / f"tests/fuzz/fuzz_{target}", f"-max_total_time={seconds}", f"-max_len={LARGEST[target]}",
        f"-timeout={SLOWEST}", "-rss_limit_mb=4096", f"-artifact_prefix={findings}/", "-print_final_stats=1", corpus,
    ]
    options = "detect_stack_use_after_return=0:detect_leaks=" + ("0" if target in NO_LEAKS else "1")
    environment = {**os.environ, "ASAN_OPTIONS": options, "UBSAN_OPTIONS": "print_stacktrace=1"}
    log = FUZZ / f"{target}.log"
    with log.open("w") as file:
        status = subprocess.run(command, stdout=file, stderr=subprocess.STDOUT, env=environment).returncode
    lines = log.read_text(errors="replace").splitlines()
    executed = [line for line in lines if "number_of_executed_units" in line]
    print(f"fuzz {target}: {executed[0].split()[-1] if executed else '?'} inputs in {seconds} s", flush=True)
    if status != 0:
        print("\n".join(lines[-60:]))
        print(f"FAILED fuzz {target}: see {log.relative_to(TOP)} and {findings.relative_to(TOP)}")
    return status == 0


def main():
    parser = argparse.ArgumentParser()
    parser.add_argument("--seconds", type=int, default=60)
    parser.add_argument("targets", nargs="*")
    options = parser.parse_args()
    for target in options.targets:
        if target not in TARGETS:
            print(f"fuzz: no target {target}; the targets are {', '.join(TARGETS)}", file=sys.stderr)
            return 2
    failed = [target for target in options.targets or TARGETS if not run(target, options.seconds)]
    print(f"{len(options.targets or TARGETS) - len(failed)} passed, {len(failed)} failed")
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main())
