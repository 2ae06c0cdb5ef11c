# A generator is a frame that outlives its call. next() pushes it, YIELD_VALUE
# pops it with all its locals and its value stack kept, and the next next()
# goes on after the yield. send() makes the yield an expression with a value.
def fibonacci():
    a, b = 0, 1
    while True:
        yield a
        a, b = b, a + b


def average():
    total, count, mean = 0, 0, None
    while True:
        total += yield mean
        count += 1
        mean = total / count


def both(*parts):
    for part in parts:
        yield from part


numbers = fibonacci()
print([next(numbers) for _ in range(8)])
print(numbers.gi_frame.f_locals)

mean = average()
next(mean)
print(mean.send(10), mean.send(20), mean.send(60))
mean.close()

print(list(both("ab", [1, 2])))
