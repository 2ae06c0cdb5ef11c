# Defaults are evaluated once, when `def` runs, and kept in the function
# object: a list there is shared by all calls.
def append(item, to=[]):
    to.append(item)
    return to


print(append(1))
print(append(2))
print(append.__defaults__)


def report(first, /, second=2, *rest, keyword, other="o", **more):
    return first, second, rest, keyword, other, more


print(report(1, keyword="k"))
print(report(1, 20, 300, keyword="k", other="p", extra=True))
print(report(*"abc", **{"keyword": "k"}))
print(report.__defaults__, report.__kwdefaults__)

try:
    report(1)
except TypeError as error:
    print(error)
