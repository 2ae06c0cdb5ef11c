# golden: out
# math: all functions over awkward arguments.
import math
def tr(f, *a, **k):
    try: print(f.__name__, a, repr(f(*a, **k)))
    except Exception as e: print(f.__name__, a, type(e).__name__, e)
vals=[0.0,-0.0,1.0,-1.0,0.5,2.5,-2.5,1e-300,1e300,-1e300,float('inf'),float('-inf'),float('nan'),3,-7,10**400,100.7,171.5,180.,-150.5,'x',1e-21, 23, 24.0, 25.5]
one=[n for n in 'acos acosh asin asinh atan atanh cos cosh degrees erf erfc exp expm1 fabs frexp gamma isfinite isinf isnan lgamma log log10 log1p log2 modf radians sin sinh sqrt tan tanh ulp floor ceil trunc isqrt factorial'.split()]
import sys
for n in one:
    for v in vals:
        if n == 'factorial' and isinstance(v, float): continue
        if n=='factorial' and v in (10**400,): continue
        if v in (1e300,-1e300,float('inf')) and n in('sin','cos','tan') : continue
        tr(getattr(math,n), v)
for n in 'atan2 copysign fmod pow remainder nextafter isclose'.split():
    for a in vals[:13]:
        for b in vals[:13]: tr(getattr(math,n), a, b)
tr(math.gcd); tr(math.gcd, 12, 18, -4); tr(math.lcm, 4, 6); tr(math.lcm); tr(math.gcd, 10**30, 6**50); tr(math.lcm, 0, 5); tr(math.gcd, 1.5)
tr(math.comb, 50, 20); tr(math.comb, 5, 7); tr(math.comb, -1, 2); tr(math.comb, 2, -1); tr(math.perm, 10, 3); tr(math.perm, 5); tr(math.perm, 3, 5)
tr(math.fsum, [.1]*10); tr(math.fsum, [1e16, 1., 1e-16]); tr(math.fsum, [float('inf'), -float('inf')]); tr(math.fsum, [1e308, 1e308]); tr(math.prod, [1,2,3]); tr(math.prod, [2.5, 3], start=2)
tr(math.hypot, 3, 4); tr(math.hypot, 1, 2, 3); tr(math.hypot); tr(math.dist, (1,2), (4,6)); tr(math.dist, (1,), (1,2)); tr(math.log, 8, 2); tr(math.log, 10**500, 10); tr(math.log, 10, 1); tr(math.log); tr(math.sqrt); tr(math.ldexp, 1., 10); tr(math.ldexp, 1., 5000); tr(math.ldexp, 1, 1.5); tr(math.isqrt, 10**40+1)
tr(math.sqrt, 1, 2); tr(math.pow, 2); tr(math.factorial, -1); print(math.factorial(30), math.pi, math.e, math.tau, math.inf, math.nan)
class C:
    def __floor__(self): return 'fl'
    def __ceil__(self): return 'ce'
    def __trunc__(self): return 'tr'
print(math.floor(C()), math.ceil(C()), math.trunc(C())); tr(math.trunc, 'a'); tr(math.floor, 'a')
tr(math.perm, 5, 2**70); tr(math.isclose, 1, 1+1e-10); tr(math.isclose, 1, 2, rel_tol=-1)
