"""An interpreter for a tiny language, twice: directly, and compiled to Python closures and to Python source."""

HELLO = "++++++++[>++++[>++>+++>+++>+<<<<-]>+>+>->>+[<]<-]>>.>---.+++++++..+++.>>.<-.<.+++.------.--------.>>+."
SQUARES = "++++[>+++++<-]>[<+++++>-]+<+[>[>+>+<<-]++>>[<<+>>-]>>>[-]++>[-]+>>>+[[-]++++++>>>]<<<[[<++++++++<++>>-]+<.<[>----<-]<]<<[>>>>>[>>>[-]+++++++++<[>-<-]+++++++++>[-[<->-]+[<<<]]<[>+<-]>]<<-]<<-]"
ECHO = ",[.,]"
REVERSE = ">,[>,]<[.<]"


def brackets(source):
    pairs, open_places = {}, []
    for place, c in enumerate(source):
        if c == "[":
            open_places.append(place)
        elif c == "]":
            if not open_places:
                raise SyntaxError(f"no [ for ] at {place}")
            start = open_places.pop()
            pairs[start], pairs[place] = place, start
    if open_places:
        raise SyntaxError(f"no ] for [ at {open_places[-1]}")
    return pairs


def interpret(source, data=""):
    pairs = brackets(source)
    tape, head, place, out = [0], 0, 0, []
    given = iter(data)
    steps = 0
    while place < len(source):
        c = source[place]
        if c == ">":
            head += 1
            if head == len(tape):
                tape.append(0)
        elif c == "<":
            head -= 1
            if head < 0:
                raise IndexError("left of the tape")
        elif c == "+":
            tape[head] = (tape[head] + 1) % 256
        elif c == "-":
            tape[head] = (tape[head] - 1) % 256
        elif c == ".":
            out.append(chr(tape[head]))
        elif c == ",":
            tape[head] = ord(next(given, "\0"))
        elif c == "[" and not tape[head] or c == "]" and tape[head]:
            place = pairs[place]
        place += 1
        steps += 1
    return "".join(out), steps


def runs(source):
    """Equal signs in a row as one, loops as lists."""
    position = 0

    def parse(closing):
        nonlocal position
        body = []
        while position < len(source):
            c = source[position]
            position += 1
            if c in "+-<>":
                amount = 1 if c in "+>" else -1
                kind = "add" if c in "+-" else "move"
                if body and body[-1][0] == kind:
                    amount += body.pop()[1]
                if amount:
                    body.append((kind, amount))
            elif c in ".,":
                body.append(("put" if c == "." else "get",))
            elif c == "[":
                body.append(("loop", parse(True)))
            elif c == "]":
                if not closing:
                    raise SyntaxError("unexpected ]")
                return body
        if closing:
            raise SyntaxError("missing ]")
        return body

    return parse(False)


class State:
    __slots__ = "tape", "head", "out", "given"

    def __init__(self, data):
        self.tape, self.head, self.out, self.given = {}, 0, [], iter(data)


def closures(body):
    def add(amount):
        def run(state):
            state.tape[state.head] = (state.tape.get(state.head, 0) + amount) % 256

        return run

    def move(amount):
        def run(state):
            state.head += amount

        return run

    def put():
        return lambda state: state.out.append(chr(state.tape.get(state.head, 0)))

    def get():
        def run(state):
            state.tape[state.head] = ord(next(state.given, "\0"))

        return run

    def loop(inner):
        if inner == [("add", -1)]:
            return lambda state: state.tape.__setitem__(state.head, 0)
        steps = closures(inner)

        def run(state):
            while state.tape.get(state.head, 0):
                for step in steps:
                    step(state)

        return run

    makers = {"add": add, "move": move, "put": put, "get": get, "loop": loop}
    return [makers[kind](*arguments) for kind, *arguments in body]


def run_closures(source, data=""):
    state = State(data)
    for step in closures(runs(source)):
        step(state)
    return "".join(state.out)


def to_python(body, depth=1):
    pad = "    " * depth
    for kind, *arguments in body:
        if kind == "add":
            yield f"{pad}t[h] = (t.get(h, 0) + {arguments[0]}) % 256"
        elif kind == "move":
            yield f"{pad}h += {arguments[0]}"
        elif kind == "put":
            yield pad + "out.append(chr(t.get(h, 0)))"
        elif kind == "get":
            yield pad + "t[h] = ord(next(given, chr(0)))"
        else:
            yield pad + "while t.get(h, 0):"
            yield from to_python(*arguments, depth + 1) if arguments[0] else [pad + "    pass"]


def compiled(source, data=""):
    lines = ["def program(given):", "    t, h, out = {}, 0, []", *to_python(runs(source)), "    return ''.join(out)"]
    space = {}
    exec("\n".join(lines), space)
    return space["program"](iter(data))


print(interpret(HELLO))
print(run_closures(HELLO) == compiled(HELLO) == "Hello World!\n")
print(interpret(ECHO, "abc"), run_closures(REVERSE, "desserts"), compiled(REVERSE, "live"))
print(compiled(SQUARES).split()[:12])
print(runs("++-[->+<].,<<>>+"), list(to_python(runs("+[-]"))))
for bad in ("[", "]", "+]", "<", "[[]"):
    for way in (interpret, run_closures):
        try:
            print(way(bad))
        except (SyntaxError, IndexError) as error:
            print(way.__name__, repr(bad), type(error).__name__, error)
