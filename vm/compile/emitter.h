// Code generation: walks the folded tree with its symbols and fills basic blocks with instructions,
// one unit for every code object. The bodies are in emit_*.cpp by kind of construct. CPython:
// Python/compile.c
#pragma once

#include "vm/compile/constant_pool.h"
#include "vm/compile/future.h"
#include "vm/compile/options.h"
#include "vm/compile/unit.h"
#include "vm/syntax/syntax_error.h"

#include <memory>
#include <optional>

namespace fw::compile {

class Emitter {
public:
    Emitter(syntax::Tree& tree, const SymbolTable& symbols, const FutureFeatures& future,
        std::string filename, const Options& options,
        std::vector<syntax::SyntaxWarningInfo>& warnings);

    // Throws Failure.
    code::CodeRef emit_module();

private:
    using Statement = syntax::Statement;
    using Expression = syntax::Expression;
    using Body = syntax::Sequence<Statement*>;
    using Elements = syntax::Sequence<Expression*>;

    // emitter.cpp: units, blocks, instructions
    void enter_unit(Identifier name, UnitKind kind, const syntax::Node& node, int first_line);
    code::CodeRef leave_unit(bool add_none);
    std::string qualified_name(const Unit& unit) const;
    Unit& unit() { return *m_units.back(); }
    const Unit& unit() const { return *m_units.back(); }
    Scope& scope() { return *unit().scope; }
    Block* new_block() { return unit().new_block(); }
    void use(Block* block);
    void use_new_block() { use(new_block()); }
    void set_location(const syntax::Node& node);
    // Only what the side table says; the line stays.
    void set_origin(const Origin& origin) { unit().location.origin = origin; }
    void set_origin(const syntax::Node& node) { set_origin(origin_of(node)); }
    Origin origin_of(const syntax::Node& node) const;
    // A range of text that belongs to the node: its header, a word of it.
    Origin part_of(const syntax::Node& node, const SourceRange& range) const;
    // From the first to the last of some nodes of which there is at least one.
    template <typename T>
    Origin origin_of_all(const syntax::Node& owner, const syntax::Sequence<T*>& nodes) const
    {
        return { spanning(origin_of(*nodes.front()).range, origin_of(*nodes.back()).range),
            owner.id };
    }
    void op(Op opcode, std::uint32_t argument = 0);
    void op_at(const Origin& origin, Op opcode, std::uint32_t argument = 0);
    void jump(Op opcode, Block* target);
    void jump_at(const Origin& origin, Op opcode, Block* target);
    void load_const(const Constant& constant);
    void load_const(const code::CodeRef& inner);
    void load_string(std::string text) { load_const(StringConstant{ std::move(text) }); }
    void load_none() { load_const(NoneConstant{}); }
    std::uint32_t const_index(std::uint32_t pool_number);
    void name_op(Op opcode, Identifier name);
    void variable(Identifier name, syntax::ExprContext context);
    Identifier id(std::string_view name) { return m_tree.intern(name); }
    Identifier mangled(Identifier name);
    bool in_dead_code() const { return m_suppressed > 0; }
    [[noreturn]] void error(std::string message);
    void warn(std::string message);
    void forbid_debug(Identifier name, syntax::ExprContext context);
    // A failure that CPython does not notice at once: compilation goes on until the next entry into
    // a table of names or constants, or another error, which is the one that is told then.
    void fail_later(std::string message);
    void fail_when_pending() const;
    std::uint32_t number_of(NameTable& table, Identifier name);

    // emit_module.cpp
    void body(const Body& statements);
    static const Statement* find_annotation(const Body& statements);
    void set_up_annotations(const Body& statements);

    // emit_statement.cpp
    void statements(const Body& body);
    void statement(Statement& node);
    void expression_statement(Expression& value);
    void if_statement(syntax::If& node);
    void raise_statement(syntax::Raise& node);
    void assert_statement(syntax::Assert& node);
    void return_statement(syntax::Return& node);
    void import_statement(syntax::Import& node);
    void import_from(syntax::ImportFrom& node);
    void import_as(const syntax::Alias& alias);

    // emit_assign.cpp
    void assign(syntax::Assign& node);
    void augmented_assign(syntax::AugAssign& node);
    void annotated_assign(syntax::AnnAssign& node);
    void check_annotation_expression(Expression& node);
    void check_annotation_subscript(Expression& node);
    void unpack(const Elements& elements);

    // emit_loop.cpp
    void for_loop(syntax::For& node);
    void while_loop(syntax::While& node);
    void break_loop();
    void continue_loop();

    // emit_try.cpp
    void push_frame_block(FrameBlock::Kind kind, Block* block, Block* exit = nullptr);
    void pop_frame_block() { unit().frame_blocks.pop_back(); }
    void unwind(const FrameBlock& block, bool keep_top);
    // Up to the innermost loop, which is returned, or everything.
    enum class UnwindTo : std::uint8_t { Loop, Function };
    FrameBlock* unwind_all(bool keep_top, UnwindTo to);
    void try_statement(syntax::Try& node);
    void try_finally(syntax::Try& node);
    void try_except(syntax::Try& node);
    void handler_with_name(syntax::ExceptHandler& handler, Block* end);
    void handler_without_name(syntax::ExceptHandler& handler, Block* end);
    void store_handler_name(Identifier name);
    void unbind(Identifier name, const Origin& origin);

    // emit_with.cpp
    void with_statement(syntax::With& node, std::size_t position);
    void call_exit_with_nones();
    void finish_with_handler();
    // The origin of a statement's instructions that stand for no expression of it.
    Origin header_of(const Statement& node) const;

    // emit_expression.cpp
    void visit(Expression& node);
    void visit_all(const Elements& nodes);
    void expression(Expression& node);
    void bool_operation(syntax::BoolOp& node);
    void compare(syntax::Compare& node);
    void compare_op(syntax::CompareOperator op);
    void compare_pair(syntax::Compare& node, std::size_t index);
    void check_compare(syntax::Compare& node);
    void conditional(syntax::IfExp& node);
    void jump_if(Expression& condition, Block* target, bool when);
    void jump_if_chain(syntax::Compare& node, Block* target, bool when);
    void attribute(syntax::Attribute& node);
    void subscript(syntax::Subscript& node);
    void slice(syntax::Slice& node);
    void yield_value(syntax::Yield& node);
    void yield_from(syntax::YieldFrom& node);

    // emit_display.cpp
    enum class DisplayKind : std::uint8_t { Tuple, List, Set };
    void display(const Elements& elements, DisplayKind kind, std::uint32_t already_pushed);
    void list_or_tuple(syntax::Display& node);
    void dict(syntax::Dict& node);
    void dict_part(syntax::Dict& node, std::size_t begin, std::size_t end);

    // emit_call.cpp
    void call(syntax::Call& node);
    bool method_call(syntax::Call& node);
    void call_arguments(std::uint32_t already_pushed, const Elements& arguments,
        const syntax::Sequence<syntax::Keyword*>& keywords);
    void keyword_part(
        const syntax::Sequence<syntax::Keyword*>& keywords, std::size_t begin, std::size_t end);
    void check_keywords(const syntax::Sequence<syntax::Keyword*>& keywords);
    void check_callable(const Expression& node);
    void check_subscript(const syntax::Subscript& node);

    // emit_comprehension.cpp
    struct ComprehensionParts {
        syntax::NodeKind kind{};
        syntax::Sequence<syntax::Comprehension*> generators;
        Expression* element = nullptr; // the key of a dict comprehension
        Expression* value = nullptr;
    };
    void comprehension(Expression& node, const char* name, const ComprehensionParts& parts);
    void generator(const ComprehensionParts& parts, std::size_t index, std::uint32_t depth);
    void sync_generator(const ComprehensionParts& parts, std::size_t index, std::uint32_t depth);
    void async_generator(const ComprehensionParts& parts, std::size_t index, std::uint32_t depth);
    void comprehension_item(const ComprehensionParts& parts, std::uint32_t depth);

    // emit_function.cpp
    void function(syntax::FunctionDef& node);
    void lambda(syntax::Lambda& node);
    std::uint32_t default_arguments(syntax::Arguments& arguments);
    void decorate(const syntax::Sequence<Expression*>& decorators);
    bool annotations(syntax::Arguments& arguments, Expression* returns);
    void annotation(Expression* node, Identifier name, std::vector<Constant>& names);
    void annotation_text(Expression& node);
    void count_arguments(const syntax::Arguments& arguments);
    void check_debug_arguments(const syntax::Arguments& arguments);
    void make_closure(const code::CodeRef& inner, std::uint32_t flags, const std::string& qualname);

    // emit_class.cpp
    void class_definition(syntax::ClassDef& node);

    // emit_fstring.cpp
    void joined_string(syntax::JoinedStr& node);
    void formatted_value(syntax::FormattedValue& node);

    // emit_async.cpp
    void await(syntax::Await& node);
    void await_top();
    void async_for(syntax::For& node);
    void async_with(syntax::With& node, std::size_t position);
    bool is_top_level_await() const;

    syntax::Tree& m_tree;
    const SymbolTable& m_symbols;
    FutureFeatures m_future;
    std::string m_filename;
    Options m_options;
    std::vector<syntax::SyntaxWarningInfo>& m_warnings;
    ConstantPool m_pool;
    std::vector<std::unique_ptr<Unit>> m_units;
    std::vector<std::unique_ptr<Unit>> m_spare_units; // finished ones, for their memory
    int m_suppressed = 0; // inside `if 0:` code is only checked for errors
    bool m_interactive = false;
    std::optional<syntax::SyntaxErrorInfo> m_pending_error;
};

} // namespace fw::compile
