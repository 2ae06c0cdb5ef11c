// The binder of native callables' arguments and its error messages.
// CPython: Python/getargs.c (_PyArg_UnpackKeywords, _PyArg_CheckPositional),
// Objects/methodobject.c, Objects/object.c (_PyObject_FunctionStr)

#include "vm/object/arguments.h"

#include "vm/object/raise.h"

#include <algorithm>
#include <vector>

namespace fw {

namespace {

// What the binder needs of a signature, whether its names are text or strs.
struct Counts {
    std::size_t parameters;
    std::size_t required;
    std::size_t positional;
    std::size_t positional_only;
    std::size_t required_keywords;
};

struct TextNames {
    const SignatureShape& shape;
    bool is(std::size_t index, const Str* name) const
    {
        return str_equal(*name, shape.names[index]);
    }
    std::string text(std::size_t index) const { return std::string(shape.names[index]); }
};

struct StrNames {
    const Tuple* names;
    const Str* at(std::size_t index) const
    {
        return static_cast<const Str*>((*names)[static_cast<std::int64_t>(index)]);
    }
    bool is(std::size_t index, const Str* name) const
    {
        return at(index) == name || str_equal(*at(index), *name);
    }
    std::string text(std::size_t index) const { return to_utf8(*at(index)); }
};

const char* plural(std::size_t count)
{
    return count == 1 ? "" : "s";
}

template <class Names>
Object* find_keyword(const Names& names, std::size_t parameter, Args args, std::size_t& found_at)
{
    for (std::size_t i = 0; i < args.keyword_count(); ++i) {
        const auto* name = static_cast<const Str*>((*args.names)[static_cast<std::int64_t>(i)]);
        if (names.is(parameter, name)) {
            found_at = i;
            return args.values[args.count + i];
        }
    }
    return nullptr;
}

// Parameters that may be given by keyword. CPython: _PyArg_UnpackKeywords.
template <class Names>
Result<void> bind_keywords(Thread& thread, std::string_view name, const Counts& counts,
    const Names& names, Args args, Object** values)
{
    const std::size_t given = args.count;
    std::size_t keywords_left = args.keyword_count();
    const std::size_t minimum = std::min(counts.positional_only, counts.required);
    const std::size_t required_limit
        = counts.required_keywords ? counts.positional + counts.required_keywords : counts.required;
    if (given + keywords_left > counts.parameters) {
        return raise(thread, TypeId::TypeError, "{}() takes at most {} {}argument{} ({} given)",
            name, counts.parameters, given == 0 ? "keyword " : "", plural(counts.parameters),
            given + keywords_left);
    }
    if (given > counts.positional) {
        if (counts.positional == 0) {
            return raise(thread, TypeId::TypeError, "{}() takes no positional arguments", name);
        }
        return raise(thread, TypeId::TypeError, "{}() takes {} {} positional argument{} ({} given)",
            name, counts.required < counts.positional ? "at most" : "exactly", counts.positional,
            plural(counts.positional), given);
    }
    if (given < minimum) {
        return raise(thread, TypeId::TypeError, "{}() takes {} {} positional argument{} ({} given)",
            name, minimum < counts.positional ? "at least" : "exactly", minimum, plural(minimum),
            given);
    }
    for (std::size_t i = 0; i < given; ++i) {
        values[i] = args.values[i];
    }
    for (std::size_t i = given; i < counts.parameters; ++i) {
        values[i] = nullptr;
        if (i < counts.positional_only) {
            continue;
        }
        std::size_t found_at = 0;
        if (keywords_left > 0) {
            values[i] = find_keyword(names, i, args, found_at);
        }
        if (values[i]) {
            --keywords_left;
        } else if (i < counts.required || (counts.positional <= i && i < required_limit)) {
            return raise(thread, TypeId::TypeError, "{}() missing required argument '{}' (pos {})",
                name, names.text(i), i + 1);
        }
    }
    if (keywords_left == 0) {
        return {};
    }
    for (std::size_t i = counts.positional_only; i < given; ++i) {
        std::size_t found_at = 0;
        if (find_keyword(names, i, args, found_at)) {
            return raise(thread, TypeId::TypeError,
                "argument for {}() given by name ('{}') and position ({})", name, names.text(i),
                i + 1);
        }
    }
    for (std::size_t k = 0; k < args.keyword_count(); ++k) {
        const auto* keyword = static_cast<const Str*>((*args.names)[static_cast<std::int64_t>(k)]);
        bool known = false;
        for (std::size_t i = counts.positional_only; i < counts.parameters && !known; ++i) {
            known = names.is(i, keyword);
        }
        if (!known) {
            return raise(thread, TypeId::TypeError, "'{}' is an invalid keyword argument for {}()",
                to_utf8(*keyword), name);
        }
    }
    return raise(thread, TypeId::TypeError, "invalid keyword argument for {}()", name);
}

void pad(Args args, std::size_t parameters, Object** values)
{
    for (std::size_t i = 0; i < parameters; ++i) {
        values[i] = i < args.count ? args.values[i] : nullptr;
    }
}

} // namespace

std::size_t Args::keyword_count() const
{
    return names ? static_cast<std::size_t>(names->length) : 0;
}

Signature make_signature(const char* text)
{
    const SignatureShape shape(text);
    Signature signature;
    signature.parameters = shape.parameters;
    signature.required = shape.required;
    signature.positional = shape.positional;
    signature.positional_only = shape.positional_only;
    signature.required_keywords = shape.required_keywords;
    signature.raw = shape.raw;
    signature.keywords = shape.by_keyword();
    if (signature.keywords) {
        RefTo<Tuple> names = make_tuple(shape.parameters);
        for (std::size_t i = 0; i < shape.parameters; ++i) {
            names->items()[i] = intern(shape.names[i]).release();
        }
        signature.names = names.release();
    }
    return signature;
}

void release_signature(Signature& signature)
{
    xdecref(signature.names);
    signature.names = nullptr;
}

Signature copy_signature(const Signature& signature)
{
    Signature copy = signature;
    xincref(copy.names);
    return copy;
}

Result<void> check_positional(
    Thread& thread, std::string_view name, Args args, std::size_t minimum, std::size_t maximum)
{
    if (args.count >= minimum && args.count <= maximum) [[likely]] {
        return {};
    }
    const bool few = args.count < minimum;
    const std::size_t limit = few ? minimum : maximum;
    const char* bound = minimum == maximum ? "" : few ? "at least " : "at most ";
    return raise(thread, TypeId::TypeError, "{} expected {}{} argument{}, got {}", name, bound,
        limit, plural(limit), args.count);
}

Result<void> check_no_keywords(Thread& thread, std::string_view name, Args args)
{
    if (args.keyword_count() == 0) [[likely]] {
        return {};
    }
    return raise(thread, TypeId::TypeError, "{}() takes no keyword arguments", name);
}

Result<void> bind_arguments(
    Thread& thread, std::string_view name, const SignatureShape& shape, Args args, Object** values)
{
    if (shape.by_keyword()) {
        const Counts counts = { shape.parameters, shape.required, shape.positional,
            shape.positional_only, shape.required_keywords };
        return bind_keywords(thread, name, counts, TextNames{ shape }, args, values);
    }
    TRY(check_no_keywords(thread, name, args));
    if (shape.parameters == 0 && args.count > 0) {
        return raise(
            thread, TypeId::TypeError, "{}() takes no arguments ({} given)", name, args.count);
    }
    TRY(check_positional(thread, name, args, shape.required, shape.positional));
    pad(args, shape.parameters, values);
    return {};
}

std::string function_text(Thread&, Object* callable)
{
    if (callable->type == builtin_function_type()) {
        const auto* function = as<BuiltinFunction>(callable);
        const Object* self = function->self;
        if (self && self->type != module_type()) {
            const Type* owner = is_type(self) ? static_cast<const Type*>(self) : self->type;
            return to_utf8(*owner->qualname) + "." + function->method->name + "()";
        }
        if (function->module && !str_equal(*function->module, "builtins")) {
            return to_utf8(*function->module) + "." + function->method->name + "()";
        }
        return std::string(function->method->name) + "()";
    }
    if (callable->type == method_descriptor_type()
        || callable->type == classmethod_descriptor_type()) {
        const auto* descriptor = as<MethodDescriptor>(callable);
        return to_utf8(*descriptor->owner->qualname) + "." + descriptor->method->name + "()";
    }
    if (callable->type == function_type()) {
        const auto* function = as<Function>(callable);
        std::string text;
        if (function->module && is_str(function->module)
            && !str_equal(*static_cast<Str*>(function->module), "builtins")) {
            text = to_utf8(*static_cast<Str*>(function->module)) + ".";
        }
        return text + to_utf8(*function->qualname) + "()";
    }
    if (callable->type == method_type()) {
        return function_text(runtime().thread, as<BoundMethod>(callable)->function);
    }
    if (is_type(callable)) {
        const auto* type = static_cast<const Type*>(callable);
        std::string text;
        if (has_flag(type, TypeIsHeap)) {
            Object* module = dict_get_str(*type->dict, names().module);
            if (module && is_str(module) && !str_equal(*static_cast<Str*>(module), "builtins")) {
                text = to_utf8(*static_cast<Str*>(module)) + ".";
            }
        }
        return text + to_utf8(*type->qualname) + "()";
    }
    return std::string(type_name(callable)) + " object";
}

Result<Ref> call_native_bound(Thread& thread, Object* callable, const Method& method,
    const Signature& signature, Object* self, Args args)
{
    Object* values[SignatureShape::largest];
    if (signature.keywords) {
        const Counts counts = { signature.parameters, signature.required, signature.positional,
            signature.positional_only, signature.required_keywords };
        TRY(bind_keywords(thread, method.name, counts, StrNames{ signature.names }, args, values));
    } else {
        if (args.keyword_count() > 0) {
            return raise(thread, TypeId::TypeError, "{} takes no keyword arguments",
                function_text(thread, callable));
        }
        if (args.count < signature.required || args.count > signature.positional) {
            if (signature.parameters == 0) {
                return raise(thread, TypeId::TypeError, "{} takes no arguments ({} given)",
                    function_text(thread, callable), args.count);
            }
            if (signature.parameters == 1 && signature.required == 1) {
                return raise(thread, TypeId::TypeError, "{} takes exactly one argument ({} given)",
                    function_text(thread, callable), args.count);
            }
        }
        TRY(check_positional(thread, method.name, args, signature.required, signature.positional));
        pad(args, signature.parameters, values);
    }
    return method.call(thread, self, Args{ values, signature.parameters, nullptr });
}

PrependedArgs::PrependedArgs(Object* first, Args rest)
{
    const std::size_t count = rest.count + rest.keyword_count();
    m_values = m_inline;
    if (count + 1 > inline_count) {
        m_values = static_cast<Object**>(region_allocate((count + 1) * sizeof(Object*)));
    }
    m_values[0] = first;
    std::copy_n(rest.values, count, m_values + 1);
    m_args = Args{ m_values, rest.count + 1, rest.names };
}

PrependedArgs::~PrependedArgs()
{
    if (m_values != m_inline) {
        region_free(m_values);
    }
}

} // namespace fw
