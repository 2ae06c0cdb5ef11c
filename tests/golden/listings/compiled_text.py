c = compile('test.py', 'test.py', 'exec')
print(c.co_name, c.co_filename, c.co_firstlineno)
print(c.co_code)
print([byte for byte in c.co_code])
