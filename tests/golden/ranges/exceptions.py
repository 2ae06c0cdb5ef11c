# try, with, raise, and the ways out of them.
try:
    risky()
except ValueError:
    first()
except (KeyError, IndexError) as error:
    second(error)
except:
    third()
else:
    fine()
finally:
    always()
try:
    body()
finally:
    cleanup()
raise
raise Error
raise Error(x) from cause
with open(path) as file:
    file.read()
with first(), second() as (p, q):
    body()
with (manager):
    pass
def ways(x):
    try:
        return x
    finally:
        tidy()
def handler_return():
    for i in x:
        try:
            attempt(i)
        except Error as e:
            if e: continue
            return e
        with lock as held:
            if held: break
            return held
        try:
            continue
        except Other:
            break
def finally_return():
    for i in x:
        try:
            one()
        finally:
            return 2
