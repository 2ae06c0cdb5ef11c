# A comprehension is a function that is called at once: its own code object
# (<listcomp>), its own frame, its own names. The outermost iterable is
# evaluated outside and handed in as the argument `.0`. A generator expression
# is not run yet.
x = "outside"
squares = [x * x for x in range(5)]
print(squares, x)

evens = {n for n in squares if n % 2 == 0}
lengths = {word: len(word) for word in ("frame", "cell", "code")}
print(sorted(evens), lengths)

grid = [[row * column for column in range(1, 4)] for row in range(1, 4)]
print(grid)

lazy = (print("working on", n) or n for n in (1, 2, 3))
print("nothing happened yet")
print(next(lazy))
print(sum(lazy))

if (total := sum(squares)) > 20:
    print(total)
