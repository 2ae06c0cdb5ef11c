// Evaluating expressions.

#include "vm/debug/evaluator.h"

#include "vm/base/region_new.h"
#include "vm/builtins/compile_source.h"
#include "vm/eval/eval.h"
#include "vm/object/dict.h"
#include "vm/object/exception.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

#include <algorithm>

namespace fw::debug {

namespace {

// A deep recursion is no reason not to look: some more levels are allowed meanwhile.
class MoreLevels {
public:
    explicit MoreLevels(Thread& thread)
        : m_thread(thread)
    {
        m_thread.recursion_limit += levels;
    }
    ~MoreLevels() { m_thread.recursion_limit -= levels; }
    MoreLevels(const MoreLevels&) = delete;
    MoreLevels& operator=(const MoreLevels&) = delete;

private:
    static constexpr int levels = 200;
    Thread& m_thread;
};

std::string trimmed(const std::string& text)
{
    const std::size_t start = text.find_first_not_of(" \t\r\n");
    const std::size_t end = text.find_last_not_of(" \t\r\n");
    return start == std::string::npos ? "" : text.substr(start, end - start + 1);
}

Result<void> add_names(
    Thread& thread, Dict& into, const Tuple& names, Object* const* values, bool in_cells)
{
    for (std::int64_t i = 0; i < names.length; ++i) {
        Object* value = values[i];
        if (value && in_cells) {
            value = as<Cell>(value)->content;
        }
        if (value) {
            TRY(dict_set(thread, into, names[i], value));
        }
    }
    return {};
}

// The frame's variables by name. Those of a function are copied: its own f_locals stay as they are.
Result<Ref> variables_of(Thread& thread, Frame& frame)
{
    const Code& code = *frame.code;
    if ((code.flags & CodeOptimized) == 0) {
        return share<Object>(frame.locals ? frame.locals : frame.globals);
    }
    RefTo<Dict> names = make_dict();
    const std::int64_t cells = code.cellvars->length;
    TRY(add_names(thread, *names, *code.varnames, frame.fast(), false));
    TRY(add_names(thread, *names, *code.cellvars, frame.cells(), true));
    TRY(add_names(thread, *names, *code.freevars, frame.cells() + cells, true));
    return Ref(std::move(names));
}

bool has_inner_code(const Code& code)
{
    return std::any_of(code.consts->begin(), code.consts->end(),
        [](const Object* constant) { return constant->type == code_type(); });
}

Result<Ref> compile_expression(Thread& thread, const std::string& text)
{
    const RefTo<Str> filename = make_str("<expression>");
    SourceKind kind;
    kind.mode = syntax::Mode::Eval;
    kind.encoding = syntax::SourceEncoding::Utf8;
    auto code = compile_text(thread, text, filename.get(), kind);
    if (!code.failed()) {
        return code;
    }
    // Perhaps a statement. If not, the first message fits better.
    const SavedException first = save_exception(thread);
    kind.mode = syntax::Mode::Exec;
    code = compile_text(thread, text + "\n", filename.get(), kind);
    if (code.failed()) {
        clear_exception(thread);
        return raise_instance(thread, first.exception);
    }
    return code;
}

} // namespace

Result<Ref> evaluate_in(Thread& thread, Frame* frame, const std::string& text)
{
    const MoreLevels more(thread);
    TRY_LET(Ref compiled, compile_expression(thread, trimmed(text)));
    Code& code = *as<Code>(compiled.get());
    Dict* globals = frame ? frame->globals : runtime().builtins;
    Ref names = frame ? Ref() : share<Object>(globals);
    if (frame) {
        TRY_SET(names, variables_of(thread, *frame));
    }
    // Inner functions would see globals only: they see everything as such.
    RefTo<Dict> all;
    if (has_inner_code(code) && names.get() != globals) {
        all = make_dict();
        TRY(dict_update(thread, *all, globals));
        TRY(dict_update(thread, *all, names.get()));
        globals = all.get();
    }
    return run_code(thread, code, *globals, names.get());
}

std::string take_exception_text(Thread& thread)
{
    const SavedException saved = save_exception(thread);
    Object* const exception = saved.exception.get();
    std::string text(type_name(exception));
    const auto message = str(thread, exception);
    if (message.failed()) {
        clear_exception(thread);
        return text;
    }
    const std::string words = to_utf8(*message.value());
    return words.empty() ? text : text + ": " + words;
}

inspect::Evaluation evaluate_aside(timeline::Timeline& timeline, Frame* frame,
    const std::string& expression, timeline::Step most_steps)
{
    inspect::Evaluation answer;
    answer.expression = expression;
    // What is kept must not be allocated in the region, which is put back.
    const auto keep = [](std::string& into, const std::string& text) {
        const OutsideRegion outside;
        into.assign(text.data(), text.size());
    };
    const auto body = [&](Thread& thread) {
        auto value = evaluate_in(thread, frame, expression);
        if (value.failed()) {
            keep(answer.error, take_exception_text(thread));
            return;
        }
        const Ref result = value.take();
        const auto text = repr(thread, result.get());
        if (text.failed()) {
            keep(answer.error, "its repr() raises " + take_exception_text(thread));
            return;
        }
        keep(answer.text, to_utf8(*text.value()));
        keep(answer.type, std::string(type_name(result.get())));
    };
    timeline.aside(body, most_steps, [&](bool finished, const std::string& output) {
        answer.output = output;
        if (!finished) {
            answer.text.clear();
            answer.error
                = "it was stopped: it takes more than " + std::to_string(most_steps) + " opcodes";
        }
    });
    return answer;
}

} // namespace fw::debug
