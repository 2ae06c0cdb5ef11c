"""More names and constants than one byte counts, so that EXTENDED_ARG appears; and what is made of them."""

NAMES = """
    able acid aged also area army away baby back ball band bank base bath bear beat been beer bell belt best bill bird blow
    blue boat body bomb bond bone book boom born boss both bowl bulk burn bush busy call calm came camp card care case cash
    cast cell chat chip city club coal coat code cold come cook cool cope copy core cost crew crop dark data date dawn days
    dead deal dean dear debt deep deny desk dial died diet dish disk does done door dose down draw drew drop drug dual duke
    dust duty each earn ease east easy edge else even ever evil exit face fact fail fair fall farm fast fate fear feed feel
    feet fell felt file fill film find fine fire firm fish five flat flow food foot ford form fort four free from fuel full
    fund gain game gate gave gear gene gift girl give glad goal goes gold golf gone good gray grew grey grow gulf hair half
    hall hand hang hard harm hate have head hear heat held hell help here hero high hill hire hold hole holy home hope host
    hour huge hung hunt hurt idea inch into iron item jack jane jean john join jump jury just keen keep kent kept kick kill
    kind king knee knew know lack lady laid lake land lane last late lead left less life lift like line link list live load
""".split()


def generate(count):
    """The source of a function with so many locals, constants and attributes."""
    lines = ["def big(thing):"]
    for index in range(count):
        lines.append(f"    {NAMES[index]} = {index * 1000 + 7}")
    lines.append("    total = 0")
    for index in range(0, count, 9):
        lines.append(f"    total += {NAMES[index]} + thing.{NAMES[-1 - index]}_")
    lines.append("    if total < 0:")
    lines.extend(f"        total -= {NAMES[index]}" for index in range(count))
    lines.append("    while thing.left:")
    lines.append("        thing.left -= 1")
    lines.extend(f"        total ^= {NAMES[index]}" for index in range(count - 4, count))
    lines.append("    return total, " + ", ".join(reversed(NAMES[count - 6 : count])))
    return "\n".join(lines)


class Thing:
    left = 3

    def __getattr__(self, name):
        return len(name)


def main():
    unique = list(dict.fromkeys(NAMES))
    print(len(NAMES), len(unique))
    NAMES[:] = [f"{name}{index}" for index, name in enumerate(NAMES)]
    space = {}
    exec(generate(len(NAMES)), space)
    big = space["big"]
    print(big(Thing()), big.__code__.co_nlocals, len(big.__code__.co_consts), len(big.__code__.co_names))
    print(len(big.__code__.co_code), big.__code__.co_stacksize, big.__code__.co_firstlineno)
    table = {name: index for index, name in enumerate(NAMES)}
    print(sum(table[name] for name in NAMES if "a" in name), max(NAMES, key=len), sorted(NAMES)[:3])
    numbers = eval("[" + ", ".join(str(n * n + 3000) for n in range(300)) + "]")
    print(sum(numbers), len(eval("(" + "1, " * 400 + ")")), eval("+".join(["x"] * 300), {"x": 2}))
    print(eval("[" * 20 + "5" + "]" * 20), len(eval("{" + ", ".join(f"'{n}': {len(n)}" for n in NAMES_TO_ZERO()) + "}")))
    text = "if x == 0:\n    r = 'zero'\n" + "".join(f"elif x == {n}:\n    r = {n * 3}\n" for n in range(1, 90)) + "else:\n    r = 'else'\n"
    for x in (0, 1, 45, 89, 90):
        scope = {"x": x}
        exec(text, scope)
        print(x, scope["r"], end="; ")
    print()
    deep = "".join("    " * level + f"for v{level} in range(2):\n" for level in range(12)) + "    " * 12 + "count += 1\n"
    scope = {"count": 0}
    exec(deep, scope)
    print(scope["count"], scope["v11"])
    function = "def f(" + ", ".join(f"p{n}={n}" for n in range(260)) + "):\n    return p0 + p100 + p255 + p259\n"
    exec(function, scope)
    print(scope["f"](), scope["f"](1000), scope["f"](p259=0), scope["f"].__code__.co_argcount)
    call = "g(" + ", ".join(f"k{n}={n}" for n in range(270)) + ")"
    print(eval(call, {"g": lambda **k: (len(k), k["k269"])}), eval("h(" + "1," * 280 + ")", {"h": lambda *a: len(a)}))


def NAMES_TO_ZERO():
    return [name[::-1] for name in NAMES if not name.startswith(("a", "b", "c"))]


a000, a001, a002, a003, a004, a005, a006, a007, a008, a009 = range(10)
main()
print(a000 + a009, [eval(f"a00{n}") for n in range(10)])
