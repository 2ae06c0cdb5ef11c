# A running function is a frame. Python itself can look at it: its line, its
# locals, and the frame that called it. Compare what the program prints with
# the Call stack panel.
import sys


def inner(depth):
    frame = sys._getframe()
    print("line", frame.f_lineno, "of", frame.f_code.co_name, sorted(frame.f_locals))
    for _ in range(3):
        print("  ", frame.f_code.co_name, frame.f_lineno)
        frame = frame.f_back


def outer():
    inner(depth=2)


outer()
