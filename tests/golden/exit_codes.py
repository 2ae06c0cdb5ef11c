"""Leaving a program: sys.exit in depth, finally on the way out, output before and after, SystemExit as a value."""
import sys


def attempt_exit(*args):
    try:
        sys.exit(*args)
    except SystemExit as error:
        return error.code, error.args


def through_layers(depth):
    try:
        if depth == 0:
            sys.exit("leaving from the depth")
        through_layers(depth - 1)
    except Exception:
        print("not reached: SystemExit is no Exception")
    finally:
        print("layer", depth)


class Guard:
    def __enter__(self):
        return self

    def __exit__(self, kind, value, trace):
        print("guard sees", kind.__name__, value.code)
        return value.code == "stay"


def generator():
    try:
        while True:
            yield
    finally:
        print("generator cleaned up")


def main(arguments):
    print(attempt_exit(), attempt_exit(3), attempt_exit("text"), attempt_exit(None), attempt_exit((1, 2)))
    print(issubclass(SystemExit, Exception), issubclass(SystemExit, BaseException), SystemExit(5).code, SystemExit().code)
    with Guard():
        sys.exit("stay")
    print("stayed")
    try:
        through_layers(2)
    except SystemExit as error:
        print("caught:", error)
    try:
        raise SystemExit
    except BaseException as error:
        print(repr(error), error.code)
    try:
        exit_by_name = "SystemExit"
        raise {"SystemExit": SystemExit}[exit_by_name](7)
    except SystemExit as error:
        print(error.code + 1)
    for interrupt in (KeyboardInterrupt, GeneratorExit):
        try:
            raise interrupt("by hand")
        except Exception:
            print("wrong")
        except BaseException as error:
            print(type(error).__name__, error)
    print(len(arguments), type(arguments).__name__)
    sys.stdout.write("written without newline")
    sys.stdout.write("\n")
    print("to stderr", file=sys.stderr)
    print("a", "b", sep="", end="", flush=True)
    print()
    g = generator()
    next(g)
    with Guard():
        try:
            return 40 + 2
        finally:
            sys.exit(3)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
