"""binascii and what stands on it: base64, uuid."""
import binascii as b
def t(f,*a,**k):
    try: print(f.__name__,a,k,'->',repr(f(*a,**k)))
    except Exception as e: print(f.__name__,a,k,'!!',type(e),e)
t(b.hexlify,b'abc'); t(b.hexlify,b'abcdef',':',2); t(b.hexlify,b'abcdef','-',-4); t(b.hexlify,b'abcde',b'x'); t(b.hexlify,'a'); t(b.hexlify,b'ab','xx'); t(b.hexlify,b'ab','\u1234'); t(b.hexlify,b'ab',3);t(b.hexlify,b'abc',':',0);t(b.hexlify,b'ab','')
t(b.unhexlify,b'616'); t(b.unhexlify,'6g'); t(b.unhexlify,'616A'); t(b.unhexlify,3); t(b.unhexlify,'\u1234')
for s in (b'YWJj',b'YWJ',b'Y',b'YWI=',b'YW=I',b'Y\nW J!j',b'YWJjY',b'YQ==YQ==',b'=',b'Y=',b'YQ=',b'YQ=a=b',b''): t(b.a2b_base64,s)
t(b.b2a_base64,b'abcd'); t(b.b2a_base64,b'abcd',newline=False)
t(b.crc32,b'hello'); t(b.crc32,b'x',5);t(b.crc_hqx,b'hello',0);t(b.crc32,b'x',-1);t(b.crc32,b'x',2**40)
t(b.b2a_uu,b'hello'); t(b.b2a_uu,b'x'*46); t(b.b2a_uu,b''); t(b.b2a_uu,b'a\0\0',backtick=True)
for s in (b'%:&5L;&\\ \n',b'%:&5',b'\xff',b'!abcdefg',b'',b'"\x10'): t(b.a2b_uu,s)
t(b.b2a_qp,b'a=b \t\n c \xff.\n.\r\nx'); t(b.b2a_qp,b'a b_c\t \n',quotetabs=True,header=True);t(b.b2a_qp,b'x'*100);t(b.b2a_qp,b'a\r\nb\nc',istext=False);t(b.b2a_qp,b'a \r\n')
t(b.a2b_qp,b'a=3Db=\nfoo=zz_x=',header=True);t(b.a2b_qp,b'a==3d=\r\nb=a')
import base64; print(base64.b64encode(b'hello world'), base64.b32encode(b'abc'), base64.b85encode(b'abcd'), base64.urlsafe_b64decode('_-8='))
import uuid; print(uuid.uuid5(uuid.NAMESPACE_DNS,'python.org'), uuid.uuid3(uuid.NAMESPACE_DNS,'python.org'), uuid.UUID(int=5))
