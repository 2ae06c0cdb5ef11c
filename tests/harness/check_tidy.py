"""clang-tidy with the checks of .clang-tidy, over the files that changed since they were last found clean.

The cache is in the build folder, keyed by each file together with the project headers that it includes. A run has a
time budget: what does not fit in is reported and left for the next run, the files changed last come first.
"""

import json
import pathlib
import re
import shutil
import subprocess
import time

import tree


def by_age(names):
    """The names, those of the latest commits first; files of no commit before all."""
    log = subprocess.run(
        ["git", "log", "--format=", "--name-only", "-n", "400"], cwd=tree.TOP, capture_output=True, text=True
    )
    order = {}
    for name in log.stdout.split():
        order.setdefault(name, len(order))
    return sorted(names, key=lambda name: order.get(name, -1))


def main():
    options = tree.options()
    tool = shutil.which("clang-tidy")
    database = pathlib.Path(options.build) / "compile_commands.json"
    if not tool or not database.exists():
        tree.finish("clang-tidy (not here)", [], 0)
    known = {pathlib.Path(entry["file"]) for entry in json.loads(database.read_text())}
    names = options.names or [name for name in tree.cpp_files() if name.endswith(".cpp") and tree.TOP / name in known]
    hashes, cache = tree.Hashes(), tree.CleanCache(options.build, "tidy")
    settings = tree.read(".clang-tidy")
    deadline = time.time() + options.seconds
    left = []

    def check(name):
        key = hashes.of(name, settings)
        if cache.has(key):
            return []
        if time.time() > deadline:
            left.append(name)
            return []
        command = [tool, "-p", options.build, "--quiet", "--extra-arg=-Wno-unknown-warning-option", str(tree.TOP / name)]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tree.TOP)
        found = [line for line in done.stdout.splitlines() if re.search(r": (warning|error): ", line)]
        if not found:
            cache.add(key)
        return [line.replace(f"{tree.TOP}/", "") for line in found]

    problems = sorted({line for found in tree.jobs(check, by_age(names)) for line in found})
    cache.save()
    if left:
        print(f"{len(left)} files did not fit into {options.seconds:.0f} s and wait for the next run")
    tree.finish("clang-tidy", problems, len(names) - len(left))


if __name__ == "__main__":
    main()
