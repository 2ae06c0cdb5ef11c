"""try, except, else, finally in all combinations with return, break, continue, nested, in loops and generators."""

log = []


def say(text):
    log.append(text)
    return text


def flush(title):
    print(title + ":", " ".join(map(str, log)))
    log.clear()


def return_in_all(which):
    try:
        say("try")
        if which == "raise":
            raise KeyError(which)
        if which == "early":
            return say("return-try")
    except KeyError:
        say("except")
        return say("return-except")
    else:
        say("else")
        return say("return-else")
    finally:
        say("finally")


def value_kept():
    value = 1
    try:
        return value
    finally:
        value = 2
        say("changed")


def finally_overrides():
    try:
        raise ValueError("lost")
    finally:
        return "kept"


def nested_finally():
    try:
        try:
            try:
                raise KeyError("first")
            finally:
                say("f1")
                {}["second"]
        except KeyError as error:
            say(repr(error))
            say(repr(error.__context__))
            raise RuntimeError("third") from error
        finally:
            say("f2")
    except RuntimeError as error:
        say(repr(error.__cause__))
        say(error.__cause__ is error.__context__)
    finally:
        say("f3")


def loop_control():
    for i in range(6):
        try:
            if i == 1:
                continue
            elif i == 2:
                raise IndexError(i)
            elif i == 4:
                break
            say(i)
        except IndexError as error:
            say(f"caught{error}")
            continue
        else:
            say("else")
        finally:
            say("fin")
    else:
        say("loop-else")


def continue_in_finally():
    for i in range(3):
        try:
            raise ValueError(i)
        finally:
            say(f"drop{i}")
            continue
    say("after")


def break_in_finally():
    while True:
        try:
            return "never returned"
        finally:
            break
    return "after break"


def handlers(error):
    try:
        raise error
    except (KeyError, IndexError):
        return "lookup"
    except ArithmeticError as e:
        return f"arithmetic {type(e).__name__}"
    except (OSError if isinstance(error, OSError) else ()) as e:
        return f"os {e.errno}"
    except Exception:
        return "other"
    except:
        return "base"


def generator():
    try:
        say("start")
        received = yield 1
        say(received)
        try:
            yield 2
        except ValueError as error:
            say(f"inner {error}")
            yield 3
        finally:
            say("inner-finally")
    finally:
        say("outer-finally")


def exception_state():
    import sys

    try:
        raise ValueError("one")
    except ValueError:
        try:
            raise TypeError("two")
        except TypeError:
            say(sys.exc_info()[0].__name__)
        say(sys.exc_info()[0].__name__)
    say(sys.exc_info()[0])


def deep(n):
    try:
        if n == 0:
            raise LookupError("bottom")
        deep(n - 1)
    finally:
        say(n)


def cleanup_order():
    class Resource:
        def __init__(self, name):
            self.name = name
            say("open-" + name)

        def close(self):
            say("close-" + self.name)

    a = Resource("a")
    try:
        b = Resource("b")
        try:
            raise OSError(5, "input/output")
        finally:
            b.close()
    except OSError as error:
        say(error.errno)
        say(error.strerror)
        say(str(error))
    finally:
        a.close()


for which in ("raise", "early", "none"):
    print(return_in_all(which))
    flush(which)
print(value_kept())
flush("value kept")
print(finally_overrides())
nested_finally()
flush("nested")
loop_control()
flush("loop control")
continue_in_finally()
flush("continue in finally")
print(break_in_finally())
for error in (KeyError(1), IndexError, ZeroDivisionError("z"), OSError(2, "x"), ValueError, KeyboardInterrupt, SystemExit(3)):
    print(handlers(error))
g = generator()
print(next(g), g.send("sent"), g.throw(ValueError("thrown")))
g.close()
flush("generator closed")
g = generator()
next(g)
try:
    g.throw(KeyError, "out")
except KeyError as error:
    say(repr(error))
flush("generator thrown")
exception_state()
flush("state")
try:
    deep(3)
except LookupError as error:
    say(error)
flush("deep")
cleanup_order()
flush("cleanup")
try:
    try:
        raise
    except RuntimeError as error:
        print(error)
        raise error from None
except RuntimeError as error:
    print(error.__suppress_context__, error.__cause__)
