# `def` does not run the body. The compiler made a code object of it, which is
# a constant of the module's own code object; at run time MAKE_FUNCTION only
# wraps that constant into a function object and STORE_NAME gives it a name.
# The body's opcodes run when CALL_FUNCTION pushes a frame for them.
def f(x):
    return x + 1

f(1)

print(f.__code__.co_name, f.__code__.co_varnames, f.__code__.co_consts)
