"""The with statement: enter and exit in order, exceptions swallowed and passed on, nesting, generators as managers."""


class Trace:
    def __init__(self, name, swallow=(), fail_on_enter=False, fail_on_exit=False):
        self.name = name
        self.swallow = swallow
        self.fail_on_enter = fail_on_enter
        self.fail_on_exit = fail_on_exit

    def __enter__(self):
        print("  enter", self.name)
        if self.fail_on_enter:
            raise RuntimeError("cannot enter " + self.name)
        return self.name.upper()

    def __exit__(self, kind, value, traceback):
        print("  exit", self.name, kind.__name__ if kind else None, value, traceback is not None)
        if self.fail_on_exit:
            raise OSError("cannot leave " + self.name)
        return kind is not None and issubclass(kind, self.swallow)


class manager:
    """A decorator that makes a context manager of a generator function."""

    def __init__(self, function):
        self.function = function

    def __call__(self, *args, **options):
        return _Running(self.function(*args, **options))


class _Running:
    def __init__(self, generator):
        self.generator = generator

    def __enter__(self):
        try:
            return next(self.generator)
        except StopIteration:
            raise RuntimeError("the generator did not yield") from None

    def __exit__(self, kind, value, traceback):
        if kind is None:
            try:
                next(self.generator)
            except StopIteration:
                return False
            raise RuntimeError("the generator did not stop")
        try:
            self.generator.throw(kind, value, traceback)
        except StopIteration as stop:
            return stop is not value
        except BaseException as error:
            if error is value:
                return False
            raise
        raise RuntimeError("the generator did not stop after throw")


@manager
def tag(name, out):
    out.append(f"<{name}>")
    try:
        yield out
    except KeyError as error:
        out.append(f"<!-- {error} -->")
    finally:
        out.append(f"</{name}>")


@manager
def changed(mapping, **values):
    saved = {key: mapping[key] for key in values if key in mapping}
    mapping.update(values)
    try:
        yield mapping
    finally:
        for key in values:
            del mapping[key]
        mapping.update(saved)


class Stack:
    """Any number of managers, left in reverse order."""

    def __init__(self):
        self.exits = []

    def enter(self, one):
        value = type(one).__enter__(one)
        self.exits.append(one)
        return value

    def callback(self, function, *args):
        class Once:
            def __exit__(self, *ignored):
                function(*args)

        self.exits.append(Once())

    def __enter__(self):
        return self

    def __exit__(self, *details):
        swallowed = False
        while self.exits:
            one = self.exits.pop()
            if one.__exit__(*details):
                swallowed = True
                details = (None, None, None)
        return swallowed


def early(which):
    with Trace("outer"):
        for number in range(5):
            with Trace(f"loop{number}"):
                if which == "return" and number == 1:
                    return "returned"
                if which == "break" and number == 0:
                    break
                if which == "continue":
                    if number < 2:
                        continue
                    break
        return "done"


def attempt(title, action):
    print(title)
    try:
        print("  result", action())
    except Exception as error:
        context = error.__context__
        print("  raised", repr(error), "while handling", repr(context))


def two():
    with Trace("a") as a, Trace("b", swallow=ZeroDivisionError) as b:
        print("  body", a, b)
        return 1 / 0


def swallowing():
    with Trace("swallow", swallow=(KeyError, IndexError)):
        [][1]
    return "after"


def failing_enter():
    with Trace("first"), Trace("second", fail_on_enter=True):
        print("never")


def failing_exit():
    with Trace("broken", fail_on_exit=True) as name:
        raise ValueError(name)


def document():
    out = []
    with tag("html", out), tag("body", out) as same:
        same.append("text")
        with tag("p", out):
            raise KeyError("missing")
        same.append("more")
    return "".join(out)


def many():
    with Stack() as stack:
        names = [stack.enter(Trace(name, swallow=LookupError)) for name in "xyz"]
        stack.callback(print, "  called back", *names)
        raise LookupError("late")
    return names


attempt("two", two)
attempt("swallowing", swallowing)
attempt("failing enter", failing_enter)
attempt("failing exit", failing_exit)
for which in ("return", "break", "continue"):
    attempt(which, lambda: early(which))
attempt("document", document)
attempt("many", many)
settings = {"depth": 1}
with changed(settings, depth=5, colour="red") as now:
    print(sorted(now.items()))
print(settings)
attempt("not a manager", lambda: exec("with 5: pass"))
with Trace("target") as settings["name"]:
    pass
print(settings)
