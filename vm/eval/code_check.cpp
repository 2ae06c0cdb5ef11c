// Checking code that a program made, and its picture as a code unit.

#include "vm/eval/code_check.h"

#include "vm/base/region_new.h"
#include "vm/code/marshal_write.h"
#include "vm/code/verify.h"
#include "vm/eval/machine.h"
#include "vm/object/int.h"
#include "vm/object/raise.h"
#include "vm/types/set.h"

#include <algorithm>
#include <optional>

namespace fw {

namespace {

std::span<const std::uint8_t> bytes_of(const Bytes& bytes)
{
    return { reinterpret_cast<const std::uint8_t*>(bytes.data()),
        static_cast<std::size_t>(bytes.length) };
}

std::size_t length_of(const Tuple& tuple)
{
    return static_cast<std::size_t>(tuple.length);
}

code::ConstantShape shape_of(const Object* constant)
{
    using Kind = code::ConstantShape::Kind;
    if (constant->type == str_type()) {
        return { .kind = Kind::Str };
    }
    if (constant->type == code_type()) {
        return { .kind = Kind::Code,
            .length = length_of(*static_cast<const Code*>(constant)->freevars) };
    }
    if (constant->type == tuple_type()) {
        const auto& tuple = *static_cast<const Tuple*>(constant);
        const bool only_strings = std::all_of(tuple.begin(), tuple.end(),
            [](const Object* item) { return item->type == str_type(); });
        return { Kind::Tuple, only_strings, length_of(tuple) };
    }
    return {};
}

code::CodeShape shape_of(const Code& code, std::string_view name)
{
    code::CodeShape shape{ .name = name,
        .argcount = code.argcount,
        .posonlyargcount = code.posonlyargcount,
        .kwonlyargcount = code.kwonlyargcount,
        .nlocals = code.nlocals,
        .stacksize = code.stacksize,
        .flags = static_cast<std::uint32_t>(code.flags),
        .code = bytes_of(*code.code),
        .lnotab = bytes_of(*code.lnotab),
        .names = length_of(*code.names),
        .varnames = length_of(*code.varnames),
        .cellvars = length_of(*code.cellvars),
        .freevars = length_of(*code.freevars) };
    for (const Object* constant : *code.consts) {
        shape.consts.push_back(shape_of(constant));
    }
    return shape;
}

// What is too deep for a picture is left to the code object.
constexpr int deepest_picture = 100;

std::optional<Constant> constant_of(const Object* object, int depth);

std::optional<std::vector<Constant>> constants_of(std::span<Object* const> objects, int depth)
{
    std::vector<Constant> constants;
    for (const Object* object : objects) {
        std::optional<Constant> constant = constant_of(object, depth + 1);
        if (!constant) {
            return std::nullopt;
        }
        constants.push_back(std::move(*constant));
    }
    return constants;
}

// Nothing for objects that are no constants of a compiler.
std::optional<Constant> constant_of(const Object* object, int depth)
{
    const Type* type = object->type;
    if (depth > deepest_picture) {
        return std::nullopt;
    }
    if (object == none()) {
        return Constant(NoneConstant{});
    }
    if (object == ellipsis()) {
        return Constant(EllipsisConstant{});
    }
    if (object == true_object() || object == false_object()) {
        return Constant(object == true_object());
    }
    if (type == int_type()) {
        const auto& number = *static_cast<const Int*>(object);
        return number.is_small() ? Constant(number.value)
                                 : Constant(BigIntConstant{ int_to_text(number, 16) });
    }
    if (type == float_type()) {
        return Constant(static_cast<const Float*>(object)->value);
    }
    if (type == complex_type()) {
        const auto& number = *static_cast<const Complex*>(object);
        return Constant(ComplexConstant{ number.real, number.imag });
    }
    if (type == str_type()) {
        return Constant(StringConstant{ to_utf8(*static_cast<const Str*>(object)) });
    }
    if (type == bytes_type()) {
        return Constant(BytesConstant{ std::string(static_cast<const Bytes*>(object)->view()) });
    }
    if (type == tuple_type()) {
        const auto& tuple = *static_cast<const Tuple*>(object);
        auto items = constants_of({ tuple.begin(), length_of(tuple) }, depth);
        return items ? std::optional(make_tuple_constant(std::move(*items))) : std::nullopt;
    }
    return std::nullopt;
}

std::vector<std::string> names_of(const Tuple& names)
{
    std::vector<std::string> texts;
    for (const Object* name : names) {
        texts.push_back(to_utf8(*static_cast<const Str*>(name)));
    }
    return texts;
}

std::vector<std::uint8_t> copy_of(std::span<const std::uint8_t> bytes)
{
    return { bytes.begin(), bytes.end() };
}

// The code as plain data; null where a constant cannot be told as such.
code::CodeRef unit_of(const Code& code, int depth)
{
    auto unit = std::make_shared<code::CodeUnit>();
    unit->argcount = code.argcount;
    unit->posonlyargcount = code.posonlyargcount;
    unit->kwonlyargcount = code.kwonlyargcount;
    unit->nlocals = code.nlocals;
    unit->stacksize = code.stacksize;
    unit->flags = static_cast<std::uint32_t>(code.flags);
    unit->firstlineno = code.firstlineno;
    unit->code = copy_of(bytes_of(*code.code));
    unit->lnotab = copy_of(bytes_of(*code.lnotab));
    unit->names = names_of(*code.names);
    unit->varnames = names_of(*code.varnames);
    unit->freevars = names_of(*code.freevars);
    unit->cellvars = names_of(*code.cellvars);
    unit->filename = to_utf8(*code.filename);
    unit->name = to_utf8(*code.name);
    for (const Object* object : *code.consts) {
        if (object->type == code_type()) {
            const auto& inner = *static_cast<const Code*>(object);
            // The machine keeps the units of its code objects.
            code::CodeRef known = inner.unit ? code::CodeRef(code::CodeRef(), inner.unit)
                : depth < deepest_picture    ? unit_of(inner, depth + 1)
                                             : nullptr;
            if (!known) {
                return nullptr;
            }
            unit->consts.emplace_back(std::move(known));
        } else if (std::optional<Constant> constant = constant_of(object, 0)) {
            unit->consts.emplace_back(std::move(*constant));
        } else {
            return nullptr;
        }
    }
    return unit;
}

} // namespace

const code::CodeUnit& keep_unit(code::CodeRef unit)
{
    const OutsideRegion outside;
    Machine& machine = *runtime().machine;
    std::string key = "unit\n" + code::marshal_code(*unit);
    if (const code::CodeRef known = machine.kept(key)) {
        return *known;
    }
    const code::CodeUnit& kept = *unit;
    machine.keep(std::move(key), std::move(unit));
    return kept;
}

Result<void> check_code(Thread& thread, Code& code)
{
    if (code.is_verified) {
        return {};
    }
    const std::string name = to_utf8(*code.name);
    if (const auto flaw = code::verify(shape_of(code, name))) {
        return raise_message(thread, TypeId::SystemError, flaw->text());
    }
    if (!code.unit) {
        const OutsideRegion outside;
        if (code::CodeRef unit = unit_of(code, 0)) {
            code.unit = &keep_unit(std::move(unit));
        }
    }
    code.is_verified = true;
    return {};
}

} // namespace fw
