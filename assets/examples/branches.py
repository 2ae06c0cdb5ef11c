# A condition is a comparison and a jump: POP_JUMP_IF_FALSE goes to the first
# instruction after the body. `and` and `or` are jumps too: what need not be
# evaluated is jumped over. A chain x < y < z keeps y on the stack.
x = 123
if x < 3:
    print(666)

if 100 < x < 200:
    print("between")
else:
    print("outside")


def loud(value):
    print("evaluated", value)
    return value


print(loud(0) and loud(1))
print(loud(2) or loud(3))
