// The specs of all exception types, made from exceptions.def.
// CPython: Objects/exceptions.c

#include "vm/object/exception_types.h"

#include "vm/object/gc.h"
#include "vm/object/protocol.h"

#include <array>
#include <utility>

namespace fw {

namespace {

// The references that a layout has beyond those of Exception.
template <class F> void for_each_member(ValueException& e, F f)
{
    f(e.value);
}
template <class F> void for_each_member(ImportException& e, F f)
{
    f(e.msg);
    f(e.name);
    f(e.path);
}
template <class F> void for_each_member(OsException& e, F f)
{
    f(e.error_number);
    f(e.strerror);
    f(e.filename);
    f(e.filename2);
}
template <class F> void for_each_member(SyntaxException& e, F f)
{
    f(e.msg);
    f(e.filename);
    f(e.lineno);
    f(e.offset);
    f(e.text);
    f(e.print_file_and_line);
}
template <class F> void for_each_member(UnicodeException& e, F f)
{
    f(e.encoding);
    f(e.object);
    f(e.reason);
}
template <class F> void for_each_member(Exception& e, F f)
{
    f(e.dict);
    f(e.args);
    f(e.traceback);
    f(e.context);
    f(e.cause);
}

template <class Layout, class F> void for_all_members(Layout& exception, F f)
{
    for_each_member(static_cast<Exception&>(exception), f);
    if constexpr (!std::is_same_v<Layout, Exception>) {
        for_each_member(exception, f);
    }
}

template <class Layout> void traverse(Object* self, VisitFn visit, void* context)
{
    for_all_members(*static_cast<Layout*>(self), [&](auto* member) {
        if (member) {
            visit(member, context);
        }
    });
}

template <class Layout> void clear(Object* self)
{
    for_all_members(*static_cast<Layout*>(self), [](auto*& member) {
        auto* old = member;
        member = nullptr;
        xdecref(old);
    });
}

template <class Layout> void destroy_exception(Object* self)
{
    gc_untrack(self);
    clear<Layout>(self);
    free_object(self);
}

constexpr std::int32_t dict_place_offset = offsetof(Exception, dict);

constexpr Member member(const char* name, std::size_t offset)
{
    return { .name = name,
        .kind = MemberKind::Object,
        .offset = static_cast<std::uint32_t>(offset),
        .read_only = false };
}

constexpr Member base_members[] = {
    { .name = "__suppress_context__",
        .kind = MemberKind::Bool,
        .offset = offsetof(Exception, suppress_context),
        .read_only = false },
};
constexpr Member stop_iteration_members[] = { member("value", offsetof(ValueException, value)) };
constexpr Member system_exit_members[] = { member("code", offsetof(ValueException, value)) };
constexpr Member import_members[] = {
    member("msg", offsetof(ImportException, msg)),
    member("name", offsetof(ImportException, name)),
    member("path", offsetof(ImportException, path)),
};
constexpr Member os_members[] = {
    member("errno", offsetof(OsException, error_number)),
    member("strerror", offsetof(OsException, strerror)),
    member("filename", offsetof(OsException, filename)),
    member("filename2", offsetof(OsException, filename2)),
};
constexpr Attribute os_attributes[] = {
    { .name = "characters_written", .get = get_characters_written, .set = set_characters_written },
};
constexpr Member syntax_members[] = {
    member("msg", offsetof(SyntaxException, msg)),
    member("filename", offsetof(SyntaxException, filename)),
    member("lineno", offsetof(SyntaxException, lineno)),
    member("offset", offsetof(SyntaxException, offset)),
    member("text", offsetof(SyntaxException, text)),
    member("print_file_and_line", offsetof(SyntaxException, print_file_and_line)),
};
constexpr Member unicode_members[] = {
    member("encoding", offsetof(UnicodeException, encoding)),
    member("object", offsetof(UnicodeException, object)),
    { .name = "start",
        .kind = MemberKind::Int64,
        .offset = offsetof(UnicodeException, start),
        .read_only = false },
    { .name = "end",
        .kind = MemberKind::Int64,
        .offset = offsetof(UnicodeException, end),
        .read_only = false },
    member("reason", offsetof(UnicodeException, reason)),
};
constexpr Method import_methods[] = {
    { .name = "__reduce__",
        .call = native<ImportException, import_error_reduce>,
        .doc = "Helper for pickle." },
};
constexpr Method os_methods[] = {
    { .name = "__reduce__",
        .call = native<OsException, os_error_reduce>,
        .doc = "Helper for pickle." },
};

constexpr std::string_view names_in_order[] = {
#define FW_EXCEPTION(name, base, layout) #name,
#include "vm/object/exceptions.def"
#undef FW_EXCEPTION
};
constexpr std::string_view bases_in_order[] = {
#define FW_EXCEPTION(name, base, layout) #base,
#include "vm/object/exceptions.def"
#undef FW_EXCEPTION
};
constexpr std::size_t count = std::size(names_in_order);

constexpr std::size_t index_of(std::string_view name)
{
    std::size_t index = 0;
    while (index < count && names_in_order[index] != name) {
        ++index;
    }
    return index; // count: object
}

template <std::size_t index> Type* base_of()
{
    constexpr std::size_t base = index_of(bases_in_order[index]);
    if constexpr (base == count) {
        return object_type();
    } else {
        return type_at(static_cast<std::size_t>(TypeId::first_exception) + 1 + base);
    }
}

template <class Layout> constexpr TypeSpec make_spec(const char* name, Type* (*base)())
{
    TypeSpec spec = {
        .name = name,
        .base = base,
        .basic_size = sizeof(Layout),
        .dict_offset = dict_place_offset,
        .flags = TypeIsBase | TypeExceptionSubclass,
    };
    spec.slots.destroy = destroy_exception<Layout>;
    spec.slots.traverse = traverse<Layout>;
    spec.slots.clear = clear<Layout>;
    const std::string_view text = name;
    if (std::is_same_v<Layout, Exception> && text != "KeyError") {
        spec.slots.create = exception_create;
        spec.slots.init = exception_init;
    }
    if (text == "BaseException") {
        spec.slots.repr = exception_repr;
        spec.slots.str = exception_str;
        spec.slots.get_attribute = generic_get_attribute;
        spec.slots.set_attribute = generic_set_attribute;
        spec.attributes = base_exception_attributes;
        spec.methods = base_exception_methods;
        spec.members = base_members;
    } else if (text == "StopIteration") {
        spec.slots.init = stop_iteration_init;
        spec.members = stop_iteration_members;
    } else if (text == "SystemExit") {
        spec.slots.init = system_exit_init;
        spec.members = system_exit_members;
    } else if (text == "KeyError") {
        spec.slots.init = exception_init;
        spec.slots.str = key_error_str;
    } else if (text == "ImportError") {
        spec.slots.init = import_error_init;
        spec.slots.str = import_error_str;
        spec.members = import_members;
        spec.methods = import_methods;
    } else if (text == "OSError") {
        spec.slots.create = os_error_create;
        spec.slots.init = os_error_init;
        spec.slots.str = os_error_str;
        spec.members = os_members;
        spec.attributes = os_attributes;
        spec.methods = os_methods;
    } else if (text == "SyntaxError") {
        spec.slots.init = syntax_error_init;
        spec.slots.str = syntax_error_str;
        spec.members = syntax_members;
    } else if (text == "UnicodeDecodeError") {
        spec.slots.create = exception_create;
        spec.slots.init = unicode_decode_error_init;
        spec.slots.str = unicode_decode_error_str;
        spec.members = unicode_members;
    } else if (text == "UnicodeEncodeError") {
        spec.slots.create = exception_create;
        spec.slots.init = unicode_encode_error_init;
        spec.slots.str = unicode_encode_error_str;
        spec.members = unicode_members;
    } else if (text == "UnicodeTranslateError") {
        spec.slots.create = exception_create;
        spec.slots.init = unicode_translate_error_init;
        spec.slots.str = unicode_translate_error_str;
        spec.members = unicode_members;
    }
    return spec;
}

constexpr TypeSpec specs[count] = {
#define FW_EXCEPTION(name, base, layout) make_spec<layout>(#name, base_of<index_of(#name)>),
#include "vm/object/exceptions.def"
#undef FW_EXCEPTION
};

} // namespace

std::span<const TypeSpec> exception_specs()
{
    return specs;
}

} // namespace fw
