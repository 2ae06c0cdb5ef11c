// What the files of module _csv share: dialects and the module's state.
// CPython: Modules/_csv.c

#pragma once

#include "vm/modules/module_types.h"
#include "vm/object/core_objects.h"
#include "vm/object/dict.h"
#include "vm/object/raise.h"

namespace fw {

enum class Quoting : std::int64_t { Minimal, All, NonNumeric, None };

struct CsvDialect : Object {
    Object* line_end; // a str, owned
    std::int64_t delimiter; // a character
    std::int64_t quote; // 0: none
    std::int64_t escape; // 0: none
    Quoting quoting;
    std::int64_t doubles_quotes;
    std::int64_t skips_initial_space;
    std::int64_t is_strict;
};

enum class CsvType : std::uint16_t { dialect, reader, writer };

// In Runtime::module_state; made with the module.
struct CsvState {
    Object* error; // the class _csv.Error, owned
    Dict* dialects; // by name, owned
    std::int64_t field_limit; // characters
};

extern const TypeSpec csv_dialect_spec; // csv_dialect.cpp
extern const TypeSpec csv_reader_spec; // csv_reader.cpp
extern const TypeSpec csv_writer_spec; // csv_writer.cpp

inline CsvState& csv_state()
{
    return *static_cast<CsvState*>(
        runtime().module_state[static_cast<std::size_t>(ModuleState::csv)]);
}

inline Type* csv_type(CsvType which)
{
    return module_type_at(ModuleBlock::csv, static_cast<std::uint16_t>(which));
}

Raised raise_csv(Thread& thread, std::string_view message);
// A dialect from its name, an object with its attributes, or keywords. CPython: _call_dialect
Result<RefTo<CsvDialect>> make_csv_dialect(Thread& thread, Args args);
Result<Ref> csv_registered_dialect(Thread& thread, Object* name);

Result<Ref> csv_make_reader(Thread& thread, Object* module, Args args);
Result<Ref> csv_make_writer(Thread& thread, Object* module, Args args);

} // namespace fw
