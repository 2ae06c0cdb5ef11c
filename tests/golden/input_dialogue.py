"""A dialogue over standard input: input(), loops until the end of input, conversion errors, a small quiz."""
import sys


def ask(question, convert=str, check=lambda value: True, tries=3):
    for attempt in range(1, tries + 1):
        answer = input(f"{question} ")
        try:
            value = convert(answer)
        except ValueError as error:
            print(f"[{attempt}] {error}")
            continue
        if check(value):
            return value
        print(f"[{attempt}] {value!r} will not do")
    raise RuntimeError(f"no good answer after {tries} tries")


class Quiz:
    def __init__(self, questions):
        self.questions = questions
        self.points = 0
        self.wrong = []

    def run(self):
        for number, (question, answer, *hints) in enumerate(self.questions, 1):
            given = input(f"{number}. {question}? ").strip().lower()
            hints = iter(hints)
            while given != answer:
                hint = next(hints, None)
                if hint is None:
                    self.wrong.append((question, given))
                    break
                given = input(f"   hint: {hint}: ").strip().lower()
            else:
                self.points += 1
                print("   right")
        return f"{self.points} of {len(self.questions)}"


def average(stream):
    numbers = []
    for line in stream:
        line = line.strip()
        if line == "end":
            break
        for word in line.split():
            try:
                numbers.append(float(word))
            except ValueError:
                print("skipping", repr(word))
    return sum(numbers) / len(numbers) if numbers else None


def guess(secret):
    low, high, count = 1, 100, 0
    while True:
        count += 1
        number = int(input(f"{low}-{high}: "))
        if number == secret:
            return count
        elif number < secret:
            low = max(low, number + 1)
        else:
            high = min(high, number - 1)


def menu(actions):
    while (choice := input("> ")) != "q":
        words = choice.split()
        if not words:
            continue
        name, *arguments = words
        action = actions.get(name)
        print(action(*arguments) if action else f"no {name}; there is {', '.join(sorted(actions))}")


def main():
    name = ask("Name?")
    print(f"hello {name.title()}")
    age = ask("Age?", int, lambda n: 0 < n < 150)
    print(age + 1)
    try:
        ask("Even?", int, lambda n: n % 2 == 0)
    except RuntimeError as error:
        print(error)
    quiz = Quiz([("2 + 2", "4"), ("capital of Norway", "oslo", "four letters", "o..o"), ("largest digit", "9", "below ten")])
    print(quiz.run(), quiz.wrong)
    print(average(sys.stdin))
    print("guesses:", guess(37))
    menu({"add": lambda *n: sum(map(int, n)), "upper": lambda *w: " ".join(w).upper(), "len": lambda *w: len(w)})
    rest = sys.stdin.readline()
    print(repr(rest), repr(sys.stdin.read()))
    try:
        input("more? ")
    except EOFError as error:
        print()
        print(type(error).__name__, error)
    print(repr(sys.stdin.readline()), list(sys.stdin))


main()
