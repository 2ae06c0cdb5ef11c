# Characters of several bytes, tabs, statements over several lines, long arguments.
größe = 'äöü' + ñame
if größe:
	tabbed = größe	+ 1; second = 'é'
value = function(
    'one',
    key=two,
)
text = """several
lines""" + other
joined = first \
    + second
