// What the files of stages share; of no interest outside.
#pragma once

#include "vm/base/source_range.h"
#include "vm/compile/symbols.h"
#include "vm/inspect/stages.h"

namespace fw::debug {

inspect::SourceRange stage_range(const fw::SourceRange& range);

// The scopes with their names. The table was made with Options::keep_mentions.
void add_symbols(inspect::Stages& stages, const compile::SymbolTable& table);

} // namespace fw::debug
