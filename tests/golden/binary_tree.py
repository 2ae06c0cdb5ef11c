"""A search tree with recursion, generators, deletion, balancing, and a tree printer."""


class Tree:
    __slots__ = ("key", "value", "left", "right")

    def __init__(self, key, value=None, left=None, right=None):
        self.key, self.value, self.left, self.right = key, value, left, right

    def __repr__(self):
        return f"Tree({self.key})"


class SearchTree:
    def __init__(self, pairs=()):
        self.root = None
        self.size = 0
        for key, value in pairs:
            self[key] = value

    def __setitem__(self, key, value):
        def insert(node):
            if node is None:
                self.size += 1
                return Tree(key, value)
            if key < node.key:
                node.left = insert(node.left)
            elif key > node.key:
                node.right = insert(node.right)
            else:
                node.value = value
            return node

        self.root = insert(self.root)

    def find(self, key):
        node = self.root
        while node is not None and node.key != key:
            node = node.left if key < node.key else node.right
        return node

    def __getitem__(self, key):
        node = self.find(key)
        if node is None:
            raise KeyError(key)
        return node.value

    def __contains__(self, key):
        return self.find(key) is not None

    def __delitem__(self, key):
        def remove(node, key):
            if node is None:
                raise KeyError(key)
            if key < node.key:
                node.left = remove(node.left, key)
            elif key > node.key:
                node.right = remove(node.right, key)
            elif node.left is None:
                return node.right
            elif node.right is None:
                return node.left
            else:
                successor = node.right
                while successor.left:
                    successor = successor.left
                node.key, node.value = successor.key, successor.value
                node.right = remove(node.right, successor.key)
            return node

        self.root = remove(self.root, key)
        self.size -= 1

    def __iter__(self):
        yield from self.in_order(self.root)

    def in_order(self, node):
        if node:
            yield from self.in_order(node.left)
            yield node.key
            yield from self.in_order(node.right)

    def pre_order(self):
        stack = [self.root] if self.root else []
        while stack:
            node = stack.pop()
            yield node.key
            stack.extend(child for child in (node.right, node.left) if child)

    def by_level(self):
        level = [self.root] if self.root else []
        while level:
            yield [node.key for node in level]
            level = [child for node in level for child in (node.left, node.right) if child]

    def between(self, low, high):
        def walk(node):
            if node is None:
                return
            if node.key > low:
                yield from walk(node.left)
            if low <= node.key <= high:
                yield node.key, node.value
            if node.key < high:
                yield from walk(node.right)

        return walk(self.root)

    def height(self):
        def measure(node):
            return 1 + max(measure(node.left), measure(node.right)) if node else 0

        return measure(self.root)

    def balance(self):
        keys = [(key, self[key]) for key in self]

        def build(low, high):
            if low == high:
                return None
            middle = (low + high) // 2
            return Tree(*keys[middle], build(low, middle), build(middle + 1, high))

        self.root = build(0, len(keys))

    def __len__(self):
        return self.size

    def lines(self, node=None, prefix="", label=""):
        node = node or self.root
        yield prefix + label + str(node.key)
        children = [(n, l) for n, l in ((node.left, "L "), (node.right, "R ")) if n]
        for child, side in children:
            yield from self.lines(child, prefix + "  ", side)


def fold(function, node, empty):
    if node is None:
        return empty
    return function(fold(function, node.left, empty), node.value, fold(function, node.right, empty))


def main():
    words = "mango apple zebra kiwi banana orange fig pear quince nut".split()
    tree = SearchTree((word, len(word)) for word in words)
    print(list(tree), len(tree), tree.height())
    print(*tree.lines(), sep="\n")
    print(tree["kiwi"], "fig" in tree, "plum" in tree)
    print(list(tree.between("c", "p")), list(tree.pre_order()))
    for level in tree.by_level():
        print(len(level), level)
    for key in ("apple", "zebra", "mango", "plum"):
        try:
            del tree[key]
            print("without", key, list(tree.pre_order()), len(tree))
        except KeyError as error:
            print("KeyError", error)
    tree.balance()
    print(tree.height(), list(tree.by_level()))
    print(fold(lambda a, value, b: a + value + b, tree.root, 0), fold(lambda a, _, b: 1 + max(a, b), tree.root, 0))
    sorted_tree = SearchTree((n, str(n)) for n in range(40))
    print(sorted_tree.height())
    sorted_tree.balance()
    print(sorted_tree.height(), sum(1 for _ in sorted_tree), list(sorted_tree.between(10, 14)))
    sorted_tree[10] = "ten"
    print(sorted_tree[10], len(sorted_tree), repr(sorted_tree.root), SearchTree().height(), list(SearchTree().by_level()))
    try:
        sorted_tree["text"]
    except TypeError as error:
        print(error)


main()
