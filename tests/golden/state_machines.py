"""State machines: as tables, as functions that return functions, as generators and as classes that change their class."""


class Turnstile:
    table = {
        ("locked", "coin"): ("unlocked", "unlock"),
        ("locked", "push"): ("locked", "alarm"),
        ("unlocked", "coin"): ("unlocked", "thanks"),
        ("unlocked", "push"): ("locked", "lock"),
    }

    def __init__(self):
        self.state = "locked"
        self.actions = []

    def __call__(self, event):
        try:
            self.state, action = self.table[self.state, event]
        except KeyError:
            raise ValueError(f"{event!r} while {self.state}") from None
        self.actions.append(action)
        return self


def start(c):
    return sign if c in "+-" else digits if c.isdigit() else point if c == "." else None


def sign(c):
    return digits if c.isdigit() else point if c == "." else None


def digits(c):
    return digits if c.isdigit() else fraction if c == "." else exponent if c in "eE" else None


def point(c):
    return fraction if c.isdigit() else None


def fraction(c):
    return fraction if c.isdigit() else exponent if c in "eE" else None


def exponent(c):
    return exponent_digits if c.isdigit() else exponent_sign if c in "+-" else None


def exponent_sign(c):
    return exponent_digits if c.isdigit() else None


def exponent_digits(c):
    return exponent_digits if c.isdigit() else None


ACCEPTING = {digits, fraction, exponent_digits}


def is_number(text):
    state = start
    for c in text:
        state = state(c)
        if state is None:
            return False
    return state in ACCEPTING


def traffic_light(times):
    colours = {"red": "green", "green": "yellow", "yellow": "red"}
    colour, left = "red", times["red"]
    broken = False
    while True:
        event = yield "blinking" if broken else colour
        if event == "fail":
            broken = True
        elif event == "repair":
            broken, colour, left = False, "red", times["red"]
        elif event == "pedestrian" and colour == "green":
            left = min(left, 1)
        elif not broken:
            left -= 1
            if left == 0:
                colour = colours[colour]
                left = times[colour]


class Connection:
    def __init__(self):
        self.__class__ = Closed
        self.log = []

    def open(self):
        raise RuntimeError(f"cannot open while {type(self).__name__}")

    def close(self):
        raise RuntimeError(f"cannot close while {type(self).__name__}")

    def send(self, data):
        raise RuntimeError(f"cannot send while {type(self).__name__}")


class Closed(Connection):
    def open(self):
        self.log.append("open")
        self.__class__ = Open


class Open(Connection):
    def send(self, data):
        self.log.append(data)

    def close(self):
        self.log.append("close")
        self.__class__ = Closed


class Automaton:
    """A nondeterministic automaton for patterns with *, | and (), built from the pattern (Thompson)."""

    def __init__(self, pattern):
        self.edges = {}
        self.count = 0
        self.pattern, self.place = pattern, 0
        self.first, self.last = self.choice()
        if self.place != len(pattern):
            raise SyntaxError(f"left over: {pattern[self.place:]}")

    def new(self):
        self.count += 1
        self.edges[self.count] = []
        return self.count

    def peek(self):
        return self.pattern[self.place : self.place + 1]

    def choice(self):
        a = self.sequence()
        while self.peek() == "|":
            self.place += 1
            b = self.sequence()
            s, e = self.new(), self.new()
            self.edges[s] += [(None, a[0]), (None, b[0])]
            self.edges[a[1]].append((None, e))
            self.edges[b[1]].append((None, e))
            a = s, e
        return a

    def sequence(self):
        s = e = self.new()
        while (c := self.peek()) and c not in "|)":
            a, b = self.repeated()
            self.edges[e].append((None, a))
            e = b
        return s, e

    def repeated(self):
        a, b = self.single()
        while self.peek() in ("*", "?", "+") and self.peek():
            kind = self.peek()
            self.place += 1
            s, e = self.new(), self.new()
            self.edges[s].append((None, a))
            self.edges[b].append((None, e))
            if kind in "*?":
                self.edges[s].append((None, e))
            if kind in "*+":
                self.edges[b].append((None, a))
            a, b = s, e
        return a, b

    def single(self):
        c = self.peek()
        self.place += 1
        if c == "(":
            inner = self.choice()
            if self.peek() != ")":
                raise SyntaxError("missing )")
            self.place += 1
            return inner
        if not c or c in "*?+":
            raise SyntaxError(f"nothing before {c!r}")
        s, e = self.new(), self.new()
        self.edges[s].append((c, e))
        return s, e

    def closure(self, states):
        stack, seen = list(states), set(states)
        while stack:
            for label, target in self.edges[stack.pop()]:
                if label is None and target not in seen:
                    seen.add(target)
                    stack.append(target)
        return seen

    def matches(self, text):
        states = self.closure({self.first})
        for c in text:
            states = self.closure({t for s in states for label, t in self.edges[s] if label in (c, ".") and label})
        return self.last in states


def main():
    turnstile = Turnstile()
    for event in "push coin coin push push".split():
        print(event, "->", turnstile(event).state, turnstile.actions[-1])
    try:
        turnstile("kick")
    except ValueError as error:
        print(error)
    print([text for text in ("12", "-1.5", ".5", "5.", "1e10", "+.5e-3", "", ".", "1e", "--1", "1.2.3", "e5", "0x1") if is_number(text)])
    light = traffic_light({"red": 2, "green": 3, "yellow": 1})
    print(next(light), [light.send(event) for event in [None] * 7 + ["pedestrian", None, None, "fail", None, "repair", None]])
    connection = Connection()
    for action in ("send", "open", "send", "open", "close", "close"):
        try:
            getattr(connection, action)(*["data"] * (action == "send"))
            print(action, type(connection).__name__)
        except RuntimeError as error:
            print(error)
    print(connection.log)
    for pattern, texts in (("ab*c", "ac abc abbbc ab bc"), ("(a|b)+c?", "a abab abc c abcc"), ("x.z|hello", "xyz xz hello hell"), ("(ab|a)(bc|c)?", "a ab abc ac abbc b")):
        automaton = Automaton(pattern)
        print(pattern, automaton.count, {text: automaton.matches(text) for text in texts.split()})
    for bad in ("*a", "(a", "a)", "a|*"):
        try:
            Automaton(bad)
        except SyntaxError as error:
            print(bad, error)


main()
