// Code objects: made from code units, and as programs see them.
// CPython: Objects/codeobject.c

#include "vm/base/constant.h"
#include "vm/base/region.h"
#include "vm/code/code_unit.h"
#include "vm/object/all_specs.h"
#include "vm/object/core_objects.h"
#include "vm/object/float.h"
#include "vm/object/gc.h"
#include "vm/object/int.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/types/code_parts.h"
#include "vm/types/constant_object.h"
#include "vm/types/set.h"

#include <algorithm>
#include <bit>
#include <string>
#include <unordered_map>

namespace fw {

namespace {

// The constants of one compilation: equal ones are one object in all its code objects, and in
// their tuples. Atoms are known by their text, tuples and frozensets by the number that the
// compiler gave them. CPython: c_const_cache in Python/compile.c
struct SharedConstants {
    std::unordered_map<std::uint32_t, Ref> numbered;
    std::unordered_map<std::string, Ref> atoms;
};

Ref make_constant(const Constant& constant, SharedConstants& shared);

RefTo<Tuple> make_constants(const std::vector<Constant>& items, SharedConstants& shared)
{
    RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i) {
        tuple->items()[i] = make_constant(items[i], shared).release();
    }
    return tuple;
}

std::string bits_of(double value)
{
    return fmt::format("{:x} ", std::bit_cast<std::uint64_t>(value));
}

// What tells an atom from all others; empty for tuples, frozensets and singletons.
std::string atom_key(const Constant& constant)
{
    if (const auto* value = constant.as<std::int64_t>()) {
        return fmt::format("int {}", *value);
    }
    if (const auto* value = constant.as<BigIntConstant>()) {
        return "big " + value->hex;
    }
    if (const auto* value = constant.as<double>()) {
        return "float " + bits_of(*value);
    }
    if (const auto* value = constant.as<ComplexConstant>()) {
        return "complex " + bits_of(value->real) + bits_of(value->imaginary);
    }
    if (const auto* value = constant.as<StringConstant>()) {
        return "str " + value->utf8;
    }
    if (const auto* value = constant.as<BytesConstant>()) {
        return "bytes " + value->bytes;
    }
    return {};
}

Ref make_big_int(const std::string& hex)
{
    mpz_t value;
    mpz_init_set_str(value, hex.c_str(), 16);
    Ref object = make_int(value);
    mpz_clear(value);
    return object;
}

Ref make_new_constant(const Constant& constant, SharedConstants& shared)
{
    if (const auto* value = constant.as<bool>()) {
        return make_bool(*value);
    }
    if (const auto* value = constant.as<std::int64_t>()) {
        return make_int(*value);
    }
    if (const auto* value = constant.as<BigIntConstant>()) {
        return make_big_int(value->hex);
    }
    if (const auto* value = constant.as<double>()) {
        return make_float(*value);
    }
    if (const auto* value = constant.as<ComplexConstant>()) {
        return make_complex(value->real, value->imaginary);
    }
    if (const auto* value = constant.as<StringConstant>()) {
        RefTo<Str> text = make_str(value->utf8);
        if (has_only_name_characters(*text)) {
            intern_in_place(text);
        }
        return text;
    }
    if (const auto* value = constant.as<BytesConstant>()) {
        return make_bytes(value->bytes);
    }
    if (const auto* value = constant.as<TupleConstant>()) {
        return make_constants(*value->items, shared);
    }
    if (const auto* value = constant.as<FrozenSetConstant>()) {
        if (value->items->empty()) {
            return empty_frozenset();
        }
        const RefTo<Tuple> items = make_constants(*value->items, shared);
        return make_set_of(runtime().thread, frozenset_type(), items.get()).take();
    }
    if (constant.as<EllipsisConstant>()) {
        return share(ellipsis());
    }
    return make_none();
}

Ref make_constant(const Constant& constant, SharedConstants& shared)
{
    const std::string key = atom_key(constant);
    if (key.empty()) {
        return make_new_constant(constant, shared);
    }
    Ref& known = shared.atoms[key];
    if (!known) {
        known = make_new_constant(constant, shared);
    }
    return known;
}

RefTo<Tuple> make_names(const std::vector<std::string>& names)
{
    RefTo<Tuple> tuple = make_tuple(static_cast<std::int64_t>(names.size()));
    for (std::size_t i = 0; i < names.size(); ++i) {
        tuple->items()[i] = intern(names[i]).release();
    }
    return tuple;
}

RefTo<Bytes> make_bytes_of(const std::vector<std::uint8_t>& data)
{
    return make_bytes({ reinterpret_cast<const char*>(data.data()), data.size() });
}

void code_destroy(Object* object)
{
    Code& code = *as<Code>(object);
    if (code.instructions) {
        region_free(code.instructions);
    }
    if (code.cell_to_argument) {
        region_free(code.cell_to_argument);
    }
    for (Object* member : { static_cast<Object*>(code.code), static_cast<Object*>(code.consts),
             static_cast<Object*>(code.names), static_cast<Object*>(code.varnames),
             static_cast<Object*>(code.freevars), static_cast<Object*>(code.cellvars),
             static_cast<Object*>(code.lnotab), static_cast<Object*>(code.filename),
             static_cast<Object*>(code.name) }) {
        xdecref(member); // Null when making it failed half way.
    }
    free_object(object);
}

Result<Ref> code_repr(Thread&, Code& self)
{
    return make_str(fmt::format("<code object {} at {:#x}, file \"{}\", line {}>",
        to_utf8(*self.name), reinterpret_cast<std::uintptr_t>(&self), to_utf8(*self.filename),
        self.firstlineno != 0 ? self.firstlineno : -1));
}

// Equal and of the same type, also inside tuples and frozensets; 0.0 is not -0.0.
// CPython: _PyCode_ConstantKey
Result<bool> same_constant(Thread& thread, Object* left, Object* right)
{
    if (left == right) {
        return true;
    }
    if (left->type != right->type) {
        return false;
    }
    if (left->type == float_type()) {
        return bits_of(as<Float>(left)->value) == bits_of(as<Float>(right)->value);
    }
    if (left->type == complex_type()) {
        const Complex& a = *as<Complex>(left);
        const Complex& b = *as<Complex>(right);
        return bits_of(a.real) == bits_of(b.real) && bits_of(a.imag) == bits_of(b.imag);
    }
    RecursionGuard guard(thread);
    TRY(guard.enter(" in comparison"));
    if (left->type == tuple_type()) {
        const Tuple& a = *as<Tuple>(left);
        const Tuple& b = *as<Tuple>(right);
        bool same = a.length == b.length;
        for (std::int64_t i = 0; same && i < a.length; ++i) {
            TRY_SET(same, same_constant(thread, a[i], b[i]));
        }
        return same;
    }
    TRY_LET(bool same, equal(thread, left, right));
    if (same && left->type == frozenset_type()) {
        // Each item of one is the same as some item of the other.
        std::int64_t position = 0;
        while (const SetEntry* entry = same ? set_next(*as<Set>(left), position) : nullptr) {
            same = false;
            std::int64_t other_position = 0;
            while (const SetEntry* other
                = same ? nullptr : set_next(*as<Set>(right), other_position)) {
                TRY_SET(same, same_constant(thread, entry->key, other->key));
            }
        }
    }
    return same;
}

constexpr std::int32_t Code::*compared_numbers[] = { &Code::argcount, &Code::posonlyargcount,
    &Code::kwonlyargcount, &Code::nlocals, &Code::flags, &Code::firstlineno };

Result<Ref> code_compare(Thread& thread, Object* left, Object* right, CompareOp op)
{
    if ((op != CompareOp::Equal && op != CompareOp::NotEqual) || left->type != code_type()
        || right->type != code_type()) {
        return make_not_implemented();
    }
    const Code& a = *as<Code>(left);
    const Code& b = *as<Code>(right);
    bool same = std::all_of(std::begin(compared_numbers), std::end(compared_numbers),
        [&](auto member) { return a.*member == b.*member; });
    const std::pair<Object*, Object*> objects[]
        = { { a.name, b.name }, { a.code, b.code }, { a.consts, b.consts }, { a.names, b.names },
              { a.varnames, b.varnames }, { a.freevars, b.freevars }, { a.cellvars, b.cellvars } };
    for (const auto& [mine, theirs] : objects) {
        if (!same) {
            break;
        }
        if (mine == a.consts) {
            TRY_SET(same, same_constant(thread, mine, theirs));
            continue;
        }
        TRY_SET(same, equal(thread, mine, theirs));
    }
    return make_bool(same == (op == CompareOp::Equal));
}

Result<std::int64_t> code_hash(Thread& thread, Object* self)
{
    const Code& code = *as<Code>(self);
    std::int64_t combined
        = code.argcount ^ code.posonlyargcount ^ code.kwonlyargcount ^ code.nlocals ^ code.flags;
    for (Object* part : { static_cast<Object*>(code.name), static_cast<Object*>(code.code),
             static_cast<Object*>(code.consts), static_cast<Object*>(code.names),
             static_cast<Object*>(code.varnames), static_cast<Object*>(code.freevars),
             static_cast<Object*>(code.cellvars) }) {
        TRY_LET(const std::int64_t hashed, hash(thread, part));
        combined ^= hashed;
    }
    return combined == -1 ? -2 : combined;
}

// code.replace(): a copy with some fields different.
constexpr const char* replace_signature
    = "*, co_argcount=-1, co_posonlyargcount=-1, co_kwonlyargcount=-1, co_nlocals=-1, "
      "co_stacksize=-1, co_flags=-1, co_firstlineno=-1, co_code=None, co_consts=None, "
      "co_names=None, co_varnames=None, co_freevars=None, co_cellvars=None, co_filename=None, "
      "co_name=None, co_lnotab=None";

constexpr Method code_methods[] = {
    { .name = "replace",
        .signature = replace_signature,
        .call = native<Code, code_replace>,
        .doc = "A copy with new values for the given fields." },
};

constexpr Member code_members[] = {
    { "co_argcount", MemberKind::Int32, offsetof(Code, argcount), true, "Positional parameters." },
    { "co_posonlyargcount", MemberKind::Int32, offsetof(Code, posonlyargcount) },
    { "co_kwonlyargcount", MemberKind::Int32, offsetof(Code, kwonlyargcount) },
    { "co_nlocals", MemberKind::Int32, offsetof(Code, nlocals) },
    { "co_stacksize", MemberKind::Int32, offsetof(Code, stacksize) },
    { "co_flags", MemberKind::Int32, offsetof(Code, flags) },
    { "co_code", MemberKind::Object, offsetof(Code, code) },
    { "co_consts", MemberKind::Object, offsetof(Code, consts) },
    { "co_names", MemberKind::Object, offsetof(Code, names) },
    { "co_varnames", MemberKind::Object, offsetof(Code, varnames) },
    { "co_freevars", MemberKind::Object, offsetof(Code, freevars) },
    { "co_cellvars", MemberKind::Object, offsetof(Code, cellvars) },
    { "co_filename", MemberKind::Object, offsetof(Code, filename) },
    { "co_name", MemberKind::Object, offsetof(Code, name) },
    { "co_firstlineno", MemberKind::Int32, offsetof(Code, firstlineno) },
    { "co_lnotab", MemberKind::Object, offsetof(Code, lnotab) },
};

} // namespace

namespace {

Ref make_shared_constant(const code::CodeUnit& unit, std::size_t index, SharedConstants& shared)
{
    const auto& constant = std::get<Constant>(unit.consts[index]);
    const std::uint32_t number
        = index < unit.const_identities.size() ? unit.const_identities[index] : 0;
    if (number == 0) {
        return make_constant(constant, shared);
    }
    Ref& known = shared.numbered[number];
    if (!known) {
        known = make_constant(constant, shared);
    }
    return known;
}

// Units with equal filenames have one str of it, as in CPython.
RefTo<Str> make_filename(const code::CodeUnit& unit, SharedConstants& shared)
{
    Ref& known = shared.atoms["file " + unit.filename];
    if (!known) {
        known = make_str(unit.filename);
    }
    return share(as<Str>(known.get()));
}

Ref make_code_sharing(const code::CodeUnit& unit, Str* filename, SharedConstants& shared)
{
    RefTo<Code> code = allocate<Code>(code_type());
    code->argcount = unit.argcount;
    code->posonlyargcount = unit.posonlyargcount;
    code->kwonlyargcount = unit.kwonlyargcount;
    code->nlocals = unit.nlocals;
    code->stacksize = unit.stacksize;
    code->flags = static_cast<std::int32_t>(unit.flags);
    code->firstlineno = unit.firstlineno;
    code->instruction_count = static_cast<std::int32_t>(unit.instruction_count());
    code->code = make_bytes_of(unit.code).release();
    code->consts = make_tuple(static_cast<std::int64_t>(unit.consts.size())).release();
    code->names = make_names(unit.names).release();
    code->varnames = make_names(unit.varnames).release();
    code->freevars = make_names(unit.freevars).release();
    code->cellvars = make_names(unit.cellvars).release();
    code->lnotab = make_bytes_of(unit.lnotab).release();
    code->filename = (filename ? share(filename) : make_filename(unit, shared)).release();
    code->name = intern(unit.name).release();
    code->unit = &unit;
    code->is_verified = true;
    for (std::size_t i = 0; i < unit.consts.size(); ++i) {
        const auto* inner = std::get_if<code::CodeRef>(&unit.consts[i]);
        code->consts->items()[i] = (inner ? make_code_sharing(**inner, filename, shared)
                                          : make_shared_constant(unit, i, shared))
                                       .release();
    }
    find_cell_arguments(*code);
    return code;
}

} // namespace

Ref make_code(const code::CodeUnit& unit, Str* filename)
{
    SharedConstants shared;
    return make_code_sharing(unit, filename, shared);
}

Ref make_constant_object(const Constant& constant)
{
    SharedConstants shared;
    return make_constant(constant, shared);
}

constexpr TypeSpec code_spec = {
    .name = "code",
    .doc = "A code object: compiled Python code, not yet bound to anything.",
    .basic_size = sizeof(Code),
    .weakrefs_offset = offsetof(Code, weakrefs),
    .slots = {
        .destroy = code_destroy,
        .repr = unary<Code, code_repr>,
        .hash = code_hash,
        .compare = code_compare,
        .create = code_create,
    },
    .methods = code_methods,
    .members = code_members,
};

} // namespace fw
