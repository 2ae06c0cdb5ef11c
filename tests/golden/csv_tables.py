"""csv: dialects, readers, writers, and what they refuse."""
import io
import _csv
import csv

def t(f,*a,**k):
    try: print(f.__name__,a,k,'->',repr(f(*a,**k)))
    except Exception as e: print(f.__name__,a,k,'!!',type(e),e)
for a,k in (((),{}),((3,),{}),(([],'nope'),{}),(([],),dict(delimiter='ab')),(([],),dict(delimiter=3)),(([],),dict(delimiter='')),(([],),dict(quotechar='xx')),(([],),dict(quotechar=None,quoting=0)),(([],),dict(quoting=9)),(([],),dict(quoting='a')),(([],),dict(lineterminator=None)),(([],),dict(lineterminator=3)),(([],),dict(escapechar='ab')),(([],),dict(escapechar=1)),(([],),dict(delimiter=None))): t(_csv.reader,*a,**k)
t(_csv.writer,3)
t(_csv.get_dialect,'x');t(_csv.unregister_dialect,'x');t(_csv.register_dialect,3);t(_csv.field_size_limit);t(_csv.field_size_limit,'a');t(_csv.list_dialects);t(_csv.register_dialect,'a','excel',delimiter=';')
for rows in (['a,"b'],['"a"b'],['a\0b'],[3],[b'a'],['a\nb'],['a"b,c'],['"a""b",c'],['a\r\n'],['a\rb'],[''],['"x\n','y"\n'],['\n'],['a\\','b'],['a,b,','','c']):
    for kw in (dict(strict=0),dict(strict=1),dict(escapechar='\\'),dict(doublequote=False)):
        try: print(rows,kw,list(_csv.reader(rows,**kw)))
        except Exception as e: print(rows,type(e),e)
try: print(list(_csv.reader(['"1",2,"x",3.5,a'],quoting=2)))
except Exception as e: print(e)
print(list(_csv.reader(['"1",2,"x",3.5'],quoting=2)),list(_csv.reader(["1, 2,' x'"],skipinitialspace=True,quotechar="'")),list(_csv.reader(["1\\,2,3","a\\"],escapechar='\\')),list(_csv.reader(['"a",b'],quoting=3)))
try: list(_csv.reader(['a'*200000]))
except Exception as e: print(e)
for kw in ({},dict(quoting=1),dict(quoting=2),dict(quoting=3),dict(quoting=3,escapechar='\\'),dict(doublequote=False),dict(doublequote=False,escapechar='\\'),dict(lineterminator='!'),dict(quotechar=None,quoting=3)):
    for row in ([1,2.5,None,'a,b','q"x'],[''],[],['a\nb','x!y',' sp '],[None],5,'ab',['"'],['\\'],[b'x']):
        o=io.StringIO()
        try: n=_csv.writer(o,**kw).writerow(row); print(kw,row,repr(o.getvalue()),n)
        except Exception as e: print(kw,row,type(e),e)
o=io.StringIO(); w=csv.DictWriter(o,['a','b']); w.writeheader(); w.writerow({'a':1,'b':'x,y'}); print(repr(o.getvalue())); print(list(csv.DictReader(io.StringIO(o.getvalue())))); print(csv.Sniffer().sniff('a;b\n1;2\n').delimiter)
