from sys import getrefcount
x = ['a', 'b', 'c']
print(getrefcount(x))
