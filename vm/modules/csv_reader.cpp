// _csv.reader: lines into rows, a character at a time. CPython: Modules/_csv.c

#include "vm/modules/csv.h"
#include "vm/modules/iterator_state.h"
#include "vm/object/list.h"

namespace fw {

namespace {

enum class State : std::int64_t {
    StartRecord,
    StartField,
    EscapedChar,
    InField,
    InQuotedField,
    EscapeInQuotedField,
    QuoteInQuotedField,
    EatLineEnd,
    AfterEscapedLineEnd,
};

enum Reference : std::size_t { Rules, Source, Fields };

struct Reader : IteratorState<3> {
    std::u32string* field; // owned: of the field that is being read
    State state;
    std::int64_t is_number; // whether that field is one: no quotes, QUOTE_NONNUMERIC
    std::int64_t lines;

    const CsvDialect& rules() const { return *as<CsvDialect>(references[Rules]); }
};

bool is_line_end(char32_t c)
{
    return c == '\n' || c == '\r';
}

Result<void> save_field(Thread& thread, Reader& reader)
{
    StrBuilder builder;
    for (const char32_t c : *reader.field) {
        builder.append(c);
    }
    Ref value = builder.finish();
    reader.field->clear();
    if (reader.is_number != 0) {
        reader.is_number = 0;
        TRY_SET(value, number_float(thread, value.get()));
    }
    list_append(*as<List>(reader[Fields]), std::move(value));
    return {};
}

Result<void> add_character(Thread& thread, Reader& reader, char32_t c)
{
    const std::int64_t limit = csv_state().field_limit;
    if (static_cast<std::int64_t>(reader.field->size()) >= limit) {
        return raise_csv(thread, fmt::format("field larger than field limit ({})", limit));
    }
    reader.field->push_back(c);
    return {};
}

// The end of a field, of a line (0 stands for the end of the text) or a delimiter.
Result<void> end_field(Thread& thread, Reader& reader, char32_t c)
{
    TRY(save_field(thread, reader));
    reader.state = c == 0 ? State::StartRecord
        : is_line_end(c)  ? State::EatLineEnd
                          : State::StartField;
    return {};
}

bool ends_field(const CsvDialect& rules, char32_t c)
{
    return c == 0 || is_line_end(c) || c == static_cast<char32_t>(rules.delimiter);
}

bool is_quote(const CsvDialect& rules, char32_t c)
{
    return c == static_cast<char32_t>(rules.quote) && rules.quoting != Quoting::None;
}

bool is_escape(const CsvDialect& rules, char32_t c)
{
    return c == static_cast<char32_t>(rules.escape);
}

Result<void> start_field(Thread& thread, Reader& reader, char32_t c)
{
    const CsvDialect& rules = reader.rules();
    if (c == 0 || is_line_end(c)) {
        return end_field(thread, reader, c);
    }
    if (is_quote(rules, c)) {
        reader.state = State::InQuotedField;
    } else if (is_escape(rules, c)) {
        reader.state = State::EscapedChar;
    } else if (c == ' ' && rules.skips_initial_space != 0) {
        reader.state = State::StartField;
    } else if (c == static_cast<char32_t>(rules.delimiter)) {
        return end_field(thread, reader, c);
    } else {
        reader.is_number = rules.quoting == Quoting::NonNumeric ? 1 : reader.is_number;
        reader.state = State::InField;
        return add_character(thread, reader, c);
    }
    return {};
}

Result<void> in_field(Thread& thread, Reader& reader, char32_t c)
{
    if (c == 0 || is_line_end(c)) {
        return end_field(thread, reader, c);
    }
    if (is_escape(reader.rules(), c)) {
        reader.state = State::EscapedChar;
        return {};
    }
    if (ends_field(reader.rules(), c)) {
        return end_field(thread, reader, c);
    }
    reader.state = State::InField;
    return add_character(thread, reader, c);
}

Result<void> in_quoted_field(Thread& thread, Reader& reader, char32_t c)
{
    const CsvDialect& rules = reader.rules();
    if (c == 0) {
        return {};
    }
    if (is_escape(rules, c)) {
        reader.state = State::EscapeInQuotedField;
        return {};
    }
    if (is_quote(rules, c)) {
        reader.state = rules.doubles_quotes != 0 ? State::QuoteInQuotedField : State::InField;
        return {};
    }
    return add_character(thread, reader, c);
}

Result<void> quote_in_quoted_field(Thread& thread, Reader& reader, char32_t c)
{
    const CsvDialect& rules = reader.rules();
    if (is_quote(rules, c)) {
        reader.state = State::InQuotedField;
        return add_character(thread, reader, c);
    }
    if (ends_field(rules, c)) {
        return end_field(thread, reader, c);
    }
    if (rules.is_strict == 0) {
        reader.state = State::InField;
        return add_character(thread, reader, c);
    }
    const auto shown = [](std::int64_t character) {
        return to_utf8(*make_str_from_char(static_cast<char32_t>(character)));
    };
    return raise_csv(thread,
        fmt::format("'{}' expected after '{}'", shown(rules.delimiter), shown(rules.quote)));
}

// One character more; 0: the end of the line's text. CPython: parse_process_char
Result<void> read_character(Thread& thread, Reader& reader, char32_t c)
{
    switch (reader.state) {
    case State::StartRecord:
        if (c == 0) {
            return {}; // an empty line is an empty row
        }
        if (is_line_end(c)) {
            reader.state = State::EatLineEnd;
            return {};
        }
        return start_field(thread, reader, c);
    case State::StartField:
        return start_field(thread, reader, c);
    case State::EscapedChar:
        reader.state = is_line_end(c) ? State::AfterEscapedLineEnd : State::InField;
        return add_character(thread, reader, c == 0 ? U'\n' : c);
    case State::AfterEscapedLineEnd:
        return c == 0 ? Result<void>() : in_field(thread, reader, c);
    case State::InField:
        return in_field(thread, reader, c);
    case State::InQuotedField:
        return in_quoted_field(thread, reader, c);
    case State::EscapeInQuotedField:
        reader.state = State::InQuotedField;
        return add_character(thread, reader, c == 0 ? U'\n' : c);
    case State::QuoteInQuotedField:
        return quote_in_quoted_field(thread, reader, c);
    case State::EatLineEnd:
        if (c != 0 && !is_line_end(c)) {
            return raise_csv(thread,
                "new-line character seen in unquoted field - do you need to open the file in "
                "universal-newline mode?");
        }
        reader.state = c == 0 ? State::StartRecord : reader.state;
        return {};
    }
    return {};
}

Result<void> read_line(Thread& thread, Reader& reader, Object* line)
{
    if (!is_str(line)) {
        return raise_csv(thread,
            fmt::format("iterator should return strings, not {} (did you open the file in text "
                        "mode?)",
                type_name(line)));
    }
    ++reader.lines;
    const Str& text = *as<Str>(line);
    for (std::int64_t i = 0; i < text.length; ++i) {
        const char32_t c = text.at(i);
        if (c == 0) {
            return raise_csv(thread, "line contains NUL");
        }
        TRY(read_character(thread, reader, c));
    }
    return read_character(thread, reader, 0);
}

// A row; false: there is none any more.
Result<bool> read_row(Thread& thread, Reader& reader)
{
    reader.set(Fields, make_list());
    reader.field->clear();
    reader.state = State::StartRecord;
    reader.is_number = 0;
    do {
        const Ref line = iterate_next(thread, reader[Source]);
        if (line) {
            TRY(read_line(thread, reader, line.get()));
            continue;
        }
        if (!iteration_ended(thread)) {
            return Raised{};
        }
        if (reader.field->empty() && reader.state != State::InQuotedField) {
            return false;
        }
        if (reader.rules().is_strict != 0) {
            return raise_csv(thread, "unexpected end of data");
        }
        TRY(save_field(thread, reader));
        return true;
    } while (reader.state != State::StartRecord);
    return true;
}

NextItem reader_next(Thread& thread, Reader& self)
{
    const auto more = read_row(thread, self);
    if (more.failed() || !more.value()) {
        return {};
    }
    Ref row = share(self[Fields]);
    self.set(Fields, nullptr);
    return row;
}

void reader_destroy(Object* self)
{
    delete as<Reader>(self)->field;
    state_destroy<Reader>(self);
}

Result<Ref> get_dialect(Thread&, Object* self)
{
    return share((*as<Reader>(self))[Rules]);
}

Result<Ref> get_line_number(Thread&, Object* self)
{
    return make_int(as<Reader>(self)->lines);
}

constexpr Attribute reader_attributes[] = {
    { .name = "dialect", .get = get_dialect },
    { .name = "line_num", .get = get_line_number },
};

constexpr Slots reader_slots()
{
    Slots slots = state_slots<Reader, reader_next>(nullptr);
    slots.destroy = reader_destroy;
    return slots;
}

} // namespace

Result<Ref> csv_make_reader(Thread& thread, Object*, Args args)
{
    TRY(check_positional(thread, "", args, 1, 2));
    TRY_LET(const Ref source, get_iterator(thread, args[0]));
    TRY_LET(const RefTo<CsvDialect> rules,
        make_csv_dialect(thread, Args{ args.values + 1, args.count - 1, args.names }));
    RefTo<Reader> reader
        = make_state<Reader>(*csv_type(CsvType::reader), { rules, source, make_list() });
    reader->field = new std::u32string();
    return reader;
}

const TypeSpec csv_reader_spec = {
    .name = "_csv.reader",
    .doc = "Rows out of the lines of a CSV file.",
    .basic_size = sizeof(Reader),
    .slots = reader_slots(),
    .attributes = reader_attributes,
};

} // namespace fw
