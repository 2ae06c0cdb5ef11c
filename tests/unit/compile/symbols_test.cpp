// Where names live: the symbol table alone.
#include "tests/unit/compile/compile_helper.h"

namespace fw::compile {

namespace {

class Symbols {
public:
    explicit Symbols(std::string_view source)
        : m_parsed(syntax::parse(source, "<test>"))
        , m_outcome(symbols_of(*m_parsed.tree))
    {
        EXPECT_TRUE(m_outcome.table) << m_outcome.error.message;
    }

    // "f.g x": the binding of x in function g of function f.
    std::string binding(std::string_view path, std::string_view name)
    {
        const Symbol* symbol = find(path, name);
        return symbol == nullptr ? "absent" : std::string(binding_name(symbol->binding));
    }

    Reason reason(std::string_view path, std::string_view name)
    {
        const Symbol* symbol = find(path, name);
        return symbol == nullptr ? Reason::None : symbol->reason;
    }

    Scope& scope(std::string_view path)
    {
        Scope* at = &m_outcome.table->top();
        while (!path.empty()) {
            const std::size_t dot = path.find('.');
            const std::string_view part = path.substr(0, dot);
            path = dot == std::string_view::npos ? "" : path.substr(dot + 1);
            Scope* next = nullptr;
            for (Scope* child : at->children) {
                next = *child->name == part ? child : next;
            }
            EXPECT_NE(next, nullptr) << part;
            at = next;
        }
        return *at;
    }

private:
    const Symbol* find(std::string_view path, std::string_view name)
    {
        return scope(path).find(m_parsed.tree->intern(name));
    }

    syntax::ParseOutcome m_parsed;
    SymbolsOutcome m_outcome;
};

} // namespace

TEST(Symbols, ClosureMakesACell)
{
    Symbols table("def f(x):\n    def g():\n        return x + y\n    return g\n");
    EXPECT_EQ(table.binding("f", "x"), "cell");
    EXPECT_EQ(table.reason("f", "x"), Reason::CapturedByInner);
    EXPECT_EQ(table.binding("f.g", "x"), "free");
    EXPECT_EQ(table.reason("f.g", "x"), Reason::BoundAround);
    EXPECT_EQ(table.binding("f.g", "y"), "global (implicit)");
    EXPECT_EQ(table.binding("f", "g"), "local");
    EXPECT_EQ(table.binding("", "f"), "local");
}

TEST(Symbols, ACellIsHandedThrough)
{
    Symbols table("def f(x):\n    def g():\n        def h():\n            return x\n");
    EXPECT_EQ(table.binding("f.g", "x"), "free");
    EXPECT_EQ(table.reason("f.g", "x"), Reason::PassedThrough);
}

TEST(Symbols, GlobalHidesTheFunctionAround)
{
    Symbols table("def f():\n    x = 1\n    def g():\n        global x\n        def h():\n"
                  "            return x\n");
    EXPECT_EQ(table.binding("f", "x"), "local");
    EXPECT_EQ(table.binding("f.g", "x"), "global (explicit)");
    EXPECT_EQ(table.binding("f.g.h", "x"), "global (implicit)");
    EXPECT_EQ(table.reason("f.g.h", "x"), Reason::OuterSaysGlobal);
}

TEST(Symbols, NonlocalBindsOutside)
{
    Symbols table("def f():\n    n = 0\n    def g():\n        nonlocal n\n        n += 1\n");
    EXPECT_EQ(table.binding("f.g", "n"), "free");
    EXPECT_EQ(table.reason("f.g", "n"), Reason::SaysNonlocal);
}

TEST(Symbols, ClassesBindNothingForTheirMethods)
{
    Symbols table("class C:\n    x = 1\n    def m(self):\n        return x\n");
    EXPECT_EQ(table.binding("C", "x"), "local");
    EXPECT_EQ(table.binding("C.m", "x"), "global (implicit)");
}

TEST(Symbols, SuperNeedsTheClassCell)
{
    Symbols table("class C:\n    def m(self):\n        return super().m()\n");
    EXPECT_TRUE(table.scope("C").needs_class_cell);
    EXPECT_EQ(table.binding("C.m", "__class__"), "free");
}

TEST(Symbols, PrivateNamesAreMangled)
{
    Symbols table("class _C:\n    def m(self, __a):\n        return __a + __b__\n");
    EXPECT_EQ(table.binding("_C.m", "_C__a"), "local");
    EXPECT_EQ(table.binding("_C.m", "__b__"), "global (implicit)");
}

TEST(Symbols, AWalrusInAComprehensionBindsAround)
{
    Symbols table("def f():\n    return [y := x for x in z]\n");
    EXPECT_EQ(table.binding("f", "y"), "cell");
    EXPECT_EQ(table.binding("f.listcomp", "y"), "free");
    EXPECT_EQ(table.binding("f.listcomp", "x"), "local");
    EXPECT_EQ(table.binding("f.listcomp", ".0"), "local");
}

} // namespace fw::compile
