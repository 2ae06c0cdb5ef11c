// Values for people.
// CPython: its repr functions, here without running code and without getting long

#include "vm/inspect/preview.h"

#include "vm/base/float_text.h"
#include "vm/base/utf8.h"
#include "vm/eval/generator.h"
#include "vm/inspect/show.h"
#include "vm/object/core_objects.h"
#include "vm/object/descriptors.h"
#include "vm/object/exception.h"
#include "vm/object/float.h"
#include "vm/object/int.h"
#include "vm/object/list.h"
#include "vm/object/runtime.h"
#include "vm/types/bytes_support.h"
#include "vm/types/range.h"
#include "vm/types/set.h"

#include <algorithm>
#include <fmt/format.h>

namespace fw::inspect {

namespace {

constexpr int deepest = 3;

// Builds a preview and stops when it is long enough.
class Preview {
public:
    explicit Preview(std::size_t most)
        : m_most(most)
    {
    }

    void add(const Object* object, int depth);
    bool is_full() const { return m_text.size() >= m_most; }
    bool shortened() const { return m_shortened; }
    std::string take()
    {
        if (m_text.size() > m_most) {
            cut(m_most);
        }
        return std::move(m_text);
    }

private:
    void cut(std::size_t length)
    {
        while (length > 0 && (static_cast<unsigned char>(m_text[length]) & 0xc0) == 0x80) {
            --length; // Not in the middle of a character.
        }
        m_text.resize(length);
        m_text += "…";
        m_shortened = true;
    }

    void add_text(const Str& str);
    void add_bytes(std::string_view bytes);
    void add_int(const Int& value);
    void add_items(
        const char* open, Object* const* items, std::int64_t length, const char* close, int depth);
    void add_dict(const Dict& dict, const char* open, const char* between, const char* close,
        int depth, bool names);
    void add_set(const Set& set, int depth);
    void add_named(const Object* object);
    void add_instance(const Object* object, int depth);
    bool begin_item(std::int64_t index)
    {
        if (index > 0) {
            m_text += ", ";
        }
        if (is_full()) {
            m_text += "…";
            m_shortened = true;
            return false;
        }
        return true;
    }

    std::size_t m_most;
    std::string m_text;
    bool m_shortened = false;
};

// A character of a long text, as repr writes it.
void append_character(std::string& text, char32_t c)
{
    switch (c) {
    case '\n':
        text += "\\n";
        break;
    case '\t':
        text += "\\t";
        break;
    case '\r':
        text += "\\r";
        break;
    case '\'':
    case '\\':
        text += '\\';
        [[fallthrough]];
    default:
        if (is_printable(c)) {
            append_utf8(text, c);
        } else {
            text += fmt::format("\\x{:02x}", static_cast<std::uint32_t>(c));
        }
    }
}

void Preview::add_text(const Str& str)
{
    const auto room = static_cast<std::int64_t>(m_most);
    if (str.length <= room) {
        m_text += str_repr_utf8(str);
        return;
    }
    std::string front = "'";
    for (std::int64_t i = 0; i < room; ++i) {
        append_character(front, str.at(i));
    }
    m_text += front;
    m_text += "…'";
    m_shortened = true;
}

void Preview::add_bytes(std::string_view bytes)
{
    m_text += bytes_repr_text(bytes.substr(0, m_most));
    if (bytes.size() > m_most) {
        m_text += "…";
        m_shortened = true;
    }
}

void Preview::add_int(const Int& value)
{
    constexpr std::uint64_t most_bits = 4096; // Longer ones take noticeable time to convert.
    const std::uint64_t bits = int_bit_length(value);
    if (bits <= most_bits) {
        m_text += int_to_decimal(value);
    } else {
        m_text += fmt::format("{}int of {} bits", int_sign(value) < 0 ? "-" : "", bits);
        m_shortened = true;
    }
}

void Preview::add_items(
    const char* open, Object* const* items, std::int64_t length, const char* close, int depth)
{
    m_text += open;
    for (std::int64_t i = 0; i < length && begin_item(i); ++i) {
        add(items[i], depth + 1);
    }
    m_text += close;
}

void Preview::add_dict(const Dict& dict, const char* open, const char* between, const char* close,
    int depth, bool names)
{
    m_text += open;
    std::int64_t position = 0;
    Object* key;
    Object* value;
    for (std::int64_t i = 0; dict_next(dict, position, key, value) && begin_item(i); ++i) {
        if (names && is_str(key)) {
            append_utf8(m_text, *as<Str>(key));
        } else {
            add(key, depth + 1);
        }
        m_text += between;
        add(value, depth + 1);
    }
    m_text += close;
}

void Preview::add_set(const Set& set, int depth)
{
    const bool is_frozen = set.type == frozenset_type();
    if (set.used == 0) {
        m_text += is_frozen ? "frozenset()" : "set()";
        return;
    }
    m_text += is_frozen ? "frozenset({" : "{";
    std::int64_t position = 0;
    for (std::int64_t i = 0; const SetEntry* entry = set_next(set, position); ++i) {
        if (!begin_item(i)) {
            break;
        }
        add(entry->key, depth + 1);
    }
    m_text += is_frozen ? "})" : "}";
}

std::string text_of(const Object* name)
{
    return name && is_str(name) ? to_utf8(*static_cast<const Str*>(name)) : "?";
}

void Preview::add_named(const Object* object)
{
    const Type* type = object->type;
    if (is_type(object)) {
        append_utf8(m_text, *static_cast<const Type*>(object)->name);
    } else if (type == function_type()) {
        append_utf8(m_text, *static_cast<const fw::Function*>(object)->name);
    } else if (type == builtin_function_type()) {
        m_text += static_cast<const BuiltinFunction*>(object)->method->name;
    } else if (type == method_descriptor_type() || type == classmethod_descriptor_type()) {
        const auto* descriptor = static_cast<const MethodDescriptor*>(object);
        m_text
            += fmt::format("{}.{}", to_utf8(*descriptor->owner->name), to_utf8(*descriptor->name));
    } else if (type == method_type()) {
        const auto* method = static_cast<const BoundMethod*>(object);
        add(method->self, deepest);
        m_text += ".";
        add(method->function, deepest);
    } else if (type == module_type()) {
        m_text += text_of(dict_get_str(*static_cast<const Module*>(object)->dict, names().name));
    } else if (type == code_type()) {
        append_utf8(m_text, *static_cast<const Code*>(object)->name);
    } else if (type == generator_type() || type == coroutine_type()) {
        append_utf8(m_text, *static_cast<const Generator*>(object)->name);
    } else if (type == frame_type()) {
        append_utf8(m_text, *static_cast<const fw::Frame*>(object)->code->name);
    } else {
        m_text += fmt::format("<{}>", to_utf8(*type->name));
    }
}

void Preview::add_instance(const Object* object, int depth)
{
    m_text += "<";
    append_utf8(m_text, *object->type->name);
    if (is_exception(object)) {
        const auto* exception = static_cast<const Exception*>(object);
        m_text += ": ";
        if (exception->args && exception->args->length > 0) {
            add_items("", exception->args->items(), exception->args->length, "", depth);
        }
    } else if (object->type->dict_offset > 0 && depth < deepest) {
        const auto* place = reinterpret_cast<const char*>(object) + object->type->dict_offset;
        if (const Dict* dict = *reinterpret_cast<Dict* const*>(place); dict && dict->used > 0) {
            add_dict(*dict, " ", "=", "", depth, true);
        }
    }
    m_text += ">";
}

void Preview::add(const Object* object, int depth)
{
    if (!object) {
        m_text += "NULL";
        return;
    }
    const Type* type = object->type;
    if (type == int_type()) {
        add_int(*static_cast<const Int*>(object));
    } else if (type == str_type()) {
        add_text(*static_cast<const Str*>(object));
    } else if (type == bytes_type()) {
        add_bytes(static_cast<const Bytes*>(object)->view());
    } else if (type == float_type()) {
        m_text += float_repr(static_cast<const Float*>(object)->value);
    } else if (type == complex_type()) {
        m_text += complex_repr(
            static_cast<const Complex*>(object)->real, static_cast<const Complex*>(object)->imag);
    } else if (type == tuple_type() || type == list_type() || type == dict_type()
        || is_exact_set(object)) {
        if (depth >= deepest) {
            m_text += type == tuple_type() ? "(…)" : type == list_type() ? "[…]" : "{…}";
            m_shortened = true;
        } else if (type == tuple_type()) {
            const auto* tuple = static_cast<const Tuple*>(object);
            add_items("(", tuple->items(), tuple->length, tuple->length == 1 ? ",)" : ")", depth);
        } else if (type == list_type()) {
            const auto* list = static_cast<const List*>(object);
            add_items("[", list->items, list->length, "]", depth);
        } else if (type == dict_type()) {
            add_dict(*static_cast<const Dict*>(object), "{", ": ", "}", depth, false);
        } else {
            add_set(*static_cast<const Set*>(object), depth);
        }
    } else if (type == cell_type()) {
        const Object* content = static_cast<const fw::Cell*>(object)->content;
        m_text += "cell → ";
        if (content) {
            add(content, depth + 1);
        } else {
            m_text += "empty";
        }
    } else if (kind_of(object) == Kind::Instance || kind_of(object) == Kind::Exception) {
        add_instance(object, depth);
    } else if (kind_of(object) == Kind::Value || kind_of(object) == Kind::Iterator) {
        m_text += show_value(object);
    } else {
        add_named(object);
    }
}

Name make_name(std::string name, const Object* value)
{
    Name row;
    row.name = std::move(name);
    row.value = make_value(value);
    return row;
}

} // namespace

Kind kind_of(const Object* object)
{
    if (!object) {
        return Kind::Null;
    }
    const Type* type = object->type;
    if (is_type(object)) {
        return Kind::Type;
    }
    if (type == function_type()) {
        return Kind::Function;
    }
    if (type == builtin_function_type() || type == method_descriptor_type()
        || type == classmethod_descriptor_type()) {
        return Kind::Builtin;
    }
    if (type == method_type()) {
        return Kind::Method;
    }
    if (type == code_type()) {
        return Kind::Code;
    }
    if (type == cell_type()) {
        return Kind::Cell;
    }
    if (type == frame_type()) {
        return Kind::Frame;
    }
    if (type == module_type()) {
        return Kind::Module;
    }
    if (type == generator_type() || type == coroutine_type() || type == async_generator_type()) {
        return Kind::Generator;
    }
    if (is_exception(object)) {
        return Kind::Exception;
    }
    if (has_flag(type, TypeIsHeap)) {
        return Kind::Instance;
    }
    return type->slots.next ? Kind::Iterator : Kind::Value;
}

std::string preview_text(const Object* object, std::size_t most, bool& shortened)
{
    Preview preview(most);
    preview.add(object, 0);
    std::string text = preview.take();
    shortened = preview.shortened();
    return text;
}

Value make_value(const Object* object)
{
    Value value;
    value.kind = kind_of(object);
    value.id = id_of(object);
    value.text = preview_text(object, preview_length, value.shortened);
    value.type = object ? to_utf8(*object->type->name) : "NULL";
    value.refcount = object ? object->refcount : -1;
    return value;
}

NamePage make_name_page(const Dict& dict, std::size_t first, std::size_t count)
{
    NamePage page;
    page.dict = id_of(&dict);
    page.total = static_cast<std::size_t>(dict.used);
    page.first = first;
    std::int64_t position = 0;
    Object* key;
    Object* value;
    for (std::size_t index = 0; index < first + count && dict_next(dict, position, key, value);
         ++index) {
        if (index >= first) {
            page.names.push_back(make_name(is_str(key) ? text_of(key) : show_value(key), value));
        }
    }
    return page;
}

} // namespace fw::inspect
