# Each call pushes a frame with its own x, y and value stack; return pops it
# and pushes the result for the caller. foo names bar before bar exists:
# LOAD_GLOBAL looks the name up when it runs, not when foo is compiled.
x = 10

def foo(x):
    y = x * 2
    return bar(y)

def bar(x):
    y = x / 2
    return y

z = foo(x)
print(x, z)
