x = 'hello'
y = 'hello'
x == y
