"""Exceptions: order of handlers, else and finally, chaining with from and without, and an uncaught one at the end."""
import sys


class ConfigError(Exception):
    """Raised with a key and what is wrong with it."""

    def __init__(self, key, message, *rest):
        super().__init__(key, message, *rest)
        self.key = key

    def __str__(self):
        return f"{self.key}: {self.args[1]}"


class MissingKey(ConfigError, LookupError):
    pass


def parse(text):
    result = {}
    for number, line in enumerate(text.splitlines(), 1):
        line = line.split("#", 1)[0].strip()
        if not line:
            continue
        try:
            key, value = line.split("=")
        except ValueError as error:
            raise ConfigError(f"line {number}", "needs one '='") from error
        result[key.strip()] = value.strip()
    return result


def number(config, key):
    try:
        text = config[key]
    except KeyError:
        raise MissingKey(key, "is not there") from None
    try:
        return int(text)
    except ValueError:
        raise ConfigError(key, f"{text!r} is no number")


def chain(error):
    names = []
    while error is not None:
        names.append(type(error).__name__)
        if error.__cause__ is not None:
            names.append("<-from-")
            error = error.__cause__
        elif error.__context__ is not None and not error.__suppress_context__:
            names.append("<-during-")
            error = error.__context__
        else:
            error = None
    return " ".join(names)


def order(action):
    steps = []
    try:
        steps.append("try")
        action()
    except ZeroDivisionError:
        steps.append("zero")
    except (TypeError, AttributeError) as error:
        steps.append(type(error).__name__)
    except ArithmeticError:
        steps.append("arithmetic")
    else:
        steps.append("else")
    finally:
        steps.append("finally")
    return steps


def finally_wins():
    for value in range(3):
        try:
            if value == 1:
                raise ValueError(value)
            continue
        except ValueError:
            return "from except"
        finally:
            if value == 1:
                return "from finally"
    return "never"


def reraise():
    try:
        try:
            [].pop()
        except IndexError:
            raise
        finally:
            print("inner finally")
    except LookupError as error:
        print("caught again:", error)
        saved = error
    print("error" in locals(), saved.args)


def nested(depth):
    try:
        if depth == 0:
            return {}["missing"]
        nested(depth - 1)
    except Exception as error:
        if depth % 2:
            raise RuntimeError(f"depth {depth}") from error
        raise


def lines_of(traceback):
    while traceback:
        code = traceback.tb_frame.f_code
        yield f"{code.co_name}:{traceback.tb_lineno - code.co_firstlineno}"
        traceback = traceback.tb_next


def overflow():
    raise OverflowError("too much")


def main():
    good = parse("a = 1\n# nothing\nb=two   # a word\n")
    print(good, number(good, "a"))
    for attempt in (lambda: number(good, "b"), lambda: number(good, "c"), lambda: parse("x\n"), lambda: parse("a=b=c")):
        try:
            attempt()
        except ConfigError as error:
            print(error, "|", chain(error), "|", error.args)
    for action in (lambda: 1 / 0, lambda: None.x, lambda: 1 + "1", overflow, lambda: None):
        print(order(action))
    try:
        order(lambda: int("x"))
    except ValueError as error:
        print("through:", error)
    print(finally_wins())
    reraise()
    try:
        nested(3)
    except RuntimeError as error:
        print(error, "|", chain(error))
        print(list(lines_of(error.__traceback__)))
        print(sys.exc_info()[0] is RuntimeError, sys.exc_info()[1] is error)
    print(sys.exc_info())
    for broken in ("raise 5", "raise ValueError from 3", "raise", "try:\n 1/0\nexcept 'text':\n pass"):
        try:
            exec(broken)
        except Exception as error:
            print(broken.split("\n")[0], "->", type(error).__name__, error)
    print(repr(ConfigError("k", "m", 1)), repr(KeyError("k")), str(KeyError("k")), repr(ValueError()))
    print(issubclass(MissingKey, LookupError), MissingKey.__doc__, ConfigError.__doc__)
    number(parse("answer = forty-two"), "answer")


main()
