"""The figures: one line each, `name value unit (limit)`.

  run.py [NAME...]     the programs of programs/ (all without a name), `observer` for the executable bench_observer,
                       `compile` for the compiler over CPython's standard library

Each program runs under `framewalk run` and under the CPython 3.9 that third_party brings, taking turns, so that both
meet the same machine; a value is the median of the turns' user and system time, less that of an empty program.
"""

import os
import pathlib
import subprocess
import sys
import tempfile

TOP = pathlib.Path(__file__).resolve().parents[2]
PROGRAMS = TOP / "tests/bench/programs"
FRAMEWALK = TOP / "build/release/app/framewalk"
CPYTHON = TOP / "build/third_party/python3.9/python3.9"
ROUNDS = int(os.environ.get("FW_BENCH_ROUNDS", "7"))
LIMIT = 1.3
COMPILE_LIMIT = 3.0
ENVIRONMENT = {**os.environ, "PYTHONHASHSEED": "0", "PYTHONDONTWRITEBYTECODE": "1"}


def run(command):
    """(CPU seconds, stdout) of one process."""
    with tempfile.TemporaryFile() as out:
        process = subprocess.Popen([str(word) for word in command], stdout=out, stderr=out, env=ENVIRONMENT, cwd=TOP)
        _, status, usage = os.wait4(process.pid, 0)
        process.returncode = os.waitstatus_to_exitcode(status)
        out.seek(0)
        text = out.read().decode("utf-8", "replace")
    if process.returncode != 0:
        raise RuntimeError(f"{' '.join(map(str, command))}: exit code {process.returncode}\n{text[-600:]}")
    return usage.ru_utime + usage.ru_stime, text


def median(values):
    ordered = sorted(values)
    middle = len(ordered) // 2
    return ordered[middle] if len(ordered) % 2 else (ordered[middle - 1] + ordered[middle]) / 2


def interleaved(path, commands):
    """The median time of each command on one program, and whether all print the same."""
    times = [[] for _ in commands]
    outputs = set()
    for _ in range(ROUNDS):
        for place, command in enumerate(commands):
            seconds, text = run([*command, path])
            times[place].append(seconds)
            outputs.add(text)
    return [median(each) for each in times], len(outputs) == 1


def line(name, value, unit, limit=""):
    print(f"{name} {value} {unit}" + (f" ({limit})" if limit else ""), flush=True)


def ratios(names):
    commands = [[FRAMEWALK, "run"], [CPYTHON]]
    with tempfile.NamedTemporaryFile(suffix=".py") as empty:
        start, _ = interleaved(empty.name, commands)
    line("start.framewalk", f"{start[0] * 1000:.1f}", "ms")
    line("start.cpython", f"{start[1] * 1000:.1f}", "ms")
    product, count, good = 1.0, 0, True
    for path in sorted(PROGRAMS.glob("*.py")):
        if names and path.stem not in names:
            continue
        try:
            (ours, theirs), same = interleaved(path, commands)
        except RuntimeError as error:
            print(f"{path.stem} failed: {error}")
            good = False
            continue
        if not same:
            print(f"{path.stem} failed: the two print different results")
            good = False
            continue
        ratio = max(ours - start[0], 1e-4) / max(theirs - start[1], 1e-4)
        line(f"{path.stem}.framewalk", f"{(ours - start[0]) * 1000:.0f}", "ms")
        line(f"{path.stem}.cpython", f"{(theirs - start[1]) * 1000:.0f}", "ms")
        line(f"{path.stem}.ratio", f"{ratio:.2f}", "x")
        product *= ratio
        count += 1
    if count:
        mean = product ** (1 / count)
        line("speed.geometric_mean", f"{mean:.2f}", "x", f"limit {LIMIT}x")
        good = good and mean <= LIMIT
    return good


# Prints the CPU seconds that compile() takes for the files named on standard input, and how many there are.
COMPILE = """
import sys, time, warnings
warnings.simplefilter("ignore")
texts = [(open(path, "rb").read(), path) for path in sys.stdin.read().split("\\n") if path]
start = time.process_time()
for text, path in texts:
    compile(text, path, "exec", dont_inherit=True)
print(time.process_time() - start, len(texts))
"""


def compiler():
    """How many times faster than CPython's compile() the whole standard library is compiled."""
    library = CPYTHON.parent.resolve()
    paths = sorted(str(path) for path in library.rglob("*.py") if path.is_file())
    lines = sum(pathlib.Path(path).read_bytes().count(b"\n") for path in paths)
    commands = {
        "framewalk": [TOP / "build/release/tests/bench/compile_library"],
        "cpython": [CPYTHON, "-I", "-c", COMPILE],
    }
    times = {name: [] for name in commands}
    for _ in range(ROUNDS):
        for name, command in commands.items():
            result = subprocess.run(command, input="\n".join(paths) + "\n", capture_output=True, text=True, cwd=TOP)
            words = result.stdout.split()
            if result.returncode != 0 or int(words[1]) != len(paths):
                print(f"compile.{name} failed: {words[1:] or result.stderr} of {len(paths)} files")
                return False
            times[name].append(float(words[0]))
    seconds = {name: median(each) for name, each in times.items()}
    ratio = seconds["cpython"] / seconds["framewalk"]
    for name, value in seconds.items():
        line(f"compile.{name}", f"{lines / value / 1000:.0f}", "thousand lines/s")
    line("compile.ratio", f"{ratio:.2f}", "x", f"at least {COMPILE_LIMIT}x")
    return ratio >= COMPILE_LIMIT


def executables(names):
    """Figures that C++ programs measure; each prints its own lines."""
    good = True
    for program in sorted((TOP / "build/release/tests/bench").glob("bench_*")):
        if os.access(program, os.X_OK) and program.is_file():
            if not names or program.name.removeprefix("bench_") in names:
                good = subprocess.run([program], cwd=TOP).returncode == 0 and good
    return good


def main():
    names = sys.argv[1:]
    known = {path.stem for path in PROGRAMS.glob("*.py")}
    good = True
    if not names or known & set(names):
        if not CPYTHON.exists():
            print("bench: no CPython 3.9 to compare with (third_party/install brings one)")
            return 1
        good = ratios(names)
    if not names or "compile" in names:
        good = CPYTHON.exists() and compiler() and good
    return 0 if executables(names) and good else 1


if __name__ == "__main__":
    sys.exit(main())
