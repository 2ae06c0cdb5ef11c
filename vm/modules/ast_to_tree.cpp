// Python objects made into a syntax tree, with CPython's checks and messages.
// CPython: obj2ast_... in Python/Python-ast.c

#include "vm/base/region_new.h"
#include "vm/modules/ast_objects.h"
#include "vm/modules/ast_types.h"
#include "vm/modules/object_constant.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/ast_fields.h"
#include "vm/syntax/node_fields.h"
#include "vm/syntax/validate.h"

#include <limits>

namespace fw {

namespace {

using syntax::Node;
using syntax::NodeKind;

// The name of a field's type in the ASDL, the classes that its objects may be of, and whether they
// have positions. One class: the object is not looked at, its fields are. CPython: product types
struct NodeFamily {
    const char* name;
    AstClass first;
    AstClass last;
    bool is_sum;
};

template <class T> constexpr NodeFamily family_of = {};
template <>
constexpr NodeFamily family_of<syntax::Module> = { "mod", AstClass::Module_,
    AstClass::FunctionType_, true };
template <>
constexpr NodeFamily family_of<syntax::Statement> = { "stmt", AstClass::FunctionDef_,
    AstClass::Continue_, true };
template <>
constexpr NodeFamily family_of<syntax::Expression> = { "expr", AstClass::BoolOp_, AstClass::Slice_,
    true };
template <>
constexpr NodeFamily family_of<syntax::ExceptHandler> = { "excepthandler", AstClass::ExceptHandler_,
    AstClass::ExceptHandler_, true };
template <>
constexpr NodeFamily family_of<syntax::TypeIgnore> = { "type_ignore", AstClass::TypeIgnore_,
    AstClass::TypeIgnore_, true };
template <>
constexpr NodeFamily family_of<syntax::Comprehension> = { "comprehension", AstClass::comprehension_,
    AstClass::comprehension_, false };
template <>
constexpr NodeFamily family_of<syntax::Arguments> = { "arguments", AstClass::arguments_,
    AstClass::arguments_, false };
template <>
constexpr NodeFamily family_of<syntax::Argument> = { "arg", AstClass::arg_, AstClass::arg_, false };
template <>
constexpr NodeFamily family_of<syntax::Keyword> = { "keyword", AstClass::keyword_,
    AstClass::keyword_, false };
template <>
constexpr NodeFamily family_of<syntax::Alias> = { "alias", AstClass::alias_, AstClass::alias_,
    false };
template <>
constexpr NodeFamily family_of<syntax::WithItem> = { "withitem", AstClass::withitem_,
    AstClass::withitem_, false };

// The same for operators and contexts, which are numbers in the tree.
struct LeafFamily {
    const char* name;
    AstClass first;
    AstClass last;
};

template <class T> constexpr LeafFamily leaf_family_of = {};
template <>
constexpr LeafFamily leaf_family_of<syntax::ExprContext> = { "expr_context", AstClass::Load_,
    AstClass::Del_ };
template <>
constexpr LeafFamily leaf_family_of<syntax::BoolOperator> = { "boolop", AstClass::And_,
    AstClass::Or_ };
template <>
constexpr LeafFamily leaf_family_of<syntax::Operator> = { "operator", AstClass::Add_,
    AstClass::FloorDiv_ };
template <>
constexpr LeafFamily leaf_family_of<syntax::UnaryOperator> = { "unaryop", AstClass::Invert_,
    AstClass::USub_ };
template <>
constexpr LeafFamily leaf_family_of<syntax::CompareOperator> = { "cmpop", AstClass::Eq_,
    AstClass::NotIn_ };

// How a RecursionError names the place; only these are counted.
template <class Value> constexpr const char* traversing = nullptr;
template <> constexpr const char* traversing<syntax::Expression*> = " while traversing 'expr' node";
template <> constexpr const char* traversing<syntax::Statement*> = " while traversing 'stmt' node";

NodeKind kind_of_class(AstClass id)
{
    switch (id) {
#define MODULE(name)                                                                               \
    case AstClass::name##_:                                                                        \
        return NodeKind::name;
#define STATEMENT(name, type) MODULE(name)
#define EXPRESSION(name, type) MODULE(name)
#define PART(name, type) MODULE(name)
#include "vm/syntax/node_kind.def"
    default:
        return NodeKind::Module;
    }
}

// Constants go on into the code unit, which outlives any moment of the region: they share nothing
// that lies there.
Constant lasting_copy(const Constant& constant)
{
    const OutsideRegion outside;
    const auto copy_items = [](const std::vector<Constant>& items) {
        auto copy = std::make_shared<std::vector<Constant>>();
        for (const Constant& item : items) {
            copy->push_back(lasting_copy(item));
        }
        return copy;
    };
    if (const auto* tuple = constant.as<TupleConstant>()) {
        return Constant(TupleConstant{ copy_items(*tuple->items) });
    }
    if (const auto* set = constant.as<FrozenSetConstant>()) {
        return Constant(FrozenSetConstant{ copy_items(*set->items) });
    }
    return Constant(constant);
}

Node* create_node(syntax::Tree& tree, NodeKind kind)
{
    switch (kind) {
#define MODULE(name) PART(name, Module)
#define STATEMENT(name, type) PART(name, type)
#define EXPRESSION(name, type) PART(name, type)
#define PART(name, type)                                                                           \
    case NodeKind::name:                                                                           \
        return tree.create<syntax::type>(NodeKind::name, {});
#include "vm/syntax/node_kind.def"
    }
    return nullptr;
}

class TreeMaker {
public:
    TreeMaker(Thread& thread, const AstTypes& types, syntax::Tree& tree)
        : m_thread(thread)
        , m_types(types)
        , m_tree(tree)
    {
    }

    // None is a null node where the family is a sum.
    template <class T> Result<void> read(Object* object, T*& node)
    {
        constexpr NodeFamily family = family_of<T>;
        AstClass id = family.first;
        SourceRange range;
        if (family.is_sum) {
            if (object == none()) {
                node = nullptr;
                return {};
            }
            if (syntax::has_position(kind_of_class(family.first))) {
                TRY(read_position(object, family.name, range));
            }
            TRY_SET(id, class_of(object, family.name, family.first, family.last));
        }
        Node* made = create_node(m_tree, kind_of_class(id));
        TRY(read_fields(object, id, *made));
        if (!family.is_sum && syntax::has_position(made->kind)) {
            TRY(read_position(object, family.name, range));
        }
        made->range = range;
        place_parts(*made);
        node = static_cast<T*>(made);
        return {};
    }

    const syntax::InvalidConstants& invalid_constants() const { return m_invalid_constants; }

private:
    // What has no place of its own in CPython's trees gets that of the whole node.
    void place_parts(Node& node)
    {
        const auto one_each = [&](std::size_t count) {
            return m_tree.sequence(std::vector<SourceRange>(count, node.range));
        };
        switch (node.kind) {
        case NodeKind::Attribute:
            syntax::node_cast<syntax::Attribute>(node).attr_range = node.range;
            break;
        case NodeKind::FormattedValue:
            syntax::node_cast<syntax::FormattedValue>(node).text_range = node.range;
            break;
        case NodeKind::Compare: {
            auto& compare = syntax::node_cast<syntax::Compare>(node);
            compare.pairs = one_each(compare.ops.size());
            break;
        }
        case NodeKind::Global:
        case NodeKind::Nonlocal: {
            auto& list = syntax::node_cast<syntax::NameList>(node);
            list.name_ranges = one_each(list.names.size());
            break;
        }
        default:
            break;
        }
    }

    Result<AstClass> class_of(Object* object, const char* family, AstClass first, AstClass last)
    {
        for (auto id = first;; id = AstTypes::behind(id, 1)) {
            Type* type = m_types.type_of(id);
            if (object->type == type) {
                return id;
            }
            TRY_LET(const bool fits, is_instance(m_thread, object, type));
            if (fits) {
                return id;
            }
            if (id == last) {
                break;
            }
        }
        TRY_LET(const RefTo<Str> text, repr(m_thread, object));
        return raise(m_thread, TypeId::TypeError, "expected some sort of {}, but got {}", family,
            to_utf8(*text));
    }

    Result<void> read_fields(Object* object, AstClass id, Node& node)
    {
        Result<void> outcome;
        const char* absent = nullptr;
        const Tuple& names = *m_types.fields[static_cast<std::size_t>(id)];
        std::int64_t index = 0;
        syntax::visit_fields(node, [&](const auto& field, auto& value) {
            Str* name = as<Str>(names[index++]);
            outcome = read_field(object, { name, field.name, id, field.type }, value);
            if (!outcome.failed() && !absent && is_absent(field.type, value)) {
                absent = field.name;
            }
            return !outcome.failed();
        });
        TRY(outcome);
        if (absent) {
            return raise(m_thread, TypeId::ValueError, "field '{}' is required for {}", absent,
                ast_class_name(id));
        }
        return {};
    }

    template <class Value> static bool is_absent(syntax::FieldType type, const Value& value)
    {
        if constexpr (std::is_pointer_v<Value>) {
            return !value
                && (type == syntax::FieldType::Required
                    || type == syntax::FieldType::RequiredString);
        }
        return false;
    }

    struct FieldPlace {
        Str* name;
        const char* text; // of the name
        AstClass owner;
        syntax::FieldType type;
    };

    Raised raise_missing(std::string_view field, std::string_view owner)
    {
        return raise(
            m_thread, TypeId::TypeError, "required field \"{}\" missing from {}", field, owner);
    }

    template <class Value>
    Result<void> read_field(Object* object, const FieldPlace& place, Value& value)
    {
        Ref given;
        TRY_LET(const bool found, find_attribute(m_thread, object, place.name, given));
        const bool is_optional
            = place.type == syntax::FieldType::Optional || place.type == syntax::FieldType::String;
        if (is_optional && (!found || given.get() == none())) {
            value = {};
            return {};
        }
        if (!found) {
            return raise_missing(place.text, ast_class_name(place.owner));
        }
        return read_value(given.get(), place, value);
    }

    template <class Value>
    Result<void> read_value(Object* given, const FieldPlace& place, Value& value)
    {
        RecursionGuard guard(m_thread);
        if (traversing<Value>) {
            TRY(guard.enter(traversing<Value>));
        }
        if constexpr (std::is_same_v<Value, syntax::Identifier>) {
            return read_text(given, place.type, value);
        } else if constexpr (std::is_same_v<Value, const Constant*>) {
            return read_constant(given, value);
        } else if constexpr (std::is_same_v<Value, int> || std::is_same_v<Value, bool>) {
            TRY_LET(const int number, read_int(given));
            value = static_cast<Value>(number);
            return {};
        } else if constexpr (std::is_enum_v<Value>) {
            constexpr LeafFamily family = leaf_family_of<Value>;
            TRY_LET(const AstClass id, class_of(given, family.name, family.first, family.last));
            value = static_cast<Value>(static_cast<int>(id) - static_cast<int>(family.first));
            return {};
        } else {
            return read(given, value);
        }
    }

    template <class T>
    Result<void> read_value(Object* given, const FieldPlace& place, syntax::Sequence<T>& values)
    {
        if (!is_list(given)) {
            return raise(m_thread, TypeId::TypeError, "{} field \"{}\" must be a list, not a {}",
                ast_class_name(place.owner), place.text, to_utf8(*given->type->name));
        }
        const List& list = *as<List>(given);
        const std::int64_t length = list.length;
        std::vector<T> read_values(static_cast<std::size_t>(length));
        for (std::int64_t i = 0; i < length; ++i) {
            const Ref item = share(list[i]);
            TRY(read_value(item.get(), place, read_values[static_cast<std::size_t>(i)]));
            if (list.length != length) {
                return raise(m_thread, TypeId::RuntimeError,
                    "{} field \"{}\" changed size during iteration", ast_class_name(place.owner),
                    place.text);
            }
        }
        values = m_tree.sequence(read_values);
        return {};
    }

    Result<void> read_text(Object* given, syntax::FieldType type, syntax::Identifier& value)
    {
        const bool is_string
            = type == syntax::FieldType::String || type == syntax::FieldType::RequiredString;
        if (given->type == str_type()) {
            value = m_tree.intern(to_utf8(*as<Str>(given)));
        } else if (is_string && given->type == bytes_type()) {
            value = m_tree.intern(as<Bytes>(given)->view());
        } else if (!is_string && given == none()) {
            value = nullptr;
        } else {
            return raise(m_thread, TypeId::TypeError, "AST {} must be of type str",
                is_string ? "string" : "identifier");
        }
        return {};
    }

    // What a constant may not be is said when the whole tree is validated.
    Result<void> read_constant(Object* given, const Constant*& value)
    {
        std::string invalid_type;
        TRY_LET(Constant constant, constant_of_object(m_thread, given, invalid_type));
        value = m_tree.make_constant(lasting_copy(constant));
        if (!invalid_type.empty()) {
            m_invalid_constants.emplace(value, std::move(invalid_type));
        }
        return {};
    }

    Result<int> read_int(Object* given)
    {
        if (!is_int(given)) {
            TRY_LET(const RefTo<Str> text, repr(m_thread, given));
            return raise(m_thread, TypeId::ValueError, "invalid integer value: {}", to_utf8(*text));
        }
        const Int& number = *as<Int>(given);
        if (!number.is_small() || number.value > std::numeric_limits<int>::max()
            || number.value < std::numeric_limits<int>::min()) {
            return raise(
                m_thread, TypeId::OverflowError, "Python int too large to convert to C int");
        }
        return static_cast<int>(number.value);
    }

    Result<void> read_position(Object* object, const char* owner, SourceRange& range)
    {
        std::int32_t* const places[]
            = { &range.line, &range.column, &range.end_line, &range.end_column };
        for (std::size_t i = 0; i < std::size(places); ++i) {
            Ref given;
            TRY_LET(
                const bool found, find_attribute(m_thread, object, m_types.attributes[i], given));
            const bool is_required = i < 2;
            if (!is_required && (!found || given.get() == none())) {
                continue;
            }
            if (!found) {
                return raise_missing(ast_attribute_names[i], owner);
            }
            TRY_SET(*places[i], read_int(given.get()));
        }
        return {};
    }

    Thread& m_thread;
    const AstTypes& m_types;
    syntax::Tree& m_tree;
    syntax::InvalidConstants m_invalid_constants;
};

} // namespace

Result<void> tree_of_object(
    Thread& thread, Object* object, syntax::NodeKind root, syntax::Tree& tree)
{
    TRY_LET(const AstTypes* types, ast_types(thread));
    const AstClass wanted = ast_class_of(root);
    TRY_LET(const bool fits, is_instance(thread, object, types->type_of(wanted)));
    if (!fits) {
        return raise(thread, TypeId::TypeError, "expected {} node, got {}", ast_class_name(wanted),
            to_utf8(*object->type->name));
    }
    TreeMaker maker(thread, *types, tree);
    syntax::Module* module = nullptr;
    TRY(maker.read(object, module));
    tree.set_root(module);
    if (const auto fault = syntax::validate(*module, maker.invalid_constants())) {
        return raise_message(thread,
            fault->kind == syntax::TreeFault::Kind::TypeError ? TypeId::TypeError
                                                              : TypeId::ValueError,
            fault->message);
    }
    return {};
}

} // namespace fw
