# golden: out
# operator: functions and getters.
import operator
from operator import *
print(itemgetter(1)('abc'), itemgetter(1,2)('abc'), itemgetter('a'), attrgetter('a.b', 'c'), methodcaller('x', 1, y=2))
print(attrgetter('real')(3), methodcaller('upper')('abc'), methodcaller('split', sep=',')('a,b'))
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
tr(itemgetter); tr(itemgetter(1)); tr(itemgetter(1), 1, 2); tr(attrgetter, 1); tr(methodcaller); tr(methodcaller, 1); tr(concat, 1, 2); tr(concat, 'a', 'b'); tr(indexOf, [1,2], 3); tr(countOf, [1,2,1], 1); tr(length_hint, [1,2]); tr(add, 1); tr(add, 1, 'a'); tr(pow, 2, 3); tr(ipow, 2, 3)
print(operator.add, operator.lt(1,2), index(True), type(itemgetter(1)))
