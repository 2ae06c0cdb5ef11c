"""Every header compiles alone: each is given to the compiler as the whole of a file.

What compiled stays good until it, or a project header that it includes, changes; the cache is in the build folder.
"""

import json
import os
import pathlib
import shlex
import shutil
import subprocess

import tree

SKIPPED = ("-o", "-c", "-MF", "-MT", "-MQ")


def flags_of(build):
    """The include paths and definitions of all compiled files together, from compile_commands.json."""
    database = pathlib.Path(build) / "compile_commands.json"
    flags = {}
    if database.exists():
        for entry in json.loads(database.read_text()):
            words = shlex.split(entry["command"])
            for index, word in enumerate(words):
                if word == "-isystem":
                    flags[("-isystem", words[index + 1])] = None
                elif word.startswith("-I") or (word.startswith("-D") and "FW_" not in word):
                    flags[(word,)] = None
    flat = [word for flag in flags for word in flag]
    return flat or [f"-I{tree.TOP}"]


def main():
    options = tree.options()
    compiler = shutil.which(os.environ.get("CXX", "clang++")) or shutil.which("g++")
    command = [compiler, "-std=c++20", "-fsyntax-only", "-Wall", "-Wextra", "-Wno-pragma-once-outside-header", "-Werror"]
    command += flags_of(options.build)
    hashes, cache = tree.Hashes(), tree.CleanCache(options.build, "headers")
    names = options.names or [name for name in tree.cpp_files() if name.endswith(".h")]

    def check(name):
        key = hashes.of(name, " ".join(command))
        if cache.has(key):
            return None
        done = subprocess.run(command + ["-xc++", str(tree.TOP / name)], capture_output=True, text=True, cwd=tree.TOP)
        if done.returncode == 0:
            cache.add(key)
            return None
        return f"{name}: does not compile alone\n{done.stderr[:1500]}"

    problems = sorted(problem for problem in tree.jobs(check, names) if problem)
    cache.save()
    tree.finish("headers alone", problems, len(names))


if __name__ == "__main__":
    main()
