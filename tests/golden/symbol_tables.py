# The standard library's symtable, tokenize, dis and inspect on the compiler's own results.
import dis
import inspect
import io
import symtable
import tokenize

SOURCE = '''
import os.path as path
from math import *
total: int = 0


class Account:
    rate = 1

    def __init__(self, owner, *more, **named):
        self.__owner = owner
        global total
        total += 1

    def interest(self):
        return super().interest() * __class__.rate


def outer(a, b=2):
    count = [x for x in range(a) if (last := x)]

    def inner():
        nonlocal count
        count = lambda: b
        yield count
    return inner
'''


def show(table, depth=0):
    print("  " * depth, table.get_type(), table.get_name(), table.get_lineno(),
        table.is_nested(), table.has_children(), table.is_optimized())
    if isinstance(table, symtable.Function):
        print("  " * depth, table.get_parameters(), sorted(table.get_frees()),
            sorted(table.get_nonlocals()))
    for symbol in sorted(table.get_symbols(), key=lambda symbol: symbol.get_name()):
        facts = [name for name in sorted(dir(symbol))
            if name.startswith("is_") and getattr(symbol, name)()]
        print("  " * depth, " ", symbol.get_name(), *facts)
    for child in table.get_children():
        show(child, depth + 1)


show(symtable.symtable(SOURCE, "<accounts>", "exec"))
for bad in ("x +", "def f(x, x): pass", "from __future__ import braces"):
    try:
        symtable.symtable(bad, "<bad>", "exec")
    except SyntaxError as error:
        print(error)

for token in tokenize.generate_tokens(io.StringIO("if x:\n  y = 'a' # b\n").readline):
    print(token)


def looped(items):
    """Adds."""
    total = 0
    for item in items:
        with item as value:
            total += value
    return total


dis.dis(looped)
dis.show_code(looped)
for instruction in dis.get_instructions("a if b else c"):
    print(instruction)
print([dis.stack_effect(dis.opmap["FOR_ITER"], 0, jump=jump) for jump in (True, False, None)])
for arguments in ((dis.opmap["CALL_FUNCTION"],), (dis.opmap["POP_TOP"], 3)):
    try:
        dis.stack_effect(*arguments)
    except ValueError as error:
        print(error)
print(inspect.getsource(looped))
print(inspect.signature(looped), inspect.getdoc(looped))
