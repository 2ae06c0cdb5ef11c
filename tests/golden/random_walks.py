"""random with a seed: the same numbers as CPython for every function that a textbook uses."""
import random


def walk(rng, steps):
    x = y = 0
    farthest = 0
    for _ in range(steps):
        dx, dy = rng.choice([(0, 1), (0, -1), (1, 0), (-1, 0)])
        x, y = x + dx, y + dy
        farthest = max(farthest, abs(x) + abs(y))
    return (x, y), farthest


def estimate_pi(rng, samples):
    inside = sum(1 for _ in range(samples) if rng.random() ** 2 + rng.random() ** 2 <= 1)
    return 4 * inside / samples


def dice(rng, count, sides=6):
    totals = {}
    for _ in range(200):
        total = sum(rng.randint(1, sides) for _ in range(count))
        totals[total] = totals.get(total, 0) + 1
    return {k: totals[k] for k in sorted(totals)}


def birthday(rng, people):
    days = [rng.randrange(365) for _ in range(people)]
    return len(set(days)) < people


def monty_hall(rng, switch):
    doors = [0, 1, 2]
    car, pick = rng.choice(doors), rng.choice(doors)
    shown = rng.choice([d for d in doors if d not in (car, pick)])
    if switch:
        (pick,) = [d for d in doors if d not in (pick, shown)]
    return pick == car


def maze(rng, width, height):
    seen, walls = {(0, 0)}, set()
    stack = [(0, 0)]
    opened = []
    while stack:
        x, y = stack[-1]
        options = [(x + dx, y + dy) for dx, dy in ((1, 0), (0, 1), (-1, 0), (0, -1)) if 0 <= x + dx < width and 0 <= y + dy < height and (x + dx, y + dy) not in seen]
        if not options:
            stack.pop()
            continue
        step = rng.choice(options)
        seen.add(step)
        opened.append(((x, y), step))
        stack.append(step)
    return opened


class Deck:
    def __init__(self, rng):
        self.cards = [f"{rank}{suit}" for suit in "CDHS" for rank in "A23456789TJQK"]
        rng.shuffle(self.cards)

    def deal(self, count):
        hand, self.cards = self.cards[:count], self.cards[count:]
        return hand


def markov(rng, text, length):
    table = {}
    words = text.split()
    for a, b in zip(words, words[1:] + words[:1]):
        table.setdefault(a, []).append(b)
    word, out = words[0], []
    for _ in range(length):
        out.append(word)
        word = rng.choice(table[word])
    return " ".join(out)


def main():
    random.seed(42)
    print([random.random() for _ in range(3)], random.randint(1, 100), random.randrange(0, 100, 7), random.randrange(10))
    print(random.choice("abcdef"), random.choices([1, 2, 3], k=5), random.choices("ab", weights=[1, 9], k=8), random.sample(range(100), 5))
    items = list(range(10))
    random.shuffle(items)
    print(items, random.uniform(1, 2), random.getrandbits(40), random.getrandbits(3), random.getrandbits(100))
    print(random.gauss(0, 1), random.gauss(5, 2), random.normalvariate(0, 1), random.expovariate(2), random.triangular(0, 1, 0.5), random.betavariate(1, 2))
    rng = random.Random(7)
    print(walk(rng, 100), walk(rng, 400), estimate_pi(rng, 1000))
    print(dice(rng, 2), dice(rng, 1, 4))
    print(sum(birthday(rng, 23) for _ in range(60)), sum(monty_hall(rng, True) for _ in range(90)), sum(monty_hall(rng, False) for _ in range(90)))
    deck = Deck(random.Random("a text as seed"))
    print(deck.deal(5), deck.deal(5), len(deck.cards))
    print(maze(random.Random(3), 4, 3))
    print(markov(random.Random(11), "the cat saw the dog and the dog saw the bird and the cat ran", 15))
    state = rng.getstate()
    first = [rng.random() for _ in range(3)]
    rng.setstate(state)
    print(first == [rng.random() for _ in range(3)], random.Random(1).random() == random.Random(1).random(), random.Random(1.5).random(), random.Random(2**70).random())
    for bad in (lambda: random.choice([]), lambda: random.randrange(5, 5), lambda: random.sample([1], 2), lambda: random.randint(2, 1)):
        try:
            print(bad())
        except (IndexError, ValueError) as error:
            print(type(error).__name__, error)


main()
