// str.format and str.format_map: fills the fields of the markup with values.
// CPython: Objects/stringlib/unicode_format.h

#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/str_markup.h"
#include "vm/types/str_support.h"

namespace fw {

namespace {

class FieldFormatter {
public:
    // Values by position and keyword (str.format), or of a mapping (str.format_map).
    FieldFormatter(Thread& thread, const Str& text, Args args)
        : m_thread(thread)
        , m_text(text)
        , m_args(args)
    {
    }
    FieldFormatter(Thread& thread, const Str& text, Object* mapping)
        : m_thread(thread)
        , m_text(text)
        , m_mapping(mapping)
    {
    }

    Result<RefTo<Str>> build(TextRange range, int depth)
    {
        if (depth <= 0) {
            return raise(m_thread, TypeId::ValueError, "Max string recursion exceeded");
        }
        StrBuilder out;
        MarkupPiece piece;
        while (true) {
            TRY_LET(const bool more, next_markup(m_thread, m_text, range, piece));
            if (!more) {
                return out.finish();
            }
            out.append(m_text, piece.literal.start, piece.literal.end);
            if (piece.has_field) {
                TRY(write_field(piece, depth, out));
            }
        }
    }

private:
    enum class Numbering { Undecided, Automatic, Manual };

    Result<void> write_field(const MarkupPiece& piece, int depth, StrBuilder& out)
    {
        TRY_LET(Ref value, field_value(piece.name));
        switch (piece.conversion) {
        case 0:
            break;
        case U'r': {
            TRY_SET(value, repr(m_thread, value.get()));
            break;
        }
        case U's': {
            TRY_SET(value, str(m_thread, value.get()));
            break;
        }
        case U'a': {
            TRY_SET(value, ascii(m_thread, value.get()));
            break;
        }
        default: {
            const char32_t c = piece.conversion;
            if (c > 32 && c < 127) {
                return raise(m_thread, TypeId::ValueError, "Unknown conversion specifier {}",
                    static_cast<char>(c));
            }
            return raise(m_thread, TypeId::ValueError, "Unknown conversion specifier \\x{:x}",
                static_cast<std::uint32_t>(c));
        }
        }
        RefTo<Str> spec;
        if (piece.spec_has_fields) {
            TRY_SET(spec, build(piece.spec, depth - 1));
        } else {
            spec = str_substring(m_text, piece.spec.start, piece.spec.end);
        }
        TRY_LET(RefTo<Str> text, format(m_thread, value.get(), spec.get()));
        out.append(*text);
        return {};
    }

    Result<Ref> field_value(TextRange name)
    {
        TextRange first;
        TRY_LET(std::int64_t index, split_field_name(m_thread, m_text, name, first));
        const bool is_automatic = first.is_empty();
        if (is_automatic || index >= 0) {
            const Numbering wanted = is_automatic ? Numbering::Automatic : Numbering::Manual;
            if (m_numbering == Numbering::Undecided) {
                m_numbering = wanted;
            } else if (m_numbering != wanted) {
                return raise(m_thread, TypeId::ValueError, "cannot switch from {} to {}",
                    is_automatic ? "manual field specification" : "automatic field numbering",
                    is_automatic ? "automatic field numbering" : "manual field specification");
            }
            if (is_automatic) {
                index = m_next_index++;
            }
        }
        Ref value;
        if (index < 0) {
            TRY_SET(value, named_value(first));
        } else {
            TRY_SET(value, numbered_value(index));
        }
        FieldStep step;
        while (true) {
            TRY_LET(const bool more, next_field_step(m_thread, m_text, name, step));
            if (!more) {
                return value;
            }
            RefTo<Str> text = str_substring(m_text, step.name.start, step.name.end);
            if (step.is_attribute) {
                TRY_SET(value, get_attribute(m_thread, value.get(), text.get()));
            } else if (step.number < 0) {
                TRY_SET(value, get_item(m_thread, value.get(), text.get()));
            } else {
                Ref number = make_int(step.number);
                TRY_SET(value, get_item(m_thread, value.get(), number.get()));
            }
        }
    }

    Result<Ref> named_value(TextRange name)
    {
        RefTo<Str> key = str_substring(m_text, name.start, name.end);
        if (m_mapping) {
            return get_item(m_thread, m_mapping, key.get());
        }
        const std::int64_t count = m_args.names ? m_args.names->length : 0;
        for (std::int64_t i = 0; i < count; ++i) {
            if (str_equal(*static_cast<Str*>((*m_args.names)[i]), *key)) {
                return share(m_args[m_args.count + static_cast<std::size_t>(i)]);
            }
        }
        return raise_with(m_thread, exception_type(TypeId::KeyError), key.get());
    }

    Result<Ref> numbered_value(std::int64_t index)
    {
        if (m_mapping) {
            return raise(m_thread, TypeId::ValueError, "Format string contains positional fields");
        }
        if (index >= static_cast<std::int64_t>(m_args.count)) {
            return raise(m_thread, TypeId::IndexError,
                "Replacement index {} out of range for positional args tuple", index);
        }
        return share(m_args[static_cast<std::size_t>(index)]);
    }

    Thread& m_thread;
    const Str& m_text;
    Args m_args;
    Object* m_mapping = nullptr;
    Numbering m_numbering = Numbering::Undecided;
    std::int64_t m_next_index = 0;
};

} // namespace

Result<Ref> str_format(Thread& thread, Str& self, Args args)
{
    FieldFormatter formatter(thread, self, args);
    return formatter.build({ 0, self.length }, 2);
}

Result<Ref> str_format_map(Thread& thread, Str& self, Args args)
{
    FieldFormatter formatter(thread, self, args[0]);
    return formatter.build({ 0, self.length }, 2);
}

} // namespace fw
