# golden: out
# string: Formatter and Template.
import string
class F(string.Formatter): pass
print(F().format('a{0.real}{x[k]!r:>{w}}c{{}}', 3, x={'k':'v'}, w=6), list(__import__('_string').formatter_parser('a{b.c[d]!r:>{w}}c{{}}{}x{y:}')), string.Template('$a').substitute(a=1))
