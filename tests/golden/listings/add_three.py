# golden: code dis trace out
def g(x):
    return x + 3
