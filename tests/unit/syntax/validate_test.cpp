// Trees that a program has changed: what the validator finds, and that it finds nothing in trees
// from text. The table of fields agrees with itself.
#include "vm/syntax/node_fields.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/validate.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

Tree parse_well(std::string_view source)
{
    ParseOutcome outcome = parse(source, "<test>");
    EXPECT_TRUE(outcome) << outcome.error.message;
    return std::move(*outcome.tree);
}

std::string fault_of(const Tree& tree)
{
    const auto fault = validate(tree.root(), {});
    return fault ? fault->message : "";
}

} // namespace

TEST(Validate, TreesFromTextAreGood)
{
    const Tree tree = parse_well("@d\nasync def f(a, *b, c=1, **e) -> r:\n"
                                 "    async with x as (y, *z): del q[1:2], w.v\n"
                                 "    return [i async for i in {**k} if (n := i)]\n"
                                 "class C(B, m=M):\n    t: int = f'{x!r:>{y}}'\n"
                                 "try:\n    pass\nexcept E as e:\n    raise e from None\n");
    EXPECT_EQ(fault_of(tree), "");
}

TEST(Validate, ContextsMustFitThePlace)
{
    Tree tree = parse_well("a = b\n");
    auto& assign = node_cast<Assign>(*tree.root().body[0]);
    node_cast<Name>(*assign.targets[0]).ctx = ExprContext::Load;
    EXPECT_EQ(fault_of(tree), "expression must have Store context but has Load instead");
    assign.targets[0] = tree.create_constant(std::int64_t{ 1 }, {});
    EXPECT_EQ(fault_of(tree), "expression which can't be assigned to in Store context");
    assign.targets = {};
    EXPECT_EQ(fault_of(tree), "empty targets on Assign");
}

TEST(Validate, ListsHaveWhatTheyNeed)
{
    Tree tree = parse_well("while x:\n    f(y)\n");
    auto& loop = node_cast<While>(*tree.root().body[0]);
    auto& call = node_cast<Call>(*node_cast<ExprStatement>(*loop.body[0]).value);
    call.args[0] = nullptr;
    EXPECT_EQ(fault_of(tree), "None disallowed in expression list");
    loop.body = {};
    EXPECT_EQ(fault_of(tree), "empty body on While");
}

TEST(Validate, InvalidConstantsAreTypeErrors)
{
    Tree tree = parse_well("1\n");
    const auto& constant
        = node_cast<ConstantExpr>(*node_cast<ExprStatement>(*tree.root().body[0]).value);
    const auto fault = validate(tree.root(), { { constant.value, "list" } });
    ASSERT_TRUE(fault);
    EXPECT_EQ(fault->kind, TreeFault::Kind::TypeError);
    EXPECT_EQ(fault->message, "got an invalid type in Constant: list");
}

TEST(NodeFields, AreVisitedInOrderUntilToldToStop)
{
    const Tree tree = parse_well("for a in b:\n    pass\n");
    std::string names;
    const Node& node = *tree.root().body[0];
    visit_fields(node, [&](const auto& field, const auto&) {
        names += std::string(field.name) + " ";
        return std::string_view(field.name) != "body";
    });
    EXPECT_EQ(names, "target iter body ");
}

} // namespace fw::syntax
