# b and c are two functions with one code object. They differ in their closure
# only: each holds its own cell for x. The global x = 1000 is a third variable
# of the same name, which bar never looks at.
x = 1000

def foo(x):
    def bar(y):
        print(x + y)
    return bar

b = foo(10)
c = foo(20)

b(1)
c(1)

print("same function: ", b == c)
print("same code:     ", b.__code__ is c.__code__)
print("same cell:     ", b.__closure__[0] is c.__closure__[0])
print("in the cells:  ", b.__closure__[0].cell_contents, c.__closure__[0].cell_contents)
print("free variables:", b.__code__.co_freevars, "of a cell variable of foo:", foo.__code__.co_cellvars)
