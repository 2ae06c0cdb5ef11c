# golden: code dis out
"""Corners of with, try and loops together, for the block stack: jumps out of nested blocks of every kind."""


class Manager:
    log = []

    def __init__(self, name, suppress=False):
        self.name, self.suppress = name, suppress

    def __enter__(self):
        self.log.append("+" + self.name)
        return self

    def __exit__(self, *details):
        self.log.append("-" + self.name + ("!" if details[0] else ""))
        return self.suppress


M = Manager


def with_in_loop(items):
    for item in items:
        with M("a"):
            if item == 1:
                continue
            with M("b") as b, M("c"):
                if item == 2:
                    break
                if item == 3:
                    return b.name
    else:
        return "else"
    return "broke"


def loop_in_with():
    with M("outer"):
        while True:
            with M("inner", suppress=True):
                raise ValueError
            break
        for _ in range(2):
            try:
                with M("t"):
                    continue
            finally:
                M.log.append("f")
        return "end"


def try_in_with(error):
    with M("w", suppress=error is KeyError):
        try:
            raise error
        except ValueError:
            return "value"
        except TypeError as e:
            M.log.append(type(e).__name__)
        finally:
            M.log.append("fin")
    return "after"


def with_in_try():
    try:
        with M("x"):
            try:
                with M("y"):
                    raise KeyError("y")
            except KeyError:
                with M("z"):
                    return "returned"
            finally:
                with M("f"):
                    M.log.append("in finally")
    finally:
        M.log.append("last")


def with_in_handlers():
    results = []
    for n in range(3):
        try:
            with M(str(n), suppress=n == 1):
                if n:
                    raise IndexError(n)
        except IndexError as error:
            results.append(error.args[0])
            with M("handler"):
                pass
        else:
            results.append("ok")
            with M("else"):
                pass
    return results


def nested_functions():
    with M("closure") as outer:

        def inner():
            with outer, M("in") as outer2:
                return outer.name + outer2.name

        return inner()


def generator():
    with M("g"):
        try:
            received = yield 1
            with M(str(received)):
                yield from (n for n in (2, 3))
        finally:
            with M("gf"):
                yield 4


def targets():
    data, things = {}, [0, 0]
    with M("k") as data["key"], M("l") as things[1]:
        pass
    with M("attr") as targets.attribute, (M("par")) as (targets.other):
        pass
    return sorted(data), things[1].name, targets.attribute.name, targets.other.name


class InClass:
    with M("body") as manager:
        value = manager.name
    for value2 in (1, 2):
        with M("loop"):
            if value2 == 1:
                continue


def conditions(a, b):
    while a:
        with M("while"):
            a -= 1
            if a == b:
                break
            elif a > b:
                continue
            else:
                return a
    else:
        return "exhausted"
    return "left"


def deep():
    with M("1"):
        with M("2"):
            with M("3"):
                try:
                    try:
                        try:
                            for i in range(3):
                                for j in range(3):
                                    if i * j == 2:
                                        return i, j
                        finally:
                            M.log.append("i")
                    finally:
                        M.log.append("ii")
                except Exception:
                    pass


def show(title, value):
    print(title, value, " ".join(M.log))
    M.log.clear()


for items in ([0, 1], [0, 2, 3], [3], []):
    show("with_in_loop", with_in_loop(items))
show("loop_in_with", loop_in_with())
for error in (ValueError, TypeError, KeyError):
    show("try_in_with", try_in_with(error))
show("with_in_try", with_in_try())
show("with_in_handlers", with_in_handlers())
show("nested", nested_functions())
show("generator", list(generator()))
g = generator()
next(g)
show("generator sent", [g.send("s"), g.throw(KeyError), next(g, "end")] if False else g.send("s"))
try:
    g.close()
except RuntimeError as error:
    show("close", error)
show("targets", targets())
show("class", InClass.value)
for a, b in ((3, 1), (2, 5), (0, 0), (4, 9)):
    show("conditions", conditions(a, b))
show("deep", deep())
