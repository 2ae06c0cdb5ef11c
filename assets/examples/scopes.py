# Which opcode reads a name is decided by the compiler: LOAD_FAST for a local,
# LOAD_DEREF for one in a cell, LOAD_GLOBAL for one of the module or a
# builtin, LOAD_NAME where names live in a dict (the module, a class body).
name = "global"


def enclosing():
    name = "enclosing"

    def inner():
        return name

    def own():
        name = "local"
        return name

    def outermost():
        global name
        return name

    return inner(), own(), outermost()


class Body:
    name = "class"
    seen_here = name

    def method(self):
        return name  # a class body is no enclosing scope


def too_early():
    print(name)
    name = "assigned later, so local everywhere in here"


print(enclosing(), Body.seen_here, Body().method())
try:
    too_early()
except UnboundLocalError as error:
    print(error)
