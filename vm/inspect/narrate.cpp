// What the next instruction is about to do.

#include "vm/inspect/narrate.h"

#include "vm/base/float_text.h"
#include "vm/eval/frame.h"
#include "vm/inspect/preview.h"
#include "vm/object/exception.h"
#include "vm/object/list.h"
#include "vm/object/runtime.h"

#include <fmt/format.h>
#include <optional>

namespace fw::inspect {

namespace {

using code::Op;

constexpr std::size_t value_length = 40;

std::string text_of(const Object* object)
{
    bool shortened = false;
    return preview_text(object, value_length, shortened);
}

class Narrator {
public:
    Narrator(
        const fw::Frame& frame, const CodeCatalog& catalog, const std::vector<StackSlot>& stack)
        : m_frame(frame)
        , m_code(*frame.code)
        , m_catalog(catalog)
        , m_slots(stack)
        , m_op(frame.current->op)
        , m_argument(frame.current->argument)
    {
    }

    NextAction tell();

private:
    const Object* peek(std::int64_t depth) const
    {
        return depth < m_frame.stack_depth() ? m_frame.stack_top[-1 - depth] : nullptr;
    }
    // A slot's value with the source text that made it, where that says more: "y (10)".
    std::string operand(std::int64_t depth) const
    {
        const std::string value = text_of(peek(depth));
        const auto index = m_frame.stack_depth() - 1 - depth;
        if (index < 0 || static_cast<std::size_t>(index) >= m_slots.size()) {
            return value;
        }
        const std::string& from = m_slots[static_cast<std::size_t>(index)].from;
        if (from.rfind("from ", 0) == 0 && from.size() > 5 && from.size() < 30
            && from.substr(5) != value) {
            return from.substr(5) + " (" + value + ")";
        }
        return value;
    }
    // Offset of the jump target; only for jumps.
    std::ptrdiff_t target() const { return 2 * (m_frame.current->target - m_code.instructions); }
    std::string name() const { return to_utf8(*as<Str>((*m_code.names)[m_argument])); }
    std::string local() const { return to_utf8(*as<Str>((*m_code.varnames)[m_argument])); }
    std::string cell_name() const
    {
        const std::int64_t cells = m_code.cellvars->length;
        return to_utf8(*as<Str>(m_argument < cells ? (*m_code.cellvars)[m_argument]
                                                   : (*m_code.freevars)[m_argument - cells]));
    }
    const Object* cell_content() const
    {
        const Object* cell = m_frame.fast()[m_code.nlocals + m_argument];
        return cell && cell->type == cell_type() ? static_cast<const fw::Cell*>(cell)->content
                                                 : nullptr;
    }
    // ", which add_x reads through a cell that make_add_x left behind"
    std::string cell_owner() const
    {
        if (m_argument < m_code.cellvars->length) {
            return "";
        }
        const fw::Code* owner = m_catalog.owner_of_variable(m_code, cell_name());
        return owner ? fmt::format(", through the cell that {} made", to_utf8(*owner->name))
                     : ", through its cell";
    }
    std::string callable_text(const Object* callable) const
    {
        return callable ? text_of(callable) : "it";
    }
    std::string arguments(std::int64_t count) const
    {
        std::string text;
        for (std::int64_t i = count - 1; i >= 0; --i) {
            text += (text.empty() ? "" : ", ") + text_of(peek(i));
        }
        return text;
    }
    std::string condition_outcome(bool jumps_when) const;
    std::optional<std::string> arithmetic() const;

    std::string tell_binary() const;
    std::string tell_load() const;
    std::string tell_store() const;
    std::string tell_call() const;
    std::string tell_build() const;
    std::string tell_control() const;
    std::string tell_block() const;
    std::string tell_other() const;
    std::string sentence() const;
    void add_pushes(NextAction& action) const;

    const fw::Frame& m_frame;
    const fw::Code& m_code;
    const CodeCatalog& m_catalog;
    const std::vector<StackSlot>& m_slots;
    Op m_op;
    std::uint32_t m_argument;
};

struct Operator {
    Op op;
    const char* symbol;
    const char* sentence; // {0} the left, {1} the right operand
};
constexpr Operator operators[] = {
    { Op::BINARY_ADD, "+", "add {1} to {0}" },
    { Op::INPLACE_ADD, "+", "add {1} to {0}, in place if it can be" },
    { Op::BINARY_SUBTRACT, "-", "subtract {1} from {0}" },
    { Op::INPLACE_SUBTRACT, "-", "subtract {1} from {0}, in place if it can be" },
    { Op::BINARY_MULTIPLY, "*", "multiply {0} by {1}" },
    { Op::INPLACE_MULTIPLY, "*", "multiply {0} by {1}, in place if it can be" },
    { Op::BINARY_TRUE_DIVIDE, "/", "divide {0} by {1}" },
    { Op::INPLACE_TRUE_DIVIDE, "/", "divide {0} by {1}" },
    { Op::BINARY_FLOOR_DIVIDE, "//", "divide {0} by {1} and round down" },
    { Op::INPLACE_FLOOR_DIVIDE, "//", "divide {0} by {1} and round down" },
    { Op::BINARY_MODULO, "%", "compute {0} % {1}" },
    { Op::INPLACE_MODULO, "%", "compute {0} % {1}" },
    { Op::BINARY_POWER, "**", "raise {0} to the power {1}" },
    { Op::INPLACE_POWER, "**", "raise {0} to the power {1}" },
    { Op::BINARY_MATRIX_MULTIPLY, "@", "compute {0} @ {1}" },
    { Op::INPLACE_MATRIX_MULTIPLY, "@", "compute {0} @ {1}" },
    { Op::BINARY_LSHIFT, "<<", "shift {0} left by {1} bits" },
    { Op::INPLACE_LSHIFT, "<<", "shift {0} left by {1} bits" },
    { Op::BINARY_RSHIFT, ">>", "shift {0} right by {1} bits" },
    { Op::INPLACE_RSHIFT, ">>", "shift {0} right by {1} bits" },
    { Op::BINARY_AND, "&", "compute {0} & {1}" },
    { Op::INPLACE_AND, "&", "compute {0} & {1}" },
    { Op::BINARY_OR, "|", "compute {0} | {1}" },
    { Op::INPLACE_OR, "|", "compute {0} | {1}" },
    { Op::BINARY_XOR, "^", "compute {0} ^ {1}" },
    { Op::INPLACE_XOR, "^", "compute {0} ^ {1}" },
    { Op::BINARY_SUBSCR, "[]", "fetch item {1} of {0}" },
};

std::string Narrator::tell_binary() const
{
    for (const Operator& row : operators) {
        if (row.op == m_op) {
            return fmt::format(fmt::runtime(row.sentence), operand(1), operand(0));
        }
    }
    switch (m_op) {
    case Op::UNARY_NEGATIVE:
        return fmt::format("negate {}", operand(0));
    case Op::UNARY_POSITIVE:
        return fmt::format("compute +{}", operand(0));
    case Op::UNARY_INVERT:
        return fmt::format("invert the bits of {}", operand(0));
    case Op::UNARY_NOT:
        return fmt::format("compute not {}", operand(0));
    case Op::COMPARE_OP:
        return fmt::format(
            "compare {} {} {}", operand(1), code::compare_names[m_argument % 6], operand(0));
    case Op::IS_OP:
        return fmt::format("test whether {} is {}the same object as {}", operand(1),
            m_argument ? "not " : "", operand(0));
    case Op::CONTAINS_OP:
        return fmt::format(
            "test whether {} is {}in {}", operand(1), m_argument ? "not " : "", operand(0));
    default:
        return "";
    }
}

std::string Narrator::tell_load() const
{
    switch (m_op) {
    case Op::LOAD_CONST:
        return fmt::format("push the constant {}", text_of((*m_code.consts)[m_argument]));
    case Op::LOAD_FAST: {
        const Object* value = m_frame.fast()[m_argument];
        return value
            ? fmt::format("push the local {} ({})", local(), text_of(value))
            : fmt::format("read the local {}, which is unbound: UnboundLocalError", local());
    }
    case Op::LOAD_DEREF:
    case Op::LOAD_CLASSDEREF: {
        const Object* value = cell_content();
        return value ? fmt::format("push {} ({}){}", cell_name(), text_of(value), cell_owner())
                     : fmt::format("read {}, whose cell is empty", cell_name());
    }
    case Op::LOAD_CLOSURE:
        return fmt::format("push the cell of {}, for the function that is being made", cell_name());
    case Op::LOAD_GLOBAL:
    case Op::LOAD_NAME: {
        const Str* wanted = as<Str>((*m_code.names)[m_argument]);
        if (m_op == Op::LOAD_NAME && m_frame.locals && m_frame.locals->type == dict_type()) {
            if (const Object* value = dict_get_str(*as<Dict>(m_frame.locals), wanted)) {
                return fmt::format("push {} ({})", name(), text_of(value));
            }
        }
        if (const Object* value = dict_get_str(*m_frame.globals, wanted)) {
            return fmt::format("push the global {} ({})", name(), text_of(value));
        }
        if (const Object* value = dict_get_str(*m_frame.builtins, wanted)) {
            return fmt::format("push the built-in {} ({})", name(), text_of(value));
        }
        return fmt::format("look up {}, which is not defined: NameError", name());
    }
    case Op::LOAD_ATTR:
        return fmt::format("fetch the attribute {} of {}", name(), operand(0));
    case Op::LOAD_METHOD:
        return fmt::format("look up the method {} of {} for a call", name(), operand(0));
    case Op::LOAD_BUILD_CLASS:
        return "push __build_class__, which will make the class";
    case Op::LOAD_ASSERTION_ERROR:
        return "push AssertionError, because the assertion failed";
    default:
        return "";
    }
}

std::string Narrator::tell_store() const
{
    switch (m_op) {
    case Op::STORE_FAST:
        return fmt::format("store {} in the local {}", operand(0), local());
    case Op::STORE_NAME:
        return fmt::format("store {} under the name {}", operand(0), name());
    case Op::STORE_GLOBAL:
        return fmt::format("store {} in the global {}", operand(0), name());
    case Op::STORE_DEREF:
        return fmt::format("store {} in the cell of {}", operand(0), cell_name());
    case Op::STORE_ATTR:
        return fmt::format("store {} in the attribute {} of {}", operand(1), name(), operand(0));
    case Op::STORE_SUBSCR:
        return fmt::format("store {} as item {} of {}", operand(2), operand(0), operand(1));
    case Op::DELETE_FAST:
        return fmt::format("unbind the local {}", local());
    case Op::DELETE_NAME:
    case Op::DELETE_GLOBAL:
        return fmt::format("delete the name {}", name());
    case Op::DELETE_DEREF:
        return fmt::format("empty the cell of {}", cell_name());
    case Op::DELETE_ATTR:
        return fmt::format("delete the attribute {} of {}", name(), operand(0));
    case Op::DELETE_SUBSCR:
        return fmt::format("delete item {} of {}", operand(0), operand(1));
    case Op::POP_TOP:
        return fmt::format("throw away {}", operand(0));
    default:
        return "";
    }
}

std::string Narrator::tell_call() const
{
    const auto count = static_cast<std::int64_t>(m_argument);
    switch (m_op) {
    case Op::CALL_FUNCTION:
        return fmt::format("call {}({})", callable_text(peek(count)), arguments(count));
    case Op::CALL_METHOD: {
        const Object* method = peek(count + 1);
        if (!method) {
            return fmt::format("call {}({})", callable_text(peek(count)), arguments(count));
        }
        return fmt::format("call the method {}({}) of {}", callable_text(method), arguments(count),
            text_of(peek(count)));
    }
    case Op::CALL_FUNCTION_KW:
        return fmt::format("call {} with {} argument{}, some by keyword {}",
            callable_text(peek(count + 1)), count, count == 1 ? "" : "s", text_of(peek(0)));
    case Op::CALL_FUNCTION_EX: {
        const std::int64_t below = (m_argument & 1) != 0 ? 1 : 0;
        return fmt::format("call {} with the unpacked arguments {}", callable_text(peek(below + 1)),
            text_of(peek(below)));
    }
    case Op::MAKE_FUNCTION: {
        const char* with = (m_argument & code::MakeClosure) != 0 ? ", with a closure" : "";
        return fmt::format("make the function {} from its code object{}", text_of(peek(0)), with);
    }
    case Op::RETURN_VALUE:
        return fmt::format("return {} from {}", operand(0), to_utf8(*m_code.name));
    case Op::YIELD_VALUE:
        return fmt::format("yield {}: {} is suspended until the next value is asked for",
            operand(0), to_utf8(*m_code.name));
    case Op::YIELD_FROM:
        return fmt::format("get the next value from {}", operand(1));
    case Op::IMPORT_NAME:
        return fmt::format("import the module {}", name());
    case Op::IMPORT_FROM:
        return fmt::format("fetch {} from the module {}", name(), text_of(peek(0)));
    case Op::IMPORT_STAR:
        return fmt::format("bring all public names of {} in here", text_of(peek(0)));
    default:
        return "";
    }
}

std::string Narrator::tell_build() const
{
    const auto count = static_cast<std::int64_t>(m_argument);
    switch (m_op) {
    case Op::BUILD_TUPLE:
        return fmt::format("make a tuple of {} value{}", count, count == 1 ? "" : "s");
    case Op::BUILD_LIST:
        return count == 0 ? "make an empty list"
                          : fmt::format("make a list of {} value{}", count, count == 1 ? "" : "s");
    case Op::BUILD_SET:
        return count == 0 ? "make an empty set"
                          : fmt::format("make a set of {} value{}", count, count == 1 ? "" : "s");
    case Op::BUILD_MAP:
        return count == 0 ? "make an empty dict"
                          : fmt::format("make a dict of {} pair{}", count, count == 1 ? "" : "s");
    case Op::BUILD_CONST_KEY_MAP:
        return fmt::format("make a dict with the keys {}", text_of(peek(0)));
    case Op::BUILD_STRING:
        return fmt::format("join {} pieces into a string", count);
    case Op::BUILD_SLICE:
        return fmt::format("make a slice {}:{}", text_of(peek(m_argument == 3 ? 2 : 1)),
            text_of(peek(m_argument == 3 ? 1 : 0)));
    case Op::FORMAT_VALUE:
        return fmt::format("turn {} into text for the f-string",
            operand((m_argument & code::FormatHasSpec) != 0 ? 1 : 0));
    case Op::LIST_APPEND:
        return fmt::format("append {} to the list that is being made", operand(0));
    case Op::SET_ADD:
        return fmt::format("add {} to the set that is being made", operand(0));
    case Op::MAP_ADD:
        return fmt::format(
            "add {}: {} to the dict that is being made", text_of(peek(1)), text_of(peek(0)));
    case Op::LIST_EXTEND:
        return fmt::format("append all items of {} to the list", operand(0));
    case Op::SET_UPDATE:
        return fmt::format("add all items of {} to the set", operand(0));
    case Op::DICT_UPDATE:
    case Op::DICT_MERGE:
        return fmt::format("add all pairs of {} to the dict", operand(0));
    case Op::LIST_TO_TUPLE:
        return "turn the list into a tuple";
    case Op::UNPACK_SEQUENCE:
        return fmt::format("unpack {} into {} values", operand(0), count);
    case Op::UNPACK_EX:
        return fmt::format("unpack {}, the middle into a list", operand(0));
    default:
        return "";
    }
}

std::string Narrator::condition_outcome(bool jumps_when) const
{
    const Object* condition = peek(0);
    if (condition == true_object() || condition == false_object() || condition == none()) {
        const bool truth = condition == true_object();
        return truth == jumps_when
            ? fmt::format(": it is {}, so jump to {}", text_of(condition), m_argument)
            : fmt::format(": it is {}, so go on", text_of(condition));
    }
    return "";
}

std::string Narrator::tell_control() const
{
    switch (m_op) {
    case Op::JUMP_FORWARD:
        return fmt::format("jump to {}", target());
    case Op::JUMP_ABSOLUTE:
        return fmt::format(
            "jump {}to {}", m_frame.current->target <= m_frame.current ? "back " : "", target());
    case Op::POP_JUMP_IF_FALSE:
        return fmt::format(
            "jump to {} if {} is false{}", target(), operand(0), condition_outcome(false));
    case Op::POP_JUMP_IF_TRUE:
        return fmt::format(
            "jump to {} if {} is true{}", target(), operand(0), condition_outcome(true));
    case Op::JUMP_IF_FALSE_OR_POP:
        return fmt::format(
            "keep {} and jump to {} if it is false, else throw it away", operand(0), target());
    case Op::JUMP_IF_TRUE_OR_POP:
        return fmt::format(
            "keep {} and jump to {} if it is true, else throw it away", operand(0), target());
    case Op::JUMP_IF_NOT_EXC_MATCH:
        return fmt::format("jump to {} unless the exception is a {}", target(), text_of(peek(0)));
    case Op::GET_ITER:
        return fmt::format("get an iterator over {}", operand(0));
    case Op::GET_YIELD_FROM_ITER:
        return fmt::format("get an iterator over {} to delegate to", operand(0));
    case Op::FOR_ITER:
        return fmt::format("take the next item from the {}, or jump to {} at its end",
            peek(0) ? to_utf8(*peek(0)->type->name) : "iterator", target());
    default:
        return "";
    }
}

std::string Narrator::tell_block() const
{
    switch (m_op) {
    case Op::SETUP_FINALLY:
        return fmt::format("push a block: from here on exceptions go to {}", target());
    case Op::SETUP_WITH:
        return fmt::format(
            "enter the with statement: keep __exit__ of {} and call its __enter__", operand(0));
    case Op::POP_BLOCK:
        return "remove the innermost block: its part of the code is over";
    case Op::POP_EXCEPT:
        return "end the handling of the exception";
    case Op::RERAISE:
        return "raise the exception again";
    case Op::RAISE_VARARGS:
        return m_argument == 0 ? "raise the exception that is being handled again"
                               : fmt::format("raise {}", text_of(peek(m_argument - 1)));
    case Op::WITH_EXCEPT_START:
        return "call __exit__ with the exception";
    case Op::SETUP_ANNOTATIONS:
        return "make sure that there is a dict for annotations";
    default:
        return "";
    }
}

std::string Narrator::tell_other() const
{
    switch (m_op) {
    case Op::ROT_TWO:
        return fmt::format(
            "swap the two topmost values, {} and {}", text_of(peek(0)), text_of(peek(1)));
    case Op::ROT_THREE:
        return fmt::format("move {} down below the two values under it", text_of(peek(0)));
    case Op::ROT_FOUR:
        return fmt::format("move {} down below the three values under it", text_of(peek(0)));
    case Op::DUP_TOP:
        return fmt::format("push {} once more", text_of(peek(0)));
    case Op::DUP_TOP_TWO:
        return fmt::format("push {} and {} once more", text_of(peek(1)), text_of(peek(0)));
    case Op::EXTENDED_ARG:
        return "extend the argument of the next instruction";
    case Op::NOP:
        return "do nothing";
    default: {
        std::string summary(code::info(m_op).summary);
        if (!summary.empty()) {
            summary.pop_back(); // its full stop
            summary[0] = static_cast<char>(std::tolower(static_cast<unsigned char>(summary[0])));
        }
        return summary;
    }
    }
}

std::string Narrator::sentence() const
{
    using Teller = std::string (Narrator::*)() const;
    constexpr Teller tellers[] = { &Narrator::tell_load, &Narrator::tell_store,
        &Narrator::tell_binary, &Narrator::tell_call, &Narrator::tell_build,
        &Narrator::tell_control, &Narrator::tell_block, &Narrator::tell_other };
    for (const Teller teller : tellers) {
        std::string text = (this->*teller)();
        if (!text.empty()) {
            return "About to " + text + ".";
        }
    }
    return "";
}

// Sums of small numbers and joined short strings: what can be known without running anything.
std::optional<std::string> Narrator::arithmetic() const
{
    const Object* left = peek(1);
    const Object* right = peek(0);
    if (!left || !right) {
        return std::nullopt;
    }
    const auto small = [](const Object* object) {
        return object->type == int_type() && static_cast<const Int*>(object)->is_small();
    };
    if (small(left) && small(right)) {
        const std::int64_t a = static_cast<const Int*>(left)->value;
        const std::int64_t b = static_cast<const Int*>(right)->value;
        std::int64_t result = 0;
        switch (m_op) {
        case Op::BINARY_ADD:
        case Op::INPLACE_ADD:
            return __builtin_add_overflow(a, b, &result) ? std::nullopt
                                                         : std::optional(std::to_string(result));
        case Op::BINARY_SUBTRACT:
        case Op::INPLACE_SUBTRACT:
            return __builtin_sub_overflow(a, b, &result) ? std::nullopt
                                                         : std::optional(std::to_string(result));
        case Op::BINARY_MULTIPLY:
        case Op::INPLACE_MULTIPLY:
            return __builtin_mul_overflow(a, b, &result) ? std::nullopt
                                                         : std::optional(std::to_string(result));
        case Op::COMPARE_OP: {
            const bool answers[] = { a<b, a <= b, a == b, a != b, a> b, a >= b };
            return answers[m_argument % 6] ? "True" : "False";
        }
        default:
            return std::nullopt;
        }
    }
    if (left->type == float_type() && right->type == float_type()) {
        const double a = static_cast<const Float*>(left)->value;
        const double b = static_cast<const Float*>(right)->value;
        switch (m_op) {
        case Op::BINARY_ADD:
        case Op::INPLACE_ADD:
            return float_repr(a + b);
        case Op::BINARY_SUBTRACT:
        case Op::INPLACE_SUBTRACT:
            return float_repr(a - b);
        case Op::BINARY_MULTIPLY:
        case Op::INPLACE_MULTIPLY:
            return float_repr(a * b);
        default:
            return std::nullopt;
        }
    }
    return std::nullopt;
}

void Narrator::add_pushes(NextAction& action) const
{
    const Object* value = nullptr;
    switch (m_op) {
    case Op::LOAD_CONST:
        value = (*m_code.consts)[m_argument];
        break;
    case Op::LOAD_FAST:
        value = m_frame.fast()[m_argument];
        break;
    case Op::LOAD_DEREF:
        value = cell_content();
        break;
    case Op::LOAD_GLOBAL:
    case Op::LOAD_NAME: {
        const Str* wanted = as<Str>((*m_code.names)[m_argument]);
        if (m_op == Op::LOAD_NAME && m_frame.locals && m_frame.locals->type == dict_type()) {
            value = dict_get_str(*as<Dict>(m_frame.locals), wanted);
        }
        value = value ? value : dict_get_str(*m_frame.globals, wanted);
        value = value ? value : dict_get_str(*m_frame.builtins, wanted);
        break;
    }
    case Op::IS_OP:
        value = (peek(0) == peek(1)) != (m_argument != 0) ? true_object() : false_object();
        break;
    default:
        if (const auto result = arithmetic()) {
            action.pushes.push_back(*result);
        }
        return;
    }
    if (value) {
        action.pushes.push_back(text_of(value));
    }
}

NextAction Narrator::tell()
{
    NextAction action;
    action.sentence = sentence();
    const int pops = stack_use(m_op, m_argument).pops;
    for (int i = 0; i < pops && i < m_frame.stack_depth(); ++i) {
        action.pops.push_back(text_of(peek(i)));
    }
    add_pushes(action);
    return action;
}

} // namespace

NextAction narrate_next(
    const fw::Frame& frame, const CodeCatalog& catalog, const std::vector<StackSlot>& stack)
{
    if (frame.lasti() < 0) {
        return {};
    }
    return Narrator(frame, catalog, stack).tell();
}

} // namespace fw::inspect
