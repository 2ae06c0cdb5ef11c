"""Two players that see everything: minimax, alpha-beta, symmetric boards, a tournament of strategies."""
from functools import lru_cache

LINES = [(0, 1, 2), (3, 4, 5), (6, 7, 8), (0, 3, 6), (1, 4, 7), (2, 5, 8), (0, 4, 8), (2, 4, 6)]
EMPTY = "." * 9


def winner(board):
    for a, b, c in LINES:
        if board[a] == board[b] == board[c] != ".":
            return board[a]
    return None if "." in board else "draw"


def moves(board):
    return [place for place, mark in enumerate(board) if mark == "."]


def play(board, place, mark):
    assert board[place] == ".", f"{place} is taken"
    return board[:place] + mark + board[place + 1 :]


def other(mark):
    return "O" if mark == "X" else "X"


@lru_cache(maxsize=None)
def value(board, mark):
    """What the one who moves can reach: 1, 0 or -1."""
    result = winner(board)
    if result is not None:
        return 0 if result == "draw" else 1 if result == mark else -1
    return max(-value(play(board, place, mark), other(mark)) for place in moves(board))


def alpha_beta(board, mark, alpha=-2, beta=2, seen=[0]):
    seen[0] += 1
    result = winner(board)
    if result:
        return (0 if result == "draw" else 1 if result == mark else -1), None
    best = None
    for place in moves(board):
        score = -alpha_beta(play(board, place, mark), other(mark), -beta, -alpha)[0]
        if score > alpha:
            alpha, best = score, place
        if alpha >= beta:
            break
    return alpha, best


def turned(board):
    return "".join(board[6 - 3 * (i % 3) + i // 3] for i in range(9))


def mirrored(board):
    return "".join(board[row : row + 3][::-1] for row in (0, 3, 6))


def canonical(board):
    forms = []
    for _ in range(4):
        board = turned(board)
        forms += [board, mirrored(board)]
    return min(forms)


def first_free(board, mark):
    return moves(board)[0]


def perfect(board, mark):
    return max(moves(board), key=lambda place: -value(play(board, place, mark), other(mark)))


def greedy(board, mark):
    for who in (mark, other(mark)):
        for place in moves(board):
            if winner(play(board, place, who)) == who:
                return place
    return next(place for place in (4, 0, 2, 6, 8, 1, 3, 5, 7) if board[place] == ".")


def match(first, second):
    board, mark = EMPTY, "X"
    players = {"X": first, "O": second}
    history = []
    while (result := winner(board)) is None:
        place = players[mark](board, mark)
        history.append(place)
        board, mark = play(board, place, mark), other(mark)
    return result, history, board


def count_games(board=EMPTY, mark="X"):
    result = winner(board)
    if result:
        return {result: 1}
    totals = {}
    for place in moves(board):
        for result, count in count_games(play(board, place, mark), other(mark)).items():
            totals[result] = totals.get(result, 0) + count
    return totals


def show(board):
    return "\n".join(" ".join(board[row : row + 3]) for row in range(0, 9, 3))


def main():
    print(value(EMPTY, "X"), value.cache_info().currsize, value("XX.OO....", "X"), value("XX.OO....", "O"), value("X...O...X", "O"))
    print(alpha_beta("XO..X...O", "X"), alpha_beta("X.O.O.X..", "O"), alpha_beta.__defaults__[-1])
    strategies = [first_free, greedy, perfect]
    table = {s.__name__: {"won": 0, "lost": 0, "draw": 0} for s in strategies}
    for first in strategies:
        for second in strategies:
            result, history, board = match(first, second)
            print(f"{first.__name__:>10} - {second.__name__:<10} {result:<5} {history}")
            if first is second:
                continue
            for player, mark in ((first, "X"), (second, "O")):
                outcome = "draw" if result == "draw" else "won" if result == mark else "lost"
                table[player.__name__][outcome] += 1
    for name in sorted(table, key=lambda n: (-table[n]["won"], table[n]["lost"])):
        print(name, table[name])
    print(show(match(greedy, perfect)[2]))
    start = "XO.OX...."
    print(count_games(start), len({canonical(play(EMPTY, place, "X")) for place in range(9)}), canonical("O.......X"), turned("abcdefghi"))
    try:
        play("X........", 0, "O")
    except AssertionError as error:
        print("AssertionError:", error)


main()
