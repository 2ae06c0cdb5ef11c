# Assignment, deletion, imports, global and nonlocal.
name = value
first = second = value
obj.field = value
seq[i] = value
seq[i:j] = value
a, b = b, a
a, b, c = c, b, a
x, (y, z) = pair
[x, y] = pair
head, *tail = items
head, *middle, last = items
name += 1
obj.field -= value
seq[i] *= value
seq[i:j] //= value
name: int = 1
declared: str
obj.field: int = 2
seq[i]: int
(grouped): int = 3
del name
del obj.field, seq[i]
del (a, b)
import one
import one.two, three
import one.two.three as deep
import one as other
from package import thing
from package.sub import thing as other, second
from . import sibling
from .. import (first as f,
                second)
from everything import *
counter = 0
def outer():
    total = 0
    def inner():
        global counter
        nonlocal total
        counter += 1
        total = total + counter
        del total
    return inner
pass
