// Compiled patterns, scanners, and the module _sre. CPython: Modules/_sre.c

#include "vm/modules/sre.h"

#include "vm/eval/import.h"
#include "vm/modules/module_support.h"
#include "vm/object/arguments.h"
#include "vm/object/bytes.h"
#include "vm/object/descriptors.h"
#include "vm/object/gc.h"
#include "vm/object/iterators.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"

#include <algorithm>

namespace fw {

namespace {

// --- Pattern

void pattern_destroy(Object* self)
{
    auto* pattern = as<Pattern>(self);
    xdecref(pattern->pattern);
    xdecref(pattern->group_index);
    xdecref(pattern->index_group);
    delete pattern->code;
    free_object(self);
}

// A search in string[pos:endpos]; the bounds are clipped.
Result<Search> prepare_search(
    Thread& thread, const SearchedText& text, Object* position, Object* end)
{
    Search search;
    search.end = text.length;
    if (position) {
        TRY_LET(const std::int64_t given, to_index(thread, position, clip_to_index));
        search.start = std::clamp<std::int64_t>(given, 0, text.length);
    }
    if (end) {
        TRY_LET(const std::int64_t given, to_index(thread, end, clip_to_index));
        search.end = std::clamp<std::int64_t>(given, 0, text.length);
    }
    return search;
}

template <sre::Mode mode> Result<Ref> pattern_find(Thread& thread, Pattern& self, Args args)
{
    TRY_LET(const SearchedText text, searched_text(thread, self, args[0]));
    TRY_LET(Search search, prepare_search(thread, text, args[1], args[2]));
    const std::int64_t position = search.start;
    if (!find(self, text, mode, search)) {
        return make_none();
    }
    return make_match(self, args[0], position, search);
}

// What findall() keeps of a match: the text, the group, or a tuple of the groups.
Ref found_item(const Pattern& pattern, Object* string, const Search& search)
{
    const auto group = [&](std::int64_t number) {
        const auto index = static_cast<std::size_t>(number) * 2;
        const bool is_set = search.marks[index] >= 0;
        return text_slice(
            string, is_set ? search.marks[index] : 0, is_set ? search.marks[index + 1] : 0);
    };
    if (pattern.groups == 0) {
        return text_slice(string, search.start, search.stop);
    }
    if (pattern.groups == 1) {
        return group(0);
    }
    RefTo<Tuple> groups = make_tuple(pattern.groups);
    for (std::int64_t i = 0; i < pattern.groups; ++i) {
        groups->items()[i] = group(i).release();
    }
    return groups;
}

// After a match: the next search begins at its end, and moves on if it was empty.
void go_on(Search& search)
{
    search.must_advance = search.stop == search.start;
    search.start = search.stop;
}

Result<Ref> pattern_findall(Thread& thread, Pattern& self, Args args)
{
    TRY_LET(const SearchedText text, searched_text(thread, self, args[0]));
    TRY_LET(Search search, prepare_search(thread, text, args[1], args[2]));
    RefTo<List> found = make_list();
    while (search.start <= search.end && find(self, text, sre::Mode::Search, search)) {
        list_append(*found, found_item(self, args[0], search));
        go_on(search);
    }
    return Ref(std::move(found));
}

Result<Ref> pattern_split(Thread& thread, Pattern& self, Args args)
{
    TRY_LET(const SearchedText text, searched_text(thread, self, args[0]));
    std::int64_t limit = 0;
    if (args[1]) {
        TRY_SET(limit, to_index(thread, args[1], TypeId::OverflowError));
    }
    Search search;
    search.end = text.length;
    RefTo<List> parts = make_list();
    std::int64_t last = 0;
    for (std::int64_t n = 0; limit == 0 || n < limit; ++n) {
        if (!find(self, text, sre::Mode::Search, search)) {
            break;
        }
        list_append(*parts, text_slice(args[0], last, search.start));
        for (std::size_t i = 0; i < static_cast<std::size_t>(self.groups); ++i) {
            const std::int64_t start = search.marks[i * 2];
            list_append(*parts,
                start < 0 ? make_none() : text_slice(args[0], start, search.marks[i * 2 + 1]));
        }
        go_on(search);
        last = search.start;
    }
    list_append(*parts, text_slice(args[0], last, text.length));
    return Ref(std::move(parts));
}

bool has_backslash(Object* text)
{
    std::string_view bytes;
    if (is_str(text)) {
        const Str& str = *as<Str>(text);
        return str_find_char(str, U'\\', 0, str.length) >= 0;
    }
    return !bytes_view(text, bytes) || bytes.find('\\') != std::string_view::npos;
}

Result<Ref> join_parts(Thread& thread, Object* string, const RefTo<List>& parts)
{
    const Ref empty = is_str(string) ? Ref(make_str("")) : Ref(make_bytes({}));
    return call_method(thread, empty.get(), intern("join").get(), { parts.get() });
}

// sub() and subn(): replaces matches by a text, a template, or what a function answers.
Result<Ref> substitute(Thread& thread, Pattern& self, Args args, std::int64_t& replaced)
{
    Object* string = args[1];
    std::int64_t limit = 0;
    if (args[2]) {
        TRY_SET(limit, to_index(thread, args[2], TypeId::OverflowError));
    }
    Ref filter = share(args[0]);
    bool calls = is_callable(args[0]);
    std::string_view bytes;
    if (!calls && (!(is_str(args[0]) || bytes_view(args[0], bytes)) || has_backslash(args[0]))) {
        TRY_LET(const Ref module, import_module(thread, intern("re").get()));
        TRY_LET(const Ref subx, get_attribute(thread, module.get(), intern("_subx").get()));
        TRY_SET(filter, call(thread, subx.get(), { &self, args[0] }));
        calls = is_callable(filter.get());
    }
    TRY_LET(const SearchedText text, searched_text(thread, self, string));
    Search search;
    search.end = text.length;
    const RefTo<List> parts = make_list();
    std::int64_t last = 0;
    replaced = 0;
    while (limit == 0 || replaced < limit) {
        if (!find(self, text, sre::Mode::Search, search)) {
            break;
        }
        if (last < search.start) {
            list_append(*parts, text_slice(string, last, search.start));
        }
        Ref item = filter;
        if (calls) {
            const Ref match = make_match(self, string, 0, search);
            TRY_SET(item, call(thread, filter.get(), { match.get() }));
        }
        if (item.get() != none()) {
            list_append(*parts, std::move(item));
        }
        last = search.stop;
        ++replaced;
        go_on(search);
    }
    if (last < text.length) {
        list_append(*parts, text_slice(string, last, text.length));
    }
    return join_parts(thread, string, parts);
}

Result<Ref> pattern_sub(Thread& thread, Pattern& self, Args args)
{
    std::int64_t replaced = 0;
    return substitute(thread, self, args, replaced);
}

Result<Ref> pattern_subn(Thread& thread, Pattern& self, Args args)
{
    std::int64_t replaced = 0;
    TRY_LET(const Ref text, substitute(thread, self, args, replaced));
    const Ref count = make_int(replaced);
    return Ref(make_tuple({ text.get(), count.get() }));
}

Result<Ref> pattern_scanner(Thread& thread, Pattern& self, Args args)
{
    TRY_LET(const SearchedText text, searched_text(thread, self, args[0]));
    TRY_LET(const Search search, prepare_search(thread, text, args[1], args[2]));
    RefTo<Scanner> scanner = allocate<Scanner>(sre_type(SreType::Scanner));
    scanner->pattern = share(&self).release();
    scanner->string = share(args[0]).release();
    scanner->start = search.start;
    scanner->first = search.start;
    scanner->end = search.end;
    return Ref(std::move(scanner));
}

Result<Ref> pattern_finditer(Thread& thread, Pattern& self, Args args)
{
    TRY_LET(const Ref scanner, pattern_scanner(thread, self, args));
    TRY_LET(const Ref search, get_attribute(thread, scanner.get(), intern("search").get()));
    return make_callable_iterator(search.get(), none());
}

Result<Ref> pattern_copy(Thread&, Pattern& self, Args)
{
    return share<Object>(&self);
}

Result<Ref> pattern_repr(Thread& thread, Pattern& self)
{
    static constexpr struct {
        const char* name;
        std::int64_t flag;
    } flag_names[] = {
        { "re.TEMPLATE", 1 },
        { "re.IGNORECASE", 2 },
        { "re.LOCALE", 4 },
        { "re.MULTILINE", 8 },
        { "re.DOTALL", 16 },
        { "re.UNICODE", 32 },
        { "re.VERBOSE", 64 },
        { "re.DEBUG", 128 },
        { "re.ASCII", 256 },
    };
    std::int64_t flags = self.flags;
    if (is_str(self.pattern) && (flags & (4 | 32 | 256)) == 32) {
        flags &= ~std::int64_t{ 32 };
    }
    TRY_LET(const RefTo<Str> shown, repr(thread, self.pattern));
    std::string text
        = to_utf8(*str_substring(*shown, 0, std::min<std::int64_t>(shown->length, 200)));
    std::string names;
    for (const auto& row : flag_names) {
        if ((flags & row.flag) != 0) {
            names += (names.empty() ? "" : "|") + std::string(row.name);
            flags &= ~row.flag;
        }
    }
    if (flags != 0) {
        names += (names.empty() ? "" : "|") + fmt::format("{:#x}", flags);
    }
    return Ref(
        make_str("re.compile(" + text + (names.empty() ? std::string() : ", " + names) + ")"));
}

Result<Ref> pattern_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual) || right->type != left->type) {
        return make_not_implemented();
    }
    const auto* a = as<Pattern>(left);
    const auto* b = as<Pattern>(right);
    bool same = a->flags == b->flags && *a->code == *b->code;
    if (same) {
        TRY_SET(same, equal(thread, a->pattern, b->pattern));
    }
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> pattern_hash(Thread& thread, Object* self)
{
    const auto* pattern = as<Pattern>(self);
    TRY_LET(const std::int64_t source, hash(thread, pattern->pattern));
    auto bits = static_cast<std::uint64_t>(source ^ pattern->flags ^ pattern->groups);
    for (const std::uint32_t word : *pattern->code) {
        bits = bits * 1000003u ^ word; // wraps around
    }
    const auto value = static_cast<std::int64_t>(bits);
    return value == -1 ? -2 : value;
}

Result<Ref> pattern_groupindex(Thread&, Object* self)
{
    return make_mapping_proxy(as<Pattern>(self)->group_index);
}

// --- Scanner

void scanner_destroy(Object* self)
{
    auto* scanner = as<Scanner>(self);
    xdecref(scanner->pattern);
    xdecref(scanner->string);
    free_object(self);
}

template <sre::Mode mode> Result<Ref> scanner_next(Thread& thread, Scanner& self, Args)
{
    if (self.start < 0) {
        return make_none();
    }
    TRY_LET(const SearchedText text, searched_text(thread, *self.pattern, self.string));
    Search search;
    search.start = self.start;
    search.end = std::min(self.end, text.length);
    search.must_advance = self.must_advance;
    if (!find(*self.pattern, text, mode, search)) {
        self.start = -1;
        return make_none();
    }
    Ref match = make_match(*self.pattern, self.string, self.first, search);
    go_on(search);
    self.start = search.start;
    self.must_advance = search.must_advance;
    return match;
}

// --- tables

constexpr Method pattern_methods[] = {
    { .name = "match",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_find<sre::Mode::Match>>,
        .doc = "Match at the start." },
    { .name = "fullmatch",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_find<sre::Mode::FullMatch>>,
        .doc = "Match the whole string." },
    { .name = "search",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_find<sre::Mode::Search>>,
        .doc = "Match anywhere." },
    { .name = "findall",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_findall>,
        .doc = "All matches as a list of texts." },
    { .name = "finditer",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_finditer>,
        .doc = "An iterator over all matches." },
    { .name = "scanner",
        .signature = "string, pos=0, endpos=9223372036854775807",
        .call = native<Pattern, pattern_scanner>,
        .doc = "Finds one match after the other." },
    { .name = "split",
        .signature = "string, maxsplit=0",
        .call = native<Pattern, pattern_split>,
        .doc = "The texts between the matches." },
    { .name = "sub",
        .signature = "repl, string, count=0",
        .call = native<Pattern, pattern_sub>,
        .doc = "The string with the matches replaced." },
    { .name = "subn",
        .signature = "repl, string, count=0",
        .call = native<Pattern, pattern_subn>,
        .doc = "The same, and how many were replaced." },
    { .name = "__copy__", .call = native<Pattern, pattern_copy>, .doc = "The pattern itself." },
    { .name = "__deepcopy__",
        .signature = "memo, /",
        .call = native<Pattern, pattern_copy>,
        .doc = "The pattern itself." },
};

constexpr Attribute pattern_attributes[] = {
    { .name = "groupindex", .get = pattern_groupindex, .doc = "The numbers of named groups." },
};

constexpr Member pattern_members[] = {
    { .name = "pattern", .kind = MemberKind::Object, .offset = offsetof(Pattern, pattern) },
    { .name = "flags", .kind = MemberKind::Int64, .offset = offsetof(Pattern, flags) },
    { .name = "groups", .kind = MemberKind::Int64, .offset = offsetof(Pattern, groups) },
};

constexpr Method scanner_methods[] = {
    { .name = "match",
        .call = native<Scanner, scanner_next<sre::Mode::Match>>,
        .doc = "The next match, right here." },
    { .name = "search",
        .call = native<Scanner, scanner_next<sre::Mode::Search>>,
        .doc = "The next match." },
};

constexpr Member scanner_members[] = {
    { .name = "pattern", .kind = MemberKind::Object, .offset = offsetof(Scanner, pattern) },
};

// --- the module

bool is_cased_ascii(char32_t c)
{
    return c < 128 && (c | 32) >= 'a' && (c | 32) <= 'z';
}

bool is_cased_unicode(char32_t c)
{
    return sre::lower_unicode(c) != c || sre::upper_unicode(c) != c;
}

// compile(pattern, flags, code, groups, groupindex, indexgroup)
Result<Ref> sre_compile(Thread& thread, Object*, Args args)
{
    if (!is_list(args[2]) || !is_dict(args[4]) || !is_tuple(args[5])) {
        return raise(thread, TypeId::TypeError, "compile() got arguments of wrong types");
    }
    RefTo<Pattern> pattern = allocate<Pattern>(sre_type(SreType::Pattern));
    pattern->code = new std::vector<sre::Code>();
    TRY_SET(pattern->flags, to_int64(thread, args[1]));
    TRY_SET(pattern->groups, to_int64(thread, args[3]));
    const List& code = *as<List>(args[2]);
    pattern->code->reserve(static_cast<std::size_t>(code.length));
    for (std::int64_t i = 0; i < code.length; ++i) {
        TRY_LET(const std::int64_t word, to_int64(thread, code[i]));
        if (word < 0 || word > 0xffffffff) {
            return raise(
                thread, TypeId::OverflowError, "regular expression code size limit exceeded");
        }
        pattern->code->push_back(static_cast<std::uint32_t>(word));
    }
    pattern->pattern = share(args[0]).release();
    pattern->group_index = share(as<Dict>(args[4])).release();
    pattern->index_group = share(as<Tuple>(args[5])).release();
    return Ref(std::move(pattern));
}

Result<char32_t> character(Thread& thread, Object* object)
{
    TRY_LET(const std::int64_t value, to_int64(thread, object));
    return static_cast<char32_t>(value);
}

template <bool (*question)(char32_t)> Result<Ref> ask(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t c, character(thread, args[0]));
    return make_bool(question(c));
}

template <char32_t (*change)(char32_t)> Result<Ref> lower(Thread& thread, Object*, Args args)
{
    TRY_LET(const char32_t c, character(thread, args[0]));
    return make_int(static_cast<std::int64_t>(change(c)));
}

Result<Ref> sre_getcodesize(Thread&, Object*, Args)
{
    return make_int(4);
}

constexpr Method functions[] = {
    { .name = "compile",
        .signature = "pattern, flags, code, groups, groupindex, indexgroup",
        .call = sre_compile,
        .doc = "A pattern object of compiled code." },
    { .name = "getcodesize", .call = sre_getcodesize, .doc = "The bytes of a word of code." },
    { .name = "ascii_iscased",
        .signature = "character, /",
        .call = ask<is_cased_ascii>,
        .doc = "Whether an ASCII character has case." },
    { .name = "unicode_iscased",
        .signature = "character, /",
        .call = ask<is_cased_unicode>,
        .doc = "Whether a character has case." },
    { .name = "ascii_tolower",
        .signature = "character, /",
        .call = lower<sre::lower_ascii>,
        .doc = "The lower case of an ASCII character." },
    { .name = "unicode_tolower",
        .signature = "character, /",
        .call = lower<sre::lower_unicode>,
        .doc = "The lower case of a character." },
};

} // namespace

constexpr TypeSpec pattern_spec = {
    .name = "re.Pattern",
    .doc = "A compiled regular expression.",
    .basic_size = sizeof(Pattern),
    .weakrefs_offset = offsetof(Pattern, weakrefs),
    .slots = {
        .destroy = pattern_destroy,
        .repr = unary<Pattern, pattern_repr>,
        .hash = pattern_hash,
        .compare = pattern_compare,
    },
    .methods = pattern_methods,
    .attributes = pattern_attributes,
    .members = pattern_members,
};

constexpr TypeSpec scanner_spec = {
    .name = "_sre.SRE_Scanner",
    .doc = "Finds one match after the other.",
    .basic_size = sizeof(Scanner),
    .slots = { .destroy = scanner_destroy },
    .methods = scanner_methods,
    .members = scanner_members,
};

bool find(const Pattern& pattern, const SearchedText& text, sre::Mode mode, Search& search)
{
    if (search.start > search.end) {
        return false;
    }
    const sre::Subject subject = { text.units, text.width, search.end };
    sre::Found found
        = sre::run(*pattern.code, pattern.groups, subject, search.start, mode, search.must_advance);
    if (!found.found) {
        return false;
    }
    search.start = found.start;
    search.stop = found.end;
    search.marks = std::move(found.marks);
    search.last_index = found.last_index;
    return true;
}

Result<SearchedText> searched_text(Thread& thread, const Pattern& pattern, Object* string)
{
    const bool for_bytes = pattern.pattern != none() && !is_str(pattern.pattern);
    if (is_str(string)) {
        if (for_bytes) {
            return raise(
                thread, TypeId::TypeError, "cannot use a bytes pattern on a string-like object");
        }
        const Str& text = *as<Str>(string);
        return SearchedText{ text.data, text.width, text.length };
    }
    std::string_view bytes;
    if (!bytes_view(string, bytes)) {
        return raise(thread, TypeId::TypeError, "expected string or bytes-like object");
    }
    if (!for_bytes && pattern.pattern != none()) {
        return raise(
            thread, TypeId::TypeError, "cannot use a string pattern on a bytes-like object");
    }
    return SearchedText{ bytes.data(), 1, static_cast<std::int64_t>(bytes.size()) };
}

Ref text_slice(Object* string, std::int64_t start, std::int64_t end)
{
    if (is_str(string)) {
        const Str& text = *as<Str>(string);
        if (start == 0 && end >= text.length && string->type == str_type()) {
            return share(string);
        }
        end = std::min(end, text.length);
        return str_substring(text, std::min(start, end), end);
    }
    std::string_view bytes;
    if (!bytes_view(string, bytes)) {
        return make_none();
    }
    const auto first = std::min(static_cast<std::size_t>(start), bytes.size());
    return make_bytes(bytes.substr(first, static_cast<std::size_t>(end - start)));
}

Result<RefTo<Module>> make_sre_module(Thread&)
{
    type_ready(*sre_type(SreType::Pattern), pattern_spec);
    type_ready(*sre_type(SreType::Match), match_spec);
    type_ready(*sre_type(SreType::Scanner), scanner_spec);
    RefTo<Module> module
        = make_native_module("_sre", functions, "The engine of regular expressions.");
    add_to_module(*module, "MAGIC", 20171005);
    add_to_module(*module, "CODESIZE", 4);
    add_to_module(*module, "MAXREPEAT", std::int64_t{ sre::no_limit });
    add_to_module(*module, "MAXGROUPS", 1073741823);
    add_to_module(*module, "copyright", "Framewalk's own engine for CPython's _sre code.");
    return module;
}

} // namespace fw
