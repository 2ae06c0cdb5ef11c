// The types of itertools, by the file that implements them.

#pragma once

#include "vm/modules/module_types.h"

namespace fw {

enum class ItertoolsType : std::uint16_t {
    count,
    cycle,
    repeat,
    chain,
    compress,
    dropwhile,
    takewhile,
    filterfalse,
    starmap,
    islice,
    accumulate,
    zip_longest,
    product,
    permutations,
    combinations,
    combinations_with_replacement,
    groupby,
    grouper,
    tee,
    tee_data,
    size,
};

inline Type* itertools_type(ItertoolsType type)
{
    return module_type_at(ModuleBlock::itertools, static_cast<std::uint16_t>(type));
}

// itertools_infinite.cpp
extern const TypeSpec count_spec, cycle_spec, repeat_spec;
// itertools_filter.cpp
extern const TypeSpec compress_spec, dropwhile_spec, takewhile_spec, filterfalse_spec, islice_spec;
// itertools_combine.cpp
extern const TypeSpec chain_spec, starmap_spec, accumulate_spec, zip_longest_spec;
// itertools_combinatorics.cpp
extern const TypeSpec product_spec, permutations_spec, combinations_spec,
    combinations_with_replacement_spec;
// itertools_group.cpp
extern const TypeSpec groupby_spec, grouper_spec, tee_spec, tee_data_spec;
Result<Ref> itertools_tee(Thread& thread, Object* module, Args args);

} // namespace fw
