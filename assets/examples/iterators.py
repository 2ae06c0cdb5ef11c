# What FOR_ITER calls: __iter__ once for an iterator, then its __next__ until
# StopIteration. Any object can play.
class Countdown:
    def __init__(self, start):
        self.start = start

    def __iter__(self):
        return Ticks(self.start)


class Ticks:
    def __init__(self, left):
        self.left = left

    def __iter__(self):
        return self

    def __next__(self):
        if self.left == 0:
            raise StopIteration
        self.left -= 1
        return self.left + 1


for number in Countdown(3):
    print(number)

launch = Countdown(2)
print(list(launch), list(launch))      # each loop gets an iterator of its own

ticks = iter(launch)
print(list(ticks), list(ticks))        # one iterator is used up
