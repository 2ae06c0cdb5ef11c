// _csv.Dialect: the rules of one kind of CSV file, checked. CPython: Modules/_csv.c

#include "vm/modules/csv.h"
#include "vm/object/arguments.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

enum Field : std::size_t {
    Given,
    Delimiter,
    DoubleQuote,
    EscapeChar,
    LineTerminator,
    QuoteChar,
    QuotingRule,
    SkipInitialSpace,
    Strict,
    FieldCount,
};
constexpr const char* field_names[FieldCount] = { "dialect", "delimiter", "doublequote",
    "escapechar", "lineterminator", "quotechar", "quoting", "skipinitialspace", "strict" };

// One character; null: the value that it has already.
Result<void> set_character(
    Thread& thread, std::int64_t& place, Object* value, const char* name, const char* kind)
{
    if (!value) {
        return {};
    }
    const bool may_be_none = std::string_view(kind) == "string or None";
    if (may_be_none && value == none()) {
        place = 0;
        return {};
    }
    if (!is_str(value)) {
        return raise(
            thread, TypeId::TypeError, "\"{}\" must be {}, not {}", name, kind, type_name(value));
    }
    const Str& text = *as<Str>(value);
    if (text.length > 1 || (text.length == 0 && !may_be_none)) {
        return raise(thread, TypeId::TypeError, "\"{}\" must be a 1-character string", name);
    }
    place = text.length == 1 ? static_cast<std::int64_t>(text.at(0)) : 0;
    return {};
}

Result<void> set_flag(Thread& thread, std::int64_t& place, Object* value)
{
    if (value) {
        TRY_LET(const bool truth, is_true(thread, value));
        place = truth ? 1 : 0;
    }
    return {};
}

Result<void> set_quoting(Thread& thread, CsvDialect& dialect, Object* value)
{
    if (!value) {
        return {};
    }
    if (value->type != int_type()) {
        return raise(thread, TypeId::TypeError, "\"quoting\" must be an integer");
    }
    TRY_LET(const std::int64_t number, to_int64(thread, value));
    if (number < 0 || number > static_cast<std::int64_t>(Quoting::None)) {
        return raise(thread, TypeId::TypeError, "bad \"quoting\" value");
    }
    dialect.quoting = static_cast<Quoting>(number);
    return {};
}

Result<void> set_line_end(Thread& thread, CsvDialect& dialect, Object* value)
{
    if (value && value != none() && !is_str(value)) {
        return raise(thread, TypeId::TypeError, "\"lineterminator\" must be a string");
    }
    dialect.line_end = value == none() ? nullptr
        : value                        ? share(value).release()
                                       : Ref(make_str("\r\n")).release();
    return {};
}

// What was not given as a keyword is an attribute of the other dialect, if that has one.
Result<void> take_attributes(Thread& thread, Object* other, Object** values, Ref* owned)
{
    for (std::size_t i = Delimiter; i < FieldCount; ++i) {
        if (values[i]) {
            continue;
        }
        auto found = get_attribute(thread, other, intern(field_names[i]).get());
        if (found.failed()) {
            clear_exception(thread);
            continue;
        }
        owned[i] = found.take();
        values[i] = owned[i].get();
    }
    return {};
}

Result<Ref> dialect_create(Thread& thread, Type& type, Args args)
{
    constexpr SignatureShape shape("dialect=None, delimiter=',', doublequote=True, "
                                   "escapechar=None, lineterminator='end', quotechar='quote', "
                                   "quoting=0, skipinitialspace=False, strict=False");
    Object* values[FieldCount];
    TRY(bind_arguments(thread, "Dialect", shape, args, values));
    Ref owned[FieldCount];
    if (values[Given] && values[Given] != none()) {
        owned[Given] = share(values[Given]);
        if (is_str(values[Given])) {
            TRY_SET(owned[Given], csv_registered_dialect(thread, values[Given]));
        }
        bool alone = true;
        for (std::size_t i = Delimiter; i < FieldCount; ++i) {
            alone = alone && !values[i];
        }
        if (alone && is_instance_of(owned[Given].get(), csv_type(CsvType::dialect))) {
            return owned[Given];
        }
        TRY(take_attributes(thread, owned[Given].get(), values, owned));
    }
    RefTo<CsvDialect> self = allocate<CsvDialect>(&type);
    self->delimiter = ',';
    self->quote = '"';
    self->doubles_quotes = 1;
    TRY(set_character(thread, self->delimiter, values[Delimiter], "delimiter", "string"));
    TRY(set_flag(thread, self->doubles_quotes, values[DoubleQuote]));
    TRY(set_character(thread, self->escape, values[EscapeChar], "escapechar", "string or None"));
    TRY(set_line_end(thread, *self, values[LineTerminator]));
    TRY(set_character(thread, self->quote, values[QuoteChar], "quotechar", "string or None"));
    TRY(set_quoting(thread, *self, values[QuotingRule]));
    TRY(set_flag(thread, self->skips_initial_space, values[SkipInitialSpace]));
    TRY(set_flag(thread, self->is_strict, values[Strict]));
    if (values[QuoteChar] == none() && !values[QuotingRule]) {
        self->quoting = Quoting::None;
    }
    if (self->quoting != Quoting::None && self->quote == 0) {
        return raise(thread, TypeId::TypeError, "quotechar must be set if quoting enabled");
    }
    if (!self->line_end) {
        return raise(thread, TypeId::TypeError, "lineterminator must be set");
    }
    return self;
}

void dialect_destroy(Object* self)
{
    xdecref(as<CsvDialect>(self)->line_end);
    free_object(self);
}

template <std::int64_t CsvDialect::*field> Result<Ref> get_character(Thread&, Object* self)
{
    const std::int64_t character = as<CsvDialect>(self)->*field;
    return character == 0 ? make_none() : Ref(make_str_from_char(static_cast<char32_t>(character)));
}

template <std::int64_t CsvDialect::*field> Result<Ref> get_flag(Thread&, Object* self)
{
    return make_bool(as<CsvDialect>(self)->*field != 0);
}

Result<Ref> get_line_end(Thread&, Object* self)
{
    return share(as<CsvDialect>(self)->line_end);
}

Result<Ref> get_quoting(Thread&, Object* self)
{
    return make_int(static_cast<std::int64_t>(as<CsvDialect>(self)->quoting));
}

constexpr Attribute dialect_attributes[] = {
    { .name = "delimiter", .get = get_character<&CsvDialect::delimiter> },
    { .name = "doublequote", .get = get_flag<&CsvDialect::doubles_quotes> },
    { .name = "escapechar", .get = get_character<&CsvDialect::escape> },
    { .name = "lineterminator", .get = get_line_end },
    { .name = "quotechar", .get = get_character<&CsvDialect::quote> },
    { .name = "quoting", .get = get_quoting },
    { .name = "skipinitialspace", .get = get_flag<&CsvDialect::skips_initial_space> },
    { .name = "strict", .get = get_flag<&CsvDialect::is_strict> },
};

} // namespace

Result<RefTo<CsvDialect>> make_csv_dialect(Thread& thread, Args args)
{
    TRY_LET(Ref dialect, call(thread, csv_type(CsvType::dialect), args));
    return as<CsvDialect>(std::move(dialect));
}

const TypeSpec csv_dialect_spec = {
    .name = "_csv.Dialect",
    .doc = "The rules of one kind of CSV file.",
    .basic_size = sizeof(CsvDialect),
    .flags = TypeIsBase,
    .slots = { .destroy = dialect_destroy, .create = dialect_create },
    .attributes = dialect_attributes,
};

} // namespace fw
