// The opcode table against what CPython 3.9 says about its opcodes.
#include "vm/code/opcode.h"

#include <gtest/gtest.h>

namespace fw::code {

namespace {

struct Effect {
    std::string_view name;
    int number;
    std::uint32_t argument;
    int not_taken;
    int taken;
    int either;
};

constexpr Effect effects[] = {
#define EFFECT(name, number, argument, not_taken, taken, either)                                   \
    { #name, number, argument, not_taken, taken, either },
#include "tests/unit/code/stack_effects.def"
#undef EFFECT
};

} // namespace

TEST(Opcode, StackEffectsAreCpythons)
{
    for (const Effect& expected : effects) {
        const Op op = static_cast<Op>(expected.number);
        EXPECT_EQ(name(op), expected.name);
        EXPECT_EQ(stack_effect(op, expected.argument, Jump::NotTaken), expected.not_taken)
            << expected.name << ' ' << expected.argument;
        EXPECT_EQ(stack_effect(op, expected.argument, Jump::Taken), expected.taken)
            << expected.name << ' ' << expected.argument;
        EXPECT_EQ(stack_effect(op, expected.argument), expected.either)
            << expected.name << ' ' << expected.argument;
    }
}

TEST(Opcode, EveryRowIsInCpython)
{
    for (const OpInfo& row : op_table) {
        bool found = false;
        for (const Effect& expected : effects) {
            found = found || expected.number == static_cast<int>(row.op);
        }
        EXPECT_EQ(row.known, found) << row.name;
    }
}

TEST(Opcode, UnknownNumbersHaveNoEffect)
{
    EXPECT_FALSE(stack_effect(static_cast<Op>(0), 0));
    EXPECT_FALSE(info(static_cast<Op>(200)).known);
}

TEST(Opcode, EveryRowHasASentence)
{
    for (const OpInfo& row : op_table) {
        if (row.known) {
            EXPECT_FALSE(row.summary.empty()) << row.name;
            EXPECT_TRUE(row.summary.ends_with('.') || row.summary.ends_with('?')) << row.name;
        }
    }
}

TEST(Opcode, MalformedPicturesAreNoticed)
{
    EXPECT_FALSE(parse_stack_picture("left right").well_formed);
    EXPECT_FALSE(parse_stack_picture("a -- b -- c").well_formed);
    EXPECT_FALSE(parse_stack_picture("item[other] -- list").well_formed);
    EXPECT_TRUE(parse_stack_picture("--").well_formed);
    EXPECT_EQ(parse_stack_picture("pair[2*arg] x -- dict").before.at(3), 7);
}

} // namespace fw::code
