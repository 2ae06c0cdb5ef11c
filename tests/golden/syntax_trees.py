# Syntax trees as objects: parsed, shown, changed, checked and compiled again.
import ast
import copy


def attempt(label, function):
    try:
        print(label, "->", function())
    except Exception as error:
        print(label, "->", type(error).__name__, error)


SOURCE = '''
def area(width: int, *rest, height=2, **more) -> int:
    """How large."""
    total = width * height + sum(r for r in rest if r)
    return f"{total!r:>{width}}" if more else total
'''

tree = ast.parse(SOURCE)
print(ast.dump(tree, include_attributes=True))
print(ast.dump(ast.parse("a[1:2, ::3] = *b, (yield)"), indent=2))
print(ast.unparse(tree))
print(ast.get_docstring(tree.body[0]))
print(ast.dump(ast.parse("(int, *str) -> bool", mode="func_type")))
print(ast.dump(ast.parse("x = 1 # type: int\ny = 2 # type: ignore[z]", type_comments=True)))


class Doubler(ast.NodeTransformer):
    def visit_Constant(self, node):
        if isinstance(node.value, int):
            return ast.copy_location(ast.Constant(node.value * 2), node)
        return node


class Names(ast.NodeVisitor):
    def __init__(self):
        self.names = []

    def visit_Name(self, node):
        self.names.append((node.id, type(node.ctx).__name__))


names = Names()
names.visit(tree)
print(names.names)

changed = ast.fix_missing_locations(Doubler().visit(copy.deepcopy(tree)))
for each in (tree, changed):
    namespace = {}
    exec(compile(each, "<area>", "exec"), namespace)
    print(namespace["area"](3, 4, 0, 5), repr(namespace["area"](9, a=1)))

source_of_chained = ast.parse("""
def chained(a, b):
    def inner():
        nonlocal a, b
        global shared
        a, b, shared = b, a, 1 < a < 5 <= b != 9
        return [x for x in range(10) if b < x <= a < 9]

    return inner() if 0 < a < b < 10 else "out of range", a, b
""")
namespace = {}
exec(compile(source_of_chained, "<chained>", "exec"), namespace)
print(namespace["chained"](2, 6), namespace["chained"](6, 2), namespace["shared"])

print(ast.literal_eval("{'a': [1, -2.5, (None, b'x')], 'b': {1, 2j}}"))
try:
    ast.literal_eval("f()")
except ValueError:
    print("not a literal")

print(ast.BinOp.__doc__, ast.BinOp._fields, ast.BinOp._attributes)
print(ast.expr_context.__doc__, ast.Load() is ast.Load())
print(tree.body[0].body[1].value.op is ast.parse("a + b").body[0].value.op)
name = ast.Name("spam", ctx=ast.Load(), lineno=1, col_offset=0)
print(sorted(vars(name)), name.end_lineno, name.__reduce__()[0])

attempt("too many", lambda: ast.Name("a", ast.Load(), 3))
attempt("twice", lambda: ast.Name("a", id="b"))
attempt("absent", lambda: ast.Name().id)


def compile_expression(node):
    code = compile(ast.fix_missing_locations(ast.Expression(node)), "<made>", "eval")
    return eval(code, {"spam": 7})


load = ast.Load()
attempt("name", lambda: compile_expression(name))
attempt("no context", lambda: compile_expression(ast.Name("spam")))
attempt("store", lambda: compile_expression(ast.Name("spam", ast.Store())))
attempt("None", lambda: compile_expression(ast.Name("None", load)))
attempt("number", lambda: compile_expression(ast.Name(3, load)))
attempt("no operator", lambda: compile_expression(ast.BinOp(name, 3, name)))
attempt("no left", lambda: compile_expression(ast.BinOp(None, ast.Add(), name)))
attempt("one value", lambda: compile_expression(ast.BoolOp(ast.And(), [name])))
attempt("no list", lambda: compile_expression(ast.Tuple((name,), load)))
attempt("list", lambda: compile_expression(ast.Constant([1])))
attempt("nested", lambda: compile_expression(ast.Constant((1, frozenset([2])))))
attempt("conversion", lambda: compile_expression(ast.JoinedStr([ast.FormattedValue(name, 5)])))
attempt("string", lambda: compile_expression("spam"))
attempt("empty", lambda: compile(ast.Module([ast.ClassDef("A", [], [], [], [], lineno=1,
    col_offset=0)], []), "<made>", "exec"))
attempt("no place", lambda: compile(ast.Module([ast.Pass()], []), "<made>", "exec"))
attempt("kind", lambda: compile(ast.Module([], []), "<made>", "eval"))

deep = name
for _ in range(2000):
    deep = ast.UnaryOp(ast.Not(), deep, lineno=1, col_offset=0)
attempt("deep", lambda: compile(ast.Expression(deep), "<made>", "eval"))


class Names:
    """A mapping that is no dict and knows no `in`."""

    def __init__(self):
        self.kept = {}

    def __getitem__(self, name):
        return self.kept[name]

    def __setitem__(self, name, value):
        self.kept[name] = value


annotated = Names()
exec("x: int = 1\ny: str", {}, annotated)
print(annotated.kept)
