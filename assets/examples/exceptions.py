# An exception unwinds: frames are popped until one has a handler in its block
# stack (SETUP_FINALLY put it there); its value stack is cut back to the
# height that the block remembers, and the handler starts.
class Overdrawn(Exception):
    """More was asked for than there is."""


def withdraw(balance, amount):
    if amount > balance:
        raise Overdrawn(f"{amount} of {balance}")
    return balance - amount


def shop(balance, prices):
    for price in prices:
        balance = withdraw(balance, price)
    return balance


try:
    shop(10, [3, 4, 5])
except Overdrawn as error:
    print("caught:", error)

try:
    try:
        {}["key"]
    except KeyError as error:
        raise ValueError("no such entry") from error
except ValueError as error:
    print(repr(error), "because of", repr(error.__cause__))

try:
    print(error)
except NameError as problem:
    print(problem)  # `except ... as error` deletes its name at its end
