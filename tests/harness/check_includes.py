"""Include directions: each folder includes only what the table in vm/README.md allows, and the table has no cycle.

A row of the table is `| folder | what it is | may include |`. The third column lists folders of vm/ or the top
("base code"), single files or patterns ("code/opcode.h", "syntax/ast_*.h"), or "anything".
"""

import fnmatch
import re

import tree


def read_table():
    """folder path -> list of allowed patterns, both relative to the top."""
    table = {}
    for line in tree.read("vm/README.md").splitlines():
        cells = [cell.strip().replace("`", "") for cell in line.strip().strip("|").split("|")]
        if not line.startswith("|") or len(cells) != 3 or cells[0] in ("folder", "") or set(cells[0]) <= set("-: "):
            continue
        allowed = [] if cells[2] in ("", "nothing") else cells[2].replace(",", " ").split()
        table[cells[0]] = [place(item) for item in allowed]
    return table


def place(item):
    """The path or pattern that an entry of the table stands for."""
    if item == "anything":
        return "*"
    if item.endswith("/*") or item.endswith((".h", ".def")):
        return item if item.startswith(("vm/", "ui/", "app/")) else f"vm/{item}"
    return f"{item}/*" if item in ("ui", "app") else f"vm/{item}/*"


def folder_of(name, table):
    """The row that a file belongs to: the longest folder of the table that contains it."""
    best = ""
    for folder in table:
        if name.startswith(folder + "/") and len(folder) > len(best):
            best = folder
    return best


def cycle(table):
    """A cycle between folders as a list of their names, or None."""
    edges = {}
    for folder, patterns in table.items():
        edges[folder] = [other for other in table for pattern in patterns if pattern == f"{other}/*" and other != folder]
    done, path = set(), []

    def visit(folder):
        if folder in path:
            return path[path.index(folder) :] + [folder]
        if folder in done:
            return None
        path.append(folder)
        for other in edges[folder]:
            found = visit(other)
            if found:
                return found
        path.pop()
        done.add(folder)
        return None

    for folder in table:
        found = visit(folder)
        if found:
            return found
    return None


def main():
    tree.options()
    table = read_table()
    problems = []
    if len(table) < 10:
        problems.append("vm/README.md: the table of folders is not there")
    found = cycle(table)
    if found:
        problems.append("vm/README.md: a cycle: " + " -> ".join(found))
    checked = 0
    for name in tree.cpp_files():
        if name.startswith("tests/"):
            continue
        folder = folder_of(name, table)
        if not folder:
            problems.append(f"{name}: its folder has no row in the table of vm/README.md")
            continue
        checked += 1
        for number, line in enumerate(tree.read(name).splitlines(), 1):
            match = re.match(r'\s*#\s*include\s+"([^"]+)"', line)
            if not match:
                continue
            target = match[1]
            if not (tree.TOP / target).is_file():
                if not target.startswith(("imgui", "glad/")):
                    problems.append(f'{name}:{number}: "{target}" is not a path from the top')
                continue
            allowed = table[folder] + [f"{folder}/*", "vm/forward.h"]
            if not any(fnmatch.fnmatch(target, pattern) for pattern in allowed):
                problems.append(f"{name}:{number}: {folder} must not include {target}")
    tree.finish("include directions", problems, checked)


if __name__ == "__main__":
    main()
