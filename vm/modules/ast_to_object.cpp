// A syntax tree made into Python objects. CPython: ast2obj_... in Python/Python-ast.c

#include "vm/modules/ast_objects.h"
#include "vm/modules/ast_types.h"
#include "vm/object/gc.h"
#include "vm/object/list.h"
#include "vm/object/protocol.h"
#include "vm/object/raise.h"
#include "vm/syntax/ast_fields.h"
#include "vm/syntax/node_fields.h"
#include "vm/types/constant_object.h"

namespace fw {

namespace {

class ObjectMaker {
public:
    ObjectMaker(Thread& thread, const AstTypes& types)
        : m_thread(thread)
        , m_types(types)
    {
    }

    Result<Ref> make(const syntax::Node* node)
    {
        if (!node) {
            return make_none();
        }
        const char here = 0; // Its address tells how deep the native stack is.
        if (reinterpret_cast<std::uintptr_t>(&here) < m_thread.native_stack_limit) {
            return raise(m_thread, TypeId::RecursionError,
                "maximum recursion depth exceeded during ast construction");
        }
        const AstClass id = syntax_class(*node);
        Type* type = m_types.type_of(id);
        TRY_LET(Ref object, type->slots.create(m_thread, *type, Args{}));
        const RefTo<Dict> dict = make_dict();
        const Tuple& names = *m_types.fields[static_cast<std::size_t>(id)];
        std::int64_t index = 0;
        bool failed = false;
        syntax::visit_fields(*node, [&](const auto&, const auto& value) {
            auto made = convert(value);
            failed = made.failed();
            if (!failed) {
                dict_set_str(*dict, as<Str>(names[index++]), made.value().get());
            }
            return !failed;
        });
        if (failed) {
            return Raised{};
        }
        if (syntax::has_position(node->kind)) {
            const SourceRange& range = node->range;
            const std::int32_t positions[]
                = { range.line, range.column, range.end_line, range.end_column };
            for (std::size_t i = 0; i < std::size(positions); ++i) {
                dict_set_str(*dict, m_types.attributes[i], Ref(make_int(positions[i])).get());
            }
        }
        *dict_place(object.get()) = share(dict.get()).release();
        return object;
    }

private:
    static AstClass syntax_class(const syntax::Node& node) { return ast_class_of(node.kind); }

    Result<Ref> convert(const syntax::Node* node) { return make(node); }
    Result<Ref> convert(syntax::Identifier name) { return name ? Ref(intern(*name)) : make_none(); }
    Result<Ref> convert(const Constant* value) { return make_constant_object(*value); }
    Result<Ref> convert(int value) { return make_int(value); }
    Result<Ref> convert(bool value) { return make_int(value ? 1 : 0); }
    Result<Ref> convert(syntax::ExprContext value) { return leaf(AstClass::Load_, value); }
    Result<Ref> convert(syntax::BoolOperator value) { return leaf(AstClass::And_, value); }
    Result<Ref> convert(syntax::Operator value) { return leaf(AstClass::Add_, value); }
    Result<Ref> convert(syntax::UnaryOperator value) { return leaf(AstClass::Invert_, value); }
    Result<Ref> convert(syntax::CompareOperator value) { return leaf(AstClass::Eq_, value); }

    template <class T> Result<Ref> convert(const syntax::Sequence<T>& values)
    {
        const RefTo<List> list = make_list();
        list_reserve_exactly(*list, static_cast<std::int64_t>(values.size()));
        for (const T& value : values) {
            TRY_LET(Ref item, convert(value));
            list_append(*list, std::move(item));
        }
        return Ref(list);
    }

    template <class Enum> Ref leaf(AstClass first, Enum value)
    {
        const AstClass id = AstTypes::behind(first, static_cast<std::size_t>(value));
        return share(m_types.instances[static_cast<std::size_t>(id)]);
    }

    Thread& m_thread;
    const AstTypes& m_types;
};

} // namespace

Result<Ref> objects_of_tree(Thread& thread, const syntax::Tree& tree)
{
    TRY_LET(const AstTypes* types, ast_types(thread));
    return ObjectMaker(thread, *types).make(&tree.root());
}

} // namespace fw
