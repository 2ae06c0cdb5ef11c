"""Prime numbers: the sieve in three forms, factorisation, and some facts about them."""
from itertools import count, islice, takewhile
from math import isqrt, gcd


def sieve(limit):
    flags = bytearray([1]) * (limit + 1)
    flags[0:2] = b"\0\0"
    for number in range(2, isqrt(limit) + 1):
        if flags[number]:
            flags[number * number :: number] = bytes(len(range(number * number, limit + 1, number)))
    return [number for number, flag in enumerate(flags) if flag]


def sieve_of_lists(limit):
    flags = [True] * (limit + 1)
    primes = []
    for number in range(2, limit + 1):
        if not flags[number]:
            continue
        primes.append(number)
        for multiple in range(number * number, limit + 1, number):
            flags[multiple] = False
    return primes


def endless_sieve():
    """Each composite number waits in the dictionary with its prime."""
    waiting = {}
    for number in count(2):
        prime = waiting.pop(number, None)
        if prime is None:
            yield number
            waiting[number * number] = number
        else:
            later = number + prime
            while later in waiting:
                later += prime
            waiting[later] = prime


def is_prime(number):
    if number < 2:
        return False
    for divisor in range(2, isqrt(number) + 1):
        if number % divisor == 0:
            return False
    else:
        return True


def factors(number):
    divisor = 2
    while divisor * divisor <= number:
        power = 0
        while number % divisor == 0:
            number //= divisor
            power += 1
        if power:
            yield divisor, power
        divisor += 1 if divisor == 2 else 2
    if number > 1:
        yield number, 1


def probably_prime(number, witnesses=(2, 3, 5, 7, 11, 13)):
    """Miller and Rabin's test."""
    if number in witnesses:
        return True
    if number < 2 or number % 2 == 0:
        return False
    odd, twos = number - 1, 0
    while odd % 2 == 0:
        odd //= 2
        twos += 1
    for witness in witnesses:
        x = pow(witness, odd, number)
        if x in (1, number - 1):
            continue
        for _ in range(twos - 1):
            x = x * x % number
            if x == number - 1:
                break
        else:
            return False
    return True


def totient(number):
    result = number
    for prime, _ in factors(number):
        result = result // prime * (prime - 1)
    return result


def goldbach(even, primes):
    known = set(primes)
    return next((p, even - p) for p in primes if even - p in known)


def show(number):
    return " * ".join(f"{p}^{k}" if k > 1 else str(p) for p, k in factors(number)) or "1"


def main():
    primes = sieve(200)
    print(primes)
    print(primes == sieve_of_lists(200) == list(takewhile(lambda p: p <= 200, endless_sieve())))
    print(primes == [n for n in range(201) if is_prime(n)])
    for number in (1, 2, 60, 97, 360, 1001, 65536, 999999, 2**31 - 1, 600851475143):
        print(number, "=", show(number))
    twins = [(p, q) for p, q in zip(primes, primes[1:]) if q - p == 2]
    print(twins, len(twins))
    print([totient(n) for n in range(1, 20)], totient(360) == sum(gcd(k, 360) == 1 for k in range(360)))
    print({even: goldbach(even, primes) for even in range(90, 100, 2)})
    print([n for n in (561, 1729, 7919, 104729, 2**61 - 1, 2**61 + 1) if probably_prime(n)])
    print(list(islice(endless_sieve(), 90, 100)))
    gaps = {}
    for p, q in zip(primes, primes[1:]):
        gaps.setdefault(q - p, []).append(p)
    for gap in sorted(gaps):
        print(gap, len(gaps[gap]), gaps[gap][:3])


main()
