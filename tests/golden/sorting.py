"""Sorting algorithms side by side, stability, keys, and what sorted() promises."""
from functools import cmp_to_key
from operator import itemgetter, attrgetter


def bubble(items):
    items = list(items)
    for end in range(len(items) - 1, 0, -1):
        swapped = False
        for i in range(end):
            if items[i] > items[i + 1]:
                items[i], items[i + 1] = items[i + 1], items[i]
                swapped = True
        if not swapped:
            break
    return items


def selection(items):
    items = list(items)
    for i in range(len(items)):
        smallest = min(range(i, len(items)), key=items.__getitem__)
        items[i], items[smallest] = items[smallest], items[i]
    return items


def insertion(items):
    result = []
    for item in items:
        place = len(result)
        while place and result[place - 1] > item:
            place -= 1
        result.insert(place, item)
    return result


def shell(items):
    items = list(items)
    gap = len(items) // 2
    while gap:
        for i in range(gap, len(items)):
            item, j = items[i], i
            while j >= gap and items[j - gap] > item:
                items[j] = items[j - gap]
                j -= gap
            items[j] = item
        gap //= 2
    return items


def merge(items):
    if len(items) < 2:
        return list(items)
    middle = len(items) // 2
    left, right = merge(items[:middle]), merge(items[middle:])
    result = []
    while left and right:
        result.append((left if left[0] <= right[0] else right).pop(0))
    return result + left + right


def quick(items):
    if not items:
        return []
    pivot, *rest = items
    return quick([x for x in rest if x < pivot]) + [pivot] + quick([x for x in rest if not x < pivot])


def counting(items):
    low, high = min(items), max(items)
    counts = [0] * (high - low + 1)
    for item in items:
        counts[item - low] += 1
    return [low + value for value, count in enumerate(counts) for _ in range(count)]


def radix(items, base=10):
    items, place = list(items), 1
    while any(item >= place for item in items):
        buckets = [[] for _ in range(base)]
        for item in items:
            buckets[item // place % base].append(item)
        items = [item for bucket in buckets for item in bucket]
        place *= base
    return items


class Counted:
    comparisons = 0

    def __init__(self, value):
        self.value = value

    def __lt__(self, other):
        Counted.comparisons += 1
        return self.value < other.value

    def __repr__(self):
        return f"C{self.value}"


class Person:
    def __init__(self, name, age, town):
        self.name, self.age, self.town = name, age, town

    def __repr__(self):
        return f"{self.name}({self.age})"


def numbers(count, seed=3):
    for _ in range(count):
        seed = seed * 69069 % 65537
        yield seed % 100


def binary_search(items, wanted):
    low, high = 0, len(items)
    while low < high:
        middle = (low + high) // 2
        if items[middle] < wanted:
            low = middle + 1
        else:
            high = middle
    return low


def main():
    data = list(numbers(40))
    reference = sorted(data)
    for sort in (bubble, selection, insertion, shell, merge, quick, counting, radix):
        print(f"{sort.__name__:<10} {sort(data) == reference} {sort([5]) == [5]}")
    print(data == list(numbers(40)), reference[:10], sorted(data, reverse=True)[:5])
    people = [Person(*row) for row in (("Ann", 31, "Oslo"), ("Bob", 25, "Rome"), ("Cid", 31, "Rome"), ("Dee", 25, "Oslo"))]
    print(sorted(people, key=lambda p: p.age), sorted(people, key=attrgetter("town", "age")))
    print(sorted(people, key=attrgetter("age"), reverse=True))
    people.sort(key=lambda p: (-p.age, p.name[::-1]))
    print(people, max(people, key=attrgetter("age")), min(people, key=attrgetter("age")))
    words = "Banana apple cherry Date elder fig".split()
    print(sorted(words), sorted(words, key=str.lower), sorted(words, key=len), sorted(words, key=lambda w: (len(w), w)))
    pairs = [(2, "b"), (1, "z"), (2, "a"), (1, "y")]
    print(sorted(pairs), sorted(pairs, key=itemgetter(0)), sorted(pairs, key=itemgetter(1), reverse=True))
    print(sorted(words, key=cmp_to_key(lambda a, b: (a[-1] > b[-1]) - (a[-1] < b[-1]))))
    counted = [Counted(n) for n in numbers(20)]
    ordered = sorted(counted)
    print(ordered, Counted.comparisons)
    Counted.comparisons = 0
    sorted(ordered)
    print(Counted.comparisons)
    sorted(ordered[::-1])
    print(Counted.comparisons, sorted(ordered, reverse=True)[0])
    try:
        sorted([3, "a", None])
    except TypeError as error:
        print(error)
    items = [3, 1, 2]

    def meddle(item):
        items.append(item)
        return item

    try:
        items.sort(key=meddle)
    except ValueError as error:
        print(error)
    print(sorted({"b": 1, "a": 2}), sorted({3, 1, 2}), sorted("hello"), sorted([]), sorted(range(5, 0, -1)))
    print([binary_search(reference, n) for n in (0, 50, 99, 1000)], sorted([True, 0.5, 0, 2]), sorted([[2], [1, 5], []]))
    inversions = sum(1 for i in range(len(data)) for j in range(i) if data[j] > data[i])
    print(inversions, sorted(data, key=lambda n: n % 10)[:8])


main()
