# f-strings.
f'plain'
f'{name}'
f'a {x} b {y!r} c {z:>10}'
f'{value:{width}.{precision}}'
f'{total = }'
f'{a + b:.2f} {f(x, k=1)} {d["key"]}'
print('before', f'{x}' 'after' f"{y}")
f'''first
{second} line
{third + 1}'''
f'{(lambda q: q + 1)(2)} {[i for i in x]} {1 < n <= 3}'
'lead ' f'{x}' 'tail'
f'{x} and' "more " r'raw' f'{y}'
f'{ f"{a}" "b" }' ('plain' 'pair')
('first '
 f'{x}'
 """third
line""" f' {y}')
