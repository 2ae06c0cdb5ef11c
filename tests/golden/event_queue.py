"""A discrete event simulation: a heap of our own, closures as events, a little shop with one till."""


class Heap:
    """A binary heap of (key, item) pairs; equal keys keep their order of insertion."""

    def __init__(self):
        self._items = []
        self._count = 0

    def push(self, key, item):
        self._items.append((key, self._count, item))
        self._count += 1
        self._up(len(self._items) - 1)

    def pop(self):
        items = self._items
        if not items:
            raise IndexError("pop from an empty heap")
        items[0], items[-1] = items[-1], items[0]
        key, _, item = items.pop()
        self._down(0)
        return key, item

    def _up(self, index):
        items = self._items
        while index > 0:
            parent = (index - 1) // 2
            if items[parent][:2] <= items[index][:2]:
                break
            items[parent], items[index] = items[index], items[parent]
            index = parent

    def _down(self, index):
        items = self._items
        size = len(items)
        while (child := 2 * index + 1) < size:
            if child + 1 < size and items[child + 1][:2] < items[child][:2]:
                child += 1
            if items[index][:2] <= items[child][:2]:
                return
            items[index], items[child] = items[child], items[index]
            index = child

    def __len__(self):
        return len(self._items)


class Simulation:
    def __init__(self):
        self.now = 0
        self.events = Heap()
        self.log = []

    def at(self, delay, action, *args, **options):
        self.events.push(self.now + delay, (action, args, options))

    def say(self, *words):
        self.log.append("%4d  %s" % (self.now, " ".join(map(str, words))))

    def run(self, until=None):
        while self.events:
            time, (action, args, options) = self.events.pop()
            if until is not None and time > until:
                self.say("stopped")
                break
            self.now = time
            action(*args, **options)
        else:
            self.say("nothing left to do")


class Shop:
    def __init__(self, simulation, service):
        self.simulation = simulation
        self.service = service
        self.waiting = []
        self.busy = False
        self.served = 0
        self.waited = 0

    def arrive(self, name):
        self.simulation.say(name, "arrives, queue", len(self.waiting))
        self.waiting.append((name, self.simulation.now))
        if not self.busy:
            self.serve()

    def serve(self):
        name, since = self.waiting.pop(0)
        self.busy = True
        self.waited += self.simulation.now - since

        def done():
            self.served += 1
            self.simulation.say(name, "leaves")
            self.busy = False
            if self.waiting:
                self.serve()

        self.simulation.at(self.service(name), done)


def random_numbers(seed):
    while True:
        seed = (seed * 1103515245 + 12345) % 2**31
        yield seed >> 16


def main():
    simulation = Simulation()
    numbers = random_numbers(42)
    shop = Shop(simulation, service=lambda name: 3 + len(name) % 4)
    for index, name in enumerate(["Ann", "Bob", "Christine", "Dan", "Elisabeth", "Fay"]):
        simulation.at(index * 3 + next(numbers) % 5, shop.arrive, name)
    simulation.at(10, simulation.say, "the till", "rings")
    simulation.run()
    print(*simulation.log, sep="\n")
    print(shop.served, shop.waited, simulation.now)

    heap = Heap()
    for number, _ in zip(numbers, range(30)):
        heap.push(number % 50, "n%d" % number)
    keys = []
    while heap:
        key, item = heap.pop()
        keys.append(key)
        assert item.startswith("n"), item
    print(keys, keys == sorted(keys))
    try:
        heap.pop()
    except IndexError as error:
        print("IndexError:", error)

    second = Simulation()

    def tick(count):
        second.say("tick", count)
        second.at(count, tick, count=count + 1)

    second.at(1, tick, 1)
    second.run(until=20)
    print("\n".join(second.log))


main()
