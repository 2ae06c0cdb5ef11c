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

// What is too deep or, written out, too large for a picture is left to the code object: a few
// objects that hold each other twice can stand for any number of items.
constexpr int deepest_picture = 100;
constexpr std::size_t most_items = 200'000;

// Makes a unit of a code object, with everything in it.
class UnitMaker {
public:
    // Null where something cannot be told as plain data.
    code::CodeRef unit_of(const Code& code);

private:
    // Nothing for objects that are no constants of a compiler.
    std::optional<Constant> constant_of(const Object* object);
    std::optional<std::vector<Constant>> constants_of(std::span<Object* const> objects);
    bool add_constant(const Object* object, std::vector<code::CodeConstant>& consts);
    bool spend_unit(const code::CodeUnit& unit);
    bool spend_constant(const Constant& constant);
    bool spend()
    {
        ++m_items;
        return m_items <= most_items && m_depth <= deepest_picture;
    }

    std::size_t m_items = 0;
    int m_depth = 0;
};

std::optional<std::vector<Constant>> UnitMaker::constants_of(std::span<Object* const> objects)
{
    std::vector<Constant> constants;
    ++m_depth;
    for (const Object* object : objects) {
        std::optional<Constant> constant = constant_of(object);
        if (!constant) {
            return std::nullopt;
        }
        constants.push_back(std::move(*constant));
    }
    --m_depth;
    return constants;
}

std::optional<Constant> UnitMaker::constant_of(const Object* object)
{
    const Type* type = object->type;
    if (!spend()) {
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
        auto items = constants_of({ tuple.begin(), length_of(tuple) });
        return items ? std::optional(make_tuple_constant(std::move(*items))) : std::nullopt;
    }
    if (type == frozenset_type()) {
        std::vector<Object*> members;
        std::int64_t position = 0;
        while (const SetEntry* entry = set_next(*static_cast<const Set*>(object), position)) {
            members.push_back(entry->key);
        }
        auto items = constants_of(members);
        return items ? std::optional(Constant(FrozenSetConstant{
                   std::make_shared<const std::vector<Constant>>(std::move(*items)) }))
                     : std::nullopt;
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

bool UnitMaker::spend_constant(const Constant& constant)
{
    const auto* tuple = constant.as<TupleConstant>();
    const auto* set = constant.as<FrozenSetConstant>();
    return spend() && (!tuple || std::ranges::all_of(*tuple->items, [this](const Constant& item) {
        return spend_constant(item);
    })) && (!set || (m_items += set->items->size()) <= most_items);
}

// A unit that is there already counts as what it stands for.
bool UnitMaker::spend_unit(const code::CodeUnit& unit)
{
    return spend() && std::ranges::all_of(unit.consts, [this](const code::CodeConstant& constant) {
        const auto* inner = std::get_if<code::CodeRef>(&constant);
        return inner ? spend_unit(**inner) : spend_constant(std::get<Constant>(constant));
    });
}

bool UnitMaker::add_constant(const Object* object, std::vector<code::CodeConstant>& consts)
{
    if (object->type != code_type()) {
        std::optional<Constant> constant = constant_of(object);
        if (constant) {
            consts.emplace_back(std::move(*constant));
        }
        return constant.has_value();
    }
    const auto& inner = *static_cast<const Code*>(object);
    if (inner.unit) { // The machine keeps the units of its code objects.
        consts.emplace_back(code::CodeRef(code::CodeRef(), inner.unit));
        return spend_unit(*inner.unit);
    }
    ++m_depth;
    code::CodeRef made = unit_of(inner);
    --m_depth;
    if (made) {
        consts.emplace_back(made);
    }
    return made != nullptr;
}

code::CodeRef UnitMaker::unit_of(const Code& code)
{
    if (!spend()) {
        return nullptr;
    }
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
        if (!add_constant(object, unit->consts)) {
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
        if (code::CodeRef unit = UnitMaker().unit_of(code)) {
            code.unit = &keep_unit(std::move(unit));
        }
    }
    code.is_verified = true;
    return {};
}

} // namespace fw
