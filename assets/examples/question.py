# input() stops the program until a line is typed into the Output panel. Ask
# for a number until there is one.
def ask(question):
    while True:
        answer = input(question)
        try:
            return int(answer)
        except ValueError:
            print(repr(answer), "is not a number")


age = ask("How old are you? ")
print("In ten years you will be", age + 10)
