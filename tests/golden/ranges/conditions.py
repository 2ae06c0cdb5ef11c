# if, while, for, assert and what jumps in them.
if a:
    b
elif c and d or not e:
    f
else:
    g
if low < value <= high:
    inside
if not (x < y < z):
    outside
if 0:
    never
if yes if ask else no:
    chosen
while count:
    count -= 1
    if stop: break
    if skip: continue
    work
else:
    done
while True:
    if over:
        break
for item in sequence:
    use(item)
    if item: continue
    break
else:
    exhausted
for i, (j, *k) in pairs:
    pass
for place.field in x: pass
for place[i] in x: pass
assert test
assert test, message
assert a and b
def search(rows):
    for row in rows:
        while row:
            return row
    return None
