# golden: out
# random: the numbers of a seed; SHA-512.
import random
r = random.Random(42); print(r.random(), r.randint(1,100), r.getrandbits(70), r.choice('abc'), r.sample(range(100), 5), r.gauss(0,1))
random.seed('hello'); print(random.random(), random.uniform(1,2), random.shuffle([1,2,3]), random.choices([1,2,3], k=4))
random.seed(b'x'); print(random.random()); random.seed(2**100); print(random.random()); random.seed(-5); print(random.random()); random.seed(0); print([random.randrange(10) for _ in range(20)])
random.seed(1.5); print(random.random()); s = random.getstate(); a = random.random(); random.setstate(s); print(a == random.random())
from _sha512 import sha512, sha384
print(sha512(b'abc').hexdigest(), sha384(b'a'*300).hexdigest(), sha512().digest()[:4])
