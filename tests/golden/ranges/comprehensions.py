# Comprehensions and generator expressions.
[x for x in xs]
{x + 1 for x in xs if x}
{k: v * 2 for k, v in items.items()}
total = sum(x * x for x in range(n) if x if x > 1)
[x + y for x in xs for y in x.rows if y < 3 < x]
[y for x in xs for y in [f(x)]]
[[cell for cell in row] for row in rows]
def captured(n):
    return [n + i for i in range(n)], (lambda: [n for _ in n])
[last := x for x in xs]
