# A cell exists from the start of its frame, before anything is in it, and
# after `del` it is empty again. Looking into an empty cell is a NameError;
# the function that holds the cell does not mind being made early.
def early():
    def show():
        return value

    try:
        show()
    except NameError as error:
        print(error)

    value = "filled"
    print(show())

    del value
    try:
        show()
    except NameError as error:
        print(error)
    return show


show = early()
try:
    show.__closure__[0].cell_contents
except ValueError as error:
    print(error)

show.__closure__[0].cell_contents = "filled from outside"
print(show())
