# Every object counts the references to it; at zero it is gone, at once.
# getrefcount() itself adds one, its argument.
from sys import getrefcount

x = ['a', 'b', 'c']
print(getrefcount(x))

y = x                     # a second name
pair = (x, x)             # two items of a tuple
print(getrefcount(x))

del pair
y = None
print(getrefcount(x))


class Noisy:
    def __del__(self):
        print("gone")


noisy = Noisy()
other = noisy
del noisy
print("still there")
del other                 # the last reference: __del__ runs here, before the next line
print("end")
