# One code object, many frames: each call of factorial has its own n. The call
# stack grows to the innermost call, whose value stack is empty, while every
# caller's stack still holds the n that it will multiply by.
import sys


def factorial(n):
    if n == 0:
        return 1
    return n * factorial(n - 1)


def hanoi(disks, source, target, spare):
    if disks == 0:
        return 0
    moves = hanoi(disks - 1, source, spare, target)
    return moves + 1 + hanoi(disks - 1, spare, target, source)


print(factorial(5))
print(hanoi(3, "left", "right", "middle"))

sys.setrecursionlimit(60)
try:
    print(factorial(100))
except RecursionError as error:
    print("RecursionError:", error)
