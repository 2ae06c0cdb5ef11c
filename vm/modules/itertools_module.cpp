// The module itertools.
// CPython: Modules/itertoolsmodule.c

#include "vm/modules/itertools_module.h"

#include "vm/modules/module_support.h"

namespace fw {

namespace {

constexpr Method functions[] = {
    { .name = "tee",
        .signature = "iterable, n=2, /",
        .call = itertools_tee,
        .doc = "A tuple of n independent iterators over the iterable." },
};

struct TypeRow {
    ItertoolsType type;
    const TypeSpec* spec;
    bool is_public;
};

constexpr TypeRow rows[] = {
    { ItertoolsType::count, &count_spec, true },
    { ItertoolsType::cycle, &cycle_spec, true },
    { ItertoolsType::repeat, &repeat_spec, true },
    { ItertoolsType::chain, &chain_spec, true },
    { ItertoolsType::compress, &compress_spec, true },
    { ItertoolsType::dropwhile, &dropwhile_spec, true },
    { ItertoolsType::takewhile, &takewhile_spec, true },
    { ItertoolsType::filterfalse, &filterfalse_spec, true },
    { ItertoolsType::starmap, &starmap_spec, true },
    { ItertoolsType::islice, &islice_spec, true },
    { ItertoolsType::accumulate, &accumulate_spec, true },
    { ItertoolsType::zip_longest, &zip_longest_spec, true },
    { ItertoolsType::product, &product_spec, true },
    { ItertoolsType::permutations, &permutations_spec, true },
    { ItertoolsType::combinations, &combinations_spec, true },
    { ItertoolsType::combinations_with_replacement, &combinations_with_replacement_spec, true },
    { ItertoolsType::groupby, &groupby_spec, true },
    { ItertoolsType::grouper, &grouper_spec, false },
    { ItertoolsType::tee, &tee_spec, false },
    { ItertoolsType::tee_data, &tee_data_spec, false },
};

} // namespace

Result<RefTo<Module>> make_itertools_module(Thread&)
{
    RefTo<Module> module
        = make_native_module("itertools", functions, "Iterators for efficient looping.");
    for (const TypeRow& row : rows) {
        Type* type = make_module_type(
            ModuleBlock::itertools, static_cast<std::uint16_t>(row.type), *row.spec);
        if (row.is_public) {
            add_type(*module, type);
        }
    }
    return module;
}

} // namespace fw
