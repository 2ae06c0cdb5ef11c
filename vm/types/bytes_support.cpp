// Bytes out of any object, and the text of bytes.
// CPython: Objects/bytesobject.c

#include "vm/types/bytes_support.h"

#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

Result<std::string_view> require_bytes(Thread& thread, Object* object)
{
    std::string_view view;
    if (!bytes_view(object, view)) {
        return raise(thread, TypeId::TypeError, "a bytes-like object is required, not '{}'",
            type_name(object));
    }
    return view;
}

Result<unsigned char> to_byte(Thread& thread, Object* object, const char* what)
{
    TRY_LET(const std::int64_t value, to_index(thread, object, clip_to_index));
    if (value < 0 || value > 255) {
        return raise(thread, TypeId::ValueError, "{} must be in range(0, 256)", what);
    }
    return static_cast<unsigned char>(value);
}

Result<RefTo<Bytes>> bytes_from_iterable(Thread& thread, Object* object)
{
    if (object->type == bytes_type()) {
        return share(static_cast<Bytes*>(object));
    }
    std::string_view view;
    if (bytes_view(object, view)) {
        return make_bytes(view);
    }
    Ref iterator;
    if (!is_str(object)) {
        auto result = get_iterator(thread, object);
        if (!result.failed()) {
            iterator = result.take();
        } else if (!pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        } else {
            clear_exception(thread);
        }
    }
    if (!iterator) {
        return raise(
            thread, TypeId::TypeError, "cannot convert '{}' object to bytes", type_name(object));
    }
    std::string bytes;
    while (true) {
        Ref item = iterate_next(thread, iterator.get());
        if (!item) {
            if (!iteration_ended(thread)) {
                return Raised{};
            }
            return make_bytes(bytes);
        }
        TRY_LET(const unsigned char byte, to_byte(thread, item.get(), "bytes"));
        bytes.push_back(static_cast<char>(byte));
    }
}

Result<RefTo<Bytes>> bytes_from_object(Thread& thread, Object* object)
{
    if (object->type == bytes_type()) {
        return share(static_cast<Bytes*>(object));
    }
    Ref method;
    TRY_LET(const bool found, find_special(thread, object, names().bytes, method));
    if (found) {
        TRY_LET(Ref result, call(thread, method.get(), {}));
        if (!is_bytes(result.get())) {
            return raise(thread, TypeId::TypeError, "__bytes__ returned non-bytes (type {})",
                type_name(result.get()));
        }
        return as<Bytes>(std::move(result));
    }
    return bytes_from_iterable(thread, object);
}

std::string bytes_repr_text(std::string_view data, SingleQuotes quotes)
{
    static constexpr char digits[] = "0123456789abcdef";
    const bool use_double
        = data.find('\'') != std::string_view::npos && data.find('"') == std::string_view::npos;
    const char quote = use_double ? '"' : '\'';
    std::string out = "b";
    out.push_back(quote);
    for (const char c : data) {
        const auto byte = static_cast<unsigned char>(c);
        const bool is_escaped_quote
            = c == quote || (c == '\'' && quotes == SingleQuotes::EscapeAlways);
        if (is_escaped_quote || c == '\\') {
            out.push_back('\\');
            out.push_back(c);
        } else if (c == '\t') {
            out += "\\t";
        } else if (c == '\n') {
            out += "\\n";
        } else if (c == '\r') {
            out += "\\r";
        } else if (byte < 0x20 || byte >= 0x7f) {
            out += "\\x";
            out.push_back(digits[byte >> 4]);
            out.push_back(digits[byte & 15]);
        } else {
            out.push_back(c);
        }
    }
    out.push_back(quote);
    return out;
}

} // namespace fw
