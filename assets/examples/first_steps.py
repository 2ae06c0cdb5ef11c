# The machine is a stack machine. Each statement below is a few opcodes:
# LOAD_CONST and LOAD_NAME push a value, STORE_NAME pops one into a name,
# BINARY_ADD pops two and pushes their sum. Step through it and watch the
# value stack: it is empty again at the end of every statement.
x = 1
y = 2
z = x + y
print(z)
