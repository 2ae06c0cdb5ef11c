# golden: code dis out
# sys.settrace, sys.setprofile and what is made of them: events, jumps, changed locals, errors in the
# function itself, pdb, bdb, trace and profile.
import bdb
import io
import pdb
import sys
import trace


def shown(arg):
    if isinstance(arg, tuple) and len(arg) == 3 and isinstance(arg[0], type):
        return arg[0].__name__ + ": " + str(arg[1])
    if callable(arg):
        return getattr(arg, "__qualname__", arg)
    return repr(arg)


class Recorder:
    def __init__(self, opcodes=False, lines=True):
        self.events = []
        self.opcodes, self.lines = opcodes, lines

    def __call__(self, frame, event, arg):
        frame.f_trace_opcodes = self.opcodes
        frame.f_trace_lines = self.lines
        place = (frame.f_code.co_name, frame.f_lineno - frame.f_code.co_firstlineno)
        self.events.append((*place, event, shown(arg)) + ((frame.f_lasti,) if event == "opcode" else ()))
        return self


def record(function, *args, **options):
    recorder = Recorder(**options)
    sys.settrace(recorder)
    try:
        function(*args)
    except Exception as error:
        print("raised", type(error).__name__, error)
    finally:
        sys.settrace(None)
    print(function.__name__, len(recorder.events))
    for event in recorder.events:
        print("   ", *event)


def loop():
    total = 0
    for i in range(3):
        if i % 2: continue
        total += i
    while total > 0: total -= 1
    return [x for x in "ab"]


def numbers(n):
    try:
        while n:
            yield n
            n -= 1
    finally:
        print("closed at", n)
    return "end"


def delegating():
    got = yield from numbers(2)
    yield got


def consume():
    for value in delegating():
        pass
    any(n > 1 for n in numbers(3))


def raising():
    def inner():
        try:
            int("spam")
        except ValueError as error:
            try:
                1 / 0
            finally:
                done = error
    try:
        inner()
    except ZeroDivisionError:
        caught = True
    with io.StringIO("text") as file:
        file.read()


class Meta(type):
    def __new__(mcs, name, bases, space):
        return super().__new__(mcs, name, bases, space)


def classes():
    class Point(metaclass=Meta):
        x = 1

        @property
        def double(self):
            return self.x * 2

    return sorted([Point().double, 3], key=lambda item: -item)


for function in (loop, consume, raising, classes):
    record(function)
record(loop, opcodes=True, lines=False)


# --- what the function may do

def changed():
    a = 1
    def inner():
        return a
    b = a + 1
    return a, b, inner()


def changer(frame, event, arg):
    if event == "line" and frame.f_code is changed.__code__:
        if frame.f_lineno == changed.__code__.co_firstlineno + 5:
            frame.f_locals["b"] = 40
            frame.f_locals["a"] = 20
    return changer


sys.settrace(changer)
result = changed()
sys.settrace(None)
print("changed", result)


def failing(frame, event, arg):
    if event == "line":
        raise RuntimeError("in the function")
    return failing


sys.settrace(failing)
try:
    loop()
except RuntimeError as error:
    print("failed:", error, sys.gettrace())


def jump(function, start, target):
    first = function.__code__.co_firstlineno

    def jumper(frame, event, arg):
        if frame.f_code is function.__code__ and event == "line" and frame.f_lineno == first + start:
            if not done:
                done.append(1)
                frame.f_lineno = first + target
        return jumper

    done = []
    out = []
    sys.settrace(jumper)
    try:
        function(out)
    except Exception as error:
        out.append(f"{type(error).__name__}: {error}")
    finally:
        sys.settrace(None)
    print(start, "to", target, out)


def winding(out):
    out.append(1)
    for i in (2, 3):
        out.append(i)
        try:
            out.append(5)
        except KeyError:
            out.append(7)
        finally:
            out.append(9)
    with io.StringIO() as file:
        out.append(11)
    out.append(12)


for start in (1, 3, 5, 11, 12):
    for target in (1, 3, 5, 7, 9, 11, 12, 40, -2):
        jump(winding, start, target)
try:
    sys._getframe().f_lineno = 3
except ValueError as error:
    print("ValueError:", error)


# --- profiling

def profiled():
    text = "a b".split()
    text.append(len(text))
    try:
        int("x")
    except ValueError:
        pass
    return sum(x for x in [1, 2])


calls = []
sys.setprofile(lambda frame, event, arg: calls.append((frame.f_code.co_name, event, shown(arg))))
profiled()
sys.setprofile(None)
for call in calls:
    print("   ", *call)


# --- the library's tools

class Debugger(bdb.Bdb):
    def user_line(self, frame):
        if frame.f_code is loop.__code__:
            print("line", frame.f_lineno - loop.__code__.co_firstlineno, sorted(frame.f_locals))
        self.set_step()


debugger = Debugger()
debugger.runcall(loop)

commands = io.StringIO("step\nstep\nnext\np total\nwhere\nup\np function\ndown\njump 60\n!total = 7\ncontinue\n")
console = pdb.Pdb(stdin=commands, stdout=io.StringIO(), nosigint=True, readrc=False)
console.use_rawinput = False
print("pdb", console.runcall(loop))
for line in console.stdout.getvalue().splitlines():
    print("   ", "bdb.py" if "bdb.py" in line else line.replace(__file__, "FILE"))

tracer = trace.Trace(count=1, trace=0, countfuncs=0)
print(tracer.runfunc(loop))
print(sorted((line - loop.__code__.co_firstlineno, count)
             for (name, line), count in tracer.results().counts.items() if name == __file__))
