// Tokens to syntax tree: recursive descent over the grammar of CPython 3.9, with the meaning of its
// PEG (first alternative wins) and its error messages. One class, by theme in parser_*.cpp.
// CPython: Grammar/python.gram, Parser/pegen/pegen.c
#pragma once

#include <algorithm>
#include <string>
#include <string_view>
#include <vector>

#include "vm/syntax/ast.h"
#include "vm/syntax/grammar.h"
#include "vm/syntax/lexer.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/token.h"

namespace fw::syntax {

// Thrown inside the parser when there is no way on; parse() turns it into the outcome.
struct ParseFailure {
    SyntaxErrorInfo error;
    bool is_at_end = false; // The tokenizer has asked for more text than there is.
};

// Where a parser works: a whole file, or the expression of an f-string with its place in the file.
struct ParserContext {
    std::string_view text;
    Mode mode = Mode::Exec;
    bool is_fstring = false;
    bool counts_characters = false; // Offsets of errors are in characters, not in bytes.
    bool is_good_utf8 = true;
    // Read line by line by CPython, whose tokenizer counts a line more when there is no more.
    bool is_file = false;
    bool ends_with_newline = false; // The file itself.
    int first_line = 0; // Added to every line.
    int first_column = 0; // Added to the columns of the first line.
    int displacement = 0; // By how much they are then too large: see Tree::text_range.
    int depth = 0;
    GrammarFeatures features = {};
    std::vector<SyntaxWarningInfo>* warnings = nullptr;
    bool is_repeated = false; // What is warned of has been warned of.
};

class Parser {
public:
    Parser(Tree& tree, const ParserContext& context);

    // Both throw ParseFailure.
    Module* parse();
    Expression* parse_fstring_expression();

private:
    friend class Recognizer;

    enum class TargetKind : std::uint8_t { Assign, Del };

    // A list being built on the scratch stack; what it pushed goes when it ends.
    template <typename T> class List {
    public:
        explicit List(Parser& parser)
            : m_parser(parser)
            , m_base(parser.m_scratch.size())
        {
        }
        List(const List&) = delete;
        List& operator=(const List&) = delete;
        ~List() { m_parser.m_scratch.resize(m_base); }

        void push(T* item) { m_parser.m_scratch.push_back(item); }
        std::size_t size() const { return m_parser.m_scratch.size() - m_base; }
        T* back() const { return static_cast<T*>(m_parser.m_scratch.back()); }
        Sequence<T*> take() const
        {
            const std::size_t count = size();
            T** data = m_parser.m_tree.arena().template create_array<T*>(count);
            for (std::size_t i = 0; i < count; ++i) {
                data[i] = static_cast<T*>(m_parser.m_scratch[m_base + i]);
            }
            return { data, count };
        }

    private:
        Parser& m_parser;
        std::size_t m_base;
    };

    // Counts nesting, so that deep nesting is an error and not the end of the native stack.
    class Nesting {
    public:
        Nesting(Parser& parser, int weight)
            : m_parser(parser)
            , m_weight(weight)
        {
            parser.m_depth += weight;
            parser.m_deepest = std::max(parser.m_deepest, parser.m_depth);
            if (parser.m_depth > max_depth) {
                parser.m_depth -= weight;
                fail_too_deep();
            }
        }
        Nesting(const Nesting&) = delete;
        Nesting& operator=(const Nesting&) = delete;
        ~Nesting() { m_parser.m_depth -= m_weight; }

    private:
        Parser& m_parser;
        int m_weight;
    };

    static constexpr int max_depth = 6000; // CPython does not get as far.
    static constexpr int safe_depth = 100; // CPython gets as far in any program.

    // parser_core.cpp
    const Token& current() const { return m_tokens[m_at]; }
    TokenKind kind() const { return m_tokens[m_at].kind; }
    TokenKind kind_ahead(std::size_t distance) const;
    bool at(TokenKind wanted) const { return kind() == wanted; }
    const Token& advance() { return m_tokens[m_at++]; }
    bool accept(TokenKind wanted)
    {
        if (kind() != wanted) {
            return false;
        }
        ++m_at;
        return true;
    }
    const Token& expect(TokenKind wanted)
    {
        if (kind() != wanted) {
            fail();
        }
        return m_tokens[m_at++];
    }
    std::string_view text_of(const Token& token) const
    {
        return m_text.substr(token.start, token.end - token.start);
    }
    Identifier identifier(const Token& token);
    Identifier expect_name();
    Module* parse_module();
    Module* parse_eval();
    Module* parse_single();
    void end_single_input();
    bool has_more_statements() const;
    SourceRange range_from(const Token& start) const;
    // From the token to the last one read, of whatever kind.
    SourceRange header_from(const Token& start) const
    {
        return spanning(start.range, m_tokens[m_at - 1].range);
    }
    const SourceRange& last_range() const { return m_tokens[m_at - 1].range; }
    template <typename T> T* make(NodeKind node_kind, const Token& start)
    {
        return m_tree.create<T>(node_kind, range_from(start));
    }
    Name* make_name(const Token& token, ExprContext context);

    // parser_error.cpp
    [[noreturn]] static void fail();
    [[noreturn]] static void fail_too_deep();
    void explain(grammar::RuleName start);
    LexerBuffer buffer() const;
    LexerBuffer buffer_at(std::size_t token) const; // When it has been read.
    [[noreturn]] void fail_at_current(
        const std::string& message, SyntaxErrorKind error_kind = SyntaxErrorKind::SyntaxError);
    [[noreturn]] void fail_on_lexer_error();
    int lines_behind_end(const Token& token) const;
    [[noreturn]] void fail_at_place(
        SyntaxErrorKind error_kind, const std::string& message, int line, int column);

    // parser_statement.cpp
    bool at_compound_statement() const;
    void statement(List<Statement>& out);
    void simple_statements(List<Statement>& out);
    Statement* simple_statement();
    Statement* expression_statement();
    Statement* annotated_assignment(const Token& start, Expression* target, bool is_bare_name);
    Statement* assignment(const Token& start, Expression* first);
    Statement* augmented_assignment(const Token& start, Expression* target);
    Expression* assigned_value();
    Statement* delete_statement();
    Statement* raise_statement();
    Statement* assert_statement();
    Statement* import_statement();
    Statement* import_from_statement();
    Identifier dotted_name();
    Alias* import_alias();
    Statement* names_statement(NodeKind node_kind);

    // parser_compound.cpp
    Statement* compound_statement();
    Sequence<Statement*> block();
    Sequence<Statement*> else_block();
    Statement* if_statement();
    Statement* while_statement();
    Statement* for_statement(const Token& start, NodeKind node_kind);
    Statement* try_statement();
    ExceptHandler* except_handler();
    Statement* with_statement(const Token& start, NodeKind node_kind);
    bool parenthesized_with_items(List<WithItem>& items);
    WithItem* with_item();
    Statement* decorated();
    Statement* function_definition(
        const Token& start, NodeKind node_kind, Sequence<Expression*> decorators);
    Statement* class_definition(Sequence<Expression*> decorators);
    Statement* async_statement(Sequence<Expression*> decorators);

    // parser_parameters.cpp
    Arguments* parameters(TokenKind closing);
    Argument* parameter(TokenKind closing);
    void star_parameters(TokenKind closing, Arguments& arguments);
    Identifier expect_parameter_end(TokenKind closing);

    // parser_features.cpp
    Module* parse_function_type();
    void add_type_ignores(const Lexer& lexer);
    Identifier type_comment();
    Identifier function_type_comment();
    Identifier parameter_type_comment(TokenKind closing);
    void require_version(int version, const char* what);
    void check_digits(const Token& token);
    void make_names_of_async_and_await();

    // parser_target.cpp
    Expression* for_targets();
    Expression* with_target();
    Expression* target_item();
    static bool is_target(const Expression& expression, TargetKind target_kind);
    static void set_context(Expression* expression, ExprContext context);

    // parser_expression.cpp
    Expression* star_expressions();
    Expression* star_expression();
    Expression* star_named_expression();
    Expression* named_expression();
    Expression* expression();
    Expression* lambda();
    Expression* disjunction();
    Expression* conjunction();
    Expression* inversion();
    Expression* comparison();
    bool comparison_operator(CompareOperator& op);
    Expression* bitwise_or() { return binary(1); }
    Expression* binary(int least_precedence);
    Expression* factor();
    Expression* power();
    Expression* yield_expression();
    bool starts_expression() const;

    // parser_call.cpp
    Expression* await_primary();
    Expression* primary();
    Expression* call(const Token& start, Expression* function);
    void arguments(
        const Token* open, Sequence<Expression*>& positional, Sequence<Keyword*>& keywords);
    Expression* starred_argument();
    Expression* lone_generator(const Token* open, Expression* element, bool is_first);
    Keyword* keyword_argument();
    Expression* subscript(const Token& start, Expression* value);
    Expression* slice();

    // parser_atom.cpp
    Expression* atom();
    Expression* parenthesized();
    Expression* list_display();
    Expression* brace_display();
    Expression* dict_display(const Token& start, Expression* first_key);
    bool at_comprehension();
    Sequence<Comprehension*> comprehension_clauses();
    Expression* comprehension_of(NodeKind node_kind, const Token& start, Expression* element);
    Comprehension* comprehension_clause();

    // fstring.cpp
    friend class FStringParser;
    Expression* strings();
    void check_utf8(std::string_view literal, bool is_whole);
    SyntaxErrorInfo error_at_place(
        const std::string& message, int line, int column, std::string_view text) const;
    void warn_of_escape(char character, const Token& token);
    void forget_warnings() { m_context.warnings->resize(m_first_warning); }

    Tree& m_tree;
    ParserContext m_context;
    std::string_view m_text;
    std::vector<Token> m_tokens;
    LexerError m_lexer_error;
    Sequence<TypeIgnore*> m_type_ignores;
    std::size_t m_at = 0;
    std::size_t m_furthest = 0; // The last token that CPython has looked at, where it matters.
    int m_depth = 0;
    int m_deepest = 0;
    std::size_t m_first_warning = 0; // Those before are of others.
    bool m_is_repeating = false; // These strings have been read in this pass.
    std::size_t m_last_strings = 0; // Up to here strings have been read in this pass.
    std::vector<Node*> m_scratch;
};

} // namespace fw::syntax
