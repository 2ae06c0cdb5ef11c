// _csv.writer: rows into lines. CPython: Modules/_csv.c

#include "vm/modules/csv.h"
#include "vm/modules/iterator_state.h"
#include "vm/object/list.h"

#include <algorithm>

namespace fw {

namespace {

enum Reference : std::size_t { Rules, Write };

struct Writer : IteratorState<2> {
    const CsvDialect& rules() const { return *as<CsvDialect>(references[Rules]); }
};

enum class Quotes { WhenNeeded, Always };

bool has_character(const Str& text, char32_t character)
{
    for (std::int64_t i = 0; i < text.length; ++i) {
        if (text.at(i) == character) {
            return true;
        }
    }
    return false;
}

// The line of one row. CPython: join_append_data, join_append
class Line {
public:
    explicit Line(const CsvDialect& rules)
        : m_rules(rules)
    {
    }

    // Null: an empty field.
    Result<void> add(Thread& thread, const Str* field, Quotes quotes)
    {
        if (m_fields > 0) {
            m_text.push_back(static_cast<char32_t>(m_rules.delimiter));
        }
        ++m_fields;
        const std::size_t start = m_text.size();
        bool quoted = quotes == Quotes::Always;
        for (std::int64_t i = 0; field && i < field->length; ++i) {
            const char32_t c = field->at(i);
            if (is_special(c)) {
                TRY(guard(thread, c, quoted));
            }
            m_text.push_back(c);
        }
        if (quoted) {
            const auto quote = static_cast<char32_t>(m_rules.quote);
            m_text.insert(start, 1, quote);
            m_text.push_back(quote);
        }
        return {};
    }

    // The whole line. A single empty field must not look like an empty row.
    Result<RefTo<Str>> finish(Thread& thread)
    {
        if (m_fields > 0 && m_text.empty()) {
            if (m_rules.quoting == Quoting::None) {
                return raise_csv(thread, "single empty field record must be quoted");
            }
            m_fields = 0;
            TRY(add(thread, nullptr, Quotes::Always));
        }
        StrBuilder builder;
        for (const char32_t c : m_text) {
            builder.append(c);
        }
        builder.append(*as<Str>(m_rules.line_end));
        return builder.finish();
    }

private:
    bool is_special(char32_t c) const
    {
        return c == static_cast<char32_t>(m_rules.delimiter)
            || c == static_cast<char32_t>(m_rules.escape)
            || c == static_cast<char32_t>(m_rules.quote)
            || has_character(*as<Str>(m_rules.line_end), c);
    }

    // What stands in front of a special character, or quotes around the field.
    Result<void> guard(Thread& thread, char32_t c, bool& quoted)
    {
        bool escapes = m_rules.quoting == Quoting::None;
        if (!escapes && c == static_cast<char32_t>(m_rules.quote)) {
            if (m_rules.doubles_quotes != 0) {
                m_text.push_back(c);
            } else {
                escapes = true;
            }
        }
        if (!escapes) {
            quoted = true;
            return {};
        }
        if (m_rules.escape == 0) {
            return raise_csv(thread, "need to escape, but no escapechar set");
        }
        m_text.push_back(static_cast<char32_t>(m_rules.escape));
        return {};
    }

    const CsvDialect& m_rules;
    std::u32string m_text;
    std::int64_t m_fields = 0;
};

bool is_number(const Object* object)
{
    const Slots& slots = object->type->slots;
    return slots.to_index || slots.to_int || slots.to_float || object->type == complex_type();
}

Result<void> add_field(Thread& thread, Line& line, Object* field, Quoting quoting)
{
    const bool always
        = quoting == Quoting::All || (quoting == Quoting::NonNumeric && !is_number(field));
    const Quotes quotes = always ? Quotes::Always : Quotes::WhenNeeded;
    if (field == none()) {
        return line.add(thread, nullptr, quotes);
    }
    TRY_LET(const RefTo<Str> text, str(thread, field));
    return line.add(thread, text.get(), quotes);
}

Result<Ref> write_row(Thread& thread, Writer& self, Object* row)
{
    auto iterator = get_iterator(thread, row);
    if (iterator.failed()) {
        if (!pending_is(thread, exception_type(TypeId::TypeError))) {
            return Raised{};
        }
        clear_exception(thread);
        return raise_csv(thread, fmt::format("iterable expected, not {}", type_name(row)));
    }
    const Ref fields = iterator.take();
    Line line(self.rules());
    TRY(for_each(thread, fields.get(), [&](Ref field) -> Result<bool> {
        TRY(add_field(thread, line, field.get(), self.rules().quoting));
        return true;
    }));
    TRY_LET(const RefTo<Str> text, line.finish(thread));
    return call(thread, self[Write], { text.get() });
}

Result<Ref> writer_writerow(Thread& thread, Writer& self, Args args)
{
    return write_row(thread, self, args[0]);
}

Result<Ref> writer_writerows(Thread& thread, Writer& self, Args args)
{
    TRY(for_each(thread, args[0], [&](Ref row) -> Result<bool> {
        TRY(write_row(thread, self, row.get()));
        return true;
    }));
    return make_none();
}

Result<Ref> get_dialect(Thread&, Object* self)
{
    return share((*as<Writer>(self))[Rules]);
}

constexpr Method writer_methods[] = {
    { "writerow", "row, /", native<Writer, writer_writerow>, "Write one row." },
    { "writerows", "rows, /", native<Writer, writer_writerows>, "Write several rows." },
};
constexpr Attribute writer_attributes[] = {
    { .name = "dialect", .get = get_dialect },
};

} // namespace

Result<Ref> csv_make_writer(Thread& thread, Object*, Args args)
{
    TRY(check_positional(thread, "", args, 1, 2));
    TRY_LET(const RefTo<CsvDialect> rules,
        make_csv_dialect(thread, Args{ args.values + 1, args.count - 1, args.names }));
    Ref write;
    TRY_LET(const bool found, find_attribute(thread, args[0], intern("write").get(), write));
    if (!found || !is_callable(write.get())) {
        return raise(thread, TypeId::TypeError, "argument 1 must have a \"write\" method");
    }
    return make_state<Writer>(*csv_type(CsvType::writer), { rules, write });
}

const TypeSpec csv_writer_spec = {
    .name = "_csv.writer",
    .doc = "Rows as the lines of a CSV file.",
    .basic_size = sizeof(Writer),
    .slots = {
        .destroy = state_destroy<Writer>,
        .traverse = state_traverse<Writer>,
        .clear = state_clear<Writer>,
    },
    .methods = writer_methods,
    .attributes = writer_attributes,
};

} // namespace fw
