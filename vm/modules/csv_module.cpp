// The module _csv: dialects by name, and the functions that make readers and writers.
// CPython: Modules/_csv.c

#include "vm/eval/import.h"
#include "vm/modules/csv.h"
#include "vm/modules/module_support.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"

namespace fw {

namespace {

Result<Ref> csv_register_dialect(Thread& thread, Object*, Args args)
{
    TRY(check_positional(thread, "", args, 1, 2));
    if (!is_str(args[0])) {
        return raise(thread, TypeId::TypeError, "dialect name must be a string");
    }
    TRY_LET(const RefTo<CsvDialect> dialect,
        make_csv_dialect(thread, Args{ args.values + 1, args.count - 1, args.names }));
    TRY(dict_set(thread, *csv_state().dialects, args[0], dialect.get()));
    return make_none();
}

Result<Ref> csv_unregister_dialect(Thread& thread, Object*, Args args)
{
    TRY(csv_registered_dialect(thread, args[0]));
    TRY(set_item(thread, csv_state().dialects, args[0], nullptr));
    return make_none();
}

Result<Ref> csv_get_dialect(Thread& thread, Object*, Args args)
{
    return csv_registered_dialect(thread, args[0]);
}

Result<Ref> csv_list_dialects(Thread& thread, Object*, Args)
{
    return sequence_to_list(thread, csv_state().dialects);
}

Result<Ref> csv_field_size_limit(Thread& thread, Object*, Args args)
{
    const std::int64_t former = csv_state().field_limit;
    if (args[0]) {
        if (args[0]->type != int_type()) {
            return raise(thread, TypeId::TypeError, "limit must be an integer");
        }
        TRY_SET(csv_state().field_limit, to_int64(thread, args[0]));
    }
    return make_int(former);
}

constexpr Method functions[] = {
    { "field_size_limit", "limit=<unrepresentable>, /", csv_field_size_limit,
        "How long a field may be; sets it too." },
    { "get_dialect", "name, /", csv_get_dialect, "The dialect of a name." },
    { "list_dialects", "", csv_list_dialects, "The names of all dialects." },
    { "reader", "*", csv_make_reader, "reader(iterable, dialect='excel', **rules)" },
    { "register_dialect", "*", csv_register_dialect, "Give a dialect a name." },
    { "unregister_dialect", "name, /", csv_unregister_dialect, "Forget a name." },
    { "writer", "*", csv_make_writer, "writer(file, dialect='excel', **rules)" },
};

} // namespace

Raised raise_csv(Thread& thread, std::string_view message)
{
    return raise_with(thread, as<Type>(csv_state().error), Ref(make_str(message)).get());
}

Result<Ref> csv_registered_dialect(Thread& thread, Object* name)
{
    TRY_LET(Object * found, dict_get(thread, *csv_state().dialects, name));
    if (!found) {
        return raise_csv(thread, "unknown dialect");
    }
    return share(found);
}

Result<RefTo<Module>> make_csv_module(Thread& thread)
{
    RefTo<Module> module = make_native_module("_csv", functions, "Rows of text with delimiters.");
    make_module_type(ModuleBlock::csv, 0, csv_dialect_spec);
    make_module_type(ModuleBlock::csv, 1, csv_reader_spec);
    make_module_type(ModuleBlock::csv, 2, csv_writer_spec);
    add_type(*module, csv_type(CsvType::dialect));
    const RefTo<Tuple> bases = make_tuple({ exception_type(TypeId::Exception) });
    TRY_LET(Ref error, make_exception_class(thread, "_csv", "Error", bases.get()));
    add_to_module(*module, "Error", error.get());
    RefTo<Dict> dialects = make_dict();
    add_to_module(*module, "_dialects", dialects.get());
    add_to_module(*module, "__version__", "1.0");
    constexpr const char* quoting_names[]
        = { "QUOTE_MINIMAL", "QUOTE_ALL", "QUOTE_NONNUMERIC", "QUOTE_NONE" };
    for (int i = 0; i < 4; ++i) {
        add_to_module(*module, quoting_names[i], i);
    }
    constexpr std::int64_t field_limit = 128 * 1024;
    runtime().module_state[static_cast<std::size_t>(ModuleState::csv)]
        = new CsvState{ error.release(), dialects.release(), field_limit };
    return module;
}

} // namespace fw
