# golden: out
# re: the engine, patterns, matches, errors.
import re
def tr(f, *a, **k):
    try: print(f(*a, **k))
    except Exception as e: print(type(e).__name__, e)
print(re.match(r'(\w+)\s(\w+)', 'hello world').groups(), re.findall(r'\d+', 'a1b22c333'), re.sub(r'(\w)(\d)', r'\2\1', 'a1b2'), re.split(r'[,;]\s*', 'a, b;c'))
print(re.search(r'(?P<x>a+)(?P<y>b)?', 'xxaaac'), re.search(r'(?P<x>a+)(?P<y>b)?', 'xxaaac').groupdict())
print(re.findall(r'(a)(b)?', 'abaab'), re.findall('', 'abc'), re.findall('a*', 'baac'), re.split('(x*)', 'axbc'), re.sub('x*', '-', 'abxd'))
print(re.match(r'(?:(a)|b)*', 'ab').groups(), re.match(r'(a|ab)(c|bcd)(d*)', 'abcd').groups(), re.match(r'(a*)*', 'aaa').groups(), re.match('(a*)+', 'b').span())
print(re.search(r'(?<=abc)def', 'abcdef'), re.search(r'(?<!abc)def', 'abcdef xdef'), re.match(r'(?=a)a(?!b)', 'ac'), re.match(r'(a)?(?(1)b|c)', 'ab'), re.match(r'(a)?(?(1)b|c)', 'c'))
print(re.findall(r'^\w+$', 'ab\ncd\n', re.M), re.findall(r'\bfoo\b', 'foo foobar foo'), re.match('A', 'a', re.I), re.match('[a-z]+', 'ABC', re.I), re.match('é', 'É', re.I), re.match(b'[^x]+', b'abx'))
print(re.match(r'.*?b', 'aabab'), re.match(r'(a{2,3}?)(a*)', 'aaaaa').groups(), re.match(r'(?:ab){2,}', 'ababab'), re.match(r'(?:ab){1,2}?', 'ababab'), re.match(r'(\w+) \1', 'foo foo'), re.fullmatch('a|ab', 'ab'), re.fullmatch('a', 'ab'))
print(re.compile('a', re.I), re.compile(b'a*'), re.compile('(a)(?P<n>b)').groupindex, re.compile('x') == re.compile('x'), re.compile('(?i)x').flags)
print([m.span() for m in re.finditer('a|b', 'cabba')], re.sub('a', lambda m: m.group().upper(), 'banana', 2), re.subn('a', 'b', 'aaa'), re.escape('a.b*c'))
m = re.match('(a)(?P<n>b)?', 'a'); print(m, m[0], m['n'], m.span('n'), m.regs, m.lastindex, m.lastgroup, m.expand(r'\1-\g<1>'), m.string, m.pos, m.endpos, m.re)
tr(m.group, 5); tr(m.group, 'zz'); tr(re.compile('a').match, b'a'); tr(re.compile('a').match, 5); tr(re.compile, '('); tr(re.compile, '*a'); tr(re.compile, '[z-a]'); tr(re.compile, 'a**'); tr(re.compile, r'\q')
print(re.match(r'(\d+)(?:\.(\d+))?', '12.5').groups(), re.match(r'"(?:[^"\\]|\\.)*"', r'"a\"b" c'), re.search('[\u0400-\u04ff]+', 'abc привет').group(), re.findall(r'[^\W\d_]+', 'ab1_çd'))
p = re.compile('(a+)+b'); print(p.match('a'*18 + 'c'))
print(re.match('(?:a|b)*c', 'ab'*50000+'c').end(), re.match('(?:a|b)*?c', 'ab'*5000+'c').end(), re.match('((a)|b)*', 'ab'*5000).groups())
s = re.Scanner([(r'\d+', lambda s, t: int(t)), (r'\s+', None), (r'\w+', lambda s,t: t)]); print(s.scan('12 ab 3'))
print(re.compile(r'''
  (\d+)  # digits
  \s* ([a-z]+)''', re.X).match('12  ab').groups(), re.match(r'[\s\S]*', 'a\nb').group(), re.match(r'\Aa\Z', 'a\n'), re.match(r'a$', 'a\n'), re.compile('a').fullmatch('bab', 1, 2), re.compile('^a').match('ba', 1))
print(re.sub(r'(?m)^', '> ', 'a\nb'), re.sub('(?P<q>.)', r'\g<q>\g<q>', 'ab'), re.split(r'(\d)', 'a1b2c', 1), re.purge(), re.match('ſ', 's', re.I), re.match('K', 'k', re.I))
import string; print(string.capwords('hello world'), string.Template('$a ${b} $$').substitute(a=1,b=2))
