// Values as the oracle's log shows them.
// CPython: nothing; the counterpart is show() of oracle/trace39.py

#include "vm/inspect/show.h"

#include "vm/base/float_text.h"
#include "vm/eval/generator.h"
#include "vm/object/core_objects.h"
#include "vm/object/float.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/runtime.h"
#include "vm/types/bytes_support.h"
#include "vm/types/set.h"

#include <algorithm>
#include <fmt/format.h>
#include <vector>

namespace fw::inspect {

namespace {

constexpr std::int64_t longest_text = 30;
constexpr std::size_t most_items = 4;
constexpr int deepest = 2;

std::string show(const Object* object, int depth);

std::string repr_of_text(const Str& str, std::int64_t length)
{
    bool has_single = false;
    bool has_double = false;
    for (std::int64_t i = 0; i < length; ++i) {
        has_single = has_single || str.at(i) == '\'';
        has_double = has_double || str.at(i) == '"';
    }
    const char32_t quote = has_single && !has_double ? '"' : '\'';
    std::string text(1, static_cast<char>(quote));
    for (std::int64_t i = 0; i < length; ++i) {
        const char32_t c = str.at(i);
        if (c == quote || c == '\\') {
            text += '\\';
            text += static_cast<char>(c);
        } else if (c == '\t') {
            text += "\\t";
        } else if (c == '\n') {
            text += "\\n";
        } else if (c == '\r') {
            text += "\\r";
        } else if (c >= ' ' && c < 0x7f) {
            text += static_cast<char>(c);
        } else if (c <= 0xff) {
            text += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c));
        } else if (c <= 0xffff) {
            text += fmt::format("\\u{:04x}", static_cast<std::uint32_t>(c));
        } else {
            text += fmt::format("\\U{:08x}", static_cast<std::uint32_t>(c));
        }
    }
    text += static_cast<char>(quote);
    return text;
}

std::string show_text(const Str& str)
{
    std::string text = repr_of_text(str, std::min(str.length, longest_text));
    if (str.length > longest_text) {
        text += fmt::format("+{}", str.length - longest_text);
    }
    return text;
}

std::string show_bytes(const Bytes& bytes)
{
    std::string text = bytes_repr_text(bytes.view().substr(0, longest_text));
    if (bytes.length > longest_text) {
        text += fmt::format("+{}", bytes.length - longest_text);
    }
    return text;
}

std::string show_int(const Int& value)
{
    const std::uint64_t bits = int_bit_length(value);
    return bits <= 128 ? int_to_decimal(value) : fmt::format("<int {} bits>", bits);
}

std::string join(const std::vector<std::string>& items)
{
    std::string text;
    for (const std::string& item : items) {
        text += (text.empty() ? "" : ", ") + item;
    }
    return text;
}

void add_rest(std::vector<std::string>& items, std::int64_t length)
{
    if (length > static_cast<std::int64_t>(most_items)) {
        items.push_back(fmt::format("..{}", length - static_cast<std::int64_t>(most_items)));
    }
}

std::string show_sequence(const Object* object, int depth)
{
    const bool is_tuple = object->type == tuple_type();
    const std::int64_t length = is_tuple ? static_cast<const Tuple*>(object)->length
                                         : static_cast<const List*>(object)->length;
    Object* const* values = is_tuple ? static_cast<const Tuple*>(object)->items()
                                     : static_cast<const List*>(object)->items;
    std::vector<std::string> items;
    for (std::int64_t i = 0; i < length && items.size() < most_items; ++i) {
        items.push_back(show(values[i], depth + 1));
    }
    add_rest(items, length);
    const std::string body = join(items);
    if (is_tuple) {
        return "(" + body + (length == 1 ? ",)" : ")");
    }
    return "[" + body + "]";
}

std::string show_dict(const Dict& dict, int depth)
{
    std::vector<std::string> items;
    std::int64_t position = 0;
    Object* key;
    Object* value;
    while (items.size() < most_items && dict_next(dict, position, key, value)) {
        items.push_back(show(key, depth + 1) + ": " + show(value, depth + 1));
    }
    add_rest(items, dict.used);
    return "{" + join(items) + "}";
}

std::string show_set(const Set& set, int depth)
{
    const bool is_frozen = set.type == frozenset_type();
    if (set.used == 0) {
        return is_frozen ? "frozenset()" : "set()";
    }
    std::vector<std::string> items;
    std::int64_t position = 0;
    while (const SetEntry* entry = set_next(set, position)) {
        items.push_back(show(entry->key, depth + 1));
    }
    std::sort(items.begin(), items.end());
    if (items.size() > most_items) {
        items.resize(most_items);
        add_rest(items, set.used);
    }
    const std::string body = "{" + join(items) + "}";
    return is_frozen ? "frozenset(" + body + ")" : body;
}

std::string name_of(const Object* name)
{
    return name && is_str(name) ? to_utf8(*static_cast<const Str*>(name)) : "?";
}

std::string show_method(const BoundMethod& method)
{
    const Object* function = method.function;
    return fmt::format("<method {}>",
        function->type == function_type()
            ? to_utf8(*static_cast<const Function*>(function)->qualname)
            : "?");
}

// The kinds of objects that are shown by what they are called.
std::string show_kind(const Object* object)
{
    const Type* type = object->type;
    if (is_type(object)) {
        return fmt::format("<class {}>", to_utf8(*static_cast<const Type*>(object)->name));
    }
    if (type == function_type()) {
        return fmt::format(
            "<function {}>", to_utf8(*static_cast<const Function*>(object)->qualname));
    }
    if (type == builtin_function_type()) {
        return fmt::format(
            "<builtin {}>", static_cast<const BuiltinFunction*>(object)->method->name);
    }
    if (type == method_type()) {
        return show_method(*static_cast<const BoundMethod*>(object));
    }
    if (type == module_type()) {
        return fmt::format("<module {}>",
            name_of(dict_get_str(*static_cast<const Module*>(object)->dict, names().name)));
    }
    if (type == code_type()) {
        return fmt::format("<code {}>", to_utf8(*static_cast<const Code*>(object)->name));
    }
    if (type == generator_type() || type == coroutine_type()) {
        return fmt::format("<{} {}>", type == generator_type() ? "generator" : "coroutine",
            to_utf8(*static_cast<const Generator*>(object)->qualname));
    }
    if (type == cell_type()) {
        return "<cell>";
    }
    return fmt::format("<{}>", to_utf8(*type->name));
}

std::string show_container(const Object* object, int depth)
{
    const Type* type = object->type;
    if (depth >= deepest) {
        const std::int64_t length = type == tuple_type() ? static_cast<const Tuple*>(object)->length
            : type == list_type()                        ? static_cast<const List*>(object)->length
            : type == dict_type()                        ? static_cast<const Dict*>(object)->used
                                                         : static_cast<const Set*>(object)->used;
        return fmt::format("<{} of {}>", to_utf8(*type->name), length);
    }
    if (type == dict_type()) {
        return show_dict(*static_cast<const Dict*>(object), depth);
    }
    if (is_exact_set(object)) {
        return show_set(*static_cast<const Set*>(object), depth);
    }
    return show_sequence(object, depth);
}

std::string show(const Object* object, int depth)
{
    const Type* type = object->type;
    if (object == none()) {
        return "None";
    }
    if (object == ellipsis()) {
        return "Ellipsis";
    }
    if (object == not_implemented()) {
        return "NotImplemented";
    }
    if (type == bool_type()) {
        return object == true_object() ? "True" : "False";
    }
    if (type == int_type()) {
        return show_int(*static_cast<const Int*>(object));
    }
    if (type == float_type()) {
        return float_repr(static_cast<const Float*>(object)->value);
    }
    if (type == complex_type()) {
        const auto* number = static_cast<const Complex*>(object);
        return complex_repr(number->real, number->imag);
    }
    if (type == str_type()) {
        return show_text(*static_cast<const Str*>(object));
    }
    if (type == bytes_type()) {
        return show_bytes(*static_cast<const Bytes*>(object));
    }
    if (type == tuple_type() || type == list_type() || type == dict_type()
        || is_exact_set(object)) {
        return show_container(object, depth);
    }
    return show_kind(object);
}

} // namespace

std::string show_value(const Object* object)
{
    return object ? show(object, 0) : "NULL";
}

std::string ascii_repr(const Object* str)
{
    const Str& text = *static_cast<const Str*>(str);
    return repr_of_text(text, text.length);
}

} // namespace fw::inspect
