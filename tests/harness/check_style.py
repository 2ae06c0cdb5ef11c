"""House style that no formatter knows: line length, #pragma once, the comment at a file's head, words that say
"unfinished", what stands at the top level. Tables (.def) may be wide. Files over 600 lines are listed, not refused:
each should have a reason."""

import re
import subprocess

import tree

UNFINISHED = re.compile(r"\b(TODO|FIXME|XXX|HACK)\b")
LIMIT = 100
LONG = 600
TOP_LEVEL = {"CMakeLists.txt", "README.md", "app", "assets", "tests", "third_party", "ui", "vm"}


def problems_of(name, text):
    lines = text.splitlines()
    raw = ""  # the end of the raw string that the line is in: what a program prints may be wide
    for number, line in enumerate(lines, 1):
        opened = re.search(r'R"(\w*)\(', line)
        wide = raw or opened or "http" in line or name.endswith(".def")
        if opened:
            raw = f'){opened[1]}"'
        if raw and raw in line:
            raw = ""
        if len(line) > LIMIT and not wide:
            yield f"{name}:{number}: {len(line)} columns, more than {LIMIT}"
        if line.rstrip() != line:
            yield f"{name}:{number}: blanks at the end of the line"
        if UNFINISHED.search(line):
            yield f"{name}:{number}: a word that says unfinished"
    if not lines or not lines[0].startswith(("//", "/*")):
        yield f"{name}:1: no comment at the head of the file"
    if name.endswith(".h") and "#pragma once" not in lines:
        yield f"{name}:1: no #pragma once"
    if text and not text.endswith("\n"):
        yield f"{name}:{len(lines)}: no newline at the end"


def main():
    options = tree.options()
    names = options.names or tree.cpp_files()
    problems, long = [], []
    for name in names:
        text = tree.read(name)
        problems += problems_of(name, text)
        if text.count("\n") > LONG:
            long.append(f"note: {name} has {text.count(chr(10))} lines")
    for folder in sorted({"/".join(name.split("/")[:2]) for name in names if name.startswith(("vm/", "tests/unit")) and name.count("/") > 1}):
        if folder.startswith("vm/") and not (tree.TOP / folder / "README.md").exists():
            problems.append(f"{folder}: no README.md")
    tracked = subprocess.run(["git", "ls-files"], cwd=tree.TOP, capture_output=True, text=True).stdout.split("\n")
    top = {name.split("/")[0] for name in tracked if name}
    problems += [f"{name}: does not belong at the top level" for name in sorted(top - TOP_LEVEL) if name[0] != "."]
    print("\n".join(long))
    tree.finish("style", problems, len(names))


if __name__ == "__main__":
    main()
