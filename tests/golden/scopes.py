"""Where names live: local, enclosing, global, builtin; class bodies; exec and eval; shadowing."""

x = "module"
counter = 0
len_was = len


def reads_global():
    return x


def shadows():
    x = "local"
    return x, globals()["x"]


def writes_global():
    global counter, created
    counter += 1
    created = f"by call {counter}"
    return counter


def unbound():
    try:
        print(x)
        x = 1
    except UnboundLocalError as error:
        return str(error)


def enclosing():
    x = "enclosing"

    def reads():
        return x

    def changes():
        nonlocal x
        x += "!"
        return x

    def hides():
        x = "hidden"

        def deeper():
            return x

        return deeper()

    def skips():
        global x
        return x

    def class_inside():
        class Inner:
            y = x
            x = "in class"
            z = x

            def method(self):
                return x

            @staticmethod
            def nested():
                return [x for _ in range(1)] + [Inner.x]

        return Inner.y, Inner.z, Inner().method(), Inner.nested()

    return reads(), changes(), reads(), hides(), skips(), class_inside()


class Scope:
    a = 1
    b = a + 1
    listed = [a for a in range(3)]
    first = [n for n in [a, b]]
    try:
        second = [a + n for n in range(2)]
    except NameError as error:
        second = str(error)
    x = x + " seen by class"

    def method(self):
        return x, self.x

    def a_default(self, value=a):
        return value

    class Nested:
        try:
            outer_a = a
        except NameError as error:
            outer_a = str(error)

    locals_here = sorted(name for name in locals() if not name.startswith("__"))


def builtin_shadow():
    len = lambda thing: "our len"
    return len([1]), len_was([1])


def dynamic():
    local = 5
    eval_result = eval("local * 2")
    exec("local = 100; other = 7")
    names = sorted(locals())
    space = {"n": 3}
    exec("def f():\n    return n * 2\nm = f()", space)
    return eval_result, local, "other" in names, space["m"], sorted(k for k in space if k != "__builtins__")


def parameters_as_locals(a, *b, c=3, **d):
    before = dict(locals())
    a = "changed"
    e = 5
    return before, locals()


def comprehension_scope():
    n = "kept"
    [n for n in range(3)]
    {n: n for n in range(3)}
    list(n for n in range(3))
    return n, [last := k for k in range(3)], last


def recursion_scope(depth):
    mine = depth
    if depth:
        recursion_scope(depth - 1)
    return mine


def late():
    return defined_later()


def make_functions():
    functions = {}
    for name in ("a", "b"):

        def function(suffix="?"):
            return name + suffix

        functions[name] = function
    return functions


def private():
    class Private:
        __hidden = 1

        def __init__(self):
            self.__value = 2

        def get(self):
            return self.__hidden, self.__value

    return sorted(k for k in vars(Private()) | vars(Private) if "Private" in k), Private().get()


def conditional(flag):
    if flag:
        value = 1
    try:
        return value
    except UnboundLocalError:
        return "unbound"


print(reads_global(), shadows(), unbound())
print(writes_global(), writes_global(), counter, created)
print(enclosing())
print(Scope.listed, Scope.first, Scope.second, Scope().method(), Scope().a_default(), Scope.Nested.outer_a)
print(Scope.locals_here)
print(builtin_shadow(), dynamic())
print(parameters_as_locals(1, 2, c=4, d=5))
print(comprehension_scope(), recursion_scope(3))
try:
    late()
except NameError as error:
    print(error)


def defined_later():
    return "defined"


print(late(), make_functions()["a"](), make_functions()["b"]("!"))
print(private(), conditional(True), conditional(False))
del x
try:
    reads_global()
except NameError as error:
    print(error)
x = 1
print(reads_global(), "x" in dir(), vars() is globals() is locals(), __name__)
try:
    undefined_name += 1
except NameError as error:
    print(error)
