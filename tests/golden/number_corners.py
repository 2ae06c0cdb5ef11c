# golden: out
# Numbers at their edges: parsing, conversions, special methods, errors.


def t(*calls):
    for call in calls:
        try:
            print(ascii(call()))
        except Exception as e:
            print(type(e).__name__, ascii(str(e)))


t(lambda: int(base=10),
  lambda: int('12',37),
  lambda: int(12,10),
  lambda: int('12',base=1.5),
  lambda: int(1,2,3),
  lambda: int(x=1),
  lambda: int('1',bas=1),
  lambda: int('',0),
  lambda: int('0x',0),
  lambda: int(' 12_3 '),
  lambda: int('012',0),
  lambda:int('00',0),
  lambda:int('0_0',0),
  lambda: int('0b12',0),
  lambda:int('0b_1',2),
  lambda:int('0b1',16),
  lambda: int('z',36),
  lambda: int('\u0661\u0662'),
  lambda: int('a\u0661\u0662'),
  lambda: int('a\x00b'),
  lambda: int(b'12x'),
  lambda: int(b'12'),
  lambda:int(bytearray(b'12')),
  lambda: int(bytearray(b'x')),
  lambda:int('1_'),
  lambda:int('_1'),
  lambda:int('+ 1'),
  lambda:int('--1'),
  lambda:int('9'*30),
  lambda:int('-'+'9'*30),
  lambda:int('f'*30,16),
  lambda:int('x'*300))
t(lambda: (5).to_bytes(-1,'big'),
  lambda: (5).to_bytes(1,'bigg'),
  lambda: int.from_bytes('abc','big'),
  lambda: int.from_bytes([1,2],'big'),
  lambda: (1).__round__(1.5),
  lambda: round(1,2,3),
  lambda: (1).__format__(2),
  lambda:(1).to_bytes(),
  lambda:(1).to_bytes(1),
  lambda:(1).to_bytes('a','big'),
  lambda:(1).to_bytes(1,2),
  lambda:int.from_bytes(b'a'),
  lambda:int.from_bytes(b'',byteorder='big'))
t(lambda: bool(1,2),
  lambda: bool(x=1),
  lambda:bool(),
  lambda:bool([]),
  lambda:True+True,
  lambda:True&1,
  lambda:True&False,
  lambda:True|0,
  lambda:True^True,
  lambda:~True,
  lambda:-True,
  lambda:repr(True),
  lambda:str(False),
  lambda:format(True,'d'),
  lambda:format(True),
  lambda:format(True,'>6'),
  lambda:f'{True}',
  lambda:f'{True:d}')
class I(int):
    def __repr__(s): return 'I!'
    def __add__(s,o): return 'add'
    def __radd__(s,o): return 'radd'
t(lambda:I(5),
  lambda:I(5)+1,
  lambda:1+I(5),
  lambda:I('12')*2,
  lambda:int(I(7)),
  lambda:I(2**100)-1,
  lambda:format(I(5)),
  lambda:format(I(5),'d'),
  lambda:str(I(5)),
  lambda:'%d %s'%(I(5),I(5)),
  lambda:hash(I(2**100))==hash(2**100),
  lambda:[1,2,3][I(1)],
  lambda:I.from_bytes(b'a','big'),
  lambda:+I(3),
  lambda:I(3).real,
  lambda:I(3)==3,
  lambda:{3:1}[I(3)],
  lambda:I(3).__class__,
  lambda:type(I(3).conjugate()))
class X:
    def __index__(s): return 7
    def __int__(s): return 8
    def __float__(s): return 9.5
    def __trunc__(s): return 6
class T:
    def __trunc__(s): return 6
class B:
    def __index__(s): return 'a'
    def __int__(s): return 'a'
    def __float__(s): return 'a'
class D:
    def __index__(s): return 12
t(lambda:int(X()),
  lambda:float(X()),
  lambda:int(T()),
  lambda:int(B()),
  lambda:float(B()),
  lambda:[1][B()],
  lambda:int(D()),
  lambda:float(D()),
  lambda:complex(D()),
  lambda:hex(X()),
  lambda:'abc'*D(),
  lambda:range(D()),
  lambda:int('3',D()),
  lambda:round(3.14159,D()),
  lambda:chr(D()),
  lambda:bytes(D()),
  lambda:'%d'%D(),
  lambda:'%x'%D(),
  lambda:'%x'%T(),
  lambda:'%d'%T(),
  lambda:'%d'%X(),
  lambda:'%c'%D())
t(lambda:1<<(2**70),
  lambda:0<<(2**70),
  lambda:1>>(2**70),
  lambda:-1>>(2**70),
  lambda:2**-2**70,
  lambda:(2**2000)/3,
  lambda:3/(2**2000),
  lambda:(2**2000)/(2**1999+1),
  lambda:1/(2**1075),
  lambda:1/(2**1074),
  lambda:3/(2**1075),
  lambda:(2**1024-2**970)/1,
  lambda:(2**1024-2**969)/1,
  lambda:float(2**1024),
  lambda:float(2**1024-2**970),
  lambda:int.__new__(str),
  lambda:int.__new__(bool,1),
  lambda:bool.__new__(bool),
  lambda:int.__add__(1,'a'),
  lambda:(1).__add__(2.0),
  lambda:int.__lt__(1,2.0),
  lambda:(5).__rsub__(10),
  lambda:(5).__rpow__(2),
  lambda:(5).__pow__(2,7),
  lambda:(5).__divmod__(2),
  lambda:(5).__bool__(),
  lambda:(5).__index__(),
  lambda:(5).__ceil__(),
  lambda:(5).__trunc__(),
  lambda:(5).__getnewargs__())
inf = float('inf')
nan = float('nan')
t(*[(lambda s=s: float(s)) for s in ['','1','1.','.5','.','1e5','1e','1e+','1_0','1__0','_1','1_','1_.0','1._0','inf','-inf','+Infinity','infinit','nan','-nan','nanx',' 1 ','\t1\n','1 2','0x1','1e400','-1e400','1e-400','1e309','\u0661.\u0665','1\u2003','\ud800','1\0','٣.١٤','1e5_0','1_e5','é']])
t(lambda:float(b'1.5'),
  lambda:float(bytearray(b'2')),
  lambda:float(b'x'),
  lambda:float([]),
  lambda:float(1,2),
  lambda:float(x=1),
  lambda:float(),
  lambda:float(10**400))
t(*[(lambda s=s: float.fromhex(s)) for s in ['','x','0x1p5000','1','0x1.8p1','-0x1.8','inf','-nan',' 0x.8 ','0x','p5','0x1p','0x1p+','0x1.fffffffffffff8p0','0x1.fffffffffffff7p0','0x1p-1074','0x1p-1075','0x1.8p-1075','abc','1.g','0X1P+2','0x1p1023','0x1p1024']])
t(lambda:float.fromhex(1),
  lambda:float.__getformat__('double'),
  lambda:float.__getformat__('x'),
  lambda:pow(1.0,2,3),
  lambda:1.5<<1,
  lambda:1.5&1,
  lambda:~1.5,
  lambda:1.5 .__round__('a'),
  lambda:round(1.5,None),
  lambda:float('nan')==float('nan'),
  lambda:nan in [nan],
  lambda:1.5 .__add__('a'),
  lambda:1.5 .__radd__(2),
  lambda:1.5 .__eq__('a'),
  lambda:1.0 .__getnewargs__(),
  lambda: 1.5 .__divmod__(2),
  lambda:1.5 .__rdivmod__(4),
  lambda:1.5 .__mod__(1),
  lambda:2.0 .__rpow__(3),
  lambda:1.5 .__int__(),
  lambda:1.5 .__float__(),
  lambda:round(2.675,2),
  lambda:round(0.5),
  lambda:round(1.5),
  lambda:round(-0.5),
  lambda:round(1e16+2,-1),
  lambda:round(1234567.891,-3),
  lambda:round(15.0,-1),
  lambda:round(25.0,-1),
  lambda:round(25.1,-1))
class F(float):
    def __repr__(s): return 'F!'
t(lambda:F(1.5),
  lambda:F('2')+1,
  lambda:str(F(2)),
  lambda:format(F(2)),
  lambda:format(F(2),'.1f'),
  lambda:type(float(F(2))),
  lambda:F(x=1),
  lambda:F.fromhex('0x1'),
  lambda:+F(1),
  lambda:F(1)==1)
t(*[(lambda s=s: complex(s)) for s in ['','1','1j','j','-j','+j','1+2j','1-2j','1+j','1-j','(1+2j)',' ( 1+2j ) ','(1+2j','1+2j)','1 + 2j','1+2','nan','inf+nanj','-infj','1e5-1e-5j','1_0+2_0j','1__0','1j+2','jj','1jj','()','1+2J','a','\u0661','1+-2j','1e','.5j','1.e5j']])
t(lambda: complex('1',2),
  lambda: complex(1,'2'),
  lambda: complex([]),
  lambda: complex(1,[]),
  lambda: complex(real=1,imag=2),
  lambda: complex(1,2,3),
  lambda:complex(1j,1j),
  lambda:complex(1,1j),
  lambda:complex(1j,1),
  lambda:complex(),
  lambda:complex(-0.0),
  lambda:complex(-0.0,-0.0),
  lambda:complex(imag=2),
  lambda:complex(True),
  lambda:complex(2**1000,0),
  lambda:complex(2**2000),
  lambda:complex(b'1'),
  lambda:complex(None),
  lambda:pow(1j,2,3),
  lambda:complex(x=1))
class C(complex): pass
class CC:
    def __complex__(s): return 1+2j
class CB:
    def __complex__(s): return 1
t(lambda:C(1,2),
  lambda:type(C(1,2)+1),
  lambda:complex(CC()),
  lambda:complex(CB()),
  lambda:complex(CC(),1),
  lambda:complex(1,CC()),
  lambda:complex(C(3)),
  lambda:type(complex(C(3))))
