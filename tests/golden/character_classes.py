# golden: out
# What each character is and becomes: a digest of every block of 1024 characters.


def answers(c):
    return (
        c.lower(), c.upper(), c.title(), c.casefold(), c.swapcase(), c.isalnum(), c.isalpha(),
        c.isdecimal(), c.isdigit(), c.isidentifier(), ('a' + c).isidentifier(), c.islower(),
        c.isnumeric(), c.isprintable(), c.isspace(), c.istitle(), c.isupper(),
        len(c.splitlines()), ('xa' + c + 'Σ').lower(), ('xΣ' + c).lower(),
        len(('a' + c + 'b').split()), len(repr(c)),
    )


for start in list(range(0, 0x20000, 1024)) + [0xe0000, 0x10fc00]:
    print(hex(start), hash(tuple(answers(chr(start + i)) for i in range(1024))))
