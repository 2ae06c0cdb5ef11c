// From a function and arguments to a frame.
// CPython: _PyEval_EvalCode, missing_arguments, too_many_positional,
// positional_only_passed_as_keyword (Python/ceval.c)

#include "vm/eval/call_frame.h"

#include "vm/eval/code_check.h"
#include "vm/eval/names.h"
#include "vm/eval/unpack.h"

#include "vm/object/list.h"

namespace fw {

namespace {

std::string function_name(const Function& function)
{
    return to_utf8(*function.code->name);
}

std::string parameter(const Code& code, std::int64_t index)
{
    return to_utf8(*as<Str>((*code.varnames)[index]));
}

// "'a'", "'a' and 'b'", "'a', 'b', and 'c'"
std::string enumerate_names(const std::vector<std::string>& names)
{
    std::string text;
    for (std::size_t i = 0; i < names.size(); ++i) {
        if (i > 0) {
            text += names.size() == 2 ? " and " : i + 1 == names.size() ? ", and " : ", ";
        }
        text += "'" + names[i] + "'";
    }
    return text;
}

Raised raise_missing(Thread& thread, const Function& function, const char* kind,
    const std::vector<std::string>& names)
{
    return raise(thread, TypeId::TypeError, "{}() missing {} required {} argument{}: {}",
        function_name(function), names.size(), kind, names.size() == 1 ? "" : "s",
        enumerate_names(names));
}

Raised raise_too_many(
    Thread& thread, const Function& function, const Frame& frame, std::size_t given)
{
    const Code& code = *function.code;
    int keyword_only_given = 0;
    for (std::int32_t i = code.argcount; i < code.argcount + code.kwonlyargcount; ++i) {
        keyword_only_given += frame.fast()[i] ? 1 : 0;
    }
    const std::int64_t defaults = function.defaults ? function.defaults->length : 0;
    const std::string takes = defaults > 0
        ? fmt::format("from {} to {}", code.argcount - defaults, code.argcount)
        : fmt::format("{}", code.argcount);
    const bool plural = defaults > 0 || code.argcount != 1;
    std::string keyword_text;
    if (keyword_only_given > 0) {
        keyword_text = fmt::format(" positional argument{} (and {} keyword-only argument{})",
            given != 1 ? "s" : "", keyword_only_given, keyword_only_given != 1 ? "s" : "");
    }
    return raise(thread, TypeId::TypeError, "{}() takes {} positional argument{} but {}{} {} given",
        function_name(function), takes, plural ? "s" : "", given, keyword_text,
        given == 1 && keyword_only_given == 0 ? "was" : "were");
}

// The slot of the parameter that can be given by this name, or -1.
std::int64_t find_parameter(const Code& code, const Str* name)
{
    const std::int64_t end = code.argcount + code.kwonlyargcount;
    for (std::int64_t i = code.posonlyargcount; i < end; ++i) {
        if ((*code.varnames)[i] == name) {
            return i;
        }
    }
    for (std::int64_t i = code.posonlyargcount; i < end; ++i) {
        if (str_equal(*as<Str>((*code.varnames)[i]), *name)) {
            return i;
        }
    }
    return -1;
}

// f(a=1) with a positional-only `a` and no **kwargs: the error names all such parameters.
Result<void> check_positional_only(Thread& thread, const Function& function, const Tuple& keywords)
{
    const Code& code = *function.code;
    std::string names;
    for (std::int64_t i = 0; i < code.posonlyargcount; ++i) {
        for (const Object* keyword : keywords) {
            if (str_equal(*as<Str>((*code.varnames)[i]), *static_cast<const Str*>(keyword))) {
                names += (names.empty() ? "" : ", ") + parameter(code, i);
            }
        }
    }
    if (!names.empty()) {
        return raise(thread, TypeId::TypeError,
            "{}() got some positional-only arguments passed as keyword arguments: '{}'",
            function_name(function), names);
    }
    return {};
}

Result<void> bind_keywords(
    Thread& thread, const Function& function, Frame& frame, const Args& args, Dict* extra)
{
    const Code& code = *function.code;
    for (std::int64_t i = 0; i < args.names->length; ++i) {
        Object* keyword = (*args.names)[i];
        Object* value = args.values[args.count + static_cast<std::size_t>(i)];
        if (!is_str(keyword)) {
            return raise(thread, TypeId::TypeError, "{}() keywords must be strings",
                function_name(function));
        }
        const std::int64_t slot = find_parameter(code, as<Str>(keyword));
        if (slot < 0) {
            if (!extra) {
                TRY(check_positional_only(thread, function, *args.names));
                return raise(thread, TypeId::TypeError,
                    "{}() got an unexpected keyword argument '{}'", function_name(function),
                    to_utf8(*as<Str>(keyword)));
            }
            TRY(dict_set(thread, *extra, keyword, value));
            continue;
        }
        if (frame.fast()[slot]) {
            return raise(thread, TypeId::TypeError, "{}() got multiple values for argument '{}'",
                function_name(function), to_utf8(*as<Str>(keyword)));
        }
        frame.fast()[slot] = share(value).release();
    }
    return {};
}

Result<void> bind_defaults(
    Thread& thread, const Function& function, Frame& frame, std::size_t given)
{
    const Code& code = *function.code;
    Object** fast = frame.fast();
    const std::int64_t defaults = function.defaults ? function.defaults->length : 0;
    const std::int64_t required = code.argcount - defaults;
    std::vector<std::string> missing;
    for (auto i = static_cast<std::int64_t>(given); i < required; ++i) {
        if (!fast[i]) {
            missing.push_back(parameter(code, i));
        }
    }
    if (!missing.empty()) {
        return raise_missing(thread, function, "positional", missing);
    }
    for (std::int64_t i = std::max<std::int64_t>(required, 0); i < code.argcount; ++i) {
        if (!fast[i]) {
            fast[i] = share((*function.defaults)[i - required]).release();
        }
    }
    for (std::int64_t i = code.argcount; i < code.argcount + code.kwonlyargcount; ++i) {
        if (fast[i]) {
            continue;
        }
        Object* value = nullptr;
        if (function.keyword_defaults) {
            TRY_SET(value, dict_get(thread, *function.keyword_defaults, (*code.varnames)[i]));
        }
        if (value) {
            fast[i] = share(value).release();
        } else {
            missing.push_back(parameter(code, i));
        }
    }
    if (!missing.empty()) {
        return raise_missing(thread, function, "keyword-only", missing);
    }
    return {};
}

// Makes the cells, moving parameters that are cell variables into theirs, and fetches the free
// variables.
void bind_cells(const Function& function, Frame& frame)
{
    const Code& code = *function.code;
    Object** cells = frame.cells();
    for (std::int64_t i = 0; i < code.cellvars->length; ++i) {
        const std::int32_t argument = code.cell_to_argument ? code.cell_to_argument[i] : -1;
        if (argument >= 0) {
            cells[i] = make_cell(frame.fast()[argument]).release();
            xdecref(frame.fast()[argument]);
            frame.fast()[argument] = nullptr;
        } else {
            cells[i] = make_cell(nullptr).release();
        }
    }
    for (std::int64_t i = 0; i < code.freevars->length; ++i) {
        cells[code.cellvars->length + i] = share((*function.closure)[i]).release();
    }
}

Object* locals_of_call(const Code& code, Dict* globals)
{
    // Only code without slots of its own (exec'd into a function object) lives in its globals.
    return (code.flags & CodeNewLocals) != 0 ? nullptr : globals;
}

} // namespace

RefTo<Frame> make_simple_frame(Thread& thread, Function& function, Args args)
{
    Code& code = *function.code;
    RefTo<Frame> frame
        = make_frame(thread, code, *function.globals, locals_of_call(code, function.globals));
    Object** fast = frame->fast();
    for (std::size_t i = 0; i < args.count; ++i) {
        incref(args.values[i]);
        fast[i] = args.values[i];
    }
    if ((code.flags & CodeNoFree) == 0) {
        bind_cells(function, *frame);
    }
    return frame;
}

Result<RefTo<Frame>> make_call_frame(Thread& thread, Function& function, Args args)
{
    Code& code = *function.code;
    TRY(check_code(thread, code));
    RefTo<Frame> frame
        = make_frame(thread, code, *function.globals, locals_of_call(code, function.globals));
    Object** fast = frame->fast();
    std::int32_t next_slot = code.argcount + code.kwonlyargcount;

    const std::size_t positional = std::min(args.count, static_cast<std::size_t>(code.argcount));
    for (std::size_t i = 0; i < positional; ++i) {
        fast[i] = share(args.values[i]).release();
    }
    if ((code.flags & CodeVarArgs) != 0) {
        fast[next_slot++] = make_tuple_from(
            args.values + positional, static_cast<std::int64_t>(args.count - positional))
                                .release();
    }
    Dict* extra = nullptr;
    if ((code.flags & CodeVarKeywords) != 0) {
        extra = make_dict().release();
        fast[next_slot] = extra;
    }
    if (args.names) {
        TRY(bind_keywords(thread, function, *frame, args, extra));
    }
    if (args.count > positional && (code.flags & CodeVarArgs) == 0) {
        return raise_too_many(thread, function, *frame, args.count);
    }
    TRY(bind_defaults(thread, function, *frame, positional));
    bind_cells(function, *frame);
    return frame;
}

Flow call_unpacked(Eval& eval, bool has_keywords)
{
    Thread& thread = eval.thread;
    const std::int64_t below = has_keywords ? 1 : 0;
    Object* callable = eval.peek(below + 1);
    if (has_keywords && eval.top()->type != dict_type()) {
        RefTo<Dict> keywords = make_dict();
        TRY(dict_merge_unique(thread, *keywords, eval.top(), callable));
        eval.replace_one(std::move(keywords));
    }
    if (eval.peek(below)->type != tuple_type()) {
        TRY(check_call_iterable(thread, callable, eval.peek(below)));
        TRY_LET(Ref positional, sequence_to_tuple(thread, eval.peek(below)));
        Object* old = eval.peek(below);
        eval.peek(below) = positional.release();
        decref(old);
    }
    Tuple& positional = *as<Tuple>(eval.peek(below));
    Dict* keywords = has_keywords ? as<Dict>(eval.top()) : nullptr;
    const int slots = has_keywords ? 3 : 2;
    if (callable->type == function_type()) {
        // Arguments side by side, as the binder wants them.
        std::vector<Object*> values(positional.begin(), positional.end());
        RefTo<Tuple> names;
        if (keywords && keywords->used > 0) {
            names = make_tuple(keywords->used);
            std::int64_t position = 0;
            std::int64_t index = 0;
            Object* key;
            Object* value;
            while (dict_next(*keywords, position, key, value)) {
                names->items()[index++] = share(key).release();
                if (!is_str(key)) {
                    return raise(thread, TypeId::TypeError, "keywords must be strings");
                }
                values.push_back(value);
            }
        }
        const Args args{ values.data(), static_cast<std::size_t>(positional.length), names.get() };
        auto& function = *as<Function>(callable);
        TRY_LET(RefTo<Frame> frame, make_call_frame(thread, function, args));
        if ((function.code->flags & (CodeGenerator | CodeCoroutine | CodeAsyncGenerator)) == 0) {
            TRY(push_frame(thread, *frame));
            frame->call_slots = slots;
            (void)frame.release();
            return Flow::NewFrame;
        }
        Ref generator = make_generator(thread, std::move(frame), function.name, function.qualname);
        eval.drop_from_below(slots);
        eval.push(std::move(generator));
        return Flow::Next;
    }
    TRY_LET(Ref result, call_with(thread, callable, &positional, keywords));
    eval.drop_from_below(slots);
    eval.push(std::move(result));
    return Flow::Next;
}

RefTo<Function> make_function(Code& code, Dict& globals, Str* qualname)
{
    RefTo<Function> function = allocate<Function>(function_type());
    function->code = share(&code).release();
    function->globals = share(&globals).release();
    function->name = share(code.name).release();
    function->qualname = share(qualname).release();
    // The docstring is the first constant, if that is a string.
    Object* first = code.consts->length > 0 ? (*code.consts)[0] : nullptr;
    function->doc = first && is_str(first) ? share(first).release() : make_none().release();
    if (Object* module = dict_get_str(globals, names().name)) {
        function->module = share(module).release();
    }
    gc_track(function.get());
    return function;
}

Result<Ref> load_build_class(Thread& thread, const Frame& frame)
{
    constexpr const char* missing = "__build_class__ not found";
    if (frame.other_builtins) {
        return load_other_builtin(thread, frame, names().build_class, missing);
    }
    Object* build_class = dict_get_str(*frame.builtins, names().build_class);
    if (!build_class) {
        return raise_message(thread, TypeId::NameError, missing);
    }
    return share(build_class);
}

} // namespace fw
