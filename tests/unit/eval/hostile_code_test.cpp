// Code that programs make by hand and marshal data that no one would write: each ends in an
// exception, in time. CPython crashes or hangs in most of these.

#include "vm/vm.h"

#include <gtest/gtest.h>

namespace fw {
namespace {

// `attempt` runs a function and shows its result, or the exception that it ends in.
constexpr const char* prelude = R"(
import marshal
def base(): return 1
C = base.__code__
F = type(base)
def attempt(function):
    try:
        print(str(function())[:40])
    except Exception as error:
        print(type(error).__name__ + ':', str(error)[:150])
def run(**fields):
    attempt(F(C.replace(**fields), {}))
def loaded(data):
    attempt(lambda: marshal.loads(data))
def number(value):
    return value.to_bytes(4, 'little')
def nested(value, levels, make):
    for level in range(levels):
        value = make(value)
    return value
itself = marshal.loads(b'\xa9\x01r' + number(0))
)";

std::string output_of(const std::string& source)
{
    host::ScriptedHost host;
    host.end_input();
    Program program(host, { .file = "<test>", .source = prelude + source });
    EXPECT_EQ(program.run(), 0) << host.captured(host::Stream::Error);
    return host.captured(host::Stream::Output);
}

// A few objects that stand for 2 to the power of 60 of them.
TEST(HostileCode, ConstantsThatMultiply)
{
    EXPECT_EQ(output_of("x = nested((1,), 60, lambda x: (x, x))\n"
                        "run(co_consts=(None, 1, x))\n"),
        "1\n");
    EXPECT_EQ(output_of("x = nested(C, 40, lambda x: C.replace(co_consts=(None, 1, x, x)))\n"
                        "attempt(F(x, {}))\n"),
        "1\n");
    EXPECT_EQ(output_of("x = nested(C, 3000, lambda x: C.replace(co_consts=(None, 1, x)))\n"
                        "attempt(F(x, {}))\n"),
        "1\n");
}

TEST(HostileCode, ATupleInItself)
{
    EXPECT_EQ(output_of("run(co_consts=(itself, 1))\n"
                        "attempt(lambda: repr(itself))\n"
                        "attempt(lambda: marshal.dumps(itself))\n"
                        "attempt(lambda: hash(itself))\n"
                        "attempt(lambda: hash(C.replace(co_consts=itself)))\n"),
        "1\n((...),)\nb'\\xa9\\x01r\\x00\\x00\\x00\\x00'\n"
        "RecursionError: maximum recursion depth exceeded while hashing a tuple\n"
        "RecursionError: maximum recursion depth exceeded while hashing a tuple\n");
    EXPECT_EQ(output_of("other = marshal.loads(b'\\xa9\\x01r' + number(0))\n"
                        "one, two = (C.replace(co_consts=(x,)) for x in (itself, other))\n"
                        "attempt(lambda: one == two)\n"),
        "RecursionError: maximum recursion depth exceeded in comparison\n");
}

TEST(HostileCode, MarshalDataOfAbsurdSizes)
{
    EXPECT_EQ(output_of("for kind in b'([<>s':\n"
                        "    loaded(bytes([kind]) + b'\\xff\\xff\\xff\\x7f')\n"),
        "EOFError: EOF read where object expected\nEOFError: EOF read where object expected\n"
        "EOFError: EOF read where object expected\nEOFError: EOF read where object expected\n"
        "EOFError: marshal data too short\n");
    EXPECT_EQ(output_of("for kind in b'([<s':\n"
                        "    loaded(bytes([kind]) + b'\\xff\\xff\\xff\\xff')\n"
                        "loaded(b'l' + b'\\0\\0\\0\\x80' + b'a' * 100)\n"),
        "ValueError: bad marshal data (tuple size out of range)\n"
        "ValueError: bad marshal data (list size out of range)\n"
        "ValueError: bad marshal data (set size out of range)\n"
        "ValueError: bad marshal data (bytes object size out of range)\n"
        "ValueError: bad marshal data (long size out of range)\n");
}

// References to what is not there yet.
TEST(HostileCode, ContainersInThemselves)
{
    EXPECT_EQ(output_of("loaded(b'\\xbe\\x01\\0\\0\\0r' + number(0))\n"
                        "loaded(b'\\xbc\\x01\\0\\0\\0r' + number(0))\n"
                        "loaded(b'\\xfbr' + number(0) + b'N0')\n"
                        "loaded(b'\\xfbNr' + number(0) + b'0')\n"),
        "ValueError: bad marshal data (invalid reference)\nTypeError: unhashable type: 'set'\n"
        "TypeError: unhashable type: 'dict'\n{None: {...}}\n");
}

TEST(HostileCode, NamespacesThatAreNotThere)
{
    // STORE_NAME, LOAD_NAME, DELETE_NAME, SETUP_ANNOTATIONS in a function, which has none.
    EXPECT_EQ(output_of("end = b'd\\0S\\0'\n"
                        "run(co_code=b'd\\0Z\\0' + end, co_names=('n',))\n"
                        "run(co_code=b'e\\0' + end, co_stacksize=2, co_names=('n',))\n"
                        "run(co_code=b'[\\0' + end, co_names=('n',))\n"
                        "run(co_code=b'U\\0' + end)\n"),
        "SystemError: no locals found when storing 'n'\n"
        "SystemError: no locals when loading 'n'\n"
        "SystemError: no locals found when deleting 'n'\n"
        "SystemError: no locals found when setting up annotations\n");
}

TEST(HostileCode, BytecodeThatDoesNotFit)
{
    EXPECT_EQ(output_of("run(co_code=b'd\\x09S\\0')\n"
                        "run(co_code=b'd')\n"
                        "run(co_stacksize=2 ** 31 - 1)\n"
                        "run(co_nlocals=5)\n"
                        "run(co_code=b'd\\0\\x90\\x7f\\x90\\xff\\x90\\xff\\x5c\\xffS\\0')\n"),
        "SystemError: the bytecode of 'base' is not valid at offset 0, LOAD_CONST: there are 2 "
        "constants, not one with number 9\n"
        "SystemError: the bytecode of 'base' is not valid: co_code has 1 bytes; an instruction has "
        "two\n"
        "SystemError: the bytecode of 'base' is not valid: co_stacksize is 2147483647, more than "
        "4000000\n"
        "SystemError: the bytecode of 'base' is not valid: co_varnames is too small: 0 parameters, "
        "5 locals, 0 names\n"
        "SystemError: the bytecode of 'base' is not valid at offset 8, UNPACK_SEQUENCE: there may "
        "be 2147483647 values on the stack, co_stacksize is 1\n");
}

} // namespace
} // namespace fw
