"""Writes the expectations of ast_cases.def and error_cases.def anew, with the CPython 3.9 that runs this.

To add a case, add a line with its source and anything behind it, and run this.
"""

import ast
import pathlib
import re
import warnings

HERE = pathlib.Path(__file__).parent
STRING = r'"((?:[^"\\]|\\.)*)"'
ESCAPES = {"n": "\n", "t": "\t", '"': '"', "\\": "\\"}


def from_c(text):
    def one(match):
        escape = match.group(1)
        return chr(int(escape, 8)) if escape[0].isdigit() else ESCAPES[escape]

    return re.sub(r"\\([0-7]{3}|.)", one, text).encode("latin-1").decode("utf-8", "surrogatepass")


def to_c(text):
    out = ""
    for byte in text.encode("utf-8", "surrogatepass"):
        char = chr(byte)
        if char in '"\\':
            out += "\\" + char
        elif char in "\n\t":
            out += {"\n": "\\n", "\t": "\\t"}[char]
        else:
            out += char if 32 <= byte < 127 else "\\%03o" % byte
    return '"' + out + '"'


def ast_case(source):
    tree = ast.dump(ast.parse(source), include_attributes=True)
    return "AST_CASE(%s,\n    %s)" % (to_c(source), to_c(tree))


def error_case(source):
    try:
        ast.parse(source)
    except SyntaxError as error:
        values = to_c(source), type(error).__name__, to_c(error.msg), error.lineno, error.offset
        return "ERROR_CASE(%s, %s, %s, %d, %d)" % values
    raise AssertionError("no error: %r" % source)


def rewrite(name, macro, make):
    path = HERE / name
    text = path.read_text()
    head = text[: text.index(macro + "(", text.index("\n\n"))]
    sources = [from_c(source) for source in re.findall(r"^" + macro + r"\(" + STRING, text, re.M)]
    path.write_text(head + "\n".join(map(make, sources)) + "\n\n#undef " + macro + "\n")


if __name__ == "__main__":
    warnings.simplefilter("ignore")
    rewrite("ast_cases.def", "AST_CASE", ast_case)
    rewrite("error_cases.def", "ERROR_CASE", error_case)
