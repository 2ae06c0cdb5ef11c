"""What a Python says of sources: runs alike under CPython 3.9 and under `framewalk run`.

  compile_answers.py CASES        one line an answer on stdout, in the order of the cases

CASES has one JSON list a line: [source, mode, form, optimize, flags]; the last four may be missing. The form is "str",
"bytes" (the source's characters are the bytes) or "file" (the source is a path, compiled as bytes under that name).
An answer is a JSON list: ["code", digest, warnings] (the digest is the tree's where the flags ask for that) or [type, message, line, offset, text, warnings].
"""

import ast
import json
import sys
import warnings

FIELDS = (
    "co_name co_argcount co_posonlyargcount co_kwonlyargcount co_nlocals co_stacksize co_flags co_firstlineno co_lnotab "
    "co_code co_names co_varnames co_freevars co_cellvars"
).split()


def constant_text(value):
    if isinstance(value, tuple):
        return "(" + ",".join(map(constant_text, value)) + ")"
    if isinstance(value, frozenset):
        return "{" + ",".join(sorted(map(constant_text, value))) + "}"
    if isinstance(value, type(compile_answer.__code__)):
        return code_text(value)
    return type(value).__name__ + " " + ascii(value)


def code_text(code):
    """Every field of a code object and of those inside it, its file name aside."""
    lines = [field + " " + ascii(getattr(code, field)) for field in FIELDS]
    return "\n".join(lines + [constant_text(constant) for constant in code.co_consts])


def digest(text):
    """64 bits, the same in both: FNV-1a over the hashes of its lines would cost more than the strings' own hash."""
    return "%016x" % (hash(text) & 0xFFFFFFFFFFFFFFFF)


def compile_answer(source, mode="exec", form="str", optimize=0, flags=0, full=False):
    name = "<case>"
    if form == "bytes":
        source = source.encode("latin-1")
    elif form == "file":
        name = source
        with open(name, "rb") as file:
            source = file.read()
    with warnings.catch_warnings(record=True) as caught:
        warnings.simplefilter("always")
        try:
            code = compile(source, name, mode, flags, True, optimize)
            text = ast.dump(code, include_attributes=True) if isinstance(code, ast.AST) else code_text(code)
            answer = ["code", text if full else digest(text)]
        except SyntaxError as error:
            answer = [type(error).__name__, error.msg, error.lineno, error.offset, error.text]
        except Exception as error:
            answer = [type(error).__name__, str(error), None, None, None]
    shown = [[w.category.__name__, str(w.message), w.lineno] for w in caught]
    return answer + [shown]


if __name__ == "__main__":
    with open(sys.argv[1], encoding="utf-8") as file:
        for line in file:
            print(json.dumps(compile_answer(*json.loads(line), full="--full" in sys.argv)), flush=True)
