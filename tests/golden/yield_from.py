"""yield from: delegation of send, throw and close, return values, trees of generators, other iterables."""


class Plain:
    """An iterator without send, throw or close."""

    def __init__(self, items):
        self.items = list(items)

    def __iter__(self):
        return self

    def __next__(self):
        if not self.items:
            raise StopIteration("plain ends")
        return self.items.pop(0)


class Full(Plain):
    """One with all three, that tells what it was asked."""

    def send(self, value):
        print("  send", value)
        return f"got {value}"

    def throw(self, kind, value=None, traceback=None):
        print("  throw", kind if isinstance(kind, type) else type(kind).__name__)
        if kind is ValueError or isinstance(kind, ValueError):
            return "recovered"
        raise StopIteration("gave up")

    def close(self):
        print("  close")


def delegate(iterable):
    print("  begin")
    try:
        result = yield from iterable
    except Exception as error:
        print("  delegate caught", repr(error))
        result = "failed"
    finally:
        print("  end")
    return result


def drain(generator):
    seen = []
    try:
        while True:
            seen.append(next(generator))
    except StopIteration as stop:
        return seen, stop.value


def summing():
    total = 0
    while True:
        value = yield total
        if value is None:
            return total
        total += value


def report(results):
    while True:
        name = yield "name?"
        if name is None:
            break
        results[name] = yield from summing()
    return len(results)


def inorder(tree):
    if not tree:
        return 0
    left, value, right = tree
    count = yield from inorder(left)
    yield value
    count += yield from inorder(right)
    return count + 1


def deep(n):
    if n == 0:
        yield "bottom"
        return "result"
    result = yield from deep(n - 1)
    yield n
    return result + str(n)


def throwing():
    try:
        yield "ready"
    except KeyError as error:
        yield f"handled {error!r}"
    yield "again"


def exchange():
    """Two coroutines that talk through a third."""

    def producer(count):
        answers = []
        for n in range(count):
            answers.append((yield n))
        return answers

    def doubler(source):
        value = None
        generator = source
        try:
            value = generator.send(None)
            while True:
                reply = yield value * 2
                value = generator.send(reply)
        except StopIteration as stop:
            return stop.value

    runner = doubler(producer(3))
    log = [next(runner)]
    try:
        for word in ("a", "b", "c"):
            log.append(runner.send(word))
    except StopIteration as stop:
        log.append(stop.value)
    return log


class Scheduler:
    """Round robin over generators; a yielded generator is called like a function."""

    def __init__(self):
        self.tasks = []
        self.trace = []

    def add(self, name, generator):
        self.tasks.append((name, generator))

    def run(self):
        while self.tasks:
            name, task = self.tasks.pop(0)
            try:
                self.trace.append(f"{name}:{next(task)}")
            except StopIteration as stop:
                self.trace.append(f"{name}={stop.value}")
            else:
                self.tasks.append((name, task))
        return " ".join(self.trace)


def task(name, steps):
    for step in range(steps):
        yield step
    extra = yield from (f"{name}{c}" for c in "xy"[:steps])
    return extra or steps * 10


for iterable in ([1, 2], "ab", range(2), Plain([3, 4]), (n for n in "z"), {"k": 1}, []):
    print(type(iterable).__name__, drain(delegate(iterable)))
g = delegate(Full([1, 2]))
print(next(g), g.send("hello"), g.throw(ValueError), next(g))
print(drain(g))
g = delegate(Full([1]))
next(g)
try:
    g.throw(KeyError("k"))
except StopIteration as stop:
    print("value", stop.value)
g = delegate(Full([1]))
next(g)
g.close()
g = delegate(Plain([1, 2]))
next(g)
try:
    g.send("to a plain iterator")
except StopIteration as stop:
    print("value", stop.value)
g = delegate(5)
print(drain(g))
results = {}
r = report(results)
for message in (None, "first", 1, 2, None, "second", 10, None):
    answer = r.send(message)
    print(answer, end=" ")
print(results)
try:
    r.send(None)
except StopIteration as stop:
    print(stop.value, results)
tree = (((None, 1, None), 2, None), 3, (None, 4, (None, 5, None)))
print(drain(inorder(tree)), drain(deep(5)))
g = delegate(throwing())
print(next(g), g.throw(KeyError("x")), next(g))
print(drain(g), exchange())
g = delegate(throwing())
next(g)
print(drain(iter([g.throw(KeyError)])), g.gi_yieldfrom.__name__, g.gi_frame.f_lineno > 0)
scheduler = Scheduler()
for name, steps in (("a", 1), ("b", 3), ("c", 0)):
    scheduler.add(name, task(name, steps))
print(scheduler.run())
