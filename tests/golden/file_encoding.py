# coding: mac_turkish
# The program's file declares an encoding that a codec of the library decodes: no step of it is one
# of the program's.

text = "ÚŸzel ÝÛdÝr ß"
print(len(text), ascii(text))


def turned(word):
    return word.upper() + "Ü"


print(ascii(turned(text)))
print(ascii(compile("# coding: ascii\nx = 'ß'", "<text>", "exec").co_consts[0]))
