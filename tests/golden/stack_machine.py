"""A little virtual machine in Python: assembler, stack, frames, closures as data; tables of opcodes by decorator."""

OPCODES = {}


def opcode(name, *operands):
    def add(function):
        OPCODES[name] = function
        function.operands = operands
        return function

    return add


class MachineError(Exception):
    def __init__(self, machine, message):
        super().__init__(f"{message} at {machine.pc}")


class Machine:
    def __init__(self, code, trace=False, limit=10000):
        self.code = code
        self.stack = []
        self.frames = [{}]
        self.returns = []
        self.pc = 0
        self.output = []
        self.steps = 0
        self.limit = limit
        self.trace = trace

    def pop(self):
        try:
            return self.stack.pop()
        except IndexError:
            raise MachineError(self, "the stack is empty") from None

    def push(self, value):
        self.stack.append(value)

    def run(self):
        while True:
            try:
                name, *arguments = self.code[self.pc]
            except IndexError:
                raise MachineError(self, "ran off the end")
            if self.trace:
                print(f"  {self.pc:3} {name:<6}{' '.join(map(str, arguments)):<6}{self.stack}")
            self.pc += 1
            self.steps += 1
            if self.steps > self.limit:
                raise MachineError(self, "too many steps")
            if OPCODES[name](self, *arguments) == "halt":
                return self.output

    @opcode("push", "value")
    def do_push(self, value):
        self.push(value)

    @opcode("load", "name")
    def do_load(self, name):
        for frame in (self.frames[-1], self.frames[0]):
            if name in frame:
                self.push(frame[name])
                return
        raise MachineError(self, f"{name} is not set")

    @opcode("store", "name")
    def do_store(self, name):
        self.frames[-1][name] = self.pop()

    @opcode("print")
    def do_print(self):
        self.output.append(self.pop())

    @opcode("jump", "label")
    def do_jump(self, target):
        self.pc = target

    @opcode("jz", "label")
    def do_jz(self, target):
        if not self.pop():
            self.pc = target

    @opcode("call", "label")
    def do_call(self, target):
        self.returns.append(self.pc)
        self.frames.append({})
        self.pc = target

    @opcode("ret")
    def do_ret(self):
        self.frames.pop()
        self.pc = self.returns.pop()

    @opcode("dup")
    def do_dup(self):
        top = self.pop()
        self.stack += [top, top]

    @opcode("swap")
    def do_swap(self):
        a, b = self.pop(), self.pop()
        self.stack.extend([a, b])

    @opcode("halt")
    def do_halt(self):
        return "halt"


def binary(name, function):
    def execute(machine):
        right, left = machine.pop(), machine.pop()
        try:
            machine.push(function(left, right))
        except ZeroDivisionError as error:
            raise MachineError(machine, str(error)) from error

    execute.operands = ()
    OPCODES[name] = execute


for name, function in {
    "add": lambda a, b: a + b,
    "sub": lambda a, b: a - b,
    "mul": lambda a, b: a * b,
    "div": lambda a, b: a // b,
    "mod": lambda a, b: a % b,
    "lt": lambda a, b: int(a < b),
    "eq": lambda a, b: int(a == b),
}.items():
    binary(name, function)


def assemble(text):
    labels, lines = {}, []
    for line in text.splitlines():
        line = line.partition(";")[0].strip()
        if line.endswith(":"):
            labels[line[:-1]] = len(lines)
        elif line:
            lines.extend(part.split() for part in line.split(","))
    code = []
    for name, *arguments in lines:
        if name not in OPCODES:
            raise SyntaxError(f"no opcode {name}")
        kinds = OPCODES[name].operands
        if len(kinds) != len(arguments):
            raise SyntaxError(f"{name} takes {len(kinds)} operands, got {len(arguments)}")
        convert = {"value": int, "name": str, "label": labels.__getitem__}
        code.append((name, *(convert[kind](argument) for kind, argument in zip(kinds, arguments))))
    return code


COUNT = "push 3\nloop:\n dup, print\n push 1, sub\n dup, jz end\n jump loop\nend:\n halt"
FACTORIAL = """
    push 10, call fact, print
    push 0, call fact, print, halt
fact:                       ; n -> n!
    store n, load n, jz base
    load n, push 1, sub, call fact
    load n, mul, ret
base:
    push 1, ret
"""
GCD = """
    push 1071, push 462, call gcd, print, halt
gcd: store b, store a
again: load b, jz done
""".replace(": ", ":\n") + """
    load b, load a, load b, mod, store b, store a, jump again
done:
    load a, ret
"""


def attempt(text, **options):
    try:
        machine = Machine(assemble(text), **options)
        print(machine.run(), machine.steps)
    except (MachineError, SyntaxError, KeyError, ValueError) as error:
        print(type(error).__name__, error, repr(error.__cause__))


attempt(COUNT, trace=True)
attempt(FACTORIAL)
attempt(GCD)
for text in ("add", "push 1, push 0, div", "load x", "jump nowhere", "push x", "fly", "push", "push 1", "a:\njump a", "call f\nf:\ncall f"):
    attempt(text, limit=200)
print(sorted(OPCODES), Machine.do_jz.operands)
