// Making code objects of parts that a program supplies.
// CPython: code_new(), code_replace(), PyCode_NewWithPosOnlyArgs() in Objects/codeobject.c

#include "vm/types/code_parts.h"

#include "vm/base/region.h"
#include "vm/object/arguments.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/str_support.h"

#include <algorithm>
#include <array>

namespace fw {

namespace {

using NumberPart = std::int32_t CodeParts::*;
using TuplePart = Tuple* CodeParts::*;

struct NamedNumber {
    NumberPart part;
    const char* name;
};
constexpr std::array counts{
    NamedNumber{ &CodeParts::argcount, "argcount" },
    NamedNumber{ &CodeParts::posonlyargcount, "posonlyargcount" },
    NamedNumber{ &CodeParts::kwonlyargcount, "kwonlyargcount" },
    NamedNumber{ &CodeParts::nlocals, "nlocals" },
};
constexpr std::array<TuplePart, 4> name_tuples{ &CodeParts::names, &CodeParts::varnames,
    &CodeParts::freevars, &CodeParts::cellvars };

// A tuple of exact, interned strs.
Result<RefTo<Tuple>> interned_names(Thread& thread, const Tuple& names)
{
    RefTo<Tuple> result = make_tuple(names.length);
    for (std::int64_t i = 0; i < names.length; ++i) {
        if (!is_str(names[i])) {
            return raise(thread, TypeId::TypeError,
                "name tuples must contain only strings, not '{}'", type_name(names[i]));
        }
        result->items()[i] = intern(to_utf8(*as<Str>(names[i]))).release();
    }
    return result;
}

// As CPython does it, in the given tuple itself; not in what is nested deeper.
void intern_constants(Tuple& constants, bool nested)
{
    for (std::int64_t i = 0; i < constants.length; ++i) {
        Object*& item = constants.items()[i];
        if (item->type == str_type() && has_only_name_characters(*as<Str>(item))) {
            RefTo<Str> text = as<Str>(share(item));
            intern_in_place(text);
            Object* old = item;
            item = text.release();
            decref(old);
        } else if (nested && item->type == tuple_type()) {
            intern_constants(*as<Tuple>(item), false);
        }
    }
}

Result<void> check_parts(Thread& thread, const CodeParts& parts)
{
    const bool negative = std::any_of(counts.begin(), counts.end(),
        [&](const NamedNumber& each) { return parts.*each.part < 0; });
    if (negative || parts.argcount < parts.posonlyargcount || parts.stacksize < 0
        || parts.flags < 0) {
        return raise(thread, TypeId::SystemError,
            "Objects/codeobject.c:141: bad argument to internal function");
    }
    const std::int64_t parameters = std::int64_t{ parts.argcount } + parts.kwonlyargcount
        + ((parts.flags & CodeVarArgs) != 0 ? 1 : 0)
        + ((parts.flags & CodeVarKeywords) != 0 ? 1 : 0);
    if (parameters > parts.varnames->length) {
        return raise(thread, TypeId::ValueError, "code: varnames is too small");
    }
    return {};
}

} // namespace

bool has_only_name_characters(const Str& text)
{
    return text.is_ascii
        && std::all_of(text.data1(), text.data1() + text.length, [](std::uint8_t c) {
               return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9')
                   || c == '_';
           });
}

// CPython: PyCode_NewWithPosOnlyArgs, cell2arg
void find_cell_arguments(Code& code)
{
    const std::int64_t cells = code.cellvars->length;
    std::int64_t parameters = code.argcount + code.kwonlyargcount;
    parameters += (code.flags & CodeVarArgs) != 0 ? 1 : 0;
    parameters += (code.flags & CodeVarKeywords) != 0 ? 1 : 0;
    for (std::int64_t cell = 0; cell < cells; ++cell) {
        for (std::int64_t i = 0; i < parameters; ++i) {
            if (!str_equal(*as<Str>((*code.cellvars)[cell]), *as<Str>((*code.varnames)[i]))) {
                continue;
            }
            if (!code.cell_to_argument) {
                const std::size_t size = static_cast<std::size_t>(cells) * sizeof(std::int32_t);
                code.cell_to_argument = static_cast<std::int32_t*>(region_allocate(size));
                std::fill_n(code.cell_to_argument, cells, -1);
            }
            code.cell_to_argument[cell] = static_cast<std::int32_t>(i);
            break;
        }
    }
}

Result<RefTo<Code>> make_code_of_parts(Thread& thread, const CodeParts& parts)
{
    std::array<RefTo<Tuple>, name_tuples.size()> names;
    for (std::size_t i = 0; i < names.size(); ++i) {
        TRY_SET(names[i], interned_names(thread, *(parts.*name_tuples[i])));
    }
    TRY(check_parts(thread, parts));
    intern_constants(*parts.consts, true);
    RefTo<Code> code = allocate<Code>(code_type());
    code->argcount = parts.argcount;
    code->posonlyargcount = parts.posonlyargcount;
    code->kwonlyargcount = parts.kwonlyargcount;
    code->nlocals = parts.nlocals;
    code->stacksize = parts.stacksize;
    const bool no_free = parts.freevars->length == 0 && parts.cellvars->length == 0;
    code->flags = no_free ? parts.flags | CodeNoFree : parts.flags & ~std::int32_t{ CodeNoFree };
    code->firstlineno = parts.firstlineno;
    code->instruction_count = static_cast<std::int32_t>(parts.code->length / 2);
    code->code = share(parts.code).release();
    code->consts = share(parts.consts).release();
    code->names = names[0].release();
    code->varnames = names[1].release();
    code->freevars = names[2].release();
    code->cellvars = names[3].release();
    code->filename = share(parts.filename).release();
    code->name = share(parts.name).release();
    code->lnotab = share(parts.lnotab).release();
    find_cell_arguments(*code);
    return code;
}

namespace {

struct WantedObject {
    std::uint32_t flag;
    const char* name;
};
constexpr WantedObject wanted_bytes{ TypeBytesSubclass, "bytes" };
constexpr WantedObject wanted_tuple{ TypeTupleSubclass, "tuple" };
constexpr WantedObject wanted_str{ TypeStrSubclass, "str" };

std::string shown_type(const Object* object)
{
    return object == none() ? "None" : std::string(type_name(object));
}

Result<void> want(Thread& thread, Object* object, const WantedObject& wanted, std::size_t index)
{
    if (has_flag(object->type, wanted.flag)) {
        return {};
    }
    return raise(thread, TypeId::TypeError, "code() argument {} must be {}, not {}", index + 1,
        wanted.name, shown_type(object));
}

// With the words of an older argument parser.
Result<std::int32_t> number_argument(Thread& thread, Object* object)
{
    if (is_int(object)) {
        TRY_LET(const std::int64_t number, to_int64(thread, object));
        if (number > INT32_MAX || number < INT32_MIN) {
            return raise(thread, TypeId::OverflowError, "signed integer is {} than {}",
                number < 0 ? "less" : "greater", number < 0 ? "minimum" : "maximum");
        }
    }
    return c_int_argument(thread, object, 0);
}

template <class T>
Result<void> replace_part(
    Thread& thread, Object* given, T*& part, const WantedObject& wanted, const char* name)
{
    if (!given) {
        return {};
    }
    if (!has_flag(given->type, wanted.flag)) {
        return raise(thread, TypeId::TypeError, "replace() argument '{}' must be {}, not {}", name,
            wanted.name, shown_type(given));
    }
    part = as<T>(given);
    return {};
}

} // namespace

// code(argcount, posonlyargcount, kwonlyargcount, nlocals, stacksize, flags, codestring, constants,
//      names, varnames, filename, name, firstlineno, lnotab[, freevars[, cellvars]])
Result<Ref> code_create(Thread& thread, Type&, Args args)
{
    constexpr std::size_t fewest = 14;
    constexpr std::size_t most = 16;
    if (args.count < fewest || args.count > most) {
        return raise(thread, TypeId::TypeError, "code() takes at {} {} arguments ({} given)",
            args.count < fewest ? "least" : "most", args.count < fewest ? fewest : most,
            args.count);
    }
    CodeParts parts;
    std::size_t index = 0;
    for (const NumberPart part :
        { &CodeParts::argcount, &CodeParts::posonlyargcount, &CodeParts::kwonlyargcount,
            &CodeParts::nlocals, &CodeParts::stacksize, &CodeParts::flags }) {
        TRY_SET(parts.*part, number_argument(thread, args[index]));
        ++index;
    }
    const WantedObject* const wanted[]
        = { &wanted_bytes, &wanted_tuple, &wanted_tuple, &wanted_tuple, &wanted_str, &wanted_str };
    for (const WantedObject* each : wanted) {
        TRY(want(thread, args[index], *each, index));
        ++index;
    }
    TRY_SET(parts.firstlineno, number_argument(thread, args[index]));
    TRY(want(thread, args[13], wanted_bytes, 13));
    const RefTo<Tuple> empty = make_tuple(0);
    for (std::size_t i = fewest; i < args.count; ++i) {
        TRY(want(thread, args[i], wanted_tuple, i));
    }
    parts.code = as<Bytes>(args[6]);
    parts.consts = as<Tuple>(args[7]);
    parts.names = as<Tuple>(args[8]);
    parts.varnames = as<Tuple>(args[9]);
    parts.filename = as<Str>(args[10]);
    parts.name = as<Str>(args[11]);
    parts.lnotab = as<Bytes>(args[13]);
    parts.freevars = args.count > fewest ? as<Tuple>(args[14]) : empty.get();
    parts.cellvars = args.count > fewest + 1 ? as<Tuple>(args[15]) : empty.get();
    for (const NamedNumber& each : counts) {
        if (parts.*each.part < 0) {
            return raise(thread, TypeId::ValueError, "code: {} must not be negative", each.name);
        }
    }
    TRY_LET(RefTo<Code> code, make_code_of_parts(thread, parts));
    return Ref(code);
}

// A copy with some fields different: the seven numbers, then the objects, as in the signature.
Result<Ref> code_replace(Thread& thread, Code& self, Args args)
{
    CodeParts parts{ self.argcount, self.posonlyargcount, self.kwonlyargcount, self.nlocals,
        self.stacksize, self.flags, self.firstlineno, self.code, self.consts, self.names,
        self.varnames, self.freevars, self.cellvars, self.filename, self.name, self.lnotab };
    constexpr std::array numbers{
        NamedNumber{ &CodeParts::argcount, "co_argcount" },
        NamedNumber{ &CodeParts::posonlyargcount, "co_posonlyargcount" },
        NamedNumber{ &CodeParts::kwonlyargcount, "co_kwonlyargcount" },
        NamedNumber{ &CodeParts::nlocals, "co_nlocals" },
        NamedNumber{ &CodeParts::stacksize, "co_stacksize" },
        NamedNumber{ &CodeParts::flags, "co_flags" },
        NamedNumber{ &CodeParts::firstlineno, "co_firstlineno" },
    };
    std::size_t index = 0;
    for (const NamedNumber& number : numbers) {
        if (Object* given = args[index++]) {
            TRY_SET(parts.*number.part, c_int_argument(thread, given, 0));
        }
    }
    Object* const* given = args.values + index;
    TRY(replace_part(thread, given[0], parts.code, wanted_bytes, "co_code"));
    TRY(replace_part(thread, given[1], parts.consts, wanted_tuple, "co_consts"));
    TRY(replace_part(thread, given[2], parts.names, wanted_tuple, "co_names"));
    TRY(replace_part(thread, given[3], parts.varnames, wanted_tuple, "co_varnames"));
    TRY(replace_part(thread, given[4], parts.freevars, wanted_tuple, "co_freevars"));
    TRY(replace_part(thread, given[5], parts.cellvars, wanted_tuple, "co_cellvars"));
    TRY(replace_part(thread, given[6], parts.filename, wanted_str, "co_filename"));
    TRY(replace_part(thread, given[7], parts.name, wanted_str, "co_name"));
    TRY(replace_part(thread, given[8], parts.lnotab, wanted_bytes, "co_lnotab"));
    for (const NamedNumber& number : numbers) {
        if (parts.*number.part < 0) {
            return raise(thread, TypeId::ValueError, "{} must be a positive integer", number.name);
        }
    }
    TRY_LET(RefTo<Code> code, make_code_of_parts(thread, parts));
    return Ref(code);
}

} // namespace fw
