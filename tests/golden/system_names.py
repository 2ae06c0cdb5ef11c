# golden: code dis out
# File names that are no UTF-8: they are text with lone surrogates, and lead back to the file.
import os

folder = "/tmp/system_names_%d" % os.getpid()
os.mkdir(folder)
try:
    raw = os.fsencode(folder) + b"/\xff\xfe.txt"
    with open(raw, "w") as file:
        file.write("odd name")
    names = os.listdir(folder)
    print(ascii(names), os.listdir(os.fsencode(folder)))
    path = folder + "/" + names[0]
    with open(path) as file:
        print(file.read(), ascii(os.path.basename(file.name)))
    print(os.path.getsize(path), os.path.exists(path), os.fsencode(names[0]))
    for entry in os.scandir(folder):
        print(ascii(entry.name), entry.is_file(), entry.stat().st_size)
    os.rename(path, folder + "/h\u00e9.txt")
    print(ascii(os.listdir(folder)), os.listdir(os.fsencode(folder)))
    os.remove(folder + "/h\u00e9.txt")
finally:
    for name in os.listdir(folder):
        os.remove(os.path.join(folder, name))
    os.rmdir(folder)
