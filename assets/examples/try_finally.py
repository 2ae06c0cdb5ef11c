# `finally` runs however the block is left. The compiler writes its body
# twice: once for the normal way out, once for an exception, which RERAISE
# sends on. A `return` in it wins over everything.
def leave(how):
    try:
        if how == "return":
            return "returned"
        if how == "raise":
            raise ValueError("raised")
        result = "fell through"
    finally:
        print("finally, after", how)
    return result


def last_word():
    try:
        return "try"
    finally:
        return "finally"


print(leave("end"))
print(leave("return"))
try:
    leave("raise")
except ValueError as error:
    print("outside:", error)
print(last_word())
