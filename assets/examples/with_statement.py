# SETUP_WITH calls __enter__, leaves __exit__ on the value stack, and pushes a
# block. On the way out, normal or not, __exit__ is called; what it returns
# decides whether the exception goes on.
class Step:
    def __init__(self, name, forgiving=False):
        self.name, self.forgiving = name, forgiving

    def __enter__(self):
        print("enter", self.name)
        return self

    def __exit__(self, kind, value, traceback):
        print("exit", self.name, kind.__name__ if kind else None)
        return self.forgiving


with Step("outer") as outer, Step("inner"):
    print("inside", outer.name)

with Step("forgiving", forgiving=True):
    1 / 0

print("after")
