# golden: out
# Modules of the library that stand on the native ones.
from dataclasses import *
import typing, enum, json, textwrap, pprint, copy, contextlib, statistics, datetime, fractions, abc, warnings
@dataclass(order=True)
class P:
    x: int
    y: float = 2.0
    z: list = field(default_factory=list, compare=False)
print(P(1), P(1) < P(2), asdict(P(3)), replace(P(1), x=5), fields(P)[0].name)
@dataclass(frozen=True)
class Q: a: int
try: Q(1).a = 2
except Exception as e: print(type(e).__name__, e)
class C(enum.Enum):
    A = 1; B = 2
class F(enum.Flag): X = enum.auto(); Y = enum.auto()
print(C.A, C(2), list(C), F.X | F.Y, C['A'], repr(F.X))
print(json.dumps({'a': [1, 2.5, None, True, 'é"']}, indent=1, sort_keys=True), json.loads('{"x": [1, 2.0, "s\\u00e9", null]}'))
print(textwrap.fill('the quick brown fox jumps over the lazy dog', 20), textwrap.dedent('  a\n  b'))
pprint.pprint({'k%d' % i: list(range(i)) for i in range(12)})
print(copy.deepcopy([1,[2,{3:4}]]), statistics.mean([1,2,3,4]), statistics.stdev([1,2,3,4]), datetime.date(2020,2,29) + datetime.timedelta(366), fractions.Fraction(3,6))
@contextlib.contextmanager
def cm(): print('in'); yield 5; print('out')
with cm() as v: print(v)
print(typing.List[int], typing.Optional[str], typing.get_type_hints(P)['x'], typing.NamedTuple('N', [('a', int)])(1))
import decimal; print(decimal.Decimal('1.1') + 1, datetime.datetime(2020,1,2,3,4,5).isoformat(), datetime.datetime.strptime('2020-01-02', '%Y-%m-%d'))
class Ab(abc.ABC):
    @abc.abstractmethod
    def f(self): ...
try: Ab()
except TypeError as e: print(e)
with warnings.catch_warnings(record=True) as w:
    warnings.simplefilter('always'); warnings.warn('hi'); print(len(w), w[0].message)
