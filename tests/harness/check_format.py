"""Formatting: every C++ file is as clang-format leaves it, with the .clang-format of the tree."""

import shutil
import subprocess

import tree


def main():
    options = tree.options()
    tool = shutil.which("clang-format")
    names = options.names or [name for name in tree.cpp_files() if not name.endswith(".def")]
    if not tool:
        tree.finish("formatting (no clang-format here)", [], 0)
    groups = [names[start : start + 20] for start in range(0, len(names), 20)]

    def check(group):
        command = [tool, "--dry-run", "-ferror-limit=1", *group]
        done = subprocess.run(command, capture_output=True, text=True, cwd=tree.TOP)
        return {line.split(":")[0] for line in done.stderr.splitlines() if "clang-formatted" in line}

    wrong = sorted(set().union(*tree.jobs(check, groups)))
    tree.finish("formatting", [f"{name}: run clang-format -i on it" for name in wrong], len(names))


if __name__ == "__main__":
    main()
