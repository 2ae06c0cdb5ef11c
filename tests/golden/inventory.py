"""A shop's stock: records as classes with slots, search, reports, undo with closures, parsing of commands."""


class StockError(Exception):
    """Base of what goes wrong here."""

    code = 1


class NotEnough(StockError):
    code = 2

    def __init__(self, item, wanted):
        self.item, self.wanted = item, wanted
        super().__init__(f"only {item.count} of {item.name}, not {wanted}")


class UnknownItem(StockError, KeyError):
    code = 3

    def __str__(self):
        return "unknown item " + ", ".join(map(repr, self.args))


class Item:
    __slots__ = ("name", "price", "count", "tags")

    def __init__(self, name, price, count=0, tags=()):
        self.name, self.price, self.count = name, price, count
        self.tags = frozenset(tags)

    @property
    def value(self):
        return self.price * self.count

    def __format__(self, spec):
        if not spec:
            return self.name
        width = int(spec)
        return f"{self.name:<{width}}{self.count:>5}{self.price / 100:>9.2f}{self.value / 100:>10.2f}"

    def __eq__(self, other):
        return all(getattr(self, slot) == getattr(other, slot) for slot in self.__slots__)

    __hash__ = None


class Stock:
    def __init__(self):
        self._items = {}
        self._undo = []

    def __getitem__(self, name):
        try:
            return self._items[name]
        except KeyError:
            raise UnknownItem(name) from None

    def __iter__(self):
        return iter(sorted(self._items.values(), key=lambda item: item.name))

    def __len__(self):
        return len(self._items)

    def __contains__(self, name):
        return name in self._items

    def add(self, name, price, count=0, *tags):
        old = self._items.get(name)
        self._items[name] = item = Item(name, int(price), int(count), tags)

        def undo():
            if old is None:
                del self._items[name]
            else:
                self._items[name] = old

        self._undo.append(undo)
        return item

    def change(self, name, amount):
        item, amount = self[name], int(amount)
        if item.count + amount < 0:
            raise NotEnough(item, -amount)
        item.count += amount
        self._undo.append(lambda: setattr(item, "count", item.count - amount))
        return item.count

    def sell(self, **wanted):
        done = []
        try:
            for name, count in wanted.items():
                self.change(name, -count)
                done.append(name)
        except StockError:
            for _ in done:
                self.undo()
            raise
        return sum(self[name].price * count for name, count in wanted.items())

    def undo(self):
        if not self._undo:
            raise StockError("nothing to undo")
        self._undo.pop()()

    def find(self, *, tag=None, below=None, **equal):
        for item in self:
            if tag is not None and tag not in item.tags:
                continue
            if below is not None and item.count >= below:
                continue
            if any(getattr(item, key) != value for key, value in equal.items()):
                continue
            yield item

    def report(self, width=12):
        lines = [f"{item:{width}}" for item in self]
        total = sum(item.value for item in self)
        lines.append("-" * len(lines[0]) if lines else "(empty)")
        lines.append(f"{'total':<{width}}{total / 100:>{24}.2f}")
        return "\n".join(lines)

    @property
    def by_tag(self):
        groups = {}
        for item in self:
            for tag in item.tags or ("untagged",):
                groups.setdefault(tag, []).append(item.name)
        return {tag: groups[tag] for tag in sorted(groups)}


def execute(stock, line):
    """One command of the shopkeeper."""
    verb, *arguments = line.split()
    positional = [a for a in arguments if "=" not in a]
    named = {k: int(v) if v.isdigit() else v for k, _, v in (a.partition("=") for a in arguments if "=" in a)}
    actions = {"add": stock.add, "change": stock.change, "sell": stock.sell, "undo": stock.undo}
    if verb == "find":
        return [f"{item}" for item in stock.find(**named)]
    if verb == "show":
        return stock.report(*map(int, positional))
    return actions[verb](*positional, **named)


SCRIPT = """\
add apple 25 100 fruit fresh
add pear 30 10 fruit
add soap 199 5
show
change apple -30
sell apple=20 soap=2
sell apple=10 pear=11
find tag=fruit
find below=11
find tag=fruit below=11 price=30
change fig 1
change pear many
undo
undo
show 8
add pear 35 1
undo
sell
dance
find colour=red
"""


def main():
    stock = Stock()
    print(stock.report())
    for line in SCRIPT.splitlines():
        try:
            result = execute(stock, line)
        except StockError as error:
            print(f"{line!r}: error {error.code}: {error}")
        except (ValueError, KeyError, AttributeError) as error:
            print(f"{line!r}: {type(error).__name__}: {error}")
        else:
            print(f"{line!r} ->", format(result) if isinstance(result, Item) else result)
    print(len(stock), "apple" in stock, stock.by_tag, stock["apple"] == Item("apple", 25, 70, ["fresh", "fruit"]))
    while True:
        try:
            stock.undo()
        except StockError as end:
            print(end, len(stock))
            break
    try:
        hash(Item("x", 1))
    except TypeError as error:
        print(error)
    try:
        Item("x", 1).colour = "red"
    except AttributeError as error:
        print(error)


main()
