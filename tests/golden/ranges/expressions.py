# Operators, comparisons, conditions, displays, calls, attributes, subscripts.
a + b * (c - d)
-x ** ~y
not p
1 + 2 * 3
a and b or not c
(a) < (b)
a < (b + 1) <= c != d
x is None, x is not y, k in m, k not in m
first if flag else (second)
(n := f(3)) + n
[1, x], (1, x), {1, x}, {'k': x}
[1, 2, 3], (1, 2, 3), {1, 2, 3}
{'a': x, 'b': y}
[*a, b, *c], (*a,), {*a, b}
{**a, 'k': b, **c}
f()
f(x, y + 1)
f(x, key=y, other=z)
f(*a, b, k=c, **d)
f(k=c, l=e, **d)
obj.method(x).field
obj.method(k=x)
seq[i], seq[1:], seq[:n], seq[a:b:c], seq[i, j:k]
... , 3.5, 2j, b'x', None, True
'joined ' 'text'
lambda p, q=1, *r, s=2, **t: p + q
(
    long_name
    + other_name
)
{** (a), **{'k': 1},
 **
 c}
