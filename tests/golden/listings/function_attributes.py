def foo(x, y):
    z = x + y
    return z

bar = foo

print(foo.__name__)
print(foo.__dict__)
print(sorted(foo.__globals__))
print(foo.__code__.co_name, foo.__code__.co_firstlineno)
print(foo.__code__.co_code)
print([byte for byte in foo.__code__.co_code])
