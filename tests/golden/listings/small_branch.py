x = 123
if x < 3:
  print(666)
