// Runs the front end over a source file and writes down what each stage made. The names and the
// reasons of their places are in stages_symbols.cpp.
#include "vm/debug/stages.h"

#include "vm/code/disassemble.h"
#include "vm/code/instruction.h"
#include "vm/compile/compile.h"
#include "vm/compile/trace.h"
#include "vm/debug/stages_parts.h"
#include "vm/syntax/ast_fields.h"
#include "vm/syntax/parse.h"
#include "vm/syntax/token.h"
#include "vm/syntax/token_scan.h"

#include <algorithm>

namespace fw::debug {

inspect::SourceRange stage_range(const fw::SourceRange& range)
{
    return { range.line, range.column, range.end_line, range.end_column };
}

namespace {

using inspect::Stages;

// Columns of the scanner count characters, those of a picture bytes.
class ByteColumns {
public:
    explicit ByteColumns(std::string_view source)
        : m_source(source)
    {
        m_starts.push_back(0);
        for (std::size_t i = 0; i < source.size(); ++i) {
            if (source[i] == '\n') {
                m_starts.push_back(i + 1);
            }
        }
    }

    inspect::SourceRange range(const syntax::ScannedToken& token) const
    {
        return { token.line, column(token.line, token.start), token.end_line,
            column(token.end_line, token.end) };
    }

private:
    int column(int line, std::size_t at) const
    {
        const auto index = static_cast<std::size_t>(line) - 1;
        if (line < 1 || index >= m_starts.size() || at < m_starts[index]) {
            return 0;
        }
        return static_cast<int>(at - m_starts[index]);
    }

    std::string_view m_source;
    std::vector<std::size_t> m_starts;
};

void add_tokens(Stages& stages, const std::string& text)
{
    const syntax::TokenScan scan = syntax::scan_tokens(text);
    const ByteColumns columns(scan.source);
    for (const syntax::ScannedToken& scanned : scan.tokens) {
        if (scanned.kind == syntax::ScanKind::Encoding
            || scanned.kind == syntax::ScanKind::EndMarker) {
            continue;
        }
        inspect::StageToken token;
        token.kind = syntax::scan_kind_name(scanned.kind);
        token.text = scan.text(scanned);
        token.keyword = scanned.kind == syntax::ScanKind::Name
            && syntax::keyword_or_name(token.text) != syntax::TokenKind::Name;
        token.range = columns.range(scanned);
        stages.tokens.push_back(std::move(token));
    }
    if (!scan.error.empty()) {
        stages.error = scan.error;
    }
}

// Walks the tree as ast.dump does.
class TreeWriter {
public:
    TreeWriter(Stages& stages, const syntax::Tree& tree)
        : m_stages(stages)
        , m_tree(tree)
    {
    }

    void write(const syntax::Node& node, std::string field, int depth)
    {
        if (depth > deepest) {
            return;
        }
        const std::size_t index = m_stages.nodes.size();
        m_stages.nodes.push_back({ .id = node.id,
            .depth = depth,
            .field = std::move(field),
            .kind = std::string(syntax::node_kind_name(node.kind)),
            .statement = syntax::is_statement(node.kind),
            .range = stage_range(m_tree.text_range(node)) });
        m_stages.node_index.emplace(node.id, index);
        std::string detail;
        for (const syntax::Field& each : syntax::fields_of(node)) {
            write_field(each, detail, depth);
        }
        m_stages.nodes[index].detail = std::move(detail);
        m_stages.nodes[index].end = m_stages.nodes.size();
    }

private:
    // Deeper trees than anybody reads; the walk is recursive.
    static constexpr int deepest = 400;

    static void append(std::string& detail, std::string_view name, std::string_view value)
    {
        detail += detail.empty() ? "" : ", ";
        detail.append(name).append("=").append(value);
    }

    void write_field(const syntax::Field& field, std::string& detail, int depth)
    {
        using Kind = syntax::Field::Kind;
        switch (field.kind) {
        case Kind::Text: {
            std::string_view text = field.text;
            if (text.ends_with("()")) {
                text.remove_suffix(2); // Add(), Load()
            }
            append(detail, field.name, text);
            break;
        }
        case Kind::Texts: {
            std::string all = "[";
            for (const std::string& text : field.texts) {
                all += (all.size() > 1 ? ", " : "") + text;
            }
            append(detail, field.name, all + "]");
            break;
        }
        case Kind::Node:
            if (field.node != nullptr) {
                write(*field.node, std::string(field.name), depth + 1);
            }
            break;
        case Kind::Nodes:
            for (std::size_t i = 0; i < field.nodes.size(); ++i) {
                if (field.nodes[i] != nullptr) {
                    write(*field.nodes[i], std::string(field.name) + "[" + std::to_string(i) + "]",
                        depth + 1);
                }
            }
            break;
        }
    }

    Stages& m_stages;
    const syntax::Tree& m_tree;
};

bool is_before(const inspect::SourceRange& a, int line, int column)
{
    return a.line < line || (a.line == line && a.column < column);
}

// Each token belongs to the innermost node around it: inner nodes come later in the walk and win.
void link_tokens(Stages& stages)
{
    for (const inspect::StageNode& node : stages.nodes) {
        if (!node.range.known()) {
            continue;
        }
        auto token = std::lower_bound(stages.tokens.begin(), stages.tokens.end(), node.range,
            [](const inspect::StageToken& each, const inspect::SourceRange& range) {
                return is_before(each.range, range.line, range.column);
            });
        for (; token != stages.tokens.end()
             && is_before(token->range, node.range.end_line, node.range.end_column);
             ++token) {
            token->node = node.id;
        }
    }
}

inspect::StageInstruction stage_instruction(
    const code::CodeUnit& unit, const code::Instruction& instruction)
{
    const code::Origin origin = unit.origin_at(instruction.offset);
    inspect::StageInstruction out;
    out.offset = static_cast<int>(instruction.offset);
    out.name = code::name(instruction.op);
    out.has_arg = code::has_argument(instruction.op);
    out.arg = static_cast<int>(instruction.argument);
    out.meaning = code::argument_meaning(unit, instruction);
    out.range = stage_range(origin.range);
    out.node = origin.node;
    return out;
}

// The instructions by the place of their opcode, in units of two bytes.
std::vector<code::Instruction> instructions_by_place(const code::CodeUnit& unit)
{
    std::vector<code::Instruction> all(unit.instruction_count());
    code::InstructionReader reader(unit.code);
    for (code::Instruction instruction; reader.next(instruction);) {
        all[instruction.offset / 2] = instruction;
    }
    return all;
}

void add_code(Stages& stages, const compile::UnitTrace& trace)
{
    inspect::StageCode code;
    code.name = trace.before.name;
    code.firstlineno = trace.before.firstlineno;
    code.node = trace.before.node;
    const std::vector<code::Instruction> after = instructions_by_place(*trace.after);
    code::InstructionReader reader(trace.before.code);
    for (code::Instruction instruction; reader.next(instruction);) {
        if (instruction.op == code::Op::EXTENDED_ARG) {
            continue;
        }
        const std::size_t place = instruction.offset / 2;
        inspect::StageStep step;
        step.before = stage_instruction(trace.before, instruction);
        const compile::PeepholeReason reason = trace.reasons[place];
        if (trace.removed[place]) {
            step.change = inspect::StageChange::Removed;
            ++code.removed;
        } else {
            step.after = stage_instruction(*trace.after, after[trace.places[place]]);
            if (reason != compile::PeepholeReason::None) {
                step.change = inspect::StageChange::Changed;
                ++code.changed;
            }
        }
        if (step.change != inspect::StageChange::Kept) {
            step.reason = compile::peephole_reason_text(reason);
        }
        code.steps.push_back(std::move(step));
    }
    stages.codes.push_back(std::move(code));
}

} // namespace

std::shared_ptr<const inspect::Stages> make_stages(const std::string& path, const std::string& text)
{
    auto stages = std::make_shared<Stages>();
    stages->path = path;
    add_tokens(*stages, text);

    const auto parse = [&] {
        return syntax::parse(text, path, syntax::Mode::Exec, syntax::SourceEncoding::File);
    };
    syntax::ParseOutcome written = parse();
    if (!written) {
        stages->error = written.error.message;
        return stages;
    }
    TreeWriter(*stages, *written.tree).write(written.tree->root(), "", 0);
    link_tokens(*stages);

    compile::Options options;
    options.keep_mentions = true;
    const compile::SymbolsOutcome symbols = compile::symbols_of(*written.tree, options);
    if (!symbols.table) {
        stages->error = symbols.error.message;
        return stages;
    }
    add_symbols(*stages, *symbols.table);

    // Folding changes the tree; the numbers of its nodes are the same when it is made again.
    syntax::ParseOutcome folded = parse();
    compile::CompileTrace trace;
    options.keep_mentions = false;
    options.trace = &trace;
    const compile::Outcome outcome = compile::compile_tree(*folded.tree, path, options);
    if (!outcome) {
        stages->error = outcome.error.message;
        return stages;
    }
    for (auto unit = trace.units.rbegin(); unit != trace.units.rend(); ++unit) {
        add_code(*stages, *unit);
    }
    return stages;
}

} // namespace fw::debug
