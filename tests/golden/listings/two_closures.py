x = 1000

def foo(x):
    def bar(y):
        print(x + y)
    return bar

b = foo(10)
c = foo(20)

print(b.__code__ == c.__code__)
print(b.__code__ is c.__code__)
print(b == c)
print(b.__closure__[0].cell_contents)
print(c.__closure__[0].cell_contents)
print(b.__code__.co_freevars)
