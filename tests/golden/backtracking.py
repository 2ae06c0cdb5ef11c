"""Backtracking: queens, a small sudoku, permutations, subset sums, a maze, cryptarithmetic."""


def queens(size, placed=()):
    if len(placed) == size:
        yield placed
        return
    for column in range(size):
        if all(column != c and abs(column - c) != len(placed) - r for r, c in enumerate(placed)):
            yield from queens(size, placed + (column,))


def board(placed):
    return "\n".join("".join("Q" if c == column else "." for c in range(len(placed))) for column in placed)


SUDOKU = """\
1 . . .
. . 3 .
. 4 . .
. . . 2
"""


class Sudoku:
    def __init__(self, text, box=2):
        self.grid = [[0 if cell == "." else int(cell) for cell in line.split()] for line in text.splitlines()]
        self.size = len(self.grid)
        self.box = box
        self.tries = 0

    def candidates(self, row, column):
        used = set(self.grid[row]) | {line[column] for line in self.grid}
        top, left = row // self.box * self.box, column // self.box * self.box
        used |= {self.grid[r][c] for r in range(top, top + self.box) for c in range(left, left + self.box)}
        return [n for n in range(1, self.size + 1) if n not in used]

    def solve(self):
        empty = [
            (len(self.candidates(r, c)), r, c) for r in range(self.size) for c in range(self.size) if not self.grid[r][c]
        ]
        if not empty:
            return True
        _, row, column = min(empty)
        for number in self.candidates(row, column):
            self.tries += 1
            self.grid[row][column] = number
            if self.solve():
                return True
            self.grid[row][column] = 0
        return False

    def __str__(self):
        return "\n".join(" ".join(str(cell or ".") for cell in row) for row in self.grid)


def permutations(items):
    if len(items) <= 1:
        yield items
    else:
        for index, item in enumerate(items):
            for rest in permutations(items[:index] + items[index + 1 :]):
                yield item + rest


def subset_sum(numbers, target):
    found = []

    def search(index, left, chosen):
        if left == 0:
            found.append(chosen)
            return
        if index == len(numbers) or left < 0:
            return
        search(index + 1, left - numbers[index], chosen + [numbers[index]])
        search(index + 1, left, chosen)

    search(0, target, [])
    return found


MAZE = [
    "#########",
    "#S  #   #",
    "### # # #",
    "#   # # #",
    "# ### # #",
    "#     #E#",
    "#########",
]


def solve_maze(rows):
    grid = [list(row) for row in rows]
    start = next((r, row.index("S")) for r, row in enumerate(grid) if "S" in row)

    def walk(r, c):
        if grid[r][c] == "E":
            return True
        if grid[r][c] not in " S":
            return False
        was, grid[r][c] = grid[r][c], "."
        for dr, dc in ((0, 1), (1, 0), (0, -1), (-1, 0)):
            if walk(r + dr, c + dc):
                grid[r][c] = "S" if was == "S" else "*"
                return True
        return False

    solved = walk(*start)
    return solved, ["".join(row) for row in grid]


def send_money(words, total):
    letters = sorted(set("".join(words) + total))
    leading = {word[0] for word in (*words, total)}

    def value(word, digits):
        number = 0
        for letter in word:
            number = number * 10 + digits[letter]
        return number

    def assign(index, digits, used):
        if index == len(letters):
            if sum(value(word, digits) for word in words) == value(total, digits):
                yield dict(digits)
            return
        letter = letters[index]
        for digit in range(10):
            if digit in used or digit == 0 and letter in leading:
                continue
            digits[letter] = digit
            yield from assign(index + 1, digits, used | {digit})
            del digits[letter]

    return next(assign(0, {}, frozenset()), None)


def hanoi(count, source="A", target="C", spare="B"):
    if count:
        yield from hanoi(count - 1, source, spare, target)
        yield f"{source}{target}"
        yield from hanoi(count - 1, spare, target, source)


def main():
    print([len(list(queens(n))) for n in range(1, 7)])
    print(board(next(queens(6))))
    sudoku = Sudoku(SUDOKU)
    print(sudoku.solve(), sudoku.tries)
    print(sudoku)
    print(sorted(set(permutations("abca")))[:6], len(list(permutations("abcd"))))
    print(subset_sum([3, 34, 4, 12, 5, 2], 9), subset_sum([2, 4], 5))
    solved, rows = solve_maze(MAZE)
    print(solved, *rows, sep="\n")
    print(solve_maze(["#####", "#S#E#", "#####"])[0])
    print(send_money(["TO", "GO"], "OUT"), send_money(["A", "A"], "A"))
    print(" ".join(hanoi(4)), len(list(hanoi(7))))


main()
