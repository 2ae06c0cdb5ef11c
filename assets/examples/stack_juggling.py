# A swap needs no third variable: both values are pushed, ROT_TWO exchanges
# them, and they are stored again. Four values are packed into a tuple and
# taken apart. Watch the value stack, and co_stacksize around it.
def swap(a, b):
    a, b = b, a
    return a, b


def rotate(a, b, c, d):
    a, b, c, d = b, c, d, a
    return [a, b, c, d]


print(swap(1, 2))
print(rotate(1, 2, 3, 4))

first, *middle, last = range(5)
print(first, middle, last)

numbers = [10, 20, 30]
numbers[1] += 5  # DUP_TOP_TWO: the list and the index are needed twice
print(numbers)
