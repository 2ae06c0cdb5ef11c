// Match objects. CPython: Modules/_sre.c

#include "vm/modules/sre.h"

#include "vm/eval/import.h"
#include "vm/object/gc.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"

namespace fw {

namespace {

std::int64_t mark(const Match& match, std::int64_t index)
{
    return (*match.marks)[static_cast<std::size_t>(index)];
}

void match_destroy(Object* self)
{
    gc_untrack(self);
    auto* match = as<Match>(self);
    xdecref(match->pattern);
    xdecref(match->string);
    delete match->marks;
    free_object(self);
}

void match_traverse(Object* self, VisitFn visit, void* context)
{
    auto* match = as<Match>(self);
    if (match->string) {
        visit(match->string, context);
    }
}

// The number of a group that is given by number or name; -1: there is none.
Result<std::int64_t> group_number(Thread& thread, const Match& match, Object* index)
{
    if (is_int(index) || index->type->slots.to_index) {
        TRY_LET(const std::int64_t number, to_index(thread, index));
        return number >= 0 && number <= match.pattern->groups ? number : -1;
    }
    auto known = dict_get(thread, *match.pattern->group_index, index);
    if (known.failed()) {
        clear_exception(thread);
        return std::int64_t{ -1 };
    }
    Object* number = known.take();
    return number && is_int(number) ? as<Int>(number)->value : -1;
}

Result<std::int64_t> require_group(Thread& thread, const Match& match, Object* index)
{
    if (!index) {
        return std::int64_t{ 0 };
    }
    TRY_LET(const std::int64_t number, group_number(thread, match, index));
    if (number < 0) {
        return raise(thread, TypeId::IndexError, "no such group");
    }
    return number;
}

Ref group_text(const Match& match, std::int64_t number, Object* fallback)
{
    const std::int64_t start = mark(match, number * 2);
    if (start < 0) {
        return share(fallback);
    }
    return text_slice(match.string, start, mark(match, number * 2 + 1));
}

Result<Ref> match_group(Thread& thread, Match& self, Args args)
{
    if (args.count == 0) {
        return group_text(self, 0, none());
    }
    if (args.count == 1) {
        TRY_LET(const std::int64_t number, require_group(thread, self, args[0]));
        return group_text(self, number, none());
    }
    RefTo<Tuple> groups = make_tuple(static_cast<std::int64_t>(args.count));
    for (std::size_t i = 0; i < args.count; ++i) {
        TRY_LET(const std::int64_t number, require_group(thread, self, args[i]));
        groups->items()[i] = group_text(self, number, none()).release();
    }
    return Ref(std::move(groups));
}

Result<Ref> match_item(Thread& thread, Object* self, Object* index)
{
    TRY_LET(const std::int64_t number, require_group(thread, *as<Match>(self), index));
    return group_text(*as<Match>(self), number, none());
}

Result<Ref> match_groups(Thread&, Match& self, Args args)
{
    RefTo<Tuple> groups = make_tuple(self.pattern->groups);
    for (std::int64_t i = 0; i < groups->length; ++i) {
        groups->items()[i] = group_text(self, i + 1, args[0] ? args[0] : none()).release();
    }
    return Ref(std::move(groups));
}

Result<Ref> match_groupdict(Thread& thread, Match& self, Args args)
{
    RefTo<Dict> groups = make_dict();
    std::int64_t position = 0;
    Object* name = nullptr;
    Object* number = nullptr;
    while (dict_next(*self.pattern->group_index, position, name, number)) {
        const Ref text = group_text(self, as<Int>(number)->value, args[0] ? args[0] : none());
        TRY(dict_set(thread, *groups, name, text.get()));
    }
    return Ref(std::move(groups));
}

Result<Ref> match_start(Thread& thread, Match& self, Args args)
{
    TRY_LET(const std::int64_t number, require_group(thread, self, args[0]));
    return make_int(mark(self, number * 2));
}

Result<Ref> match_end(Thread& thread, Match& self, Args args)
{
    TRY_LET(const std::int64_t number, require_group(thread, self, args[0]));
    return make_int(mark(self, number * 2 + 1));
}

Ref span_of(const Match& match, std::int64_t number)
{
    const Ref start = make_int(mark(match, number * 2));
    const Ref end = make_int(mark(match, number * 2 + 1));
    return make_tuple({ start.get(), end.get() });
}

Result<Ref> match_span(Thread& thread, Match& self, Args args)
{
    TRY_LET(const std::int64_t number, require_group(thread, self, args[0]));
    return span_of(self, number);
}

Result<Ref> match_expand(Thread& thread, Match& self, Args args)
{
    TRY_LET(const Ref module, import_module(thread, intern("re").get()));
    TRY_LET(const Ref expand, get_attribute(thread, module.get(), intern("_expand").get()));
    return call(thread, expand.get(), { self.pattern, &self, args[0] });
}

Result<Ref> match_copy(Thread&, Match& self, Args)
{
    return share<Object>(&self);
}

Result<Ref> match_repr(Thread& thread, Match& self)
{
    const Ref text = group_text(self, 0, none());
    TRY_LET(const RefTo<Str> shown, repr(thread, text.get()));
    return Ref(make_str(fmt::format("<{} object; span=({}, {}), match={}>", type_name(&self),
        mark(self, 0), mark(self, 1), to_utf8(*shown))));
}

Result<Ref> match_last_index(Thread&, Object* self)
{
    const std::int64_t index = as<Match>(self)->last_index;
    return index >= 0 ? make_int(index) : make_none();
}

Result<Ref> match_last_group(Thread&, Object* self)
{
    const auto* match = as<Match>(self);
    const Tuple* names = match->pattern->index_group;
    return match->last_index >= 0 && match->last_index < names->length
        ? share((*names)[match->last_index])
        : make_none();
}

Result<Ref> match_regs(Thread&, Object* self)
{
    const auto* match = as<Match>(self);
    RefTo<Tuple> spans = make_tuple(match->pattern->groups + 1);
    for (std::int64_t i = 0; i < spans->length; ++i) {
        spans->items()[i] = span_of(*match, i).release();
    }
    return Ref(std::move(spans));
}

constexpr Method match_methods[] = {
    { .name = "group",
        .signature = "*",
        .call = native<Match, match_group>,
        .doc = "The text of one or more groups." },
    { .name = "groups",
        .signature = "default=None",
        .call = native<Match, match_groups>,
        .doc = "The texts of all groups." },
    { .name = "groupdict",
        .signature = "default=None",
        .call = native<Match, match_groupdict>,
        .doc = "The texts of the named groups." },
    { .name = "start",
        .signature = "group=0, /",
        .call = native<Match, match_start>,
        .doc = "Where a group begins." },
    { .name = "end",
        .signature = "group=0, /",
        .call = native<Match, match_end>,
        .doc = "Where a group ends." },
    { .name = "span",
        .signature = "group=0, /",
        .call = native<Match, match_span>,
        .doc = "Where a group begins and ends." },
    { .name = "expand",
        .signature = "template",
        .call = native<Match, match_expand>,
        .doc = "A template with the groups put in." },
    { .name = "__copy__", .call = native<Match, match_copy>, .doc = "The match itself." },
    { .name = "__deepcopy__",
        .signature = "memo, /",
        .call = native<Match, match_copy>,
        .doc = "The match itself." },
};

constexpr Attribute match_attributes[] = {
    { .name = "lastindex", .get = match_last_index, .doc = "The last group that was closed." },
    { .name = "lastgroup", .get = match_last_group, .doc = "Its name." },
    { .name = "regs", .get = match_regs, .doc = "The spans of all groups." },
};

constexpr Member match_members[] = {
    { .name = "string", .kind = MemberKind::Object, .offset = offsetof(Match, string) },
    { .name = "re", .kind = MemberKind::Object, .offset = offsetof(Match, pattern) },
    { .name = "pos", .kind = MemberKind::Int64, .offset = offsetof(Match, position) },
    { .name = "endpos", .kind = MemberKind::Int64, .offset = offsetof(Match, end_position) },
};

} // namespace

constexpr TypeSpec match_spec = {
    .name = "re.Match",
    .doc = "What a pattern found.",
    .basic_size = sizeof(Match),
    .slots = {
        .destroy = match_destroy,
        .traverse = match_traverse,
        .repr = unary<Match, match_repr>,
        .subscript = match_item,
    },
    .methods = match_methods,
    .attributes = match_attributes,
    .members = match_members,
};

Ref make_match(Pattern& pattern, Object* string, std::int64_t position, const Search& search)
{
    RefTo<Match> match = allocate<Match>(sre_type(SreType::Match));
    match->marks = new std::vector<std::int64_t>();
    match->marks->reserve(search.marks.size() + 2);
    match->marks->push_back(search.start);
    match->marks->push_back(search.stop);
    for (std::size_t i = 0; i + 1 < search.marks.size(); i += 2) {
        const bool is_set = search.marks[i] >= 0 && search.marks[i + 1] >= search.marks[i];
        match->marks->push_back(is_set ? search.marks[i] : -1);
        match->marks->push_back(is_set ? search.marks[i + 1] : -1);
    }
    match->pattern = share(&pattern).release();
    match->string = share(string).release();
    match->position = position;
    match->end_position = search.end;
    match->last_index = search.last_index;
    gc_track(match.get());
    return match;
}

} // namespace fw
