# compile(), eval() and exec(): modes, flags, levels of optimisation, namespaces, bad arguments.
import ast
import sys


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "->", type(error).__name__, error)


for source in ("1 + 1", b"1 + 1", bytearray(b"1 + 1"), memoryview(b"1 + 1")):
    print(eval(compile(source, "<sum>", "eval")))
exec(compile("1 + 1; None; 'two'", "<three>", "single"))
sys.displayhook = lambda value: print("shown", repr(value))
exec(compile("1 + 1; None; 'two'", "<three>", "single"))

attempt("source", lambda: compile([], "f", "exec"))
attempt("file name", lambda: compile("", 3, "exec"))
attempt("mode", lambda: compile("", "f", "run"))
attempt("mode of trees", lambda: compile("", "f", "run", ast.PyCF_ONLY_AST))
attempt("signature", lambda: compile("", "f", "func_type"))
attempt("flags", lambda: compile("", "f", "exec", 0x100))
attempt("flags", lambda: compile("", "f", "exec", 1.5))
attempt("optimize", lambda: compile("", "f", "exec", optimize=3))
attempt("null", lambda: compile("a\0b", "f", "exec"))
attempt("null", lambda: compile("", "f\0", "exec"))

SOURCE = '''
def f(x):
    "doc"
    assert x, "no x"
    return __debug__
'''
for level in (-1, 0, 1, 2):
    namespace = {}
    exec(compile(SOURCE, "<levels>", "exec", optimize=level), namespace)
    f = namespace["f"]
    attempt(level, lambda: (f.__doc__, f(1), f(0)))

print(hex(compile("from __future__ import annotations", "f", "exec").co_flags))
flag = compile("from __future__ import annotations", "f", "exec").co_flags & 0x1000000
print(hex(compile("x: int", "f", "exec", flag).co_flags))
print(hex(compile("await x", "f", "exec", ast.PyCF_ALLOW_TOP_LEVEL_AWAIT).co_flags))
attempt("await", lambda: compile("await x", "f", "exec"))
print(eval(compile("1 <> 2", "f", "eval", 0x400000)))
attempt("flufl", lambda: compile("1 != 2", "f", "eval", 0x400000))
attempt("version", lambda: ast.parse("x: int", feature_version=(3, 5)))
attempt("version", lambda: ast.dump(ast.parse("await = async", feature_version=(3, 6))))

attempt("eval", lambda: eval("1", []))
attempt("eval", lambda: eval("1", {}, 3))
attempt("eval", lambda: eval("  \t 1"))
attempt("exec", lambda: exec("1", []))
attempt("exec", lambda: exec("1", {}, 3))
attempt("exec", lambda: exec(3))


def outer():
    value = 1

    def inner():
        return value
    return inner


attempt("free", lambda: exec(outer().__code__))
namespace = {}
exec("x = len('ab')", namespace)
print(sorted(namespace), namespace["__builtins__"] is vars(__builtins__))
attempt("no len", lambda: eval("len('ab')", {"__builtins__": {}}))


class Recorder(dict):
    def __getitem__(self, key):
        print("get", key)
        return super().__getitem__(key)

    def __missing__(self, key):
        raise KeyError(key)


exec("y = 2\nprint(y)", {}, Recorder())
