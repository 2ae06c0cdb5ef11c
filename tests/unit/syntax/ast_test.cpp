// The trees of small programs, positions included, against what CPython 3.9.18 makes of them.
#include "vm/syntax/ast_dump.h"
#include "vm/syntax/ast_fields.h"
#include "vm/syntax/parse.h"

#include <gtest/gtest.h>

namespace fw::syntax {

namespace {

struct AstCase {
    std::string_view source;
    std::string_view dump;
};

constexpr AstCase cases[] = {
#define AST_CASE(source, dump) { source, dump },
#include "tests/unit/syntax/ast_cases.def"
};

Tree parse_well(std::string_view source, Mode mode = Mode::Exec)
{
    ParseOutcome outcome = parse(source, "<test>", mode, SourceEncoding::Utf8);
    EXPECT_TRUE(outcome) << source << "\n" << outcome.error.message;
    return outcome ? std::move(*outcome.tree) : Tree();
}

} // namespace

TEST(Ast, EqualsCpythons)
{
    for (const AstCase& one : cases) {
        const Tree tree = parse_well(one.source);
        EXPECT_EQ(dump(tree.root(), { .include_attributes = true, .indent = -1 }), one.dump)
            << one.source;
    }
}

TEST(Ast, DumpIsIndentedAsByTheModule)
{
    const Tree tree = parse_well("x = f(1, *y)\n");
    EXPECT_EQ(dump(tree.root()),
        "Module(\n"
        "   body=[\n"
        "      Assign(\n"
        "         targets=[\n"
        "            Name(id='x', ctx=Store())],\n"
        "         value=Call(\n"
        "            func=Name(id='f', ctx=Load()),\n"
        "            args=[\n"
        "               Constant(value=1),\n"
        "               Starred(\n"
        "                  value=Name(id='y', ctx=Load()),\n"
        "                  ctx=Load())],\n"
        "            keywords=[]))],\n"
        "   type_ignores=[])");
}

TEST(Ast, EvalMode)
{
    const Tree tree = parse_well("a, b\n\n", Mode::Eval);
    EXPECT_EQ(dump(tree.root(), { .indent = -1 }),
        "Expression(body=Tuple(elts=[Name(id='a', ctx=Load()), Name(id='b', ctx=Load())], "
        "ctx=Load()))");
    EXPECT_FALSE(parse("a = b", "<test>", Mode::Eval));
    EXPECT_FALSE(parse("", "<test>", Mode::Eval));
}

TEST(Ast, SingleMode)
{
    EXPECT_EQ(dump(parse_well("x; y\n", Mode::Single).root(), { .indent = -1 }),
        "Interactive(body=[Expr(value=Name(id='x', ctx=Load())), "
        "Expr(value=Name(id='y', ctx=Load()))])");
    EXPECT_TRUE(parse("if x:\n  y\n\n", "<test>", Mode::Single));
    EXPECT_TRUE(parse("x # comment\n\n# more", "<test>", Mode::Single));
    const ParseOutcome two = parse("x\ny\n", "<test>", Mode::Single);
    ASSERT_FALSE(two);
    EXPECT_EQ(two.error.message, "multiple statements found while compiling a single statement");
}

TEST(Ast, NamesAreInterned)
{
    Tree tree = parse_well("name = name\n");
    auto& assign = node_cast<Assign>(*tree.root().body[0]);
    EXPECT_EQ(node_cast<Name>(*assign.targets[0]).name, node_cast<Name>(*assign.value).name);
    for (int i = 0; i < 1000; ++i) {
        tree.intern("other" + std::to_string(i));
    }
    EXPECT_EQ(tree.intern("name"), node_cast<Name>(*assign.value).name);
}

TEST(Ast, NodesAreNumberedTheSameEachTime)
{
    const std::string_view source = "with (a, b): c = f'{d}'\n";
    const Tree first = parse_well(source);
    const Tree second = parse_well(source);
    EXPECT_EQ(first.last_id(), second.last_id());
    EXPECT_EQ(first.root().body[0]->id, second.root().body[0]->id);
    EXPECT_GT(first.root().body[0]->id, 0u);
}

namespace {

// The source that the node's text range covers; a range within one line.
std::string text_of(const Tree& tree, std::string_view source, const Node& node)
{
    const SourceRange range = tree.text_range(node);
    EXPECT_EQ(range.line, range.end_line);
    std::size_t start = 0;
    for (int line = 1; line < range.line; ++line) {
        start = source.find('\n', start) + 1;
    }
    return std::string(source.substr(start + static_cast<std::size_t>(range.column),
        static_cast<std::size_t>(range.end_column - range.column)));
}

// Every name covers its own text.
void check_names(const Tree& tree, std::string_view source, const Node& node, int& count)
{
    if (node.kind == NodeKind::Name) {
        EXPECT_EQ(text_of(tree, source, node), *node_cast<Name>(node).name);
        ++count;
    }
    for (const Field& field : fields_of(node)) {
        if (field.kind == Field::Kind::Node) {
            check_names(tree, source, *field.node, count);
        }
        for (const Node* item : field.nodes) {
            check_names(tree, source, *item, count);
        }
    }
}

} // namespace

// CPython's columns are wrong in f-strings over several lines; text ranges are not.
TEST(Ast, TextRangesInFormatStrings)
{
    const std::string_view source
        = "if y:\n    x = (a, f'{b}{c!r:{d}}' f\"\"\"{e}\n{f} {f'{g}' + h} {\n"
          "  i + j} {f'''{k}\n{l} {f'{m}'}''' + n}\n\"\"\", f'{o}')\n";
    const Tree tree = parse_well(source);
    int count = 0;
    check_names(tree, source, tree.root(), count);
    EXPECT_EQ(count, 17);
}

TEST(Ast, TextRangesOfReplacementFields)
{
    const std::string_view source = "f'''a{b}\n c {d!r:>{e}}'''\n";
    const Tree tree = parse_well(source);
    auto& joined = node_cast<JoinedStr>(*node_cast<ExprStatement>(*tree.root().body[0]).value);
    EXPECT_EQ(text_of(tree, source, *joined.values[1]), "{b}");
    EXPECT_EQ(text_of(tree, source, *joined.values[3]), "{d!r:>{e}}");
    auto& spec = node_cast<JoinedStr>(*node_cast<FormattedValue>(*joined.values[3]).format_spec);
    EXPECT_EQ(text_of(tree, source, *spec.values[1]), "{e}");
}

} // namespace fw::syntax
