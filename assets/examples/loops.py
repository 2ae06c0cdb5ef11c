# `for` keeps an iterator on the value stack. FOR_ITER asks it for the next
# item and pushes it; when there is none it pops the iterator and jumps.
# `break` jumps past the `else`, which runs only when the loop came to its
# end.
def first_divisor(number):
    for divisor in range(2, number):
        if number % divisor == 0:
            break
    else:
        return None
    return divisor


for candidate in 7, 9, 10:
    print(candidate, first_divisor(candidate))

countdown = 3
while countdown:
    countdown -= 1
print(countdown)
