# golden: code dis out
# Line ends that files show, seeking in memory, a reader and a writer as a pair.
import io, os
d = "/tmp/io_line_ends_%d_" % os.getpid()
open(d+"x.bin","wb").write(b"abc\ndef\n")
f = io.BufferedRWPair(io.FileIO(d+"x.bin","r"), io.FileIO(d+"y.bin","w"))
print(f.read(2), f.readline(), f.write(b"zz"), f.flush(), f.closed, f.readable(), f.writable(), f.isatty(), f.peek(2)[:2])
f.close(); print(f.closed, open(d+"y.bin","rb").read())
try: io.BufferedRWPair(io.FileIO(d+"x.bin","r"), io.FileIO(d+"x.bin","r"))
except Exception as e: print(type(e), e)
b = io.BytesIO(b"hello"); 
for a in [(2,),(-1,),(1,1),(-9,2),(0,5)]:
    try: print(b.seek(*a), b.tell())
    except Exception as e: print(type(e), e)
s = io.StringIO("hello\r\nx")
for a in [(2,),(-1,),(1,1),(0,1),(0,2),(-9,2),(0,5)]:
    try: print(s.seek(*a), s.tell())
    except Exception as e: print(type(e), e)
d1 = io.IncrementalNewlineDecoder(None, True)
print(repr(d1.decode("a\r")), repr(d1.decode("\nb\r\nc\rd")), d1.newlines)
print(repr(d1.decode("x\r", True)), d1.getstate())
t = io.TextIOWrapper(io.BytesIO(b"a\r\nb\nc\rd"))
print(t.readline(), t.newlines, t.read(), t.newlines)
s = io.StringIO("a\r\nb\nc\rd", newline=None); print(s.newlines, repr(s.getvalue()))
for name in "x.bin", "y.bin": os.remove(d + name)
