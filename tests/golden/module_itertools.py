# golden: out
# itertools: every type, its errors and reprs.
from itertools import *
print(list(chain('ab', [1,2])), list(chain.from_iterable(['ab', 'cd'])))
print(list(starmap(pow, [(2,5),(3,2)])), list(accumulate([1,2,3])), list(accumulate([1,2,3], lambda a,b:a*b, initial=10)))
print(list(zip_longest('ab','xyz',fillvalue='-')))
print(list(product('ab', range(2))), list(product('ab', repeat=2)), list(product()), list(product('', 'a')))
print(list(permutations('abc')), list(permutations('abc', 2)), list(permutations('ab', 3)))
print(list(combinations('abcd', 2)), list(combinations_with_replacement('abc', 2)))
print(list(combinations('abcd', 0)), list(combinations_with_replacement('', 2)))
for k, g in groupby('AAABBCCA'): print(k, list(g))
gs = list(groupby([1,1,2])); print([list(g) for k,g in gs])
a, b = tee(range(5)); print(next(a), next(a), list(b), list(a))
c = tee(range(200), 3); print([sum(x) for x in c])
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
tr(chain, 1, x=2); tr(product, repeat=-1); tr(product, a=1); tr(permutations, [1], r='a'); tr(combinations, [1]); tr(combinations, [1], -1)
tr(zip_longest, [1], fill=1); tr(tee, [1], -1); tr(starmap, pow); tr(list, starmap(pow, [1])); tr(chain.from_iterable, 1)
tr(groupby); tr(accumulate); tr(list, islice(count(), 3, 10, 2)); tr(list, islice('abc', -1)); tr(repeat, 5, 2); tr(count, 2.5, 3); tr(list, compress('abc', [1,0,1]))
tr(next, cycle([])); tr(list, takewhile(lambda x: x<3, count())); tr(list, dropwhile(lambda x: x<3, range(6))); tr(list, filterfalse(None, range(3)))
print(chain[int], type(tee([])[0]), count(1), count(3,2))
