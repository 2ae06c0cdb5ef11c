"""Tables and memory: knapsack, edit distance, longest common subsequence, change, paths, palindromes."""
from functools import lru_cache


def knapsack(items, capacity):
    best = [[0] * (capacity + 1)]
    for _, weight, value in items:
        above = best[-1]
        row = above[:]
        for room in range(weight, capacity + 1):
            row[room] = max(above[room], above[room - weight] + value)
        best.append(row)
    chosen, room = [], capacity
    for index in range(len(items), 0, -1):
        if best[index][room] != best[index - 1][room]:
            name, weight, _ = items[index - 1]
            chosen.append(name)
            room -= weight
    return best[-1][-1], chosen[::-1]


def edit_distance(a, b):
    previous = list(range(len(b) + 1))
    for i, x in enumerate(a, 1):
        current = [i]
        for j, y in enumerate(b, 1):
            current.append(min(previous[j] + 1, current[j - 1] + 1, previous[j - 1] + (x != y)))
        previous = current
    return previous[-1]


def common(a, b):
    table = [[""] * (len(b) + 1) for _ in range(len(a) + 1)]
    for i in range(len(a)):
        for j in range(len(b)):
            if a[i] == b[j]:
                table[i + 1][j + 1] = table[i][j] + a[i]
            else:
                table[i + 1][j + 1] = max(table[i][j + 1], table[i + 1][j], key=len)
    return table[-1][-1]


def change(coins, amount):
    ways = [1] + [0] * amount
    fewest = [0] + [None] * amount
    for coin in coins:
        for total in range(coin, amount + 1):
            ways[total] += ways[total - coin]
    for total in range(1, amount + 1):
        options = [fewest[total - c] + 1 for c in coins if c <= total and fewest[total - c] is not None]
        fewest[total] = min(options, default=None)
    return ways[amount], fewest[amount]


def increasing(numbers):
    tails = []
    for n in numbers:
        best = max((tail for tail in tails if tail[-1] < n), key=len, default=[])
        tails.append(best + [n])
    return max(tails, key=len)


@lru_cache(maxsize=None)
def partitions(n, largest):
    if n == 0:
        return 1
    if n < 0 or largest == 0:
        return 0
    return partitions(n, largest - 1) + partitions(n - largest, largest)


@lru_cache(maxsize=64)
def palindrome(text):
    if text == text[::-1]:
        return text
    left, right = palindrome(text[1:]), palindrome(text[:-1])
    return left if len(left) >= len(right) else right


def maximum_sum(numbers):
    best = here = numbers[0]
    start = best_range = 0, 0
    begin = 0
    for index, n in enumerate(numbers[1:], 1):
        if here < 0:
            here, begin = n, index
        else:
            here += n
        if here > best:
            best, best_range = here, (begin, index)
    return best, numbers[best_range[0] : best_range[1] + 1] if isinstance(best_range, tuple) else numbers[:1]


def matrix_chain(sizes):
    n = len(sizes) - 1
    cost, split = {}, {}
    for i in range(n):
        cost[i, i] = 0
    for length in range(2, n + 1):
        for i in range(n - length + 1):
            j = i + length - 1
            cost[i, j], split[i, j] = min(
                (cost[i, k] + cost[k + 1, j] + sizes[i] * sizes[k + 1] * sizes[j + 1], k) for k in range(i, j)
            )

    def show(i, j):
        if i == j:
            return "ABCDEFGH"[i]
        k = split[i, j]
        return f"({show(i, k)}{show(k + 1, j)})"

    return cost[0, n - 1], show(0, n - 1)


def pascal(rows):
    row = [1]
    for _ in range(rows):
        yield row
        row = [a + b for a, b in zip([0, *row], [*row, 0])]


def wrap(words, width):
    @lru_cache(None)
    def best(start):
        if start == len(words):
            return 0, ()
        options = []
        length = -1
        for end in range(start, len(words)):
            length += len(words[end]) + 1
            if length > width:
                break
            cost, breaks = best(end + 1)
            slack = 0 if end + 1 == len(words) else (width - length) ** 2
            options.append((cost + slack, (end + 1,) + breaks))
        return min(options)

    start, lines = 0, []
    for end in best(0)[1]:
        lines.append(" ".join(words[start:end]))
        start = end
    return lines


def main():
    items = [("map", 9, 150), ("compass", 13, 35), ("water", 153, 200), ("sandwich", 50, 160), ("glucose", 15, 60), ("tin", 68, 45)]
    print(knapsack(items, 100), knapsack(items, 250))
    for a, b in (("kitten", "sitting"), ("", "abc"), ("flaw", "lawn"), ("same", "same")):
        print(a, b, edit_distance(a, b), repr(common(a, b)))
    print(change((1, 5, 10, 25), 100), change((3, 7), 5), change((2,), 8))
    print(increasing([10, 9, 2, 5, 3, 7, 101, 18, 20]))
    print([partitions(n, n) for n in range(1, 16)], partitions.cache_info().currsize)
    print(palindrome("forgeeksskeegfor"), palindrome("abacdfgdcaba"), palindrome.cache_info().maxsize)
    print(maximum_sum([-2, 1, -3, 4, -1, 2, 1, -5, 4]), maximum_sum([-3, -1, -2]), maximum_sum([5]))
    print(matrix_chain([40, 20, 30, 10, 30]))
    for row in pascal(7):
        print(" ".join(map(str, row)).center(24).rstrip())
    text = "the aim is to break the lines so that the right margin is as even as it can be made"
    print("\n".join(line.ljust(22) + "|" for line in wrap(tuple(text.split()), 22)))


main()
