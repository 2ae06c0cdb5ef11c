// The module _string: the markup of str.format taken apart, for string.Formatter.
// CPython: Objects/unicodeobject.c, Objects/stringlib/unicode_format.h

#include "vm/modules/iterator_state.h"
#include "vm/modules/module_support.h"
#include "vm/object/int.h"
#include "vm/types/str_markup.h"

namespace fw {

namespace {

struct MarkupIterator : IteratorState<1> { // the str
    TextRange rest;

    Str& text() { return *as<Str>(references[0]); }
    Ref cut(TextRange range)
    {
        return range.is_empty() ? Ref(make_str("")) : str_substring(text(), range.start, range.end);
    }
};

Result<Ref> check_str(Thread& thread, Object* object)
{
    if (!is_str(object)) {
        return raise(thread, TypeId::TypeError, "expected str, got {}", type_name(object));
    }
    return share(object);
}

RefTo<MarkupIterator> make_iterator(std::uint16_t type, Object* text, TextRange rest)
{
    RefTo<MarkupIterator> iterator
        = make_state<MarkupIterator>(*module_type_at(ModuleBlock::string, type), { share(text) });
    iterator->rest = rest;
    return iterator;
}

NextItem markup_next(Thread& thread, MarkupIterator& self)
{
    MarkupPiece piece;
    const Result<bool> more = next_markup(thread, self.text(), self.rest, piece);
    if (more.failed() || !more.take()) {
        return {};
    }
    const Ref literal = self.cut(piece.literal);
    if (!piece.has_field) {
        return make_tuple({ literal.get(), none(), none(), none() });
    }
    const Ref conversion
        = piece.conversion ? Ref(make_str_from_char(piece.conversion)) : make_none();
    return make_tuple({ literal.get(), self.cut(piece.name).get(), self.cut(piece.spec).get(),
        conversion.get() });
}

NextItem field_next(Thread& thread, MarkupIterator& self)
{
    FieldStep step;
    const Result<bool> more = next_field_step(thread, self.text(), self.rest, step);
    if (more.failed() || !more.take()) {
        return {};
    }
    const Ref name = step.number >= 0 ? make_int(step.number) : self.cut(step.name);
    return make_tuple({ make_bool(step.is_attribute).get(), name.get() });
}

Result<Ref> formatter_parser(Thread& thread, Object*, Args args)
{
    TRY(check_str(thread, args[0]));
    return make_iterator(0, args[0], { 0, as<Str>(args[0])->length });
}

Result<Ref> field_name_split(Thread& thread, Object*, Args args)
{
    TRY(check_str(thread, args[0]));
    TextRange rest{ 0, as<Str>(args[0])->length };
    TextRange first;
    TRY_LET(const std::int64_t number, split_field_name(thread, *as<Str>(args[0]), rest, first));
    const RefTo<MarkupIterator> steps = make_iterator(1, args[0], rest);
    const Ref name = number >= 0 ? make_int(number) : steps->cut(first);
    return make_tuple({ name.get(), steps.get() });
}

constexpr TypeSpec markup_iterator_spec = {
    .name = "formatteriterator",
    .basic_size = sizeof(MarkupIterator),
    .slots = state_slots<MarkupIterator, markup_next>(nullptr),
};

constexpr TypeSpec field_iterator_spec = {
    .name = "fieldnameiterator",
    .basic_size = sizeof(MarkupIterator),
    .slots = state_slots<MarkupIterator, field_next>(nullptr),
};

constexpr Method functions[] = {
    { "formatter_parser", "format_string, /", formatter_parser, "The pieces of a format string." },
    { "formatter_field_name_split", "name, /", field_name_split, "The parts of a field name." },
};

} // namespace

Result<RefTo<Module>> make_string_module(Thread&)
{
    make_module_type(ModuleBlock::string, 0, markup_iterator_spec);
    make_module_type(ModuleBlock::string, 1, field_iterator_spec);
    return make_native_module("_string", functions, "What string.Formatter is made of.");
}

} // namespace fw
