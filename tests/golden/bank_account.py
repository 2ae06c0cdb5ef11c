"""Accounts with a history: classes, properties, exceptions of our own, class and static methods."""


class BankError(Exception):
    """The root of everything that can go wrong at the bank."""


class InsufficientFunds(BankError):
    def __init__(self, account, amount):
        super().__init__(f"{account.owner} is {amount - account.balance} short")
        self.account = account
        self.amount = amount


class InvalidAmount(BankError, ValueError):
    pass


class Transaction:
    __slots__ = ("kind", "amount", "balance")

    def __init__(self, kind, amount, balance):
        self.kind = kind
        self.amount = amount
        self.balance = balance

    def __repr__(self):
        return f"<{self.kind} {self.amount:+d} -> {self.balance}>"


class Account:
    interest_rate = 2
    _next_number = 1000

    def __init__(self, owner, balance=0):
        self.owner = owner
        self._balance = 0
        self._history = []
        self.number = Account._take_number()
        if balance:
            self.deposit(balance)

    @classmethod
    def _take_number(cls):
        number = Account._next_number
        Account._next_number += 1
        return number

    @classmethod
    def from_text(cls, text):
        owner, _, amount = text.partition(":")
        return cls(owner.strip(), int(amount))

    @staticmethod
    def check(amount):
        if not isinstance(amount, int) or isinstance(amount, bool):
            raise InvalidAmount("not a whole number: %r" % (amount,))
        if amount <= 0:
            raise InvalidAmount("not positive: %d" % amount)
        return amount

    @property
    def balance(self):
        return self._balance

    @property
    def history(self):
        return tuple(self._history)

    @history.deleter
    def history(self):
        self._history.clear()

    def _record(self, kind, amount):
        self._balance += amount
        self._history.append(Transaction(kind, amount, self._balance))

    def deposit(self, amount):
        self._record("deposit", self.check(amount))

    def withdraw(self, amount):
        self.check(amount)
        if amount > self.available():
            raise InsufficientFunds(self, amount)
        self._record("withdraw", -amount)

    def available(self):
        return self.balance

    def add_interest(self):
        gain = self.balance * self.interest_rate // 100
        if gain > 0:
            self._record("interest", gain)

    def __lt__(self, other):
        return self.balance < other.balance

    def __str__(self):
        return f"{type(self).__name__} {self.number} of {self.owner}: {self.balance}"


class CreditAccount(Account):
    interest_rate = 0

    def __init__(self, owner, balance=0, *, limit=500):
        self.limit = limit
        super().__init__(owner, balance)

    def available(self):
        return super().available() + self.limit


def transfer(source, target, amount):
    try:
        source.withdraw(amount)
    except InsufficientFunds as error:
        print("  refused:", error)
        return False
    except InvalidAmount as error:
        print("  invalid:", error)
        return False
    else:
        target.deposit(amount)
        return True
    finally:
        print("  after transfer:", source.balance, target.balance)


def main():
    ann = Account("Ann", 300)
    bob = CreditAccount("Bob", limit=100)
    eve = Account.from_text("Eve : 75")
    for account in (ann, bob, eve):
        print(account)
    for amount in (50, 500, -1, 2.5, True, 250):
        print("transfer", amount, transfer(ann, bob, amount))
    print(transfer(bob, eve, 390), bob.balance, bob.available())
    for account in sorted([ann, bob, eve]):
        account.add_interest()
        print(account, list(account.history))
    del eve.history
    print(eve.history)
    try:
        eve.balance = 10
    except AttributeError as error:
        print("AttributeError:", error)
    print(min(ann, bob, eve).owner, max([ann, bob, eve]).owner)
    print(issubclass(InvalidAmount, ValueError), InvalidAmount.__mro__[1].__name__)


if __name__ == "__main__":
    main()
