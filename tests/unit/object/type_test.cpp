// Types, their slots and attribute lookup, without any compiled code.

#include "tests/unit/object/machine_fixture.h"
#include "vm/object/type_slots.h"

namespace fw::test {

namespace {

Result<Ref> always_seven(Thread&, Object*, Args)
{
    return make_int(7);
}

constexpr Method seven = { .name = "seven", .signature = "*", .call = always_seven };

} // namespace

class TypeTest : public ObjectTest {
protected:
    // type(name, bases, namespace)
    Result<Ref> make_class(
        std::string_view name, std::initializer_list<Object*> bases, const RefTo<Dict>& dict)
    {
        const RefTo<Tuple> tuple = make_tuple(bases);
        return call(thread, type_type(), { text(name).get(), tuple.get(), dict.get() });
    }
};

TEST_F(TypeTest, EveryBuiltInTypeIsReady)
{
    for (std::size_t i = 0; i < static_cast<std::size_t>(TypeId::first_exception); ++i) {
        EXPECT_TRUE(has_flag(type_at(i), TypeIsReady)) << i;
        EXPECT_EQ((*type_at(i)->mro)[type_at(i)->mro->length - 1], object_type()) << i;
    }
    EXPECT_EQ(shown(get(exception_type(TypeId::FileNotFoundError), "__mro__")),
        "(<class 'FileNotFoundError'>, <class 'OSError'>, <class 'Exception'>, "
        "<class 'BaseException'>, <class 'object'>)");
}

TEST_F(TypeTest, NativeSlotsAreMethods)
{
    const Ref two = make_int(2);
    const Ref three = make_int(3);
    EXPECT_EQ(shown(method(two.get(), "__add__", { three.get() })), "5");
    EXPECT_EQ(shown(method(two.get(), "__rpow__", { three.get() })), "9");
    EXPECT_EQ(shown(get(int_type(), "__add__")), "<slot wrapper '__add__' of 'int' objects>");
    EXPECT_EQ(shown(method(two.get(), "__add__")), "TypeError: expected 1 argument, got 0");
    EXPECT_EQ(shown(get(list_type(), "__hash__")), "None");
}

TEST_F(TypeTest, AClassAttributeFillsAndEmptiesTheSlot)
{
    const Ref made = make_class("C", {}, make_dict()).take();
    const Ref instance = call(thread, made.get(), {}).take();
    EXPECT_TRUE(length(thread, instance.get()).failed());
    EXPECT_EQ(pending(), "TypeError: object of type 'C' has no len()");
    const Ref function = make_builtin(seven, nullptr, nullptr).take();
    ASSERT_FALSE(set_attribute(thread, made.get(), names().len, function.get()).failed());
    EXPECT_EQ(length(thread, instance.get()).take(), 7);
    ASSERT_FALSE(set_attribute(thread, made.get(), names().len, nullptr).failed());
    EXPECT_TRUE(length(thread, instance.get()).failed());
    clear_exception(thread);
}

TEST_F(TypeTest, SubclassesSeeAChangeOfTheirBase)
{
    const Ref base = make_class("B", {}, make_dict()).take();
    const Ref derived = make_class("D", { base.get() }, make_dict()).take();
    const Ref instance = call(thread, derived.get(), {}).take();
    EXPECT_EQ(shown(get(instance.get(), "x")), "AttributeError: 'D' object has no attribute 'x'");
    const Ref one = make_int(1);
    ASSERT_FALSE(set_attribute(thread, base.get(), intern("x").get(), one.get()).failed());
    EXPECT_EQ(shown(get(instance.get(), "x")), "1");
    ASSERT_FALSE(set_attribute(thread, base.get(), intern("x").get(), nullptr).failed());
    EXPECT_EQ(shown(get(instance.get(), "x")), "AttributeError: 'D' object has no attribute 'x'");
}

TEST_F(TypeTest, BasesMustFit)
{
    EXPECT_EQ(shown(make_class("X", { int_type(), str_type() }, make_dict())),
        "TypeError: multiple bases have instance lay-out conflict");
    EXPECT_EQ(shown(make_class("X", { bool_type() }, make_dict())),
        "TypeError: type 'bool' is not an acceptable base type");
    EXPECT_EQ(shown(make_class("X", { object_type(), int_type() }, make_dict())),
        "TypeError: Cannot create a consistent method resolution\norder (MRO) for bases object, "
        "int");
    EXPECT_EQ(shown(make_class("X", { int_type(), int_type() }, make_dict())),
        "TypeError: duplicate base class int");
}

TEST_F(TypeTest, SlotsHaveNoDict)
{
    const RefTo<Dict> dict = make_dict();
    const RefTo<Str> a = intern("a");
    const RefTo<Str> b = intern("b");
    const RefTo<Tuple> slots = make_tuple({ b.get(), a.get() });
    dict_set_str(*dict, names().slots, slots.get());
    const Ref made = make_class("S", {}, dict).take();
    const Ref instance = call(thread, made.get(), {}).take();
    EXPECT_EQ(dict_place(instance.get()), nullptr);
    EXPECT_EQ(shown(get(made.get(), "a")), "<member 'a' of 'S' objects>");
    EXPECT_EQ(shown(get(instance.get(), "a")), "AttributeError: a");
    const Ref one = make_int(1);
    ASSERT_FALSE(set_attribute(thread, instance.get(), a.get(), one.get()).failed());
    EXPECT_EQ(shown(get(instance.get(), "a")), "1");
    EXPECT_TRUE(set_attribute(thread, instance.get(), intern("c").get(), one.get()).failed());
    EXPECT_EQ(pending(), "AttributeError: 'S' object has no attribute 'c'");
}

TEST_F(TypeTest, AClassGoesWhenNothingRefersToIt)
{
    const auto subclasses
        = [&] { return shown(method(exception_type(TypeId::EOFError), "__subclasses__")); };
    EXPECT_EQ(subclasses(), "[]");
    {
        const Ref made = make_class("E", { exception_type(TypeId::EOFError) }, make_dict()).take();
        EXPECT_EQ(subclasses(), "[<class 'E'>]");
    }
    gc_collect(thread, 2); // A class refers to itself by its MRO.
    EXPECT_EQ(subclasses(), "[]");
}

} // namespace fw::test
