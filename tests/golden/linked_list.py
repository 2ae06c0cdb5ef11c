"""A doubly linked list and what a sequence owes its users: iteration, slicing, comparison, reversal."""


class Node:
    __slots__ = "value", "previous", "next"

    def __init__(self, value):
        self.value = value
        self.previous = self.next = None


class LinkedList:
    def __init__(self, items=()):
        self._head = self._tail = None
        self._size = 0
        for item in items:
            self.append(item)

    def append(self, value):
        node = Node(value)
        if self._tail is None:
            self._head = self._tail = node
        else:
            node.previous = self._tail
            self._tail.next = self._tail = node
        self._size += 1
        return self

    def prepend(self, value):
        node = Node(value)
        if self._head is None:
            self._head = self._tail = node
        else:
            node.next, self._head.previous = self._head, node
            self._head = node
        self._size += 1
        return self

    def _node(self, index):
        if index < 0:
            index += self._size
        if not 0 <= index < self._size:
            raise IndexError("linked list index out of range")
        if index < self._size // 2:
            node = self._head
            for _ in range(index):
                node = node.next
        else:
            node = self._tail
            for _ in range(self._size - 1 - index):
                node = node.previous
        return node

    def __getitem__(self, index):
        if isinstance(index, slice):
            return LinkedList(self._node(i).value for i in range(*index.indices(self._size)))
        return self._node(index).value

    def __setitem__(self, index, value):
        self._node(index).value = value

    def __delitem__(self, index):
        node = self._node(index)
        if node.previous:
            node.previous.next = node.next
        else:
            self._head = node.next
        if node.next:
            node.next.previous = node.previous
        else:
            self._tail = node.previous
        self._size -= 1

    def __iter__(self):
        node = self._head
        while node:
            yield node.value
            node = node.next

    def __reversed__(self):
        node = self._tail
        while node is not None:
            yield node.value
            node = node.previous

    def __len__(self):
        return self._size

    def __contains__(self, value):
        return any(value == item for item in self)

    def __eq__(self, other):
        if not isinstance(other, LinkedList):
            return NotImplemented
        return len(self) == len(other) and all(a == b for a, b in zip(self, other))

    def __add__(self, other):
        result = LinkedList(self)
        result += other
        return result

    def __iadd__(self, other):
        for item in other:
            self.append(item)
        return self

    def __repr__(self):
        return "LinkedList([%s])" % ", ".join(map(repr, self))

    def reverse(self):
        node = self._head
        while node:
            node.previous, node.next = node.next, node.previous
            node = node.previous
        self._head, self._tail = self._tail, self._head

    def sort(self, key=lambda value: value):
        """Insertion sort, moving values and not nodes."""
        node = self._head and self._head.next
        while node:
            value, place = node.value, node
            while place.previous and key(place.previous.value) > key(value):
                place.value = place.previous.value
                place = place.previous
            place.value = value
            node = node.next


def main():
    numbers = LinkedList(range(5)).append(5).prepend(-1)
    print(numbers, len(numbers))
    print(numbers[0], numbers[-1], numbers[3], numbers[1:5:2], numbers[::-1])
    numbers[2] = "two"
    del numbers[0]
    del numbers[-1]
    print(numbers, list(reversed(numbers)))
    print("two" in numbers, 99 in numbers, 99 not in numbers)
    print(numbers == LinkedList([0, "two", 2, 3, 4]), numbers != [0], numbers == [0])
    both = numbers + LinkedList("ab")
    both += "c"
    print(both, len(both))
    both.reverse()
    print(both, both[0])
    words = LinkedList("pear fig banana kiwi apple".split())
    words.sort(key=len)
    print(words)
    words.sort()
    print(words, max(words), min(words, key=len))
    first, *middle, last = words
    print(first, middle, last)
    for index in (5, -6):
        try:
            print(words[index])
        except IndexError as error:
            print("IndexError:", error)
    while words:
        del words[len(words) // 2]
        print(*words, sep=",", end=";\n")
    print(words, bool(words), LinkedList() == LinkedList())


main()
