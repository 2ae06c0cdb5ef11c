# A function inside a function: three code objects, one within the other, as
# the Code objects panel shows. Every call of g() makes a new function object
# f from the same code object.
def g():
    def f(x):
        return x + 1

    print(f(1))


g()
g()

inner = [constant for constant in g.__code__.co_consts if hasattr(constant, "co_name")][0]
print(inner.co_name, "is a constant of", g.__code__.co_name)
