"""Dictionaries: counting, grouping, lookups with string and tuple keys, deletion."""


def words(count):
    seed = 7
    for _ in range(count):
        seed = (seed * 16807) % 2147483647
        yield "w%d" % (seed % 900)


def main():
    counts, positions = {}, {}
    for index, word in enumerate(words(400000)):
        counts[word] = counts.get(word, 0) + 1
        if word in positions:
            positions[word].append(index)
        else:
            positions[word] = [index]
    grid = {(x, y): x * y for x in range(400) for y in range(400)}
    total = 0
    for x in range(1, 399):
        for y in range(1, 399):
            total += grid[x - 1, y] + grid[x + 1, y] - grid[x, y - 1]
    for key in list(grid):
        if grid[key] % 2:
            del grid[key]
    return total, len(grid), max(counts.items(), key=lambda item: (item[1], item[0])), len(positions)


print(main())
