# A running function is a frame. Python itself can look at it: its line, its
# locals, and the frame that called it. Compare what the program prints with
# the Call stack panel.
import sys


def inner(depth):
    frame = sys._getframe()
    print("line", frame.f_lineno, "of", frame.f_code.co_name, sorted(frame.f_locals))
    while frame.f_code.co_name != "<module>":
        frame = frame.f_back
        print("  called by", frame.f_code.co_name, "in line", frame.f_lineno)


def outer():
    inner(depth=2)


outer()
