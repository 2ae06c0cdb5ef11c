# Three functions, one cell: each looks i up when it is called, and by then
# the loop has left 2 in it. A default is evaluated when `def` runs, so it
# keeps the value; a function of its own makes a cell for each.
def shared():
    functions = []
    for i in range(3):
        functions.append(lambda: i)
    return functions


def by_default():
    return [lambda i=i: i for i in range(3)]


def own_cell():
    def make(i):
        return lambda: i
    return [make(i) for i in range(3)]


for make_functions in shared, by_default, own_cell:
    functions = make_functions()
    print(make_functions.__name__, [function() for function in functions])

one, two, three = shared()
print(one.__closure__[0] is three.__closure__[0])
one, two, three = own_cell()
print(one.__closure__[0] is three.__closure__[0])
