"""What the checks of the tree share: the list of files, hashes, a cache of what was found clean, the report."""

import argparse
import concurrent.futures
import hashlib
import os
import pathlib
import re
import subprocess
import sys

TOP = pathlib.Path(__file__).resolve().parents[2]
INCLUDE = re.compile(r'^\s*#\s*include\s+"([^"]+)"', re.M)
CODE_FOLDERS = ("vm", "ui", "app", "tests")


def files(*suffixes):
    """The files of the tree with these suffixes, tracked or not yet, as paths relative to the top."""
    listed = subprocess.run(
        ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"], cwd=TOP, capture_output=True, text=True
    )
    if listed.returncode == 0:
        names = set(listed.stdout.split("\0"))
    else:  # not a git checkout: an unpacked archive
        names = {str(path.relative_to(TOP)) for folder in CODE_FOLDERS for path in (TOP / folder).rglob("*")}
    return sorted(name for name in names if name.endswith(suffixes) and (TOP / name).is_file())


def cpp_files():
    return [name for name in files(".h", ".cpp", ".def") if name.split("/")[0] in CODE_FOLDERS]


def read(name):
    return (TOP / name).read_text(encoding="utf-8", errors="replace")


def project_includes(name):
    """The project files that a file includes, relative to the top."""
    for included in INCLUDE.findall(read(name)):
        if (TOP / included).is_file():
            yield included


class Hashes:
    """The hash of a file together with everything of the project that it includes."""

    def __init__(self):
        self.closures = {}

    def closure(self, name):
        if name not in self.closures:
            seen, queue = set(), [name]
            while queue:
                current = queue.pop()
                if current not in seen:
                    seen.add(current)
                    queue.extend(project_includes(current))
            self.closures[name] = seen
        return self.closures[name]

    def of(self, name, salt=""):
        digest = hashlib.sha256(salt.encode())
        for part in sorted(self.closure(name)):
            digest.update(part.encode() + b"\0" + (TOP / part).read_bytes())
        return digest.hexdigest()


class CleanCache:
    """Keys of files that a check found clean, kept in the build folder; only those of the last run are kept."""

    def __init__(self, build, check):
        self.path = pathlib.Path(build) / f"check-{check}.clean"
        self.old = set(self.path.read_text().split()) if self.path.exists() else set()
        self.new = set()

    def has(self, key):
        if key in self.old:
            self.new.add(key)
            return True
        return False

    def add(self, key):
        self.new.add(key)

    def save(self):
        self.path.write_text("\n".join(sorted(self.new)) + "\n")


def jobs(work, items):
    """work(item) for each item on all processors, results in the order of completion."""
    with concurrent.futures.ThreadPoolExecutor(os.cpu_count() or 2) as pool:
        for future in concurrent.futures.as_completed([pool.submit(work, item) for item in items]):
            yield future.result()


def options():
    parser = argparse.ArgumentParser()
    parser.add_argument("--build", default=str(TOP / "build/release"))
    parser.add_argument("--seconds", type=float, default=150, help="time budget of clang-tidy")
    parser.add_argument("names", nargs="*")
    return parser.parse_args()


def finish(check, problems, checked):
    """Prints the problems and leaves with the exit code that they call for."""
    for problem in problems:
        print(problem)
    print(f"{check}: {checked} files, {len(problems)} problems")
    sys.exit(1 if problems else 0)
