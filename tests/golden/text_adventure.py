"""A tiny adventure played by a script: dispatch through dictionaries, state, string handling."""

ROOMS = {
    "hall": dict(text="A cold hall.", exits={"north": "library", "east": "kitchen"}, things=["lamp"]),
    "library": dict(text="Shelves up to the ceiling.", exits={"south": "hall", "up": "attic"}, things=["book", "key"]),
    "kitchen": dict(text="It smells of soup.", exits={"west": "hall"}, things=["knife", "bread"]),
    "attic": dict(text="Dust. A chest stands here.", exits={"down": "library"}, things=[]),
}
SHORT = {"n": "north", "s": "south", "e": "east", "w": "west", "u": "up", "d": "down", "i": "inventory", "l": "look"}
DIRECTIONS = ("north", "south", "east", "west", "up", "down")


class GameOver(Exception):
    def __init__(self, won):
        self.won = won


class Game:
    def __init__(self):
        self.rooms = {name: {**room, "things": list(room["things"])} for name, room in ROOMS.items()}
        self.place = "hall"
        self.carried = []
        self.light = False
        self.moves = 0
        self.score = 0

    @property
    def room(self):
        return self.rooms[self.place]

    def do_look(self):
        if self.place == "attic" and not self.light:
            return "It is too dark to see."
        lines = [self.room["text"]]
        if things := self.room["things"]:
            lines.append("You see: " + ", ".join(sorted(things)) + ".")
        lines.append("Exits: " + ", ".join(self.room["exits"]) + ".")
        return "\n".join(lines)

    def do_go(self, direction):
        if direction not in DIRECTIONS:
            return f"{direction!r} is no direction."
        try:
            self.place = self.room["exits"][direction]
        except KeyError as error:
            return "No way %s from here." % error.args
        self.moves += 1
        return self.do_look()

    def do_take(self, *things):
        if not things:
            return "Take what?"
        if things == ("all",):
            things = tuple(self.room["things"])
        taken = []
        for thing in things:
            if thing not in self.room["things"]:
                taken.append(f"no {thing} here")
                continue
            self.room["things"].remove(thing)
            self.carried.append(thing)
            taken.append(f"{thing} taken")
        return "; ".join(taken).capitalize() + "."

    def do_drop(self, thing):
        if thing not in self.carried:
            return "You have no %s." % thing
        self.carried.remove(thing)
        self.room["things"].append(thing)
        return "Dropped."

    def do_inventory(self):
        return "You carry " + (", ".join(self.carried) or "nothing") + "."

    def do_use(self, thing, target=None):
        uses = {
            "lamp": self._light,
            "bread": lambda _: self._eat(),
            "key": self._unlock,
        }
        if thing not in self.carried:
            return "You have no %s." % thing
        return uses.get(thing, lambda _: "Nothing happens.")(target)

    def _light(self, target):
        self.light = not self.light
        return "The lamp is " + ("on." if self.light else "off.")

    def _eat(self):
        self.carried.remove("bread")
        self.score += 1
        return "Good bread."

    def _unlock(self, target):
        if self.place != "attic" or target != "chest":
            return "It fits nothing here."
        elif not self.light:
            return "You fumble in the dark."
        self.score += 10
        raise GameOver(won=True)

    def do_quit(self):
        raise GameOver(won=False)

    def command(self, line):
        words = [SHORT.get(word, word) for word in line.lower().split() if word not in ("the", "a", "on", "with")]
        if not words:
            return "Pardon?"
        verb, *rest = words
        if verb in DIRECTIONS:
            verb, rest = "go", [verb]
        method = getattr(self, "do_" + verb, None)
        if method is None:
            return "I do not know how to %s." % verb
        try:
            return method(*rest)
        except TypeError:
            return "That makes no sense."


def play(script):
    game = Game()
    print(game.do_look())
    for line in script:
        print(">", line)
        try:
            print(game.command(line))
        except GameOver as end:
            print("You have won!" if end.won else "Goodbye.")
            break
    else:
        print("(the script ends)")
    print(f"{game.moves} moves, {game.score} points\n")


play(["take lamp", "n", "take all", "take all", "u", "look", "use key on the chest", "use lamp", "l", "use key with chest", "i"])
play(["", "dance", "go home", "west", "go", "e", "take knife bread spoon", "i", "use bread", "use bread", "drop knife", "look"])
play(["w", "n", "south", "inventory now", "quit"])
