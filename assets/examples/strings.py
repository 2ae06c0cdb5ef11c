# == compares the characters, `is` asks whether both are one object. A
# constant that looks like a name is interned: the compiler keeps one object
# for both 'hello'. A string made at run time is a new object, until
# sys.intern().
import sys

x = 'hello'
y = 'hello'
x == y
print(x == y, x is y)

half = 'hel'
z = half + 'lo'
print(z == x, z is x, sys.intern(z) is x)

a = 'hello world!'
b = ''.join(['hello ', 'world!'])
print(a == b, a is b)

small, also_small = 256, int('256')
large, also_large = 257, int('257')
print(small is also_small, large is also_large)  # the integers from -5 to 256 exist once
