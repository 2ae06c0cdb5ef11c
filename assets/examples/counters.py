# Two counters that have counted equally far are still two: each call of
# make_counter made a cell of its own. `nonlocal` makes `count += 1` write
# into that cell (STORE_DEREF), and increase and look share it.
def make_counter():
    count = 0

    def increase():
        nonlocal count
        count += 1
        return count

    def look():
        return count

    return increase, look


increase_a, look_a = make_counter()
increase_b, look_b = make_counter()

increase_a()
increase_b()
print(look_a(), look_b())
print("one cell: ", look_a.__closure__[0] is increase_a.__closure__[0])
print("two cells:", look_a.__closure__[0] is not look_b.__closure__[0])

increase_b()
print(look_a(), look_b())
