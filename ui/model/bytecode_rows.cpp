// See bytecode_rows.h.

#include "ui/model/bytecode_rows.h"

#include <algorithm>
#include <map>

namespace fw::ui {
namespace {

Tone meaning_tone(const inspect::Instruction& instruction)
{
    const std::string& name = instruction.name;
    if (name.find("DEREF") != std::string::npos || name.find("CLOSURE") != std::string::npos) {
        return Tone::Cell;
    }
    return instruction.meaning.starts_with("<code object") ? Tone::Code : Tone::Dim;
}

// "4 + 10" for a binary operator that is about to happen.
std::string with_values(const inspect::Instruction& instruction, const inspect::NextAction& next)
{
    static constexpr std::pair<std::string_view, std::string_view> operators[] = {
        { "ADD", "+" },
        { "SUBTRACT", "-" },
        { "MULTIPLY", "*" },
        { "TRUE_DIVIDE", "/" },
        { "FLOOR_DIVIDE", "//" },
        { "MODULO", "%" },
        { "POWER", "**" },
        { "LSHIFT", "<<" },
        { "RSHIFT", ">>" },
        { "AND", "&" },
        { "OR", "|" },
        { "XOR", "^" },
        { "MATRIX_MULTIPLY", "@" },
    };
    const std::string& name = instruction.name;
    if (next.pops.size() == 2 && (name.starts_with("BINARY_") || name.starts_with("INPLACE_"))) {
        const std::string_view kind = std::string_view(name).substr(name.find('_') + 1);
        for (const auto& [word, sign] : operators) {
            if (word == kind) {
                return next.pops[1] + " " + std::string(sign) + " " + next.pops[0];
            }
        }
    }
    if (next.pops.size() == 2 && name == "COMPARE_OP") {
        return next.pops[1] + " " + instruction.meaning + " " + next.pops[0];
    }
    return {};
}

void replace_all(std::string& text, std::string_view from, std::string_view to)
{
    for (std::size_t at = 0; (at = text.find(from, at)) != std::string::npos; at += to.size()) {
        text.replace(at, from.size(), to);
    }
}

// "callable argument[arg]" reads better with the instruction's own count.
std::string side_of_effect(std::string_view side, int arg)
{
    const std::size_t start = side.find_first_not_of(' ');
    if (start == std::string_view::npos) {
        return {};
    }
    std::string text(side.substr(start, side.find_last_not_of(' ') - start + 1));
    replace_all(text, "[arg]", "\xc3\x97" + std::to_string(arg)); // a multiplication sign
    replace_all(text, " ", "  ");
    return text;
}

StyledLine joined(const std::vector<std::string>& values, Tone tone)
{
    StyledLine line;
    for (std::size_t i = 0; i < values.size(); ++i) {
        if (i > 0) {
            line.push_back({ i + 1 == values.size() ? " and " : ", ", Tone::Dim });
        }
        std::string text
            = values[i].size() > 60 ? values[i].substr(0, 60) + "\xe2\x80\xa6" : values[i];
        line.push_back({ std::move(text), tone, Weight::Bold });
    }
    return line;
}

} // namespace

void assign_lanes(std::vector<JumpArrow>& arrows, int& lanes)
{
    std::vector<JumpArrow*> order;
    order.reserve(arrows.size());
    for (JumpArrow& arrow : arrows) {
        order.push_back(&arrow);
    }
    const auto span = [](const JumpArrow* arrow) { return std::minmax(arrow->from, arrow->to); };
    std::stable_sort(order.begin(), order.end(), [&](const JumpArrow* a, const JumpArrow* b) {
        return span(a).second - span(a).first < span(b).second - span(b).first;
    });
    lanes = 0;
    std::vector<JumpArrow*> placed;
    for (JumpArrow* arrow : order) {
        const auto [from, to] = span(arrow);
        int lane = 0;
        for (bool free = false; !free; lane += free ? 0 : 1) {
            free = std::none_of(
                placed.begin(), placed.end(), [&, low = from, high = to](const JumpArrow* other) {
                    const auto [other_from, other_to] = span(other);
                    return other->lane == lane && other_from <= high && low <= other_to;
                });
        }
        arrow->lane = lane;
        lanes = std::max(lanes, lane + 1);
        placed.push_back(arrow);
    }
}

BytecodeRows make_bytecode_rows(const View& view)
{
    BytecodeRows result;
    const inspect::CodeObject* code = view.shown_code();
    if (!code) {
        return result;
    }
    result.code = code->id;
    result.code_name = code->name;
    const inspect::Picture& picture = *view.picture;
    const inspect::Frame* frame = view.selected_frame();
    const int lasti = frame && frame->code == code->id ? frame->lasti : -1;
    std::map<int, std::size_t> row_at;
    for (const inspect::Instruction& each : code->instructions) {
        row_at[each.offset] = result.rows.size();
        BytecodeRow row;
        row.offset = each.offset;
        row.first_of_line = each.starts_line;
        row.line = each.starts_line ? std::to_string(each.line) : "";
        row.name = each.name;
        row.arg = each.has_arg ? std::to_string(each.arg) : "";
        row.jump_target = each.is_jump_target;
        row.range = each.range;
        row.lit = view.is_node_chosen() && view.is_lit(each.node);
        row.current = each.offset == lasti;
        row.executed_last = row.current && view.frame > 0;
        if (row.current) {
            result.current = static_cast<int>(result.rows.size());
        }
        const std::string real
            = row.current && view.frame == 0 ? with_values(each, picture.next) : "";
        if (!real.empty()) {
            row.meaning = { { real, Tone::Dim } };
        } else if (!each.meaning.empty()) {
            row.meaning
                = { { "(", Tone::Dim }, { each.meaning, meaning_tone(each) }, { ")", Tone::Dim } };
        }
        for (const inspect::Breakpoint& breakpoint : picture.breakpoints) {
            row.breakpoint |= breakpoint.code == code->id && breakpoint.offset == each.offset;
        }
        result.name_letters = std::max(result.name_letters, row.name.size());
        result.arg_letters = std::max(result.arg_letters, row.arg.size());
        result.rows.push_back(std::move(row));
    }
    for (std::size_t i = 0; i < code->instructions.size(); ++i) {
        if (const auto to = row_at.find(code->instructions[i].jump_target); to != row_at.end()) {
            result.arrows.push_back(
                { .from = i, .to = to->second, .current = result.rows[i].current });
        }
    }
    assign_lanes(result.arrows, result.lanes);
    return result;
}

Explanation explain(const View& view, std::size_t row)
{
    Explanation result;
    const inspect::CodeObject* code = view.shown_code();
    if (!code || row >= code->instructions.size()) {
        return result;
    }
    const inspect::Instruction& instruction = code->instructions[row];
    result.summary = { { instruction.name + "  ", Tone::Text, Weight::Bold },
        { std::string(instruction.summary), Tone::Dim } };
    const std::string_view effect = instruction.effect;
    if (const std::size_t split = effect.find("--"); split != std::string_view::npos) {
        result.before = side_of_effect(effect.substr(0, split), instruction.arg);
        result.after = side_of_effect(effect.substr(split + 2), instruction.arg);
    }
    const inspect::Frame* frame = view.selected_frame();
    const bool is_next = frame && view.frame == 0 && frame->code == code->id
        && frame->lasti == instruction.offset
        && (view.picture->state == inspect::RunState::Stopped
            || view.picture->state == inspect::RunState::Seeking);
    if (is_next) {
        const inspect::NextAction& next = view.picture->next;
        StyledLine& here = result.here;
        if (!next.pops.empty()) {
            here.push_back({ "Here it pops ", Tone::Dim });
            for (Span& span : joined(next.pops, Tone::Popped)) {
                here.push_back(std::move(span));
            }
        }
        if (!next.pushes.empty()) {
            here.push_back({ here.empty() ? "Here it will push " : " and will push ", Tone::Dim });
            for (Span& span : joined(next.pushes, Tone::Pushed)) {
                here.push_back(std::move(span));
            }
        }
        if (!here.empty()) {
            here.push_back({ ".", Tone::Dim });
        }
    } else if (frame && view.frame > 0 && frame->code == code->id
        && frame->lasti == instruction.offset) {
        result.here = { { "This frame waits here until ", Tone::Dim },
            { frame->calling.empty() ? "the call" : frame->calling, Tone::Frame, Weight::Bold },
            { " has returned.", Tone::Dim } };
    }
    return result;
}

} // namespace fw::ui
