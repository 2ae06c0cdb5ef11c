"""Closures: counters in an equal state, shared cells, late binding, cells that are still empty."""


def make_counter(start=0):
    count = start

    def increment(step=1):
        nonlocal count
        count += step
        return count

    def reset():
        nonlocal count
        count = start

    def peek():
        return count

    return increment, reset, peek


def make_adders_late():
    adders = []
    for n in range(4):
        adders.append(lambda x: x + n)
    return adders


def make_adders_early():
    return [lambda x, n=n: x + n for n in range(4)]


def make_adders_nested():
    def make(n):
        return lambda x: x + n

    return [make(n) for n in range(4)]


def compose(*functions):
    def composed(value):
        for function in reversed(functions):
            value = function(value)
        return value

    composed.__name__ = " after ".join(f.__name__ for f in functions)
    return composed


def memoize(function):
    cache = {}

    def wrapper(*args):
        if args not in cache:
            cache[args] = function(*args)
        return cache[args]

    wrapper.cache = cache
    return wrapper


@memoize
def paths(rows, columns):
    if rows == 0 or columns == 0:
        return 1
    return paths(rows - 1, columns) + paths(rows, columns - 1)


def three_levels(a):
    b = a * 2

    def middle(c):
        d = b + c

        def inner(e):
            nonlocal d
            d += e
            return a, b, c, d, e

        return inner

    return middle


def empty_cell():
    def use():
        return later

    try:
        use()
    except NameError as error:
        print(type(error).__name__, error)
    later = "now it is there"
    print(use())
    del later
    try:
        use()
    except NameError as error:
        print(type(error).__name__, error)


def argument_in_cell(x, *rest, key="k", **options):
    def show():
        return x, rest, key, options

    x += 1
    key = key.upper()
    return show


class Account:
    rate = 3

    def __init__(self):
        balance = 0

        def deposit(amount):
            nonlocal balance
            balance += amount * Account.rate
            return balance

        self.deposit = deposit

    def kind(self):
        return __class__.__name__


def fold(function, start):
    def folder(items):
        result = start
        for item in items:
            result = function(result, item)
        return result

    return folder


def main():
    first, reset_first, peek_first = make_counter()
    second, _, peek_second = make_counter()
    print(first(), first(), first(10), peek_first())
    print(second(12), peek_second(), peek_first() == peek_second())
    print(first.__closure__[0] is second.__closure__[0], first.__code__ is second.__code__)
    reset_first()
    print(peek_first(), peek_second())
    print([add(10) for add in make_adders_late()])
    print([add(10) for add in make_adders_early()])
    print([add(10) for add in make_adders_nested()])
    double_then_text = compose(str, abs, lambda n: n * -2)
    print(double_then_text(21), double_then_text.__name__)
    print(paths(6, 7), len(paths.cache), paths.cache[(2, 2)])
    inner = three_levels(1)(10)
    print(inner(100), inner(1000))
    print(inner.__code__.co_freevars, [cell.cell_contents for cell in inner.__closure__])
    empty_cell()
    print(argument_in_cell(1, 2, 3, option=True)())
    account = Account()
    print(account.deposit(5), account.deposit(1), account.kind())
    total = fold(lambda a, b: a + b, 0)
    longest = fold(lambda a, b: b if len(b) > len(a) else a, "")
    print(total(range(10)), longest("the quick brown elephant".split()))
    print(sorted(make_counter.__code__.co_cellvars), make_counter.__code__.co_freevars)


main()
