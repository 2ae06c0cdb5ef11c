// Exceptions: their texts, chaining, and what is printed when nobody catches them.

#include "tests/unit/object/machine_fixture.h"

namespace fw::test {

class ExceptionTest : public ObjectTest {
protected:
    Ref made(TypeId type, std::initializer_list<Object*> args)
    {
        return make_exception(exception_type(type), make_tuple(args).get());
    }
    std::string text_of(const Ref& exception)
    {
        return to_utf8(*str(thread, exception.get()).value());
    }
};

TEST_F(ExceptionTest, Texts)
{
    const Ref x = text("x");
    const Ref two = make_int(2);
    const Ref file = text("f");
    EXPECT_EQ(text_of(made(TypeId::ValueError, {})), "");
    EXPECT_EQ(text_of(made(TypeId::ValueError, { x.get() })), "x");
    EXPECT_EQ(text_of(made(TypeId::ValueError, { x.get(), two.get() })), "('x', 2)");
    EXPECT_EQ(text_of(made(TypeId::KeyError, { x.get() })), "'x'");
    const Ref missing = made(TypeId::OSError, { two.get(), x.get(), file.get() });
    EXPECT_EQ(missing->type, exception_type(TypeId::FileNotFoundError));
    EXPECT_EQ(text_of(missing), "[Errno 2] x: 'f'");
    EXPECT_EQ(shown(get(missing.get(), "args")), "(2, 'x')");
}

TEST_F(ExceptionTest, TheHandledOneBecomesTheContext)
{
    const Ref first = made(TypeId::ValueError, {});
    const Ref second = made(TypeId::TypeError, {});
    thread.handled->value = first.get();
    (void)raise_instance(thread, second);
    EXPECT_EQ(as<Exception>(second.get())->context, first.get());
    // Raising the first again while the second is handled opens the circle.
    thread.handled->value = second.get();
    (void)raise_instance(thread, first);
    EXPECT_EQ(as<Exception>(first.get())->context, second.get());
    EXPECT_EQ(as<Exception>(second.get())->context, nullptr);
    thread.handled->value = nullptr;
    clear_exception(thread);
}

TEST_F(ExceptionTest, ChainsArePrinted)
{
    const Ref a = text("a");
    const Ref outer = made(TypeId::ValueError, { a.get() });
    const Ref inner = made(TypeId::KeyError, { a.get() });
    ASSERT_FALSE(set_attribute(thread, outer.get(), names().context, inner.get()).failed());
    EXPECT_EQ(format_exception(thread, outer.get()),
        "KeyError: 'a'\n\nDuring handling of the above exception, another exception occurred:\n\n"
        "ValueError: a\n");
    ASSERT_FALSE(set_attribute(thread, outer.get(), names().cause, inner.get()).failed());
    EXPECT_EQ(format_exception(thread, outer.get()),
        "KeyError: 'a'\n\nThe above exception was the direct cause of the following exception:\n\n"
        "ValueError: a\n");
    ASSERT_FALSE(set_attribute(thread, outer.get(), names().cause, none()).failed());
    EXPECT_EQ(format_exception(thread, outer.get()), "ValueError: a\n");
}

TEST_F(ExceptionTest, SyntaxErrorsShowTheLine)
{
    const Ref message = text("invalid syntax");
    const Ref file = text("dir/f.py");
    const Ref line = make_int(3);
    const Ref offset = make_int(8);
    const Ref source = text("    x = = 1\n");
    const RefTo<Tuple> place = make_tuple({ file.get(), line.get(), offset.get(), source.get() });
    const Ref error = made(TypeId::SyntaxError, { message.get(), place.get() });
    EXPECT_EQ(text_of(error), "invalid syntax (f.py, line 3)");
    EXPECT_EQ(format_exception(thread, error.get()),
        "  File \"dir/f.py\", line 3\n    x = = 1\n       ^\nSyntaxError: invalid syntax\n");
}

TEST_F(ExceptionTest, Python2PrintGetsAHint)
{
    const Ref message = text("invalid syntax");
    const Ref file = text("f.py");
    const Ref number = make_int(1);
    const Ref source = text("print 'x',\n");
    const RefTo<Tuple> place = make_tuple({ file.get(), number.get(), number.get(), source.get() });
    const Ref error = made(TypeId::SyntaxError, { message.get(), place.get() });
    EXPECT_EQ(text_of(error),
        "Missing parentheses in call to 'print'. Did you mean print('x', end=\" \")? (f.py, line "
        "1)");
}

TEST_F(ExceptionTest, WeakReferencesDie)
{
    const RefTo<Dict> dict = make_dict();
    const RefTo<Tuple> bases = make_tuple({ object_type() });
    const Ref type = call(thread, type_type(), { text("C").get(), bases.get(), dict.get() }).take();
    Ref object = call(thread, type.get(), {}).take();
    const Ref reference = call(thread, weakref_type(), { object.get() }).take();
    EXPECT_EQ(call(thread, reference.get(), {}).take().get(), object.get());
    object = nullptr;
    EXPECT_EQ(shown(call(thread, reference.get(), {})), "None");
}

} // namespace fw::test
