// Numbers and strings below the level of programs: hashes, sizes, rounding, building, codecs. What
// programs see of the types is tested in tests/python.

#include "vm/base/float_text.h"
#include "vm/base/hash.h"
#include "vm/base/region.h"
#include "vm/object/bytes.h"
#include "vm/object/core_objects.h"
#include "vm/object/float.h"
#include "vm/object/mpz.h"
#include "vm/object/number_text.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/object/runtime.h"
#include "vm/object/unicode.h"
#include "vm/types/int_arithmetic.h"
#include "vm/types/str_codec.h"
#include "vm/types/str_support.h"

#include <gtest/gtest.h>

#include <cmath>
#include <limits>

namespace fw {
namespace {

class Scalars : public testing::Test {
protected:
    Scalars() { boot_runtime(); }

    Thread& thread() { return runtime().thread; }

    // repr() of what an operation gave, or "Type: message" of what it raised.
    std::string shown(Result<Ref> result)
    {
        if (!result.failed()) {
            Ref value = result.take();
            auto text = repr(thread(), value.get());
            if (!text.failed()) {
                return to_utf8(*text.take());
            }
        }
        SavedException saved = save_exception(thread());
        auto message = str(thread(), saved.exception.get());
        if (message.failed()) {
            return "?";
        }
        return std::string(type_name(saved.exception.get())) + ": " + to_utf8(*message.take());
    }

    Ref integer(std::string_view text) { return make_int_from_decimal(text); }
    Ref text(std::string_view utf8) { return make_str(utf8); }

    std::string method(Ref self, std::string_view name, std::initializer_list<Object*> args = {})
    {
        RefTo<Str> interned = intern(name);
        return shown(call_method(thread(), self.get(), interned.get(), args));
    }

    std::string formatted(Ref value, std::string_view spec)
    {
        RefTo<Str> spec_text = make_str(spec);
        auto result = format(thread(), value.get(), spec_text.get());
        if (result.failed()) {
            return shown(Raised{});
        }
        return to_utf8(*result.take());
    }

private:
    Region m_region;
};

TEST_F(Scalars, HashesAreThoseOfCPythonWithoutRandomisation)
{
    EXPECT_EQ(str_hash(*make_str("abc")), 4596069200710135518);
    EXPECT_EQ(str_hash(*make_str("")), 0);
    EXPECT_EQ(str_hash(*make_str("\u00e9")), 4954367630624915103);
    EXPECT_EQ(str_hash(*make_str("\u65e5\u672c")), -7850401551650690076);
    const auto hash_of = [](Ref value) { return int_hash(*static_cast<Int*>(value.get())); };
    EXPECT_EQ(hash_of(make_int(-1)), -2);
    EXPECT_EQ(hash_of(integer("2305843009213693951")), 0);
    EXPECT_EQ(hash_of(integer("-100000000000000000000")), -848750603811160107);
    EXPECT_EQ(hash_double(1.5), 1152921504606846977);
    EXPECT_EQ(hash_double(100.0), 100);
    EXPECT_EQ(hash_double(-HUGE_VAL), -314159);
}

TEST_F(Scalars, IntsMoveBetween64BitsAndLimbs)
{
    Ref largest = make_int(std::numeric_limits<std::int64_t>::max());
    Ref one = make_int(1);
    EXPECT_EQ(shown(number_add(thread(), largest.get(), one.get())), "9223372036854775808");
    Ref smallest = make_int(std::numeric_limits<std::int64_t>::min());
    EXPECT_EQ(shown(number_negative(thread(), smallest.get())), "9223372036854775808");
    Ref minus = make_int(-1);
    EXPECT_EQ(
        shown(number_floor_divide(thread(), smallest.get(), minus.get())), "9223372036854775808");
    Ref big = integer("9223372036854775808");
    auto back = number_subtract(thread(), big.get(), one.get());
    ASSERT_FALSE(back.failed());
    EXPECT_TRUE(static_cast<Int*>(back.take().get())->is_small());
}

TEST_F(Scalars, DivisionRoundsDownAndShiftsAreTwosComplement)
{
    const auto binary = [&](auto function, const char* a, const char* b) {
        Ref left = integer(a);
        Ref right = integer(b);
        return shown(function(thread(), left.get(), right.get()));
    };
    EXPECT_EQ(binary(number_floor_divide, "-7", "2"), "-4");
    EXPECT_EQ(binary(number_remainder, "-7", "2"), "1");
    EXPECT_EQ(binary(number_remainder, "7", "-2"), "-1");
    EXPECT_EQ(binary(number_divmod, "-100000000000000000000", "7"), "(-14285714285714285715, 5)");
    EXPECT_EQ(binary(number_shift_right, "-1", "70"), "-1");
    EXPECT_EQ(binary(number_shift_right, "-36893488147419103233", "1"), "-18446744073709551617");
    EXPECT_EQ(binary(number_and, "-1", "100000000000000000000"), "100000000000000000000");
    EXPECT_EQ(binary(number_true_divide, "9007199254740993", "1"), "9007199254740992.0");
    EXPECT_EQ(binary(number_true_divide, "1", "3"), "0.3333333333333333");
    EXPECT_EQ(binary(number_true_divide, "100000000000000000000000000000000", "3"),
        "3.3333333333333334e+31");
    EXPECT_EQ(binary(number_floor_divide, "1", "0"),
        "ZeroDivisionError: integer division or modulo by zero");
    EXPECT_EQ(binary(number_shift_left, "1", "-1"), "ValueError: negative shift count");
}

TEST_F(Scalars, PowersWithModulusAndNegativeExponents)
{
    const auto power = [&](const char* a, const char* b, const char* c) {
        Ref left = integer(a);
        Ref right = integer(b);
        Ref modulus = c ? integer(c) : make_none();
        return shown(number_power(thread(), left.get(), right.get(), modulus.get()));
    };
    EXPECT_EQ(power("2", "100", nullptr), "1267650600228229401496703205376");
    EXPECT_EQ(power("2", "-1", nullptr), "0.5");
    EXPECT_EQ(power("3", "5", "-7"), "-2");
    EXPECT_EQ(power("38", "-1", "97"), "23");
    EXPECT_EQ(power("2", "-1", "4"), "ValueError: base is not invertible for the given modulus");
    EXPECT_EQ(
        power("0", "-1", nullptr), "ZeroDivisionError: 0.0 cannot be raised to a negative power");
    EXPECT_EQ(power("-1", "100000000000000000001", nullptr), "-1");
}

TEST_F(Scalars, FloatsPrintTheirShortestDigits)
{
    EXPECT_EQ(float_repr(0.1), "0.1");
    EXPECT_EQ(float_repr(1e16), "1e+16");
    EXPECT_EQ(float_repr(123456789012345680.0), "1.2345678901234568e+17");
    EXPECT_EQ(float_repr(1e-4), "0.0001");
    EXPECT_EQ(float_repr(1e-5), "1e-05");
    EXPECT_EQ(float_repr(-0.0), "-0.0");
    EXPECT_EQ(float_repr(5e-324), "5e-324");
    EXPECT_EQ(complex_repr(0, 1), "1j");
    EXPECT_EQ(complex_repr(-0.0, -1), "(-0-1j)");
    EXPECT_EQ(format_double(100.0, 'g', 3, FloatDotZero), "1e+02");
    EXPECT_EQ(format_double(1.5, 'e', 0, FloatAlternate), "2.e+00");
}

TEST_F(Scalars, FormatMiniLanguage)
{
    EXPECT_EQ(formatted(make_int(1234567), ","), "1,234,567");
    EXPECT_EQ(formatted(make_int(1234), "010,"), "00,001,234");
    EXPECT_EQ(formatted(make_int(1234), "012,"), "0,000,001,234");
    EXPECT_EQ(formatted(make_int(255), "#x"), "0xff");
    EXPECT_EQ(formatted(make_int(65535), "#_X"), "0XFFFF");
    EXPECT_EQ(formatted(make_int(-5), "*^+9d"), "***-5****");
    EXPECT_EQ(formatted(make_int(97), "c"), "a");
    EXPECT_EQ(formatted(make_float(3.14159), ".2f"), "3.14");
    EXPECT_EQ(formatted(make_float(0.5), "%"), "50.000000%");
    EXPECT_EQ(formatted(make_float(1234.5), "012,.2f"), "0,001,234.50");
    EXPECT_EQ(formatted(make_float(100.0), ".3"), "1e+02");
    EXPECT_EQ(formatted(make_complex(1, 2), ">10.1f"), "  1.0+2.0j");
    EXPECT_EQ(formatted(make_complex(1, 2), "^10"), "  (1+2j)  ");
    EXPECT_EQ(formatted(text("abc"), "^7.2"), "  ab   ");
    EXPECT_EQ(formatted(text("abc"), "d"),
        "ValueError: Unknown format code 'd' for object of type 'str'");
    EXPECT_EQ(formatted(make_int(1), ".2d"),
        "ValueError: Precision not allowed in integer format specifier");
    EXPECT_EQ(formatted(make_int(1), ",_"), "ValueError: Cannot specify both ',' and '_'.");
}

TEST_F(Scalars, NumbersOutOfText)
{
    const auto parsed = [&](std::string_view literal, int base) {
        RefTo<Str> source = make_str(literal);
        return shown(int_from_str(thread(), source.get(), base));
    };
    EXPECT_EQ(parsed(" 12_3 ", 10), "123");
    EXPECT_EQ(parsed("-0x_ff", 0), "-255");
    EXPECT_EQ(parsed("zz", 36), "1295");
    EXPECT_EQ(parsed("\u0661\u0662", 10), "12");
    EXPECT_EQ(parsed("012", 0), "ValueError: invalid literal for int() with base 0: '012'");
    EXPECT_EQ(parsed("1__2", 10), "ValueError: invalid literal for int() with base 10: '1__2'");
    EXPECT_EQ(parsed("", 10), "ValueError: invalid literal for int() with base 10: ''");
    const auto real = [&](std::string_view literal) {
        RefTo<Str> source = make_str(literal);
        return shown(float_from_text(thread(), source.get()));
    };
    EXPECT_EQ(real(" 1_0.5e1 "), "105.0");
    EXPECT_EQ(real("1e400"), "inf");
    EXPECT_EQ(real("-nan"), "nan");
    EXPECT_EQ(real("0x10"), "ValueError: could not convert string to float: '0x10'");
}

TEST_F(Scalars, StringsKeepTheNarrowestWidth)
{
    EXPECT_TRUE(make_str("abc")->is_ascii);
    EXPECT_EQ(make_str("\u00e9t\u00e9")->width, 1);
    EXPECT_EQ(make_str("\u20ac1")->width, 2);
    RefTo<Str> wide = make_str("\U0001f600ab");
    EXPECT_EQ(wide->width, 4);
    EXPECT_EQ(wide->length, 3);
    RefTo<Str> part = str_substring(*wide, 1, 3);
    EXPECT_TRUE(part->is_ascii);
    EXPECT_TRUE(str_equal(*part, "ab"));
    EXPECT_EQ(to_utf8(*str_concat(*part, *wide)), "ab\U0001f600ab");
}

TEST_F(Scalars, BuilderWidensAsItGrows)
{
    StrBuilder builder;
    builder.append("ab");
    builder.append(U'\u20ac');
    builder.append_repeated(U'x', 40);
    builder.append(U'\U0001f600');
    EXPECT_EQ(to_utf8(*builder.finish()), "ab\u20ac" + std::string(40, 'x') + "\U0001f600");
    EXPECT_EQ(builder.finish()->length, 0);
}

TEST_F(Scalars, AppendInPlaceNeedsTheOnlyReference)
{
    RefTo<Str> left = str_concat(*make_str("ab"), *make_str("cd"));
    RefTo<Str> right = make_str("\u00e9");
    EXPECT_TRUE(str_append_in_place(left, *right));
    EXPECT_EQ(to_utf8(*left), "abcd\u00e9");
    EXPECT_FALSE(left->is_ascii);
    RefTo<Str> other = left;
    EXPECT_FALSE(str_append_in_place(left, *right));
}

TEST_F(Scalars, InterningSharesAndForgets)
{
    RefTo<Str> a = intern("some_name");
    RefTo<Str> b = intern("some_name");
    EXPECT_EQ(a.get(), b.get());
    EXPECT_EQ(a->refcount, 2);
}

TEST_F(Scalars, ReprEscapes)
{
    EXPECT_EQ(str_repr_utf8(*make_str("it's")), "\"it's\"");
    EXPECT_EQ(str_repr_utf8(*make_str("a\n\x7f\u00e9\u200b'\"")), "'a\\n\\x7f\u00e9\\u200b\\'\"'");
}

TEST_F(Scalars, CharactersAreThoseOfUnicode13)
{
    EXPECT_TRUE(unicode::is_alpha(0x4e00));
    EXPECT_FALSE(unicode::is_alpha(0x1df00)); // new in Unicode 14
    EXPECT_TRUE(unicode::is_digit(0xb2));
    EXPECT_FALSE(unicode::is_decimal(0xb2));
    EXPECT_TRUE(unicode::is_numeric(0xbd));
    EXPECT_TRUE(unicode::is_space(0x1f));
    EXPECT_EQ(method(text("\u00df"), "upper"), "'SS'");
    EXPECT_EQ(method(text("\u00df"), "capitalize"), "'Ss'");
    EXPECT_EQ(method(text("\u0391\u03a3"), "lower"), "'\u03b1\u03c2'");
    EXPECT_EQ(method(text("\ufb01x"), "title"), "'Fix'");
}

TEST_F(Scalars, StrMethods)
{
    RefTo<Str> comma = make_str(",");
    EXPECT_EQ(method(text("a,b,,c"), "split", { comma.get() }), "['a', 'b', '', 'c']");
    EXPECT_EQ(method(text("  a b  "), "split"), "['a', 'b']");
    EXPECT_EQ(method(text("a\r\nb\n"), "splitlines"), "['a', 'b']");
    EXPECT_EQ(method(text("a,b"), "partition", { comma.get() }), "('a', ',', 'b')");
    RefTo<Str> b = make_str("b");
    EXPECT_EQ(method(text("abcb"), "rfind", { b.get() }), "3");
    EXPECT_EQ(method(text("abcb"), "replace", { b.get(), comma.get() }), "'a,c,'");
    EXPECT_EQ(method(text("{0}-{a}"), "format", {}),
        "IndexError: Replacement index 0 out of range for positional args tuple");
    Ref number = make_int(7);
    EXPECT_EQ(method(text("{:>{}}|"), "format", { b.get(), number.get() }), "'      b|'");
    EXPECT_EQ(method(text("{"), "format"), "ValueError: Single '{' encountered in format string");
}

TEST_F(Scalars, PercentFormatting)
{
    const auto percent = [&](std::string_view format_text, Ref value) {
        RefTo<Str> left = make_str(format_text);
        return shown(number_remainder(thread(), left.get(), value.get()));
    };
    EXPECT_EQ(percent("%05d|%%", make_int(-42)), "'-0042|%'");
    EXPECT_EQ(percent("%#010x", make_int(10)), "'0x0000000a'");
    EXPECT_EQ(percent("%-8.2f|", make_float(3.14159)), "'3.14    |'");
    EXPECT_EQ(percent("%s %s", make_int(1)), "TypeError: not enough arguments for format string");
    EXPECT_EQ(percent("%d", text("x")), "TypeError: %d format: a number is required, not str");
}

TEST_F(Scalars, Codecs)
{
    const auto decoded
        = [&](std::string_view data, std::string_view encoding, std::string_view errors) {
              auto result = decode_bytes(thread(), nullptr, data, encoding, errors);
              if (result.failed()) {
                  return shown(Raised{});
              }
              return str_repr_utf8(*result.take());
          };
    EXPECT_EQ(decoded("\xe3\x81", "utf8", "strict"),
        "UnicodeDecodeError: 'utf-8' codec can't decode bytes in position 0-1: unexpected end of "
        "data");
    EXPECT_EQ(decoded("a\xff"
                      "b",
                  "utf-8", "replace"),
        "'a\ufffdb'");
    EXPECT_EQ(decoded("\xff\x41", "utf-8", "surrogateescape"), "'\\udcffA'");
    EXPECT_EQ(decoded("\xed\xa0\x80", "utf-8", "surrogatepass"), "'\\ud800'");
    EXPECT_EQ(decoded("\xff", "ascii", "backslashreplace"), "'\\\\xff'");
    EXPECT_EQ(
        decoded(std::string_view("\xff\xfe\x3d\xd8\x00\xde", 6), "utf-16", ""), "'\U0001f600'");
    const auto encoded
        = [&](std::string_view source, std::string_view encoding, std::string_view errors) {
              RefTo<Str> string = make_str(source);
              auto result = encode_str(thread(), *string, encoding, errors);
              return result.failed() ? shown(Raised{}) : shown(Ref(result.take()));
          };
    EXPECT_EQ(encoded("\u00e9", "utf-8", ""), "b'\\xc3\\xa9'");
    EXPECT_EQ(encoded("\u20acx", "ascii", "xmlcharrefreplace"), "b'&#8364;x'");
    EXPECT_EQ(encoded("\u20acx", "latin-1", "strict"),
        "UnicodeEncodeError: 'latin-1' codec can't encode character '\\u20ac' in position 0: "
        "ordinal not in range(256)");
    EXPECT_EQ(encoded("ab", "utf-16", ""), "b'\\xff\\xfea\\x00b\\x00'");
}

TEST_F(Scalars, IntsAndFloatsCompareExactly)
{
    const auto less = [&](Ref left, Ref right) {
        auto result = compare_bool(thread(), left.get(), right.get(), CompareOp::Less);
        return !result.failed() && result.take();
    };
    EXPECT_TRUE(less(make_float(9007199254740992.0), integer("9007199254740993")));
    EXPECT_FALSE(less(integer("9007199254740993"), make_float(9007199254740992.0)));
    EXPECT_TRUE(less(integer("100000000000000000000"), make_float(HUGE_VAL)));
}

} // namespace
} // namespace fw
