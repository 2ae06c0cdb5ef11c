"""While and for loops over integers: the plainest work of the machine."""


def collatz(limit):
    longest = best = 0
    for start in range(1, limit):
        n, steps = start, 0
        while n != 1:
            n = n // 2 if n % 2 == 0 else 3 * n + 1
            steps += 1
        if steps > longest:
            longest, best = steps, start
    return best, longest


def triangle(limit):
    total = 0
    for i in range(limit):
        for j in range(i):
            if (i ^ j) & 3 == 0:
                total += i - j
    return total


print(collatz(45000), triangle(2400))
