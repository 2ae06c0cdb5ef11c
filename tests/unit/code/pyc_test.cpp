// .pyc files and marshal data: there and back, and what is said of damaged ones.
#include "vm/base/address_sanitizer.h"
#include "vm/code/disassemble.h"
#include "vm/code/marshal_read.h"
#include "vm/code/marshal_write.h"
#include "vm/code/pyc.h"

#include <gmock/gmock.h>
#include <gtest/gtest.h>

using namespace std::string_literals;

namespace fw::code {

namespace {

std::shared_ptr<CodeUnit> small_unit(std::string name)
{
    auto unit = std::make_shared<CodeUnit>();
    unit->name = std::move(name);
    unit->filename = "x.py";
    unit->firstlineno = 1;
    unit->stacksize = 1;
    unit->flags = NoFree;
    unit->code = { static_cast<std::uint8_t>(Op::LOAD_CONST), 0,
        static_cast<std::uint8_t>(Op::RETURN_VALUE), 0 };
    unit->consts = { Constant(NoneConstant{}) };
    return unit;
}

CodeUnit unit_with_everything()
{
    CodeUnit unit = *small_unit("<module>");
    const Constant tuple = make_tuple_constant({ Constant(std::int64_t{ 1000 }),
        Constant(StringConstant{ "\xc3\xa9" }), Constant(BytesConstant{ "\0x"s }) });
    unit.consts = { Constant(NoneConstant{}), Constant(true), Constant(EllipsisConstant{}),
        Constant(std::int64_t{ -1 }), Constant(std::int64_t{ 1 } << 40), Constant(INT64_MIN),
        Constant(BigIntConstant{ "-123456789abcdef0123" }), Constant(-0.0),
        Constant(ComplexConstant{ 1, -2 }), Constant(StringConstant{ std::string(300, 'a') }),
        tuple, tuple,
        Constant(FrozenSetConstant{ std::make_shared<const std::vector<Constant>>(
            std::vector<Constant>{ Constant(StringConstant{ "b" }) }) }),
        CodeRef(small_unit("f")) };
    unit.names = { "print", "\xc3\xa9" };
    unit.lnotab = { 2, 1 };
    return unit;
}

std::string error_of(const std::string& data)
{
    return read_pyc(data, "x.pyc").error;
}

} // namespace

TEST(Marshal, ThereAndBack)
{
    const CodeUnit unit = unit_with_everything();
    const UnmarshalOutcome outcome = unmarshal_code(marshal_code(unit));
    ASSERT_TRUE(outcome) << outcome.error;
    EXPECT_EQ(dump_code(*outcome.code), dump_code(unit));
    EXPECT_EQ(outcome.code->filename, "x.py");
}

TEST(Marshal, SharedObjectsAreWrittenOnce)
{
    CodeUnit unit = *small_unit("<module>");
    const Constant twice = StringConstant{ "a text that is in it twice" };
    unit.consts = { Constant(NoneConstant{}), make_tuple_constant({ twice }), twice };
    const std::string data = marshal_code(unit);
    EXPECT_EQ(data.find("in it twice"), data.rfind("in it twice"));
}

// The bytes are those of py_compile in CPython 3.9.18 for the one line `pass` in p.py.
TEST(Marshal, BytesAreCPythons)
{
    CodeUnit unit = *small_unit("<module>");
    unit.filename = "p.py";
    const std::string expected = "\xe3"s + std::string(16, '\0') + "\x01\0\0\0@\0\0\0"s
        + "s\x04\0\0\0d\0S\0"s + ")\x01N\xa9\0r\x01\0\0\0r\x01\0\0\0r\x01\0\0\0"s
        + "\xfa\x04p.py\xda\x08<module>\x01\0\0\0\xf3\0\0\0\0"s;
    EXPECT_EQ(marshal_code(unit), expected);
}

TEST(Marshal, DamagedDataIsExplained)
{
    const std::string good = marshal_code(unit_with_everything());
    for (std::size_t size = 0; size < good.size(); ++size) {
        const UnmarshalOutcome outcome = unmarshal_code(std::string_view(good).substr(0, size));
        ASSERT_FALSE(outcome);
        ASSERT_EQ(outcome.fault, marshal::Fault::TooShort) << size;
    }
    EXPECT_EQ(unmarshal_code("").error, "EOF read where object expected");
    EXPECT_EQ(unmarshal_code("0").error, "NULL object in marshal data for object");
    EXPECT_EQ(unmarshal_code("?").error, "bad marshal data (unknown type code)");
    EXPECT_EQ(unmarshal_code("r\x05\0\0\0"s).error, "bad marshal data (invalid reference)");
    EXPECT_EQ(
        unmarshal_code("(\xff\xff\xff\xff").error, "bad marshal data (tuple size out of range)");
    EXPECT_EQ(
        unmarshal_code("l\x01\0\0\0\0\0"s).error, "bad marshal data (unnormalized long data)");
    EXPECT_EQ(unmarshal_code("N").error, "the data is not that of a code object");
#ifndef FW_ASAN // whose frames are ten times as large as the main thread has room for
    std::string deep;
    for (int i = 0; i < 3000; ++i) {
        deep += ")\x01";
    }
    EXPECT_EQ(unmarshal_code(deep).error, "recursion limit exceeded");
#endif
}

// Each tuple holds the one before twice: a few bytes for 2 to the power of 60 items.
TEST(Marshal, NothingOutOfProportion)
{
    std::string data = "\xa9\x02N\x4e";
    for (char level = 1; level < 60; ++level) {
        data.insert(0, "\xa9\x02");
        data.append("r").append(1, static_cast<char>(60 - level)).append(3, '\0');
    }
    EXPECT_FALSE(unmarshal_code(data));
}

TEST(Pyc, Header)
{
    const std::string data = write_pyc(unit_with_everything(), 0x01020304, 5);
    const PycHeaderOutcome outcome = read_pyc_header(data, "x.pyc");
    ASSERT_TRUE(outcome);
    EXPECT_FALSE(outcome.header.is_hash_based);
    EXPECT_EQ(outcome.header.source_time, 0x01020304U);
    EXPECT_EQ(outcome.header.source_size, 5U);
    EXPECT_TRUE(read_pyc(data, "x.pyc"));
    EXPECT_TRUE(looks_like_pyc(data));
    EXPECT_FALSE(looks_like_pyc("print(1)\n"));
}

TEST(Pyc, VersionsAreNamed)
{
    EXPECT_EQ(error_of("\x03\xf3\r\nabcd"),
        "bad magic number in 'x.pyc': b'\\x03\\xf3\\r\\n' is that of Python 2.7; only the .pyc "
        "files "
        "of CPython 3.9 can be read");
    EXPECT_THAT(error_of("\x33\x0d\r\n"), testing::HasSubstr("Python 3.6;"));
    EXPECT_THAT(error_of("\xcb\x0d\r\n"), testing::HasSubstr("Python 3.12;"));
    EXPECT_EQ(error_of("hello"), "bad magic number in 'x.pyc': b'hell'");
    EXPECT_EQ(error_of("\x61\x0d\r\n1234"), "reached EOF while reading pyc header of 'x.pyc'");
    EXPECT_EQ(error_of("\x61\x0d\r\n\x08\0\0\0\0\0\0\0\0\0\0\0N"s), "invalid flags 8 in 'x.pyc'");
}

TEST(Pyc, BytecodeIsVerified)
{
    CodeUnit unit = *small_unit("<module>");
    unit.code[1] = 9;
    EXPECT_EQ(error_of(write_pyc(unit, 0, 0)),
        "'x.pyc' is damaged: the bytecode of '<module>' is not valid at offset 0, LOAD_CONST: "
        "there "
        "is 1 constant, not one with number 9");
}

// CPython 3.9: _imp.source_hash(importlib.util._RAW_MAGIC_NUMBER, b'print(1)\n')
TEST(Pyc, SourceHash)
{
    EXPECT_EQ(source_hash("print(1)\n"), 18215406646469274982U);
}

} // namespace fw::code
