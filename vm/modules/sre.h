// The objects of module _sre: compiled patterns, matches, scanners. CPython: Modules/sre.h

#pragma once

#include "vm/modules/module_types.h"
#include "vm/modules/sre_engine.h"
#include "vm/object/core_objects.h"

#include <vector>

namespace fw {

struct Pattern : Object {
    Object* pattern; // the source: str, bytes or None
    std::int64_t flags;
    std::int64_t groups;
    Dict* group_index; // name -> number
    Tuple* index_group; // number -> name or None
    std::vector<sre::Code>* code; // owned
    Object* weakrefs;
};

struct Match : Object {
    Pattern* pattern;
    Object* string;
    std::int64_t position; // where the search began and ended
    std::int64_t end_position;
    std::int64_t last_index; // -1: no group was closed
    std::vector<std::int64_t>* marks; // start and end of the match, then of each group; -1: unset
};

struct Scanner : Object {
    Pattern* pattern;
    Object* string;
    std::int64_t start; // -1: at the end
    std::int64_t first;
    std::int64_t end;
    bool must_advance;
};

// The text that is searched.
struct SearchedText {
    const void* units;
    int width;
    std::int64_t length;
};

// What a search starts with and what it found.
struct Search {
    std::int64_t start = 0; // where to begin; then where the match begins
    std::int64_t end = 0; // the end of the text for the pattern
    bool must_advance = false; // an empty match at the start does not count
    std::int64_t stop = 0; // where the match ends
    std::vector<std::int64_t> marks; // two for each group, -1: not set
    std::int64_t last_index = -1; // the last group that was closed
};
bool find(const Pattern& pattern, const SearchedText& text, sre::Mode mode, Search& search);

enum class SreType : std::uint16_t { Pattern, Match, Scanner };
inline Type* sre_type(SreType type)
{
    return module_type_at(ModuleBlock::sre, static_cast<std::uint16_t>(type));
}

// --- sre_pattern.cpp
extern const TypeSpec pattern_spec;
extern const TypeSpec scanner_spec;
// The units of a str or bytes-like object that fits the pattern; TypeError otherwise. Valid while
// the object lives and does not change.
Result<SearchedText> searched_text(Thread& thread, const Pattern& pattern, Object* string);
Ref text_slice(Object* string, std::int64_t start, std::int64_t end); // string[start:end]

// --- sre_match.cpp
extern const TypeSpec match_spec;
Ref make_match(Pattern& pattern, Object* string, std::int64_t position, const Search& search);

} // namespace fw
