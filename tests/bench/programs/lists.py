"""Lists: sorting by hand, indexing, slices, comprehensions, append and pop."""


def numbers(count, seed=12345):
    result = []
    for _ in range(count):
        seed = (seed * 1103515245 + 12345) % 2147483648
        result.append(seed % 100000)
    return result


def quicksort(items):
    if len(items) < 2:
        return items
    pivot = items[len(items) // 2]
    return (
        quicksort([x for x in items if x < pivot])
        + [x for x in items if x == pivot]
        + quicksort([x for x in items if x > pivot])
    )


def heap_sort(items):
    items = list(items)
    for end in range(len(items) - 1, 0, -1):
        if end == len(items) - 1:
            for start in range(end // 2, -1, -1):
                sift(items, start, end)
        items[0], items[end] = items[end], items[0]
        sift(items, 0, end - 1)
    return items


def sift(items, root, end):
    while (child := 2 * root + 1) <= end:
        if child < end and items[child] < items[child + 1]:
            child += 1
        if items[root] >= items[child]:
            return
        items[root], items[child] = items[child], items[root]
        root = child


data = numbers(90000)
print(quicksort(data) == heap_sort(data) == sorted(data), sum(data[::3]), max(data))
